"""What a person keeps in a register file only: put there raw, and read back whole."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, insert, select

from interpreter_app.store import tables
from interpreter_app.store.guidance import read_seen, write_seen
from interpreter_app.use_cases.open_profile import Profile
from tests.support.registers import AS_OF, record_id

PERSON = record_id("p10001")
OWN_TABLES = (
    tables.private_notes,
    tables.call_lists,
    tables.assignments,
    tables.assignment_versions,
    tables.unit_answers,
    tables.guidance_seen,
)
_ASSIGNMENT = {
    "day": "2026-06-01",
    "language": "som",
    "kind": "spoken",
    "method": "on_site",
    "minutes": 60,
    "sector": "health",
    "unit": "",
    "used": "register",
    "person": PERSON,
    "number": 10001,
    "category": "B",
    "ground": None,
    "deleted": False,
}


def time(hour: int) -> str:
    """A time, so many hours after that of the data."""
    return (AS_OF + timedelta(hours=hour)).isoformat()


def note(profile: Profile, text: str = "note", person: str = PERSON, hour: int = 0) -> None:
    _put(profile, tables.private_notes, person=person, marks=["preferred"], text=text, changed=time(hour))


def call_list(profile: Profile, id_: str = "list", said: str = "{}", hour: int = 0) -> None:
    _put(profile, tables.call_lists, id=id_, made=time(0), changed=time(hour), data=said.encode())


def assignment(profile: Profile, id_: str = "one", hour: int = 0, **fields: Any) -> None:
    _put(profile, tables.assignments, **_ASSIGNMENT | {"id": id_, "changed": time(hour)} | fields)


def version(profile: Profile, id_: str = "one", said: str = "{}", hour: int = 0, reason: str = "typed wrong") -> None:
    row = {"assignment": id_, "at": time(hour), "reason": reason, "data": said.encode()}
    _put(profile, tables.assignment_versions, **row)


def answers(profile: Profile, name: str = "guidelines", said: str = "{}", hour: int = 0) -> None:
    _put(profile, tables.unit_answers, name=name, changed=time(hour), data=said.encode())


def seen(profile: Profile, **versions: int) -> None:
    with profile.database.write() as connection:
        write_seen(connection, versions)


def keep_one_of_each(profile: Profile) -> None:
    """A note, a call list, an assignment that was corrected once, answers, and a piece of guidance seen."""
    note(profile)
    call_list(profile)
    assignment(profile)
    version(profile)
    answers(profile)
    seen(profile, law=1)


def _put(profile: Profile, table: Table, **row: Any) -> None:
    with profile.database.write() as connection:
        connection.execute(insert(table).prefix_with("OR REPLACE"), row)


def own_rows(profile: Profile) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the own tables; of earlier versions of assignments their order, not their places."""
    with profile.database.read() as connection:
        found = {table.name: _rows(connection.execute(select(table)).all()) for table in OWN_TABLES}
        versions = select(tables.assignment_versions).order_by(tables.assignment_versions.c.n)
        found["assignment_versions"] = [tuple(row)[1:] for row in connection.execute(versions)]
        found["guidance_seen"] = sorted(read_seen(connection).items())
    return found


def _rows(rows: Iterable[Any]) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in rows), key=str)
