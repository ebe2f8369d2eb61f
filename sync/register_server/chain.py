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

from interpreter_app.domain.errors import N_

SALT_BYTES = 16
GENESIS = bytes(32)
"""What stands for the hash of the entry before the first."""

PUT: Final = "put"
DELETE: Final = "del"
SHOW: Final = "show"
HIDE: Final = "hide"
ERASE: Final = "erase"
ERASE_DELETED: Final = "erasedel"
"""What an entry tells of a record: its new content, its deletion, that the public may see it from now on or no longer,
and that its earlier contents were erased by law, of a living record or of a deleted one."""

ERASURES = (ERASE, ERASE_DELETED)
WITH_CONTENT = (PUT, DELETE, *ERASURES)
"""The entries whose ``after`` is the content of the record from then on."""

Salts = Callable[[], bytes]
"""Gives a new random salt of ``SALT_BYTES`` at each call."""

_encoder = msgspec.json.Encoder()


def random_salt() -> bytes:
    """A new salt from the operating system."""
    return token_bytes(SALT_BYTES)


class Facts(NamedTuple):
    """What an entry says beside contents: it can never be taken out."""

    seq: int
    tx: int
    type: str
    record: str
    person: str
    op: str
    at: str
    by: str
    device: str
    op_id: str


class Contents(NamedTuple):
    """The record's JSON text before and after a change, None where there was none, and why it was made."""

    before: bytes | None
    after: bytes | None
    reason: str | None


class Entry(NamedTuple):
    """An entry of the history, in the order of the columns of ``changes``.

    ``before``, ``after``, ``reason`` and ``salt`` are None once ``erased``.
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

    @property
    def facts(self) -> Facts:
        """What it says beside contents."""
        return Facts(*self[:9], self.op_id)

    @property
    def contents(self) -> Contents:
        """What it says of the record."""
        return Contents(self.before, self.after, self.reason)


def seal(facts: Facts, contents: Contents, previous: bytes, salt: bytes) -> Entry:
    """A new entry, put after the one whose hash is ``previous``."""
    content_hash = _hash_of_contents(contents, salt)
    hash_ = _hash(facts, content_hash, previous)
    return Entry(
        *facts[:9],
        contents.reason,
        facts.op_id,
        contents.before,
        contents.after,
        salt,
        content_hash,
        hash_,
        erased=False,
    )


def fault_of(entry: Entry, previous: bytes) -> str | None:
    """What is wrong with an entry that stands after the one whose hash is ``previous``; None when all is right.

    What is wrong is an English source text.
    """
    if entry.erased:
        if (*entry.contents, entry.salt) != (None, None, None, None):
            return N_("An entry is marked as erased and has contents.")
    elif entry.salt is None or _hash_of_contents(entry.contents, entry.salt) != entry.content_hash:
        return N_("The contents of an entry are not those that were recorded.")
    if _hash(entry.facts, entry.content_hash, previous) != entry.hash:
        return N_("An entry is not the one that was recorded in this place.")
    return None


def _hash(facts: Facts, content_hash: bytes, previous: bytes) -> bytes:
    return sha256(previous + content_hash + _encoder.encode(facts)).digest()


def _hash_of_contents(contents: Contents, salt: bytes) -> bytes:
    """SHA-256 over the salt and each part with its length, so that no byte can move from one to the next."""
    before, after, reason = contents
    text = None if reason is None else reason.encode()
    return sha256(b"".join((salt, _measured(before), _measured(after), _measured(text)))).digest()


def _measured(part: bytes | None) -> bytes:
    return b"-" if part is None else b"%d:%b" % (len(part), part)
