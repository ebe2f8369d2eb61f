"""Backups: made daily and before each migration, each checked, fewer the older they are."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, AppError, UserError
from interpreter_app.keys import FoundKey, OpenKeyring, ProfileKeys
from interpreter_app.store.backups import Backup, Contents, backups_of, check_copy, keep_backup, write_backup
from interpreter_app.store.database import is_encrypted
from interpreter_app.use_cases.open_profile import Profile, open_with_its_key, usable_key

__all__ = [
    "EVERY",
    "Backup",
    "Contents",
    "Listed",
    "back_up",
    "back_up_daily",
    "back_up_to",
    "contents_of",
    "due",
    "is_due",
    "key_of_backup",
    "list_backups",
]

EVERY = timedelta(days=1)


class Listed(NamedTuple):
    """A backup of a profile; ``contents`` is None for one that is damaged or that no key here opens."""

    backup: Backup
    contents: Contents | None


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


def contents_of(profile: Profile, backup: Path) -> Contents:
    """What a backup of the profile holds; raises ``EnvironmentFault`` when it is damaged."""
    return check_copy(backup, profile.key)


def due(profile: Profile, now: datetime) -> bool:
    """Whether it is time to back up the profile: it holds what is nowhere else, and the last day has no backup."""
    return is_due(profile.files, now) and _holds_what_is_nowhere_else(profile)


def _holds_what_is_nowhere_else(profile: Profile) -> bool:
    """Whether the register could not give back all that the file holds: edits and logins, or the owner's own data."""
    if profile.state() is None:
        return False
    return profile.key is not None or any(profile.own())


def is_due(files: ProfileFiles, now: datetime) -> bool:
    """Whether no backup is within a day of ``now``; one that a clock in the future dated does not count."""
    return all(abs(now - backup.at) >= EVERY for backup in backups_of(files))


def back_up_daily(name: str, files: ProfileFiles, open_keyring: OpenKeyring, now: datetime) -> Path | None:
    """Back up the profile ``name`` if that is due; None when there was nothing to do.

    A file that cannot be opened has been told of by whoever wanted to use it. Raises ``EnvironmentFault`` when the
    backup cannot be written.
    """
    if not files.path.exists() or not is_due(files, now):
        return None
    try:
        profile = open_with_its_key(name, files.path, open_keyring, even_locked=True)
    except AppError:
        return None
    try:
        return back_up(profile, now) if due(profile, now) else None
    finally:
        profile.close()


def list_backups(files: ProfileFiles, keys: ProfileKeys) -> list[Listed]:
    """The backups of a profile, newest first, each with what it holds."""
    return [Listed(backup, _contents(backup.path, keys)) for backup in backups_of(files)]


def key_of_backup(backup: Path, keys: ProfileKeys) -> FoundKey | None:
    """The key that opens the backup, None for one that is not encrypted; raises ``KeyLost`` when there is none."""
    return usable_key(ProfileFiles(backup), keys) if is_encrypted(backup) else None


def _contents(backup: Path, keys: ProfileKeys) -> Contents | None:
    try:
        key = key_of_backup(backup, keys)
        return check_copy(backup, key.key if key else None)
    except AppError:
        return None
