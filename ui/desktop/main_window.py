"""The main window: navigation and state of the sync left, the page right."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from ui.desktop.messages import MessageBar, Messages
from ui.desktop.pages.person_panel import ring, write_to
from ui.desktop.pages.search_page import SearchPage
from ui.desktop.session import Session
from ui.desktop.sync_status import card_content
from ui.desktop.widgets.basics import column, holding, label
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.nav_item import NavItem
from ui.desktop.widgets.sync_card import SyncCard
from ui.desktop.widgets.toast import Toast

if TYPE_CHECKING:
    from ui.desktop.pages.first_start_page import FirstStartPage
    from ui.desktop.pages.settings_page import SettingsPage

SIDEBAR_WIDTH = 196
FIRST_SIZE = QSize(1280, 800)
LEAST_SIZE = QSize(600, 380)
_AGE_IS_TOLD_EVERY_MS = 60_000


class MainWindow(QWidget):
    """The window of a session. Its contents are made anew when the program speaks another language."""

    def __init__(self, session: Session, messages: Messages) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._messages = messages
        self._frame = QHBoxLayout()
        self._frame.setContentsMargins(0, 0, 0, 0)
        self._frame.setSpacing(0)
        self.setLayout(self._frame)
        self.setMinimumSize(LEAST_SIZE)
        self.resize(FIRST_SIZE)
        self._sizes: list[int] = []
        self._restore_place(session.context.settings.window)
        self._build(session.context.settings.search)
        self._ring = FocusRing(self, session.look)
        self._toast = Toast(self)
        self._make_shortcuts()
        session.texts_changed.connect(self._on_texts_changed)
        session.sync_changed.connect(self._show_sync)
        session.data_changed.connect(self._on_data_changed)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._show_sync)
        self._clock.start(_AGE_IS_TOLD_EVERY_MS)

    def _build(self, remembered: dict[str, Any] | None) -> None:
        """Make everything in the language of the program."""
        _ = self._session.texts.gettext
        self.setWindowTitle(_("Interpreter Register"))
        self.search = SearchPage(self._session, remembered)
        self.search.share_room(*self._sizes)
        self.search.said.connect(self._say)
        self.settings: SettingsPage | None = None
        self.first_start: FirstStartPage | None = None
        self.card = SyncCard(self._start_sync, self._session.cancel_sync)
        self.nav_search = self._nav_item("search", _("Search"), self.show_search)
        self.nav_settings = self._nav_item("settings", _("Settings"), self.show_settings)
        self._pages = QStackedWidget()
        self._pages.setObjectName("pages")
        self._pages.addWidget(self.search)
        self._bar = MessageBar(self._session.look)
        self._messages.use(self, self._bar)
        right = column(self._bar)
        right.addWidget(self._pages, 1)
        self._frame.addWidget(self._sidebar())
        self._frame.addWidget(holding(right), 1)
        self._show_sync()
        self.show_search()

    def _nav_item(self, drawing: str, name: str, show: Callable[[], None]) -> NavItem:
        item = NavItem(drawing, self._session.look)
        item.setText(name)
        item.setAccessibleName(name)
        item.clicked.connect(lambda _checked: show())
        return item

    def _mark(self, current: NavItem) -> None:
        """Show in the navigation which page is shown."""
        says = self._session.texts.gettext("Shown now")
        for item in (self.nav_search, self.nav_settings):
            item.show_as(shown=item is current, says=says)

    def _sidebar(self) -> QFrame:
        made = QFrame()
        made.setObjectName("sidebar")
        made.setFixedWidth(SIDEBAR_WIDTH)
        title = label(self.windowTitle(), "heading")
        title.setContentsMargins(8, 0, 0, 0)
        title.setFixedHeight(22)
        layout = column(
            title, 17, self.nav_search, self.nav_settings, None, self.card, spacing=0, margins=(12, 15, 12, 16)
        )
        layout.insertSpacing(3, 2)
        made.setLayout(layout)
        return made

    def _make_shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+K", self._go_to_field),
            ("Ctrl+,", self.show_settings),
            ("F5", self._start_sync),
            ("F1", self.show_shortcuts),
            ("Ctrl+R", self._ring_person),
            ("Ctrl+E", self._write_person),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def show_search(self) -> None:
        """Show the search, or the first start while there is nothing to search in."""
        self._mark(self.nav_search)
        if self._session.sync.state is None:
            self._show_first_start()
            return
        self._pages.setCurrentWidget(self.search)
        self.search.field.edit.setFocus()

    def _show_first_start(self) -> None:
        from ui.desktop.pages.first_start_page import FirstStartPage

        if self.first_start is None:
            self.first_start = FirstStartPage(self._session, self._messages)
            self._pages.addWidget(self.first_start)
        self._pages.setCurrentWidget(self.first_start)
        self.first_start.setFocus()

    def show_settings(self) -> None:
        """Show the settings as they are now."""
        from ui.desktop.pages.settings_page import SettingsPage

        self._mark(self.nav_settings)
        if self.settings is None:
            self.settings = SettingsPage(self._session)
            self._pages.addWidget(self.settings)
        self._pages.setCurrentWidget(self.settings)
        self.settings.language.setFocus()

    def show_shortcuts(self) -> None:
        """Show the keys that do something."""
        from ui.desktop.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._session.texts, self._session.look, self).open()

    def begin(self) -> None:
        """Ask for what the search showed last."""
        if self._session.sync.state is not None:
            self.search.reload()

    def _go_to_field(self) -> None:
        self.show_search()
        if self._session.sync.state is not None:
            self.search.focus_field()

    def _start_sync(self) -> None:
        if self._session.sync.running:
            return
        self._messages.attempt(self._session.start_sync)

    def _ring_person(self) -> None:
        person = self.search.person_meant()
        if person and person.phone:
            ring(person.phone)

    def _write_person(self) -> None:
        person = self.search.person_meant()
        if person and person.email:
            write_to(person.email)

    def _say(self, words: str) -> None:
        self._toast.say(words)

    def _show_sync(self) -> None:
        self.card.show_content(card_content(self._session.sync, self._session.now(), self._session.texts))
        self.card.setVisible(self._session.sync.state is not None)

    def _on_data_changed(self) -> None:
        self.search.reload()
        if self._pages.currentWidget() is self.first_start and self._session.sync.state is not None:
            self.show_search()

    def _on_texts_changed(self) -> None:
        """Make the contents anew, where they stood."""
        on_settings = self._pages.currentWidget() is self.settings
        remembered = self.search.remembered()
        while (item := self._frame.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._build(remembered)
        self.begin()
        if on_settings:
            self.show_settings()
            QTimer.singleShot(0, self._focus_language)

    def _focus_language(self) -> None:
        """Bring the keyboard back to the choice that was made: the key that made it may still move it on."""
        if self._pages.currentWidget() is self.settings and self.settings is not None:
            self.settings.language.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; a question mark shows the keys."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is self.search and self.search.escape():
            return
        if event.text() == "?":
            self.show_shortcuts()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place and the search."""
        self._session.context.remember(window=self._place(), search=self.search.remembered())
        super().closeEvent(event)

    def _place(self) -> str:
        geometry = b64encode(bytes(self.saveGeometry().data())).decode()
        return json.dumps({"geometry": geometry, "panes": self.search.splitter_state()})

    def _restore_place(self, text: str) -> None:
        """Use the place that was remembered; text that is none is as if nothing was."""
        try:
            place = json.loads(text)
            self.restoreGeometry(QByteArray(b64decode(place["geometry"])))
            self._sizes = [int(size) for size in place["panes"]]
        except (ValueError, KeyError, TypeError, NotBase64):
            self._sizes = []
