"""The register's history as far as it has been read here, and the records as the register had them at a moment.

What was read in one epoch says nothing in another (R6): it is left out at once, and dropped at the next reading.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, RowMapping, Select, delete, func, insert, select, text, update

from interpreter_app.domain.edits import Fields
from interpreter_app.domain.history import HistoryEntry, Reach
from interpreter_app.store import tables
from interpreter_app.store.base import read_profile
from interpreter_app.store.records import StoredRecord
from interpreter_app.store.search_index import BATCH, insert_rows

EVERYBODY = ""
"""Stands for a person's id where the history of everybody is meant."""

PUT, DELETE = "put", "del"
_columns = tables.history.c
_reach = tables.history_reach.c
_AT_ONCE = 2000


class KeptEntry(NamedTuple):
    """A change as it is kept, in the order of the table's columns.

    The contents are JSON text, None where there is none. ``at`` is ISO 8601 in UTC to the microsecond, so that times
    compare as texts.
    """

    seq: int
    tx: int
    person: str
    record: str
    type: str
    op: str
    at: str
    by: str
    device: str
    reason: str
    op_id: str
    before: bytes | None
    after: bytes | None
    erased: bool


class PersonThen(NamedTuple):
    """A person at a moment: the records there were, and how many of them the law has erased since."""

    person: str
    records: list[StoredRecord]
    erased: int


