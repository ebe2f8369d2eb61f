"""The sync log as a person reads it: what each sync sent, what came, and what merged by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from interpreter_app.domain.edits import Edit
from interpreter_app.store import outbox
from interpreter_app.store.base import read_log
from interpreter_app.store.people import read_dossiers_by_ids
from interpreter_app.use_cases.open_profile import Profile

_SYNC, _PUSHED, _UNDER_EDIT, _DIFFERS = "sync", "pushed", "changed-under-edit", "digest-differs"
_MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedByOthers:
    """What others changed in a record that had unsent edits here: each field before and after."""

    person: str
    name: str
    type: str
    record: str
    deleted: bool
    fields: Mapping[str, tuple[object, object]]


@dataclass(slots=True, kw_only=True)
class SyncLogEntry:
    """One sync, by its id; ``at`` is the local time of its last step.

    ``complete`` is False for a sync that was broken off. ``edits`` are those that it brought to the register, with
    ``merged`` those of them that the register merged with others' changes, which are in ``by_others``.
    """

    id: str
    at: datetime
    complete: bool = False
    bootstrap: bool = False
    differed: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    merged: tuple[Edit, ...] = ()
    by_others: tuple[ChangedByOthers, ...] = ()


def read_sync_log(profile: Profile, limit: int = 100) -> list[SyncLogEntry]:
    """The last ``limit`` syncs, newest first."""
    with profile.database.read() as connection:
        lines = read_log(connection)
        syncs = _by_sync(lines)[:limit]
        people = {details["person"] for _, told in syncs for _, event, details in told if event == _UNDER_EDIT}
        names = {id_: dossier.interpreter.name for id_, dossier in read_dossiers_by_ids(connection, people).items()}
        return [_entry(id_, told, outbox.read_edits_of_sync(connection, id_), names) for id_, told in syncs]


_Line = tuple[datetime, str, dict[str, Any]]


def _by_sync(lines: Sequence[_Line]) -> list[tuple[str, list[_Line]]]:
    """The lines of each sync, newest sync first; lines of no sync are left out."""
    found: dict[str, list[_Line]] = {}
    for line in lines:
        if sync := line[2].get("sync"):
            found.setdefault(sync, []).append(line)
    return list(reversed(found.items()))


def _entry(id_: str, lines: Sequence[_Line], edits: Sequence[Edit], names: Mapping[str, str]) -> SyncLogEntry:
    entry = SyncLogEntry(id=id_, at=lines[-1][0], edits=tuple(edits))
    merged: set[str] = set()
    by_others: list[ChangedByOthers] = []
    for _, event, details in lines:
        if event == _SYNC:
            entry.complete = True
            entry.counts = {name: int(value) for name, value in details.items() if name != "sync"}
        elif event == _PUSHED:
            merged |= {told["op_id"] for told in details["edits"] if told["st"] == _MERGED}
        elif event == _UNDER_EDIT:
            by_others.append(_by_others(details, names))
        entry.bootstrap |= event == "bootstrap"
        entry.differed |= event == _DIFFERS
    entry.merged = tuple(edit for edit in edits if edit.op_id in merged)
    entry.by_others = tuple(by_others)
    return entry


def _by_others(details: Mapping[str, Any], names: Mapping[str, str]) -> ChangedByOthers:
    return ChangedByOthers(
        person=details["person"],
        name=names.get(details["person"], ""),
        type=details["type"],
        record=details["record"],
        deleted=details["deleted"],
        fields={name: (before, after) for name, (before, after) in details["fields"].items()},
    )
