"""First copies: the register as one reader sees it at one moment, in parts that can be fetched one by one.

Parts are kept in the database, so that they outlive the server and are shared by its processes. A copy goes on from
its cursor: what changes afterwards comes through the feed. Only a withdrawn consent to an address ends a public copy
early. A part is given to those who see what it shows, and to nobody else, whoever knows its address.
"""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby
from threading import Event
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from sync import protocol
from sync.register_server import tables
from sync.register_server.cursors import Cursor
from sync.register_server.digests import read_digest
from sync.register_server.problems import NOT_FOUND, UNAVAILABLE, Refusal, refusal
from sync.register_server.roles import Role, View, projected, projection_of
from sync.register_server.state import RegisterState, read_state
from sync.register_server.store import RegisterStore

LIFETIME = timedelta(hours=2)
REUSED_FOR = timedelta(minutes=10)
REUSED_BEHIND = 5000
"""A snapshot is given to others while it is at most this many seqs behind the head."""
KEPT = 24
_COMPRESSION = 6
_READ_AHEAD = 2000
_encoder = msgspec.json.Encoder()

_Row = tuple[str, str, str, int, bytes]
"""Person, type, id, rev and JSON text of a record."""


class Part(NamedTuple):
    """A part as it is kept: compressed NDJSON; ``size`` (in bytes) and ``sha256`` are of the text."""

    n: int
    rows: int
    size: int
    sha256: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Copy:
    """The head of a snapshot."""

    id: str
    epoch: str
    seq: int
    at: datetime
    expires: datetime
    digest: bytes


class Snapshots:
    """The snapshots of a register. ``give`` is for one thread at a time: who asks next is given the same."""

    def __init__(self, store: RegisterStore) -> None:
        self._store = store
        self._stopping = Event()

    def stop(self) -> None:
        """Give up a snapshot under way, and make no more."""
        self._stopping.set()

    def give(self, view: View, now: datetime) -> protocol.Snapshot:
        """A snapshot of ``view``: a recent one if there is one, else a new one; ``now`` in UTC.

        Raises ``Refusal`` when the server stops before it is made.
        """
        copy = self._recent(view, now)
        if copy is None:
            self._clear_away(now)
            copy = self._make(view, now)
        with self._store.read() as connection:
            return _on_wire(copy, view, _read_parts(connection, copy.id))

    def part(self, snapshot: str, n: int, role: Role, now: datetime) -> Part:
        """The part ``n`` of a snapshot; ``role`` is that of who asks, ``now`` in UTC.

        Raises ``Refusal`` when there is none such, when the snapshot is gone, or when it shows something else than
        ``role`` is shown.
        """
        snapshots, parts = tables.snapshots.c, tables.snapshot_parts.c
        with self._store.read() as connection:
            servable = _servable(read_state(connection), role, now)
            found = connection.execute(select(snapshots.view, servable).where(snapshots.id == snapshot)).first()
            query = select(parts.n, parts.rows, parts.bytes, parts.sha256, parts.data)
            row = connection.execute(query.where(parts.snapshot == snapshot, parts.n == n)).first()
        if found is None or projection_of(found[0]) is not role.projection:
            raise _gone(404)
        if not found[1]:
            raise _gone(410)
        if row is None:
            raise refusal(404, NOT_FOUND, "The snapshot has no such part.")
        return Part(*row)

    def _recent(self, view: View, now: datetime) -> _Copy | None:
        """The newest snapshot that may be given out again."""
        snapshots = tables.snapshots
        with self._store.read() as connection:
            state = read_state(connection)
            query = select(snapshots).where(
                _servable(state, view.role, now + LIFETIME - REUSED_FOR),
                snapshots.c.view == view.key,
                snapshots.c.seq >= state.head - REUSED_BEHIND,
            )
            row = connection.execute(query.order_by(snapshots.c.seq.desc())).first()
        if row is None:
            return None
        at, expires = datetime.fromisoformat(row.at), datetime.fromisoformat(row.expires)
        return _Copy(row.id, row.epoch, row.seq, at, expires, row.digest)

    def _make(self, view: View, now: datetime) -> _Copy:
        """Write a snapshot part by part; it counts once it is complete."""
        snapshots = tables.snapshots
        with self._store.read() as connection:
            state = read_state(connection)
            digest = _encoder.encode(read_digest(connection, view))
            copy = _Copy(self._store.new_id(), state.epoch, state.head, now, now + LIFETIME, digest)
            row = {
                "id": copy.id,
                "epoch": copy.epoch,
                "seq": copy.seq,
                "view": view.key,
                "at": copy.at.isoformat(),
                "expires": copy.expires.isoformat(),
                "digest": copy.digest,
                "complete": False,
            }
            with self._store.database.write() as writing:
                writing.execute(insert(snapshots).values(row))
            for part in _parts(_visible_rows(connection, view), view):
                if self._stopping.is_set():
                    raise refusal(503, UNAVAILABLE, "The server is stopping.")
                with self._store.database.write() as writing:
                    writing.execute(insert(tables.snapshot_parts).values((copy.id, *part)))
        with self._store.database.write() as writing:
            writing.execute(update(snapshots).where(snapshots.c.id == copy.id).values(complete=True))
        return copy

    def _clear_away(self, now: datetime) -> None:
        """Let the oldest expire when there are too many, and delete what has expired."""
        snapshots, parts = tables.snapshots.c, tables.snapshot_parts.c
        moment = now.isoformat()
        with self._store.database.write() as connection:
            newest = select(snapshots.id).where(snapshots.expires > moment).order_by(snapshots.at.desc())
            surplus = connection.execute(newest.offset(KEPT - 1)).scalars().all()
            connection.execute(update(tables.snapshots).where(snapshots.id.in_(surplus)).values(expires=moment))
            expired = select(snapshots.id).where(snapshots.expires <= moment)
            connection.execute(delete(tables.snapshot_parts).where(parts.snapshot.in_(expired)))
            connection.execute(delete(tables.snapshots).where(snapshots.expires <= moment))


