"""Call lists in the local file, each whole as JSON text."""

from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from interpreter_app.domain.call_lists import CallList
from interpreter_app.store.tables import call_lists

_decoder = msgspec.json.Decoder(CallList)


def read_call_lists(connection: Connection) -> list[CallList]:
    """All call lists, the newest first."""
    newest_first = select(call_lists.c.data).order_by(call_lists.c.made.desc(), call_lists.c.id.desc())
    return [_decoder.decode(data) for data in connection.scalars(newest_first)]


def read_call_list(connection: Connection, id_: str) -> CallList | None:
    """The call list with this id."""
    data = connection.scalar(select(call_lists.c.data).where(call_lists.c.id == id_))
    return None if data is None else _decoder.decode(data)


def add_call_list(connection: Connection, call_list: CallList) -> None:
    """Keep a new call list."""
    made = _utc(call_list.made)
    data = msgspec.json.encode(call_list)
    connection.execute(insert(call_lists).values(id=call_list.id, made=made, changed=made, data=data))


def replace_call_list(connection: Connection, call_list: CallList, now: datetime) -> None:
    """Keep a call list as it is now, in the stead of what it was."""
    changed = update(call_lists).where(call_lists.c.id == call_list.id)
    connection.execute(changed.values(changed=_utc(now), data=msgspec.json.encode(call_list)))


def _utc(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
