"""Backups: made daily and before each migration, each checked, fewer the older they are; and restoring one."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, AppError, NotFound, UserError
from interpreter_app.keys import FoundKey, ProfileKeys
from interpreter_app.private_files import begin_new, copy_private, put_in_place
from interpreter_app.store.backups import Backup, Contents, backups_of, check_copy, keep_backup, write_backup
from interpreter_app.store.carrying import carry_account, carry_edits
from interpreter_app.store.database import Damaged, is_encrypted
from interpreter_app.use_cases.open_profile import Profile, open_profile, usable_key

__all__ = [
    "EVERY",
    "Backup",
    "Contents",
    "Listed",
    "Restored",
    "back_up",
    "back_up_to",
    "due",
    "is_due",
    "list_backups",
]

EVERY = timedelta(days=1)


class Listed(NamedTuple):
    """A backup of a profile; ``contents`` is None for one that is damaged or that no key here opens."""

    backup: Backup
    contents: Contents | None


class Restored(NamedTuple):
    """A backup in the place of the file.

    ``carried`` counts the edits of the old file that the backup lacked, None where the old file could not be read;
    ``set_aside`` is where that is now, None where there was none.
    """

    path: Path
    contents: Contents
    carried: int | None
    set_aside: ProfileFiles | None


def back_up(profile: Profile, now: datetime) -> Path:
    """Back up the profile into its folder of backups; returns the checked backup.

    Others may read and write meanwhile. Raises ``EnvironmentFault`` when the disk is full or cannot be written.
    """
    return keep_backup(profile.database, profile.key, now)


def back_up_to(profile: Profile, file: Path) -> Contents:
    """Back up the profile into ``file``, with the profile's key.

    Raises ``UserError`` when there is such a file already, otherwise as ``back_up``.
    """
    if file.exists():
        raise UserError(N_("There is a file {path} already."), N_("Give another name; it is left as it is."), path=file)
    return write_backup(profile.database, profile.key, file)


def due(profile: Profile, now: datetime) -> bool:
    """Whether it is time to back up the profile: it holds private data, and the last day has no backup of them."""
    return profile.key is not None and is_due(profile.files, now)


def is_due(files: ProfileFiles, now: datetime) -> bool:
    """Whether no backup is within a day of ``now``; one that a clock in the future dated does not count."""
    return all(abs(now - backup.at) >= EVERY for backup in backups_of(files))


def list_backups(files: ProfileFiles, keys: ProfileKeys) -> list[Listed]:
    """The backups of a profile, newest first, each with what it holds."""
    return [Listed(backup, _contents(backup.path, keys)) for backup in backups_of(files)]


def restore(name: str, files: ProfileFiles, backup: Path | None, keys: ProfileKeys, *, now: datetime) -> Restored:
    """Put ``backup`` (None: the newest that is sound) in the place of the profile's file, which is set aside.

    The edits of the file that the backup lacks are carried over with their conflicts, and so is the login. Until the
    last step the file stays as it is. Raises ``NotFound`` when there is no backup, ``UserError`` for one that belongs
    to another register or is not encrypted as the file is, and ``EnvironmentFault`` when it is damaged, when no key
    opens it, or when another program has the file open.
    """
    chosen = backup or _newest_sound(name, files, keys)
    key = _key_of(chosen, keys)
    contents = check_copy(chosen, key.key if key else None)
    current = _current(name, files, keys)
    try:
        _refuse_unfit(chosen, contents, files, current)
        carried = _prepare(name, chosen, files, key, current)
        readable = current is not None and _folded(current) and carried is not None
    finally:
        if current is not None:
            current.database.close()
    aside = files.set_aside_at(now) if files.path.exists() else None
    put_in_place(files, aside)
    if aside is not None and not readable and files.unsent.exists():
        files.unsent.replace(aside.unsent)
    open_profile(name, files.path, *_with(key)).close()
    return Restored(chosen, contents, carried if readable else None, aside)


def _current(name: str, files: ProfileFiles, keys: ProfileKeys) -> Profile | None:
    """The profile as it is now; None where there is none or it cannot be read, which is why a backup is wanted."""
    if not files.path.exists():
        return None
    try:
        found = usable_key(files, keys) if is_encrypted(files.path) else None
        return open_profile(name, files.path, *_with(found))
    except (KeyLost, Damaged):
        return None


def _prepare(name: str, backup: Path, files: ProfileFiles, key: FoundKey | None, current: Profile | None) -> int | None:
    """Make the file that is to take the profile's place; returns how many edits it took from ``current``, if it can."""
    copy_private(backup, begin_new(files))
    restored = open_profile(name, files.new, *_with(key))
    try:
        carried = _carry(current, restored)
        restored.database.fold()
        return carried
    finally:
        restored.database.close()


def _folded(profile: Profile) -> bool:
    """Leave the file as a single one; False when it is damaged."""
    try:
        profile.database.fold()
    except Damaged:
        return False
    return True


def _with(key: FoundKey | None) -> tuple[bytes | None, KeyPlace | None]:
    return (key.key, key.place) if key else (None, None)


def _refuse_unfit(backup: Path, contents: Contents, files: ProfileFiles, current: Profile | None) -> None:
    state = current.state() if current else None
    if state and contents.register_id and state.register_id != contents.register_id:
        raise UserError(
            N_("The backup {path} is of another register than the profile."),
            N_("Choose another backup, or name another profile with --profile."),
            path=backup,
        )
    if is_encrypted(files.path) and not is_encrypted(backup):
        raise UserError(
            N_("The backup {path} is not encrypted, but the profile is."),
            N_("Choose a backup that was made after the login."),
            path=backup,
        )


def _carry(current: Profile | None, restored: Profile) -> int | None:
    """Carry login and edits over; None when there is nothing that can be read."""
    if current is None:
        return None
    try:
        if current.account() is not None:
            carry_account(current.database, restored.database)
        return carry_edits(current.database, restored.database, overrule=True)
    except Damaged as damaged:
        if damaged.values.get("path") != current.database.path:
            raise
        return None


def _newest_sound(name: str, files: ProfileFiles, keys: ProfileKeys) -> Path:
    for listed in list_backups(files, keys):
        if listed.contents is not None:
            return listed.backup.path
    raise NotFound(
        N_("The profile {name} has no sound backup."), N_("Give the file of one that is kept elsewhere."), name=name
    )


def _key_of(backup: Path, keys: ProfileKeys) -> FoundKey | None:
    """The key that opens the backup, None for one that is not encrypted; raises ``KeyLost`` when there is none."""
    return usable_key(ProfileFiles(backup), keys) if is_encrypted(backup) else None


def _contents(backup: Path, keys: ProfileKeys) -> Contents | None:
    try:
        key = _key_of(backup, keys)
        return check_copy(backup, key.key if key else None)
    except AppError:
        return None
