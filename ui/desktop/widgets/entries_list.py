"""A list of entries: a row each with title, line and state, some of them to be ticked; all of it by keyboard."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.desktop.icons import paint_icon
from ui.desktop.models.entries import ENTRY_ROLE, EntriesModel, Entry, State
from ui.desktop.style import Look
from ui.desktop.widgets.basics import choose_index
from ui.desktop.widgets.check_box import paint_box
from ui.desktop.widgets.row_ground import paint_row_ground
from ui.desktop.widgets.row_list import RowList

ROW_HEIGHT = 52
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDGE = 15
_BOX = 18
_ICON = 14
_GAP = 6
_LINE = 20
_TOP = 7
_STATE_AT_MOST = 0.45
"""How much of a row's width its state may take."""


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, self._look.tokens, option.rect, option.state)
        if index.row() == 0 and not option.state & QStyle.StateFlag.State_Selected:
            line = QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1)
            painter.fillRect(line, self._look.tokens.colour("line"))
        inner = option.rect.adjusted(_EDGE, _TOP, -_EDGE, 0)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            box = QRectF(inner.left() + 0.5, inner.top() + 10.5, _BOX - 1, _BOX - 1)
            paint_box(painter, self._look.tokens, box, ticked=ticked == Qt.CheckState.Checked)
            inner.setLeft(inner.left() + _BOX + 10)
        taken = self._paint_state(painter, inner, entry.state) if entry.state else 0
        first = QRect(inner.left(), inner.top(), inner.width() - taken, _LINE)
        self._paint_line(painter, first, entry.title, "body", "text", strong=True)
        second = QRect(inner.left(), inner.top() + _LINE, inner.width(), 18)
        self._paint_line(painter, second, entry.detail, "small", "muted")
        painter.restore()

    def _paint_line(
        self, painter: QPainter, place: QRect, text: str, size: str, colour: str, *, strong: bool = False
    ) -> None:
        painter.setFont(self._look.tokens.font(size, strong=strong))
        painter.setPen(self._look.tokens.colour(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_state(self, painter: QPainter, inner: QRect, state: State) -> int:
        """Paint the state at the right end of the first line; returns the width that it takes."""
        font = self._look.tokens.font("small", strong=True)
        metrics = QFontMetrics(font)
        room = round(inner.width() * _STATE_AT_MOST) - _ICON - _GAP
        words = metrics.elidedText(state.words, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(words)
        colour = self._look.tokens.colour(state.colour)
        left = inner.right() + 1 - width
        painter.setFont(font)
        painter.setPen(colour)
        place = QRect(left, inner.top(), width + 1, _LINE)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        icon = QRectF(left - _GAP - _ICON, inner.top() + (_LINE - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, state.icon, colour, icon)
        return width + _ICON + 3 * _GAP


class EntriesList(RowList):
    """Shows an ``EntriesModel``; ``name`` is what the list is called.

    ``chosen`` gives the key of the row that is current now, ``opened`` that of a row that was entered.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, model: EntriesModel, look: Look, name: str) -> None:
        self._delegate = _EntryDelegate(look)
        super().__init__(model, self._delegate, name)
        self._entries = model
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        look.changed.connect(self.viewport().update)

    def current_key(self) -> str:
        """The key of the current row; empty where there is none."""
        entry = self._entries.entry(self.currentIndex())
        return entry.key if entry else ""

    def make_current(self, key: str) -> None:
        """Make the row with this key current."""
        index = self._entries.index(self._entries.place_of(key))
        choose_index(self, index)

    def step(self, by: int) -> bool:
        """Go so many rows on; False at the end."""
        row = self.currentIndex().row() + by
        entry = self._entries.entry(self._entries.index(row))
        if entry is not None:
            self.make_current(entry.key)
        return entry is not None

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        entry = self._entries.entry(now)
        if entry is not None:
            self.chosen.emit(entry.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks; a key that is held down does so once."""
        if event.isAutoRepeat() and event.key() in (*_OPENING_KEYS, Qt.Key.Key_Space):
            return
        if event.key() in _OPENING_KEYS and self.current_key():
            self.opened.emit(self.current_key())
        elif event.key() == Qt.Key.Key_Space:
            self._entries.toggle(self.currentIndex())
        elif event.text() and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            event.ignore()  # letters and figures are for the page
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the box ticks; any other opens."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        entry = self._entries.entry(index)
        if event.button() is not Qt.MouseButton.LeftButton or entry is None:
            return
        has_box = index.data(Qt.ItemDataRole.CheckStateRole) is not None
        if has_box and point.x() - self.visualRect(index).left() < _EDGE + _BOX + 4:
            self._entries.toggle(index)
        else:
            self.opened.emit(entry.key)
