"""Edits for tests: as a client sends them, with ids that read as what they are of."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select

from sync import protocol
from sync.register_server import tables
from sync.register_server.chain import Entry
from sync.register_server.push import Pusher, push
from sync.register_server.records import RecordRow
from sync.register_server.store import RegisterStore
from tests.support.registers import record_id
from tests.support.server import NOW

KARI = Pusher("Kari", "kari-pc")
OLA = Pusher("Ola", "ola-pc")
CHIEF = Pusher("Sjefen", "pc", administers=True)
_ids = count(1)


def new_id() -> str:
    """An id that no other edit of this run has."""
    return str(UUID(int=next(_ids)))


def edit(kind: str, type_: str, id_: str, **details: Any) -> protocol.Op:
    """An edit in a transaction of its own, unless ``tx`` is given."""
    return protocol.Op(**{"op_id": new_id(), "n": 0, "tx": new_id(), "op": kind, "t": type_, "id": id_} | details)


def together(*ops: protocol.Op) -> list[protocol.Op]:
    """The edits in one transaction."""
    tx = new_id()
    return [msgspec.structs.replace(op, tx=tx) for op in ops]


def update(row: RecordRow, seen: dict[str, Any] | None = None, **fields: Any) -> protocol.Op:
    """An update of some fields, made over ``row``; ``seen`` are values that its maker saw instead."""
    base = {name: data_of(row).get(name) for name in fields if name in data_of(row)} | (seen or {})
    return edit("update", row.type, row.id, base_rev=row.rev, base=base, set=fields)


def deletion(row: RecordRow) -> protocol.Op:
    """The deletion of the record as it is in ``row``."""
    return edit("delete", row.type, row.id, base_rev=row.rev, base=data_of(row))


def data_of(row: RecordRow) -> dict[str, Any]:
    """What a record says."""
    return msgspec.json.decode(row.data)


def row_of(store: RegisterStore, id_: str) -> RecordRow:
    """A record as the register has it."""
    with store.read() as connection:
        return RecordRow(*connection.execute(select(tables.records).where(tables.records.c.id == id_)).one())


def person_row(store: RegisterStore, number: int = 10001) -> RecordRow:
    """The own record of the person with a register number, as ``registers.person`` makes it."""
    return row_of(store, record_id(f"p{number}"))


def push_all(
    store: RegisterStore, ops: Sequence[protocol.Op], pusher: Pusher = KARI, now: datetime = NOW
) -> list[protocol.OpResult]:
    """Push edits, past the HTTP."""
    with store.database.write() as connection:
        return push(connection, ops, pusher, now)


def push_one(store: RegisterStore, op: protocol.Op, pusher: Pusher = KARI, now: datetime = NOW) -> protocol.OpResult:
    """Push one edit, past the HTTP."""
    (result,) = push_all(store, [op], pusher, now)
    return result


def statuses(results: Iterable[protocol.OpResult]) -> list[str]:
    """What became of edits, in a word each."""
    return [result.st for result in results]


def entries(store: RegisterStore) -> list[Entry]:
    """The whole log."""
    with store.read() as connection:
        return [Entry(*row) for row in connection.execute(select(tables.changes).order_by(tables.changes.c.seq))]
