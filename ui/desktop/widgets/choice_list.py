"""A short list to pick from: a title left, a count right, what would leave nobody greyed with its 0."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.desktop.icons import paint_icon
from ui.desktop.models.choices import CHOICE_ROLE, Choice, ChoicesModel
from ui.desktop.style import Look
from ui.desktop.widgets.basics import choose_index, without_menu

ROW_HEIGHT = 34
_EDGE = 12
_ICON = 16
_ROWS_AT_ONCE = 11
_PICKING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, *, marks_current: bool) -> None:
        super().__init__()
        self._look = look
        self._indent = _EDGE + (_ICON + 4 if marks_current else 0)
        self._font = look.tokens.font("body")
        self._count_font = look.tokens.font("dense")
        self._metrics = QFontMetricsF(self._font)
        self._count_metrics = QFontMetricsF(self._count_font)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        choice: Choice = index.data(CHOICE_ROLE)
        text = self._metrics.horizontalAdvance(choice.title) + self._count_metrics.horizontalAdvance("00 000")
        return QSize(round(self._indent + text + 3 * _EDGE), ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice: Choice = index.data(CHOICE_ROLE)
        place: QRect = option.rect
        colour = self._look.tokens.colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(QRectF(place).adjusted(4, 1, -4, -1), 4, 4)
        middle = place.center().y() + 0.5
        if choice.current:
            box = QRectF(place.left() + _EDGE - 2, middle - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, "check", colour("accent"), box)
        painter.setPen(colour("text" if choice.open else "control"))
        painter.setFont(self._font)
        baseline = middle + self._metrics.capHeight() / 2
        painter.drawText(QPointF(place.left() + self._indent, baseline), choice.title)
        painter.setPen(colour("muted" if choice.open else "control"))
        painter.setFont(self._count_font)
        width = self._count_metrics.horizontalAdvance(choice.shown)
        painter.drawText(QPointF(place.right() + 1 - _EDGE - width, baseline), choice.shown)
        painter.restore()


class ChoiceList(QListView):
    """A list of choices; ``picked`` gives the ``Choice`` that was taken."""

    picked = Signal(object)

    def __init__(self, look: Look, *, marks_current: bool = True) -> None:
        super().__init__()
        self.choices = ChoicesModel()
        self.setModel(self.choices)
        self.setItemDelegate(_ChoiceDelegate(look, marks_current=marks_current))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        without_menu(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.entered.connect(self._on_entered)
        self.clicked.connect(self._pick)
        look.changed.connect(self._repaint)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show ``choices``, the one in force marked and current."""
        self.choices.show(choices)
        current = next((n for n, choice in enumerate(choices) if choice.current), -1)
        choose_index(self, self.choices.index(current) if current >= 0 else QModelIndex())
        self.updateGeometry()

    def current(self) -> Choice | None:
        """The choice that is marked, if any."""
        index = self.currentIndex()
        return self.choices.choices[index.row()] if index.isValid() else None

    def marked(self) -> Choice | None:
        """The choice that the person marked; not the one that Qt makes current when the keyboard comes here."""
        return self.current() if self.selectionModel().hasSelection() else None

    def step(self, by: int) -> None:
        """Mark the next choice down (1) or up (-1) that can be taken."""
        row = self.currentIndex().row()
        places = range(row + 1, len(self.choices.choices)) if by > 0 else range(row - 1, -1, -1)
        place = next((n for n in places if self.choices.choices[n].open), None)
        if place is not None:
            choose_index(self, self.choices.index(place))

    def wanted_size(self) -> QSize:
        """Room for all choices, or as many as are shown at once."""
        width = max(
            (self.sizeHintForIndex(self.choices.index(n)).width() for n in range(self.choices.rowCount())), default=0
        )
        rows = min(self.choices.rowCount(), _ROWS_AT_ONCE)
        scrolls = self.choices.rowCount() > _ROWS_AT_ONCE
        return QSize(width + (12 if scrolls else 0), rows * ROW_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space take the marked choice."""
        if event.key() in _PICKING_KEYS:
            self._pick(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _repaint(self) -> None:
        self.viewport().update()

    def _on_entered(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            choose_index(self, index)

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.picked.emit(self.choices.choices[index.row()])
