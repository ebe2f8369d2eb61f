"""The first tables: the register, its records with digests, log and search index, and the snapshots."""

import sqlalchemy as sa
from alembic.operations import Operations

TABLES = (
    "register",
    "records",
    "digests",
    "changes",
    "snapshots",
    "snapshot_parts",
    "people",
    "search_entries",
)


_PLAINLY_SORTED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""The order of its letters is made for plain comparison, whatever the database's own collation."""


def upgrade(op: Operations) -> None:
    """Make the tables."""
    _create_register(op)
    _create_records(op)
    _create_snapshots(op)
    _create_index(op)


def downgrade(op: Operations) -> None:
    """Take the tables away, with all that is in them."""
    for name in TABLES:
        op.drop_table(name)


def _create_register(op: Operations) -> None:
    op.create_table(
        "register",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("register", sa.String(36), nullable=False),
        sa.Column("fictional", sa.Boolean, nullable=False),
        sa.Column("epoch", sa.String(36), nullable=False),
        sa.Column("previous_epoch", sa.String(36)),
        sa.Column("restored_seq", sa.BigInteger),
        sa.Column("head", sa.BigInteger, nullable=False),
        sa.Column("floor", sa.BigInteger, nullable=False),
        sa.Column("withheld", sa.BigInteger, nullable=False),
        sa.Column("last_tx", sa.BigInteger, nullable=False),
        sa.Column("last_number", sa.BigInteger, nullable=False),
        sa.Column("demo_seed", sa.BigInteger),
        sa.Column("demo_size", sa.BigInteger),
        sa.Column("demo_filled", sa.BigInteger),
        sa.Column("created", sa.String(32), nullable=False),
    )


def _create_records(op: Operations) -> None:
    op.create_table(
        "records",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("person", sa.String(36), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("tx", sa.BigInteger, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("public", sa.Boolean, nullable=False),
        sa.Column("was_public", sa.Boolean, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("records_by_rev", "records", ["rev"], unique=True)
    op.create_index("records_by_person", "records", ["person"])
    op.create_table(
        "digests",
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("sum", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("role", "type"),
    )
    op.create_table(
        "changes",
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("tx", sa.BigInteger, nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("record", sa.String(36), nullable=False),
        sa.Column("op", sa.String(8), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("before", sa.LargeBinary),
        sa.Column("after", sa.LargeBinary),
    )


def _create_snapshots(op: Operations) -> None:
    op.create_table(
        "snapshots",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("epoch", sa.String(36), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("view", sa.String, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
    )
    op.create_table(
        "snapshot_parts",
        sa.Column("snapshot", sa.String(36), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("snapshot", "n"),
    )


def _create_index(op: Operations) -> None:
    op.create_table(
        "people",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(36), nullable=False, unique=True),
        sa.Column("number", sa.Integer),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("sort_name", _PLAINLY_SORTED, nullable=False),
        sa.Column("gender", sa.String(1)),
        sa.Column("county", sa.String(2)),
        sa.Column("capacity", sa.String(10)),
        sa.Column("phone", sa.String, nullable=False),
        sa.Column("email", sa.String, nullable=False),
        sa.Column("search_text", sa.String, nullable=False),
        sa.UniqueConstraint("number", "id"),
    )
    filters = ("start", "end", "county", "gender", "capacity", "shuffle", "person")
    op.create_table(
        "search_entries",
        sa.Column("person", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(14), nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("best_in_language", sa.Boolean, nullable=False),
        sa.Column("best_in_kind", sa.Boolean, nullable=False),
        sa.Column("best_of_all", sa.Boolean, nullable=False),
        sa.Column("county", sa.String(2)),
        sa.Column("gender", sa.String(1)),
        sa.Column("capacity", sa.String(10)),
        sa.Column("shuffle", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person", "language", "kind", "start"),
        sa.UniqueConstraint("language", "best_in_language", "rank", *filters, "kind"),
        sa.UniqueConstraint("best_of_all", "rank", *filters, "language", "kind"),
        sqlite_with_rowid=False,
    )
