"""What became of edits: remembered by their ids, so that an edit that is sent again is answered the same (R9)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, delete, select

from interpreter_app.store.search_index import insert_rows
from sync import protocol
from sync.register_server import tables

_KEPT = timedelta(days=protocol.RESULTS_KEPT_DAYS)


class Outcome(NamedTuple):
    """What an edit came to, without any content of a record.

    ``seq`` is its place in the order of changes; ``fields`` are those that collide; ``code`` and ``field`` say why an
    edit is rejected, ``detail`` in words, which are not remembered.
    """

    st: protocol.Status
    seq: int = 0
    fields: tuple[str, ...] = ()
    code: str = ""
    field: str = ""
    detail: str = ""

    @property
    def stops(self) -> bool:
        """Whether the other edits of the same transaction cannot be done."""
        return self.st in (protocol.CONFLICT, protocol.REJECTED)


DEFERRED = Outcome(protocol.DEFERRED)


class Remembered(NamedTuple):
    """The outcome of an edit sent before, and the record that it was of."""

    record: str
    outcome: Outcome


def read_results(connection: Connection, op_ids: Sequence[str]) -> dict[str, Remembered]:
    """The outcomes that are remembered of the edits ``op_ids``; of one done, as a duplicate."""
    results = tables.op_results
    rows = connection.execute(select(results).where(results.c.op_id.in_(op_ids)))
    return {row.op_id: Remembered(row.record, _outcome(row)) for row in rows}


def _outcome(row: Row[Any]) -> Outcome:
    fields = msgspec.json.decode(row.fields, type=tuple[str, ...])
    st: protocol.Status = protocol.DUPLICATE if row.st in protocol.ACKNOWLEDGED else row.st
    return Outcome(st, row.seq, fields, row.code, row.field)


def remember(connection: Connection, outcomes: Iterable[tuple[str, str, Outcome]], now: datetime) -> None:
    """Remember outcomes, given as the edit's id, the record's id and the outcome; ``now`` is the time in UTC."""
    at = now.isoformat()
    rows = [
        (op_id, record, one.st, one.seq, one.code, one.field, msgspec.json.encode(one.fields), at)
        for op_id, record, one in outcomes
    ]
    insert_rows(connection, tables.op_results, rows)


def forget_old(connection: Connection, now: datetime) -> None:
    """Forget what is older than a register must remember; ``now`` is the time in UTC."""
    connection.execute(delete(tables.op_results).where(tables.op_results.c.at < (now - _KEPT).isoformat()))
