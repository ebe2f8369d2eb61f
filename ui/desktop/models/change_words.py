"""A change of a record in words: what it is, and each field with what it was and becomes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interpreter_app import edit_explanations
from interpreter_app.domain.conflicts import WHOLE_PERSON
from interpreter_app.domain.edits import Act, Draft, Edit, changed
from interpreter_app.domain.errors import N_
from interpreter_app.domain.records import DEFAULTS
from interpreter_app.edit_explanations import field_name
from interpreter_app.i18n import Texts, capitalised
from interpreter_app.use_cases.name_people import PersonName
from ui.desktop.models.record_fields import FIELDS, Field
from ui.desktop.models.record_words import day_in_words, in_one_line
from ui.desktop.wording import phone_number

_WHAT: Mapping[tuple[Act, str], str] = {
    (Act.CREATE, "interpreter"): N_("New person"),
    (Act.CREATE, "language"): N_("New language"),
    (Act.CREATE, "listing"): N_("New listing"),
    (Act.CREATE, "qualification"): N_("New qualification"),
    (Act.CREATE, "authorisation"): N_("New authorisation"),
    (Act.CREATE, "withdrawal"): N_("New temporary withdrawal"),
    (Act.UPDATE, "interpreter"): N_("Person changed"),
    (Act.UPDATE, "language"): N_("Language changed"),
    (Act.UPDATE, "listing"): N_("Listing changed"),
    (Act.UPDATE, "qualification"): N_("Qualification changed"),
    (Act.UPDATE, "authorisation"): N_("Authorisation changed"),
    (Act.UPDATE, "withdrawal"): N_("Temporary withdrawal changed"),
    (Act.DELETE, "interpreter"): N_("Person deleted"),
    (Act.DELETE, "language"): N_("Language removed"),
    (Act.DELETE, "listing"): N_("Listing removed"),
    (Act.DELETE, "qualification"): N_("Qualification removed"),
    (Act.DELETE, "authorisation"): N_("Authorisation removed"),
    (Act.DELETE, "withdrawal"): N_("Temporary withdrawal removed"),
}
_ADDRESSES_OF_RECORDS = frozenset({"interpreter_id", "authorisation_id"})
"""Fields that say to which record another belongs: they mean nothing to a person."""
IDENTITY_NUMBER = "identity_number"


class Line(NamedTuple):
    """A field in words: its title, and its value before and after."""

    title: str
    before: str
    after: str


def what(act: Act, type_: str, texts: Texts) -> str:
    """What is done to a record: Ny kvalifikasjon."""
    return texts.gettext(_WHAT.get((act, type_), N_("Record changed")))


def lines(edit: Draft, texts: Texts) -> list[Line]:
    """The fields that an edit changes; of a new or deleted record those that hold something."""
    found = changed(edit)
    return field_lines(edit.type, found, texts)


def field_lines(type_: str, fields: Mapping[str, Sequence[object]], texts: Texts) -> list[Line]:
    """Fields with their values before and after, in words; those that say nothing are left out."""
    return [
        Line(field_name(name, texts), value_of(type_, name, before, texts), value_of(type_, name, after, texts))
        for name, (before, after) in fields.items()
        if name not in _ADDRESSES_OF_RECORDS and not (_says_nothing(before) and _says_nothing(after))
    ]


def _says_nothing(value: object) -> bool:
    return value is None or value in ("", False)


def in_short(edit: Draft, texts: Texts) -> str:
    """An edit on one line: Telefon: 000 00 207 → 000 00 300; Ny kvalifikasjon: Bachelor i tolking."""
    if edit.act is Act.UPDATE:
        return ", ".join(f"{line.title}: {line.before} → {line.after}" for line in lines(edit, texts))
    fields = edit.set if edit.act is Act.CREATE else edit.base
    first, _others = in_one_line(edit.type, fields, texts) if edit.type in FIELDS else ("", "")
    said = what(edit.act, edit.type, texts)
    return f"{said}: {first}" if first and edit.type != "interpreter" else said


def value_of(type_: str, name: str, value: object, texts: Texts, *, whole: bool = False) -> str:
    """A value in words; of an identity number the last two digits, unless ``whole``, where people must compare."""
    _ = texts.gettext
    if value is None and DEFAULTS.get(type_, {}).get(name) is False:
        return _("no")
    if value is None or value == "":
        return _("empty")
    if name == WHOLE_PERSON:
        return _("changed")
    if name == IDENTITY_NUMBER and whole:
        return str(value)
    if name == "phone":
        return phone_number(str(value))
    words = day_in_words(value, texts) or edit_explanations.value_words(name, value, texts)
    return capitalised(words) if name == "language" else words


def field_of(type_: str, name: str) -> Field | None:
    """The field as the record editor asks for it; None for one that it does not ask for."""
    return next((field for field in FIELDS.get(type_, ()) if field.name == name), None)


def person_title(named: PersonName | None, texts: Texts) -> str:
    """A person's name; what stands in its place for one whom nothing names any more."""
    return named.name if named and named.name else texts.gettext("A person who is gone")


def numbered(named: PersonName | None, texts: Texts) -> str:
    """A person's register number in words."""
    if named is None or named.number is None:
        return texts.gettext("No number yet")
    return texts.gettext("Interpreter number {number}").format(number=texts.number(named.number))


def record_in_short(edit: Edit, texts: Texts) -> str:
    """Which of a person's records an edit changes; empty for the person's own."""
    if edit.type == "interpreter" or edit.type not in FIELDS:
        return ""
    first, others = in_one_line(edit.type, {**edit.base, **edit.set}, texts)
    return " · ".join(part for part in (first, others) if part)
