"""Undoing changes by new edits: what each edit would be, and what stands in the way. Pure.

Changes are undone newest first. What others have changed since is left as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from interpreter_app.domain.edits import Act, Draft, Fields
from interpreter_app.domain.history import HistoryEntry, field_changes
from interpreter_app.domain.records import GIVEN_BY_REGISTER, field_value, group_of


class Obstacle(StrEnum):
    """Why a change is not undone.

    changed: it has been changed again since. deleted: the record is no longer there. in_use: other records belong to
    it. no_owner: what it belongs to is not there. erased: the law has erased what was there before. already: it is as
    it was before. nothing: the edit changed nothing, the register had it so.
    """

    CHANGED = "changed"
    DELETED = "deleted"
    IN_USE = "in_use"
    NO_OWNER = "no_owner"
    ERASED = "erased"
    ALREADY = "already"
    NOTHING = "nothing"


_NOTHING_TO_DO = frozenset({Obstacle.ALREADY, Obstacle.NOTHING})


class RecordNow(NamedTuple):
    """A record as it stands on the screen; ``rev`` is that of the base, 0 where the register does not have it."""

    person: str
    type: str
    rev: int
    fields: Fields


class LaterChange(NamedTuple):
    """A change of the fields ``names`` of a record; ``seq`` is None while the register does not have it."""

    record: str
    seq: int | None
    names: frozenset[str]
    by: str
    at: datetime

    def is_after(self, seq: int) -> bool:
        """Whether it came after the change ``seq``."""
        return self.seq is None or self.seq > seq


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoLine:
    """What undoing a change does to a record, or to one ``field`` of it (None: to the record as a whole).

    ``seq`` is the change that is undone, ``act`` what is done about it. ``now`` and ``back`` are the value now and the
    value that it gets back. ``obstacle`` says why it is not done, ``by`` and ``at`` who changed it since and when,
    where that is known; ``unsent`` that it was here, and is not in the register yet.
    """

    seq: int
    person: str
    number: int | None
    type: str
    record: str
    act: Act
    field: str | None = None
    now: object = None
    back: object = None
    obstacle: Obstacle | None = None
    by: str = ""
    at: datetime | None = None
    unsent: bool = False

    @property
    def is_hindered(self) -> bool:
        """Whether something that there is to undo is not undone."""
        return self.obstacle is not None and self.obstacle not in _NOTHING_TO_DO


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing ``id`` would do: ``lines`` to read, and the edits, those of a group together or not at all."""

    id: str
    lines: tuple[UndoLine, ...]
    groups: tuple[tuple[Draft, ...], ...]

    @property
    def is_whole(self) -> bool:
        """Whether all that there is to undo can be undone."""
        return not any(line.is_hindered for line in self.lines)


