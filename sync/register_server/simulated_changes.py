"""The changes that a simulation makes to one fictional person: what is drawn by lot, as operations.

Each takes a person as the register holds the person and gives the operations of one server transaction; none where
the change does not fit the person.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from typing import TypeVar
from uuid import UUID

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.interpreters import Capacity, Gender, Interpreter, Kind, ListedLanguage, Listing
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.places import county_table
from interpreter_app.domain.qualifications import EvidenceType, Qualification
from interpreter_app.domain.records import RECORD_TYPES, Record
from sync.register_server.records import Delete, Operation, Put, record_data

_TYPE_NAMES = {type_: name for name, type_ in RECORD_TYPES.items()}
REASON = "Oppdiktet grunn, som aldri er offentlig"
_FIRST_NAMES = ("Oda", "Isak", "Hodan", "Yusuf", "Anja", "Milan", "Fatima", "Áilu", "Ewa", "Linh")
_LAST_NAMES = ("Prøvesen", "Øyvik", "Warsame", "Kovačević", "Nowak", "Nguyen", "Haddad", "Sara", "Åmot", "Berisha")
_NEW_EVIDENCE = (EvidenceType.BILINGUAL_TEST, EvidenceType.AUTHORISED_TRANSLATOR, EvidenceType.BACHELOR)
_T = TypeVar("_T", bound=Record)


@dataclass(frozen=True, slots=True)
class Lot:
    """Chance and time: everything that a simulated change draws comes from here. ``now`` is in UTC."""

    chance: Random
    now: datetime

    @property
    def today(self) -> date:
        """The day of the change."""
        return self.now.date()

    def new_id(self) -> str:
        """A new UUIDv7 (RFC 9562)."""
        milliseconds = int(self.now.timestamp() * 1000)
        low = self.chance.getrandbits(74)
        bits = milliseconds << 80 | 7 << 76 | (low >> 62) << 64 | 2 << 62 | low & (1 << 62) - 1
        return str(UUID(int=bits))

    def phone(self) -> str:
        """A telephone number that belongs to nobody: no Norwegian number begins with 000."""
        return f"+47 000 {self.chance.randrange(100):02} {self.chance.randrange(1000):03}"

    def identity_number(self, born: date) -> str:
        """A synthetic identity number (month + 80), which belongs to nobody."""
        return f"{born.day:02}{born.month + 80:02}{born.year % 100:02}{self.chance.randrange(10**5):05}"


@dataclass(frozen=True, slots=True)
class SimulatedPerson:
    """A fictional person with all records by id."""

    id: str
    records: Mapping[str, Record]

    @property
    def interpreter(self) -> Interpreter:
        """The person's own record."""
        own = self.records[self.id]
        assert isinstance(own, Interpreter)
        return own

    def of_type(self, type_: type[_T]) -> list[tuple[str, _T]]:
        """The person's records of a type, with their ids."""
        return [(id_, record) for id_, record in self.records.items() if isinstance(record, type_)]


Change = Callable[[SimulatedPerson, Lot], list[Operation]]


def _put(id_: str, record: Record) -> Put:
    return Put(_TYPE_NAMES[type(record)], id_, record_data(record))


def edit_contact(person: SimulatedPerson, lot: Lot) -> list[Operation]:
    """Another telephone number, and an e-mail address that leads nowhere."""
    email = f"tolk{lot.chance.randrange(10**6)}@example.no"
    return [_put(person.id, replace(person.interpreter, phone=lot.phone(), email=email))]


def move(person: SimulatedPerson, lot: Lot) -> list[Operation]:
    """Another county, with another address."""
    others = [county.code for county in county_table().counties if county.code != person.interpreter.county]
    address = f"Diktergata {lot.chance.randrange(1, 200)}"
    return [_put(person.id, replace(person.interpreter, county=lot.chance.choice(others), address=address))]


def change_capacity(person: SimulatedPerson, lot: Lot) -> list[Operation]:
    """Another capacity."""
    others = [capacity for capacity in Capacity if capacity is not person.interpreter.capacity]
    return [_put(person.id, replace(person.interpreter, capacity=lot.chance.choice(others)))]


