"""The table of all people: rows of one height, sorted by its head, all of it by keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from interpreter_app.domain.people_lists import SortBy
from ui.desktop.models.people import COLUMNS, PeopleModel, column_of
from ui.desktop.widgets.row_table import RowTable

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeopleTable(RowTable):
    """Shows a ``PeopleModel``; ``name`` is what the table is called.

    ``opened`` follows Enter and a double click, ``left_at_top`` Up from the first row. ``sorting`` gives the ``SortBy``
    that the head was pressed for, and whether that is downwards. Several rows are chosen with Shift, Ctrl, Ctrl A.
    """

    opened = Signal()
    left_at_top = Signal()
    sorting = Signal(object, bool)

    def __init__(self, model: PeopleModel, name: str) -> None:
        super().__init__(model, name, QAbstractItemView.SelectionMode.ExtendedSelection)
        self._prepare_head()
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def _prepare_head(self) -> None:
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        for place, one in enumerate(COLUMNS):
            head.resizeSection(place, one.width)
        self.show_sorting(SortBy.NAME, descending=False)
        head.sectionClicked.connect(self._on_head_clicked)

    def show_sorting(self, by: SortBy, *, descending: bool) -> None:
        """Show by which column the rows are sorted."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column_of(by), order)
        self.horizontalHeader().setSortIndicatorShown(True)

    def _on_head_clicked(self, place: int) -> None:
        """A second press on a column turns it round; columns that are not sorted by stay as they are."""
        by = COLUMNS[place].by
        if by is None:
            return
        head = self.horizontalHeader()
        again = head.sortIndicatorSection() == place and head.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        self.sorting.emit(by, again)

    def chosen_rows(self) -> list[int]:
        """The rows that are chosen, in order."""
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.count()))
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def enter(self) -> None:
        """Come to the table from above: to the current row, or the first."""
        if not self.currentIndex().isValid():
            self.selectRow(0)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Up from the first row leaves."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() in _OPENING_KEYS:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0:
            self.left_at_top.emit()
        else:
            super().keyPressEvent(event)
