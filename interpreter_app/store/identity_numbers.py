"""Who has which identity number, for many numbers at once."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, select

from interpreter_app.store import tables
from interpreter_app.store.outbox import edited_people
from interpreter_app.store.screen import read_screen_records

_INTERPRETER = "interpreter"


class _Number(msgspec.Struct):
    """All of a person's record that is read."""

    identity_number: str = ""


_decode = msgspec.json.Decoder(_Number).decode


def people_by_identity_number(connection: Connection, wanted: Collection[str]) -> dict[str, frozenset[str]]:
    """The ids of the people who have each of the ``wanted`` numbers, unsent edits included, in one pass over all."""
    found: dict[str, set[str]] = {number: set() for number in wanted}
    if not found:
        return {}
    edited = edited_people(connection)
    columns = tables.records.c
    for id_, data in connection.execute(select(columns.id, columns.data).where(columns.type == _INTERPRETER)):
        if id_ not in edited:
            found.get(_decode(data).identity_number, set()).add(id_)
    for id_ in edited:
        own = read_screen_records(connection, id_).get(id_)
        if own:
            found.get(str(own.fields.get("identity_number", "")), set()).add(id_)
    return {number: frozenset(ids) for number, ids in found.items()}
