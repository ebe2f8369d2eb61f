"""Undoing what the register has, by edits that go there like any others."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from interpreter_app.domain.edits import EditState
from interpreter_app.domain.errors import NotFound, UserError
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.domain.undoing import Obstacle
from interpreter_app.ids import new_id
from interpreter_app.store import tables
from interpreter_app.use_cases.outbox import list_unsent
from interpreter_app.use_cases.read_history import find_in_history
from interpreter_app.use_cases.undo import save_undo
from sync.register_server.records import Delete
from tests.support.guidance import piece, published, retracted
from tests.support.histories import person_id
from tests.support.offices import Desk, Office, open_office, read
from tests.support.registers import person

pytest_plugins = ["tests.support.office_fixtures"]

ONE = person_id(10001)
NUMBER = "10001"


def fields(desk: Desk, number: int = 10001) -> dict[str, Any]:
    """The person's own record as the register had it at the last sync."""
    return dict(desk.base(number)[person_id(number)].fields)


def contents(desk: Desk, number: int = 10001) -> dict[str, Any]:
    """All records of the person as the register had them at the last sync."""
    return {id_: dict(record.fields) for id_, record in desk.base(number).items()}


def test_an_own_edit_is_undone_by_a_new_edit(office, kari):
    before = contents(kari)
    saved = kari.set(NUMBER, phone="+47 000 11 111", email="a@example.no")
    kari.sync()
    (undo,) = kari.undo(saved.edits[0].op_id)
    assert [edit.state for edit in undo.edits] == [EditState.PENDING]
    assert kari.sync().sent == 1
    assert contents(kari) == before
    kari.fetch(10001)
    newest, second, *_ = read(kari).lines
    assert (newest.undone, second.undone) == (False, True)


def test_an_undo_can_be_undone(office, kari):
    saved = kari.set(NUMBER, phone="+47 000 11 111")
    kari.sync()
    after = contents(kari)
    (undo,) = kari.undo(saved.edits[0].op_id)
    kari.sync()
    kari.undo(undo.edits[0].op_id)
    kari.sync()
    assert contents(kari) == after


def test_a_change_is_undone_by_its_place_in_the_history(office, kari):
    before = contents(kari)
    kari.set(NUMBER, phone="+47 000 11 111")
    kari.sync()
    kari.fetch(10001)
    kari.undo(read(kari).lines[0].id)
    kari.sync()
    assert contents(kari) == before


def test_a_deleted_person_comes_back_with_number_and_records(office, kari):
    before = contents(kari)
    saved = kari.delete(NUMBER)
    kari.sync()
    assert contents(kari) == {}
    own = next(edit for edit in saved.edits if edit.record == ONE)
    kari.undo(own.op_id)
    assert kari.sync().conflicts == 0
    assert contents(kari) == before


def test_a_person_whom_others_deleted_comes_back_by_an_administrator(office, kari):
    before = contents(kari)
    kari.delete(NUMBER)
    kari.sync()
    chief = office.desk("Sjefen", AccountRole.ADMINISTRATOR)
    chief.fetch(10001)
    chief.undo(next(line.id for line in read(chief).lines if line.record == ONE))
    assert chief.sync().rejected == 0
    assert contents(chief) == before


def test_a_person_whose_own_record_went_first_comes_back_whole_too(office, kari):
    before = contents(kari)
    office.store.write([Delete(ONE)], "import", office.clock())
    chief = office.desk("Sjefen", AccountRole.ADMINISTRATOR)
    chief.fetch(10001)
    lines = read(chief).lines[:6]
    assert lines[-1].record == ONE  # the first of the deletions, which stand newest first
    plan = chief.plan(lines[-1].id)
    assert plan.is_whole
    chief.undo(lines[-1].id)
    assert chief.sync().rejected == 0
    assert contents(chief) == before


def test_a_new_person_goes_with_all_that_was_saved_with_the_person(office, kari):
    saved = kari.new(first_name="Ny", last_name="Person")
    kari.sync()
    kari.undo(saved.edits[0].op_id)
    assert kari.sync().sent == 1
    with pytest.raises(NotFound):
        find_in_history(kari.profile, "10004")


def test_of_two_edits_the_later_stands_in_the_way_of_the_earlier(office, kari):
    first = kari.set(NUMBER, phone="+47 000 11 111")
    kari.sync()
    second = kari.set(NUMBER, phone="+47 000 22 222")
    kari.sync()
    kari.fetch(10001)
    (line,) = kari.plan(first.edits[0].op_id).lines
    assert (line.obstacle, line.by) == (Obstacle.CHANGED, "Kari")
    kari.undo(second.edits[0].op_id)
    kari.sync()
    assert fields(kari)["phone"] == "+47 000 11 111"


