"""The one path by which anything enters the register.

Within one transaction of the database the register's row is locked, the operations are done in memory, and then
records, log, digests, search index and the register's row are written together (R2, R12).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, update

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.store.records import decode
from interpreter_app.store.search_index import insert_rows, replace_people
from sync.register_server import tables
from sync.register_server.chain import (
    DELETE,
    ERASE,
    ERASE_DELETED,
    HIDE,
    PUT,
    SHOW,
    Contents,
    Entry,
    Facts,
    Salts,
    random_salt,
    seal,
)
from sync.register_server.digests import change_digests
from sync.register_server.records import Accepted, Operation, Put, RecordRow, accept
from sync.register_server.state import Written, change_state, lock_state
from sync.register_server.working_set import WorkingSet, public_after

MOST_OPERATIONS = 100
"""In one server transaction (R19)."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes the register, by the name that the history gives, and from which machine."""

    name: str
    device: str = ""


class Note(NamedTuple):
    """What the history says of a change beside the change itself: why, and by which edit of a client."""

    reason: str = ""
    op_id: str = ""


NO_NOTE = Note()


class _Change(NamedTuple):
    """A change of a record in the group under way."""

    op: str
    id: str
    before: bytes | None
    after: bytes | None
    note: Note


def write_groups(
    connection: Connection,
    groups: Sequence[Sequence[Operation]],
    by: str,
    now: datetime,
    new_salt: Salts = random_salt,
) -> Written:
    """Do each group as a server transaction; ``connection`` is in a write transaction of the database.

    Raises ``UserError`` when an operation cannot be done; the transaction of the database must then be given up.
    """
    if any(len(group) > MOST_OPERATIONS for group in groups):
        raise UserError(N_("At most {most} changes can be made together."), most=MOST_OPERATIONS)
    writing = Writing(connection, Author(by), now, new_salt)
    _Operations(writing).do(groups)
    return writing.finish()


class Writing:
    """Changes inside one transaction of the database, in groups; nothing is in the database before ``finish``.

    A group is a server transaction: its changes are kept together by ``end_group``, or none is.
    """

    def __init__(self, connection: Connection, author: Author, now: datetime, new_salt: Salts = random_salt) -> None:
        self.state = state = lock_state(connection)
        self.records = WorkingSet(connection, state.last_number)
        self.log: list[Entry] = []
        self._connection = connection
        self._author = author
        self._at = now.isoformat()
        self._new_salt = new_salt
        self._head = state.head
        self._head_hash = bytes.fromhex(state.head_hash)
        self._tx = state.last_tx
        self._withheld = state.withheld
        self._changed: dict[str, None] = {}
        self._group: list[_Change] = []

    # One change

    def put(self, id_: str, type_: str, record: Accepted, note: Note = NO_NOTE) -> None:
        """Add a record, replace all its fields, or bring a deleted one back; nothing changes when it is so already."""
        old = self.records.rows.get(id_)
        living = self.records.living(id_)
        if living and living.data == record.data:
            return
        new = RecordRow(id_, record.person, type_, 0, 0, False, False, False, record.data)
        self.records.put(new._replace(public=old.public, was_public=old.was_public) if old else new, record.record)
        self._group.append(_Change(PUT, id_, living.data if living else None, record.data, note))

    def delete(self, row: RecordRow, note: Note = NO_NOTE) -> None:
        """Delete a record that is in the register; nothing goes with it."""
        self.records.put(row._replace(deleted=True, public=False, data=b""))
        self._group.append(_Change(DELETE, row.id, row.data, None, note))

    def restate(self, row: RecordRow, note: Note) -> None:
        """Say in the history what a record is now, its earlier contents having been erased."""
        self.records.put(row)
        change = (ERASE_DELETED, None) if row.deleted else (ERASE, row.data)
        self._group.append(_Change(change[0], row.id, None, change[1], note))

    # Groups of changes

    @property
    def touched(self) -> list[RecordRow]:
        """The records that the group under way has changed, each once."""
        return [self.records.rows[id_] for id_ in dict.fromkeys(change.id for change in self._group)]

    def end_group(self) -> list[Entry]:
        """Keep the changes of the group, and return what the history says of them."""
        for person in dict.fromkeys(row.person for row in self.touched):
            self._settle(person)
        done: list[Entry] = []
        if self._group:
            self._tx += 1
            done = [self._numbered(change) for change in self._group]
            self.log += done
        self._group.clear()
        self.records.keep_group()
        return done

    def give_up_group(self) -> None:
        """Forget the changes of the group."""
        self._group.clear()
        self.records.give_up_group()

    def _settle(self, person: str) -> None:
        """See that nothing of ``person`` is left over, and who may see it.

        What begins or ends to be public changes, so that the public's feed carries it.
        """
        rows = self.records.of_person(person)
        if rows and person not in {row.id for row in rows}:
            raise UserError(N_("The person {id} is not in the register."), id=person)
        public = public_after(rows)
        changed = {change.id for change in self._group}
        for row in rows:
            if row.public != public:
                self.records.put(row._replace(public=public))
                if row.id not in changed:
                    self._group.append(_Change(SHOW if public else HIDE, row.id, None, None, NO_NOTE))

    def _numbered(self, change: _Change) -> Entry:
        """Give a change its seq, which becomes the record's rev."""
        row = self.records.rows[change.id]
        self._head += 1
        self.records.put(row._replace(rev=self._head, tx=self._tx, was_public=row.was_public or row.public))
        if row.was_public and _withdraws_consent(row.type, change):
            self._withheld = self._head
        self._changed[row.id] = None
        return self._sealed(row, change)

    def _sealed(self, row: RecordRow, change: _Change) -> Entry:
        author, note = self._author, change.note
        facts = Facts(
            self._head,
            self._tx,
            row.type,
            row.id,
            row.person,
            change.op,
            self._at,
            author.name,
            author.device,
            note.op_id,
        )
        entry = seal(facts, Contents(change.before, change.after, note.reason), self._head_hash, self._new_salt())
        self._head_hash = entry.hash
        return entry

    # Into the database

    def finish(self) -> Written:
        """Write all that was done, and the register's row."""
        if self.log:
            self._write_records()
            insert_rows(self._connection, tables.changes, self.log)
            self._write_index()
            change_state(
                self._connection,
                head=self._head,
                head_hash=self._head_hash.hex(),
                last_tx=self._tx,
                last_number=self.records.last_number,
                withheld=self._withheld,
            )
        return Written(self._head, len(self.log), self._tx - self.state.last_tx)

    def _write_records(self) -> None:
        before = [self.records.before[id_] for id_ in self._changed if id_ in self.records.before]
        after = [self.records.rows[id_] for id_ in self._changed]
        known = self.records.before
        insert_rows(self._connection, tables.records, [row for row in after if row.id not in known])
        updated = [row._asdict() | {"the_id": row.id} for row in after if row.id in known]
        if updated:
            where = tables.records.c.id == bindparam("the_id")
            self._connection.execute(update(tables.records).where(where), updated)
        change_digests(self._connection, before, after)

    def _write_index(self) -> None:
        people = dict.fromkeys(self.records.rows[id_].person for id_ in self._changed)
        dossiers = [dossier for person in people if (dossier := self.records.dossier(person))]
        replace_people(self._connection, tables.INDEX, people, dossiers)


