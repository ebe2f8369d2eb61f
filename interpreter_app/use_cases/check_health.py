"""Checking that a profile's file is whole, how old its data are, and what the disk has left."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from interpreter_app.domain.errors import AppError
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.store.base import HashOf
from interpreter_app.store.condition import SQLITE_VERSION, Condition, cipher_version, read_condition
from interpreter_app.use_cases.open_profile import open_profile

__all__ = ["SQLITE_VERSION", "FileHealth", "check_file", "free_bytes"]


@dataclass(frozen=True, slots=True)
class FileHealth:
    """The health of a profile's file.

    ``condition``, ``state`` and ``sqlcipher`` are None where the file could not be read that far; ``fault`` then says
    why. ``state`` is None for a file without a register too.
    """

    condition: Condition | None = None
    state: ProfileState | None = None
    sqlcipher: str | None = None
    fault: AppError | None = None

    @property
    def sound(self) -> bool:
        """Whether the file could be read and nothing in it is damaged."""
        return self.condition is not None and not self.condition.faults and self.condition.digests_agree


def check_file(name: str, path: Path, hash_of: HashOf) -> FileHealth:
    """The health of the profile ``name`` in the file ``path``; ``hash_of`` gives what a record adds to its digest."""
    try:
        profile = open_profile(name, path)
    except AppError as fault:
        return FileHealth(fault=fault)
    try:
        state = profile.state()
        sqlcipher = cipher_version(profile.database)
        return FileHealth(read_condition(profile.database, hash_of), state, sqlcipher)
    except AppError as fault:
        return FileHealth(fault=fault)
    finally:
        profile.close()


def free_bytes(folder: Path) -> int:
    """Bytes left on the disk of ``folder``, or of the nearest folder above it that exists."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(there).free
