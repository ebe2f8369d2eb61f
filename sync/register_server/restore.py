"""Restoring the register from a backup, in one transaction of the database, while servers may run.

The register gets a new epoch, so that clients copy anew and send again what the backup does not hold (R6, R16).
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, delete

from interpreter_app.domain.errors import N_, EnvironmentFault, UserError
from interpreter_app.private_files import copy_private
from sync.register_server import tables
from sync.register_server.audit import audit
from sync.register_server.backup import COPIED, copy_table
from sync.register_server.databases import ServerDatabase, open_server_database
from sync.register_server.migrations import migrate, schema_version
from sync.register_server.state import RegisterState, change_state, lock_state, read_state
from sync.register_server.store import RegisterStore

NUMBERS_PASSED_OVER = 1000
"""Register numbers that were perhaps given since the backup, and go to nobody else."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What the register is after a restore.

    ``restored_seq`` is the last seq that clients of ``previous_epoch`` share with it, None when that is not known.
    """

    epoch: str
    previous_epoch: str
    restored_seq: int | None
    head: int


def restore(store: RegisterStore, file: Path) -> Restored:
    """Replace all that the register holds, save its tokens, by the backup in ``file``, which is left as it is.

    Raises ``EnvironmentFault`` when ``file`` is no sound backup, ``UserError`` when it is of another register, and
    ``OSError`` when it cannot be read; the register is left as it is then.
    """
    with _opened(file) as backup, backup.read() as source, store.database.write() as target:
        state, kept = lock_state(target), read_state(source)
        if state.head and state.register != kept.register:
            raise UserError(
                N_("The backup {path} is of another register."), N_("Name an empty database for it."), path=file
            )
        _replace_contents(source, target)
        after = _after(state, kept, store.new_id())
        change_state(target, **asdict(after))
    assert after.previous_epoch is not None  # a restored register has had another epoch
    return Restored(after.epoch, after.previous_epoch, after.restored_seq, after.head)


@contextmanager
def _opened(file: Path) -> Iterator[ServerDatabase]:
    """The backup in its newest form: a copy of ``file``, which may be on a medium that cannot be written."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.register"
        copy_private(file, copy)
        try:
            opened = open_server_database(copy)
        except EnvironmentFault as error:
            raise _no_backup(file) from error
        with closing(opened) as backup:
            _bring_up_to_date(backup, file)
            yield backup


def _bring_up_to_date(backup: ServerDatabase, file: Path) -> None:
    with backup.read() as connection:
        found = schema_version(connection)
    if not found:
        raise _no_backup(file)
    try:
        migrate(backup)
    except EnvironmentFault as error:
        raise EnvironmentFault(
            N_("The backup {path} was made by a newer version of the program."),
            N_("Install the newest version."),
            path=file,
        ) from error
    with backup.read() as connection:
        if not audit(connection).sound:
            raise _no_backup(file)


def _no_backup(file: Path) -> EnvironmentFault:
    return EnvironmentFault(
        N_("The file {path} is no backup of a register, or is damaged."), N_("Use another backup."), path=file
    )


def _replace_contents(source: Connection, target: Connection) -> None:
    for table in (*COPIED, tables.snapshot_parts, tables.snapshots):
        target.execute(delete(table))
    for table in COPIED:
        copy_table(source, target, table)


def _after(state: RegisterState, kept: RegisterState, epoch: str) -> RegisterState:
    """The register's row after the restore of ``kept`` in the place of ``state``."""
    was_empty = state.head == 0
    return replace(
        kept,
        epoch=epoch,
        previous_epoch=kept.epoch if was_empty else state.epoch,
        restored_seq=kept.head if was_empty else _shared(state, kept),
        floor=0,
        last_number=max(state.last_number, kept.last_number) + NUMBERS_PASSED_OVER,
    )


def _shared(state: RegisterState, kept: RegisterState) -> int | None:
    """The last seq that the register's epoch shares with the backup.

    A backup of the epoch before shares what that epoch's restore kept; of older ones it is not known.
    """
    if kept.epoch == state.epoch:
        return kept.head
    if kept.epoch == state.previous_epoch and state.restored_seq is not None:
        return min(kept.head, state.restored_seq)
    return None