def _servable(state: RegisterState, role: Role, now: datetime) -> ColumnElement[bool]:
    """Snapshots from which a client can still go on, and which show ``role`` nothing that was withdrawn since."""
    snapshots = tables.snapshots.c
    oldest = state.floor if role.sees_all else max(state.floor, state.withheld)
    return and_(
        snapshots.complete.is_(True),
        snapshots.epoch == state.epoch,
        snapshots.seq >= oldest,
        snapshots.expires > now.isoformat(),
    )


def _gone(status: int) -> Refusal:
    return refusal(
        status,
        protocol.SNAPSHOT_GONE,
        "The snapshot is gone.",
        "Ask for a new snapshot; keep what has not been sent.",
    )


def _visible_rows(connection: Connection, view: View) -> Iterator[_Row]:
    """The records of ``view``, those of a person together."""
    records = tables.records.c
    seen = ~records.deleted if view.role.sees_all else records.public
    query = select(records.person, records.type, records.id, records.rev, records.data).where(seen)
    if view.types is not None:
        query = query.where(records.type.in_(view.types))
    ordered = query.order_by(records.person, records.id)
    for row in connection.execution_options(yield_per=_READ_AHEAD).execute(ordered):
        yield tuple(row)


def _parts(rows: Iterable[_Row], view: View) -> Iterator[Part]:
    """The rows in parts of at most ``ROWS_PER_PART``; a person's stand in one part, however many they are."""
    lines: list[bytes] = []
    n = 0
    for _, person in groupby(rows, key=lambda row: row[0]):
        more = [_line(row, view) for row in person]
        if lines and len(lines) + len(more) > protocol.ROWS_PER_PART:
            yield _part(n, lines)
            n += 1
            lines = []
        lines += more
    yield _part(n, lines)


def _line(row: _Row, view: View) -> bytes:
    _, type_, id_, rev, data = row
    return _encoder.encode(protocol.SnapshotRow(type_, id_, rev, msgspec.Raw(projected(view.role, type_, data))))


def _part(n: int, lines: list[bytes]) -> Part:
    end = _encoder.encode(protocol.SnapshotEnd(eof=True, rows=len(lines)))
    text = b"\n".join([*lines, end, b""])
    data = gzip.compress(text, _COMPRESSION, mtime=0)
    return Part(n, len(lines), len(text), sha256(text).hexdigest(), data)


def _read_parts(connection: Connection, snapshot: str) -> list[protocol.SnapshotPart]:
    parts = tables.snapshot_parts.c
    query = select(parts.n, parts.rows, parts.bytes, parts.sha256).where(parts.snapshot == snapshot)
    return [
        protocol.SnapshotPart(n, rows, size, sum_, f"/v1/sync/snapshots/{snapshot}/{n}")
        for n, rows, size, sum_ in connection.execute(query.order_by(parts.n))
    ]


def _on_wire(copy: _Copy, view: View, parts: list[protocol.SnapshotPart]) -> protocol.Snapshot:
    return protocol.Snapshot(
        snapshot=copy.id,
        epoch=copy.epoch,
        seq=copy.seq,
        cursor=str(Cursor(copy.epoch, copy.seq, view)),
        at=copy.at.isoformat(),
        expires=copy.expires.isoformat(),
        digest=msgspec.json.decode(copy.digest, type=dict[str, tuple[int, str]]),
        parts=parts,
    )
