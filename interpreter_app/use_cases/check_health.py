"""Checking that a profile's file is whole, how it is protected, how old its data are, and what the disk has left."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import AppError
from interpreter_app.domain.profiles import AccountRole, ProfileState
from interpreter_app.keys import KeyPlace, OpenKeyring
from interpreter_app.store.backups import backups_of
from interpreter_app.store.base import HashOf
from interpreter_app.store.condition import SQLITE_VERSION, Condition, cipher_version, read_condition
from interpreter_app.store.database import is_encrypted
from interpreter_app.use_cases.open_profile import Profile, noted_unsent, open_with_its_key
from interpreter_app.use_cases.read_guidance import read_received

__all__ = ["SQLITE_VERSION", "FileHealth", "Protection", "check_file", "free_bytes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """How a profile's data are protected.

    ``key_place`` and ``role`` are None, and ``locked`` is too, for a file that no key opens; ``unsent`` is then what
    was last counted, None when that is not known. ``last_backup`` is None when there is no backup.
    """

    encrypted: bool
    key_place: KeyPlace | None = None
    role: AccountRole | None = None
    locked: bool | None = None
    unsent: int | None = None
    last_backup: datetime | None = None


@dataclass(frozen=True, slots=True)
class FileHealth:
    """The health of a profile's file.

    ``condition``, ``state`` and ``sqlcipher`` are None where the file could not be read that far; ``fault`` then says
    why. ``state`` is None for a file without a register too. ``left_out`` says of each piece of guidance from the
    register that is not used why not: the file is sound all the same.
    """

    protection: Protection
    condition: Condition | None = None
    state: ProfileState | None = None
    sqlcipher: str | None = None
    fault: AppError | None = None
    left_out: tuple[AppError, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the file could be read and nothing in it is damaged."""
        return self.condition is not None and not self.condition.faults and self.condition.digests_agree


def check_file(name: str, path: Path, hash_of: HashOf, open_keyring: OpenKeyring) -> FileHealth:
    """The health of the profile ``name`` in the file ``path``; ``hash_of`` gives what a record adds to its digest.

    ``open_keyring`` gives the keyring for an encrypted file. A locked one is checked all the same.
    """
    try:
        profile = open_with_its_key(name, path, open_keyring, even_locked=True)
    except AppError as fault:
        return FileHealth(_unread_protection(ProfileFiles(path)), fault=fault)
    try:
        protection = _protection(profile)
        state = profile.state()
        sqlcipher = cipher_version(profile.database)
        condition = read_condition(profile.database, hash_of)
        return FileHealth(protection, condition, state, sqlcipher, left_out=_left_out(profile))
    except AppError as fault:
        return FileHealth(_unread_protection(profile.files), fault=fault)
    finally:
        profile.close()


def _left_out(profile: Profile) -> tuple[AppError, ...]:
    with profile.database.read() as connection:
        return read_received(connection).left_out


def _protection(profile: Profile) -> Protection:
    account = profile.account()
    return Protection(
        encrypted=profile.key is not None,
        key_place=profile.key_place,
        role=account.role if account else AccountRole.PUBLIC,
        locked=account is not None and account.locked,
        unsent=profile.unsent(),
        last_backup=_last_backup(profile.files),
    )


def _unread_protection(files: ProfileFiles) -> Protection:
    return Protection(encrypted=is_encrypted(files.path), unsent=noted_unsent(files), last_backup=_last_backup(files))


def _last_backup(files: ProfileFiles) -> datetime | None:
    return next((backup.at for backup in backups_of(files)), None)


def free_bytes(folder: Path) -> int:
    """Bytes left on the disk of ``folder``, or of the nearest folder above it that exists."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(there).free
