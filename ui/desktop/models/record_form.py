"""What is typed into the record editor: every record of a person as it was seen, and as it is to become.

It knows nothing of widgets. Records are JSON data as the register exchanges them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from interpreter_app.domain.edits import Fields
from interpreter_app.domain.records import field_value, group_of
from interpreter_app.use_cases.edit_record import RecordChange

PERSON = "interpreter"


@dataclass(frozen=True, slots=True)
class FormRecord:
    """A record in the form: ``seen`` as it was on the screen, None for a new one; ``now`` None for one that goes."""

    id: str
    type: str
    seen: Fields | None
    now: Fields | None

    @property
    def is_new(self) -> bool:
        """Whether it was added here."""
        return self.seen is None

    @property
    def is_removed(self) -> bool:
        """Whether it is to go."""
        return self.now is None

    @property
    def touched(self) -> frozenset[str]:
        """The fields that were changed."""
        if self.seen is None or self.now is None:
            return frozenset()
        return frozenset(name for name in {*self.seen, *self.now} if self._differs(name))

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.is_new or self.is_removed or bool(self.touched)

    def value(self, name: str) -> object:
        """The value of a field as it stands; that it had, for one to be removed."""
        shown = self.now if self.now is not None else self.seen
        return field_value(self.type, shown or {}, name)

    def _differs(self, name: str) -> bool:
        assert self.seen is not None
        assert self.now is not None
        return field_value(self.type, self.seen, name) != field_value(self.type, self.now, name)


Seen = Mapping[str, tuple[str, Fields]]
"""Records by id: type and fields."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is typed into a form at a moment."""

    records: Mapping[str, FormRecord]
    wrong: Mapping[tuple[str, str], str]
    is_changed: bool


