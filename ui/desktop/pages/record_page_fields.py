"""The fields of one record in the record editor, tied to what is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from interpreter_app.domain.records import DEFAULTS
from interpreter_app.i18n import Texts
from ui.desktop.models.language_choices import languages_meant
from ui.desktop.models.record_fields import Field, Input, check, what_lacks
from ui.desktop.models.record_form import FormRecord, RecordForm
from ui.desktop.style import Look
from ui.desktop.widgets.field_flow import BEGINS_LINE, FieldFlow
from ui.desktop.widgets.form_field import ChoiceInput, DayInput, FormField, TextInput, TickInput


@dataclass(frozen=True, slots=True)
class FormSurroundings:
    """What fields are made with; ``fictional`` says that the register is, and may hold numbers that nobody has."""

    look: Look
    texts: Callable[[], Texts]
    today: Callable[[], date]
    fictional: bool


class RecordFields(QWidget):
    """Asks for ``fields`` of the record ``id_`` of ``form``, in lines."""

    def __init__(self, form: RecordForm, id_: str, fields: Sequence[Field], around: FormSurroundings) -> None:
        super().__init__()
        self._form = form
        self._id = id_
        self._around = around
        self._fields = fields
        self.inputs: dict[str, FormField] = {}
        lines = FieldFlow(gap=12, line_gap=12)
        for field in fields:
            made = self.inputs[field.name] = input_for(field, form.record(id_).type, around)
            made.setProperty(BEGINS_LINE, field.begins_line)
            made.edited.connect(partial(self._on_edited, field.name))
            lines.addWidget(made)
        self.setLayout(lines)
        self.refresh()

    @property
    def _record(self) -> FormRecord:
        return self._form.record(self._id)

    def refresh(self) -> None:
        """Show the record as it stands; what cannot be kept stays as it was typed."""
        for name, shown in self.inputs.items():
            value = self._record.value(name)
            if not shown.problem and shown.value != value:
                shown.show_value(value)
        self._show_those_that_apply()

    def renew(self) -> None:
        """Show the record as it stands, whatever was typed."""
        for name, shown in self.inputs.items():
            shown.show_value(self._record.value(name))
        self._show_those_that_apply()

    def find_wrong(self) -> FormField | None:
        """Say what is wrong in each field, and give the first such field; None when the record can be saved."""
        lacks = what_lacks(self._record.type, self._record.now or {}, self._around.texts(), self._around.today())
        first: FormField | None = None
        for field in self._fields:
            shown = self.inputs[field.name]
            problem = shown.problem or (lacks.get(field.name, "") if field.shown(self._values()) else "")
            shown.say(problem)
            if problem and first is None:
                first = shown
        return first

    def lock(self, locked: bool) -> None:
        """Let nobody type here while ``locked``."""
        for shown in self.inputs.values():
            shown.show_locked(locked)

    def _values(self) -> dict[str, object]:
        return {field.name: self._record.value(field.name) for field in self._fields}

    def _on_edited(self, name: str) -> None:
        shown = self.inputs[name]
        if not shown.problem:
            self._form.set(self._id, **{name: shown.value, **self._follow(name, shown.value)})
        self._form.set_wrong(self._id, name, shown.problem)
        self.refresh()

    def _follow(self, edited: str, value: object) -> dict[str, object]:
        """What other fields hold then: those that follow, and nothing in those that do not apply any more."""
        before = {**self._values(), edited: value}
        after = {
            field.name: field.follow(edited, before) if field.follow else before[field.name] for field in self._fields
        }
        defaults = DEFAULTS[self._record.type]
        after |= {field.name: defaults.get(field.name) for field in self._fields if not field.shown(after)}
        return {name: one for name, one in after.items() if one != before[name]}

    def _show_those_that_apply(self) -> None:
        values = self._values()
        for field in self._fields:
            shown = self.inputs[field.name]
            applies = field.shown(values)
            shown.setVisible(applies)
            if not applies and shown.problem:
                shown.show_value(self._record.value(field.name))
                self._form.set_wrong(self._id, field.name, "")
        self.updateGeometry()


def input_for(field: Field, type_: str, around: FormSurroundings) -> FormField:
    """What asks for ``field`` of a record of ``type_``."""
    texts = around.texts
    _ = texts().gettext
    title, explanation = _(field.title), _(field.explanation) if field.explanation else ""
    match field.input:
        case Input.DAY:
            return DayInput(title, texts, explanation, field.width)
        case Input.TICK:
            return TickInput(title, around.look, explanation, field.width)
        case Input.CHOICE:
            assert field.choices is not None
            choices, find = field.choices(texts()), languages_meant if field.finds_languages else None
            return ChoiceInput(title, around.look, texts, choices, explanation, find=find, width=field.width)
        case Input.TEXT:
            judge = partial(check, type_, field.name, fictional=around.fictional)
            return TextInput(title, texts, judge, explanation, width=field.width)
