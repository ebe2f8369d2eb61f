"""Evidence handed in as JSON to have categories computed: read strictly, refused whole when one entry does not fit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from interpreter_app.domain.authorisations import Authorisation, Withdrawal, evidence_from_authorisation
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.json_documents import Fields, quoted, read_json
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.qualifications import (
    CreditUnit,
    Evidence,
    EvidenceType,
    Qualification,
    evidence_from_qualification,
)

_ENTRY = ("name", "on", "evidence")
_EVIDENCE = ("type", "language", "kind", "obtained", "amount", "unit", "withdrawn", "revoked")
_WITHDRAWAL = ("from", "until")
_MOST_CREDITS = Decimal(1000)
_MOST_DECIMALS = 20
_NOBODY = ""
"""Entries belong to no person of the register."""


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One person's evidence; ``name`` is whatever the entry is called, ``on`` None means today."""

    name: str | None
    on: date | None
    evidence: tuple[Evidence, ...]


def read_entries(content: bytes) -> list[EvidenceEntry]:
    """The entries of a JSON file: one object, or a list of them.

    ``{"name", "on", "evidence": [{"type", "language", "kind", "obtained", "amount", "unit", "withdrawn": [{"from",
    "until"}], "revoked"}]}``. Raises ``UserError`` with the place of the first thing that does not fit.
    """
    document = read_json(content)
    if isinstance(document, list):
        return [_entry(item, f"[{index}]") for index, item in enumerate(document)]
    return [_entry(document, "")]


def _entry(value: object, where: str) -> EvidenceEntry:
    fields = Fields(value, where, _ENTRY)
    fields.require("evidence")
    evidence = tuple(_evidence(item, place) for place, item in fields.items("evidence"))
    return EvidenceEntry(fields.text("name"), fields.date("on"), evidence)


def _evidence(value: object, where: str) -> Evidence:
    fields = Fields(value, where, _EVIDENCE)
    fields.require("type")
    fields.require("obtained")
    type_ = fields.choice("type", EvidenceType)
    obtained = fields.date("obtained")
    assert type_ is not None  # required fields are never None
    assert obtained is not None
    if type_ is EvidenceType.STATE_AUTHORISATION:
        return _authorisation(fields, obtained)
    for name in ("withdrawn", "revoked"):
        fields.refuse(name, N_("{where} can only be given for a state authorisation."))
    return _qualification(fields, type_, obtained)


def _qualification(fields: Fields, type_: EvidenceType, obtained: date) -> Evidence:
    kind = fields.choice("kind", Kind)
    amount, unit = _credits(fields, type_)
    language = None
    if type_ is EvidenceType.TAO:
        fields.parsed("language", _code)
        kind = None
    else:
        language = _language(fields)
    qualification = Qualification(
        interpreter_id=_NOBODY, type=type_, obtained=obtained, language=language, kind=kind, amount=amount, unit=unit
    )
    return evidence_from_qualification(qualification, own_kind(language) if language else None)


def _authorisation(fields: Fields, granted: date) -> Evidence:
    _credits(fields, EvidenceType.STATE_AUTHORISATION)
    revoked = fields.date("revoked")
    if revoked and revoked < granted:
        raise _too_early(fields.place("revoked"), granted)
    language = _language(fields)
    authorisation = Authorisation(
        interpreter_id=_NOBODY, language=language, granted=granted, kind=fields.choice("kind", Kind), revoked=revoked
    )
    gaps = [_withdrawal(item, place) for place, item in fields.items("withdrawn")]
    return evidence_from_authorisation(authorisation, gaps, own_kind(language))


def _withdrawal(value: object, where: str) -> Withdrawal:
    fields = Fields(value, where, _WITHDRAWAL)
    fields.require("from")
    start, end = fields.date("from"), fields.date("until")
    assert start is not None  # a required field is never None
    if end and end < start:
        raise _too_early(fields.place("until"), start)
    return Withdrawal(interpreter_id=_NOBODY, authorisation_id=_NOBODY, withdrawn_from=start, withdrawn_until=end)


def _too_early(where: str, earliest: date) -> UserError:
    return UserError(
        N_("{where} cannot be earlier than {earliest}."), N_("Correct it."), where=where, earliest=earliest.isoformat()
    )


def _language(fields: Fields) -> str:
    fields.require("language")
    return fields.parsed("language", _code) or ""


def _code(given: str) -> str:
    return language_table().get(given).code


def _credits(fields: Fields, type_: EvidenceType) -> tuple[Decimal | None, CreditUnit | None]:
    """The amount and unit of credits; refused for all else. A bare amount is in studiepoeng."""
    if type_ is not EvidenceType.CREDITS:
        for name in ("amount", "unit"):
            fields.refuse(name, N_("{where} can only be given for credits."))
        return None, None
    fields.require("amount")
    return amount_of_credits(fields), fields.choice("unit", CreditUnit) or CreditUnit.STUDIEPOENG


def amount_of_credits(fields: Fields) -> Decimal | None:
    """The amount of credits in the field “amount”; None when it is not given. Raises ``UserError`` with its place."""
    amount = fields.number("amount")
    if amount is not None and not _is_amount(amount):
        raise UserError(
            N_("{where} must be above 0 and at most {highest}, not {given}."),
            N_("Correct it."),
            where=fields.place("amount"),
            highest=_MOST_CREDITS,
            given=quoted(amount),
        )
    return amount


def _is_amount(amount: Decimal) -> bool:
    """Whether it can be an amount of credits, and added up without rounding."""
    if not amount.is_finite() or not 0 < amount <= _MOST_CREDITS:
        return False
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_MOST_DECIMALS
