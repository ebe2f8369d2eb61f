"""Edits from the register's staff: merged with the register's records, each transaction of theirs whole or not at all.

All edits of a request are done in one transaction of the database, which holds the register's lock; what an edit comes
to is remembered in the same transaction (R9, R11, R12).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from interpreter_app.domain.authorisations import Withdrawal
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.records import DEFAULTS
from sync import protocol
from sync.merge import changed_since, merge_update
from sync.register_server.chain import Salts, random_salt
from sync.register_server.history import BELONGING, author_of, last_change, rev_before
from sync.register_server.numbers import claimed_number, number_before_deletion
from sync.register_server.push_checks import (
    AUTHORISATION_MISSING,
    INVALID,
    PERSON_MISSING,
    Stopped,
    accepted,
    checked_fields,
    checked_reason,
    conflict,
    is_id,
    refuse_type,
    refuse_unsettable,
    rejected,
)
from sync.register_server.push_results import DEFERRED, Outcome, forget_old, read_results, remember
from sync.register_server.records import Accepted, RecordRow, with_number
from sync.register_server.writing import Author, Note, Writing

Group = Sequence[protocol.Op]


@dataclass(frozen=True, slots=True)
class Pusher:
    """Who pushes: the name that the history gives, the machine, and whether what others did may be undone."""

    name: str
    device: str = ""
    administers: bool = False


def push(
    connection: Connection,
    ops: Sequence[protocol.Op],
    pusher: Pusher,
    now: datetime,
    new_salt: Salts = random_salt,
) -> list[protocol.OpResult]:
    """Do the edits ``ops``, and say what became of each, in their order; ``now`` is the time in UTC.

    ``connection`` is in a write transaction of the database, and nobody has the register locked in it. The ids of the
    edits differ.
    """
    writing = Writing(connection, Author(pusher.name, pusher.device), now, new_salt)
    forget_old(connection, now)
    pushing = _Pushing(connection, writing, pusher)
    pushing.do(ops)
    writing.finish()
    remember(connection, pushing.new_outcomes(ops), now)
    return [pushing.result(op) for op in ops]


class _Pushing:
    """The edits of one request; ``outcomes`` are what became of them, by the edit's id."""

    def __init__(self, connection: Connection, writing: Writing, pusher: Pusher) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self._connection = connection
        self._writing = writing
        self._records = writing.records
        self._pusher = pusher
        self._fictional = writing.state.fictional
        self._old: frozenset[str] = frozenset()
        self._held: set[str] = set()

    def do(self, ops: Sequence[protocol.Op]) -> None:
        """Do the edits, transaction by transaction, in the order in which these begin."""
        self._load(ops)
        groups: dict[str, list[protocol.Op]] = {}
        for op in ops:
            groups.setdefault(op.tx, []).append(op)
        for group in groups.values():
            self._do_group(group)

    def _load(self, ops: Sequence[protocol.Op]) -> None:
        remembered = read_results(self._connection, [op.op_id for op in ops])
        for op in ops:
            if (known := remembered.get(op.op_id)) is not None:
                self.outcomes[op.op_id] = known.outcome if known.record == op.id else _other_edit()
        self._old = frozenset(self.outcomes)
        people = {str(person) for op in ops if is_id(person := op.set.get("interpreter_id"))}
        people |= {op.id for op in ops if op.t == "interpreter"}
        highest = self._records.last_number
        numbers = [op.number for op in ops if op.number is not None and op.number <= highest]
        self._records.load([op.id for op in ops], people, numbers)

    # One transaction

    def _do_group(self, group: Group) -> None:
        """Do the edits that are not done yet; one that cannot be done stops them all (R12).

        It stops later edits of the same records too, which saw what it would have made of them (R11).
        """
        known = [self.outcomes[op.op_id] for op in group if op.op_id in self.outcomes]
        new = [op for op in group if op.op_id not in self.outcomes]
        if any(outcome.stops for outcome in known) or any(map(self._builds_on_held, new)):
            self.outcomes |= {op.op_id: DEFERRED for op in new}
            self._held |= {op.id for op in group}
            return
        for step in (self._edit_in_memory, self._check_whole):
            for op in new:
                try:
                    step(op)
                except Stopped as stopped:
                    self._writing.give_up_group()
                    self.outcomes |= {each.op_id: DEFERRED for each in new} | {op.op_id: stopped.outcome}
                    self._held |= {each.id for each in group}
                    return
        self._keep(new)

    def _builds_on_held(self, op: protocol.Op) -> bool:
        """Whether an earlier edit of the record, or one that makes what it belongs to, could not be done."""
        owners = {str(op.set.get(name)) for name in ("interpreter_id", "authorisation_id")} & self._held
        return op.id in self._held or any(self._records.living(owner) is None for owner in owners)

    def _keep(self, done: Group) -> None:
        """Keep what was done, and note its place in the order of changes."""
        seqs = {entry.op_id: entry.seq for entry in self._writing.end_group()}
        for op in done:
            row = self._records.rows.get(op.id)
            seq = seqs.get(op.op_id, row.rev if row else 0)
            self.outcomes[op.op_id] = self.outcomes[op.op_id]._replace(seq=seq)

    # One edit

    def _edit_in_memory(self, op: protocol.Op) -> None:
        self.outcomes[op.op_id] = self._edit(op)

    def _edit(self, op: protocol.Op) -> Outcome:
        refuse_type(op.t)
        self._refuse_undoing_others(op)
        row = self._records.rows.get(op.id)
        if row is not None and row.type != op.t:
            raise rejected(INVALID, "t", "The record is of another type.")
        note = Note(checked_reason(op.reason), op.op_id)
        match op.op:
            case "create":
                return self._create(op, row, note)
            case "update":
                return self._update(op, row, note)
            case _:
                return self._delete(op, row, note)

    def _refuse_undoing_others(self, op: protocol.Op) -> None:
        """Stop an edit that takes back another's change; of a change that a restore has lost, nobody knows whose."""
        if op.undoes is None or self._pusher.administers:
            return
        if author_of(self._connection, op.undoes, op.id) not in (None, self._pusher.name):
            raise rejected(protocol.NOT_ALLOWED, "undoes", "Only an administrator takes back what others did.")

    def _update(self, op: protocol.Op, row: RecordRow | None, note: Note) -> Outcome:
        if row is None or row.deleted:
            raise conflict(*op.set)  # R7
        refuse_unsettable(op.t, op.set, creating=False)
        wanted = checked_fields(op.t, op.set, fictional=self._fictional)
        current = _fields(row)
        merged = merge_update(op.t, current, op.base, wanted)
        if merged.conflicts:
            raise conflict(*merged.conflicts)
        if not merged.changes:
            return Outcome(protocol.NOOP)
        data = _without_defaults(op.t, current | merged.changes, merged.changes)
        self._writing.put(op.id, op.t, self._accepted(op, data), note)
        return Outcome(protocol.APPLIED if self._saw_the_newest(op, row) else protocol.MERGED)

    def _saw_the_newest(self, op: protocol.Op, row: RecordRow) -> bool:
        """Whether nobody else has changed the record since the editor saw it; earlier edits of the request are own."""
        before = self._records.before.get(op.id)
        return op.base_rev in (row.rev, before.rev if before else 0)

    def _delete(self, op: protocol.Op, row: RecordRow | None, note: Note) -> Outcome:
        if row is None or row.deleted:
            return Outcome(protocol.NOOP)
        if changed := changed_since(op.t, current := _fields(row), _with_number(op.t, op.base, current)):
            raise conflict(*changed)  # R7
        self._writing.delete(row, note)
        return Outcome(protocol.APPLIED)

    def _create(self, op: protocol.Op, row: RecordRow | None, note: Note) -> Outcome:
        refuse_unsettable(op.t, op.set, creating=True)
        wanted = checked_fields(op.t, op.set, fictional=self._fictional)
        record = self._accepted(op, wanted)
        if not is_id(record.person):
            raise _person_missing()
        if row is not None and row.person != record.person:
            raise rejected(INVALID, "interpreter_id", "The record is another person's.")
        if row is not None and not row.deleted:
            return self._same(op, row, wanted)
        if row is not None and not self._saw_all_that_was_deleted(op, row):
            raise conflict(*op.set)
        if isinstance(record.record, Interpreter):
            record = self._numbered(op, row, record)
        self._writing.put(op.id, op.t, record, note)
        return Outcome(protocol.APPLIED)

    def _saw_all_that_was_deleted(self, op: protocol.Op, row: RecordRow) -> bool:
        """Whether a creation knows of the deletion; a client that learnt of it by a new copy has the rev before."""
        return op.base_rev in (row.rev, rev_before(self._connection, row))

    def _same(self, op: protocol.Op, row: RecordRow, wanted: Mapping[str, object]) -> Outcome:
        """What comes of creating what is there already."""
        current = _fields(row)
        if differing := changed_since(op.t, current, _with_number(op.t, wanted, current)):
            raise conflict(*differing)
        return Outcome(protocol.NOOP)

    def _numbered(self, op: protocol.Op, row: RecordRow | None, record: Accepted) -> Accepted:
        """A new person's record with the register number: the one that the person had, else the next."""
        number = number_before_deletion(self._connection, row) if row else None
        number = number or claimed_number(self._connection, op.number, self._records)
        if number is not None:
            record = with_number(record, number)
        assert isinstance(record.record, Interpreter)
        return self._records.numbered(op.id, record, record.record)

    def _accepted(self, op: protocol.Op, data: Mapping[str, object]) -> Accepted:
        return accepted(op.t, op.id, data, fictional=self._fictional)

    # What must be true after a transaction

    def _check_whole(self, op: protocol.Op) -> None:
        """See that no record is left without the one that it belongs to."""
        if (row := self._records.living(op.id)) is not None:
            self._check_belongs(row)
        elif op.op == "delete" and self._left_by(op):
            raise conflict(*BELONGING)  # a colleague may just have added one: it never goes silently

    def _check_belongs(self, row: RecordRow) -> None:
        person = self._records.living(row.person)
        if person is None or person.type != "interpreter":
            raise _person_missing()
        record = self._records.record(row)
        if not isinstance(record, Withdrawal):
            return
        authorisation = self._records.living(record.authorisation_id)
        if authorisation is None or (authorisation.type, authorisation.person) != ("authorisation", row.person):
            raise rejected(AUTHORISATION_MISSING, "authorisation_id", "The person has no such authorisation.")

    def _left_by(self, op: protocol.Op) -> bool:
        """Whether records would be left that belong to the deleted one."""
        row = self._records.rows.get(op.id)
        if row is None or op.t not in ("interpreter", "authorisation"):
            return False
        return any(
            op.t == "interpreter" or self._withdraws(left, op.id) for left in self._records.of_person(row.person)
        )

    def _withdraws(self, row: RecordRow, authorisation: str) -> bool:
        record = self._records.record(row)
        return isinstance(record, Withdrawal) and record.authorisation_id == authorisation

    # Answers

    def new_outcomes(self, ops: Iterable[protocol.Op]) -> list[tuple[str, str, Outcome]]:
        """What is to be remembered of the edits: the edit's id, the record's and the outcome."""
        new = [(op.op_id, op.id, self.outcomes[op.op_id]) for op in ops if op.op_id not in self._old]
        return [one for one in new if one[2].st != protocol.DEFERRED]

    def result(self, op: protocol.Op) -> protocol.OpResult:
        """What the sender is told of the edit, with the record as it is now."""
        outcome = self.outcomes[op.op_id]
        row = self._records.rows.get(op.id)
        if outcome.st in protocol.ACKNOWLEDGED:
            return protocol.OpResult(op.op_id, outcome.st, row.rev if row else 0, outcome.seq, _data(row))
        if outcome.st == protocol.CONFLICT:
            return self._conflict(op, row, outcome)
        return protocol.OpResult(op.op_id, outcome.st, code=outcome.code, field=outcome.field, detail=outcome.detail)

    def _conflict(self, op: protocol.Op, row: RecordRow | None, outcome: Outcome) -> protocol.OpResult:
        changed = last_change(self._connection, row, outcome.fields) if row else None
        return protocol.OpResult(
            op.op_id,
            outcome.st,
            row.rev if row else 0,
            fields=list(outcome.fields),
            current=_data(row),
            by=changed.by if changed else "",
            at=changed.at if changed else "",
        )


def _person_missing() -> Stopped:
    return rejected(PERSON_MISSING, "interpreter_id", "The person is not in the register.")


def _other_edit() -> Outcome:
    return rejected(INVALID, "op_id", "The id belongs to another edit.").outcome


def _fields(row: RecordRow) -> dict[str, object]:
    fields: dict[str, object] = msgspec.json.decode(row.data)
    return fields


def _with_number(type_: str, seen: Mapping[str, object], current: Mapping[str, object]) -> dict[str, object]:
    """A record as its maker saw it, with the register number that it has been given since."""
    return {"number": current.get("number"), **seen} if type_ == "interpreter" else dict(seen)


def _data(row: RecordRow | None) -> msgspec.Raw:
    return msgspec.Raw(b"null" if row is None or row.deleted else row.data)


def _without_defaults(type_: str, data: Mapping[str, object], changed: Iterable[str]) -> dict[str, object]:
    """A record without those of the ``changed`` fields that now say nothing."""
    defaults = DEFAULTS[type_]
    empty = {name for name in changed if name in defaults and data[name] == defaults[name]}
    return {name: value for name, value in data.items() if name not in empty}
