"""A register of people who do not exist: enough like the real one to try the program with, and the same each time.

The people follow from the seed and the size alone. Telephone numbers begin with 000, identity numbers are synthetic
(month + 80) and streets are made up, so that nothing belongs to anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, islice

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.categories import Category, Pair
from interpreter_app.domain.interpreters import Capacity, Gender, Interpreter, Kind, ListedLanguage, Listing
from interpreter_app.domain.qualifications import EvidenceType, Qualification
from interpreter_app.domain.records import Record
from sync.register_server.fictional_addresses import draw_home
from sync.register_server.fictional_chance import Chance, Deck
from sync.register_server.fictional_evidence import FIXED_DATE, Step, Taken, institution_of, take, ways_to
from sync.register_server.fictional_identity import IdentityNumbers
from sync.register_server.fictional_languages import BY_CODE, categories_of, first_languages, pairs_of_person
from sync.register_server.fictional_listings import draw_fate, draw_listings
from sync.register_server.fictional_names import address_part, draw_name

__all__ = ["DEFAULT_SEED", "DEFAULT_SIZE", "FIXED_DATE", "FictionalPerson", "fictional_people"]

DEFAULT_SIZE = 2200
DEFAULT_SEED = 1

_CATEGORY_CARDS = tuple(Category(letter) for letter in "A" * 9 + "B" * 18 + "C" * 15 + "D" * 20 + "E" * 38)
_GENDERS = (*[Gender.FEMALE] * 550, *[Gender.MALE] * 430, *[Gender.OTHER] * 5, *[None] * 15)
_CAPACITIES = (
    *[Capacity.FULL_TIME] * 30,
    *[Capacity.PART_TIME] * 40,
    *[Capacity.OCCASIONAL] * 22,
    *[None] * 8,
)
_NAMED_KINDS = (Kind.SPEECH_TO_TEXT, Kind.DEAFBLIND)
"""Kinds that are no language's own, so that evidence must name them."""
_SECOND_IS_E = 0.7
_NO_COUNTY = 0.04
_NO_PHONE = 0.03
_NO_EMAIL = 0.05
_ADDRESS_PUBLIC = 0.2
_D_NUMBER = 0.015

_FIRST_NUMBER = 10001
_PHONES = 100_000
_PHONE_STEP = 38_317
"""Has no divisor in common with the number of phones, so that the first 100,000 people all have their own."""

_YOUNGEST = 20 * 366
_OLDEST = 45 * 365
"""Days of age at the first evidence."""

_IDS_BEGIN = 1_767_225_600_000
"""1 January 2026 in milliseconds since 1970: the time in the ids of the first person, a second before the next."""
_RANDOM_LOW = (1 << 62) - 1


@dataclass(frozen=True, slots=True)
class FictionalPerson:
    """A person's records as (type name, id, record), the person's own first."""

    records: tuple[tuple[str, str, Record], ...]

    @property
    def id(self) -> str:
        """The person's id."""
        return self.records[0][1]

    @property
    def records_by_id(self) -> tuple[tuple[str, Record], ...]:
        """The records as (id, record), the person's own first."""
        return tuple((id_, record) for _, id_, record in self.records)


def fictional_people(size: int = DEFAULT_SIZE, seed: int = DEFAULT_SEED) -> Iterator[FictionalPerson]:
    """``size`` people, one after the other; the same for the same ``size`` and ``seed``.

    The people of one size are not the first of a larger one: each size has all languages it can hold.
    """
    chance = Chance(seed)
    maker = _Maker(chance)
    for place, language in enumerate(islice(first_languages(chance, size), max(size, 0))):
        yield maker.make(place, language)


