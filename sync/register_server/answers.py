"""The answers of the look-up: plain data, documented by the OpenAPI document."""

from datetime import date

import msgspec

from interpreter_app.domain.categories import Assessment, Category
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.languages import Language
from interpreter_app.domain.periods import FOREVER, Period
from interpreter_app.domain.places import County
from interpreter_app.domain.qualifications import Evidence, EvidenceType
from interpreter_app.domain.searches import FoundInterpreter
from sync.register_server.roles import Role


class ListedPair(msgspec.Struct, frozen=True):
    """A pair of language and kind with its category on the day asked for; null where the evidence gives none."""

    language: str
    kind: Kind
    category: Category | None


class FoundPerson(msgspec.Struct, frozen=True):
    """An interpreter as a search shows one."""

    number: int | None
    name: str
    gender: Gender | None
    county: str | None
    capacity: Capacity | None
    phone: str
    email: str
    languages: list[ListedPair]


class FoundPeople(msgspec.Struct, frozen=True):
    """A page of people found; ``total`` counts all pages, ``next`` is the path of the next page, null on the last."""

    total: int
    offset: int
    limit: int
    on: date
    next: str | None
    results: list[FoundPerson]


class HeldIn(msgspec.Struct, frozen=True, rename={"start": "from", "end": "until"}):
    """A period of days: ``until`` is the first day after it, null while it lasts."""

    start: date
    end: date | None


class EvidenceShown(msgspec.Struct, frozen=True):
    """A piece of evidence (TF § 11) with the periods in which it counts; ``credits`` is in studiepoeng.

    An authorisation stands with the periods in which it held, never with the reason for a withdrawal (TF § 13 g).
    """

    type: EvidenceType
    language: str | None
    kind: Kind | None
    obtained: date
    credits: str | None
    institution: str
    periods: list[HeldIn]


class PairExplained(msgspec.Struct, frozen=True):
    """A pair with its category and what it rests on.

    ``reason`` names the evidence that gives the category, ``source`` the paragraph; both empty where there is none.
    ``counts`` is the evidence that counts on the day asked for, ``does_not_count`` what is recorded but does not.
    """

    language: str
    kind: Kind
    category: Category | None
    reason: list[EvidenceType]
    source: str
    counts: list[EvidenceShown]
    does_not_count: list[EvidenceShown]


class Address(msgspec.Struct, frozen=True):
    """The registered address; shown only with the interpreter's consent (TF § 13 e)."""

    address: str
    postal_code: str
    place: str


class StaffDetails(msgspec.Struct, frozen=True):
    """What the register's staff are shown of a person beside what is public (TF §§ 13–14).

    ``listed_on_day`` says whether the person is listed on the day asked for, ``address_public`` whether the person
    consents to showing the address. ``identity_number`` is a fødselsnummer or D-number, empty when not known.
    """

    listed_on_day: bool
    identity_number: str
    address: Address
    address_public: bool


class ShownPerson(msgspec.Struct, frozen=True):
    """An interpreter on the day ``on``, with the category of each language and its evidence.

    The public is shown who is listed that day; ``staff`` is there for the register's staff only.
    """

    number: int | None
    name: str
    gender: Gender | None
    county: str | None
    capacity: Capacity | None
    phone: str
    email: str
    address: Address | None
    on: date
    listed: list[HeldIn]
    languages: list[PairExplained]
    staff: StaffDetails | msgspec.UnsetType = msgspec.UNSET


class LanguageShown(msgspec.Struct, frozen=True):
    """A language or bundle; ``names`` by language (nb, nn, en), ``aliases`` further codes, ``members`` of a bundle."""

    code: str
    names: dict[str, str]
    own_names: list[str]
    other_names: list[str]
    aliases: list[str]
    members: list[str]
    sign: bool


class CountyShown(msgspec.Struct, frozen=True):
    """A county of 2024, or Svalbard; ``neighbours`` are county numbers."""

    code: str
    names: dict[str, str]
    neighbours: list[str]


def found_person(found: FoundInterpreter) -> FoundPerson:
    """A person found, as answered."""
    return FoundPerson(
        number=found.number,
        name=found.name,
        gender=found.gender,
        county=found.county,
        capacity=found.capacity,
        phone=found.phone,
        email=found.email,
        languages=[ListedPair(item.language, item.kind, item.category) for item in found.languages],
    )


def shown_person(dossier: Dossier, day: date, role: Role) -> ShownPerson:
    """A person as answered; ``dossier`` must hold nothing but what ``role`` may see."""
    person = dossier.interpreter
    address = Address(person.address, person.postal_code, person.place)
    return ShownPerson(
        number=person.number,
        name=person.name,
        gender=person.gender,
        county=person.county,
        capacity=person.capacity,
        phone=person.phone,
        email=person.email,
        address=address if person.address_public else None,
        on=day,
        listed=[_held_in(period) for period in dossier.listed_periods()],
        languages=[_explained(assessment) for assessment in dossier.assessments(day)],
        staff=StaffDetails(dossier.listed_on(day), person.identity_number, address, person.address_public)
        if role.sees_all
        else msgspec.UNSET,
    )


def language_shown(language: Language) -> LanguageShown:
    """A language as answered."""
    return LanguageShown(
        code=language.code,
        names=dict(language.names),
        own_names=list(language.own_names),
        other_names=list(language.other_names),
        aliases=list(language.aliases),
        members=list(language.members),
        sign=language.sign,
    )


def county_shown(county: County) -> CountyShown:
    """A county as answered."""
    return CountyShown(county.code, dict(county.names), list(county.neighbours))


def _explained(assessment: Assessment) -> PairExplained:
    rule = assessment.rule
    return PairExplained(
        language=assessment.pair.language,
        kind=assessment.pair.kind,
        category=assessment.category,
        reason=sorted(rule.requires) if rule else [],
        source=rule.source if rule else "",
        counts=[_evidence(piece) for piece in assessment.counted],
        does_not_count=[_evidence(piece) for piece in assessment.not_counted],
    )


def _evidence(piece: Evidence) -> EvidenceShown:
    return EvidenceShown(
        type=piece.type,
        language=piece.language,
        kind=piece.kind,
        obtained=piece.obtained,
        credits=str(piece.credits) if piece.credits else None,
        institution=piece.institution,
        periods=[_held_in(period) for period in piece.periods],
    )


def _held_in(period: Period) -> HeldIn:
    return HeldIn(period.start, None if period.end == FOREVER else period.end)
