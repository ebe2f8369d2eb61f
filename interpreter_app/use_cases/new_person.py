"""A whole new person, handed in as a document: read strictly, refused whole with the place of what does not fit."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

from interpreter_app.contact_checks import CHECKED_FIELDS, LONGEST_REASON, LONGEST_TEXT, check_field, check_length
from interpreter_app.domain.edits import Draft
from interpreter_app.domain.errors import N_, AppError, UserError
from interpreter_app.domain.evidence_entries import amount_of_credits
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.json_documents import Fields
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType
from interpreter_app.domain.record_order import check_authorisation
from interpreter_app.ids import NewId
from interpreter_app.use_cases.edit_authorisations import new_authorisation, new_withdrawal, refuse_second
from interpreter_app.use_cases.edit_person import check_listing, new_language, new_listing, require_name
from interpreter_app.use_cases.edit_qualifications import QUALIFICATION_FIELDS, new_qualification
from interpreter_app.use_cases.person_records import creation, dossier_after

_Made = TypeVar("_Made")
_LISTS = ("languages", "qualifications", "authorisations", "listed")
_LANGUAGE = ("language", "kind")
_AUTHORISATION = ("language", "kind", "number", "granted", "withdrawn", "revoked", "revocation_reason")
_PERIOD = ("from", "until", "reason")
_TEXTS = ("institution", "document_reference", "country")


class NewPerson(NamedTuple):
    """A person who is to be added: the record id, and the drafts of all records, the person's own first."""

    id: str
    drafts: tuple[Draft, ...]


def read_new_person(document: object, *, new_id: NewId, today: date, fictional: bool) -> NewPerson:
    """The person that a JSON document holds; ``fictional`` is whether the register is.

    ``{CHECKED_FIELDS …, "languages": [{"language", "kind"}], "qualifications": [{QUALIFICATION_FIELDS …}],
    "authorisations": [{"language", "kind", "number", "granted", "withdrawn": [{"from", "until", "reason"}], "revoked",
    "revocation_reason"}], "listed": [{"from", "until", "reason"}]}``. The register gives the register number.
    Raises ``UserError`` with the place of the first thing that does not fit.
    """
    reader = _Reader(new_id(), new_id, today, fictional)
    drafts = tuple(reader.drafts(document))
    person = NewPerson(reader.person, drafts)
    _check_together(person)
    return person