def time_text(at: datetime) -> str:
    """A time, which has a zone, in the form that the history keeps times in."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


# How far it reaches


def read_reach(connection: Connection, person: str) -> Reach | None:
    """How far the history of ``person`` (or of ``EVERYBODY``) is whole here; None when it has not been read."""
    state = read_profile(connection)
    chosen = select(tables.history_reach).where(_reach.person.in_({person, EVERYBODY}))
    rows = [row for row in connection.execute(chosen) if state is not None and row.epoch == state.epoch]
    furthest = max(rows, key=lambda row: row.seq, default=None)
    return Reach(furthest.seq, datetime.fromisoformat(furthest.read_at)) if furthest else None


def keep_page(connection: Connection, entries: Sequence[KeptEntry], person: str, epoch: str, reach: Reach) -> None:
    """Keep what was read, in order, of the history of ``person`` (or of ``EVERYBODY``), and how far that reaches.

    What was kept from another epoch is dropped. Contents that the register has erased since they were read go too.
    """
    _forget_other_epochs(connection, epoch)
    restated = {entry.seq: entry for entry in _restated(connection, entries)}
    for start in range(0, len(entries), BATCH):
        seqs = [entry.seq for entry in entries[start : start + BATCH]]
        connection.execute(delete(tables.history).where(_columns.seq.in_(seqs)))
    rows = [entry._replace(before=entry.after) if entry.seq in restated else entry for entry in entries]
    insert_rows(connection, tables.history, rows)
    for entry in restated.values():
        _erase_before(connection, entry)
    values = {"person": person, "seq": reach.seq, "epoch": epoch, "read_at": reach.until.isoformat()}
    connection.execute(insert(tables.history_reach).prefix_with("OR REPLACE"), [values])


def _forget_other_epochs(connection: Connection, epoch: str) -> None:
    if connection.execute(select(_reach.seq).where(_reach.epoch != epoch).limit(1)).first():
        connection.execute(delete(tables.history))
        connection.execute(delete(tables.history_reach))


def _restated(connection: Connection, entries: Sequence[KeptEntry]) -> list[KeptEntry]:
    """The entries by which the register says that the earlier contents of a record were erased by law (TF § 15).

    Such an entry tells what the record is as if nothing had been before, although the record was there; or that it is
    gone, without telling what went. It changed nothing, and is kept so.
    """
    from_nothing = [entry for entry in entries if entry.before is None and not entry.erased]
    if not from_nothing:
        return []
    last = _last_ops(connection, {entry.person for entry in from_nothing}, entries[0].seq)
    restated = []
    for entry in entries:
        if entry.before is None and not entry.erased and (entry.op == DELETE or last.get(entry.record) == PUT):
            restated.append(entry)
        last[entry.record] = entry.op
    return restated


def _last_ops(connection: Connection, people: Collection[str], before: int) -> dict[str, str]:
    """What was done last to each record of ``people`` before the change ``before``, as far as it is kept."""
    wanted = sorted(people)
    last: dict[str, str] = {}
    for start in range(0, len(wanted), BATCH):
        chosen = select(_columns.record, _columns.op).where(
            _columns.person.in_(wanted[start : start + BATCH]), _columns.seq < before
        )
        last |= {row.record: row.op for row in connection.execute(chosen.order_by(_columns.seq))}
    return last


def _erase_before(connection: Connection, entry: KeptEntry) -> None:
    chosen = (_columns.person == entry.person, _columns.seq < entry.seq, _columns.record == entry.record)
    gone: dict[str, Any] = {"before": None, "after": None, "reason": "", "erased": True}
    connection.execute(update(tables.history).where(*chosen).values(gone))


# Reading it


def read_entries(
    connection: Connection, person: str, reach: Reach, *, before: int | None, limit: int, record: str | None = None
) -> list[HistoryEntry]:
    """The changes of ``person``, or of one ``record``, before the seq ``before`` (None: of all), newest first."""
    chosen = select(tables.history).where(_columns.person == person, _columns.seq <= reach.seq)
    if before is not None:
        chosen = chosen.where(_columns.seq < before)
    if record is not None:
        chosen = chosen.where(_columns.record == record)
    return _entries(connection, chosen.order_by(_columns.seq.desc()).limit(limit))


def read_entry(connection: Connection, seq: int) -> HistoryEntry | None:
    """The change at the place ``seq``, if it has been read here."""
    found = _entries(connection, select(tables.history).where(_columns.seq == seq))
    return found[0] if found else None


def read_entry_of_edit(connection: Connection, op_id: str) -> HistoryEntry | None:
    """The change that came from the edit ``op_id``, if it has been read here."""
    found = _entries(connection, select(tables.history).where(_columns.op_id == op_id).limit(1)) if op_id else []
    return found[0] if found else None


def read_entries_of_edits(
    connection: Connection, people: Collection[str], op_ids: Collection[str]
) -> list[HistoryEntry]:
    """The changes of ``people`` that came from the edits ``op_ids``, in order."""
    chosen = select(tables.history).where(_columns.person.in_(sorted(people)), _columns.op_id.in_(sorted(op_ids)))
    return _entries(connection, chosen.order_by(_columns.seq))


def read_entries_of_tx(connection: Connection, person: str, tx: int) -> list[HistoryEntry]:
    """The changes of ``person`` that were made together, in order."""
    chosen = select(tables.history).where(_columns.person == person, _columns.tx == tx)
    return _entries(connection, chosen.order_by(_columns.seq))


def read_entries_after(connection: Connection, person: str, seq: int) -> list[HistoryEntry]:
    """The changes of ``person`` after the place ``seq``, newest first."""
    chosen = select(tables.history).where(_columns.person == person, _columns.seq > seq)
    return _entries(connection, chosen.order_by(_columns.seq.desc()))


def count_unread(connection: Connection, person: str, after: int) -> int:
    """How many records of ``person`` the base has in a newer state than the change ``after``."""
    records = tables.records.c
    chosen = select(func.count()).select_from(tables.records).where(records.person == person, records.rev > after)
    return int(connection.execute(chosen).scalar_one())


def read_beginning(connection: Connection, person: str = EVERYBODY) -> datetime | None:
    """When the first change was made of ``person``, or of anybody; None when none has been read here."""
    chosen = select(_columns.at).order_by(_columns.seq).limit(1)
    if person != EVERYBODY:
        chosen = chosen.where(_columns.person == person)
    at = connection.execute(chosen).scalar()
    return datetime.fromisoformat(at) if at else None


def read_person_by_number(connection: Connection, number: int) -> str | None:
    """The id of the person who had the register number ``number``, by what has been read of the history."""
    chosen = text(
        "SELECT person FROM history WHERE type = 'interpreter' AND after IS NOT NULL"
        " AND json_extract(CAST(after AS TEXT), '$.number') = :number ORDER BY seq DESC LIMIT 1"
    )
    found: str | None = connection.execute(chosen, {"number": number}).scalar()
    return found


def _entries(connection: Connection, chosen: Select[Any]) -> list[HistoryEntry]:
    return [_entry(row) for row in connection.execute(chosen).mappings()]


def _entry(row: RowMapping) -> HistoryEntry:
    values = {name: row[name] for name in ("seq", "tx", "person", "record", "type", "by", "device", "reason", "op_id")}
    return HistoryEntry(
        **values,
        deleted=row["op"] == DELETE,
        at=datetime.fromisoformat(row["at"]),
        before=_fields(row["before"]),
        after=_fields(row["after"]),
        erased=row["erased"],
    )


def _fields(data: bytes | None) -> Fields | None:
    return None if data is None else msgspec.json.decode(data)


# The records at a moment


def count_people_then(connection: Connection, moment: datetime, person: str = EVERYBODY) -> int:
    """How many people the register had ever held before ``moment``."""
    chosen = select(func.count(_columns.person.distinct())).where(_columns.at < time_text(moment))
    if person != EVERYBODY:
        chosen = chosen.where(_columns.person == person)
    return int(connection.execute(chosen).scalar_one())


def read_people_then(connection: Connection, moment: datetime, person: str = EVERYBODY) -> Iterator[PersonThen]:
    """Everybody (or ``person``) as the register had them just before ``moment``, by the changes read here."""
    wanted = ("person", "record", "type", "op", "seq", "after")
    chosen = select(*(_columns[name] for name in wanted)).where(_columns.at < time_text(moment))
    if person != EVERYBODY:
        chosen = chosen.where(_columns.person == person)
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(chosen.order_by(_columns.person, _columns.seq))
    for one, changes in groupby(rows, key=lambda row: row.person):
        yield _person_then(one, changes)


def _person_then(person: str, changes: Iterable[Row[Any]]) -> PersonThen:
    last = {change.record: change for change in changes}
    there = [change for change in last.values() if change.op == PUT]
    records = [
        StoredRecord(change.record, person, change.type, change.seq, change.after)
        for change in there
        if change.after is not None
    ]
    return PersonThen(person, records, len(there) - len(records))
