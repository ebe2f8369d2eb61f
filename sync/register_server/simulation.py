"""Changes in a fictional register by the real writing path: how deltas and concurrent writers are tried."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sqlalchemy import Connection, func, select

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.store.records import decode
from sync.register_server import tables
from sync.register_server.records import Operation
from sync.register_server.simulated_changes import CHANGES, NEW_PEOPLE, Lot, SimulatedPerson, new_person
from sync.register_server.state import RegisterState, change_state, lock_state
from sync.register_server.store import RegisterStore
from sync.register_server.writing import write_groups

SIMULATED_BY = "simulation"


@dataclass(frozen=True, slots=True)
class Simulated:
    """How often each kind of change was made, and the head and epoch after it."""

    changes: Mapping[str, int]
    head: int
    epoch: str


def simulate(
    store: RegisterStore,
    changes: int,
    seed: int,
    *,
    now: datetime,
    expire: bool = False,
    new_epoch: bool = False,
) -> Simulated:
    """Make ``changes`` changes, each a server transaction; then expire cursors, or change the epoch.

    What is done follows from ``seed``, ``now`` (in UTC) and the state found. Any number of programs may do so at
    once, while servers serve. ``expire`` makes every cursor given so far too old. ``new_epoch`` is a restore that
    lost nothing (R6). Raises ``UserError`` when the register is not fictional.
    """
    if changes < 0:
        raise UserError(N_("The number of changes cannot be negative."))
    _require_fictional(store.state())
    made = Counter(_change_once(store, seed, now) for _ in range(changes))
    with store.database.write() as connection:
        state = lock_state(connection)
        _require_fictional(state)
        if expire:
            change_state(connection, head=state.head + 1, floor=state.head + 1)
        if new_epoch:
            head = lock_state(connection).head
            change_state(connection, previous_epoch=state.epoch, epoch=store.new_id(), restored_seq=head)
        state = lock_state(connection)
    return Simulated(dict(made), state.head, state.epoch)


def _require_fictional(state: RegisterState) -> None:
    if not state.fictional:
        raise UserError(
            N_("This register is not fictional; nothing is simulated in it."),
            N_("Use a register that was filled with --demo."),
        )


def _change_once(store: RegisterStore, seed: int, now: datetime) -> str:
    """Make one change in a transaction that sees what others did before; returns its name."""
    with store.database.write() as connection:
        state = lock_state(connection)
        lot = Lot(Random(f"{seed}:{state.head}"), now)
        name, operations = _drawn(connection, lot)
        write_groups(connection, [operations], SIMULATED_BY, now)
    return name


def _drawn(connection: Connection, lot: Lot) -> tuple[str, list[Operation]]:
    """A change that fits a person drawn by lot, with its name; a new person where there is nobody."""
    while (person := _person(connection, lot)) is not None:
        kinds = [*CHANGES, None]
        drawn = lot.chance.choices(kinds, weights=[*CHANGES.values(), NEW_PEOPLE])[0]
        if drawn is None:
            break
        if operations := drawn(person, lot):
            return drawn.__name__, operations
    return new_person.__name__, new_person(lot)


def _person(connection: Connection, lot: Lot) -> SimulatedPerson | None:
    people, records = tables.people.c, tables.records.c
    highest = connection.execute(select(func.max(people.pk))).scalar_one()
    if highest is None:
        return None
    drawn = lot.chance.randint(1, highest)
    nearest = select(people.id).where(people.pk >= drawn).order_by(people.pk).limit(1)
    id_ = connection.execute(nearest).scalar_one()
    rows = connection.execute(
        select(records.id, records.type, records.data)
        .where(records.person == id_, records.deleted.is_(False))
        .order_by(records.id)
    )
    found = {row.id: record for row in rows if (record := decode(row.type, row.data))}
    return SimulatedPerson(id_, found)
