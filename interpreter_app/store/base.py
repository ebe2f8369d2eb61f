"""The base: exact server state, changed only by what the register sends.

Rows and cursor change in one transaction (R1), and the search index with them.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, delete, insert, select

from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.store import tables
from interpreter_app.store.outbox import keep_deleted
from interpreter_app.store.records import StoredRecord
from interpreter_app.store.screen import read_screen_dossiers
from interpreter_app.store.search_index import BATCH, IndexTables, replace_people

INDEX = IndexTables(tables.people, tables.search_entries)
DIGEST_MODULUS = 2**64

HashOf = Callable[[str, int], int]
"""What a record adds to its digest, from its id and rev."""


class Removed(NamedTuple):
    """A record that is deleted, or (``revoked``) that we may no longer see, with the seq at which that happened."""

    id: str
    rev: int
    revoked: bool = False


class Digest(NamedTuple):
    """Row count and order-free 64-bit sum of hash(id, rev) over the records of a type (R14)."""

    rows: int
    sum: int


class Reach(NamedTuple):
    """How far the base reaches once a page is applied; ``as_of`` is the register's time."""

    cursor: str
    head: int
    as_of: datetime


def read_profile(connection: Connection) -> ProfileState | None:
    """Where the file's data come from; None while it has none."""
    row = connection.execute(select(tables.profile)).mappings().first()
    return _state(row) if row else None


def _state(row: RowMapping) -> ProfileState:
    return ProfileState(
        origin=Origin(row["origin"]),
        register_id=row["register_id"],
        fictional=row["fictional"],
        server=row["server"],
        epoch=row["epoch"],
        cursor=row["cursor"],
        head=row["head"],
        as_of=datetime.fromisoformat(row["as_of"]),
        recounted=datetime.fromisoformat(row["recounted"]),
    )


def write_profile(connection: Connection, state: ProfileState) -> None:
    """Say where the file's data come from."""
    connection.execute(delete(tables.profile))
    connection.execute(
        insert(tables.profile).values(
            id=1,
            origin=state.origin,
            register_id=state.register_id,
            fictional=state.fictional,
            server=state.server,
            epoch=state.epoch,
            cursor=state.cursor,
            head=state.head,
            as_of=state.as_of.isoformat(),
            recounted=state.recounted.isoformat(),
        )
    )


def log(connection: Connection, at: datetime, event: str, **details: object) -> None:
    """Add a line to the sync log."""
    connection.execute(insert(tables.sync_log).values(at=at.isoformat(), event=event, details=details))


def read_log(connection: Connection) -> list[tuple[datetime, str, dict[str, object]]]:
    """The sync log, oldest first."""
    rows = connection.execute(select(tables.sync_log).order_by(tables.sync_log.c.id))
    return [(datetime.fromisoformat(row.at), row.event, row.details) for row in rows]


def forget_log(connection: Connection, event: str, before: datetime) -> None:
    """Drop the lines of ``event`` from before ``before`` out of the sync log."""
    lines = tables.sync_log.c
    connection.execute(delete(tables.sync_log).where(lines.event == event, lines.at < before.isoformat()))


def read_digests(connection: Connection) -> dict[str, Digest]:
    """The running sums, per record type."""
    return {row.type: Digest(row.rows, int(row.sum, 16)) for row in connection.execute(select(tables.digests))}


def write_digests(connection: Connection, digests: dict[str, Digest]) -> None:
    """Replace the running sums."""
    connection.execute(delete(tables.digests))
    rows = [
        {"type": type_, "rows": digest.rows, "sum": f"{digest.sum % DIGEST_MODULUS:016x}"}
        for type_, digest in digests.items()
    ]
    if rows:
        connection.execute(insert(tables.digests), rows)


def count_records(records: Iterable[StoredRecord], hash_of: HashOf) -> dict[str, Digest]:
    """The digests of ``records``, per type."""
    hashes: dict[str, list[int]] = {}
    for record in records:
        hashes.setdefault(record.type, []).append(hash_of(record.id, record.rev))
    return {type_: Digest(len(of_type), sum(of_type) % DIGEST_MODULUS) for type_, of_type in hashes.items()}


def count_base(connection: Connection, hash_of: HashOf) -> dict[str, Digest]:
    """The digests counted anew over the whole base."""
    columns = tables.records.c
    rows = connection.execute(select(columns.id, columns.type, columns.rev))
    return count_records((StoredRecord(id_, None, type_, rev, b"") for id_, type_, rev in rows), hash_of)


