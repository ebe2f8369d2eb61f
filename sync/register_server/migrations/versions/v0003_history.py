"""The history: by whom, where and why, chained by hashes; and what each edit of a client came to."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations

from interpreter_app.store.search_index import insert_rows
from sync.register_server.chain import GENESIS, Contents, Entry, Facts, random_salt, seal

_AT_ONCE = 2000

_NAMES = ("seq", "tx", "type", "record", "op", "at", "by", "before", "after")
"""The columns that the entries had before."""

_records = sa.table("records", sa.column("id"), sa.column("person"))


def upgrade(op: Operations) -> None:
    """Chain the entries there are, in batches; entries of the time before have no device and no reason."""
    plain = sa.table("changes", *(sa.column(name) for name in _NAMES))
    chained = _create(op, "changes_chained", _chained_columns())
    head = GENESIS
    for rows in _batches(op.get_bind(), plain):
        entries = list(_chained(rows, head))
        head = entries[-1].hash
        insert_rows(op.get_bind(), chained, entries)
    op.drop_table("changes")
    op.rename_table("changes_chained", "changes")
    op.create_index("changes_by_person", "changes", ["person", "seq"])
    op.add_column("register", sa.Column("head_hash", sa.String(64), nullable=False, server_default=GENESIS.hex()))
    op.execute(sa.update(sa.table("register", sa.column("head_hash"))).values(head_hash=head.hex()))
    _create_results(op)


def downgrade(op: Operations) -> None:
    """Take away what the entries and the register have more."""
    op.drop_table("op_results")
    op.drop_column("register", "head_hash")
    plain = _create(op, "changes_plain", _plain_columns())
    kept = sa.select(*(sa.column(name) for name in _NAMES)).select_from(sa.table("changes"))
    op.execute(sa.insert(plain).from_select(_NAMES, kept))
    op.drop_table("changes")
    op.rename_table("changes_plain", "changes")


def _create(op: Operations, name: str, columns: Sequence[sa.Column[Any]]) -> sa.Table:
    """A table of the history; its key keeps its name when the table is renamed."""
    made = op.create_table(name, *columns, sa.PrimaryKeyConstraint("seq", name=f"{name}_key"))
    assert made is not None
    return made


def _plain_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("seq", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("tx", sa.BigInteger, nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("record", sa.String(36), nullable=False),
        sa.Column("op", sa.String(8), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("before", sa.LargeBinary),
        sa.Column("after", sa.LargeBinary),
    ]


def _chained_columns() -> list[sa.Column[Any]]:
    plain = _plain_columns()
    return [
        *plain[:4],
        sa.Column("person", sa.String(36), nullable=False),
        *plain[4:7],
        sa.Column("device", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(2000)),
        sa.Column("op_id", sa.String(36), nullable=False),
        *plain[7:],
        sa.Column("salt", sa.LargeBinary),
        sa.Column("content_hash", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("erased", sa.Boolean, nullable=False),
    ]


def _create_results(op: Operations) -> None:
    op.create_table(
        "op_results",
        sa.Column("op_id", sa.String(36), primary_key=True),
        sa.Column("record", sa.String(36), nullable=False),
        sa.Column("st", sa.String(16), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("field", sa.String(200), nullable=False),
        sa.Column("fields", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("op_results_by_time", "op_results", ["at"])


def _batches(connection: sa.Connection, plain: sa.TableClause) -> Iterator[Sequence[sa.Row[Any]]]:
    """The entries there are, each with its person, in order."""
    query = (
        sa.select(plain, _records.c.person)
        .join(_records, _records.c.id == plain.c.record, isouter=True)
        .order_by(plain.c.seq)
        .limit(_AT_ONCE)
    )
    last = -1
    while rows := connection.execute(query.where(plain.c.seq > last)).all():
        yield rows
        last = rows[-1].seq


def _chained(rows: Sequence[sa.Row[Any]], head: bytes) -> Iterator[Entry]:
    for row in rows:
        facts = Facts(
            row.seq, row.tx, row.type, row.record, row.person or row.record, row.op, row.at, row.by, device="", op_id=""
        )
        entry = seal(facts, Contents(row.before, row.after, ""), head, random_salt())
        head = entry.hash
        yield entry
