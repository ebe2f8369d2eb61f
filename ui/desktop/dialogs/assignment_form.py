"""The fields of an assignment, with what the unit says of itself; the interpreter is looked up as one types."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from interpreter_app import explanations, situation_words, usage_words
from interpreter_app.contact_checks import check_booking_line
from interpreter_app.domain.assignments import AssignmentDraft, written_name
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector
from interpreter_app.i18n import Texts, capitalised
from interpreter_app.use_cases.usage_drafts import begun_draft
from interpreter_app.use_cases.usage_lookup import FoundInterpreter, look_up
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, announce, column, holding
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.form_field import ChoiceInput, DayInput, FormField, TextInput
from ui.desktop.widgets.time_input import MinutesInput

_Value = TypeVar("_Value", bound=Hashable)
_SHORT, _MIDDLE, _HALF = 120, 200, 256
_LONGEST_NUMBER = 9
_NO_GROUND = ""
_MAY_BE_EMPTY = ("kind", "ground", "unit")


class AssignmentForm(QWidget):
    """Asks what an assignment was. ``changed`` follows each change.

    ``found`` is the interpreter with the number that is typed, once looked up; None where there is none.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.found: FoundInterpreter | None = None
        self._asked: tuple[object, ...] = ()
        _ = session.texts.gettext
        self.day = DayInput(_("Date"), self._texts, width=_SHORT)
        self.language = self._choice(_("Language"), _languages(session.texts), _MIDDLE, find=_find_language)
        self.kind = self._choice(_("Kind of interpreting"), _named(explanations.KIND_NAMES, _), _MIDDLE)
        self.used = self._choice(_("Who interpreted"), _named(usage_words.USED_NAMES, _), _HALF)
        self.number = TextInput(_("Register number"), self._texts, _register_number, width=_SHORT)
        grounds = [(_NO_GROUND, _("Not given")), *_named(situation_words.GROUND_NAMES, _)]
        self.ground = self._choice(_("Ground for departure"), grounds, _HALF)
        self.method = self._choice(_("Method"), _named(situation_words.METHOD_NAMES, _), _SHORT + 24)
        self.minutes = MinutesInput(_("Minutes"), self._texts, _SHORT)
        self.sector = self._choice(_("Sector"), _named(situation_words.SECTOR_NAMES, _), _HALF)
        self.unit = TextInput(_("Unit"), self._texts, lambda text: check_booking_line("unit", text), width=_HALF)
        self.who = Paragraph("", "strong")
        self._build()
        self._connect()

    def _texts(self) -> Texts:
        return self._session.texts

    def _choice(
        self,
        title: str,
        choices: list[tuple[Hashable, str]],
        width: int,
        find: Callable[[str], list[str]] | None = None,
    ) -> ChoiceInput:
        return ChoiceInput(title, self._session.look, self._texts, choices, find=find, width=width)

    @property
    def fields(self) -> dict[str, FormField]:
        """The fields by what they are called in a draft."""
        return {
            "day": self.day,
            "language": self.language,
            "kind": self.kind,
            "used": self.used,
            "number": self.number,
            "ground": self.ground,
            "method": self.method,
            "minutes": self.minutes,
            "sector": self.sector,
            "unit": self.unit,
        }

    def _build(self) -> None:
        first = (self.day, self.language, self.kind)
        second = (self.used, self.number, self.ground)
        third = (self.method, self.minutes, self.sector, self.unit)
        self.setLayout(column(self._flow(*first), self._flow(*second), self.who, self._flow(*third), spacing=12))

    @staticmethod
    def _flow(*fields: QWidget) -> QWidget:
        flow = FieldFlow(gap=14, line_gap=12)
        for one in fields:
            flow.addWidget(one)
        return holding(flow)

    def _connect(self) -> None:
        self.language.edited.connect(self._follow_language)
        for name, field in self.fields.items():
            field.edited.connect(self.changed)
            if name in ("day", "language", "kind", "used", "number"):
                field.edited.connect(self.look_up)

    def show_draft(self, draft: AssignmentDraft) -> None:
        """Show what is known of an assignment."""
        values = {name: getattr(draft, name) for name in self.fields}
        values["day"] = draft.day.isoformat() if draft.day else None
        values["used"] = draft.used or Proposed.REGISTER
        values["ground"] = draft.ground or _NO_GROUND
        if draft.language and draft.kind is None:
            values["kind"] = own_kind(draft.language)
        for name, field in self.fields.items():
            field.show_value(values[name])
        self.look_up()

    def draft(self) -> AssignmentDraft:
        """What is said of the assignment."""
        day, number, minutes = self.day.value, self.number.value, self.minutes.value
        return AssignmentDraft(
            day=iso_date(day) if isinstance(day, str) else None,
            language=str(self.language.value) if self.language.value else None,
            kind=Kind(str(self.kind.value)) if self.kind.value else None,
            used=Proposed(str(self.used.value)),
            number=number if isinstance(number, int) and self._from_register else None,
            ground=Ground(str(self.ground.value)) if self.ground.value and self._asks_ground else None,
            method=Method(str(self.method.value)) if self.method.value else None,
            minutes=minutes if isinstance(minutes, int) else None,
            sector=Sector(str(self.sector.value)) if self.sector.value else None,
            unit=str(self.unit.value or ""),
        )

    def tell_problems(self) -> bool:
        """Say under each field what is wrong or missing, and go to the first; whether there is anything."""
        missing = self._session.texts.gettext("This is needed.")
        draft = self.draft()
        wrong = []
        for name, field in self.fields.items():
            if not field.isVisibleTo(self) or (name in _MAY_BE_EMPTY and not field.problem):
                continue
            problem = field.problem or (missing if getattr(draft, name) is None else "")
            field.say(problem)
            if problem:
                wrong.append(field)
        if wrong:
            wrong[0].setFocus()
        return bool(wrong)

    def tell_refused(self, error: UserError) -> bool:
        """Say under its field what was refused; False where no field is to blame."""
        named = str(error.values.get("field", "number" if "number" in error.values else ""))
        field = next((field for name, field in self.fields.items() if written_name(name) == named), None)
        if field is None:
            return False
        titled = UserError(error.message, error.hint, **error.values | {"field": field.title.text()})
        field.say(titled.in_words(self._session.texts.gettext))
        field.setFocus()
        return True

    @property
    def _from_register(self) -> bool:
        return self.used.value == Proposed.REGISTER

    @property
    def _asks_ground(self) -> bool:
        """Whether somebody without a category interpreted, as far as is known."""
        return not self._from_register or (self.found is not None and self.found.category is None)

    def _follow_language(self) -> None:
        self.kind.show_value(own_kind(str(self.language.value)))

    # Who it is, as one types

    def look_up(self) -> None:
        """Find the interpreter with the number, and the category on the day, while the person types on."""
        draft = self.draft()
        day = draft.day or self._session.today
        self._asked = asked = (draft.number, draft.language, draft.kind, day)
        if draft.number is None or draft.language is None:
            self._show_found(None, "")
            return
        profile, number, language, kind = self._session.profile, draft.number, draft.language, draft.kind
        self._session.runner.read(
            lambda _: look_up(profile, number, language, kind, day),
            lambda found: self._on_found(asked, found),
            slot="usage-lookup",
            on_failed=lambda error: self._on_not_found(asked, error),
        )

    def _on_found(self, asked: tuple[object, ...], found: FoundInterpreter) -> None:
        if isValid(self) and asked == self._asked:
            self._show_found(found, _in_words(found, self._session.texts))

    def _on_not_found(self, asked: tuple[object, ...], error: BaseException) -> None:
        if not isinstance(error, NotFound):
            self._session.runner.report(error)
        elif isValid(self) and asked == self._asked:
            self._show_found(None, error.in_words(self._session.texts.gettext))

    def _show_found(self, found: FoundInterpreter | None, words: str) -> None:
        self.found = found
        self.who.say(words)
        self.who.setVisible(bool(words))
        self.number.setVisible(self._from_register)
        self.ground.setVisible(self._asks_ground)
        if words:
            announce(self.number.editor, words)
        self.changed.emit()


