"""The people of a call list: a row each, with a key for ringing and one for each answer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from interpreter_app.domain.call_lists import Answer
from ui.desktop.models.called import CALLED_ROLE, CalledModel, CalledRow
from ui.desktop.style import Look
from ui.desktop.widgets.category_mark import paint_bars_quickly
from ui.desktop.widgets.note_signs import paint_signs
from ui.desktop.widgets.row_delegate import RowDelegate
from ui.desktop.widgets.row_ground import paint_row_ground
from ui.desktop.widgets.row_list import RowList

ANSWER_KEYS = {
    Qt.Key.Key_1: Answer.NO_ANSWER,
    Qt.Key.Key_2: Answer.CANNOT,
    Qt.Key.Key_3: Answer.CAN,
    Qt.Key.Key_4: Answer.CALL_BACK,
    Qt.Key.Key_5: Answer.LATER,
}
_ROW_HEIGHT = 52
_LETTER_LEFT = 15
_BARS_GAP = 8
_NAME_LEFT = 75
_EDGE = 15
_STATE_SHARE = 0.38


class CalledDelegate(RowDelegate):
    """Paints the rows of a call list."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        tokens = look.tokens
        self._letter, self._name = tokens.font("heading", strong=True), tokens.font("body", strong=True)
        self._detail = tokens.font("small")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high."""
        return QSize(0, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row at ``index``."""
        row: CalledRow = index.data(CALLED_ROLE)
        place = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, self.look.tokens, place, option.state)
        self._paint_category(painter, place, row)
        width = round(place.width() * _STATE_SHARE)
        left = place.right() + 1 - width
        self.paint_state(painter, QRect(left, place.top() + 6, width - _EDGE, 24), row.state)
        name = QRect(place.left() + _NAME_LEFT, place.top(), left - _EDGE - place.left() - _NAME_LEFT, _ROW_HEIGHT)
        self._paint_words(painter, name, row, place.right() - _EDGE)
        painter.restore()

    def _paint_category(self, painter: QPainter, place: QRect, row: CalledRow) -> None:
        middle = place.top() + (_ROW_HEIGHT - 1) / 2
        metrics = QFontMetricsF(self._letter)
        painter.setFont(self._letter)
        painter.setPen(self.look.tokens.colour("text"))
        left = place.left() + _LETTER_LEFT
        painter.drawText(QPointF(left, middle + metrics.capHeight() / 2 + 1), row.letter)
        bars = round(left + metrics.horizontalAdvance(row.letter) + _BARS_GAP)
        paint_bars_quickly(painter, self.look.tokens, row.rank, bars, middle)

    def _paint_words(self, painter: QPainter, place: QRect, row: CalledRow, right: int) -> None:
        """Paint the name in ``place`` with the signs of a note, and the detail under it as far as ``right``."""
        taken = 0.0
        if row.signs:
            room = QRectF(place.left(), place.top(), place.width(), 23)
            name = QFontMetricsF(self._name).horizontalAdvance(row.called.name)
            taken = paint_signs(painter, self.look.tokens, row.signs, room, name)
        for font, colour, baseline, text, width in (
            (self._name, "text", 23, row.called.name, place.width() - taken),
            (self._detail, "warning" if row.gone else "muted", 40, row.detail, right - place.left()),
        ):
            painter.setFont(font)
            painter.setPen(self.look.tokens.colour(colour))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QPointF(place.left(), place.top() + baseline), shown)


class CalledList(RowList):
    """Shows a ``CalledModel``; ``name`` is what the list is called.

    ``rung``, ``answered`` (an ``Answer``), ``agreed`` and ``put_off`` are what a key asks for the current person;
    ``copied`` asks for the contact data, ``note_wanted`` for the note on departing, ``usage_wanted`` for the assignment
    in the usage log.
    """

    rung = Signal()
    answered = Signal(object)
    agreed = Signal()
    put_off = Signal()
    note_wanted = Signal()
    usage_wanted = Signal()
    copied = Signal()

    def __init__(self, model: CalledModel, look: Look, name: str) -> None:
        super().__init__(model, CalledDelegate(look), name)
        self.setObjectName("called")
        self._asks: dict[int, Callable[[], object]] = {
            **{key: partial(self.answered.emit, answer) for key, answer in ANSWER_KEYS.items()},
            Qt.Key.Key_Return: self.rung.emit,
            Qt.Key.Key_Enter: self.rung.emit,
            Qt.Key.Key_R: self.rung.emit,
            Qt.Key.Key_A: self.agreed.emit,
            Qt.Key.Key_T: self.usage_wanted.emit,
            Qt.Key.Key_Delete: self.put_off.emit,
            Qt.Key.Key_N: self.note_wanted.emit,
        }
        look.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or R rings, 1 to 5 are the answers, A agrees, T logs, Delete puts off, N is the note, Ctrl C copies.

        A key that is held down acts once: others become current meanwhile.
        """
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif plain and self.currentIndex().isValid() and event.key() in self._asks:
            if not event.isAutoRepeat():
                self._asks[event.key()]()
        else:
            super().keyPressEvent(event)
