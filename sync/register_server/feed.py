"""The change feed: what happened to the records since a cursor, as one reader may see it now.

It is served from the state of the records, by rev: an old page asked for again shows nothing that has been withdrawn
since. A record that changed again later comes later.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from sync import protocol
from sync.register_server import tables
from sync.register_server.cursors import Cursor, decode_cursor
from sync.register_server.digests import read_digest
from sync.register_server.problems import Refusal, refusal
from sync.register_server.records import RecordRow
from sync.register_server.roles import Role, View, projected
from sync.register_server.state import RegisterState, read_state

_encoder = msgspec.json.Encoder()


class _Page(NamedTuple):
    rows: list[RecordRow]
    more: bool


def changes_page(
    connection: Connection, cursor_text: str, role: Role, *, limit: int, now: datetime, epoch: str | None
) -> bytes:
    """The page of changes after a cursor, as NDJSON; ``now`` is the server's time in UTC.

    ``limit`` is the number of records looked at; the page goes beyond it to the end of the server transaction.
    ``epoch`` is the one the client believes in, None when it does not say. Raises ``Refusal`` when the client cannot
    go on from the cursor and must copy anew.
    """
    state = read_state(connection)
    cursor = _usable(decode_cursor(cursor_text, role), epoch, state)
    page = _page(connection, cursor.seq, limit)
    reached = page.rows[-1].rev if page.more else state.head
    end = protocol.ChangesEnd(
        next=str(Cursor(state.epoch, reached, cursor.view)),
        more=page.more,
        head=state.head,
        at=now.isoformat(),
        digest=None if page.more else read_digest(connection, cursor.view),
    )
    lines = [_encoder.encode(change) for row in page.rows if (change := _change(row, cursor.view))]
    return b"\n".join([*lines, _encoder.encode(end), b""])


def _usable(cursor: Cursor | None, epoch: str | None, state: RegisterState) -> Cursor:
    """The cursor, when the feed can go on from it."""
    epochs = {epoch or state.epoch, cursor.epoch if cursor else state.epoch}
    if epochs != {state.epoch}:
        since_restore = epochs <= {state.epoch, state.previous_epoch}
        raise epoch_changed(state.restored_seq if since_restore else None)
    if cursor is None:
        raise refusal(
            410,
            protocol.PROJECTION_CHANGED,
            "The cursor is for another view of the register.",
            "Ask for a new snapshot; keep what has not been sent.",
        )
    if cursor.seq > state.head:
        raise epoch_changed(None)  # R16
    if cursor.seq < state.floor:
        raise refusal(
            410,
            protocol.CURSOR_EXPIRED,
            "The cursor is too old.",
            "Ask for a new snapshot; keep what has not been sent.",
        )
    return cursor


def epoch_changed(restored_seq: int | None) -> Refusal:
    """The register was restored since the client last spoke to it; ``restored_seq`` None when not known how far."""
    return refusal(
        410,
        protocol.EPOCH_CHANGED,
        "The register was restored from a backup.",
        "Ask for a new snapshot. Send again what was acknowledged after restored_seq, or all when it is absent.",
        restored_seq=restored_seq,
    )


def _page(connection: Connection, seq: int, limit: int) -> _Page:
    """The records changed after ``seq``: ``limit`` of them, and those that share the last one's transaction."""
    rows: list[RecordRow] = []
    for row in _rows_after(connection, seq, limit + 1):
        if len(rows) >= limit and row.tx != rows[-1].tx:
            return _Page(rows, more=True)
        rows.append(row)
    return _Page(rows, more=False)


def _rows_after(connection: Connection, seq: int, batch: int) -> Iterator[RecordRow]:
    rev = tables.records.c.rev
    while True:
        query = select(tables.records).where(rev > seq).order_by(rev).limit(batch)
        rows = [RecordRow(*row) for row in connection.execute(query)]
        yield from rows
        if len(rows) < batch:
            return
        seq = rows[-1].rev


def _change(row: RecordRow, view: View) -> protocol.Change | None:
    """What the reader of ``view`` is told of a record; None when it never could see it."""
    sees = view.role.sees_all
    if not (sees or row.was_public) or not view.shows(row.type):
        return None
    if row.deleted:
        return protocol.Change(op=protocol.DELETE, t=row.type, id=row.id, rev=row.rev, tx=row.tx)
    if not (sees or row.public):
        return protocol.Change(op=protocol.REVOKE, t=row.type, id=row.id, rev=row.rev, tx=row.tx)
    data = msgspec.Raw(projected(view.role, row.type, row.data))
    return protocol.Change(op=protocol.PUT, t=row.type, id=row.id, rev=row.rev, tx=row.tx, d=data)
