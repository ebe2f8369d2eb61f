"""The table of all people: rows of one height, sorted by its head, all of it by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from interpreter_app.domain.people_lists import SortBy
from ui.desktop.models.people import COLUMNS, LANGUAGES, NAME, PeopleModel, column_of
from ui.desktop.style import Look
from ui.desktop.widgets.basics import choose_index
from ui.desktop.widgets.people_delegate import PeopleDelegate
from ui.desktop.widgets.row_table import RowTable

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeopleTable(RowTable):
    """Shows a ``PeopleModel``; ``name`` is what the table is called.

    ``opened`` follows Enter, E and a double click, ``left_at_top`` Up from the first row, ``copying`` Ctrl C.
    ``sorting`` gives the ``SortBy`` that the head was pressed for, and whether that is downwards. Several rows are
    chosen with Shift, Ctrl, Ctrl A.
    """

    opened = Signal()
    left_at_top = Signal()
    copying = Signal()
    sorting = Signal(object, bool)

    def __init__(self, model: PeopleModel, look: Look, name: str) -> None:
        super().__init__(model, name, QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(PeopleDelegate(look))
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
        return sorted({row for top, bottom in self._chosen_runs() for row in range(top, bottom + 1)})

    def chosen_count(self) -> int:
        """How many rows are chosen."""
        return sum(bottom + 1 - top for top, bottom in self._chosen_runs())

    def _chosen_runs(self) -> set[tuple[int, int]]:
        """The first and the last row of each run of chosen rows."""
        chosen = self.selectionModel().selection()
        return {(one.top(), one.bottom()) for one in (chosen.at(place) for place in range(chosen.count()))}

    def choose(self, rows: Sequence[int], current: int) -> None:
        """Choose these rows, given in order, and give ``current`` the keyboard."""
        model, chosen = self.model(), QItemSelection()
        first = 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                chosen.select(model.index(rows[first], 0), model.index(row, len(COLUMNS) - 1))
                first = place + 1
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(model.index(current, 0), flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names and the languages the room that is left."""
        super().resizeEvent(event)
        spare = max(0, self.viewport().width() - sum(one.width for one in COLUMNS))
        for place in (NAME, LANGUAGES):
            self.horizontalHeader().resizeSection(place, COLUMNS[place].width + spare // 2)

    def enter(self) -> None:
        """Come to the table from above: to the current row, or the first; it is chosen where nobody is.

        Qt makes the first row current, but does not choose it, where the table gets the keyboard in another way.
        """
        if not self.selectionModel().hasSelection():
            choose_index(self, self.model().index(max(self.currentIndex().row(), 0), 0))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and E open, once where they are held down, Up from the first row leaves, Ctrl C copies."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() in _OPENING_KEYS or (event.key() == Qt.Key.Key_E and plain):
            if not event.isAutoRepeat():
                self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copying.emit()
        elif event.key() == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0:
            self.left_at_top.emit()
        else:
            super().keyPressEvent(event)
