"""The table of the rows of a checked list, each with its result in words beside a shape."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView

from ui.desktop.models.roster_rows import (
    EXPLANATION,
    LANGUAGE,
    LINE,
    NAME,
    NUMBER,
    RESULT,
    RosterRowsModel,
)
from ui.desktop.models.rows_with_state import STATE_ROLE
from ui.desktop.style import Look
from ui.desktop.widgets.row_delegate import Index, RowDelegate
from ui.desktop.widgets.row_table import RowTable

_WIDTHS = {LINE: 64, RESULT: 224, NAME: 190, NUMBER: 76, LANGUAGE: 150}
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _ResultDelegate(RowDelegate):
    """Paints the result as a shape and words."""

    def paint_cell(self, painter: QPainter, place: QRect, index: Index) -> None:
        """Paint what stands in a cell."""
        if index.column() == RESULT:
            self.paint_state(painter, place, index.data(STATE_ROLE))
        else:
            self.paint_words(
                painter, place, str(index.data()), "muted" if index.column() in (LINE, EXPLANATION) else "text"
            )


class RosterTable(RowTable):
    """Shows a ``RosterRowsModel``; ``name`` is what it is called. ``opened`` follows Enter and a double click."""

    opened = Signal()

    def __init__(self, model: RosterRowsModel, look: Look, name: str) -> None:
        super().__init__(model, name, QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(_ResultDelegate(look))
        head = self.horizontalHeader()
        head.setStretchLastSection(True)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, width)
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in _OPENING_KEYS:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
