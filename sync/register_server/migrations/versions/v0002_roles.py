"""Roles: the tokens by which people are known, and the sums over all records beside those over the public ones."""

import sqlalchemy as sa
from alembic.operations import Operations

from sync.protocol import hex_sum, record_hash

_READ_AHEAD = 2000

_digests = sa.table("digests", sa.column("projection"), sa.column("type"), sa.column("count"), sa.column("sum"))
_records = sa.table("records", sa.column("id"), sa.column("type"), sa.column("rev"), sa.column("deleted", sa.Boolean))


def upgrade(op: Operations) -> None:
    """Make the table of tokens; name the sums by what is shown, and count those of the whole register."""
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(10)),
        sa.Column("revoked", sa.String(32)),
        sa.Column("last_used", sa.String(10)),
    )
    op.execute("ALTER TABLE digests RENAME COLUMN role TO projection")
    counted = _count_all(op.get_bind())
    if counted:
        op.bulk_insert(_digests, counted)


def downgrade(op: Operations) -> None:
    """Take the tokens and the sums of the whole register away."""
    op.execute(sa.delete(_digests).where(_digests.c.projection == "full"))
    op.execute("ALTER TABLE digests RENAME COLUMN projection TO role")
    op.drop_table("tokens")


def _count_all(connection: sa.Connection) -> list[dict[str, object]]:
    """The sums over all records that are not deleted, as rows of ``digests``."""
    counts: dict[str, int] = {}
    sums: dict[str, int] = {}
    chosen = sa.select(_records.c.id, _records.c.type, _records.c.rev).where(~_records.c.deleted)
    for id_, type_, rev in connection.execute(chosen, execution_options={"yield_per": _READ_AHEAD}):
        counts[type_] = counts.get(type_, 0) + 1
        sums[type_] = sums.get(type_, 0) + record_hash(id_, rev)
    return [
        {"projection": "full", "type": type_, "count": counts[type_], "sum": hex_sum(sums[type_])} for type_ in counts
    ]
