"""Filling an empty register with people who do not exist, by the real writing path."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.records import RECORD_TYPES, Record
from sync.register_server.records import Operation, Put, record_data
from sync.register_server.state import RegisterState, change_state, lock_state, read_state
from sync.register_server.store import RegisterStore
from sync.register_server.writing import write_groups

FILLED_BY = "demo"
_PEOPLE_AT_ONCE = 1000

Progress = Callable[[int, int, str], None]
"""Is told how many are done, of how many, in words; raises ``Cancelled`` to stop."""

Person = Sequence[tuple[str, Record]]
"""A person's records with their ids, the person's own first."""

_TYPE_NAMES = {type_: name for name, type_ in RECORD_TYPES.items()}


def fill_with_fiction(store: RegisterStore, size: int, seed: int, progress: Progress, now: datetime) -> None:
    """Fill an empty register with ``size`` fictional people made from ``seed``; ``now`` is the time in UTC.

    A register that has been filled before is left as it is, whatever its size, and a filling that was broken off goes
    on. Raises ``UserError`` for a register that holds anything else.
    """
    from sync.register_server.fictional_register import fictional_people

    with store.read() as connection:
        state = read_state(connection)
    if state.demo_size is not None and state.demo_seed is not None:
        size, seed = state.demo_size, state.demo_seed
    people = (person.records_by_id for person in fictional_people(size, seed))
    fill(store, people, size=size, seed=seed, progress=progress, now=now)


def fill(
    store: RegisterStore, people: Iterable[Person], *, size: int, seed: int, progress: Progress, now: datetime
) -> None:
    """Fill with ``people``, of whom there are ``size``; see ``fill_with_fiction``."""
    with store.database.write() as connection:
        done = _begin(connection, size, seed)
    waiting = islice(people, done, None)
    while done < size:
        progress(done, size, N_("Making a fictional register"))
        batch = list(islice(waiting, _PEOPLE_AT_ONCE))
        with store.database.write() as connection:
            if _filled(lock_state(connection), size, seed) != done:
                raise _in_use()
            write_groups(connection, [list(_operations(person)) for person in batch], FILLED_BY, now)
            done += len(batch)
            change_state(connection, demo_filled=done)
    progress(size, size, N_("Making a fictional register"))


def _begin(connection: Connection, size: int, seed: int) -> int:
    """How many people are in already; an empty register becomes a fictional one."""
    state = lock_state(connection)
    if state.head == 0 and state.demo_size is None:
        change_state(connection, fictional=True, demo_seed=seed, demo_size=size, demo_filled=0)
        return 0
    return _filled(state, size, seed)


def _filled(state: RegisterState, size: int, seed: int) -> int:
    if (state.demo_size, state.demo_seed) != (size, seed) or state.demo_filled is None:
        raise UserError(
            N_("The register holds something else than the fiction asked for; it is left as it is."),
            N_("Name an empty database, or start without --demo."),
        )
    return state.demo_filled


def _in_use() -> UserError:
    return UserError(N_("Another program is filling this register."), N_("Wait until it is done, then start again."))


def _operations(person: Person) -> Iterator[Operation]:
    for id_, record in person:
        yield Put(_TYPE_NAMES[type(record)], id_, record_data(record))
