"""The wire between client and central register: one truth for both sides."""

from hashlib import sha256
from typing import Annotated, Any, Final, Literal

import msgspec

API_VERSION = 1
SCHEMA = 1
ROWS_PER_PART = 5000
CHANGES_LIMIT = 1000
CHANGES_LIMIT_MAX = 5000
DIGEST_MODULUS = 2**64
OPS_LIMIT = 100
"""Edits in one request, and in one transaction (R19)."""
OPS_BYTES = 1024 * 1024
RESULTS_KEPT_DAYS = 180
"""How long a server remembers what an edit came to (R9)."""
ACKNOWLEDGED_KEPT_DAYS = 35
"""How long a client keeps what was acknowledged, to send it again to a register that was restored (R6)."""

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
NO_TOKEN = "no-token"
TOKEN_REFUSED = "token-refused"
NOT_ALLOWED = "not-allowed"

APPLIED: Final = "applied"
MERGED: Final = "merged"
DUPLICATE: Final = "duplicate"
NOOP: Final = "noop"
CONFLICT: Final = "conflict"
REJECTED: Final = "rejected"
DEFERRED: Final = "deferred"
Status = Literal["applied", "merged", "duplicate", "noop", "conflict", "rejected", "deferred"]
"""What can become of an edit; see ``OpResult``."""
ACKNOWLEDGED = frozenset({APPLIED, MERGED, DUPLICATE, NOOP})
"""The answers after which an edit is in the register."""

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


class Account(msgspec.Struct, frozen=True):
    """Who the register takes us for: ``role`` is public, case_worker or administrator; ``name`` empty for public."""

    role: str
    name: str


Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")]
"""An id in its usual form; ids that a client makes are UUIDv7."""
ShortText = Annotated[str, msgspec.Meta(max_length=200)]
LongText = Annotated[str, msgspec.Meta(max_length=2000)]


class Op(msgspec.Struct, frozen=True, omit_defaults=True):
    """One edit of one record. Once sent it never changes.

    ``n`` is its place among the client's edits; edits of one ``tx`` are done together or not at all. ``base`` are the
    values that the editor saw, ``set`` the new ones: an update names the fields it changes (and in ``base`` all fields
    that must not part from them), a deletion has in ``base`` the whole record seen, a creation has in ``set`` the
    whole record. A creation whose ``base_rev`` is not 0 brings back a record whose deletion had that rev, or which had
    that rev when it was deleted. ``made`` is the time on the client's clock, kept for the history only. ``undoes`` is
    the seq of the change that the edit takes back. ``number`` is the register number that a person had already been
    given, when the edit is sent again to a register that was restored.
    """

    op_id: Id
    n: Seq
    tx: Id
    op: Literal["create", "update", "delete"]
    t: ShortText
    id: Id
    base_rev: Seq = 0
    base: dict[str, Any] = {}
    set: dict[str, Any] = {}
    reason: LongText = ""
    made: ShortText = ""
    undoes: Seq | None = None
    number: Seq | None = None


class OpsRequest(msgspec.Struct, frozen=True):
    """Edits on their way to the register; ``client`` is the permanent id of the sender's file, ``device`` its machine.

    A ``tx`` is never parted over two requests.
    """

    epoch: str
    client: Id
    ops: Annotated[list[Op], msgspec.Meta(min_length=1, max_length=OPS_LIMIT)]
    device: ShortText = ""


class OpResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of an edit.

    applied, merged (others changed other fields), noop (the register had it so) and duplicate (done before) carry the
    ``rev`` and content ``d`` of the record as it now is (``d`` null when deleted) and ``seq``, the place of the edit in
    the order of changes. conflict carries the ``fields`` that collide and the register's record ``current`` (null when
    deleted) with its ``rev``, and ``by`` whom and when (``at``, ISO 8601) it was changed. rejected carries ``code``,
    the ``field`` at fault, and ``detail`` in English. deferred: another edit of the same tx stopped it.
    """

    op_id: str
    st: Status
    rev: Seq = 0
    seq: Seq = 0
    d: msgspec.Raw = msgspec.Raw(b"null")
    fields: list[str] = []
    current: msgspec.Raw = msgspec.Raw(b"null")
    by: str = ""
    at: str = ""
    code: str = ""
    field: str = ""
    detail: str = ""


class OpsAnswer(msgspec.Struct, frozen=True):
    """What became of each edit of a request, in its order; ``at`` is the server's time."""

    results: list[OpResult]
    at: str


class HistoryEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change of one record, as register staff may see it.

    ``op`` is put or del; ``before`` and ``after`` are the record's content, null where there was none. ``erased`` says
    that a content was erased by law. ``device`` and ``op_id`` are empty for changes that came from no client.
    """

    seq: Seq
    tx: Seq
    t: str
    id: str
    person: str
    op: Literal["put", "del"]
    at: str
    by: str
    device: str = ""
    reason: str = ""
    op_id: str = ""
    before: msgspec.Raw = msgspec.Raw(b"null")
    after: msgspec.Raw = msgspec.Raw(b"null")
    erased: bool = False


class HistoryPage(msgspec.Struct, frozen=True):
    """Entries in ascending order of seq; ``next`` is the ``after`` of the next page, null on the last.

    ``head`` is the register's last seq: the history is whole up to it when ``next`` is null.
    """

    entries: list[HistoryEntry]
    next: Seq | None
    head: Seq
    epoch: str


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
