"""The left edge of the window: its pages, who is logged in, and how the sync stands."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLayout

from interpreter_app.i18n import Texts
from interpreter_app.use_cases.standing import Standing
from ui.desktop.page_table import PageEntry
from ui.desktop.style import Look
from ui.desktop.widgets.basics import column, label, scrolling
from ui.desktop.widgets.nav_item import NavItem
from ui.desktop.widgets.sync_card import SyncCard
from ui.desktop.widgets.toast import Toast
from ui.desktop.wording import role_name

WIDTH = 196
_LEAST_FOR_PAGES = 72
_GAP = 2
STAFF_WIDTH = 220
"""Wider by what the numbers of waiting edits need beside the longest title."""


class Sidebar(QFrame):
    """Shows ``entries`` under ``title``; the words of the ``toast`` come over who is logged in."""

    def __init__(
        self, title: str, entries: list[PageEntry], toast: Toast, card: SyncCard, *, look: Look, texts: Texts
    ) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._texts = texts
        self._entries = entries
        self._head = label(title, "heading")
        self._head.setContentsMargins(8, 0, 0, 0)
        self._head.setFixedHeight(22)
        self._name = label(look="small-strong", wrap=True)
        self._role = label(look="small", wrap=True)
        self.items = {entry.name: self._item(entry, look) for entry in entries}
        items = column(*self.items.values(), None, spacing=_GAP)
        items.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self._pages = scrolling(items)
        self._build(toast, card)

    def _item(self, entry: PageEntry, look: Look) -> NavItem:
        item = NavItem(entry.icon, look)
        title = self._texts.gettext(entry.title)
        item.setText(title)
        item.setAccessibleName(title)
        return item

    def _build(self, toast: Toast, card: SyncCard) -> None:
        layout = column(self._head, 17, margins=(12, 15, 12, 16))
        self._pages.setMinimumHeight(_LEAST_FOR_PAGES)
        layout.addWidget(self._pages, 1)
        layout.addWidget(toast)
        layout.addLayout(column(self._name, self._role, margins=(12, 0, 12, 10)))
        layout.addWidget(card)
        self.setLayout(layout)

    def connect_items(self, show: Callable[[str], object]) -> None:
        """Call ``show`` with the name of the page that is pressed."""
        for name, item in self.items.items():
            item.clicked.connect(lambda _checked, name=name: show(name))

    def show_standing(self, standing: Standing) -> None:
        """Say who is logged in and how much waits in each page."""
        staff = standing.is_staff
        self.setFixedWidth(STAFF_WIDTH if staff else WIDTH)
        self._name.setText(standing.name)
        self._role.setText(role_name(standing.role, self._texts) if staff else "")
        for one in (self._name, self._role):
            one.setVisible(staff)
        for entry in self._entries:
            waiting = entry.waits(standing)
            self.items[entry.name].show_waiting(self._texts.number(waiting) if waiting else "")

    def mark(self, name: str) -> None:
        """Show which page is shown."""
        says = self._texts.gettext("Shown now")
        for one, item in self.items.items():
            item.show_as(shown=one == name, says=says)
        if name in self.items:
            self._pages.ensureWidgetVisible(self.items[name], 0, _GAP)
