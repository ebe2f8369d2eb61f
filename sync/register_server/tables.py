"""The tables of the central register, the same on SQLite and PostgreSQL."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
)

from interpreter_app.store.search_index import IndexTables
from interpreter_app.store.tables import people_table, search_entries_table

metadata = MetaData()

register = Table(
    "register",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("register", String(36), nullable=False),
    Column("fictional", Boolean, nullable=False),
    Column("epoch", String(36), nullable=False),
    Column("previous_epoch", String(36)),
    Column("restored_seq", BigInteger),
    Column("head", BigInteger, nullable=False),
    Column("floor", BigInteger, nullable=False),
    Column("withheld", BigInteger, nullable=False),
    Column("last_tx", BigInteger, nullable=False),
    Column("last_number", BigInteger, nullable=False),
    Column("demo_seed", BigInteger),
    Column("demo_size", BigInteger),
    Column("demo_filled", BigInteger),
    Column("created", String(32), nullable=False),
    Column("head_hash", String(64), nullable=False),
)
"""One row; every writer locks it before a seq is given, so that seqs are in commit order (R2).

``register`` is the permanent id (R15). ``restored_seq`` is the last seq that the restore after ``previous_epoch``
kept. ``floor`` is the oldest seq that a cursor may hold, ``withheld`` the seq at which consent to a shown address was
last withdrawn: snapshots from before it are no longer served. ``last_number`` is the highest register number given.
The ``demo`` columns say which fiction fills the register and how many of its people are in. ``head_hash`` is the hash
of the history's last entry, in hexadecimal.
"""

records = Table(
    "records",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person", String(36), nullable=False),
    Column("type", String(32), nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("tx", BigInteger, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("was_public", Boolean, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("records_by_rev", "rev", unique=True),
    Index("records_by_person", "person"),
    sqlite_with_rowid=False,
)
"""The state of every record; ``data`` is its JSON text, empty once deleted. ``rev`` is the seq of its last change.

``public`` says whether the public may see it now, ``was_public`` whether it ever could: of a record that it never
could see, the public is not told that it is gone either.
"""

digests = Table(
    "digests",
    metadata,
    Column("projection", String(16), nullable=False),
    Column("type", String(32), nullable=False),
    Column("count", Integer, nullable=False),
    Column("sum", String(16), nullable=False),
    PrimaryKeyConstraint("projection", "type"),
)
"""Row count and running sum (64 bits in hexadecimal) of what a projection shows, per type (R14)."""

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("created", String(32), nullable=False),
    Column("expires", String(10)),
    Column("revoked", String(32)),
    Column("last_used", String(10)),
)
"""The people and machines that the register knows; the tokens themselves are not kept, only their SHA-256.

``expires`` is the first day on which the token is refused, ``last_used`` the last day on which it was taken.
``created`` and ``revoked`` are ISO 8601 in UTC. Rows stay when a token is revoked: the history names their people.
"""

changes = Table(
    "changes",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("tx", BigInteger, nullable=False),
    Column("type", String(32), nullable=False),
    Column("record", String(36), nullable=False),
    Column("person", String(36), nullable=False),
    Column("op", String(8), nullable=False),
    Column("at", String(32), nullable=False),
    Column("by", String(64), nullable=False),
    Column("device", String(200), nullable=False),
    Column("reason", String(2000)),
    Column("op_id", String(36), nullable=False),
    Column("before", LargeBinary),
    Column("after", LargeBinary),
    Column("salt", LargeBinary),
    Column("content_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("erased", Boolean, nullable=False),
    Index("changes_by_person", "person", "seq"),
)
"""Every change ever made, only added to: the ground of the history. ``at`` is ISO 8601 in UTC; see ``chain.Entry``."""

op_results = Table(
    "op_results",
    metadata,
    Column("op_id", String(36), primary_key=True),
    Column("record", String(36), nullable=False),
    Column("st", String(16), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("code", String(32), nullable=False),
    Column("field", String(200), nullable=False),
    Column("fields", LargeBinary, nullable=False),
    Column("at", String(32), nullable=False),
    Index("op_results_by_time", "at"),
    sqlite_with_rowid=False,
)
"""What each edit of a client came to, so that the same edit sent again is answered the same (R9).

``fields`` are the names of those that collided, as JSON; no content of a record is kept here. ``at`` is
ISO 8601 in UTC.
"""

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("epoch", String(36), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("view", String, nullable=False),
    Column("at", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("complete", Boolean, nullable=False),
)
"""First copies: the state at ``seq`` as the role and scope in ``view`` see it; times are ISO 8601 in UTC."""

snapshot_parts = Table(
    "snapshot_parts",
    metadata,
    Column("snapshot", String(36), nullable=False),
    Column("n", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("snapshot", "n"),
)
"""The parts of snapshots, compressed; ``bytes`` and ``sha256`` are of the text before compression."""

people = people_table(metadata)
search_entries = search_entries_table(metadata)
search_entries.c.shuffle.type = BigInteger()  # the order of a day multiplies it beyond PostgreSQL's INTEGER
INDEX = IndexTables(people, search_entries)
