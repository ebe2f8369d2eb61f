"""Filling an empty register with fiction."""

from contextlib import closing

import pytest
from sqlalchemy import func, select

from interpreter_app.domain.errors import Cancelled, UserError
from sync.register_server import filling, tables
from sync.register_server.filling import fill, fill_with_fiction
from sync.register_server.store import RegisterStore, open_register
from tests.support.registers import person
from tests.support.server import NOW, operations, some_people

pytest_plugins = ["tests.support.server_fixtures"]


def quietly(*_: object) -> None: ...


def people(store: RegisterStore) -> int:
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(tables.people)).scalar_one()


def test_an_empty_register_becomes_fictional_and_full(store):
    told = []
    fill_with_fiction(store, 60, 3, lambda done, total, _: told.append((done, total)), NOW)
    state = store.state()
    assert (state.fictional, state.demo_seed, state.demo_size, people(store)) == (True, 3, 60, 60)
    assert told[0] == (0, 60)
    assert told[-1] == (60, 60)


def test_each_person_is_a_server_transaction(store):
    fill_with_fiction(store, 20, 3, quietly, NOW)
    assert store.state().last_tx == 20
    with store.read() as connection:
        largest = select(func.count()).select_from(tables.changes).group_by(tables.changes.c.tx)
        assert max(connection.execute(largest).scalars()) <= 100


def test_the_same_seed_gives_the_same_register(tmp_path):
    found = []
    for name in ("one", "other"):
        with closing(open_register(tmp_path / name, NOW)) as store:
            fill_with_fiction(store, 30, 3, quietly, NOW)
            with store.read() as connection:
                found.append(connection.execute(select(tables.records).order_by(tables.records.c.id)).all())
    assert found[0] == found[1]


def test_a_register_that_is_filled_so_already_is_left_as_it_is(store):
    fill_with_fiction(store, 20, 3, quietly, NOW)
    before = store.state()
    fill_with_fiction(store, 20, 3, quietly, NOW)
    assert store.state() == before


@pytest.mark.parametrize(("size", "seed"), [(21, 3), (20, 4)])
def test_another_fiction_is_left_as_it_is(store, size, seed):
    fill_with_fiction(store, 20, 3, quietly, NOW)
    before = store.state()
    fill_with_fiction(store, size, seed, quietly, NOW)
    assert store.state() == before


def test_a_register_of_real_people_is_refused(store):
    store.write(operations(person()), "kari", NOW)
    with pytest.raises(UserError, match="something else"):
        fill_with_fiction(store, 20, 3, quietly, NOW)
    assert store.state().fictional is False


def test_a_filling_that_was_broken_off_goes_on(store, monkeypatch):
    monkeypatch.setattr(filling, "_PEOPLE_AT_ONCE", 2)

    def stop_soon(done: int, *_: object) -> None:
        if done == 4:
            raise Cancelled

    everybody = some_people()
    with pytest.raises(Cancelled):
        fill(store, everybody, size=6, seed=1, progress=stop_soon, now=NOW)
    assert (people(store), store.state().demo_filled) == (4, 4)
    fill(store, everybody, size=6, seed=1, progress=quietly, now=NOW)
    assert (people(store), store.state().demo_filled) == (6, 6)


def test_two_that_fill_at_once_do_not_fill_twice(store):
    def another_comes_first(done: int, *_: object) -> None:
        if done == 0 and store.state().demo_filled == 0:
            fill(store, some_people(), size=6, seed=1, progress=quietly, now=NOW)

    with pytest.raises(UserError, match="Another program"):
        fill(store, some_people(), size=6, seed=1, progress=another_comes_first, now=NOW)
    assert people(store) == 6
