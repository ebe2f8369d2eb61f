"""What staff work with: the account, the outbox with its conflicts, and the history."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    _create_account(op)
    _create_outbox(op)
    _create_history(op)


def _create_account(op: Operations) -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("server", sa.String, nullable=False),
        sa.Column("token", sa.String, nullable=False),
        sa.Column("client", sa.String(36), nullable=False),
        sa.Column("device", sa.String, nullable=False),
        sa.Column("locked", sa.Boolean, nullable=False),
        sa.Column("since", sa.String, nullable=False),
    )


def _create_outbox(op: Operations) -> None:
    op.create_table(
        "outbox",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("op_id", sa.String(36), nullable=False, unique=True),
        sa.Column("tx", sa.String(36), nullable=False),
        sa.Column("act", sa.String(8), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("record", sa.String(36), nullable=False),
        sa.Column("person", sa.String(36), nullable=False),
        sa.Column("base_rev", sa.Integer, nullable=False),
        sa.Column("base", sa.LargeBinary, nullable=False),
        sa.Column("set", sa.LargeBinary, nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.Column("made", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("device", sa.String, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("seq", sa.Integer),
        sa.Column("sync", sa.String(36)),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("field_at_fault", sa.String, nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("acknowledged", sa.String),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_by_person", "outbox", ["person", "n"])
    op.create_index("outbox_by_state", "outbox", ["state", "n"])
    op.create_table(
        "conflicts",
        sa.Column("op_id", sa.String(36), primary_key=True),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("later", sa.Boolean, nullable=False),
    )
    op.create_table(
        "kept_records",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("person", sa.String(36)),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )


def _create_history(op: Operations) -> None:
    op.create_table(
        "history",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("tx", sa.Integer, nullable=False),
        sa.Column("person", sa.String(36), nullable=False),
        sa.Column("record", sa.String(36), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("op", sa.String(8), nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("device", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("op_id", sa.String, nullable=False),
        sa.Column("before", sa.LargeBinary),
        sa.Column("after", sa.LargeBinary),
        sa.Column("erased", sa.Boolean, nullable=False),
    )
    op.create_index("history_by_person", "history", ["person", "seq"])
    op.create_table(
        "history_reach",
        sa.Column("person", sa.String(36), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("epoch", sa.String, nullable=False),
        sa.Column("read_at", sa.String, nullable=False),
    )


def downgrade(op: Operations) -> None:
    for table in ("history_reach", "history", "kept_records", "conflicts", "outbox", "account"):
        op.drop_table(table)
