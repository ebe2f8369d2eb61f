"""Simulated changes: by the real writing path, in fictional registers only, the same each time."""

import pytest
from sqlalchemy import select

from interpreter_app.domain.errors import UserError
from interpreter_app.store.records import decode
from sync.register_server import tables
from sync.register_server.simulated_changes import CHANGES
from sync.register_server.simulation import SIMULATED_BY, simulate
from sync.register_server.store import open_register
from tests.support.server import NOW, fill_with, some_people

pytest_plugins = ["tests.support.server_fixtures"]


def test_a_register_that_is_not_fictional_is_left_alone(store):
    with pytest.raises(UserError, match="not fictional"):
        simulate(store, 1, 1, expire=True, now=NOW)
    assert (store.state().head, store.state().floor) == (0, 0)


def test_each_change_is_a_server_transaction_in_the_log(fictional):
    before = fictional.state()
    made = simulate(fictional, 20, 1, now=NOW)
    after = fictional.state()
    assert after.last_tx == before.last_tx + 20
    assert (sum(made.changes.values()), made.head, made.epoch) == (20, after.head, after.epoch)
    with fictional.read() as connection:
        by = select(tables.changes.c.by).where(tables.changes.c.seq > before.head).distinct()
        assert connection.execute(by).scalars().all() == [SIMULATED_BY]


def test_every_kind_of_change_is_made_and_every_record_stays_readable(fictional):
    made = simulate(fictional, 300, 2, now=NOW)
    assert made.changes.keys() == {change.__name__ for change in CHANGES} | {"new_person"}
    with fictional.read() as connection:
        for row in connection.execute(select(tables.records).where(tables.records.c.deleted.is_(False))):
            assert decode(row.type, row.data) is not None


def without_chance(row):
    """An entry of the log without its salt, and the hashes that follow from it."""
    return (*row[:13], row.erased)


def test_the_same_seed_in_the_same_state_does_the_same(tmp_path):
    logs = []
    for name in ("one", "other"):
        store = open_register(tmp_path / name, NOW)
        fill_with(store, some_people())
        simulate(store, 40, 7, now=NOW)
        with store.read() as connection:
            query = select(tables.changes).order_by(tables.changes.c.seq)
            logs.append([without_chance(row) for row in connection.execute(query)])
        store.close()
    assert len(logs[0]) > 40
    assert logs[0] == logs[1]


def test_no_changes_are_no_changes(fictional):
    before = fictional.state()
    assert simulate(fictional, 0, 1, now=NOW).changes == {}
    assert fictional.state() == before


def test_fewer_than_none_is_refused(fictional):
    with pytest.raises(UserError, match="negative"):
        simulate(fictional, -1, 1, now=NOW)


def test_expiring_makes_every_cursor_given_so_far_too_old(fictional):
    before = fictional.state()
    simulate(fictional, 0, 1, expire=True, now=NOW)
    after = fictional.state()
    assert after.floor == after.head > before.head


def test_a_new_epoch_remembers_the_one_before(fictional):
    before = fictional.state()
    made = simulate(fictional, 2, 1, new_epoch=True, now=NOW)
    after = fictional.state()
    assert made.epoch == after.epoch != before.epoch
    assert (after.previous_epoch, after.restored_seq) == (before.epoch, after.head)


def test_a_register_emptied_of_people_is_given_new_ones(store):
    fill_with(store, [])
    assert simulate(store, 1, 1, now=NOW).changes == {"new_person": 1}