def read_stored_records(connection: Connection, ids: Iterable[str]) -> dict[str, StoredRecord]:
    """The records of the base with these ids, by id; those that are not there are left out."""
    wanted = sorted(ids)
    found: dict[str, StoredRecord] = {}
    for start in range(0, len(wanted), BATCH):
        chosen = select(tables.records).where(tables.records.c.id.in_(wanted[start : start + BATCH]))
        found |= {row.id: StoredRecord(*row) for row in connection.execute(chosen)}
    return found


class BaseChange:
    """Changes to the base inside one write transaction; ``hash_of`` gives what a record adds to its digest."""

    def __init__(self, connection: Connection, hash_of: HashOf) -> None:
        self._connection = connection
        self._hash_of = hash_of
        self._digests = read_digests(connection)
        self._people: set[str] = set()

    def apply(self, puts: Sequence[StoredRecord], removals: Sequence[Removed]) -> int:
        """Put and remove records; what is not newer than the base is ignored (R20). Returns how many were news.

        Where a record is named more than once, its newest change counts, in whatever order they come.
        """
        changes: list[StoredRecord | Removed] = [*puts, *removals]
        newest: dict[str, StoredRecord | Removed] = {}
        for change in changes:
            if change.id not in newest or newest[change.id].rev < change.rev:
                newest[change.id] = change
        known = self._known(list(newest))
        news = [
            change
            for change in newest.values()
            if isinstance(change, StoredRecord) and (change.id not in known or known[change.id].rev < change.rev)
        ]
        gone = [
            change
            for change in newest.values()
            if isinstance(change, Removed) and change.id in known and known[change.id].rev < change.rev
        ]
        ids = [record.id for record in news] + [removed.id for removed in gone]
        for id_ in ids:
            if id_ in known:
                self._count(known[id_], -1)
        keep_deleted(self._connection, {change.id: change.rev for change in gone if not change.revoked})
        self._delete(ids)
        for record in news:
            self._count(record, 1)
        if news:
            self._connection.execute(insert(tables.records), [record._asdict() for record in news])
        return len(news) + len(gone)

    def finish(self) -> None:
        """Bring digests and search index up to the records."""
        write_digests(self._connection, self._digests)
        index_people(self._connection, self._people)

    def _known(self, ids: list[str]) -> dict[str, StoredRecord]:
        known: dict[str, StoredRecord] = {}
        columns = tables.records.c
        for start in range(0, len(ids), BATCH):
            chosen = columns.id.in_(ids[start : start + BATCH])
            query = select(columns.id, columns.person, columns.type, columns.rev).where(chosen)
            for row in self._connection.execute(query):
                known[row.id] = StoredRecord(row.id, row.person, row.type, row.rev, b"")
        return known

    def _delete(self, ids: list[str]) -> None:
        for start in range(0, len(ids), BATCH):
            chosen = tables.records.c.id.in_(ids[start : start + BATCH])
            self._connection.execute(delete(tables.records).where(chosen))

    def _count(self, record: StoredRecord, sign: int) -> None:
        rows, total = self._digests.get(record.type, Digest(0, 0))
        changed = Digest(rows + sign, (total + sign * self._hash_of(record.id, record.rev)) % DIGEST_MODULUS)
        self._digests[record.type] = changed
        if record.person:
            self._people.add(record.person)


def index_people(connection: Connection, people: Iterable[str]) -> None:
    """Bring the search index up to the records of ``people`` (ids), unsent edits included."""
    wanted = set(people)
    dossiers = list(read_screen_dossiers(connection, wanted))
    numbers = replace_people(connection, INDEX, wanted, dossiers)
    index_text(connection, numbers.values())


def index_text(connection: Connection, numbers: Iterable[int]) -> None:
    """Bring the full-text index up to the rows of ``people`` with these numbers."""
    wanted = list(numbers)
    for start in range(0, len(wanted), BATCH):
        chunk = wanted[start : start + BATCH]
        marks = ",".join("?" * len(chunk))
        connection.exec_driver_sql(f"DELETE FROM people_text WHERE rowid IN ({marks})", tuple(chunk))
        connection.exec_driver_sql(
            f"INSERT INTO people_text (rowid, text) SELECT pk, search_text FROM people WHERE pk IN ({marks})",
            tuple(chunk),
        )
