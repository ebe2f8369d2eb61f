"""Reading stored records as the domain's own types, and putting a person's records together."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Table, select

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_, EnvironmentFault
from interpreter_app.domain.guidance_content import GuidancePiece
from interpreter_app.domain.interpreters import Interpreter, ListedLanguage, Listing
from interpreter_app.domain.qualifications import Qualification
from interpreter_app.domain.records import RECORD_TYPES, Record

_DECODERS = {name: msgspec.json.Decoder(type_) for name, type_ in RECORD_TYPES.items()}


class StoredRecord(NamedTuple):
    """A record as it is kept: ``data`` is JSON text; ``person`` is the id of the interpreter it belongs to, if any."""

    id: str
    person: str | None
    type: str
    rev: int
    data: bytes


DecodedRecord = tuple[StoredRecord, Record | None]
"""A record as it is kept and as the domain's type; None for a type that this program does not know."""


def decode(type_: str, data: bytes) -> Record | None:
    """The JSON text ``data`` as a record of ``type_``; None for a type this program does not know.

    Raises ``msgspec.DecodeError`` when it is no JSON text or a field is not what the type demands.
    """
    decoder = _DECODERS.get(type_)
    return decoder.decode(data) if decoder else None


def encode(record: Record) -> bytes:
    """A record as the JSON text that is kept."""
    return msgspec.json.encode(record)


def owner(id_: str, record: Record | None) -> str | None:
    """The id of the interpreter that a record belongs to; None for one that is nobody's and one of an unknown type."""
    if record is None or isinstance(record, GuidancePiece):
        return None
    return getattr(record, "interpreter_id", id_)


def dossiers_of(records: Iterable[DecodedRecord]) -> list[Dossier]:
    """The dossiers of the people whose own record is among ``records``."""
    people: dict[str, list[tuple[str, Record]]] = {}
    for stored, record in records:
        if record is not None and stored.person is not None:
            people.setdefault(stored.person, []).append((stored.id, record))
    dossiers = (dossier_of(person, decoded) for person, decoded in people.items())
    return [dossier for dossier in dossiers if dossier]


def dossier_of(person: str, decoded: Iterable[tuple[str, Record]]) -> Dossier | None:
    """The dossier of ``person`` from its records with their ids; None when the person's own record is not there."""
    found: dict[type[Record], dict[str, Any]] = {type_: {} for type_ in RECORD_TYPES.values()}
    for id_, record in decoded:
        found[type(record)][id_] = record
    interpreter = next(iter(found[Interpreter].values()), None)
    if interpreter is None:
        return None
    return Dossier(
        person,
        interpreter,
        tuple(found[ListedLanguage].values()),
        tuple(found[Listing].values()),
        tuple(found[Qualification].values()),
        found[Authorisation],
        tuple(found[Withdrawal].values()),
    )


def read_dossiers(connection: Connection, records: Table, people: Iterable[str]) -> Iterator[Dossier]:
    """The dossiers of ``people`` (ids) from the table ``records``; those that are not there are left out."""
    wanted = sorted(set(people))
    for start in range(0, len(wanted), 500):
        chosen = records.c.person.in_(wanted[start : start + 500])
        yield from _dossiers(connection, records, chosen)


def _dossiers(connection: Connection, records: Table, where: ColumnElement[bool]) -> Iterator[Dossier]:
    query = (
        select(records.c.person, records.c.id, records.c.type, records.c.data)
        .where(where)
        .order_by(records.c.person, records.c.id)
    )
    rows = connection.execution_options(yield_per=2000).execute(query)
    for person, group in groupby(rows, key=lambda row: row[0]):
        dossier = dossier_of(person, _decoded(group))
        if dossier:
            yield dossier


def _decoded(rows: Iterable[Row[tuple[str, str, str, bytes]]]) -> Iterator[tuple[str, Record]]:
    for _, id_, type_, data in rows:
        record = decode_kept(id_, type_, data)
        if record is not None:
            yield id_, record


def decode_kept(id_: str, type_: str, data: bytes) -> Record | None:
    """What ``decode`` gives for a record of the file; raises ``EnvironmentFault`` when it cannot be read."""
    try:
        return decode(type_, data)
    except msgspec.DecodeError as error:
        raise EnvironmentFault(
            N_("The record {id} in the file cannot be read: {reason}."),
            N_("Synchronise again; if it goes on, install the newest version of the program."),
            id=id_,
            reason=error,
        ) from error
