"""What the screen shows: the base with the unsent edits over it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.edits import Edit, Fields, over
from interpreter_app.domain.records import Record
from interpreter_app.store import tables
from interpreter_app.store.outbox import edited_among, read_edits_of
from interpreter_app.store.records import decode, decode_kept, dossier_of, read_dossiers

_decoder = msgspec.json.Decoder(dict[str, object])
_RECORDS_OF = "SELECT id, type, rev, data FROM records WHERE person = ? ORDER BY id"
"""Plain SQL: it is asked at every save, and most of the time of so small a question goes into making it."""


class ScreenRecord(NamedTuple):
    """A record as it stands on the screen: its fields as JSON data, and the rev in the base (0: not there)."""

    type: str
    rev: int
    fields: Fields


def read_screen_dossiers(connection: Connection, people: Iterable[str]) -> Iterator[Dossier]:
    """The dossiers of ``people`` (ids), unsent edits included; those that are not there are left out."""
    wanted = set(people)
    edited = wanted if len(wanted) == 1 else edited_among(connection, wanted)  # one person is looked at at once
    yield from read_dossiers(connection, tables.records, wanted - edited)
    for person in sorted(edited):
        dossier = dossier_on_screen(person, read_screen_records(connection, person))
        if dossier:
            yield dossier


def read_screen_records(connection: Connection, person: str) -> dict[str, ScreenRecord]:
    """All records of a person by id, unsent edits included."""
    shown = read_base_records(connection, person)
    for edit in read_edits_of(connection, person):
        _put_over(shown, edit)
    return shown


def read_base_records(connection: Connection, person: str) -> dict[str, ScreenRecord]:
    """All records of a person by id, as the register had them at the last sync."""
    rows = connection.exec_driver_sql(_RECORDS_OF, (person,))
    return {id_: ScreenRecord(type_, rev, _decoder.decode(data)) for id_, type_, rev, data in rows}


def _put_over(shown: dict[str, ScreenRecord], edit: Edit) -> None:
    """Put an edit over the records; one that others' changes have made impossible is left out until it is settled."""
    before = shown.get(edit.record)
    fields = over(before.fields if before else None, edit)
    if fields is None:
        shown.pop(edit.record, None)
    elif _readable(edit.type, fields):
        shown[edit.record] = ScreenRecord(edit.type, before.rev if before else 0, fields)


def _readable(type_: str, fields: Fields) -> bool:
    try:
        return decode(type_, msgspec.json.encode(fields)) is not None
    except msgspec.DecodeError:
        return False


def dossier_on_screen(person: str, records: Mapping[str, ScreenRecord]) -> Dossier | None:
    """The dossier of ``person`` from its records by id; None when the person's own record is not there."""
    decoded: list[tuple[str, Record]] = []
    for id_, record in records.items():
        known = decode_kept(id_, record.type, msgspec.json.encode(record.fields))
        if known is not None:
            decoded.append((id_, known))
    return dossier_of(person, decoded)
