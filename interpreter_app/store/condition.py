"""Whether a register file is whole, and what it is made with."""

from typing import NamedTuple

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import func, select

from interpreter_app.store import tables
from interpreter_app.store.base import HashOf, count_base, read_digests
from interpreter_app.store.database import Database
from interpreter_app.store.migrations import schema_version

SQLITE_VERSION: str = sqlite.sqlite_version
_SOUND = "ok"
_MOST_PROBLEMS = 20


class Condition(NamedTuple):
    """The condition of a file.

    ``faults`` are SQLite's own words for what is damaged, empty for a sound file. ``digests_agree`` says whether the
    running sums are those of the records. ``bytes`` is the size on disk with the write-ahead log.
    """

    faults: tuple[str, ...]
    digests_agree: bool
    schema: int
    people: int
    bytes: int


def read_condition(database: Database, hash_of: HashOf) -> Condition:
    """Check the whole file; it takes longer the larger the file is."""
    with database.read() as connection:
        told = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_PROBLEMS})").scalars().all()
        agree = count_base(connection, hash_of) == {
            type_: digest for type_, digest in read_digests(connection).items() if digest.rows
        }
        people = connection.execute(select(func.count()).select_from(tables.people)).scalar_one()
    return Condition(
        faults=tuple(str(line) for line in told if line != _SOUND),
        digests_agree=agree,
        schema=schema_version(database),
        people=int(people),
        bytes=_size(database),
    )


def cipher_version(database: Database) -> str:
    """The version of SQLCipher that the file is opened with."""
    with database.read() as connection:
        return str(connection.exec_driver_sql("PRAGMA cipher_version").scalar_one())


def _size(database: Database) -> int:
    log = database.path.with_name(f"{database.path.name}-wal")
    return sum(path.stat().st_size for path in (database.path, log) if path.exists())
