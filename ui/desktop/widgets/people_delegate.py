"""Paints the rows of the list of all people: categories as letters with bars, and a mark on what is not sent."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.desktop.models.entries import State
from ui.desktop.models.people import LANGUAGES, PAIRS_ROLE, UNSENT, ShownPair
from ui.desktop.widgets.category_mark import BAR_WIDTH, paint_bars_quickly
from ui.desktop.widgets.row_delegate import Index, RowDelegate
from ui.desktop.wording import letter

_BARS = 14
_MARK = _BARS + round(BAR_WIDTH) + 6
"""Logical pixels from the letter of a category to its bars, and to the name of the language."""
_PAIR_GAP = 12
_LEAST_NAME = 24
"""Logical pixels; where there is less room, no further language is begun."""


class PeopleDelegate(RowDelegate):
    """Paints cells of a ``PeopleModel``."""

    def paint_cell(self, painter: QPainter, place: QRect, index: Index) -> None:
        """Paint what stands in a cell."""
        if index.column() == LANGUAGES:
            self._paint_pairs(painter, place, index.data(PAIRS_ROLE) or ())
        elif index.column() == UNSENT and index.data():
            self.paint_state(painter, place, State("outbox", str(index.data()), "warning"))
        else:
            super().paint_cell(painter, place, index)

    def _paint_pairs(self, painter: QPainter, place: QRect, pairs: tuple[ShownPair, ...]) -> None:
        """Paint the categories with their languages, as many as there is room for, and how many more there are."""
        room = QRect(place)
        for count, pair in enumerate(pairs):
            if count and room.width() < _MARK + _LEAST_NAME:
                self.paint_words(painter, room, f"+{len(pairs) - count}", "muted")
                return
            self.paint_words(painter, room, letter(pair.rank), strong=True)
            middle = place.top() + place.height() / 2
            paint_bars_quickly(painter, self.look.tokens, pair.rank, room.left() + _BARS, middle)
            room.setLeft(room.left() + _MARK)
            room.setLeft(room.left() + self.paint_words(painter, room, pair.title) + _PAIR_GAP)
