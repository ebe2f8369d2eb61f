"""The hash chain of the history: whoever changes, takes out or swaps an entry breaks it.

The hash of an entry is SHA-256 over the hash of the entry before, the entry's metadata, and the hash of its contents.
That of the contents is salted: a content can be erased by law together with its salt, the chain still verifies, and
what was erased cannot be guessed from what is left.
"""

from collections.abc import Callable
from hashlib import sha256
from secrets import token_bytes
from typing import Final, NamedTuple

import msgspec

SALT_BYTES = 16
GENESIS = bytes(32)
"""What stands for the hash of the entry before the first."""

PUT: Final = "put"
DELETE: Final = "del"
SHOW: Final = "show"
HIDE: Final = "hide"
ERASE: Final = "erase"
"""What an entry tells of a record: its new content, its deletion, that the public may see it from now on or no longer,
and that its earlier contents were erased by law."""

WITH_CONTENT = (PUT, DELETE, ERASE)
"""The entries whose ``after`` is the content of the record from then on."""

Salts = Callable[[], bytes]
"""Gives a new random salt of ``SALT_BYTES`` at each call."""

_encoder = msgspec.json.Encoder()


def random_salt() -> bytes:
    """A new salt from the operating system."""
    return token_bytes(SALT_BYTES)


class Entry(NamedTuple):
    """An entry of the history, in the order of the columns of ``changes``.

    ``before`` and ``after`` are the record's JSON text, None where there was none. ``before``, ``after``, ``reason``
    and ``salt`` are None once ``erased``.
    """

    seq: int
    tx: int
    type: str
    record: str
    person: str
    op: str
    at: str
    by: str
    device: str
    reason: str | None
    op_id: str
    before: bytes | None
    after: bytes | None
    salt: bytes | None
    content_hash: bytes
    hash: bytes
    erased: bool


def sealed(entry: Entry, previous: bytes, salt: bytes) -> Entry:
    """A new entry with its salt and hashes, put after the one whose hash is ``previous``."""
    content = hash_of_content(salt, entry)
    return entry._replace(salt=salt, content_hash=content, hash=hash_of(entry, content, previous))


def hash_of(entry: Entry, content: bytes, previous: bytes) -> bytes:
    """The hash of an entry whose contents hash to ``content``."""
    metadata = _encoder.encode((*entry[:9], entry.op_id))
    return sha256(previous + content + metadata).digest()


def hash_of_content(salt: bytes, entry: Entry) -> bytes:
    """The salted hash of what an entry holds: before, after and reason, each with its length."""
    parts = (entry.before, entry.after, None if entry.reason is None else entry.reason.encode())
    return sha256(salt + b"".join(b"-" if part is None else b"%d:%b" % (len(part), part) for part in parts)).digest()


def fault_of(entry: Entry, previous: bytes) -> str | None:
    """What is wrong with an entry that stands after the one whose hash is ``previous``; None when all is right."""
    contents = (entry.before, entry.after, entry.reason, entry.salt)
    if entry.erased:
        if contents != (None, None, None, None):
            return "it is marked as erased and has contents"
    elif entry.salt is None or hash_of_content(entry.salt, entry) != entry.content_hash:
        return "its contents are not those that were recorded"
    if hash_of(entry, entry.content_hash, previous) != entry.hash:
        return "it is not the entry that was recorded here"
    return None
