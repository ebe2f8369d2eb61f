"""Backups of a register file: whole copies with the same key, each opened and checked before it gets its name."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import func, select

from interpreter_app.data_folder import SUFFIX, ProfileFiles, time_in_name, time_of_name
from interpreter_app.domain.backups import kept
from interpreter_app.domain.edits import UNSENT
from interpreter_app.domain.errors import N_, EnvironmentFault
from interpreter_app.private_files import make_private_folder, to_disk
from interpreter_app.store import tables
from interpreter_app.store.database import Database, is_encrypted, open_read_only, told_plainly

_SOUND = "ok"
_HALF = ".new"
_OLDEST_HALF_S = 3600
"""Seconds after which a backup that is not whole yet is taken for one that was interrupted."""


class Backup(NamedTuple):
    """A backup in the folder of a profile, made at ``at``."""

    path: Path
    at: datetime


class Contents(NamedTuple):
    """What a copy holds; ``register_id`` is None where it holds no register."""

    people: int
    unsent: int
    edits: int
    schema: int
    register_id: str | None
    bytes: int


def backups_of(files: ProfileFiles) -> list[Backup]:
    """The backups of a profile, newest first."""
    found = []
    for path in files.backups.glob(f"*{SUFFIX}"):
        at = time_of_name(path.name.removesuffix(SUFFIX))
        if at is not None:
            found.append(Backup(path, at))
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def keep_backup(database: Database, key: bytes | None, at: datetime) -> Path:
    """Back up the file into its profile's folder, under the time ``at``, and drop the backups that are too many.

    Raises ``EnvironmentFault`` when the disk is full or cannot be written; all backups are as they were then.
    """
    files = ProfileFiles(database.path)
    make_private_folder(files.backups)
    made = files.backups / f"{time_in_name(at)}{SUFFIX}"
    write_backup(database, key, made)
    _drop_interrupted(files.backups, made.stat().st_mtime)
    _thin(files, made)
    return made


def write_backup(database: Database, key: bytes | None, target: Path) -> Contents:
    """Write a checked copy of the file to ``target``, for its owner only; it has its name only once it is whole.

    Raises ``EnvironmentFault`` when it cannot be written or is not what the file holds.
    """
    with _half_written(target) as half:
        before = _count_edits(database)
        database.copy_to(half)
        to_disk(half)
        contents = check_copy(half, key)
        after = _count_edits(database)
        if not min(before, after) <= contents.edits <= max(before, after):  # others may have saved meanwhile
            raise _unsound(target)
    return contents


def check_copy(path: Path, key: bytes | None) -> Contents:
    """What the copy at ``path`` holds, once the whole of it is checked.

    Raises ``EnvironmentFault`` when it is damaged or ``key`` does not open it. It is not changed.
    """
    connection = open_read_only(path, key if is_encrypted(path) else None)
    try:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != _SOUND:
            raise _unsound(path)
        return _contents(connection, path)
    except sqlite.DatabaseError as error:
        raise _unsound(path) from error
    finally:
        connection.close()


def _count_edits(database: Database) -> int:
    with database.read() as connection:
        if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").first():
            return 0  # a file in an older form, about to be migrated
        return int(connection.execute(select(func.count()).select_from(tables.outbox)).scalar_one())


def _contents(connection: sqlite.Connection, path: Path) -> Contents:
    def one(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    states = ", ".join(f"'{state}'" for state in sorted(UNSENT))
    edits = one("SELECT count(*) FROM sqlite_master WHERE name = 'outbox'")
    register = connection.execute("SELECT register_id FROM profile").fetchone()
    return Contents(
        people=one("SELECT count(*) FROM people"),
        unsent=one(f"SELECT count(*) FROM outbox WHERE state IN ({states})") if edits else 0,
        edits=one("SELECT count(*) FROM outbox") if edits else 0,
        schema=one("PRAGMA user_version"),
        register_id=register[0] if register else None,
        bytes=path.stat().st_size,
    )


@contextmanager
def _half_written(target: Path) -> Iterator[Path]:
    """A file of another name beside ``target``, which becomes ``target`` when the block ends well."""
    try:
        opened, name = tempfile.mkstemp(prefix=f"{target.name}.", suffix=_HALF, dir=target.parent)
        os.close(opened)
    except OSError as error:
        raise EnvironmentFault(
            N_("The file {path} cannot be written."),
            N_("Check that the folder is there, that you may write in it, and that the disk is not full."),
            path=target,
        ) from error
    half = Path(name)
    try:
        with told_plainly(target):
            yield half
        half.replace(target)
        to_disk(target.parent)
    finally:
        half.unlink(missing_ok=True)


def _drop_interrupted(folder: Path, now: float) -> None:
    """Drop what backups that were interrupted left behind; another program may be writing one just now."""
    for path in folder.glob(f"*{_HALF}"):
        with suppress(FileNotFoundError):
            if now - path.stat().st_mtime > _OLDEST_HALF_S:
                path.unlink()


def _thin(files: ProfileFiles, made: Path) -> None:
    """Drop the backups that are too many, never the one just made."""
    backups = backups_of(files)
    keep = kept(backup.at for backup in backups)
    for backup in backups:
        if backup.at not in keep and backup.path != made:
            backup.path.unlink(missing_ok=True)


def _unsound(path: Path) -> EnvironmentFault:
    return EnvironmentFault(
        N_("The copy {path} is damaged, or another key belongs to it."),
        N_("Use another backup; “interpreter-app restore --list” shows them."),
        path=path,
    )
