"""The first tables: base, search index, profile, digests, first copy under way, sync log."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    _create_register(op)
    _create_state(op)


def _create_register(op: Operations) -> None:
    op.create_table(
        "records",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("person", sa.String(36)),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("person", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "people",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(36), nullable=False, unique=True),
        sa.Column("number", sa.Integer),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("sort_name", sa.String, nullable=False),
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
        sa.Column("shuffle", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("person", "language", "kind", "start"),
        sa.UniqueConstraint("language", "best_in_language", "rank", *filters, "kind"),
        sa.UniqueConstraint("best_of_all", "rank", *filters, "language", "kind"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "CREATE VIRTUAL TABLE people_text USING fts5("
        "text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')"
    )


def _create_state(op: Operations) -> None:
    op.create_table(
        "profile",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("origin", sa.String(8), nullable=False),
        sa.Column("register_id", sa.String, nullable=False),
        sa.Column("fictional", sa.Boolean, nullable=False),
        sa.Column("server", sa.String, nullable=False),
        sa.Column("epoch", sa.String, nullable=False),
        sa.Column("cursor", sa.String, nullable=False),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("as_of", sa.String, nullable=False),
        sa.Column("recounted", sa.String, nullable=False),
    )
    op.create_table(
        "digests",
        sa.Column("type", sa.String(32), primary_key=True),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("sum", sa.String(16), nullable=False),
    )
    op.create_table(
        "bootstrap",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("server", sa.String, nullable=False),
        sa.Column("snapshot", sa.JSON, nullable=False),
    )
    op.create_table(
        "staged_parts",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("digests", sa.JSON, nullable=False),
    )
    op.create_table(
        "sync_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
    )


def downgrade(op: Operations) -> None:
    for table in ("sync_log", "staged_parts", "bootstrap", "digests", "profile"):
        op.drop_table(table)
    for table in ("people_text", "search_entries", "people", "records"):
        op.drop_table(table)
