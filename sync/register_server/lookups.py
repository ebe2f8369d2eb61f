"""The look-up: who is listed on a day, and what a category rests on."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.searches import FoundInterpreter
from interpreter_app.store.records import decode, dossier_of
from interpreter_app.store.search import RegisterSearch, match_by_scan
from interpreter_app.use_cases.find_interpreters import SearchRequest, readings
from sync.register_server import tables
from sync.register_server.roles import Role, projected

_search = RegisterSearch(tables.INDEX, match_by_scan)


class FoundPeoplePage(NamedTuple):
    """People found, and how many there are in all."""

    total: int
    rows: list[FoundInterpreter]


def find_people(
    connection: Connection, request: SearchRequest, today: date, limit: int, offset: int
) -> FoundPeoplePage:
    """The people listed on the day of ``request``, best qualified first: ``limit`` of them from ``offset``.

    Words that name a language are read as the language; should that find nobody, as a name. The search index holds
    public fields only.
    """
    for reading in readings(request, today):
        total = _search.count(connection, reading.search)
        if total:
            return FoundPeoplePage(total, _search.find(connection, reading.search, limit, offset))
    return FoundPeoplePage(0, [])


def find_person(connection: Connection, number: int, day: date, role: Role) -> Dossier | None:
    """The person with register number ``number``, as ``role`` may see the person; None when there is none such.

    The public sees who is listed on ``day``, the register's staff everybody.
    """
    people = tables.people.c
    for person in connection.execute(select(people.id).where(people.number == number)).scalars():
        dossier = _projected_dossier(connection, person, role)
        if dossier and (role.sees_all or dossier.listed_on(day)):
            return dossier
    return None


def _projected_dossier(connection: Connection, person: str, role: Role) -> Dossier | None:
    """A person's dossier made of what ``role`` may see, so that nothing else can be answered by mistake."""
    records = tables.records.c
    seen = ~records.deleted if role.sees_all else records.public
    query = select(records.id, records.type, records.data).where(records.person == person, seen)
    shown = [
        (row.id, record)
        for row in connection.execute(query.order_by(records.id))
        if (record := decode(row.type, projected(role, row.type, row.data)))
    ]
    return dossier_of(person, shown)
