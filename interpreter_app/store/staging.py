"""A first copy, loaded part by part beside the old data and put in their place at once.

The staged tables outlive an interruption; the old data stay in use until the swap.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, MetaData, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from interpreter_app.domain.errors import N_, AppError, SyncError
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.jobs import Progress
from interpreter_app.store import tables
from interpreter_app.store.base import Digest, HashOf, log, write_digests, write_profile
from interpreter_app.store.database import Database
from interpreter_app.store.migrations import create_text_index
from interpreter_app.store.records import StoredRecord, read_all_dossiers
from interpreter_app.store.search_index import IndexTables, add_people, insert_rows

_staged = MetaData()
_records = tables.records_table(_staged, tables.STAGED)
_index = IndexTables(
    tables.people_table(_staged, tables.STAGED), tables.search_entries_table(_staged, tables.STAGED)
)
_SWAPPED = ("records", "people", "search_entries", "people_text")
PEOPLE_PER_STEP = 5000


class Staging(NamedTuple):
    """A first copy under way: the server, the snapshot as the server described it, and the parts already here."""

    server: str
    snapshot: dict[str, Any]
    parts_done: frozenset[int]


def read_staging(database: Database) -> Staging | None:
    """The first copy that an earlier sync left unfinished, if any."""
    with database.read() as connection:
        row = connection.execute(select(tables.bootstrap)).first()
    return Staging(row.server, row.snapshot, frozenset(row.parts_done)) if row else None


def begin_staging(database: Database, server: str, snapshot: dict[str, Any]) -> None:
    """Start a first copy anew; whatever was staged before is dropped."""
    with database.write() as connection:
        _drop_staged(connection)
        _staged.create_all(connection)
        create_text_index(connection, tables.STAGED)
        connection.execute(insert(tables.bootstrap).values(id=1, server=server, snapshot=snapshot, parts_done=[]))


def stage_part(database: Database, number: int, records: Sequence[StoredRecord]) -> None:
    """Keep the records of part ``number``, and that it is here, in one transaction."""
    with database.write() as connection:
        try:
            insert_rows(connection, _records, records)
        except IntegrityError as error:
            raise SyncError(
                N_("The register sent the same record twice."),
                N_("Synchronise again; if it goes on, tell those who run the register."),
            ) from error
        done = connection.execute(select(tables.bootstrap.c.parts_done)).scalar_one()
        connection.execute(update(tables.bootstrap).values(parts_done=[*done, number]))


def drop_staging(database: Database) -> None:
    """Forget a first copy under way."""
    with database.write() as connection:
        _drop_staged(connection)


def index_staged(database: Database, progress: Progress, step: str) -> None:
    """Make what a search needs from the staged records; ``step`` is the text reported."""
    with database.write() as connection:
        for table in (_index.people, _index.entries):
            connection.execute(delete(table))
        total = connection.execute(select(func.count(_records.c.person.distinct()))).scalar_one()
    with database.read() as reading:
        dossiers = read_all_dossiers(reading, _records)
        first = 1
        while True:
            chunk = [dossier for _, dossier in zip(range(PEOPLE_PER_STEP), dossiers, strict=False)]
            if not chunk:
                break
            with database.write() as connection:
                first = add_people(connection, _index, chunk, first)
            progress(first - 1, total, step)
    _index_staged_text(database)


def _index_staged_text(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO {tables.STAGED}people_text (rowid, text) "
            f"SELECT pk, search_text FROM {tables.STAGED}people"
        )


def swap_in(
    database: Database,
    state: ProfileState,
    at: datetime,
    hash_of: HashOf,
    check: Callable[[dict[str, Digest]], None],
) -> dict[str, Digest]:
    """Put the staged data in the place of the old, with ``state``, in one transaction (R1).

    ``check`` is given the digests of the staged data and raises when they must not be used; the staged data are then
    dropped and the old ones stay. Returns the digests of what is now the base.
    """
    with database.read() as connection:
        digests = count_digests(connection, hash_of, staged=True)
    try:
        check(digests)
    except AppError:
        drop_staging(database)
        raise
    with database.write() as connection:
        for name in _SWAPPED:
            connection.exec_driver_sql(f"DROP TABLE {name}")
            connection.exec_driver_sql(f"ALTER TABLE {tables.STAGED}{name} RENAME TO {name}")
        connection.execute(delete(tables.bootstrap))
        write_digests(connection, digests)
        write_profile(connection, state)
        log(connection, at, "bootstrap", records=sum(d.rows for d in digests.values()), head=state.head)
    return digests


def count_digests(connection: Connection, hash_of: HashOf, *, staged: bool = False) -> dict[str, Digest]:
    """The digests counted anew over all records."""
    columns = (_records if staged else tables.records).c
    counts: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for type_, id_, rev in connection.execute(select(columns.type, columns.id, columns.rev)):
        counts[type_] += 1
        sums[type_] += hash_of(id_, rev)
    return {type_: Digest(count, sums[type_] % 2**64) for type_, count in counts.items()}


def _drop_staged(connection: Connection) -> None:
    connection.execute(delete(tables.bootstrap))
    for name in _SWAPPED:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {tables.STAGED}{name}")
