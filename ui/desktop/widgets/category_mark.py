"""A category as a letter and five bars, told apart without colour: A has five, E one."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from interpreter_app.domain.categories import Category
from ui.desktop.style import Look, Tokens

BARS = 5
BAR_WIDTH = 11.0
BAR_HEIGHT = 3.0
BAR_STEP = 4.5
BARS_HEIGHT = BAR_STEP * (BARS - 1) + BAR_HEIGHT


def paint_bars(painter: QPainter, tokens: Tokens, rank: int, left: float, middle: float) -> None:
    """Paint the bars of a rank (1–5 for A–E, 6 for none), ``middle`` being their vertical middle."""
    painter.setPen(Qt.PenStyle.NoPen)
    filled = BARS + 1 - rank
    top = round(middle - BARS_HEIGHT / 2)
    for place in range(BARS):
        name = "accent" if BARS - place <= filled else "bar_empty"
        painter.setBrush(tokens.colour(name))
        painter.drawRoundedRect(QRectF(left, round(top + place * BAR_STEP), BAR_WIDTH, BAR_HEIGHT), 1, 1)


class CategoryMark(QWidget):
    """The letter and the bars of a category."""

    GAP = 7

    def __init__(self, category: Category | None, look: Look, name: str) -> None:
        super().__init__()
        self._category = category
        self._look = look
        self._font = look.tokens.font("heading", strong=True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def _letter(self) -> str:
        return self._category.value if self._category else "–"

    def sizeHint(self) -> QSize:
        """Room for the letter and the bars."""
        width = QFontMetricsF(self._font).horizontalAdvance(self._letter())
        return QSize(round(width + self.GAP + BAR_WIDTH), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the letter, then the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        painter.setPen(self._look.tokens.colour("text"))
        metrics = painter.fontMetrics()
        baseline = (self.height() + metrics.capHeight()) / 2
        painter.drawText(QPointF(0, baseline), self._letter())
        rank = self._category.rank if self._category else BARS + 1
        paint_bars(painter, self._look.tokens, rank, self.width() - BAR_WIDTH, self.height() / 2 - 1)