def qualify(person: SimulatedPerson, lot: Lot) -> list[Operation]:
    """A further qualification in a language the person is listed for."""
    languages = person.of_type(ListedLanguage)
    if not languages:
        return []
    _, listed = lot.chance.choice(languages)
    return [_put(lot.new_id(), _qualification(person.id, listed.language, lot))]


def _qualification(person: str, language: str, lot: Lot) -> Qualification:
    return Qualification(
        interpreter_id=person,
        type=lot.chance.choice(_NEW_EVIDENCE),
        obtained=lot.today,
        language=language,
        institution="OsloMet",
    )


def add_language(person: SimulatedPerson, lot: Lot) -> list[Operation]:
    """A further language, with evidence for it."""
    known = {listed.language for _, listed in person.of_type(ListedLanguage)}
    codes = [language.code for language in language_table().languages if not language.sign]
    language = lot.chance.choice([code for code in codes if code not in known])
    listed = ListedLanguage(interpreter_id=person.id, language=language, kind=Kind.SPOKEN)
    return [_put(lot.new_id(), listed), _put(lot.new_id(), _qualification(person.id, language, lot))]


def withdraw_or_restore(person: SimulatedPerson, lot: Lot) -> list[Operation]:
    """An authorisation withdrawn for a time (TL § 20), or counting again."""
    for id_, withdrawal in person.of_type(Withdrawal):
        if withdrawal.withdrawn_until is None:
            return [_put(id_, replace(withdrawal, withdrawn_until=lot.today))]
    authorisations = person.of_type(Authorisation)
    if not authorisations:
        return []
    authorisation, _ = lot.chance.choice(authorisations)
    withdrawal = Withdrawal(
        interpreter_id=person.id, authorisation_id=authorisation, withdrawn_from=lot.today, reason=REASON
    )
    return [_put(lot.new_id(), withdrawal)]


def end_or_renew_listing(person: SimulatedPerson, lot: Lot) -> list[Operation]:
    """The listing ends, or begins again (TF § 10)."""
    for id_, listing in person.of_type(Listing):
        if listing.listed_until is None:
            return [_put(id_, replace(listing, listed_until=lot.today, end_reason=REASON))]
    return [_put(lot.new_id(), Listing(interpreter_id=person.id, listed_from=lot.today))]


def hide_or_show(person: SimulatedPerson, lot: Lot) -> list[Operation]:
    """Every listing is taken back, so that the public may not see the person, or one is made again."""
    listings = person.of_type(Listing)
    if listings:
        return [Delete(id_) for id_, _ in listings]
    return [_put(lot.new_id(), Listing(interpreter_id=person.id, listed_from=lot.today))]


def delete_person(person: SimulatedPerson, _: Lot) -> list[Operation]:
    """The person is deleted, with all records."""
    return [Delete(person.id)]


def new_person(lot: Lot) -> list[Operation]:
    """A further person who does not exist, listed from today."""
    id_ = lot.new_id()
    person = Interpreter(
        first_name=lot.chance.choice(_FIRST_NAMES),
        last_name=lot.chance.choice(_LAST_NAMES),
        gender=lot.chance.choice(list(Gender)),
        phone=lot.phone(),
        county=lot.chance.choice(county_table().counties).code,
        capacity=lot.chance.choice(list(Capacity)),
        address=f"Diktergata {lot.chance.randrange(1, 200)}",
        postal_code="0000",
        place="Ingensted",
        address_public=lot.chance.random() < 0.2,
        identity_number=lot.identity_number(date(lot.chance.randrange(1955, 2000), lot.chance.randrange(1, 13), 15)),
    )
    newcomer = SimulatedPerson(id_, {id_: person})
    listing = Listing(interpreter_id=id_, listed_from=lot.today)
    return [_put(id_, person), *add_language(newcomer, lot), _put(lot.new_id(), listing)]


CHANGES: Mapping[Change, int] = {
    edit_contact: 30,
    move: 10,
    change_capacity: 15,
    qualify: 12,
    add_language: 6,
    withdraw_or_restore: 8,
    end_or_renew_listing: 6,
    hide_or_show: 4,
    delete_person: 3,
}
"""What happens to a person, and how often; ``NEW_PEOPLE`` in proportion to these."""

NEW_PEOPLE = 6