def _withdraws_consent(type_: str, change: _Change) -> bool:
    """Whether an address that copies made earlier may show is no longer to be shown (TF § 13 e).

    Consent goes with the record: who is deleted, and perhaps brought back without it, is not shown from old copies.
    """
    if type_ != "interpreter" or not change.before:
        return False
    old, new = decode(type_, change.before), decode(type_, change.after) if change.after else None
    return isinstance(old, Interpreter) and old.address_public > (isinstance(new, Interpreter) and new.address_public)


class _Operations:
    """Operations of the program itself: filling and simulating. One that cannot be done stops them all."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._records = writing.records

    def do(self, groups: Iterable[Sequence[Operation]]) -> None:
        """Do every group in memory, in order."""
        fictional = self._writing.state.fictional
        taken = [
            [(op, accept(op, fictional=fictional) if isinstance(op, Put) else None) for op in group] for group in groups
        ]
        self._load([item for group in taken for item in group])
        for group in taken:
            for op, record in group:
                if isinstance(op, Put) and record is not None:
                    self._put(op, record)
                else:
                    self._delete(op.id)
            self._writing.end_group()

    def _load(self, taken: Sequence[tuple[Operation, Accepted | None]]) -> None:
        records = [record for _, record in taken if record is not None]
        people = [one.record for one in records if isinstance(one.record, Interpreter)]
        self._records.load(
            [op.id for op, _ in taken],
            [record.person for record in records],
            [person.number for person in people if person.number is not None],
        )

    def _put(self, op: Put, record: Accepted) -> None:
        old = self._records.rows.get(op.id)
        if old and (old.deleted or (old.type, old.person) != (op.type, record.person)):
            raise UserError(
                N_("The record {id} is deleted, of another type or another person's; it cannot be changed so."),
                id=op.id,
            )
        if isinstance(record.record, Interpreter):
            record = self._records.numbered(op.id, record, record.record)
        self._writing.put(op.id, op.type, record)

    def _delete(self, id_: str) -> None:
        row = self._records.living(id_)
        if row is None:
            raise UserError(N_("The record {id} is not in the register."), id=id_)
        for each in self._records.of_person(row.person) if row.id == row.person else [row]:
            self._writing.delete(each)
