"""Paints the rows of a table: the ground by the style sheet, the words, and a ring around the row with the keyboard."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.desktop.icons import paint_icon
from ui.desktop.models.entries import State
from ui.desktop.style import Look

Index = QModelIndex | QPersistentModelIndex
EDGE = 8
"""Logical pixels from the side of a cell to what stands in it, as in the heads of the columns."""
_ICON = 16
_ICON_GAP = 6


class RowDelegate(QStyledItemDelegate):
    """Paints cells of words; whoever shows more in some columns overrides ``paint_cell``."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._font = look.tokens.font("dense")
        self._strong = look.tokens.font("dense", strong=True)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words to ``paint_cell``, and the keyboard to the row as a whole."""
        super().initStyleOption(option, index)
        option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, what stands in the cell, and its part of the ring."""
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_cell(painter, option.rect.adjusted(EDGE, 0, -EDGE, -1), index)
        painter.restore()
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex().row() == index.row():
            self._paint_ring(painter, option.rect, index)

    def paint_cell(self, painter: QPainter, place: QRect, index: Index) -> None:
        """Paint what stands in a cell."""
        self.paint_words(painter, place, str(index.data() or ""))

    def paint_words(
        self, painter: QPainter, place: QRect, words: str, colour: str = "text", *, strong: bool = False
    ) -> int:
        """Paint words, shortened where there is no room; returns the width that they take."""
        painter.setFont(self._strong if strong else self._font)
        painter.setPen(self.look.tokens.colour(colour))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)

    def paint_state(self, painter: QPainter, place: QRect, state: State) -> None:
        """Paint how something stands: the icon, then the words."""
        icon = QRectF(place.left(), place.top() + (place.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, state.icon, self.look.tokens.colour(state.colour), icon)
        colour = "text" if state.colour == "accent" else state.colour
        self.paint_words(painter, place.adjusted(_ICON + _ICON_GAP, 0, 0, 0), state.words, colour, strong=True)

    def _paint_ring(self, painter: QPainter, place: QRect, index: Index) -> None:
        """Paint the lines above and under a cell, and at its side where the row begins or ends."""
        tokens = self.look.tokens
        width, colour = tokens.focus_width, tokens.colour("accent")
        painter.fillRect(place.left(), place.top(), place.width(), width, colour)
        painter.fillRect(place.left(), place.bottom() + 1 - width, place.width(), width, colour)
        if index.column() == 0:
            painter.fillRect(place.left(), place.top(), width, place.height(), colour)
        if index.column() == index.model().columnCount() - 1:
            painter.fillRect(place.right() + 1 - width, place.top(), width, place.height(), colour)
