"""What the pages have in common that list entries, with the chosen one beside: changes, conflicts, syncs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.desktop.models.entries import EntriesModel, Entry
from ui.desktop.pages.page import Page, Shell
from ui.desktop.widgets.basics import announce, column, holding, label, scrolling
from ui.desktop.widgets.entries_list import EntriesList
from ui.desktop.widgets.list_and_detail import Detail, ListAndDetail
from ui.desktop.widgets.notice import Notice

_EDGE = 24


class EntriesPage(Page):
    """A page called ``title`` (in the language of the program) that shows entries, and the chosen one in ``detail``.

    ``shares`` is how list and detail stretch; ``drawing`` stands over the words of a page without entries, and with
    ``tickable`` the entries have boxes. A kind of page says what is read, what a choice shows, and what Enter does.
    """

    def __init__(
        self, shell: Shell, title: str, detail: Detail, shares: tuple[int, int], drawing: str, *, tickable: bool = False
    ) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        self.model = EntriesModel(tickable=tickable)
        self.list = EntriesList(self.model, session.look, title)
        self.note = label(look="dense-muted", wrap=True)
        self.empty = Notice(drawing, session.look)
        self._left = column(spacing=8)
        self._left.addWidget(self.list, 1)
        self.panes = ListAndDetail(holding(self._left), detail, shares)
        self._contents = QStackedWidget()
        self._contents.addWidget(self.panes)
        self._contents.addWidget(scrolling(column(self.empty, None, margins=(_EDGE, 0, _EDGE, _EDGE))))
        layout = column()
        layout.addLayout(column(label(title, "title"), self.note, spacing=4, margins=(_EDGE, 20, _EDGE, 12)))
        layout.addWidget(self._contents, 1)
        self.setLayout(layout)
        self.list.chosen.connect(self._show_chosen)
        self.list.opened.connect(self._open)
        self.panes.went_back.connect(self.list.setFocus)

    def put_over_list(self, widget: QWidget) -> None:
        """Keep ``widget`` over the list."""
        self._left.insertWidget(0, widget)

    def enter(self) -> None:
        """Read what there is, and take the keyboard to the list."""
        self._read()
        self.list.setFocus()

    def refresh(self, _people: frozenset[str] | None) -> None:
        """Read what there is now."""
        self._read()

    def step_back(self) -> bool:
        """Put what is open away."""
        return self.panes.step_back()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries; the current one stays so, or the one that came in its place is."""
        place, current = self.list.currentIndex().row(), self.list.current_key()
        self.model.show(entries)
        self._contents.setCurrentIndex(0 if entries else 1)
        if not entries:
            announce(self, self.empty.headline.text())
            return
        keys = [entry.key for entry in entries]
        self.list.make_current(current if current in keys else keys[min(max(place, 0), len(keys) - 1)])

    def _read(self) -> None:
        """Read what there is, and show it."""
        raise NotImplementedError

    def _show_chosen(self, key: str) -> None:
        """Show the entry with this key in the detail."""
        raise NotImplementedError

    def _open(self, key: str) -> None:
        """Enter was pressed on the entry with this key."""
        raise NotImplementedError
