"""Taking the public register's search answer into a profile of its own.

There a category is the register's statement on the day of the import; what it rests on is not known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid5

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Interpreter, ListedLanguage, Listing
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.domain.public_register import PublicAnswer, PublicPerson
from interpreter_app.domain.records import Record
from interpreter_app.store.base import BaseChange, HashOf, log, read_profile, write_profile
from interpreter_app.store.people import read_dossiers_by_ids
from interpreter_app.store.records import StoredRecord, encode
from interpreter_app.store.staging import read_staging
from interpreter_app.use_cases.open_profile import Profile

REGISTER_ID = "public-register"
_IDS = UUID("a5d0d1f4-7a43-5d0b-9c57-4f3c1f6a2e10")
"""The namespace of record ids made of register numbers, so that the same person is the same record each time."""


def import_public(profile: Profile, answer: PublicAnswer, now: datetime, hash_of: HashOf) -> None:
    """Take the people of ``answer`` into ``profile``, all or none of them.

    ``now`` is the local time, which the statement is from; ``hash_of`` gives what a record adds to its digest. People
    and values that an earlier import brought and this one does not mention stay; only an address that is no longer
    shown goes. Raises ``UserError`` for a profile that belongs to a central register.
    """
    if read_staging(profile.database):
        raise _belongs_to_register(profile)
    with profile.database.write() as connection:
        state = read_profile(connection)
        if state and state.origin is not Origin.PUBLIC:
            raise _belongs_to_register(profile)
        head = state.head + 1 if state else 1
        people = {_id(person.number): person for person in answer.people}
        known = read_dossiers_by_ids(connection, people)
        records = list(_changed_records(people, known, now.date(), head))
        change = BaseChange(connection, hash_of)
        change.apply(records, ())
        change.finish()
        write_profile(connection, _state(now, head))
        log(connection, now, "import", read=answer.read, records=len(records))


def legal_day(state: ProfileState, on: date | None, today: date) -> date:
    """The day to answer for: ``on``, else today.

    What the public register stated is known from the day of the last import only; for an earlier day ``UserError`` is
    raised, and "today" is never earlier (the clock may have been set back, or the machine taken west).
    """
    first = state.known_from
    if first is None:
        return on or today
    if on is not None and on < first:
        raise UserError(
            N_("What the public register stated on {day} is not known here."),
            N_("Ask for {first}, when its statement was imported, or later."),
            day=on.isoformat(),
            first=first.isoformat(),
        )
    return on or max(today, first)


def _belongs_to_register(profile: Profile) -> UserError:
    return UserError(
        N_("The profile {name} belongs to a central register; nothing can be imported into it."),
        N_("Name another profile with --profile."),
        name=profile.name,
    )


def _state(now: datetime, head: int) -> ProfileState:
    return ProfileState(
        origin=Origin.PUBLIC,
        register_id=REGISTER_ID,
        fictional=False,
        server="",
        epoch="",
        cursor="",
        head=head,
        as_of=now,
        recounted=now,
    )


def _changed_records(
    people: Mapping[str, PublicPerson], known: Mapping[str, Dossier], today: date, rev: int
) -> Iterator[StoredRecord]:
    """The records of ``people`` (by id) that are not ``known`` as they are."""
    for id_, person in people.items():
        before = known.get(id_)
        for type_, record_id, record in _records(id_, person, before, today):
            yield StoredRecord(record_id, id_, type_, rev, encode(record))


def _records(id_: str, person: PublicPerson, before: Dossier | None, today: date) -> Iterator[tuple[str, str, Record]]:
    """The records of a person that ``before`` does not have so: type, id and content."""
    interpreter = _interpreter(person, before.interpreter if before else Interpreter())
    if before is None or before.interpreter != interpreter:
        yield "interpreter", id_, interpreter
    for pair, category in person.categories.items():
        listed = ListedLanguage(
            interpreter_id=id_, language=pair.language, kind=pair.kind, stated_category=category.value
        )
        if before is None or listed not in before.languages:
            yield "language", _id(person.number, *pair), listed
    if before is None or not before.listings:
        yield "listing", _id(person.number, "listing"), Listing(interpreter_id=id_, listed_from=today)


def _interpreter(person: PublicPerson, before: Interpreter) -> Interpreter:
    """The person's own record: what the register states now, and what it stated ``before`` where it is silent now."""
    return replace(
        before,
        number=person.number,
        first_name=person.first_name,
        middle_name=person.middle_name,
        last_name=person.last_name,
        chosen_name=person.chosen_name,
        county=person.county or before.county,
        address=(person.address or before.address) if person.shows_address else "",
        address_public=person.shows_address,
    )


def _id(*parts: object) -> str:
    return str(uuid5(_IDS, "/".join(map(str, parts))))
