"""The tables of a register file.

The tables that a bootstrap fills are made by functions of a name prefix: the staged ones take the place of the old
ones by renaming. A renamed table keeps the names of its indexes, which would then stand in the way of the next
bootstrap; UNIQUE constraints have no names of their own, so they serve as the indexes here.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import JSON

STAGED = "staged_"


def people_table(metadata: MetaData, prefix: str = "") -> Table:
    """People as a search shows them, one row each; ``search_text`` is the folded text that a search looks in."""
    return Table(
        f"{prefix}people",
        metadata,
        Column("pk", Integer, primary_key=True),
        Column("id", String(36), nullable=False, unique=True),
        Column("number", Integer),
        Column("name", String, nullable=False),
        Column("sort_name", String().with_variant(String(collation="C"), "postgresql"), nullable=False),
        Column("gender", String(1)),
        Column("county", String(2)),
        Column("capacity", String(10)),
        Column("phone", String, nullable=False),
        Column("email", String, nullable=False),
        Column("search_text", String, nullable=False),
        UniqueConstraint("number", "id"),
    )


def search_entries_table(metadata: MetaData, prefix: str = "") -> Table:
    """The periods in which a listed person held a rank for a pair; dates are ordinal day numbers.

    What every filter and the order need stands in the row, so that a search reads no other table until it knows
    which rows it shows.
    """
    filters = ("start", "end", "county", "gender", "capacity", "shuffle", "person")
    return Table(
        f"{prefix}search_entries",
        metadata,
        Column("person", Integer, nullable=False),
        Column("language", String(8), nullable=False),
        Column("kind", String(14), nullable=False),
        Column("rank", Integer, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("best_in_language", Boolean, nullable=False),
        Column("best_in_kind", Boolean, nullable=False),
        Column("best_of_all", Boolean, nullable=False),
        Column("county", String(2)),
        Column("gender", String(1)),
        Column("capacity", String(10)),
        Column("shuffle", Integer, nullable=False),
        PrimaryKeyConstraint("person", "language", "kind", "start"),
        UniqueConstraint("language", "best_in_language", "rank", *filters, "kind"),
        UniqueConstraint("best_of_all", "rank", *filters, "language", "kind"),
        sqlite_with_rowid=False,
    )


def unsorted_entries_table(metadata: MetaData) -> Table:
    """Search entries of a first copy as they arrive, without any order; they are put in order all at once."""
    columns = search_entries_table(MetaData()).columns
    return Table("unsorted_search_entries", metadata, *(Column(column.name, column.type) for column in columns))


def records_table(metadata: MetaData, prefix: str = "") -> Table:
    """The base: every record exactly as the register sent it; ``data`` is its JSON text, unknown fields included."""
    return Table(
        f"{prefix}records",
        metadata,
        Column("id", String(36), primary_key=True),
        Column("person", String(36)),
        Column("type", String(32), nullable=False),
        Column("rev", Integer, nullable=False),
        Column("data", LargeBinary, nullable=False),
        UniqueConstraint("person", "id"),
        sqlite_with_rowid=False,
    )


metadata = MetaData()
records = records_table(metadata)
people = people_table(metadata)
search_entries = search_entries_table(metadata)

profile = Table(
    "profile",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("origin", String(8), nullable=False),
    Column("register_id", String, nullable=False),
    Column("fictional", Boolean, nullable=False),
    Column("server", String, nullable=False),
    Column("epoch", String, nullable=False),
    Column("cursor", String, nullable=False),
    Column("head", Integer, nullable=False),
    Column("as_of", String, nullable=False),
    Column("recounted", String, nullable=False),
)
"""One row: where the file's data come from and how far they reach. ``as_of`` is the register's own time, ISO 8601."""

digests = Table(
    "digests",
    metadata,
    Column("type", String(32), primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("sum", String(16), nullable=False),
)
"""Running sums over the base, per record type; ``sum`` is 64 bits in hexadecimal."""

bootstrap = Table(
    "bootstrap",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server", String, nullable=False),
    Column("snapshot", JSON, nullable=False),
)
"""At most one row: a first copy under way."""

staged_parts = Table(
    "staged_parts",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("digests", JSON, nullable=False),
)
"""The parts of the first copy under way that are already here, with their digests per record type."""

sync_log = Table(
    "sync_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("event", String(32), nullable=False),
    Column("details", JSON, nullable=False),
)
"""What each sync did, oldest first."""

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("role", String(16), nullable=False),
    Column("name", String, nullable=False),
    Column("server", String, nullable=False),
    Column("token", String, nullable=False),
    Column("client", String(36), nullable=False),
    Column("device", String, nullable=False),
    Column("locked", Boolean, nullable=False),
    Column("since", String, nullable=False),
)
"""At most one row, in an encrypted file only: who is logged in where. ``client`` is the permanent id of this file."""

outbox = Table(
    "outbox",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("op_id", String(36), nullable=False, unique=True),
    Column("tx", String(36), nullable=False),
    Column("act", String(8), nullable=False),
    Column("type", String(32), nullable=False),
    Column("record", String(36), nullable=False),
    Column("person", String(36), nullable=False),
    Column("base_rev", Integer, nullable=False),
    Column("base", LargeBinary, nullable=False),
    Column("set", LargeBinary, nullable=False),
    Column("undoes", Integer),
    Column("made", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("by", String, nullable=False),
    Column("device", String, nullable=False),
    Column("state", String(16), nullable=False),
    Column("seq", Integer),
    Column("sync", String(36)),
    Column("code", String, nullable=False),
    Column("field_at_fault", String, nullable=False),
    Column("number", Integer),
    Column("acknowledged", String),
    Index("outbox_by_person", "person", "n"),
    Index("outbox_by_state", "state", "n"),
    sqlite_autoincrement=True,
)
"""Every edit made here, in order, see ``domain.edits.Edit``; ``base`` and ``set`` are JSON text.

