"""History: who changed what in a record, when, from which device and why, and what it was before and after."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from interpreter_app.domain.edits import Act, Edit, Fields, changed
from interpreter_app.domain.records import field_value

_OWNER = "interpreter_id"
"""Says whose record it is, as the entry does; it never changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A change of one record that the register has, at the place ``seq`` in the order of all changes.

    Changes of one ``tx`` were made together. ``at`` is the register's time. ``before`` and ``after`` are the record as
    JSON data, None where it was not there; both are None too where the law has ``erased`` them. ``device`` and
    ``op_id`` are empty for changes that came from no client.
    """

    seq: int
    tx: int
    person: str
    record: str
    type: str
    deleted: bool
    at: datetime
    by: str
    device: str = ""
    reason: str = ""
    op_id: str = ""
    before: Fields | None = None
    after: Fields | None = None
    erased: bool = False

    @property
    def act(self) -> Act:
        """What was done to the record; of an erased change only a deletion can be told from the rest."""
        if self.deleted:
            return Act.DELETE
        return Act.CREATE if self.before is None and not self.erased else Act.UPDATE

    def changes(self) -> tuple["FieldChange", ...]:
        """The fields that changed, in the order in which the record has them."""
        return field_changes(self.type, self.before, self.after)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record with its value before and after, as JSON data; None where there was none."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """A change as a person reads it.

    ``id`` is what “undo” takes: the place in the register's order, or the id of an edit that is ``unsent``. ``at`` is
    the register's time, of an unsent edit that of this machine. ``erased``: what changed was erased by law.
    ``undone``: an edit made on this machine takes it back.
    """

    id: str
    at: datetime
    by: str
    device: str
    reason: str
    type: str
    record: str
    act: Act
    changes: tuple[FieldChange, ...]
    erased: bool = False
    unsent: bool = False
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the history is whole on this machine: up to the change ``seq``, and so to the time ``until``."""

    seq: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Lacking:
    """What this machine may lack of a history.

    ``until`` is the time to which it is whole, None when it has not been read here at all. ``unread`` counts the
    records that are known to have changed since; deletions are not among them.
    """

    until: datetime | None
    unread: int


def field_changes(type_: str, before: Fields | None, after: Fields | None) -> tuple[FieldChange, ...]:
    """The fields of a record of ``type_`` that differ; a field that is not named has its default value."""
    was, now = before or {}, after or {}
    changes = (
        FieldChange(name, field_value(type_, was, name), field_value(type_, now, name))
        for name in dict.fromkeys([*was, *now])
        if name != _OWNER
    )
    return tuple(change for change in changes if change.before != change.after)


def line_of_entry(entry: HistoryEntry, *, undone: bool = False) -> HistoryLine:
    """A change that the register has, to be read."""
    return HistoryLine(
        id=str(entry.seq),
        at=entry.at,
        by=entry.by,
        device=entry.device,
        reason=entry.reason,
        type=entry.type,
        record=entry.record,
        act=entry.act,
        changes=entry.changes(),
        erased=entry.erased,
        undone=undone,
    )


def line_of_edit(edit: Edit) -> HistoryLine:
    """An edit that the register does not have yet, to be read."""
    fields = changed(edit)
    before = {name: values[0] for name, values in fields.items()}
    after = {name: values[1] for name, values in fields.items()}
    return HistoryLine(
        id=edit.op_id,
        at=edit.made,
        by=edit.by,
        device=edit.device,
        reason=edit.reason,
        type=edit.type,
        record=edit.record,
        act=edit.act,
        changes=field_changes(edit.type, before, after),
        unsent=True,
    )


def lines_of(entries: Iterable[HistoryEntry], undone: Collection[int]) -> tuple[HistoryLine, ...]:
    """Changes to be read, of which edits made here take back those with the seqs ``undone``."""
    return tuple(line_of_entry(entry, undone=entry.seq in undone) for entry in entries)
