"""The table of the lines of a list, each with what it does, in words beside an icon."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.desktop.icons import paint_icon
from ui.desktop.models.entries import State
from ui.desktop.models.import_lines import DOES, NAME, NUMBER, STATE_ROLE, WHAT, ImportLinesModel
from ui.desktop.style import Look
from ui.desktop.widgets.row_table import RowTable

_WIDTHS = {0: 64, DOES: 150, NUMBER: 84, NAME: 200}
_ICON = 16
_EDGE = 8


class _LineDelegate(QStyledItemDelegate):
    """Paints what a line does as an icon and a word, and what is wrong in the colour of warnings."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the word to ``paint``; the row as a whole shows that it has the keyboard."""
        super().initStyleOption(option, index)
        if index.column() in (DOES, WHAT):
            option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, then the icon and the word."""
        super().paint(painter, option, index)
        if index.column() not in (DOES, WHAT):
            return
        state: State = index.data(STATE_ROLE)
        tokens = self._look.tokens
        place = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tokens.font("dense", strong=index.column() == DOES))
        colour = tokens.colour("text" if state.colour == "accent" else state.colour)
        if index.column() == DOES:
            icon = QRectF(place.left(), place.center().y() - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, state.icon, tokens.colour(state.colour), icon)
            place.adjust(_ICON + 6, 0, 0, 0)
        painter.setPen(colour)
        _paint_text(painter, place, str(index.data() or ""))
        painter.restore()


def _paint_text(painter: QPainter, place: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class ImportTable(RowTable):
    """Shows an ``ImportLinesModel``; ``name`` is what the table is called."""

    def __init__(self, model: ImportLinesModel, look: Look, name: str) -> None:
        super().__init__(model, name, QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(_LineDelegate(look))
        head = self.horizontalHeader()
        head.setStretchLastSection(True)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, width)