class Undoing:
    """The undoing of changes over ``records``, all those of the people concerned, by id.

    ``later`` are the changes of these records, newest first, so that it can be told who stands in the way.
    """

    def __init__(self, records: Mapping[str, RecordNow], later: Sequence[LaterChange]) -> None:
        self.lines: list[UndoLine] = []
        self._records = dict(records)
        self._later = later

    def undo(self, entries: Iterable[HistoryEntry]) -> tuple[Draft, ...]:
        """The edits that undo ``entries``, which are given newest first; the lines say what each does."""
        return tuple(draft for entry in entries if (draft := self._undo(entry)) is not None)

    def leave(self, entry: HistoryEntry, obstacle: Obstacle) -> None:
        """Say that nothing is done about a change."""
        self._line(entry, _reverse(entry.act), obstacle=obstacle)

    def _undo(self, entry: HistoryEntry) -> Draft | None:
        if entry.erased or (entry.deleted and entry.before is None):
            self.leave(entry, Obstacle.ERASED)
            return None
        back = {Act.CREATE: self._delete, Act.UPDATE: self._set_back, Act.DELETE: self._bring_back}
        draft = back[entry.act](entry)
        if draft is not None:
            self._put(draft)
        return draft

    def _put(self, draft: Draft) -> None:
        """See the record from now on as the edit makes it."""
        if draft.act is Act.DELETE:
            del self._records[draft.record]
            return
        before = self._records.get(draft.record)
        fields = {**(before.fields if before else {}), **draft.set}
        self._records[draft.record] = RecordNow(draft.person, draft.type, draft.base_rev, fields)

    # The three kinds of change

    def _set_back(self, entry: HistoryEntry) -> Draft | None:
        now = self._records.get(entry.record)
        if now is None:
            self._line(entry, Act.UPDATE, obstacle=Obstacle.DELETED)
            return None
        before = entry.before or {}
        changed = [change.name for change in entry.changes() if change.name != GIVEN_BY_REGISTER.get(entry.type)]
        base: dict[str, object] = {}
        back: dict[str, object] = {}
        for group in dict.fromkeys(group_of(entry.type, name) for name in changed):
            names = [name for name in group if name in changed]
            obstacle = _why_not(entry, now.fields, group, names)
            for name in names:
                values = (field_value(entry.type, now.fields, name), field_value(entry.type, before, name))
                self._line(entry, Act.UPDATE, name, *values, obstacle=obstacle, names=group)
            if obstacle is None:
                base |= {name: field_value(entry.type, now.fields, name) for name in group}
                back |= {name: field_value(entry.type, before, name) for name in names}
        return self._draft(entry, Act.UPDATE, base, back, now.rev) if back else None

    def _delete(self, entry: HistoryEntry) -> Draft | None:
        now = self._records.get(entry.record)
        obstacle = None
        if now is None:
            obstacle = Obstacle.ALREADY
        elif _differing(entry.type, now.fields, entry.after or {}):
            obstacle = Obstacle.CHANGED
        elif self._belonging(entry):
            obstacle = Obstacle.IN_USE
        self._line(entry, Act.DELETE, obstacle=obstacle)
        return self._draft(entry, Act.DELETE, now.fields, {}, now.rev) if now and obstacle is None else None

    def _bring_back(self, entry: HistoryEntry) -> Draft | None:
        before = entry.before or {}
        obstacle = None
        if entry.record in self._records:
            obstacle = Obstacle.ALREADY
        elif any(change.record == entry.record and change.is_after(entry.seq) for change in self._later):
            obstacle = Obstacle.CHANGED
        elif not self._owners_of(entry, before) <= self._records.keys():
            obstacle = Obstacle.NO_OWNER
        self._line(entry, Act.CREATE, obstacle=obstacle)
        given = {name: value for name, value in before.items() if name != GIVEN_BY_REGISTER.get(entry.type)}
        return self._draft(entry, Act.CREATE, {}, given, entry.seq) if obstacle is None else None

    def _belonging(self, entry: HistoryEntry) -> bool:
        """Whether other records belong to the entry's record."""
        others = {id_: now for id_, now in self._records.items() if now.person == entry.person and id_ != entry.record}
        if entry.record == entry.person:
            return bool(others)
        return any(now.fields.get("authorisation_id") == entry.record for now in others.values())

    @staticmethod
    def _owners_of(entry: HistoryEntry, fields: Fields) -> set[str]:
        """The records without which the entry's record cannot be."""
        authorisation = fields.get("authorisation_id")
        owners = {entry.person} | ({authorisation} if isinstance(authorisation, str) else set())
        return owners - {entry.record}

    @staticmethod
    def _draft(entry: HistoryEntry, act: Act, base: Fields, wanted: Fields, rev: int) -> Draft:
        return Draft(
            act=act,
            type=entry.type,
            record=entry.record,
            person=entry.person,
            base=base,
            set=wanted,
            base_rev=rev,
            undoes=entry.seq,
        )

    # What is told

    def _line(
        self,
        entry: HistoryEntry,
        act: Act,
        field: str | None = None,
        now: object = None,
        back: object = None,
        *,
        obstacle: Obstacle | None = None,
        names: Iterable[str] = (),
    ) -> None:
        since = self._changed_since(entry, obstacle, frozenset(names))
        self.lines.append(
            UndoLine(
                seq=entry.seq,
                person=entry.person,
                number=self._number(entry),
                type=entry.type,
                record=entry.record,
                act=act,
                field=field,
                now=now,
                back=back,
                obstacle=obstacle,
                by=since.by if since else "",
                at=since.at if since else None,
                unsent=since is not None and since.seq is None,
            )
        )

    def _number(self, entry: HistoryEntry) -> int | None:
        """The register number of the entry's person, where it is known."""
        now = self._records.get(entry.person)
        own = (entry.before or entry.after or {}) if entry.record == entry.person else {}
        number = (now.fields if now else own).get("number") or own.get("number")
        return number if isinstance(number, int) else None

    def _changed_since(
        self, entry: HistoryEntry, obstacle: Obstacle | None, names: frozenset[str]
    ) -> LaterChange | None:
        """The newest change that stands in the way."""
        after = (change for change in self._later if change.is_after(entry.seq))
        match obstacle:
            case Obstacle.CHANGED | Obstacle.DELETED:
                of_record = (change for change in after if change.record == entry.record)
                return next((change for change in of_record if not names or change.names & names), None)
            case Obstacle.IN_USE:
                others = self._records.keys() - {entry.record}
                return next((change for change in after if change.record in others), None)
        return None


def _reverse(act: Act) -> Act:
    return {Act.CREATE: Act.DELETE, Act.UPDATE: Act.UPDATE, Act.DELETE: Act.CREATE}[act]


def _why_not(entry: HistoryEntry, now: Fields, group: Iterable[str], names: Iterable[str]) -> Obstacle | None:
    """Why the fields ``names`` of a ``group`` cannot be set back; None when they can."""

    def as_in(there: Fields | None, fields: Iterable[str]) -> bool:
        return all(field_value(entry.type, now, name) == field_value(entry.type, there or {}, name) for name in fields)

    if as_in(entry.before, names):
        return Obstacle.ALREADY
    return None if as_in(entry.after, group) else Obstacle.CHANGED


def _differing(type_: str, now: Fields, then: Fields) -> bool:
    changes = field_changes(type_, then, now)
    return any(change.name != GIVEN_BY_REGISTER.get(type_) for change in changes)
