"""Publishing guidance: pieces enter the register on its server only, and everybody's copy carries them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

import msgspec
from sqlalchemy import Connection, select

from interpreter_app.contact_checks import LONGEST_REASON, LONGEST_TEXT, check_shown_line
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.guidance_checks import check_pieces, lines_of
from interpreter_app.domain.guidance_content import LANGUAGES, GuidancePiece
from interpreter_app.domain.guidance_keys import Datum, data_of
from sync.register_server import tables
from sync.register_server.records import Delete, Put, record_data
from sync.register_server.state import lock_state
from sync.register_server.writing import MOST_OPERATIONS, write_groups

TYPE = "guidance"
PUBLISHED_BY = "server guidance"
_NAMESPACE = UUID("8d7f5a52-3f0e-5c58-9a39-6b5f0d1c7e44")
_decoder = msgspec.json.Decoder(GuidancePiece)


class Published(NamedTuple):
    """What a publication came to: the pieces that are new, how many were there already, and the head after it."""

    pieces: tuple[GuidancePiece, ...]
    unchanged: int
    head: int


def piece_id(key: str, version: int) -> str:
    """The record id of a piece: the same version has the same id wherever it is published."""
    return str(uuid5(_NAMESPACE, f"{key} {version}"))


def read_published(connection: Connection) -> list[GuidancePiece]:
    """The pieces that the register has, by key and version."""
    records = tables.records.c
    chosen = select(records.data).where(records.type == TYPE, ~records.deleted)
    pieces = [_decoder.decode(data) for data in connection.execute(chosen).scalars()]
    return sorted(pieces, key=lambda piece: (piece.key, piece.version))


def publish(connection: Connection, pieces: Sequence[GuidancePiece], now: datetime) -> Published:
    """Put ``pieces`` into the register, all or none; those that it has already stay as they are.

    ``connection`` is in a write transaction of the database, ``now`` the time in UTC. Raises ``UserError`` with the
    piece and the field for what ``check_pieces`` refuses, for a text that cannot be shown as it is or is too long (200
    characters of a title, 2,000 of a line), and for a version that was retracted.
    """
    lock_state(connection)
    held = read_published(connection)
    check_pieces(pieces, held)
    new = [piece for piece in pieces if piece not in held]
    for piece in new:
        _check_texts(piece)
    _refuse_retracted(connection, new)
    puts = [Put(TYPE, piece_id(piece.key, piece.version), record_data(piece)) for piece in new]
    groups = [puts[start : start + MOST_OPERATIONS] for start in range(0, len(puts), MOST_OPERATIONS)]
    head = write_groups(connection, groups, PUBLISHED_BY, now).head
    return Published(tuple(new), len(pieces) - len(new), head)


def _check_texts(piece: GuidancePiece) -> None:
    """Refuse texts with signs that nobody sees or what may be an identity number, and those that are too long."""
    for field, line in _texts_of(piece):
        try:
            check_shown_line(field, line, LONGEST_TEXT if field.endswith(".title") else LONGEST_REASON)
        except UserError as error:
            raise UserError(
                N_("The piece “{piece}”, version {version}: {fault}"),
                piece=piece.key,
                version=piece.version,
                fault=error,
                field=field,
            ) from error


def _texts_of(piece: GuidancePiece) -> Iterator[tuple[str, str]]:
    """Every text of a piece that is whole, with its field."""
    for language in LANGUAGES:
        yield from ((f"texts.{language}.{field}", line) for field, line in lines_of(piece.texts[language]))
    for name, datum in data_of(piece.key).items():
        if datum is Datum.TEXTS and piece.data.get(name) is not None:
            yield from ((f"data.{name}.{language}", piece.data[name][language]) for language in LANGUAGES)


def _refuse_retracted(connection: Connection, pieces: Sequence[GuidancePiece]) -> None:
    records = tables.records.c
    ids = {piece_id(piece.key, piece.version): piece for piece in pieces}
    for id_ in connection.execute(select(records.id).where(records.id.in_(ids), records.deleted)).scalars():
        raise UserError(
            N_("Version {version} of the piece “{piece}” was retracted."),
            N_("Give it a higher version: who has seen the old one must be told of the new."),
            piece=ids[id_].key,
            version=ids[id_].version,
        )


def retract(connection: Connection, key: str, version: int, now: datetime) -> int:
    """Take a piece back: what it took the place of holds again. Returns the head after it.

    ``connection`` is in a write transaction of the database, ``now`` the time in UTC. Raises ``NotFound`` when the
    register does not have the piece.
    """
    lock_state(connection)
    if not any((piece.key, piece.version) == (key, version) for piece in read_published(connection)):
        raise NotFound(N_("The register has no version {version} of the piece “{piece}”."), piece=key, version=version)
    return write_groups(connection, [[Delete(piece_id(key, version))]], PUBLISHED_BY, now).head