class _Reader:
    """Makes the drafts of one person from a document."""

    def __init__(self, person: str, new_id: NewId, today: date, fictional: bool) -> None:
        self.person = person
        self._new_id = new_id
        self._today = today
        self._fictional = fictional

    def drafts(self, document: object) -> Iterator[Draft]:
        """The drafts of all records."""
        fields = Fields(document, "", (*CHECKED_FIELDS, *_LISTS))
        yield self._own(fields)
        seen: set[tuple[str, Kind]] = set()
        for place, item in fields.items("languages"):
            yield self._language(item, place, seen)
        for place, item in fields.items("qualifications"):
            yield self._qualification(item, place)
        for place, item in fields.items("authorisations"):
            yield from self._authorisation(item, place)
        for place, item in fields.items("listed"):
            yield self._listing(item, place)

    def _own(self, fields: Fields) -> Draft:
        given = {name: fields.value(name) for name in CHECKED_FIELDS if fields.has(name)}
        checked = {name: check_field(name, value, fictional=self._fictional) for name, value in given.items()}
        require_name(checked)
        return creation("interpreter", self.person, self.person, checked, fictional=self._fictional)

    def _language(self, item: object, place: str, seen: set[tuple[str, Kind]]) -> Draft:
        fields = Fields(item, place, _LANGUAGE)
        code = _language(fields)
        kind = fields.choice("kind", Kind) or own_kind(code)
        if (code, kind) in seen:
            raise UserError(N_("{where} stands twice."), N_("Keep one of them."), where=place)
        seen.add((code, kind))
        return new_language(self.person, code, kind, new_id=self._new_id, fictional=self._fictional)

    def _qualification(self, item: object, place: str) -> Draft:
        fields = Fields(item, place, QUALIFICATION_FIELDS)
        fields.require("type")
        fields.require("obtained")
        amount = amount_of_credits(fields)
        given: dict[str, object] = {
            "type": fields.choice("type", EvidenceType),
            "language": _language(fields) if fields.has("language") else None,
            "kind": fields.choice("kind", Kind),
            "obtained": _iso(fields.date("obtained")),
            "amount": None if amount is None else f"{amount.normalize():f}",
            "unit": fields.choice("unit", CreditUnit),
            "recognised": _iso(fields.date("recognised")),
            **{name: fields.text(name) or "" for name in _TEXTS},
        }
        return _at(
            place,
            lambda: new_qualification(
                self.person, given, new_id=self._new_id, today=self._today, fictional=self._fictional
            ),
        )

    def _authorisation(self, item: object, place: str) -> Iterator[Draft]:
        fields = Fields(item, place, _AUTHORISATION)
        fields.require("granted")
        given = {
            "language": _language(fields),
            "kind": fields.choice("kind", Kind),
            "granted": _iso(fields.date("granted")),
            "number": _text(fields, "number", LONGEST_TEXT),
            "revoked": _iso(fields.date("revoked")),
            "revocation_reason": _text(fields, "revocation_reason", LONGEST_REASON),
        }
        own = new_authorisation(self.person, given, new_id=self._new_id, fictional=self._fictional)
        gaps = [self._withdrawal(own.record, gap, at) for at, gap in fields.items("withdrawn")]
        _at(place, lambda: self._check_order(own, gaps))
        yield own
        yield from gaps

    def _check_order(self, own: Draft, gaps: list[Draft]) -> None:
        """Refuse an authorisation whose days are out of order."""
        person = creation("interpreter", self.person, self.person, {}, fictional=self._fictional)
        dossier = dossier_after(self.person, {}, [person, own, *gaps])
        if dossier:
            check_authorisation(dossier.authorisations[own.record], dossier.withdrawals)

    def _withdrawal(self, authorisation: str, item: object, place: str) -> Draft:
        start, end, reason = _period(item, place)
        return new_withdrawal(
            self.person, authorisation, start, end, reason, new_id=self._new_id, fictional=self._fictional
        )

    def _listing(self, item: object, place: str) -> Draft:
        start, end, reason = _period(item, place)
        return new_listing(self.person, start, end, reason, new_id=self._new_id, fictional=self._fictional)


def _check_together(person: NewPerson) -> None:
    """Refuse two authorisations at a time, and a listing that the rest does not allow (tolkeforskriften § 10)."""
    dossier = dossier_after(person.id, {}, person.drafts)
    for place, record in enumerate(dossier.authorisations if dossier else ()):
        _at(f"authorisations[{place}]", partial(refuse_second, dossier, record))
    for place, listing in enumerate(dossier.listings if dossier else ()):
        _at(f"listed[{place}]", partial(check_listing, dossier, listing.listed_from))


def _period(item: object, place: str) -> tuple[date, date | None, str]:
    fields = Fields(item, place, _PERIOD)
    fields.require("from")
    start = fields.date("from")
    assert start is not None  # a required field is never None
    return start, fields.date("until"), _text(fields, "reason", LONGEST_REASON)


def _language(fields: Fields) -> str:
    fields.require("language")
    return fields.parsed("language", lambda given: language_table().get(given).code) or ""


def _text(fields: Fields, name: str, longest: int) -> str:
    return check_length(fields.place(name), fields.text(name), longest)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _at(place: str, make: Callable[[], _Made]) -> _Made:
    """What ``make`` makes; what it refuses is refused with the place in the document before it."""
    try:
        return make()
    except AppError as error:
        problem = UserError(error.message, "", **error.values)
        values = {**error.values, "place": place, "problem": problem}
        raise UserError(N_("{place}: {problem}"), error.hint, **values) from error