def test_what_others_have_changed_since_is_left_and_told(office, kari):
    saved = kari.set(NUMBER, phone="+47 000 11 111", email="a@example.no")
    kari.sync()
    ola = office.desk("Ola")
    office.clock.forward(hours=1)
    ola.set(NUMBER, phone="+47 000 22 222")
    ola.sync()
    kari.sync()
    kari.fetch(10001)
    plan = kari.plan(saved.edits[0].op_id)
    told = {line.field: (line.obstacle, line.by, line.at) for line in plan.lines}
    assert told == {"phone": (Obstacle.CHANGED, "Ola", office.clock()), "email": (None, "", None)}
    with pytest.raises(UserError, match="Only a part"):
        kari.undo(saved.edits[0].op_id)
    kari.undo(saved.edits[0].op_id, partly=True)
    kari.sync()
    assert fields(kari)["phone"] == "+47 000 22 222"
    assert "email" not in fields(kari)


def test_an_edit_that_changed_nothing_takes_nothing_from_others(office, kari):
    ola = office.desk("Ola")
    saved = kari.set(NUMBER, phone="+47 000 11 111")
    ola.set(NUMBER, phone="+47 000 11 111")
    ola.sync()
    kari.sync()
    kari.fetch(10001)
    plan = kari.plan(saved.edits[0].op_id)
    assert ([line.obstacle for line in plan.lines], plan.groups) == ([Obstacle.NOTHING], ())
    with pytest.raises(UserError, match="nothing here"):
        kari.undo(saved.edits[0].op_id)


def test_what_others_did_is_undone_by_administrators_only(office, kari):
    ola = office.desk("Ola")
    saved = ola.set(NUMBER, phone="+47 000 11 111")
    ola.sync()
    kari.sync()
    kari.fetch(10001)
    with pytest.raises(UserError, match="Ola made this change"):
        kari.plan(read(kari).lines[0].id)
    chief = office.desk("Sjefen", AccountRole.ADMINISTRATOR)
    chief.fetch(10001)
    chief.undo(saved.edits[0].op_id)
    assert chief.sync().rejected == 0
    assert "phone" not in fields(chief)


def test_the_register_checks_it_too(office, kari):
    ola = office.desk("Ola")
    ola.set(NUMBER, phone="+47 000 11 111")
    ola.sync()
    kari.sync()
    seq = kari.profile.require_state().head
    forged = kari.set(NUMBER, phone="")
    with kari.profile.database.write() as connection:
        chosen = tables.outbox.c.op_id == forged.edits[0].op_id
        connection.execute(tables.outbox.update().where(chosen).values(undoes=seq))
    assert kari.sync().rejected == 1


def test_an_unsent_edit_is_taken_back_instead(office, kari):
    saved = kari.set(NUMBER, phone="+47 000 11 111")
    with pytest.raises(UserError, match="outbox discard"):
        kari.plan(saved.edits[0].op_id)


@pytest.mark.parametrize("id_", ["nobody", "123456", "sync:nobody", ""])
def test_what_is_not_known_is_not_undone(office, kari, id_):
    with pytest.raises(NotFound):
        kari.plan(id_)


def test_what_the_register_publishes_is_not_undone_from_here(office, kari):
    published(office.store, piece())
    retracted(office.store, piece().key, 1)
    kari.sync()
    kari.fetch_all()
    head = kari.profile.require_state().head
    for seq in (head - 1, head):
        with pytest.raises(UserError, match="what the register publishes"):
            kari.plan(str(seq))


def test_a_whole_sync_is_undone(office, kari):
    before = {number: contents(kari, number) for number in (10001, 10002)}
    language = kari.records_of(10001, "language")[0]
    kari.set(NUMBER, phone="+47 000 11 111")
    kari.set(NUMBER, phone="+47 000 22 222")
    kari.remove(NUMBER, language)
    kari.add(NUMBER, "language", language="pol", kind="spoken")
    kari.delete("10002")
    kari.sync()
    with kari.profile.database.read() as connection:
        (sync,) = set(connection.execute(select(tables.outbox.c.sync)).scalars())
    plan = kari.plan(f"sync:{sync}")
    assert plan.is_whole
    assert len(plan.groups) == 5
    assert {line.person for line in plan.lines} == {ONE, person_id(10002)}
    kari.undo(f"sync:{sync}")
    outcome = kari.sync()
    assert (outcome.conflicts, outcome.rejected, outcome.unsent) == (0, 0, 0)
    assert {number: contents(kari, number) for number in (10001, 10002)} == before


