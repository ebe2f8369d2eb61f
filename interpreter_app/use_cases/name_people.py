"""What people are called whose records are changed, those included that are on no screen any more."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from interpreter_app.domain.edits import Edit, Fields
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.store.database import Connection
from interpreter_app.store.outbox import read_kept_records
from interpreter_app.store.people import read_dossiers_by_ids
from interpreter_app.store.records import decode
from interpreter_app.store.screen import read_base_records
from interpreter_app.use_cases.open_profile import Profile

PERSON = "interpreter"


class PersonName(NamedTuple):
    """A person's name, and the register number; None until the register has given one."""

    name: str
    number: int | None


def name_people(profile: Profile, edits: Iterable[Edit]) -> dict[str, PersonName]:
    """The names of the people whom ``edits`` concern, by id; a person whom nothing names any more is left out.

    They are named as on the screen; one that an edit deletes as in the base; one that the register has deleted as the
    record was before; else as the edits themselves name the person.
    """
    edits = list(edits)
    return _named(profile, {edit.person for edit in edits}, edits)


def names_by_ids(profile: Profile, people: Iterable[str]) -> dict[str, PersonName]:
    """The names of ``people`` (ids), in the same way."""
    return _named(profile, set(people), [])


def _named(profile: Profile, wanted: set[str], edits: Sequence[Edit]) -> dict[str, PersonName]:
    with profile.database.read() as connection:
        dossiers = read_dossiers_by_ids(connection, wanted)
        named = {id_: _name(dossier.interpreter) for id_, dossier in dossiers.items()}
        for person in wanted - named.keys():
            found = _gone(connection, person) or _in_edits(person, edits)
            if found:
                named[person] = found
    return named


def _gone(connection: Connection, person: str) -> PersonName | None:
    record = read_base_records(connection, person).get(person)
    if record:
        return _of_fields(record.fields)
    kept = read_kept_records(connection, person).get(person)
    return _of_fields(kept[2]) if kept else None


def _in_edits(person: str, edits: Iterable[Edit]) -> PersonName | None:
    own = [edit for edit in edits if edit.record == person and edit.type == PERSON]
    fields: Mapping[str, object] = {name: value for edit in own for name, value in {**edit.base, **edit.set}.items()}
    found = _of_fields(fields)
    return found if found and found.name else None


def _of_fields(fields: Fields) -> PersonName | None:
    try:
        record = decode(PERSON, msgspec.json.encode(fields))
    except msgspec.DecodeError:
        return None
    return _name(record) if isinstance(record, Interpreter) else None


def _name(interpreter: Interpreter) -> PersonName:
    return PersonName(interpreter.name, interpreter.number)
