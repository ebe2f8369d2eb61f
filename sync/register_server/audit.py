"""The audit of the history: that nobody has changed, taken out or swapped an entry, nor a record behind its back.

The chain is verified from its first entry to the hash that the register's row holds. Then every record is made anew
from the history and compared with what the register has. Whoever can write to the database can also make a new chain;
so the hash of the head, once written down elsewhere, is looked for in the chain too.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, select

from interpreter_app.domain.errors import N_
from sync.register_server import tables
from sync.register_server.chain import GENESIS, Entry, fault_of
from sync.register_server.records import RecordRow
from sync.register_server.replay import Replay
from sync.register_server.state import RegisterState, read_state

_READ_AHEAD = 2000


class Fault(NamedTuple):
    """What is wrong first: an English source text, and the seq of the entry at fault, where there is one."""

    text: str
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit came to: how many entries were verified, and the hash of the last of them in hexadecimal."""

    entries: int
    head_hash: str
    fault: Fault | None = None

    @property
    def sound(self) -> bool:
        """Whether the history is whole, and the records are what it says."""
        return self.fault is None


def audit(connection: Connection, expected: str | None = None) -> Audit:
    """Verify the history and the records against it, in the one state that ``connection`` sees.

    ``expected`` is the hash, in hexadecimal, of an entry that must be in the chain: the head of an earlier audit.
    """
    walk = _Walk(expected)
    with _entries(connection, tables.changes.c.seq) as in_order:
        fault = walk.fault_in(in_order, read_state(connection))
    return Audit(walk.count, walk.hash.hex(), fault or _fault_in_records(connection))


@contextmanager
def _entries(connection: Connection, *order: Column[Any]) -> Iterator[Iterator[Entry]]:
    query = select(tables.changes).order_by(*order).execution_options(yield_per=_READ_AHEAD)
    with connection.execute(query) as rows:
        yield (Entry(*row) for row in rows)


class _Walk:
    """A walk along the chain; ``count`` and ``hash`` say how far it came."""

    def __init__(self, expected: str | None) -> None:
        self.count = 0
        self.hash = GENESIS
        self._expected = expected
        self._last: Entry | None = None

    def fault_in(self, entries: Iterable[Entry], state: RegisterState) -> Fault | None:
        """What is wrong first with the chain of ``entries``."""
        found = self._expected in (None, self.hash.hex())
        for entry in entries:
            if text := fault_of(entry, self.hash):
                return Fault(text, entry.seq)
            self.count += 1
            self.hash = entry.hash
            self._last = entry
            found = found or entry.hash.hex() == self._expected
        missing = None if found else Fault(N_("The expected hash is not in the history."))
        return self._fault_at_the_end(state) or missing

    def _fault_at_the_end(self, state: RegisterState) -> Fault | None:
        seq, tx = (self._last.seq, self._last.tx) if self._last else (0, 0)
        if self.hash.hex() != state.head_hash:
            return Fault(N_("The last entries of the history are not those that were recorded."), seq + 1)
        if state.head < seq or state.last_tx < tx:
            return Fault(N_("The register counts fewer changes than the history has."), seq)
        return None


def _fault_in_records(connection: Connection) -> Fault | None:
    """What is wrong first with a record; the records of a person are compared with what the history makes of them."""
    by_person = _entries(connection, tables.changes.c.person, tables.changes.c.seq)
    with by_person as entries, _records_by_person(connection) as records:
        waiting = next(records, None)
        for person, told in groupby(entries, attrgetter("person")):
            replay = Replay(told)
            kept = waiting[1] if waiting and waiting[0] == person else {}
            if fault := _fault_in_person(replay, kept):
                return fault
            waiting = next(records, None)
    return Fault(N_("A record is not what the history says.")) if waiting else None


def _fault_in_person(replay: Replay, kept: Mapping[str, RecordRow]) -> Fault | None:
    if replay.erased_at is not None:
        return Fault(N_("The contents of an entry were erased, and the history does not say so."), replay.erased_at)
    if kept != replay.rows:
        return Fault(N_("A record is not what the history says."), replay.seq_of_difference(kept))
    return None


@contextmanager
def _records_by_person(connection: Connection) -> Iterator[Iterator[tuple[str, dict[str, RecordRow]]]]:
    query = select(tables.records).order_by(tables.records.c.person).execution_options(yield_per=_READ_AHEAD)
    with connection.execute(query) as found:
        rows = (RecordRow(*row) for row in found)
        yield ((person, {row.id: row for row in group}) for person, group in groupby(rows, attrgetter("person")))