def _in_words(found: FoundInterpreter, texts: Texts) -> str:
    if not found.listed:
        said = N_("{name} was not listed in the register that day; no category is logged.")
    elif found.category is None:
        said = N_("{name} had no category for this language that day.")
    else:
        said = N_("{name} had category {category} for this language that day.")
    name = found.name or texts.gettext(N_("The interpreter with number {number}")).format(number=found.number)
    return texts.gettext(said).format(name=name, category=found.category)


def _register_number(text: str) -> int | None:
    given = "".join(text.split())
    if not given:
        return None
    if given.isascii() and given.isdecimal() and len(given) <= _LONGEST_NUMBER and int(given):
        return int(given)
    raise UserError(N_("This is no register number."), N_("Write it with digits alone."))


def _languages(texts: Texts) -> list[tuple[Hashable, str]]:
    titled = ((one.code, one.name(texts.language)) for one in language_table().languages)
    found: list[tuple[Hashable, str]] = [(code, capitalised(name)) for code, name in titled]
    return sorted(found, key=lambda choice: choice[1].casefold())


def _find_language(text: str) -> list[str]:
    return [one.code for one in language_table().suggest(text)]


def _named(names: Mapping[_Value, str], say: Callable[[str], str]) -> list[tuple[Hashable, str]]:
    return [(value, say(name)) for value, name in names.items()]


def new_draft(session: Session, kept: AssignmentDraft | None = None) -> AssignmentDraft:
    """An assignment of today with what the unit says of itself, and what ``kept`` says beside the interpreter."""
    if kept:
        return replace(kept, number=None, ground=None, minutes=None)
    return replace(begun_draft(session.context.settings.unit, session.today), method=Method.SCREEN)
