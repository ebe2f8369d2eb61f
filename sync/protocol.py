"""The wire between client and central register: one truth for both sides."""

from hashlib import sha256
from typing import Annotated

import msgspec

API_VERSION = 1
SCHEMA = 1
ROWS_PER_PART = 5000
CHANGES_LIMIT = 1000
CHANGES_LIMIT_MAX = 5000
DIGEST_MODULUS = 2**64

EPOCH_HEADER = "Register-Epoch"
NDJSON = "application/x-ndjson"
PROBLEM_JSON = "application/problem+json"

PUT = "put"
DELETE = "del"
REVOKE = "revoke"

CURSOR_EXPIRED = "cursor-expired"
EPOCH_CHANGED = "epoch-changed"
PROJECTION_CHANGED = "projection-changed"
SNAPSHOT_GONE = "snapshot-gone"
UNKNOWN_CURSOR = "unknown-cursor"

Seq = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
"""A place in the order of all changes, as large as a register file can hold."""

BEGIN_ANEW = frozenset({CURSOR_EXPIRED, EPOCH_CHANGED, PROJECTION_CHANGED, SNAPSHOT_GONE, UNKNOWN_CURSOR})
"""The problems after which a client asks for a new snapshot; what it has not sent stays."""


class ApiRange(msgspec.Struct, frozen=True):
    """The API versions that a server speaks."""

    min: int
    max: int


class Info(msgspec.Struct, frozen=True):
    """What the server is: ``register`` is its permanent id (R15), ``epoch`` changes at a restore (R6).

    ``head`` is the last seq, ``floor`` the oldest seq that a cursor may hold, ``at`` the server's time (ISO 8601).
    """

    api: ApiRange
    schema: int
    register: str
    fictional: bool
    epoch: str
    head: int
    floor: int
    at: str


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which rows a snapshot is to hold; a list that is absent means all."""

    types: list[str] | None = None
    languages: list[str] | None = None
    counties: list[str] | None = None


class SnapshotRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Asks for a first copy."""

    schema: int
    scope: Scope = Scope()


class SnapshotPart(msgspec.Struct, frozen=True):
    """A part of a snapshot; ``bytes`` and ``sha256`` are of the text before compression."""

    n: int
    rows: int
    bytes: int
    sha256: str
    href: str


class Snapshot(msgspec.Struct, frozen=True):
    """A first copy in parts; ``cursor`` is where the changes after it begin, ``expires`` when the parts go away."""

    snapshot: str
    epoch: str
    seq: Seq
    cursor: str
    at: str
    expires: str
    digest: dict[str, tuple[int, str]]
    parts: list[SnapshotPart]


class SnapshotRow(msgspec.Struct, frozen=True):
    """One record in a part; ``d`` is kept as it came, fields we do not know included."""

    t: str
    id: str
    rev: Seq
    d: msgspec.Raw


class SnapshotEnd(msgspec.Struct, frozen=True):
    """The last line of a part: without it the part was cut short."""

    eof: bool
    rows: int


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change: ``op`` is put, del (deleted) or revoke (no longer ours to see).

    Changes of one ``tx`` belong together.
    """

    op: str
    t: str
    id: str
    rev: Seq
    tx: int = 0
    d: msgspec.Raw = msgspec.Raw(b"null")


class ChangesEnd(msgspec.Struct, frozen=True, omit_defaults=True):
    """The last line of a page of changes; ``digest`` only on the last page, valid at its ``next``."""

    next: str
    more: bool
    head: Seq
    at: str
    digest: dict[str, tuple[int, str]] | None = None


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """An RFC 9457 problem document; ``restored_seq`` is the last seq that a restore kept."""

    type: str
    title: str
    status: int
    detail: str = ""
    restored_seq: int | None = None


def record_hash(id_: str, rev: int) -> int:
    """What one record adds to its type's digest: the first 8 bytes of SHA-256 of "id:rev" (R14)."""
    return int.from_bytes(sha256(f"{id_}:{rev}".encode()).digest()[:8])


def hex_sum(total: int) -> str:
    """A digest's sum as it stands on the wire: modulo 2^64, 16 hexadecimal digits."""
    return f"{total % DIGEST_MODULUS:016x}"
