"""Call lists in the local file, each whole as JSON text.

Of a list that was deleted only the id and the times stay, without any data: otherwise an older copy of the list, in a
backup or in another file, would bring it back.
"""

from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from interpreter_app.domain.call_lists import CallList
from interpreter_app.store.tables import DELETED, call_lists

_decoder = msgspec.json.Decoder(CallList)


def read_call_lists(connection: Connection) -> list[CallList]:
    """All call lists, the newest first."""
    there = select(call_lists.c.data).where(call_lists.c.data != DELETED)
    newest_first = there.order_by(call_lists.c.made.desc(), call_lists.c.id.desc())
    return [_decoder.decode(data) for data in connection.scalars(newest_first)]


def read_call_list(connection: Connection, id_: str) -> CallList | None:
    """The call list with this id; None where there is none any more."""
    data = connection.scalar(select(call_lists.c.data).where(call_lists.c.id == id_))
    return _decoder.decode(data) if data else None


def add_call_list(connection: Connection, call_list: CallList) -> None:
    """Keep a new call list."""
    made = _utc(call_list.made)
    data = msgspec.json.encode(call_list)
    connection.execute(insert(call_lists).values(id=call_list.id, made=made, changed=made, data=data))


def replace_call_list(connection: Connection, call_list: CallList, now: datetime) -> None:
    """Keep a call list as it is now, in the stead of what it was."""
    changed = update(call_lists).where(call_lists.c.id == call_list.id)
    connection.execute(changed.values(changed=_utc(now), data=msgspec.json.encode(call_list)))


def delete_call_list(connection: Connection, id_: str, now: datetime) -> None:
    """Forget all that the call list with this id says."""
    deleted = update(call_lists).where(call_lists.c.id == id_)
    connection.execute(deleted.values(changed=_utc(now), data=DELETED))


def _utc(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
