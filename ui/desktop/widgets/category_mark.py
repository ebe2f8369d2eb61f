"""A category as a letter and five bars, told apart without colour: A has five, E one."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from interpreter_app.domain.categories import Category
from ui.desktop.style import Look, Tokens, tokens_of

BARS = 5
BAR_WIDTH = 11.0
BAR_HEIGHT = 3.0
BAR_STEP = 4.5
BARS_HEIGHT = BAR_STEP * (BARS - 1) + BAR_HEIGHT
_PICTURE_HEIGHT = 24


def paint_bars(painter: QPainter, tokens: Tokens, rank: int, left: float, middle: float) -> None:
    """Paint the bars of a rank (1–5 for A–E, 6 for none), ``middle`` being their vertical middle."""
    painter.setPen(Qt.PenStyle.NoPen)
    filled = BARS + 1 - rank
    top = round(middle - BARS_HEIGHT / 2)
    for place in range(BARS):
        name = "accent" if BARS - place <= filled else "bar_empty"
        painter.setBrush(tokens.colour(name))
        painter.drawRoundedRect(QRectF(left, round(top + place * BAR_STEP), BAR_WIDTH, BAR_HEIGHT), 1, 1)


@cache
def bars_pixmap(theme: str, rank: int, scale: float) -> QPixmap:
    """The bars of a rank as a picture, for lists; ``scale`` is that of the device that it is painted on."""
    pixmap = QPixmap(round(BAR_WIDTH * scale), round(_PICTURE_HEIGHT * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_bars(painter, tokens_of(theme), rank, 0, _PICTURE_HEIGHT / 2)
    painter.end()
    return pixmap


def paint_bars_quickly(painter: QPainter, tokens: Tokens, rank: int, left: int, middle: float) -> None:
    """Paint the bars of a rank from their picture, in place of ``paint_bars``."""
    pixmap = bars_pixmap(tokens.theme, rank, painter.device().devicePixelRatioF())
    painter.drawPixmap(left, round(middle - _PICTURE_HEIGHT / 2), pixmap)


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

    def paintEvent(self, _event: QPaintEvent) -> None:
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
