"""A field that takes one of several choices: it opens a list, and where the list is long a line to look in it."""

from collections.abc import Callable, Hashable, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from interpreter_app.domain.folding import fold
from interpreter_app.i18n import Texts
from ui.desktop.icons import paint_icon
from ui.desktop.models.choices import Choice
from ui.desktop.style import Look
from ui.desktop.widgets.basics import column, holding, label
from ui.desktop.widgets.chip import ChipPopup
from ui.desktop.widgets.choice_list import ChoiceList
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.text_field import TextField

LOOKED_IN_FROM = 12
"""Choices from which on there is a line to look in them."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OPENING = (*_ENTER, Qt.Key.Key_Space, Qt.Key.Key_Down)
_ICON = 16
_EDGE = 10

Find = Callable[[str], Sequence[Hashable]]
"""The values that a text means, the likeliest first."""


class ChoiceField(QPushButton):
    """Shows the title of ``value``. ``picked`` gives each value that the person takes.

    ``entered`` follows where Enter took it: the person wants to go on.
    ``choices`` are values with their titles; ``find`` knows other words for them than their titles.
    """

    picked = Signal(object)
    entered = Signal()

    def __init__(
        self,
        look: Look,
        texts: Callable[[], Texts],
        choices: Sequence[tuple[Hashable, str]],
        value: Hashable = None,
        *,
        find: Find | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        self._texts = texts
        self._choices = list(choices)
        self._find = find
        self._shown: ChoiceList | None = None
        self.value: Hashable = None
        self.setProperty("look", "choice-field")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked: self.open_list())
        look.changed.connect(self.update)
        self.show_value(value)

    def show_value(self, value: Hashable) -> None:
        """Show a value without telling of it; one that is not among the choices is shown as it stands."""
        self.value = value
        titles = dict(self._choices)
        self.setText(titles.get(value, "" if value is None else str(value)))

    def offer(self, choices: Sequence[tuple[Hashable, str]]) -> None:
        """Offer other choices from now on."""
        self._choices = list(choices)

    def sizeHint(self) -> QSize:
        """Room for what is chosen, at least for a word."""
        wanted = ceil(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 2 * _EDGE + _ICON
        return QSize(max(wanted, 96), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It may be narrower than its text, which is then shortened."""
        return QSize(80, super().minimumSizeHint().height())

    def open_list(self, typed: str = "") -> None:
        """Open the list; with ``typed`` already in the line to look in it."""
        popup = ChipPopup(self)
        FocusRing(popup, self._look, by_keyboard=True)
        popup.closed.connect(popup.deleteLater)
        popup.closed.connect(lambda: self.setFocus(Qt.FocusReason.PopupFocusReason))
        self._shown = shown = ChoiceList(self._look)
        shown.setAccessibleName(self.accessibleName())
        shown.offer(self._offered(self._choices))
        shown.setFixedSize(shown.wanted_size().expandedTo(QSize(self.width(), 0)))
        shown.picked.connect(lambda choice: self._pick(popup, choice))
        shown.installEventFilter(_Taking(self, popup, shown))
        first: QWidget = shown
        if self._is_long:
            first = self._line(popup, shown, typed)
        popup.content.addWidget(shown)
        popup.open_under(self)
        first.setFocus(Qt.FocusReason.OtherFocusReason if typed else Qt.FocusReason.TabFocusReason)
        if typed and not self._is_long:
            shown.keyboardSearch(typed)

    @property
    def _is_long(self) -> bool:
        return len(self._choices) >= LOOKED_IN_FROM

    def move_on(self, *, forward: bool) -> None:
        """Give the keyboard to what comes after this field, or before it."""
        self.focusNextPrevChild(forward)

    def _line(self, popup: ChipPopup, shown: ChoiceList, typed: str) -> TextField:
        line = TextField(self._texts)
        line.setPlaceholderText(self._texts().gettext("Type to find"))
        line.setAccessibleName(self.accessibleName())
        nothing = label(self._texts().gettext("Nothing fits"), "muted")
        nothing.hide()
        line.textChanged.connect(lambda text: self._look_for(text, shown, nothing))
        line.installEventFilter(_Taking(self, popup, shown))
        line.installEventFilter(_Stepping(line, popup, shown))
        popup.content.addWidget(holding(column(line, nothing, spacing=4, margins=(8, 4, 8, 6))))
        line.setText(typed)
        return line

    def _look_for(self, text: str, shown: ChoiceList, nothing: QWidget) -> None:
        fitting = self._fitting(text)
        shown.offer(self._offered(fitting))
        nothing.setVisible(not fitting)
        if shown.current() is None:
            shown.step(1)

    def _fitting(self, text: str) -> list[tuple[Hashable, str]]:
        """The choices that ``text`` means: those known by it, then those whose titles begin with it or hold it."""
        if not (wanted := fold(text.strip())):
            return self._choices
        known = list(self._find(text)) if self._find else []
        titles = dict(self._choices)
        beginning = [value for value, title in self._choices if fold(title).startswith(wanted)]
        holding_it = [value for value, title in self._choices if wanted in fold(title)]
        found = dict.fromkeys(value for value in (*known, *beginning, *holding_it) if value in titles)
        return [(value, titles[value]) for value in found]

    def _offered(self, choices: Sequence[tuple[Hashable, str]]) -> list[Choice]:
        return [Choice(value, title, current=value == self.value) for value, title in choices]

    def _pick(self, popup: ChipPopup, choice: Choice) -> None:
        popup.close()
        self.show_value(choice.value)
        self.picked.emit(choice.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space and Down open the list, and so does a letter, which is then looked for."""
        if event.key() in _OPENING:
            self.open_list()
        elif event.text()[:1].isalnum():
            self.open_list(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, then the title, shortened where there is no room, and the mark of a list."""
        painter = QStylePainter(self)
        ground = QStyleOptionButton()
        self.initStyleOption(ground)
        ground.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.tokens.font("body"))
        painter.setPen(self._look.tokens.colour("text" if self.isEnabled() else "control"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 2 * _EDGE - _ICON)
        painter.drawText(_EDGE + 1, round((self.height() + metrics.capHeight()) / 2), shown)
        place = QRectF(self.width() - _EDGE - _ICON + 4, (self.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, "chevron", self._look.tokens.colour("muted"), place)


class _Taking(QObject):
    """Lets Enter take what is current, and Tab what is marked and move on from the field, as if it had no list."""

    def __init__(self, field: ChoiceField, popup: ChipPopup, shown: ChoiceList) -> None:
        super().__init__(popup)
        self._field = field
        self._popup = popup
        self._shown = shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes; Tab goes to the next field, with Shift to the one before."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _ENTER:
            self._take(self._shown.current())
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._leave(self._shown.marked(), forward=event.key() == Qt.Key.Key_Tab)
        else:
            return super().eventFilter(watched, event)
        return True

    def _take(self, current: Choice | None) -> None:
        if current is not None:
            self._shown.picked.emit(current)
            self._field.entered.emit()

    def _leave(self, marked: Choice | None, *, forward: bool) -> None:
        """Move on; what is not marked stays as it was."""
        if marked is not None:
            self._shown.picked.emit(marked)
        self._popup.close()
        self._field.move_on(forward=forward)


class _Stepping(QObject):
    """Lets the line move in the list under it."""

    def __init__(self, line: QWidget, popup: ChipPopup, shown: ChoiceList) -> None:
        super().__init__(line)
        self._popup = popup
        self._shown = shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Up are for the list, Esc closes."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._shown.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self._popup.close()
        else:
            return super().eventFilter(watched, event)
        return True
