"""The sync log's account of what merged by itself: what others changed in records that have unsent edits here."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from interpreter_app.domain.records import field_value
from interpreter_app.store.base import Removed, log, read_stored_records
from interpreter_app.store.database import Connection
from interpreter_app.store.outbox import edited_records
from interpreter_app.store.records import StoredRecord

CHANGED_UNDER_EDIT = "changed-under-edit"


def log_changes_under_edits(
    connection: Connection, puts: Sequence[StoredRecord], removals: Sequence[Removed], at: datetime, sync: str
) -> None:
    """Log what a page of changes does to records that have unsent edits; call it before the page is applied."""
    edited = edited_records(connection)
    if not edited:
        return
    after: dict[str, StoredRecord | None] = {put.id: put for put in puts if put.id in edited}
    after |= {removed.id: None for removed in removals if removed.id in edited}
    before = read_stored_records(connection, after)
    for id_, record in after.items():
        old = before.get(id_)
        fields = _differences(old.type, _fields(old), _fields(record)) if old else {}
        if old is not None and fields:
            log(
                connection,
                at,
                CHANGED_UNDER_EDIT,
                sync=sync,
                record=id_,
                person=old.person,
                type=old.type,
                deleted=record is None,
                fields=fields,
            )


def _fields(record: StoredRecord | None) -> Mapping[str, object]:
    return msgspec.json.decode(record.data) if record else {}


def _differences(
    type_: str, before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, tuple[object, object]]:
    values = {
        name: (field_value(type_, before, name), field_value(type_, after, name))
        for name in dict.fromkeys([*before, *after])
    }
    return {name: (old, new) for name, (old, new) in values.items() if old != new}
