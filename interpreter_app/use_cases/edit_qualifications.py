"""What can be done with a person's qualifications: a plan each, to be saved or tried out; see ``edit_person``."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from interpreter_app.domain.edits import Draft, Fields
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.json_documents import quoted
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType, Qualification
from interpreter_app.domain.record_order import check_obtained
from interpreter_app.domain.records import field_value
from interpreter_app.ids import NewId
from interpreter_app.use_cases.person_records import PersonRecords, change, creation, decoded, deletion

QUALIFICATION_FIELDS = (
    "type",
    "language",
    "kind",
    "obtained",
    "amount",
    "unit",
    "institution",
    "document_reference",
    "country",
    "recognised",
)
"""The fields of a qualification that a person can give, as JSON data."""

_CHOICES: Mapping[str, type[StrEnum]] = {"type": EvidenceType, "kind": Kind, "unit": CreditUnit}


def add_qualification(person: PersonRecords, fields: Fields, *, new_id: NewId, today: date) -> tuple[Draft, ...]:
    """Add a qualification; ``fields`` are JSON data, see ``QUALIFICATION_FIELDS``.

    Raises ``UserError`` for what no qualification can be, and for one that is not obtained yet.
    """
    return (new_qualification(person.id, fields, new_id=new_id, today=today, fictional=person.fictional),)


def new_qualification(person: str, fields: Fields, *, new_id: NewId, today: date, fictional: bool) -> Draft:
    """The draft of a qualification of a person; see ``add_qualification``."""
    _refuse_unknown(fields)
    given = {"interpreter_id": person, **_cleared(fields)}
    _check(given, today)
    return creation("qualification", new_id(), person, given, fictional=fictional)


def change_qualification(
    person: PersonRecords, record: str, changes: Fields, seen: Fields | None = None, *, today: date
) -> tuple[Draft, ...]:
    """Change fields of a qualification (its record id); null clears one. Raises ``UserError`` as ``add`` does."""
    _refuse_unknown(changes)
    wanted = _cleared(changes)
    _check({**person.records[record].fields, **(seen or {}), **wanted}, today)
    return change(person, record, wanted, seen)


def remove_qualification(person: PersonRecords, record: str) -> tuple[Draft, ...]:
    """Delete a qualification (its record id)."""
    return (deletion(person, record),)


def _refuse_unknown(fields: Fields) -> None:
    unknown = next((name for name in fields if name not in QUALIFICATION_FIELDS), None)
    if unknown:
        raise UserError(
            N_("{where} is not a field that can be given here."),
            N_("The fields are: {choices}."),
            where=quoted(unknown),
            choices=", ".join(QUALIFICATION_FIELDS),
        )


def _cleared(fields: Fields) -> dict[str, object]:
    """The fields with what is null at its default."""
    return {n: field_value("qualification", {}, n) if value is None else value for n, value in fields.items()}


def _check(fields: Fields, today: date) -> None:
    _refuse_parts(fields)
    qualification = decoded("qualification", fields)
    assert isinstance(qualification, Qualification)  # it is decoded as one
    check_obtained("obtained", qualification.obtained, today)
    check_obtained("recognised", qualification.recognised, today)


def _refuse_parts(fields: Fields) -> None:
    """Refuse in plain words what no qualification has, and what the type does not go with."""
    for name in ("type", "obtained"):
        if not fields.get(name):
            raise UserError(N_("{where} is missing."), N_("Add it."), where=name)
    for name, choices in _CHOICES.items():
        if fields.get(name) is not None and fields[name] not in list(choices):
            raise UserError(
                N_("{where} cannot be {given}."),
                N_("Choose one of: {choices}."),
                where=name,
                given=quoted(fields[name]),
                choices=", ".join(choices),
            )
    type_ = fields.get("type")
    if type_ == EvidenceType.STATE_AUTHORISATION:
        raise UserError(
            N_("A state authorisation is not entered as a qualification."),
            N_("Grant it as an authorisation (interpreter-app authorisation grant)."),
        )
    is_tao, is_credits = type_ == EvidenceType.TAO, type_ == EvidenceType.CREDITS
    _refuse_field(fields, "language", wanted=not is_tao, but=N_("{field} is not given for TAO."))
    _refuse_field(fields, "amount", wanted=is_credits, but=N_("{field} is given for credits only."))
    if not is_credits:
        _refuse_field(fields, "unit", wanted=False, but=N_("{field} is given for credits only."))


def _refuse_field(fields: Fields, name: str, *, wanted: bool, but: str) -> None:
    given = fields.get(name) not in (None, "")
    if wanted and not given:
        raise UserError(N_("{where} is missing."), N_("Add it."), where=name)
    if given and not wanted:
        raise UserError(but, N_("Leave it out."), field=name)
