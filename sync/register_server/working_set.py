"""The records that a write is about, in memory: loaded at once, changed there, and given back if a group fails."""

from collections.abc import Iterable

from sqlalchemy import Column, Connection, select

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.records import PUBLISHED, Record
from interpreter_app.store.records import decode, dossier_of
from interpreter_app.store.search_index import BATCH
from sync.register_server import tables
from sync.register_server.records import Accepted, RecordRow, with_number


class WorkingSet:
    """All records, deleted ones too, of the people whom a write concerns; ``last_number`` is the highest number given.

    ``before`` are the rows as the database has them, ``rows`` as they are now.
    """

    def __init__(self, connection: Connection, last_number: int) -> None:
        self._connection = connection
        self.last_number = last_number
        self.before: dict[str, RecordRow] = {}
        self.rows: dict[str, RecordRow] = {}
        self._of_person: dict[str, dict[str, None]] = {}
        self._decoded: dict[str, Record] = {}
        self._numbers: dict[int, str] = {}
        self._undo: dict[str, RecordRow | None] = {}
        self._number_undo = last_number
        self._new_numbers: list[int] = []

    # From the database

    def load(self, ids: Iterable[str], people: Iterable[str], numbers: Iterable[int]) -> None:
        """Bring in all records of ``people`` and of those to whom the records ``ids`` belong.

        Of the register numbers ``numbers`` it is looked up whose they are.
        """
        wanted = set(people) | {row.person for row in self._select(tables.records.c.id, set(ids))}
        wanted -= self._of_person.keys()
        for person in wanted:
            self._of_person[person] = {}
        for row in self._select(tables.records.c.person, wanted):
            self.before[row.id] = self.rows[row.id] = row
            self._of_person[row.person][row.id] = None
        self._load_numbers(set(numbers))

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

    # Asking

    def of_person(self, person: str) -> list[RecordRow]:
        """The records of a person that are not deleted."""
        return [row for id_ in self._of_person.get(person, ()) if not (row := self.rows[id_]).deleted]

    def ever_of_person(self, person: str) -> list[RecordRow]:
        """The records of a person, deleted ones too."""
        return [self.rows[id_] for id_ in self._of_person.get(person, ())]

    def living(self, id_: str) -> RecordRow | None:
        """The record, when it is in the register and not deleted."""
        row = self.rows.get(id_)
        return None if row is None or row.deleted else row

    def record(self, row: RecordRow) -> Record:
        """What a record says."""
        if row.id not in self._decoded:
            record = decode(row.type, row.data)
            assert record is not None  # only known types are accepted
            self._decoded[row.id] = record
        return self._decoded[row.id]

    def dossier(self, person: str) -> Dossier | None:
        """The dossier of a person; None when the person is not in the register."""
        return dossier_of(person, ((row.id, self.record(row)) for row in self.of_person(person)))

    def is_free(self, number: int) -> bool:
        """Whether no person who is in the register has the register number, which was named to ``load``."""
        return number not in self._numbers

    # Changing

    def put(self, row: RecordRow, record: Record | None = None) -> None:
        """Let ``row`` stand in the place of what there was; ``record`` is what it says, where that is known."""
        self._undo.setdefault(row.id, self.rows.get(row.id))
        self.rows[row.id] = row
        self._of_person[row.person][row.id] = None
        if record is not None:
            self._decoded[row.id] = record

    def numbered(self, id_: str, accepted: Accepted, person: Interpreter) -> Accepted:
        """A person's record with the register number: it is kept, and a new person without one is given the next.

        Raises ``UserError`` when the record has another person's number, or another than the person has.
        """
        old = self.living(id_)
        number = self._number_kept(old) or person.number or self.last_number + 1
        if person.number not in (None, number):
            raise UserError(N_("The register number of a person never changes."))
        if self._numbers.setdefault(number, id_) != id_:
            raise UserError(N_("The register number {number} is another person's."), number=number)
        self._new_numbers += [] if old else [number]
        self.last_number = max(self.last_number, number)
        return accepted if person.number else with_number(accepted, number)

    def _number_kept(self, row: RecordRow | None) -> int | None:
        if row is None:
            return None
        record = self.record(row)
        assert isinstance(record, Interpreter)
        return record.number

    # Groups

    def keep_group(self) -> None:
        """What was changed since the last group stays."""
        self._undo.clear()
        self._new_numbers.clear()
        self._number_undo = self.last_number

    def give_up_group(self) -> None:
        """Nothing was changed since the last group."""
        for id_, row in self._undo.items():
            self._decoded.pop(id_, None)
            if row is None:
                del self._of_person[self.rows.pop(id_).person][id_]
            else:
                self.rows[id_] = row
        for number in self._new_numbers:
            self._numbers.pop(number, None)
        self.last_number = self._number_undo
        self.keep_group()


def public_after(rows: Iterable[RecordRow]) -> bool:
    """Whether the public sees these records: a person's while there is a listing (TF § 13), the published always."""
    return any(row.type == "listing" or row.type in PUBLISHED for row in rows)
