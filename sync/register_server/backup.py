"""Backups of the register: one SQLite file, whatever database the register is in, made while the server runs.

A backup holds everything but snapshots, which are made anew, and tokens: one that was revoked after the backup must not
come back with it.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from sqlalchemy import Connection, Table, func, select

from interpreter_app.domain.errors import N_, EnvironmentFault, UserError
from interpreter_app.private_files import to_disk
from interpreter_app.store.search_index import insert_rows
from sync.register_server import tables
from sync.register_server.audit import Audit, audit
from sync.register_server.databases import open_server_database
from sync.register_server.migrations import migrate
from sync.register_server.state import read_state
from sync.register_server.store import RegisterStore

COPIED = (tables.records, tables.digests, tables.changes, tables.op_results, tables.people, tables.search_entries)
"""The tables that a backup holds, beside the register's own row."""
LEFT_OUT = (tables.tokens, tables.snapshots, tables.snapshot_parts)
"""The tables that a backup does not hold."""

_AT_ONCE = 2000
_PARTIAL = ".partial"
_OLDEST_PARTIAL_S = 3600
"""Seconds after which a backup that is not whole yet is taken for one that was interrupted."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: so many entries of the history, the last with this hash, up to the seq ``head``."""

    entries: int
    head: int
    head_hash: str
    bytes: int


def back_up(store: RegisterStore, file: Path, *, replace: bool = False) -> Backup:
    """Write the register into ``file``, in the one state that it is in now; it is verified before it has its name.

    Raises ``UserError`` when ``file`` is there and not to be replaced, or is the register's own; ``EnvironmentFault``
    when the register is not sound; ``OSError`` when the file cannot be written.
    """
    _refuse_file(store, file, replace=replace)
    with _written_aside(file) as partial:
        verified, head = _copy_out(store, partial)
        size = partial.stat().st_size
    return Backup(verified.entries, head, verified.head_hash, size)


def _refuse_file(store: RegisterStore, file: Path, *, replace: bool) -> None:
    own = Path(store.database.name)
    if file.exists() and own.exists() and file.samefile(own):
        raise UserError(N_("{path} is the register itself."), N_("Name another file."), path=file)
    if file.exists() and not replace:
        raise UserError(N_("The file {path} is there already."), N_("Name another, or use --force."), path=file)


@contextmanager
def _written_aside(file: Path) -> Iterator[Path]:
    """A file beside ``file``, for the owner only, which takes its name when all went well and is gone otherwise.

    Its own name is no other's: two backups at once into the same ``file`` leave the one that was whole last.
    """
    _drop_interrupted(file)
    opened, name = tempfile.mkstemp(prefix=f"{file.name}.", suffix=_PARTIAL, dir=file.parent)
    os.close(opened)
    partial = Path(name)
    try:
        yield partial
        to_disk(partial)
        partial.replace(file)
        to_disk(file.parent)
    finally:
        for suffix in ("", "-wal", "-shm"):
            partial.with_name(partial.name + suffix).unlink(missing_ok=True)


def _drop_interrupted(file: Path) -> None:
    """Drop what backups into ``file`` that were interrupted left; another process may be writing one just now."""
    for left in file.parent.glob(f"{escape(file.name)}.*{_PARTIAL}*"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _OLDEST_PARTIAL_S:
                left.unlink()


def _copy_out(store: RegisterStore, partial: Path) -> tuple[Audit, int]:
    with closing(open_server_database(partial)) as target:
        migrate(target)
        with store.read() as source:
            with target.write() as connection:
                copy_table(source, connection, tables.register)
                for table in COPIED:
                    copy_table(source, connection, table)
            with target.read() as connection:
                return _verified(source, connection), read_state(connection).head


def copy_table(source: Connection, target: Connection, table: Table) -> None:
    """Copy all rows of a table from one database to another."""
    query = select(table).execution_options(yield_per=_AT_ONCE)
    with source.execute(query) as found:
        for rows in found.partitions():
            insert_rows(target, table, [tuple(row) for row in rows])


def _verified(source: Connection, copy: Connection) -> Audit:
    """The audit of the copy; raises ``EnvironmentFault`` when it is not whole or not sound."""
    for table in COPIED:
        if _count(source, table) != _count(copy, table):
            raise EnvironmentFault(N_("The backup is not whole."), N_("Try again; if it goes on, check the disk."))
    verified = audit(copy)
    if not verified.sound:
        raise EnvironmentFault(
            N_("The register is not sound, so that no backup of it is made."),
            N_("“interpreter-app server audit” says what is wrong; keep the backups you have."),
        )
    return verified


def _count(connection: Connection, table: Table) -> int:
    count: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return count
