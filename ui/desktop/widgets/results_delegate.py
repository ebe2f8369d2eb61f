"""Paints a row of the results: category, name, place, capacity, and the one thing to do."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.desktop.models.results import ROW_ROLE, Row
from ui.desktop.style import Look, Tokens
from ui.desktop.widgets.category_mark import paint_bars_quickly
from ui.desktop.widgets.note_signs import paint_signs
from ui.desktop.widgets.row_ground import paint_row_ground

ROW_HEIGHT = 52
WIDE_FROM = 560
"""From this width county and capacity have columns of their own; below they join the second line."""

_LETTER_LEFT = 15
_BARS_GAP = 8
_NAME_LEFT = 75
_EDGE = 15
_COUNTY_FROM_RIGHT = 318
_CAPACITY_FROM_RIGHT = 191
_COLUMN_GAP = 2


@dataclass(frozen=True)
class _Fonts:
    """The fonts of a row with their measures, made once."""

    letter: QFont
    name: QFont
    detail: QFont
    column: QFont
    name_metrics: QFontMetricsF
    detail_metrics: QFontMetricsF
    column_metrics: QFontMetricsF
    letter_metrics: QFontMetricsF

    @classmethod
    def of(cls, tokens: Tokens) -> "_Fonts":
        letter = tokens.font("heading", strong=True)
        name = tokens.font("body", strong=True)
        detail = tokens.font("small")
        column = tokens.font("body")
        metrics = [QFontMetricsF(font) for font in (name, detail, column, letter)]
        return cls(letter, name, detail, column, *metrics)


class ResultsDelegate(QStyledItemDelegate):
    """Paints rows; ``action`` is the word for ringing, ``hovered_action`` the row whose action the pointer is on."""

    def __init__(self, look: Look, action: str) -> None:
        super().__init__()
        self._look = look
        self._fonts = _Fonts.of(look.tokens)
        self.action = action
        self.hovered_action = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high."""
        return QSize(0, ROW_HEIGHT)

    def action_place(self, row: QRect) -> QRect:
        """Where a row's action is, with room around it for the pointer."""
        width = round(self._fonts.name_metrics.horizontalAdvance(self.action)) + 2 * _EDGE
        return QRect(row.right() + 1 - width, row.top(), width, row.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row at ``index``."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        place = option.rect
        paint_row_ground(painter, self._look.tokens, place, option.state)
        self._paint_category(painter, place, row)
        self._paint_columns(painter, place, row)
        self._paint_action(painter, place, row, index.row())
        painter.restore()

    def _paint_category(self, painter: QPainter, place: QRect, row: Row) -> None:
        fonts = self._fonts
        middle = place.top() + (ROW_HEIGHT - 1) / 2
        painter.setFont(fonts.letter)
        painter.setPen(self._look.tokens.colour("text"))
        left = place.left() + _LETTER_LEFT
        painter.drawText(QPointF(left, middle + fonts.letter_metrics.capHeight() / 2 + 1), row.letter)
        bars = left + fonts.letter_metrics.horizontalAdvance(row.letter) + _BARS_GAP
        paint_bars_quickly(painter, self._look.tokens, row.rank, round(bars), middle)

    def _paint_columns(self, painter: QPainter, place: QRect, row: Row) -> None:
        tokens = self._look.tokens
        wide = place.width() >= WIDE_FROM
        action = self.action_place(place)
        right = place.right() - _COUNTY_FROM_RIGHT if wide else action.left()
        self._paint_name(painter, place, row, right - 2 * _EDGE - place.left() - _NAME_LEFT, in_one=not wide)
        if not wide:
            return
        painter.setFont(self._fonts.column)
        painter.setPen(tokens.colour("text"))
        baseline = place.top() + 31
        for text, from_right, width in (
            (row.county, _COUNTY_FROM_RIGHT, _COUNTY_FROM_RIGHT - _CAPACITY_FROM_RIGHT),
            (row.capacity, _CAPACITY_FROM_RIGHT, _CAPACITY_FROM_RIGHT - action.width()),
        ):
            shown = _cut(self._fonts.column_metrics, text, width - _COLUMN_GAP)
            painter.drawText(QPointF(place.right() + 1 - from_right, baseline), shown)

    def _paint_name(self, painter: QPainter, place: QRect, row: Row, width: int, *, in_one: bool) -> None:
        tokens = self._look.tokens
        left = place.left() + _NAME_LEFT
        taken = 0.0
        if row.signs:
            name = self._fonts.name_metrics.horizontalAdvance(row.person.name)
            taken = paint_signs(painter, tokens, row.signs, QRectF(left, place.top(), width, 23), name)
        painter.setFont(self._fonts.name)
        painter.setPen(tokens.colour("text"))
        shown = _cut(self._fonts.name_metrics, row.person.name, width - taken)
        painter.drawText(QPointF(left, place.top() + 23), shown)
        parts = (row.county, row.capacity, row.detail) if in_one else (row.detail,)
        detail = " · ".join(part for part in parts if part)
        painter.setFont(self._fonts.detail)
        painter.setPen(tokens.colour("muted"))
        painter.drawText(QPointF(left, place.top() + 40), _cut(self._fonts.detail_metrics, detail, width))

    def _paint_action(self, painter: QPainter, place: QRect, row: Row, number: int) -> None:
        if not row.person.phone:
            return
        width = self._fonts.name_metrics.horizontalAdvance(self.action)
        left = place.right() + 1 - _EDGE - width
        painter.setFont(self._fonts.name)
        painter.setPen(self._look.tokens.colour("accent"))
        painter.drawText(QPointF(left, place.top() + 31), self.action)
        if number == self.hovered_action:
            painter.fillRect(QRectF(left, place.top() + 33, width, 1), self._look.tokens.colour("accent"))


def _cut(metrics: QFontMetricsF, text: str, width: float) -> str:
    """``text``, shortened with an ellipsis only where it does not fit."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
