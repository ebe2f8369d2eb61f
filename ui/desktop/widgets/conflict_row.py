"""A field in conflict: what it was, mine and the register's; the chosen one is filled and ticked."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from interpreter_app.i18n import Texts
from interpreter_app.use_cases.resolve_conflicts import Side
from ui.desktop.models.conflict_choices import Choice, Own
from ui.desktop.style import Look
from ui.desktop.widgets.basics import announce, column, holding, label, row, set_property
from ui.desktop.widgets.equal_columns import EqualColumns
from ui.desktop.widgets.form_field import FormField
from ui.desktop.widgets.notice import Icon
from ui.desktop.wording import breakable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

TakeKey = Callable[[QKeyEvent], bool]
"""Does what a key says; False when it says nothing."""


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field that is to be decided: its title, and base, mine and the register's as ``values`` in words.

    ``editor`` makes what a value is typed in, None where it cannot be; ``in_words`` words such a value.
    """

    title: str
    values: tuple[str, str, str]
    editor: Callable[[], FormField] | None
    in_words: Callable[[object], str]


class _Cell(QFrame):
    """A value that can be chosen."""

    pressed = Signal()

    def __init__(self, caption: str, value: str, look: Look) -> None:
        super().__init__()
        self.setProperty("look", "cell")
        self._tick = Icon("check", "accent", look)
        self._tick.setVisible(False)
        caption_line = row(label(caption, "small"), None, self._tick)
        self.value = value
        self._value = label(breakable(value), wrap=True)
        layout = column(margins=(12, 8, 12, 10), spacing=2)
        layout.addLayout(caption_line)
        layout.addWidget(self._value)
        layout.addStretch(1)
        self.setLayout(layout)
        self.setAccessibleName(f"{caption}: {value}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tick.setFixedHeight(16)

    def say(self, value: str) -> None:
        """Show another value."""
        self.value = value
        self._value.setText(breakable(value))

    def show_chosen(self, chosen: bool) -> None:
        """Fill the cell and tick it, or neither."""
        set_property(self, "chosen", chosen)
        set_property(self._value, "look", "strong" if chosen else "")
        self._tick.setVisible(chosen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press chooses."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()


class ConflictRow(QWidget):
    """Shows a field in conflict.

    ``chosen`` gives the side that was pressed, ``typed`` the value typed by hand, in the form that is kept. Keys that
    are not for the row itself are given to ``take_key``.
    """

    chosen = Signal(object)
    typed = Signal(object)

    def __init__(self, asked: AskedField, look: Look, texts: Texts, take_key: TakeKey) -> None:
        super().__init__()
        self._take_key = take_key
        _ = texts.gettext
        self._texts = texts
        self._title = asked.title
        self._values = values = asked.values
        self._make_editor = asked.editor
        self._in_words = asked.in_words
        self._input: FormField | None = None
        self.cells = {
            Side.MINE: _Cell(_("Mine (1)"), values[1], look),
            Side.REGISTER: _Cell(_("The register's (2)"), values[2], look),
        }
        self._own = _Cell(_("By hand (E)"), "", look)
        self._own.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        for side, cell in self.cells.items():
            cell.pressed.connect(lambda side=side: self.chosen.emit(side))
        self._own.pressed.connect(self.edit)
        self.show_choice(None)

    def _build(self) -> None:
        base = column(margins=(12, 9, 12, 10), spacing=2)
        base.addWidget(label(self._texts.gettext("When you changed it"), "small"))
        base.addWidget(label(breakable(self._values[0]), "muted", wrap=True))
        base.addStretch(1)
        cells = EqualColumns(8)
        for one in (holding(base), *self.cells.values()):
            cells.addWidget(one)
        self._room = column()
        layout = column(label(self._title, "strong", wrap=True), holding(cells), self._own, spacing=6)
        layout.addLayout(self._room)
        self.setLayout(layout)

    @property
    def can_be_typed(self) -> bool:
        """Whether a value can be typed by hand."""
        return self._make_editor is not None

    def show_choice(self, choice: Choice | None) -> None:
        """Fill what is chosen; None for nothing yet."""
        for side, cell in self.cells.items():
            cell.show_chosen(choice is side)
        if isinstance(choice, Own):
            self._own.say(self._in_words(choice.value))
        self._own.setVisible(isinstance(choice, Own))
        self._own.show_chosen(isinstance(choice, Own))
        self._name(choice)

    def _name(self, choice: Choice | None) -> None:
        _ = self._texts.gettext
        base, mine, register = self._values
        says = _("{field}. When you changed it: {base}. Mine: {mine}. The register's: {register}.").format(
            field=self._title, base=base, mine=mine, register=register
        )
        if choice is Side.MINE:
            chosen = _("Chosen: mine")
        elif choice is Side.REGISTER:
            chosen = _("Chosen: the register's")
        else:
            chosen = _("Chosen: {value}").format(value=self._own.value) if choice else _("Nothing chosen")
        self.setAccessibleName(says)
        self.setAccessibleDescription(chosen)
        if self.hasFocus():
            announce(self, chosen)

    def edit(self, begin: str = "") -> None:
        """Open the field to type a value by hand, beginning with ``begin``."""
        if self._make_editor is None or self._input is not None:
            return
        self._input = made = self._make_editor()
        self._room.addWidget(made)
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        made.edited.connect(self._on_edited)
        if begin:
            self._type_first(made, begin)

    @staticmethod
    def _type_first(made: FormField, begin: str) -> None:
        """Let the field take the key that opened it."""
        if isinstance(made.editor, QLineEdit):
            made.editor.setText(begin)
            made.editor.textEdited.emit(begin)

    def _on_edited(self) -> None:
        if self._input is not None and not self._input.problem:
            self.typed.emit(self._input.value)

    @property
    def is_edited(self) -> bool:
        """Whether a value is being typed."""
        return self._input is not None

    def end_editing(self) -> bool:
        """Close the field that is typed in; False when what it holds cannot be kept, which it then says."""
        made = self._input
        if made is None:
            return True
        if made.problem:
            made.tell()
            return False
        self._close()
        return True

    def _close(self) -> None:
        made, self._input = self._input, None
        if made is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            made.hide()
            made.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While a value is typed Enter and Esc end that; E, and any letter, begins it."""
        if self._input is not None and event.key() in _ENTER:
            self.end_editing()
        elif self._input is not None and event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() == Qt.Key.Key_E and self.can_be_typed and not event.modifiers():
            self.edit()
        elif self._begins_text(event):
            self.edit(event.text())
        elif not self._take_key(event):  # before the area that it stands in, which would scroll by the arrows
            super().keyPressEvent(event)

    def _begins_text(self, event: QKeyEvent) -> bool:
        shift_only = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        return self.can_be_typed and shift_only and event.text()[:1].isalpha()
