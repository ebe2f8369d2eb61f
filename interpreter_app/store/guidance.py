"""The pieces of guidance that the register has sent, and which versions the person has seen."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, insert, select

from interpreter_app.domain.guidance_content import GuidancePiece
from interpreter_app.store import tables
from interpreter_app.store.records import decode

_TYPE = "guidance"


class SentPiece(NamedTuple):
    """A record of guidance; ``piece`` is None where the program cannot read it."""

    id: str
    piece: GuidancePiece | None


def read_sent_pieces(connection: Connection) -> list[SentPiece]:
    """The pieces that the register has sent, by id. They belong to nobody, which the index by person finds."""
    records = tables.records.c
    chosen = select(records.id, records.data).where(records.person.is_(None), records.type == _TYPE)
    return [SentPiece(id_, _readable(data)) for id_, data in connection.execute(chosen.order_by(records.id))]


def _readable(data: bytes) -> GuidancePiece | None:
    """What a record says; a file that an older program filled may hold one that this program would not have taken."""
    try:
        record = decode(_TYPE, data)
    except msgspec.DecodeError:
        return None
    assert isinstance(record, GuidancePiece)
    return record


def read_seen(connection: Connection) -> dict[str, int]:
    """The version of each piece that the person has seen, by key; empty before the first look."""
    return {row.key: row.version for row in connection.execute(select(tables.guidance_seen))}


def write_seen(connection: Connection, versions: Mapping[str, int]) -> None:
    """Note that the person has seen ``versions``, by key."""
    rows = [{"key": key, "version": version} for key, version in versions.items()]
    if rows:
        connection.execute(insert(tables.guidance_seen).prefix_with("OR REPLACE"), rows)
