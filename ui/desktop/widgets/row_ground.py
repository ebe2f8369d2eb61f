"""The ground of a row in a list: its lines, whether it is chosen, and whether it has the keyboard."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from ui.desktop.style import Tokens

_MARK_WIDTH = 3


def paint_row_ground(painter: QPainter, tokens: Tokens, place: QRect, state: QStyle.StateFlag) -> None:
    """Paint the ground of the row at ``place``."""
    selected = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    ground = "accent_soft" if selected else "hover" if hovered else "surface"
    painter.fillRect(place, tokens.colour(ground))
    for edge in (
        QRect(place.left(), place.bottom(), place.width(), 1),
        QRect(place.left(), place.top(), 1, place.height()),
        QRect(place.right(), place.top(), 1, place.height()),
    ):
        painter.fillRect(edge, tokens.colour("line"))
    if not selected:
        return
    mark = QRect(place.left() + 1, place.top(), _MARK_WIDTH, place.height() - 1)
    painter.fillRect(mark, tokens.colour("accent"))
    if state & QStyle.StateFlag.State_HasFocus:
        ring = QRectF(place).adjusted(1, 1, -1, -2)
        painter.setPen(QPen(tokens.colour("accent"), tokens.focus_width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(ring)
