"""A box to tick, in the colours of the tokens."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from ui.desktop.icons import paint_icon
from ui.desktop.style import Look, Tokens

_BOX = 18
_GAP = 8


class CheckBox(QCheckBox):
    """A box to tick with a text beside it."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text)
        self._look = look
        self._font = look.tokens.font("body")
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the box and the text."""
        return QSize(_BOX + _GAP + QFontMetrics(self._font).horizontalAdvance(self.text()) + 1, _BOX + 6)

    def hitButton(self, _place: object) -> bool:
        """A press anywhere ticks."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, its tick, and the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._look.tokens.colour
        box = QRectF(0.5, (self.height() - _BOX) / 2 + 0.5, _BOX - 1, _BOX - 1)
        paint_box(painter, self._look.tokens, box, ticked=self.isChecked())
        painter.setFont(self._font)
        painter.setPen(colour("text" if self.isEnabled() else "control"))
        baseline = (self.height() + painter.fontMetrics().capHeight()) / 2
        painter.drawText(QPointF(_BOX + _GAP, baseline), self.text())


def paint_box(painter: QPainter, tokens: Tokens, place: QRectF, *, ticked: bool) -> None:
    """Paint a box to tick, and its tick."""
    painter.setPen(QPen(tokens.colour("accent" if ticked else "control"), 1))
    painter.setBrush(tokens.colour("accent" if ticked else "surface"))
    painter.drawRoundedRect(place, 4, 4)
    if ticked:
        paint_icon(painter, "check", tokens.colour("on_accent"), place)
