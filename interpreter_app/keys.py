"""The key of an encrypted profile: in the system's keyring, or in a file beside the profile where there is none.

Only the key is kept there, never a token: a keyring may take no more than a few hundred letters, and what is in the
encrypted file is protected by the key anyway.
"""

import binascii
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from interpreter_app.data_folder import SUFFIX, ProfileFiles
from interpreter_app.domain.profiles import KEY_BYTES
from interpreter_app.private_files import replace_private

SERVICE = "interpreter-app"
_LOWEST_PRIORITY = 1
"""Keyrings below it keep nothing, or keep it unprotected."""


class KeyPlace(StrEnum):
    """Where a key is kept."""

    KEYRING = "keyring"
    FILE = "file"


class Keyring(Protocol):
    """The system's keyring, as the library ``keyring`` gives it; every method may raise any exception of its own."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret kept under these names, None when there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret under these names."""

    def delete_password(self, service: str, username: str) -> None:
        """Drop the secret under these names."""


OpenKeyring = Callable[[], Keyring | None]
"""Gives the keyring to use, None where there is none; called only when a key is needed."""


@dataclass(frozen=True, slots=True)
class FoundKey:
    """A key and where it is kept."""

    key: bytes = field(repr=False)
    place: KeyPlace


def new_key() -> bytes:
    """A random key."""
    return secrets.token_bytes(KEY_BYTES)


def system_keyring() -> Keyring | None:
    """The keyring of this machine; None where there is none that protects what it keeps."""
    import keyring

    try:
        found = keyring.get_keyring()
        return found if found.priority >= _LOWEST_PRIORITY else None
    except Exception:  # each system's keyring fails in a way of its own; the key file serves then
        return None


class ProfileKeys:
    """The key of one profile's file."""

    def __init__(self, files: ProfileFiles, open_keyring: OpenKeyring) -> None:
        self._files = files
        self._open_keyring = open_keyring
        self._user = f"{files.path.name.removesuffix(SUFFIX)} {files.path.parent.absolute()}"

    def find(self) -> Iterator[FoundKey]:
        """The keys that are kept for the file, the keyring's first; whether one opens it is not known yet."""
        for text, place in ((self._in_keyring, KeyPlace.KEYRING), (self._in_file, KeyPlace.FILE)):
            key = _from_text(text())
            if key is not None:
                yield FoundKey(key, place)

    def keep(self, key: bytes) -> KeyPlace:
        """Keep ``key`` where it can be found again: in the keyring, else in a key file.

        Raises ``OSError`` when not even the file can be written.
        """
        if self._put_in_keyring(key.hex()):
            self._files.key.unlink(missing_ok=True)
            return KeyPlace.KEYRING
        replace_private(self._files.key, key.hex().encode())
        return KeyPlace.FILE

    def forget(self) -> None:
        """Drop the key, wherever it is kept; raises ``OSError`` when the key file cannot be deleted."""
        keyring = self._open_keyring()
        if keyring is not None:
            with suppress(Exception):  # it is not there, or the keyring is gone: nothing to drop
                keyring.delete_password(SERVICE, self._user)
        self._files.key.unlink(missing_ok=True)

    def _in_keyring(self) -> str | None:
        keyring = self._open_keyring()
        if keyring is None:
            return None
        try:
            return keyring.get_password(SERVICE, self._user)
        except Exception:  # locked, or gone: each keyring says so in a way of its own
            return None

    def _in_file(self) -> str | None:
        try:
            return self._files.key.read_text(encoding="ascii").strip()
        except (OSError, UnicodeError):
            return None

    def _put_in_keyring(self, text: str) -> bool:
        """Whether the keyring keeps it: some take a secret and forget it."""
        keyring = self._open_keyring()
        if keyring is None:
            return False
        try:
            keyring.set_password(SERVICE, self._user, text)
            return keyring.get_password(SERVICE, self._user) == text
        except Exception:  # locked, or refused by the person: each keyring says so in a way of its own
            return False


def _from_text(text: str | None) -> bytes | None:
    try:
        key = binascii.unhexlify(text or "")
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None
