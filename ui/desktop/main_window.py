"""The main window: navigation and state of the sync left, the page right."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QWidget

from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.standing import Standing
from ui.desktop.closing import ask_to_close, may_lose_no_note
from ui.desktop.messages import MessageBar, Messages
from ui.desktop.page_table import NEED_REGISTER, SEARCH, WHILE_LOCKED, PageEntry, in_navigation, page_entry
from ui.desktop.pages.page import Page
from ui.desktop.pages.person_panel import ring, write_to
from ui.desktop.pages.search_page import SearchPage
from ui.desktop.session import Session
from ui.desktop.sidebar import Sidebar
from ui.desktop.sync_status import card_content
from ui.desktop.widgets.basics import column, holding
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.sync_card import SyncCard
from ui.desktop.widgets.toast import Toast

if TYPE_CHECKING:
    from ui.desktop.pages.record_page import RecordPage

FIRST_SIZE = QSize(1280, 800)
LEAST_SIZE = QSize(600, 380)
_AGE_IS_TOLD_EVERY_MS = 60_000
_TOAST_GAP = 4


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
        self._put_aside: dict[str, Page] = {}
        self._restore_place(session.context.settings.window)
        self._build()
        self._ring = FocusRing(self, session.look)
        self._make_shortcuts()
        session.texts_changed.connect(self._on_texts_changed)
        session.sync_changed.connect(self._show_sync)
        session.standing_changed.connect(self._on_standing_changed)
        session.data_changed.connect(self._on_data_changed)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._show_sync)
        self._clock.start(_AGE_IS_TOLD_EVERY_MS)

    def _build(self) -> None:
        """Make everything in the language of the program, for whoever is logged in."""
        session = self._session
        self.setWindowTitle(session.texts.gettext("Interpreter Register"))
        self._built_for = _built_for(session.standing)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._made: dict[str, Page] = {}
        self.search = self._search_page()
        self.search.share_room(*self._sizes)
        self.search.said.connect(self.say)
        self.search.edit_wanted.connect(self.edit_person)
        self.search.shortlist_wanted.connect(self._shortlist)
        self.card = SyncCard(self.start_sync, session.cancel_sync)
        self.card.unsent_wanted.connect(lambda: self.show_page("outbox"))
        self.card.conflicts_wanted.connect(lambda: self.show_page("conflicts"))
        self.toast = Toast(_TOAST_GAP)
        self.sidebar = Sidebar(
            self.windowTitle(), self._navigation(), self.toast, self.card, look=session.look, texts=session.texts
        )
        self.sidebar.connect_items(self.show_page)
        self._bar = MessageBar(session.look)
        self._messages.use(self, self._bar)
        right = column(self._bar)
        right.addWidget(self._stack, 1)
        self._frame.addWidget(self.sidebar)
        self._frame.addWidget(holding(right), 1)
        self._show_sync()
        self.show_search()

    def _shortlist(self, person: str) -> None:
        from ui.desktop.shortlisting import put_on_call_list

        put_on_call_list(self, self.search, person)

    def _search_page(self) -> SearchPage:
        made = self.page(SEARCH)
        assert isinstance(made, SearchPage)
        return made

    def _navigation(self) -> list[PageEntry]:
        standing = self._session.standing
        return in_navigation(standing.role, locked=standing.locked)

    @property
    def session(self) -> Session:
        """What the pages share."""
        return self._session

    @property
    def messages(self) -> Messages:
        """The place where errors are told."""
        return self._messages

    @property
    def widget(self) -> QWidget:
        """The window itself, for dialogs to stand over."""
        return self

    @property
    def keeps_typing(self) -> bool:
        """Whether something is typed in a page that is out of sight until somebody logs in again."""
        return any(page.has_unsaved for page in self._put_aside.values())

    def page(self, name: str) -> Page:
        """The page called ``name``, made now if it was not yet."""
        if name not in self._made:
            self._made[name] = page_entry(name).make(self)
            self._stack.addWidget(self._made[name])
        return self._made[name]

    def shown_page(self) -> str:
        """The name of the page that is shown."""
        shown = self._stack.currentWidget()
        return next(name for name, page in self._made.items() if page is shown)

    def show_page(self, name: str) -> Page:
        """Show the page called ``name``: the search waits for the first copy, and for a locked profile's log-in."""
        page = self.page(self._stand_in(name))
        before = self._stack.currentWidget()
        if isinstance(before, Page) and before is not page and not before.may_leave(lambda: self.show_page(name)):
            return page
        if before is not page:
            self._messages.clear()
        self.sidebar.mark(name)
        self._stack.setCurrentWidget(page)
        page.enter()
        return page

    def _stand_in(self, name: str) -> str:
        """The page that is shown in the place of the one called ``name``."""
        if self._session.standing.locked and name not in WHILE_LOCKED:
            return "locked"
        return "first-start" if name in NEED_REGISTER and self._session.sync.state is None else name

    def _make_shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+K", self._go_to_field),
            ("Ctrl+G", self.show_guide),
            ("Ctrl+L", self.show_call_list),
            ("Ctrl+,", self.show_settings),
            ("F5", self.start_sync),
            ("F1", self.show_shortcuts),
            ("Ctrl+R", self._ring_person),
            ("Ctrl+E", self._write_or_edit_person),
            ("Ctrl+N", self.add_person),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def show_search(self) -> None:
        """Show the search, or what stands in its way."""
        self.show_page(SEARCH)

    def show_guide(self) -> None:
        """Show the questions of the guide, as they were left."""
        self.show_page("guide")

    def show_call_list(self) -> None:
        """Show the call list, the next to try current."""
        self.show_page("call-list")

    def find_people(self, request: SearchRequest) -> None:
        """Show the search with what ``request`` asks for, the keyboard in its field."""
        self.search.ask(request)
        self._go_to_field()

    def show_settings(self) -> None:
        """Show the settings as they are now."""
        self.show_page("settings")

    def open_person(self, id_: str) -> None:
        """Show the person with this record id."""
        self.show_search()
        self.search.open_id(id_)

    def show_shortcuts(self) -> None:
        """Show the keys that do something."""
        from ui.desktop.dialogs.shortcuts import ShortcutsDialog

        session = self._session
        ShortcutsDialog(session.texts, session.look, self, is_staff=session.standing.acts_as_staff).open()

    def begin(self) -> None:
        """Ask for what the search showed last."""
        if self._stand_in(SEARCH) == SEARCH:
            self.search.reload()

    def _go_to_field(self) -> None:
        self.show_search()
        if self._stack.currentWidget() is self.search:
            self.search.focus_field()

    def start_sync(self) -> None:
        """Bring the profile up to its register, after showing what will go and come where the person wants that."""
        session = self._session
        if session.sync.running:
            return
        quiet = session.context.settings.quiet_fetch and not session.standing.unsent
        self._messages.attempt(session.start_sync if quiet or not session.can_look_ahead else self._look_ahead)

    def _look_ahead(self) -> None:
        from ui.desktop.dialogs.before_sync import BeforeSyncDialog

        dialog = BeforeSyncDialog(self._session, self, lambda: self._messages.attempt(self._session.start_sync))
        dialog.look()
        dialog.open()

    def _ring_person(self) -> None:
        if self._made[self.shown_page()].ring_meant():
            return
        person = self.search.person_meant()
        if person and person.phone:
            ring(person.phone)

    def _write_or_edit_person(self) -> None:
        """The register's staff change the person's record; others write to the person."""
        if self._session.standing.acts_as_staff:
            self.edit_person(self._made[self.shown_page()].id_meant() or self.search.id_meant())
        else:
            self._write_person()

    def edit_person(self, id_: str) -> None:
        """Show the record of the person with this record id, to be changed; nothing for nobody."""
        if id_ and (page := self._record_page()) is not None:
            page.open(id_)

    def add_person(self) -> None:
        """Show an empty record, to add somebody; for the register's staff."""
        if self._session.standing.acts_as_staff and (page := self._record_page()) is not None:
            page.open_new()

    def _record_page(self) -> "RecordPage | None":
        from ui.desktop.pages.record_page import RecordPage

        page = self.show_page("record")
        return page if isinstance(page, RecordPage) else None

    def _write_person(self) -> None:
        person = self.search.person_meant()
        if person and person.email:
            write_to(person.email)

    def say(self, words: str) -> None:
        """Say shortly that something was done."""
        self.toast.say(words)

    def _show_sync(self) -> None:
        session = self._session
        self.card.show_content(card_content(session.sync, session.standing, session.now(), session.texts))
        self.card.setVisible(session.sync.state is not None)
        self.sidebar.show_standing(session.standing)

    def _on_standing_changed(self) -> None:
        """Another role sees other pages; otherwise only numbers are others."""
        if _built_for(self._session.standing) != self._built_for:
            self._close_dialogs()
            self._build_anew()
        else:
            self._show_sync()

    def _on_data_changed(self, people: frozenset[str] | None) -> None:
        """Bring up to date what is shown; the other pages do it when they are shown next."""
        shown = self.shown_page()
        if shown == "first-start":
            self.show_search()
        if shown != SEARCH:
            self.search.refresh(people)
        self._made[shown].refresh(people)

    def _on_texts_changed(self) -> None:
        """Make the contents anew, where they stood; the key that made the choice may still move it on."""
        shown = self.shown_page()
        self._build_anew()
        if shown not in (SEARCH, "first-start", "locked"):
            self.show_page(shown)
            QTimer.singleShot(0, self, lambda: self.show_page(shown))

    def _close_dialogs(self) -> None:
        """Put away what stands over the window when it is locked: it may show what is private."""
        if self._session.standing.locked:
            for dialog in self.findChildren(QDialog):
                dialog.reject()

    def _build_anew(self) -> None:
        self._session.context.remember(search=self.search.remembered())
        self.search.panel.keep_note()
        self._keep_typing()
        while (item := self._frame.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._build()
        self.begin()
        self._give_back()

    def _keep_typing(self) -> None:
        """Keep the pages in which something is typed, out of sight: nobody was asked what is to become of it."""
        for name, page in self._made.items():
            if page.has_unsaved:
                page.setParent(self)
                self._put_aside[name] = page

    def _give_back(self) -> None:
        """Show what was typed to the staff again; whoever has logged out and wiped the rest has given it up."""
        standing = self._session.standing
        if standing.locked:
            return
        kept, self._put_aside = self._put_aside, {}
        for name, page in kept.items():
            if standing.acts_as_staff:
                self._made[name] = page
                self._stack.addWidget(page)
                self.show_page(name)
            else:
                page.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; a question mark shows the keys."""
        if event.key() == Qt.Key.Key_Escape and self._made[self.shown_page()].step_back():
            return
        if event.text() == "?":
            self.show_shortcuts()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back to the window sees what was done meanwhile in another window, or by a command."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and not self._session.sync.running:
            self._session.look_for_news()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place and the search; what is typed and not saved is asked about first."""
        if not self._made[self.shown_page()].may_leave(self.close):
            event.ignore()
            return
        if self.keeps_typing:
            event.ignore()
            self._ask_give_up()
            return
        if not may_lose_no_note(self, self.close):
            event.ignore()
            return
        self._session.context.remember(window=self._place(), search=self.search.remembered())
        super().closeEvent(event)

    def _ask_give_up(self) -> None:
        """Ask whether the window is to be closed over what is typed in a locked profile."""
        _ = self._session.texts.gettext
        words = _("You have typed something that is not saved. Log in again to save it; it is lost if you close now.")
        ask_to_close(self, words, self._give_up)

    def _give_up(self) -> None:
        for page in self._put_aside.values():
            page.deleteLater()
        self._put_aside.clear()
        self.close()

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


def _built_for(standing: Standing) -> tuple[object, ...]:
    """What the contents depend on, of how the profile stands."""
    return standing.role, standing.locked