class _Maker:
    """Makes one person after the other; keeps only what makes the shares right and the numbers unique."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._categories = Deck(chance, _CATEGORY_CARDS)
        self._identity_numbers = IdentityNumbers()

    def make(self, place: int, language: str) -> FictionalPerson:
        """The person at ``place`` (from 0), whose first language is ``language``."""
        ids = _ids(self._chance, place)
        person = next(ids)
        taken = self._evidence(language)
        number = _FIRST_NUMBER + place
        interpreter = self._interpreter(place, number, language, min(way.days[0] for way in taken))
        records: list[tuple[str, str, Record]] = [("interpreter", person, interpreter)]
        for one in taken:
            listed = ListedLanguage(interpreter_id=person, language=one.pair.language, kind=one.pair.kind)
            records.append(("language", next(ids), listed))
        records += self._listings(person, ids, taken)
        records += _qualifications(person, ids, taken)
        records += self._authorisations(person, ids, taken, number)
        return FictionalPerson(tuple(records))

    def _evidence(self, language: str) -> list[Taken]:
        """The ways gone for each of the person's pairs; the first pair has the best category."""
        first, *others = pairs_of_person(self._chance, language)
        best = self._categories.deal(categories_of(first))
        return [self._take(first, best), *(self._take(pair, self._lesser(pair, best)) for pair in others)]

    def _lesser(self, pair: Pair, best: Category) -> Category:
        """A category for a further pair, mostly the lowest and never better than ``best``."""
        possible = [category for category in categories_of(pair) if category.rank >= best.rank]
        return possible[-1] if self._chance.happens(_SECOND_IS_E) else self._chance.one_of(possible)

    def _take(self, pair: Pair, category: Category) -> Taken:
        ways = ways_to(category, pair, with_bachelor=Category.A in categories_of(pair))
        return take(self._chance, self._chance.one_of(ways), pair)

    def _interpreter(self, place: int, number: int, language: str, first_evidence: int) -> Interpreter:
        chance = self._chance
        gender = chance.one_of(_GENDERS)
        female = gender is Gender.FEMALE or (gender is not Gender.MALE and chance.happens(0.5))
        name = draw_name(chance, language, BY_CODE[language].norwegian, female)
        home = draw_home(chance)
        born = first_evidence - chance.between(_YOUNGEST, _OLDEST)
        email = f"{address_part(name.first)}.{address_part(name.last)}.{number}@example.no"
        return Interpreter(
            number=number,
            first_name=name.first,
            middle_name=name.middle,
            last_name=name.last,
            chosen_name=name.chosen,
            gender=gender,
            phone="" if chance.happens(_NO_PHONE) else _phone(place),
            email="" if chance.happens(_NO_EMAIL) else email,
            county=None if chance.happens(_NO_COUNTY) else home.county,
            capacity=chance.one_of(_CAPACITIES),
            address=home.address,
            postal_code=home.postal_code,
            place=home.place,
            address_public=chance.happens(_ADDRESS_PUBLIC),
            identity_number=self._identity_numbers.give(born, female, chance.happens(_D_NUMBER)),
        )

    def _listings(self, person: str, ids: Iterator[str], taken: list[Taken]) -> Iterator[tuple[str, str, Record]]:
        for period in draw_listings(self._chance, min(one.qualified for one in taken)):
            listing = Listing(
                interpreter_id=person,
                listed_from=date.fromordinal(period.start),
                listed_until=_date(period.until),
                end_reason=period.end_reason,
            )
            yield "listing", next(ids), listing

    def _authorisations(
        self, person: str, ids: Iterator[str], taken: list[Taken], number: int
    ) -> Iterator[tuple[str, str, Record]]:
        granted = [
            (one.pair, day)
            for one in taken
            for step, day in zip(one.way.steps, one.days, strict=True)
            if step.type is EvidenceType.STATE_AUTHORISATION
        ]
        for (pair, day), serial in zip(granted, count(1), strict=False):
            yield from self._authorisation(person, ids, pair, day, f"{number}-{serial}")

    def _authorisation(
        self, person: str, ids: Iterator[str], pair: Pair, day: int, number: str
    ) -> Iterator[tuple[str, str, Record]]:
        """An authorisation of the person for ``pair`` from ``day`` on, and its withdrawals."""
        fate = draw_fate(self._chance, day)
        authorisation = Authorisation(
            interpreter_id=person,
            language=pair.language,
            granted=date.fromordinal(day),
            number=number,
            revoked=_date(fate.revoked),
            revocation_reason=fate.revocation_reason,
        )
        authorisation_id = next(ids)
        yield "authorisation", authorisation_id, authorisation
        for gap in fate.gaps:
            withdrawal = Withdrawal(
                interpreter_id=person,
                authorisation_id=authorisation_id,
                withdrawn_from=date.fromordinal(gap.start),
                withdrawn_until=_date(gap.until),
                reason=gap.reason,
            )
            yield "withdrawal", next(ids), withdrawal


def _qualifications(person: str, ids: Iterator[str], taken: list[Taken]) -> Iterator[tuple[str, str, Record]]:
    """The qualifications of the ways gone, save authorisations; TAO once only, the earliest."""
    tao: tuple[int, Step] | None = None
    for one in taken:
        for step, day in zip(one.way.steps, one.days, strict=True):
            if step.type is EvidenceType.TAO:
                tao = min(tao, (day, step)) if tao else (day, step)
            elif step.type is not EvidenceType.STATE_AUTHORISATION:
                yield "qualification", next(ids), _qualification(person, step, day, one.pair)
    if tao:
        yield "qualification", next(ids), _qualification(person, tao[1], tao[0], None)


def _qualification(person: str, step: Step, day: int, pair: Pair | None) -> Qualification:
    return Qualification(
        interpreter_id=person,
        type=step.type,
        obtained=date.fromordinal(day),
        language=pair.language if pair else None,
        kind=pair.kind if pair and pair.kind in _NAMED_KINDS else None,
        amount=step.amount,
        unit=step.unit,
        institution=institution_of(step, day),
    )


def _ids(chance: Chance, place: int) -> Iterator[str]:
    """Ids (UUID version 7) of the records of the person at ``place``, rising from record to record."""
    for milliseconds in count(_IDS_BEGIN + 1000 * place):
        drawn = chance.bits(74)
        bits = milliseconds << 80 | 7 << 76 | (drawn >> 62) << 64 | 2 << 62 | drawn & _RANDOM_LOW
        text = f"{bits:032x}"
        yield f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _phone(place: int) -> str:
    digits = f"{(place * _PHONE_STEP + 12_345) % _PHONES:05}"
    return f"+47 000 {digits[:2]} {digits[2:]}"


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)
