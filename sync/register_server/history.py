"""Reading the history: who changed what, when and why, as the register's staff may see it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, func, select

from interpreter_app.domain.records import field_value
from sync import protocol
from sync.register_server import tables
from sync.register_server.chain import DELETE, ERASE, PUT, WITH_CONTENT, Entry
from sync.register_server.records import RecordRow
from sync.register_server.state import read_state

_READ_AHEAD = 50
_NOTHING = b"null"
BELONGING = ("records",)
"""What stands for the fields in conflict when a record may not go because others belong to it."""


class Changed(NamedTuple):
    """By whom and when (ISO 8601 in UTC) something was changed."""

    by: str
    at: str


def history_page(connection: Connection, person: str | None, after: int, limit: int) -> protocol.HistoryPage:
    """The entries of ``person`` (None: of everybody) after the seq ``after``, ``limit`` at most."""
    changes = tables.changes.c
    of_person = [] if person is None else [changes.person == person]
    chosen = select(tables.changes).where(changes.seq > after, changes.op.in_(WITH_CONTENT), *of_person)
    rows = connection.execute(chosen.order_by(changes.seq).limit(limit + 1))
    entries = [_shown(Entry(*row)) for row in rows]
    state = read_state(connection)
    more = len(entries) > limit
    return protocol.HistoryPage(entries[:limit], entries[limit - 1].seq if more else None, state.head, state.epoch)


def _shown(entry: Entry) -> protocol.HistoryEntry:
    return protocol.HistoryEntry(
        seq=entry.seq,
        tx=entry.tx,
        t=entry.type,
        id=entry.record,
        person=entry.person,
        op=PUT if _is_put(entry) else DELETE,
        at=entry.at,
        by=entry.by,
        device=entry.device,
        reason=entry.reason or "",
        op_id=entry.op_id,
        before=msgspec.Raw(entry.before or _NOTHING),
        after=msgspec.Raw(entry.after or _NOTHING),
        erased=entry.erased,
    )


def _is_put(entry: Entry) -> bool:
    """Whether the record was there after the entry."""
    return entry.op in (PUT, ERASE)


def author_of(connection: Connection, seq: int, record: str) -> str | None:
    """Who made the change ``seq`` of ``record``; None when the history has no such change."""
    changes = tables.changes.c
    found: str | None = connection.execute(
        select(changes.by).where(changes.seq == seq, changes.record == record)
    ).scalar_one_or_none()
    return found


def rev_before(connection: Connection, row: RecordRow) -> int | None:
    """The rev that a record had before its last change; None when that made it."""
    changes = tables.changes.c
    earlier = [changes.person == row.person, changes.record == row.id, changes.seq < row.rev]
    found: int | None = connection.execute(select(func.max(changes.seq)).where(*earlier)).scalar_one()
    return found


def last_change(connection: Connection, row: RecordRow, fields: Sequence[str]) -> Changed | None:
    """The last change of one of ``fields`` of a record; None when what is left of the history does not tell.

    The field ``records`` means the records that belong to the one in ``row``.
    """
    changes = tables.changes.c
    belonging = tuple(fields) == BELONGING
    wanted = [changes.record != row.id] if belonging else [changes.record == row.id]
    wanted += [changes.type == "withdrawal"] if belonging and row.type == "authorisation" else []
    chosen = select(tables.changes).where(changes.person == row.person, changes.op.in_(WITH_CONTENT), *wanted)
    newest_first = chosen.order_by(changes.seq.desc()).execution_options(yield_per=_READ_AHEAD)
    with connection.execute(newest_first) as rows:
        for entry in (Entry(*found) for found in rows):
            if belonging or _concerns(entry, fields):
                return Changed(entry.by, entry.at)
    return None


def _concerns(entry: Entry, fields: Iterable[str]) -> bool:
    """Whether an entry changed one of ``fields``; one that made or ended the record changed all."""
    if entry.before is None or entry.after is None:
        return not entry.erased
    before, after = msgspec.json.decode(entry.before), msgspec.json.decode(entry.after)
    return any(field_value(entry.type, before, name) != field_value(entry.type, after, name) for name in fields)
