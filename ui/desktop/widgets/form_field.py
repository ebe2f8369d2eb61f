"""A field of a form: its title, what is typed, and under it what is wrong; each is checked as it is typed."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.i18n import Texts
from ui.desktop.days import written_day
from ui.desktop.style import Look
from ui.desktop.widgets.basics import announce, column, label, set_property
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.choice_field import ChoiceField, Find
from ui.desktop.widgets.text_field import TextField

Check = Callable[[str], object]
"""The value that a text is kept as; raises ``UserError`` for one that cannot be."""
FIELD_WIDTH = 176
_PAUSE_MS = 700
"""After so long without a key what is typed counts as meant, and what is wrong with it is said."""


class FormField(QWidget):
    """Shows ``editor`` under ``title``, with ``explanation`` beneath while nothing is wrong.

    ``edited`` follows each change that the person makes; ``problem`` is then what is wrong with it, or empty. ``told``
    follows what is said under the field, which may then be higher.
    """

    edited = Signal()
    told = Signal()

    def __init__(self, title: str, editor: QWidget, explanation: str = "", width: int = FIELD_WIDTH) -> None:
        super().__init__()
        self._explanation = explanation
        self._width = width
        self.editor = editor
        self.problem = ""
        self.value: object = None
        editor.setAccessibleName(title)
        editor.setAccessibleDescription(explanation)
        self.title = label(title, "small")
        self.note = label(explanation, "small", wrap=True)
        if not explanation:
            self.note.hide()
        self.wrong = label(look="warning", wrap=True)
        self.wrong.hide()
        self.setLayout(column(self.title, self.editor, self.note, self.wrong, None, spacing=4))
        self.setFocusProxy(editor)

    def sizeHint(self) -> QSize:
        """The width it would like."""
        return QSize(self._width, super().sizeHint().height())

    def show_value(self, value: object) -> None:
        """Show a value without telling of it."""
        raise NotImplementedError

    def say(self, problem: str) -> None:
        """Say under the field what is wrong, or take that away."""
        if problem == self.wrong.text() and bool(problem) == self.wrong.isVisibleTo(self):
            return
        self.wrong.setText(problem)
        self.wrong.setVisible(bool(problem))
        self.note.setVisible(bool(self._explanation) and not problem)
        set_property(self.editor, "wrong", bool(problem))
        self.editor.setAccessibleDescription(problem or self._explanation)
        if problem:
            announce(self.editor, problem)
        self.told.emit()

    def tell(self) -> None:
        """Say what is known to be wrong now, without waiting for the person to pause."""
        self.say(self.problem)

    def show_locked(self, locked: bool) -> None:
        """Let nobody type here while ``locked``."""
        self.editor.setEnabled(not locked)


class TextInput(FormField):
    """A line of text that ``check`` judges."""

    def __init__(
        self,
        title: str,
        texts: Callable[[], Texts],
        check: Check,
        explanation: str = "",
        *,
        placeholder: str = "",
        width: int = FIELD_WIDTH,
    ) -> None:
        self.line = TextField(texts)
        super().__init__(title, self.line, explanation, width)
        self._texts = texts
        self._check = check
        self.line.setPlaceholderText(placeholder)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.tell)
        self.line.textEdited.connect(lambda _text: self._on_typed())
        self.line.editingFinished.connect(self._on_left)

    def show_value(self, value: object) -> None:
        """Show a value without telling of it."""
        self.value, self.problem = value, ""
        self.line.setText(self.written(value))
        self.say("")

    def written(self, value: object) -> str:
        """A value as it is typed."""
        return "" if value is None else str(value)

    def _on_typed(self) -> None:
        try:
            self.value = self._check(self.line.text())
        except UserError as error:
            self.problem = self._in_words(error)
            self._pause.start()
        else:
            self.problem = ""
            self._pause.stop()
            self.say("")
        self.edited.emit()

    def _in_words(self, error: UserError) -> str:
        """What is wrong; the field is called what it is called on the screen."""
        _ = self._texts().gettext
        values = error.values | {"field": self.title.text()}
        return " ".join(_(part).format(**values) for part in (error.message, error.hint) if part)

    def _on_left(self) -> None:
        """Say what is wrong, or write what is right as it is kept."""
        self._pause.stop()
        if not self.problem:
            self.line.setText(self.written(self.value))
        self.tell()


class DayInput(TextInput):
    """A day; its value is ISO 8601, or None where nothing is typed."""

    def __init__(self, title: str, texts: Callable[[], Texts], explanation: str = "", width: int = FIELD_WIDTH) -> None:
        placeholder = texts().gettext("dd.mm.yyyy")
        super().__init__(title, texts, self._day, explanation, placeholder=placeholder, width=width)

    def _day(self, text: str) -> str | None:
        return written_day(text, self._texts()).isoformat() if text.strip() else None

    def written(self, value: object) -> str:
        """A day as it is typed: 31.12.2026."""
        day = iso_date(value) if isinstance(value, str) else None
        return f"{day:%d.%m.%Y}" if day else ""


class ChoiceInput(FormField):
    """One of several choices."""

    def __init__(
        self,
        title: str,
        look: Look,
        texts: Callable[[], Texts],
        choices: Sequence[tuple[Hashable, str]],
        explanation: str = "",
        *,
        find: Find | None = None,
        width: int = FIELD_WIDTH,
    ) -> None:
        self.field = ChoiceField(look, texts, choices, find=find)
        super().__init__(title, self.field, explanation, width)
        self._title = title
        self.field.picked.connect(self._on_picked)

    def show_value(self, value: object) -> None:
        """Show a value without telling of it."""
        self.value, self.problem = value, ""
        self.field.show_value(value if isinstance(value, Hashable) else None)
        self._name()
        self.say("")

    def _name(self) -> None:
        """What is chosen belongs to the name: a screen reader reads a button by that alone."""
        self.field.setAccessibleName(f"{self._title}: {self.field.text()}" if self.field.text() else self._title)

    def _on_picked(self, value: object) -> None:
        self.value, self.problem = value, ""
        self._name()
        self.say("")
        self.edited.emit()


class TickInput(FormField):
    """A yes or no."""

    def __init__(self, title: str, look: Look, explanation: str = "", width: int = FIELD_WIDTH) -> None:
        self.box = CheckBox(look, title)
        super().__init__(title, self.box, explanation, width)
        self.title.hide()
        self.box.toggled.connect(self._on_toggled)

    def show_value(self, value: object) -> None:
        """Show a value without telling of it."""
        self.value = bool(value)
        self.box.blockSignals(True)
        self.box.setChecked(self.value)
        self.box.blockSignals(False)

    def _on_toggled(self, on: bool) -> None:
        self.value = on
        self.edited.emit()