class RecordForm(QObject):
    """The records of one person, being changed.

    ``edited`` follows every change of a value, ``rows_changed`` records that were added, removed or put back. ``wrong``
    are the fields that hold what cannot be kept, by record and name, each with what is wrong.
    """

    edited = Signal()
    rows_changed = Signal()

    def __init__(self, person: str, seen: Seen, new_id: Callable[[], str]) -> None:
        super().__init__()
        self.person = person
        self._new_id = new_id
        self._records = _as_seen(seen)
        self._news: Seen = {}
        self.wrong: dict[tuple[str, str], str] = {}
        if person not in self._records:
            self._records[person] = FormRecord(person, PERSON, None, {})

    @property
    def is_new_person(self) -> bool:
        """Whether the person is being added."""
        return self._records[self.person].is_new

    @property
    def is_changed(self) -> bool:
        """Whether something was typed."""
        if self.wrong:
            return True
        own = self._records[self.person]
        rows = any(record.is_changed for record in self._records.values() if record.id != self.person)
        return rows or bool(own.now if own.is_new else own.touched)

    @property
    def number_of_changes(self) -> int:
        """How many records are changed."""
        return sum(1 for record in self._records.values() if record.is_changed)

    def record(self, id_: str) -> FormRecord:
        """The record with this id."""
        return self._records[id_]

    def has(self, id_: str) -> bool:
        """Whether the form has a record with this id."""
        return id_ in self._records

    def of_type(self, type_: str, **where: object) -> list[FormRecord]:
        """The records of a type whose fields have the values of ``where``, in the order they were seen or added."""
        return [
            record
            for record in self._records.values()
            if record.type == type_ and all(record.value(name) == value for name, value in where.items())
        ]

    def set(self, id_: str, **values: object) -> None:
        """Give fields of a record other values."""
        record = self._records[id_]
        now = {**(record.now or {}), **values}
        if now == dict(record.now or {}):
            return
        self._records[id_] = replace(record, now=now)
        self.edited.emit()

    def set_wrong(self, id_: str, name: str, problem: str) -> None:
        """Note that a field holds what cannot be kept, or with an empty ``problem`` that it does not any more."""
        before = self.wrong.get((id_, name), "")
        if problem == before:
            return
        if problem:
            self.wrong[id_, name] = problem
        else:
            del self.wrong[id_, name]
        self.edited.emit()

    def add(self, type_: str, **values: object) -> str:
        """Add a record of the person; its id."""
        id_ = self._new_id()
        self._records[id_] = FormRecord(id_, type_, None, {"interpreter_id": self.person, **values})
        self._tell_of_rows()
        return id_

    def remove(self, id_: str) -> None:
        """Remove a record, and those that belong to it; new ones go at once, others when the form is saved."""
        for one in (id_, *self._belonging(id_)):
            self._forget_wrong(one)
            record = self._records[one]
            if record.is_new:
                del self._records[one]
            else:
                self._records[one] = replace(record, now=None)
        self._tell_of_rows()

    def put_back(self, id_: str) -> None:
        """Have a record, and those that belong to it, again as they were seen."""
        for one in (id_, *self._belonging(id_)):
            self._forget_wrong(one)
            record = self._records[one]
            self._records[one] = replace(record, now=record.seen)
        self._tell_of_rows()

    def discard(self) -> None:
        """Have everything again as it was seen."""
        seen = {id_: record for id_, record in self._records.items() if not record.is_new}
        self._records = {id_: replace(record, now=record.seen) for id_, record in seen.items()}
        if self.person not in self._records:
            self._records[self.person] = FormRecord(self.person, PERSON, None, {})
        self.wrong.clear()
        self._tell_of_rows()

    def all(self) -> tuple[RecordChange, ...]:
        """Every record, changed or not."""
        return tuple(RecordChange(one.id, one.type, one.seen, one.now) for one in self._records.values())

    def changes(self) -> tuple[RecordChange, ...]:
        """What was done to each record, with what was seen of it."""
        return tuple(one for one in self.all() if self._records[one.id].is_changed)

    def mark_saved(self, saved: Iterable[RecordChange]) -> None:
        """Count ``saved`` as seen; what was typed since is still to be saved."""
        for one in saved:
            known = self._records.get(one.id)
            if known is None:
                continue
            if known.now is None and one.now is None:
                del self._records[one.id]
            else:
                self._records[one.id] = replace(known, seen=one.now)
        self._tell_of_rows()

    def kept(self) -> Kept:
        """Everything that is typed, to come back to it; see ``restore``."""
        return Kept(dict(self._records), dict(self.wrong), self.is_changed)

    def restore(self, kept: Kept) -> None:
        """Come back to what was typed."""
        self._records, self.wrong = dict(kept.records), dict(kept.wrong)
        self._tell_of_rows()

    def notice(self, fresh: Seen) -> bool:
        """Take note of the records as the register has them now; True when others changed what was seen here."""
        self._news = fresh
        mine = {id_: (one.type, one.seen) for id_, one in self._records.items() if one.seen is not None}
        return mine.keys() != fresh.keys() or any(
            RecordChange(id_, type_, seen, fresh[id_][1]).wanted for id_, (type_, seen) in mine.items()
        )

    def load_news(self) -> None:
        """Take over what was noticed, wherever nothing was typed; what was typed stays, and so does what it saw."""
        for id_, (type_, fields) in self._news.items():
            known = self._records.get(id_)
            fresh = FormRecord(id_, type_, fields, fields)
            self._records[id_] = fresh if known is None or not known.is_changed else _renewed(known, fresh)
        for id_ in [id_ for id_, one in self._records.items() if not one.is_changed and id_ not in self._news]:
            del self._records[id_]
        self._tell_of_rows()

    def _belonging(self, id_: str) -> list[str]:
        """The withdrawals of an authorisation."""
        return [record.id for record in self._records.values() if record.value("authorisation_id") == id_]

    def _forget_wrong(self, id_: str) -> None:
        for key in [key for key in self.wrong if key[0] == id_]:
            del self.wrong[key]

    def _tell_of_rows(self) -> None:
        self.rows_changed.emit()
        self.edited.emit()


def _as_seen(seen: Seen) -> dict[str, FormRecord]:
    return {id_: FormRecord(id_, type_, fields, fields) for id_, (type_, fields) in seen.items()}


def _renewed(mine: FormRecord, fresh: FormRecord) -> FormRecord:
    """A record that was changed here, with the register's new values in all fields that must not stay with mine."""
    if mine.seen is None or mine.now is None or fresh.seen is None:
        return mine
    kept = {other for name in mine.touched for other in group_of(mine.type, name)}
    news = {name: value for name, value in fresh.seen.items() if name not in kept}
    return replace(mine, seen={**mine.seen, **news}, now={**mine.now, **news})
