"""One choice of a few as large rows, all in sight: each with its words, an explanation, and the key that takes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui.desktop.style import Look
from ui.desktop.widgets.arranging_layout import ArrangingLayout, height_of

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WORDS = int(Qt.TextFlag.TextWordWrap)
_MARK, _SIDE, _EDGE, _GAP = 16, 12, 9, 8
_KEY = 14
_LEAST = 40
LEAST_WIDTH = 236
"""Logical pixels that a row needs as a rule to stand beside another."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its ``value``, what it is called, and what that means."""

    value: str
    title: str
    explanation: str = ""


class RadioRows(QWidget):
    """Offers ``options`` under the name ``title``; ``chosen`` gives the value that the person takes.

    Where there is room they stand in ``columns``, each at least ``least`` logical pixels wide. ``entered`` follows
    Enter: the person wants to go on.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(
        self, title: str, options: Sequence[Option], look: Look, *, columns: int = 2, least: int = LEAST_WIDTH
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._group = QButtonGroup(self)
        self.rows: dict[str, RadioRowButton] = {}
        layout = _Columns(_GAP, columns, least)
        for place, option in enumerate(options, 1):
            one = self.rows[option.value] = RadioRowButton(self, option, place, look)
            one.setAccessibleName(f"{title}: {option.title}")
            self._group.addButton(one)
            layout.addWidget(one)
        self._group.buttonClicked.connect(self._on_clicked)
        self.setLayout(layout)

    @property
    def value(self) -> str | None:
        """What is chosen; None while nothing is."""
        checked = self._group.checkedButton()
        return checked.value if isinstance(checked, RadioRowButton) else None

    def show_value(self, value: str | None) -> None:
        """Show a choice, or none, without telling of it."""
        self._group.setExclusive(False)
        for one in self.rows.values():
            one.setChecked(one.value == value)
        self._group.setExclusive(True)

    def take_number(self, number: int) -> bool:
        """Take the choice at a place, counted from 1; False where there is none."""
        if not 1 <= number <= len(self.rows):
            return False
        one = list(self.rows.values())[number - 1]
        one.setFocus(Qt.FocusReason.ShortcutFocusReason)
        one.click()
        return True

    def focus_choice(self) -> None:
        """Bring the keyboard to what is chosen, or to the first row."""
        one = self._group.checkedButton() or next(iter(self.rows.values()))
        one.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, one: QWidget) -> None:
        if isinstance(one, RadioRowButton):
            self.chosen.emit(one.value)


class RadioRowButton(QRadioButton):
    """A row: as high as its words make it at its width."""

    def __init__(self, rows: RadioRows, option: Option, place: int, look: Look) -> None:
        super().__init__(rows)
        self.value = option.value
        self._rows = rows
        self._option = option
        self._place = place
        self._look = look
        self.setAccessibleDescription(option.explanation)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The width of a row in two columns."""
        return QSize(LEAST_WIDTH, self.heightForWidth(LEAST_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """It gets higher rather than being cut."""
        return QSize(0, _LEAST)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the words take at a width."""
        title, explanation = self._heights(width - 2 * _SIDE - _MARK - _GAP - _KEY)
        return max(_LEAST, title + explanation + 2 * _EDGE)

    def hitButton(self, _place: object) -> bool:
        """A press anywhere chooses."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow takes the row before or after, in columns too; a number that at its place. Enter goes on."""
        if step := _STEPS.get(Qt.Key(event.key())):
            self._rows.take_number(self._place + step)
        elif event.text().isdecimal():
            self._rows.take_number(int(event.text()))
        elif event.key() in _ENTER:
            self._rows.entered.emit()
        else:
            super().keyPressEvent(event)

    def _heights(self, width: int) -> tuple[int, int]:
        """The heights of title and explanation at the width that there is for words."""
        tokens, room = self._look.tokens, QRect(0, 0, max(1, width), 10_000)
        strong = QFontMetrics(tokens.font("body", strong=self.isChecked()))
        title = strong.boundingRect(room, _WORDS, self._option.title).height()
        if not self._option.explanation:
            return title, 0
        small = QFontMetrics(tokens.font("small"))
        return title, small.boundingRect(room, _WORDS, self._option.explanation).height() + 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the mark, the words and the key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        left = _SIDE + _MARK + _GAP
        width = self.width() - left - _SIDE - _KEY
        title, explanation = self._heights(width)
        top = (self.height() - title - explanation) // 2
        tokens = self._look.tokens
        painter.setFont(tokens.font("body", strong=self.isChecked()))
        painter.setPen(tokens.colour("text"))
        painter.drawText(QRect(left, top, width, title), _WORDS, self._option.title)
        painter.setFont(tokens.font("small"))
        painter.setPen(tokens.colour("muted"))
        painter.drawText(QRect(left, top + title + 2, width, explanation), _WORDS, self._option.explanation)
        painter.drawText(QRect(self.width() - _SIDE - _KEY, top, _KEY, title), _RIGHT, str(self._place))

    def _paint_ground(self, painter: QPainter) -> None:
        colour, chosen = self._look.tokens.colour, self.isChecked()
        ground = "accent_soft" if chosen else "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(colour("accent" if chosen else "control"), 1))
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        mark = QRectF(_SIDE, (self.height() - _MARK) / 2, _MARK, _MARK)
        painter.setBrush(colour("surface"))
        painter.setPen(QPen(colour("accent" if chosen else "control"), 1))
        painter.drawEllipse(mark)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(mark.adjusted(4, 4, -4, -4))


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class _Columns(ArrangingLayout):
    """Equal columns at least ``least`` wide, at most ``most``; the rows of a line are equally high."""

    def __init__(self, gap: int, most: int, least: int) -> None:
        super().__init__(gap)
        self._most = most
        self._least = least

    def minimumSize(self) -> QSize:
        """Room for one row."""
        return QSize(0, _LEAST)

    def sizeHint(self) -> QSize:
        """The rows in their columns."""
        width = self._most * self._least + self._gap * (self._most - 1)
        return QSize(width, self.heightForWidth(width))

    def _arrange(self, place: QRect, *, move: bool) -> int:
        fitting = (place.width() + self._gap) // (self._least + self._gap)
        number = max(1, min(self._most, fitting))
        share = (place.width() - self._gap * (number - 1)) / number
        top, shown = place.top(), self._shown()
        for start in range(0, len(shown), number):
            line = shown[start : start + number]
            height = max(height_of(item, int(share)) for item in line)
            for n, item in enumerate(line if move else ()):
                left = place.left() + round(n * (share + self._gap))
                item.setGeometry(QRect(left, top, int(share), height))
            top += height + self._gap
        return max(0, top - self._gap - place.top())
