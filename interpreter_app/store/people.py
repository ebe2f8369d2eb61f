"""Looking up people in a register file, unsent edits included."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.store import tables
from interpreter_app.store.screen import read_screen_dossiers

_BY_NUMBER = select(tables.people.c.id).where(tables.people.c.number == bindparam("number"))


def find_by_number(connection: Connection, number: int) -> str | None:
    """The id of the person with register number ``number``, if there is one."""
    return connection.execute(_BY_NUMBER, {"number": number}).scalar()


def read_dossiers_by_number(connection: Connection, number: int) -> list[Dossier]:
    """The people with register number ``number``: one, or none."""
    return list(read_screen_dossiers(connection, connection.execute(_BY_NUMBER, {"number": number}).scalars()))


def read_dossier_by_id(connection: Connection, id_: str) -> Dossier | None:
    """The person with record id ``id_``, if there is one."""
    return next(read_screen_dossiers(connection, [id_]), None)


def read_dossiers_by_ids(connection: Connection, ids: Iterable[str]) -> dict[str, Dossier]:
    """The people with these record ids, by id; those that are not there are left out."""
    return {dossier.id: dossier for dossier in read_screen_dossiers(connection, ids)}
