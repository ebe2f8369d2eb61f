"""A step of the ladder as a row to press: what it opens left, how many that finds and how many more right."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.desktop.style import Look

_EDGE = 12
_GAP = 16
_HEIGHT = 36
_MOST_WIDTH = 640
_Align = Qt.AlignmentFlag


class Numbers(NamedTuple):
    """How many are found, and how many more than before: 8 interpreters, 6 more; or shortly 8, +6."""

    found: str
    more: str


class LadderRow(QPushButton):
    """Shows ``title`` with ``numbers``, which are ``short`` where there is not room for the words.

    One that opens nobody stays with its number, and cannot be pressed.
    """

    def __init__(self, title: str, numbers: Numbers, short: Numbers, look: Look) -> None:
        super().__init__()
        self.setAutoDefault(True)
        self.setProperty("look", "choice")
        self.setAccessibleName(", ".join((title, *numbers)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_MOST_WIDTH)
        self._title, self._numbers, self._short = title, numbers, short
        self._look = look
        self._column = self.more_width()
        self._needed = self.wanted_width()
        look.changed.connect(self.update)

    def more_width(self) -> int:
        """The room that the number of those who come takes, in logical pixels."""
        return QFontMetrics(self._look.tokens.font("body")).horizontalAdvance(self._numbers.more)

    def align(self, column: int, needed: int) -> None:
        """Give that number ``column`` logical pixels, and the words up from ``needed``, as in the other rows."""
        self._column = column
        self._needed = needed
        self.updateGeometry()
        self.update()

    def wanted_width(self) -> int:
        """Room for all that it says, in logical pixels."""
        tokens = self._look.tokens
        plain, strong = QFontMetrics(tokens.font("body")), QFontMetrics(tokens.font("body", strong=True))
        width = plain.horizontalAdvance(self._title) + strong.horizontalAdvance(self._numbers.found) + self._column
        return width + 2 * _GAP + 2 * _EDGE

    def sizeHint(self) -> QSize:
        """As wide as it may be; the words beside it can be wider."""
        return QSize(_MOST_WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Less than it likes: the numbers are shortened."""
        return QSize(0, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of a button, then the words."""
        super().paintEvent(event)
        painter = QPainter(self)
        room = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        painter.setFont(self._look.tokens.font("body"))
        painter.setPen(self._colour("text"))
        painter.drawText(room, _Align.AlignLeft | _Align.AlignVCenter, self._title)
        wide = self.width() >= self._needed
        found, more = self._numbers if wide else self._short
        column = self._column if wide else painter.fontMetrics().horizontalAdvance(more)
        self._paint_right(painter, room, more, "muted", strong=False)
        self._paint_right(painter, room.adjusted(0, 0, -column - _GAP, 0), found, "text", strong=True)

    def _paint_right(self, painter: QPainter, room: QRect, words: str, colour: str, *, strong: bool) -> None:
        painter.setFont(self._look.tokens.font("body", strong=strong))
        painter.setPen(self._colour(colour))
        painter.drawText(room, _Align.AlignRight | _Align.AlignVCenter, words)

    def _colour(self, name: str) -> QColor:
        return self._look.tokens.colour(name if self.isEnabled() else "control")


def align(rows: Sequence[LadderRow]) -> None:
    """Let the numbers of ``rows`` stand under each other, all of them in words or all shortly."""
    column = max(row.more_width() for row in rows)
    needed = max(row.wanted_width() - row.more_width() for row in rows) + column
    for row in rows:
        row.align(column, needed)
