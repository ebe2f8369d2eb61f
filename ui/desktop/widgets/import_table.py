"""The table of the lines of a list, each with what it does, in words beside an icon."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from ui.desktop.models.entries import State
from ui.desktop.models.import_lines import DOES, LINE, NAME, NUMBER, WHAT, ImportLinesModel
from ui.desktop.models.rows_with_state import STATE_ROLE
from ui.desktop.style import Look
from ui.desktop.widgets.row_delegate import Index, RowDelegate
from ui.desktop.widgets.row_table import RowTable

_WIDTHS = {LINE: 64, DOES: 150, NUMBER: 84, NAME: 200}


class _LineDelegate(RowDelegate):
    """Paints what a line does as an icon and a word, and what is wrong in the colour of warnings."""

    def paint_cell(self, painter: QPainter, place: QRect, index: Index) -> None:
        """Paint what stands in a cell."""
        state: State = index.data(STATE_ROLE)
        if index.column() == DOES:
            self.paint_state(painter, place, state)
        else:
            warns = index.column() == WHAT and state.colour == "warning"
            self.paint_words(painter, place, str(index.data()), "warning" if warns else "text")


class ImportTable(RowTable):
    """Shows an ``ImportLinesModel``; ``name`` is what the table is called."""

    def __init__(self, model: ImportLinesModel, look: Look, name: str) -> None:
        super().__init__(model, name, QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(_LineDelegate(look))
        head = self.horizontalHeader()
        head.setStretchLastSection(True)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, width)