def test_a_plan_that_has_grown_old_is_not_saved(office, kari):
    saved = kari.set(NUMBER, phone="+47 000 11 111")
    kari.sync()
    plan = kari.plan(saved.edits[0].op_id)
    kari.set(NUMBER, phone="+47 000 22 222")
    with pytest.raises(UserError, match="changed meanwhile"):
        save_undo(kari.profile, plan, now=office.clock(), new_id=new_id)
    assert len(list_unsent(kari.profile)) == 1


def test_contents_that_are_erased_are_not_brought_back(office, kari):
    saved = kari.set(NUMBER, phone="+47 000 11 111")
    kari.sync()
    kari.fetch(10001)
    with kari.profile.database.write() as connection:
        gone = {"before": None, "after": None, "erased": True}
        chosen = tables.history.c.op_id == saved.edits[0].op_id
        connection.execute(tables.history.update().where(chosen).values(gone))
    (line,) = kari.plan(saved.edits[0].op_id).lines
    assert line.obstacle is Obstacle.ERASED


# By chance

STEPS = st.lists(
    st.tuples(st.sampled_from(["phone", "email", "county", "address", "add", "remove", "delete"]), st.integers(0, 4)),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Desk]]:
    """An office with many people, of whom each example takes one."""
    people = [person(f"Person {n}", n, ("som", "tir")) for n in range(10001, 10021)]
    with open_office(tmp_path_factory.mktemp("office"), people) as opened:
        yield opened, opened.desk("Kari")


def step(desk: Desk, number: str, action: str, value: int) -> None:
    """Save one edit of the person, where there is one to save."""
    one = person_id(int(number))
    if action in {"add", "remove"}:
        languages = desk.records_of(int(number), "language")
        if action == "add":
            desk.add(number, "language", language=("ara", "pol", "vie", "urd", "nsl")[value], kind="spoken")
        elif languages:
            desk.remove(number, languages[value % len(languages)])
        return
    wanted = {
        "phone": {"phone": f"+47 000 00 00{value}"},
        "email": {"email": f"a{value}@example.no"},
        "county": {"county": ("03", "11", "15", "18", "")[value]},
        "address": {"address": f"Gata {value}", "place": f"Sted {value % 2}"},
    }[action]
    found = desk.base(int(number))[one].fields
    if any((found.get(name) or "") != given for name, given in wanted.items()):
        desk.set(number, **wanted)


@given(number=st.integers(10001, 10020), steps=STEPS, syncs=st.sets(st.integers(0, 5)))
@settings(max_examples=max(20, settings().max_examples // 4))
def test_undoing_every_sync_of_a_script_gives_back_all_fields_and_nothing_else(rooms, number, steps, syncs):
    _, kari = rooms
    before = contents(kari, number)
    others = {n: contents(kari, n) for n in (10001, 10020) if n != number}
    first_n = _last_n(kari)
    for place, (action, value) in enumerate(steps):
        if action == "delete":
            kari.delete(str(number))
            break
        try:
            step(kari, str(number), action, value)
        except UserError:  # the same values again, unsent
            continue
        if place in syncs:
            kari.sync()
    kari.sync()
    kari.fetch(number)
    for id_ in reversed(_syncs_after(kari, first_n)):
        assert kari.plan(f"sync:{id_}").is_whole
        kari.undo(f"sync:{id_}")
        outcome = kari.sync()
        kari.fetch(number)
        assert (outcome.conflicts, outcome.rejected, outcome.unsent) == (0, 0, 0)
    assert contents(kari, number) == before
    assert {n: contents(kari, n) for n in others} == others


def _last_n(desk: Desk) -> int:
    with desk.profile.database.read() as connection:
        return max((row.n for row in connection.execute(tables.outbox.select())), default=0)


def _syncs_after(desk: Desk, n: int) -> list[str]:
    """The syncs that brought edits made after the edit ``n`` to the register, in order."""
    with desk.profile.database.read() as connection:
        rows = connection.execute(tables.outbox.select().where(tables.outbox.c.n > n).order_by(tables.outbox.c.n))
        return list(dict.fromkeys(row.sync for row in rows))
