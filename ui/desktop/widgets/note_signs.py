"""The signs of a private note: an icon and a word for each mark."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from interpreter_app.domain.private_notes import Note
from interpreter_app.i18n import Texts
from ui.desktop.icons import paint_icon
from ui.desktop.models.results import Sign, signs_to_paint
from ui.desktop.style import Look, Tokens
from ui.desktop.widgets.basics import column, holding
from ui.desktop.widgets.flow import FlowLayout

_ICON = 14
_GAP = 5
_HEIGHT = 20
_ROW_ICON = 13
_ROW_GAP = 10
_ROW_WORD_GAP = 4


def paint_signs(painter: QPainter, tokens: Tokens, signs: Sequence[Sign], room: QRectF, name: float) -> float:
    """Paint signs after a name that is ``name`` wide and stands at the left of ``room``, on its lower edge.

    Returns the width that they take of the room; all is in logical pixels. Their words go where there is not room for
    both; the icons stay, and the name makes room for them.
    """
    font = tokens.font("small")
    metrics = QFontMetricsF(font)
    words = [metrics.horizontalAdvance(sign.word) for sign in signs]
    icons = len(words) * (_ROW_GAP + _ROW_ICON)
    worded = name + icons + sum(words) + len(words) * _ROW_WORD_GAP <= room.width()
    left, baseline = room.left() + min(name, max(0.0, room.width() - icons)), room.bottom()
    painter.setFont(font)
    for sign, advance in zip(signs, words, strict=True):
        left += _ROW_GAP
        colour = tokens.colour(sign.colour)
        paint_icon(painter, sign.icon, colour, QRectF(left, baseline - _ROW_ICON + 2, _ROW_ICON, _ROW_ICON))
        left += _ROW_ICON
        if worded:
            painter.setPen(colour)
            painter.drawText(QPointF(left + _ROW_WORD_GAP, baseline), sign.word)
            left += _ROW_WORD_GAP + advance
    return icons


class NoteSigns(QWidget):
    """The signs side by side; out of sight where nothing is noted."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self._look = look
        self._texts = texts
        self._line = FlowLayout(gap=14, line_gap=2)
        self.setLayout(column(holding(self._line), margins=(0, 6, 0, 0)))

    def show_note(self, note: Note | None) -> None:
        """Show the signs of ``note``."""
        while (item := self._line.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        signs = signs_to_paint(note, self._texts)
        for sign in signs:
            self._line.addWidget(_SignMark(sign, self._look))
        self.setVisible(bool(signs))
        self.updateGeometry()


class _SignMark(QWidget):
    def __init__(self, sign: Sign, look: Look) -> None:
        super().__init__()
        self._sign = sign
        self._look = look
        self.setAccessibleName(sign.word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.tokens.font("small", strong=True))
        return QSize(_ICON + _GAP + metrics.horizontalAdvance(self._sign.word) + 1, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._look.tokens.colour(self._sign.colour)
        paint_icon(painter, self._sign.icon, colour, QRectF(0, (self.height() - _ICON) / 2, _ICON, _ICON))
        painter.setFont(self._look.tokens.font("small", strong=True))
        painter.setPen(colour)
        baseline = (self.height() + painter.fontMetrics().capHeight()) / 2
        painter.drawText(QPointF(_ICON + _GAP, baseline), self._sign.word)
