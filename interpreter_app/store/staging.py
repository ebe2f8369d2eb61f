"""A first copy, loaded part by part beside the old data and put in their place at once.

The staged tables outlive an interruption; the old data stay in use until the swap.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, MetaData, delete, insert, select
from sqlalchemy.exc import IntegrityError

from interpreter_app.domain.errors import N_, EnvironmentFault, SyncError
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.store import tables
from interpreter_app.store.base import (
    DIGEST_MODULUS,
    Digest,
    HashOf,
    count_records,
    index_people,
    log,
    write_digests,
    write_profile,
)
from interpreter_app.store.database import Database
from interpreter_app.store.migrations import create_text_index
from interpreter_app.store.outbox import edited_people, keep_deleted, send_again
from interpreter_app.store.records import DecodedRecord, StoredRecord, dossiers_of
from interpreter_app.store.search_index import IndexTables, entry_rows, insert_rows, person_row

_staged = MetaData()
_records = tables.records_table(_staged, tables.STAGED)
_index = IndexTables(tables.people_table(_staged, tables.STAGED), tables.search_entries_table(_staged, tables.STAGED))
_unsorted = tables.unsorted_entries_table(_staged)
_SWAPPED = ("records", "people", "search_entries", "people_text")
MOST_PEOPLE_IN_A_PART = 2**20
"""The people of part n are numbered from n times this, so that parts can be prepared in any order."""


class Staging(NamedTuple):
    """A first copy under way: the server, the snapshot as the server described it, and the parts already here."""

    server: str
    snapshot: dict[str, Any]
    parts_done: frozenset[int]


class PreparedPart(NamedTuple):
    """What a part adds to the tables: its records, the rows of the search index, and the digests per type."""

    number: int
    records: list[StoredRecord]
    people: list[tuple[object, ...]]
    entries: list[tuple[object, ...]]
    digests: dict[str, Digest]


def read_staging(database: Database) -> Staging | None:
    """The first copy that an earlier sync left unfinished, if any."""
    with database.read() as connection:
        row = connection.execute(select(tables.bootstrap)).first()
        done = connection.execute(select(tables.staged_parts.c.n)).scalars().all()
    return Staging(row.server, row.snapshot, frozenset(done)) if row else None


def begin_staging(database: Database, server: str, snapshot: dict[str, Any]) -> None:
    """Start a first copy anew; whatever was staged before is dropped."""
    with database.write() as connection:
        _drop_staged(connection)
        _staged.create_all(connection)
        create_text_index(connection, tables.STAGED)
        connection.execute(insert(tables.bootstrap).values(id=1, server=server, snapshot=snapshot))


def prepare_part(number: int, records: Sequence[DecodedRecord], hash_of: HashOf) -> PreparedPart:
    """Work out what part ``number`` adds to the tables; needs no database, so it can run while another is kept.

    Raises ``SyncError`` when the part holds records without their person's own: each person must be in one part.
    """
    dossiers = dossiers_of(records)
    if len({stored.person for stored, _ in records if stored.person}) != len(dossiers):
        raise SyncError(
            N_("The register's copy has records without their person."), N_("Tell those who run the register.")
        )
    if len(dossiers) > MOST_PEOPLE_IN_A_PART:
        raise SyncError(N_("The register's answer is too large."), N_("Tell those who run the register."))
    people: list[tuple[object, ...]] = []
    entries: list[tuple[object, ...]] = []
    for pk, dossier in enumerate(dossiers, start=number * MOST_PEOPLE_IN_A_PART + 1):
        people.append(person_row(pk, dossier))
        entries.extend(entry_rows(pk, dossier))
    stored = [stored for stored, _ in records]
    return PreparedPart(number, stored, people, entries, count_records(stored, hash_of))


def stage_part(database: Database, part: PreparedPart) -> None:
    """Keep a part, and that it is here, in one transaction; a part that is here already is left as it is.

    Raises ``EnvironmentFault`` when another program has finished or dropped the copy meanwhile.
    """
    with database.write() as connection:
        _refuse_gone(connection)
        parts = tables.staged_parts.c
        if connection.execute(select(parts.n).where(parts.n == part.number)).first():
            return
        try:
            insert_rows(connection, _records, part.records)
            insert_rows(connection, _index.people, part.people)
            insert_rows(connection, _unsorted, part.entries)
        except IntegrityError as error:
            raise SyncError(
                N_("The register sent the same record twice."),
                N_("Synchronise again; if it goes on, tell those who run the register."),
            ) from error
        connection.execute(insert(tables.staged_parts), [_part_row(part.number, part.digests)])


def finish_staging(database: Database) -> dict[str, Digest]:
    """Make the staged data ready to be swapped in; returns their digests."""
    in_order = select(_unsorted).order_by(*(_unsorted.c[name] for name in ("person", "language", "kind", "start")))
    with database.write() as connection:
        _refuse_gone(connection)
        connection.execute(delete(_index.entries))
        connection.execute(insert(_index.entries).from_select(_unsorted.columns.keys(), in_order))
        connection.exec_driver_sql(f"DELETE FROM {tables.STAGED}people_text")
        connection.exec_driver_sql(
            f"INSERT INTO {tables.STAGED}people_text (rowid, text) SELECT pk, search_text FROM {tables.STAGED}people"
        )
        return _sum_of_parts(connection)


def drop_staging(database: Database) -> None:
    """Forget a first copy under way."""
    with database.write() as connection:
        _drop_staged(connection)


def swap_in(
    database: Database, state: ProfileState, at: datetime, digests: dict[str, Digest], *, sync: str = ""
) -> None:
    """Put the staged data, whose ``digests`` are given, in the place of the old, in one transaction (R1).

    The outbox and its conflicts stay (R8). ``sync`` is the id of the sync, for the log.
    """
    with database.write() as connection:
        _refuse_gone(connection)
        keep_deleted(connection, _missing(connection))
        for name in _SWAPPED:
            connection.exec_driver_sql(f"DROP TABLE {name}")
            connection.exec_driver_sql(f"ALTER TABLE {tables.STAGED}{name} RENAME TO {name}")
        _unsorted.drop(connection)
        connection.execute(delete(tables.bootstrap))
        connection.execute(delete(tables.staged_parts))
        write_digests(connection, digests)
        write_profile(connection, state)
        send_again(connection, state.head)  # acknowledged since the copy was made: it is not in it
        index_people(connection, edited_people(connection))
        records = sum(digest.rows for digest in digests.values())
        log(connection, at, "bootstrap", sync=sync, records=records, head=state.head)


def _missing(connection: Connection) -> dict[str, int]:
    """The records of the old data, of people with unsent edits, that the new data lack; by id, with their old rev."""
    old, new = tables.records.c, _records.c
    chosen = select(old.id, old.rev).where(old.person.in_(edited_people(connection)), old.id.not_in(select(new.id)))
    return {row.id: row.rev for row in connection.execute(chosen)}


def _refuse_gone(connection: Connection) -> None:
    if connection.execute(select(tables.bootstrap.c.id)).first() is None:
        raise another_program()


def another_program() -> EnvironmentFault:
    """What is told when two programs synchronise the same file at once."""
    return EnvironmentFault(
        N_("Another program is synchronising this profile."), N_("Wait until it is done, then look at the data.")
    )


def _part_row(number: int, digests: dict[str, Digest]) -> dict[str, object]:
    return {"n": number, "digests": {type_: [digest.rows, f"{digest.sum:x}"] for type_, digest in digests.items()}}


def _sum_of_parts(connection: Connection) -> dict[str, Digest]:
    totals: dict[str, Digest] = {}
    for digests in connection.execute(select(tables.staged_parts.c.digests)).scalars():
        for type_, (rows, total) in digests.items():
            before = totals.get(type_, Digest(0, 0))
            totals[type_] = Digest(before.rows + rows, (before.sum + int(total, 16)) % DIGEST_MODULUS)
    return totals


def _drop_staged(connection: Connection) -> None:
    connection.execute(delete(tables.bootstrap))
    connection.execute(delete(tables.staged_parts))
    _unsorted.drop(connection, checkfirst=True)
    for name in _SWAPPED:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {tables.STAGED}{name}")
