"""The one path by which anything enters the register.

Within one transaction of the database the register's row is locked, the operations are done in memory, and then
records, log, digests, search index and the register's row are written together (R2, R12).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, Connection, bindparam, select, update

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.records import Record
from interpreter_app.store.records import decode, dossier_of
from interpreter_app.store.search_index import BATCH, insert_rows, replace_people
from sync.register_server import tables
from sync.register_server.digests import change_digests
from sync.register_server.records import Accepted, Operation, Put, RecordRow, accept, with_number
from sync.register_server.state import Written, change_state, lock_state

MOST_OPERATIONS = 100
"""In one server transaction (R19)."""

_PUT, _DELETE, _SHOW, _HIDE = "put", "del", "show", "hide"

_Group = list[tuple[Operation, Accepted | None]]
_Touched = dict[str, "_Touch"]
_LogRow = tuple[int, int, str, str, str, str, str, bytes | None, bytes | None]


class _Touch(NamedTuple):
    """What a group does to a record, and the record before it."""

    what: str
    before: RecordRow | None


def write_groups(connection: Connection, groups: Sequence[Sequence[Operation]], by: str, now: datetime) -> Written:
    """Do each group as a server transaction; ``connection`` is in a write transaction of the database.

    Raises ``UserError`` when an operation cannot be done; the transaction of the database must then be given up.
    """
    writing = _Writing(connection, by, now)
    writing.do(groups)
    return writing.finish()


class _Writing:
    """Groups of operations inside one transaction of the database; nothing is in the database before ``finish``."""

    def __init__(self, connection: Connection, by: str, now: datetime) -> None:
        self._connection = connection
        self._by = by
        self._at = now.isoformat()
        self._state = state = lock_state(connection)
        self._head = state.head
        self._tx = state.last_tx
        self._last_number = state.last_number
        self._withheld = state.withheld
        self._before: dict[str, RecordRow] = {}
        self._rows: dict[str, RecordRow] = {}
        self._of_person: dict[str, dict[str, None]] = {}
        self._decoded: dict[str, Record] = {}
        self._numbers: dict[int, str] = {}
        self._changed: dict[str, None] = {}
        self._log: list[_LogRow] = []

    def do(self, groups: Sequence[Sequence[Operation]]) -> None:
        """Do every group in memory, in order."""
        if any(len(group) > MOST_OPERATIONS for group in groups):
            raise UserError(N_("At most {most} changes can be made together."), most=MOST_OPERATIONS)
        fictional = self._state.fictional
        taken: list[_Group] = [
            [(op, accept(op, fictional=fictional) if isinstance(op, Put) else None) for op in group] for group in groups
        ]
        self._load(taken)
        for group in taken:
            self._do_group(group)

    def _do_group(self, group: _Group) -> None:
        touched: _Touched = {}
        for op, record in group:
            if isinstance(op, Put) and record is not None:
                self._put(op, record, touched)
            else:
                self._delete(op.id, touched)
        for person in dict.fromkeys(self._rows[id_].person for id_ in touched):
            self._settle(person, touched)
        if touched:
            self._tx += 1
            for id_, touch in touched.items():
                self._number(id_, touch)

    # What the operations touch

    def _load(self, taken: Iterable[_Group]) -> None:
        """Bring in the records that the operations name, and all records of the people concerned."""
        puts = [(op.id, record) for group in taken for op, record in group if record is not None]
        people = {record.person for _, record in puts}
        named = {op.id for group in taken for op, _ in group}
        people |= {row.person for row in self._select(tables.records.c.id, named)}
        for person in people:
            self._of_person[person] = {}
        for row in self._select(tables.records.c.person, people):
            self._before[row.id] = self._rows[row.id] = row
            self._of_person[row.person][row.id] = None
        self._load_numbers(
            {r.record.number for _, r in puts if isinstance(r.record, Interpreter) and r.record.number is not None}
        )

    def _select(self, column: Column[str], values: Iterable[str]) -> list[RecordRow]:
        wanted = sorted(values)
        found: list[RecordRow] = []
        for start in range(0, len(wanted), BATCH):
            chosen = select(tables.records).where(column.in_(wanted[start : start + BATCH]))
            ordered = chosen.order_by(tables.records.c.id)
            found += [RecordRow(*row) for row in self._connection.execute(ordered)]
        return found

    def _load_numbers(self, numbers: set[int]) -> None:
        people = tables.people.c
        wanted = sorted(numbers)
        for start in range(0, len(wanted), BATCH):
            chosen = people.number.in_(wanted[start : start + BATCH])
            rows = self._connection.execute(select(people.number, people.id).where(chosen))
            self._numbers |= {row.number: row.id for row in rows}

    # One operation

    def _put(self, op: Put, record: Accepted, touched: _Touched) -> None:
        old = self._rows.get(op.id)
        if old and (old.deleted or (old.type, old.person) != (op.type, record.person)):
            raise UserError(
                N_("The record {id} is deleted, of another type or another person's; it cannot be changed so."),
                id=op.id,
            )
        if isinstance(record.record, Interpreter):
            record = self._with_number(op.id, record, record.record)
        if old and old.data == record.data:
            return
        new = RecordRow(op.id, record.person, op.type, 0, 0, False, False, False, record.data)
        self._rows[op.id] = new._replace(public=old.public, was_public=old.was_public) if old else new
        self._of_person[record.person][op.id] = None
        self._decoded[op.id] = record.record
        touched[op.id] = _Touch(_PUT, touched[op.id].before if op.id in touched else old)

    def _with_number(self, id_: str, record: Accepted, person: Interpreter) -> Accepted:
        """A person keeps the register number; a new one without a number is given the next."""
        old = self._rows.get(id_)
        kept = self._interpreter(id_).number if old else None
        number = kept or person.number or self._last_number + 1
        if person.number not in (None, number):
            raise UserError(N_("The register number of a person never changes."))
        if self._numbers.setdefault(number, id_) != id_:
            raise UserError(N_("The register number {number} is another person's."), number=number)
        self._last_number = max(self._last_number, number)
        return record if person.number else with_number(record, number)

    def _interpreter(self, id_: str) -> Interpreter:
        record = self._record(self._rows[id_])
        assert isinstance(record, Interpreter)
        return record

    def _record(self, row: RecordRow) -> Record:
        if row.id not in self._decoded:
            record = decode(row.type, row.data)
            assert record is not None  # only known types are accepted
            self._decoded[row.id] = record
        return self._decoded[row.id]

    def _delete(self, id_: str, touched: _Touched) -> None:
        row = self._rows.get(id_)
        if row is None or row.deleted:
            raise UserError(N_("The record {id} is not in the register."), id=id_)
        with_it = self._of_person[row.person] if row.id == row.person else {id_: None}
        for each in with_it:
            old = self._rows[each]
            if not old.deleted:
                self._rows[each] = old._replace(deleted=True, public=False, data=b"")
                touched[each] = _Touch(_DELETE, touched[each].before if each in touched else old)

    # One person after a group

    def _settle(self, person: str, touched: _Touched) -> None:
        """See that nothing of ``person`` is left over, and who may see it.

        The public sees a person, and all records of the person, while the person has a listing (TF § 13): what begins
        or ends to be public changes, so that the public's feed carries it.
        """
        rows = [row for id_ in self._of_person[person] if not (row := self._rows[id_]).deleted]
        if rows and person not in {row.id for row in rows}:
            raise UserError(N_("The person {id} is not in the register."), id=person)
        public = any(row.type == "listing" for row in rows)
        for row in rows:
            if row.public != public:
                self._rows[row.id] = row._replace(public=public)
                touched.setdefault(row.id, _Touch(_SHOW if public else _HIDE, row))

    def _number(self, id_: str, touch: _Touch) -> None:
        """Give a changed record its seq, and write it into the log."""
        row, old = self._rows[id_], touch.before
        self._head += 1
        self._rows[id_] = row._replace(rev=self._head, tx=self._tx, was_public=row.was_public or row.public)
        if old is not None and _withdraws_consent(old, row):
            self._withheld = self._head
        self._changed[id_] = None
        before = old.data if old and touch.what in (_PUT, _DELETE) else None
        after = row.data if touch.what == _PUT else None
        self._log.append((self._head, self._tx, row.type, id_, touch.what, self._at, self._by, before, after))

    # Into the database

    def finish(self) -> Written:
        """Write all that was done, and the register's row."""
        self._write_records()
        insert_rows(self._connection, tables.changes, self._log)
        people = dict.fromkeys(self._rows[id_].person for id_ in self._changed)
        dossiers = [dossier for person in people if (dossier := self._dossier(person))]
        replace_people(self._connection, tables.INDEX, people, dossiers)
        change_state(
            self._connection,
            head=self._head,
            last_tx=self._tx,
            last_number=self._last_number,
            withheld=self._withheld,
        )
        return Written(self._head, len(self._log), self._tx - self._state.last_tx)

    def _write_records(self) -> None:
        before = [self._before[id_] for id_ in self._changed if id_ in self._before]
        after = [self._rows[id_] for id_ in self._changed]
        insert_rows(self._connection, tables.records, [row for row in after if row.id not in self._before])
        updated = [row._asdict() | {"the_id": row.id} for row in after if row.id in self._before]
        if updated:
            where = tables.records.c.id == bindparam("the_id")
            self._connection.execute(update(tables.records).where(where), updated)
        change_digests(self._connection, before, after)

    def _dossier(self, person: str) -> Dossier | None:
        rows = [row for id_ in self._of_person[person] if not (row := self._rows[id_]).deleted]
        return dossier_of(person, ((row.id, self._record(row)) for row in rows))


def _withdraws_consent(before: RecordRow, after: RecordRow) -> bool:
    """Whether an address that copies made earlier may show is no longer to be shown (TF § 13 e)."""
    if before.type != "interpreter" or not before.was_public or not before.data or not after.data:
        return False
    old, new = decode(before.type, before.data), decode(after.type, after.data)
    return isinstance(old, Interpreter) and isinstance(new, Interpreter) and old.address_public > new.address_public
