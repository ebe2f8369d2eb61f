"""What a line of a list can add to its person: a language, a qualification, an authorisation, a listing.

What the person has already is not added again; what a line says more of it is changed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from interpreter_app.domain.authorisations import Authorisation
from interpreter_app.domain.edits import Draft
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Kind, Listing
from interpreter_app.domain.languages import own_kind
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType, Qualification
from interpreter_app.ids import NewId
from interpreter_app.use_cases.edit_authorisations import change_authorisation, grant_authorisation
from interpreter_app.use_cases.edit_person import add_language, change_listing, check_listing, new_listing
from interpreter_app.use_cases.edit_qualifications import add_qualification, change_qualification
from interpreter_app.use_cases.person_records import PersonRecords

Addition = Callable[[PersonRecords], tuple[Draft, ...]]
"""Makes the drafts of something that is added to a person; none where the person has it."""

_QUALIFICATION = ("obtained", "amount", "unit", "institution", "document_reference", "country", "recognised")
_TELLING = ("institution", "document_reference", "country", "recognised")
"""The fields of a qualification that do not make it another one."""


def additions(values: Mapping[str, object], today: date, new_id: NewId) -> Iterator[Addition]:
    """What the values of a line add, in the order in which it must be done: a listing takes a category.

    Raises ``UserError`` when a part of something is given without what it is of.
    """
    line = _Line(values, today, new_id)
    if line.any_of("language", "kind") and not line.any_of("evidence", "granted", "authorisation_number"):
        line.require("language")
    if "language" in values:
        yield line.language
    if line.any_of("evidence", *_QUALIFICATION):
        line.require("evidence")
        line.require("obtained")
        yield line.qualification
    if line.any_of("granted", "authorisation_number"):
        line.require("granted")
        yield line.authorisation
    if line.any_of("listed_from", "listed_until", "end_reason"):
        line.require("listed_from")
        yield line.listing


@dataclass(frozen=True, slots=True)
class _Line:
    values: Mapping[str, object]
    today: date
    new_id: NewId

    def any_of(self, *names: str) -> bool:
        """Whether the line has a value for one of these fields."""
        return any(name in self.values for name in names)

    def require(self, name: str) -> None:
        """Raise ``UserError`` when the line has no value for the field."""
        if name not in self.values:
            raise UserError(N_("The line gives a part of something without {field}."), N_("Fill it in."), field=name)

    def language(self, person: PersonRecords) -> tuple[Draft, ...]:
        """List the person for the language and kind."""
        code = str(self.values["language"])
        kind = self._kind("kind") or own_kind(code)
        if any((one.language, one.kind) == (code, kind) for one in person.dossier.languages):
            return ()
        return add_language(person, code, kind, new_id=self.new_id)

    def qualification(self, person: PersonRecords) -> tuple[Draft, ...]:
        """Add the qualification, or what the line says more of it."""
        fields = self._qualification_fields()
        for id_, one in person.of_type("qualification").items():
            if isinstance(one, Qualification) and _is_same_qualification(one, fields):
                telling = {name: fields[name] for name in _TELLING if name in fields}
                return change_qualification(person, id_, telling, today=self.today)
        return add_qualification(person, fields, new_id=self.new_id, today=self.today)

    def _qualification_fields(self) -> dict[str, object]:
        """The qualification as JSON data."""
        fields = {name: _as_json(self.values[name]) for name in _QUALIFICATION if name in self.values}
        type_ = EvidenceType(str(self.values["evidence"]))
        if type_ is EvidenceType.CREDITS:
            fields.setdefault("unit", CreditUnit.STUDIEPOENG)
        if type_ is not EvidenceType.TAO:
            fields |= {"language": self._evidence_language(), "kind": self._evidence_kind()}
        return {"type": type_, **fields}

    def authorisation(self, person: PersonRecords) -> tuple[Draft, ...]:
        """Grant the authorisation, or give the one there is its number."""
        language, kind, granted = self._evidence_language(), self._evidence_kind(), self.values["granted"]
        assert isinstance(granted, date)
        number = self.values.get("authorisation_number")
        for id_, one in person.of_type("authorisation").items():
            if isinstance(one, Authorisation) and _is_same_authorisation(one, language, kind, granted):
                return change_authorisation(person, id_, {"number": number}) if number else ()
        return grant_authorisation(person, language, granted, number=str(number or ""), kind=kind, new_id=self.new_id)

    def listing(self, person: PersonRecords) -> tuple[Draft, ...]:
        """List the person, or end the listing that begins on the day."""
        start, end = self.values["listed_from"], self.values.get("listed_until")
        assert isinstance(start, date)
        assert end is None or isinstance(end, date)
        reason = str(self.values.get("end_reason", ""))
        for id_, one in person.of_type("listing").items():
            if isinstance(one, Listing) and one.listed_from == start:
                given = {"listed_until": _as_json(end)} if end else {}
                return change_listing(person, id_, given | ({"end_reason": reason} if reason else {}))
        draft = new_listing(person.id, start, end, reason, new_id=self.new_id, fictional=person.fictional)
        check_listing(person.after([draft]), start)
        return (draft,)

    def _evidence_language(self) -> str:
        language = self.values.get("evidence_language", self.values.get("language"))
        if language is None:
            self.require("evidence_language")
        return str(language)

    def _evidence_kind(self) -> Kind | None:
        """The kind that evidence names: only one that is not the language's own."""
        kind = self._kind("evidence_kind") or self._kind("kind")
        return None if kind is own_kind(self._evidence_language()) else kind

    def _kind(self, name: str) -> Kind | None:
        return Kind(str(self.values[name])) if name in self.values else None


def _as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _is_same_qualification(one: Qualification, fields: Mapping[str, object]) -> bool:
    amount = fields.get("amount")
    return (
        one.type == fields["type"]
        and one.obtained.isoformat() == fields["obtained"]
        and one.language == fields.get("language")
        and (one.kind or _own(one.language)) == (fields.get("kind") or _own(one.language))
        and one.amount == (None if amount is None else Decimal(str(amount)))
        and (one.amount is None or (one.unit or CreditUnit.STUDIEPOENG) == fields["unit"])
    )


def _is_same_authorisation(one: Authorisation, language: str, kind: Kind | None, granted: date) -> bool:
    own = own_kind(language)
    return (one.language, one.granted) == (language, granted) and (one.kind or own) is (kind or own)


def _own(language: str | None) -> Kind | None:
    return own_kind(language) if language else None