Only its state and what the register answered ever change. ``acknowledged`` is the register's time, ISO 8601.
"""

conflicts = Table(
    "conflicts",
    metadata,
    Column("op_id", String(36), primary_key=True),
    Column("fields", JSON, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("later", Boolean, nullable=False),
)
"""What the register said of the edits in conflict: the fields, and who changed them when (ISO 8601).

``rev`` is that of the register's record, ``deleted`` whether it is deleted there. ``later`` was chosen by the person.
"""

kept_records = Table(
    "kept_records",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person", String(36)),
    Column("type", String(32), nullable=False),
    Column("rev", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""Records that the register deleted while edits of their person were unsent, so that they can be brought back."""

history = Table(
    "history",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("tx", Integer, nullable=False),
    Column("person", String(36), nullable=False),
    Column("record", String(36), nullable=False),
    Column("type", String(32), nullable=False),
    Column("op", String(8), nullable=False),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("device", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("op_id", String, nullable=False),
    Column("before", LargeBinary),
    Column("after", LargeBinary),
    Column("erased", Boolean, nullable=False),
    Index("history_by_person", "person", "seq"),
)
"""The register's history as far as it has been read here: a change of a record each, with its contents as JSON text."""

history_reach = Table(
    "history_reach",
    metadata,
    Column("person", String(36), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("epoch", String, nullable=False),
    Column("read_at", String, nullable=False),
)
"""Up to which seq the history of a person is whole here; of everybody under the empty id."""

private_notes = Table(
    "private_notes",
    metadata,
    Column("person", String(36), primary_key=True),
    Column("marks", JSON, nullable=False),
    Column("text", String, nullable=False),
    Column("changed", String, nullable=False),
)
"""What those who book note of a person for themselves; never sent anywhere. ``marks`` is a list of words."""

call_lists = Table(
    "call_lists",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("made", String, nullable=False),
    Column("changed", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""Call lists, each whole in ``data`` as JSON text: what is needed, who was chosen, and each attempt to reach them."""

DELETED = b""
"""The ``data`` of a call list that was deleted: only that and when is known of it, so that no copy brings it back."""

assignments = Table(
    "assignments",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("day", String(10), nullable=False),
    Column("language", String(8), nullable=False),
    Column("kind", String(14), nullable=False),
    Column("method", String(10), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("sector", String(20), nullable=False),
    Column("unit", String, nullable=False),
    Column("used", String(16), nullable=False),
    Column("person", String(36)),
    Column("number", Integer),
    Column("category", String(1)),
    Column("ground", String(16)),
    Column("changed", String, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Index("assignments_by_day", "day", "id"),
)
"""The usage log: assignments as they now stand; ``category`` is the one that the interpreter had on ``day``."""

assignment_versions = Table(
    "assignment_versions",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("assignment", String(36), nullable=False),
    Column("at", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("versions_by_assignment", "assignment", "n"),
)
"""What assignments were before each correction, as JSON text, with when and why they were corrected."""

unit_answers = Table(
    "unit_answers",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("changed", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""What the unit has answered about itself, by what it is for ("guidelines"), as JSON text."""

guidance_seen = Table(
    "guidance_seen",
    metadata,
    Column("key", String, primary_key=True),
    Column("version", Integer, nullable=False),
)
"""The version of each piece of guidance that the person has seen."""
