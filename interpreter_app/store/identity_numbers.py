"""Who has which identity number, for many numbers at once."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, func, or_, select

from interpreter_app.domain.edits import UNSENT, Act
from interpreter_app.store import tables
from interpreter_app.store.screen import read_screen_records

_INTERPRETER = "interpreter"
_FIELD = b'"identity_number":'


class _Number(msgspec.Struct):
    """All of a person's record that is read."""

    identity_number: str = ""


_decode = msgspec.json.Decoder(_Number).decode


def people_by_identity_number(connection: Connection, wanted: Collection[str]) -> dict[str, frozenset[str]]:
    """The ids of the people who have each of the ``wanted`` numbers, unsent edits included, in one pass over all."""
    found: dict[str, set[str]] = {number: set() for number in wanted}
    if not found:
        return {}
    edited = _edited_there(connection)
    columns = tables.records.c
    for id_, data in connection.execute(select(columns.id, columns.data).where(columns.type == _INTERPRETER)):
        if id_ not in edited:
            found.get(_decode(data).identity_number, set()).add(id_)
    for id_ in edited:
        own = read_screen_records(connection, id_).get(id_)
        if own:
            found.get(str(own.fields.get("identity_number", "")), set()).add(id_)
    return {number: frozenset(ids) for number, ids in found.items()}


def _edited_there(connection: Connection) -> set[str]:
    """The ids of the people whose number may be another by their unsent edits: the base does not tell theirs."""
    columns = tables.outbox.c
    chosen = select(columns.person).distinct().where(columns.state.in_(sorted(UNSENT)), columns.type == _INTERPRETER)
    concerned = or_(columns.act != Act.UPDATE, func.instr(columns.set, _FIELD) > 0)
    return set(connection.execute(chosen.where(concerned)).scalars())
