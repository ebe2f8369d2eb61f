"""The outbox keeps every edit as it was made; only its state changes, by what the register answers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from interpreter_app.domain.edits import Act, Edit, EditState
from interpreter_app.store import outbox
from interpreter_app.store.base import BaseChange, Removed
from interpreter_app.store.database import open_database
from interpreter_app.store.migrations import migrate
from interpreter_app.store.outbox import Acknowledgement, Refused
from sync.protocol import record_hash
from tests.support.registers import person, stored

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
REFUSED = Refused("op-1", ("phone",), 9, False, "Ola", NOW.isoformat())


@pytest.fixture
def connection(tmp_path):
    database = open_database(tmp_path / "one.register")
    migrate(database)
    with database.write() as opened:
        yield opened
    database.close()


def edit(n, person="p", **fields):
    plain = {"act": Act.UPDATE, "type": "interpreter", "record": person, "base": {"phone": "1"}, "set": {"phone": "2"}}
    return Edit(op_id=f"op-{n}", n=n, tx=f"tx-{n}", person=person, made=NOW, **(plain | fields))


def states(connection):
    return {one.op_id: one.state for one in outbox.read_edits(connection, EditState)}


def test_an_edit_comes_back_exactly_as_it_was_put_in(connection):
    whole = edit(
        3,
        act=Act.DELETE,
        base={"phone": "æøå", "number": 1, "gender": None, "address_public": True},
        set={},
        base_rev=7,
        undoes=5,
        reason="line\nline",
        by="Kari",
        device="desk",
    )
    outbox.add_edits(connection, [whole])
    assert outbox.read_edits(connection) == [whole]


def test_edits_come_in_the_order_they_were_made(connection):
    outbox.add_edits(connection, [edit(2), edit(1), edit(3, "q")])
    assert [one.n for one in outbox.read_edits(connection)] == [1, 2, 3]
    assert [one.n for one in outbox.read_edits_of(connection, "p")] == [1, 2]
    assert [one.n for one in outbox.read_edits_by_id(connection, ["op-3", "op-1", "nobody"])] == [1, 3]


def test_a_place_is_never_given_twice_even_when_the_last_edit_is_taken_out(connection):
    assert outbox.next_n(connection) == 1
    outbox.add_edits(connection, [edit(1), edit(2)])
    outbox.remove_edits(connection, ["op-2"])
    assert outbox.next_n(connection) == 3


def test_only_what_the_register_does_not_have_is_unsent(connection):
    outbox.add_edits(connection, [edit(n, state=state) for n, state in enumerate(EditState, start=1)])
    assert outbox.count_unsent(connection) == len(EditState) - 1
    assert EditState.ACKNOWLEDGED not in {one.state for one in outbox.read_edits(connection)}
    assert outbox.edited_people(connection) == {"p"}


def test_people_whose_edits_are_all_in_the_register_are_not_edited(connection):
    outbox.add_edits(connection, [edit(1, state=EditState.ACKNOWLEDGED), edit(2, "q")])
    assert outbox.edited_people(connection) == {"q"}


def test_an_acknowledgement_is_of_that_edit_alone(connection):
    outbox.add_edits(connection, [edit(1), edit(2)])
    outbox.keep_verdicts(connection, [Acknowledgement("op-1", 40, NOW, 10007)], "sync")
    first = outbox.read_edits_of_sync(connection, "sync")
    assert [(one.op_id, one.seq, one.number) for one in first] == [("op-1", 40, 10007)]
    assert states(connection) == {"op-1": EditState.ACKNOWLEDGED, "op-2": EditState.PENDING}


def test_a_second_acknowledgement_without_a_number_keeps_the_number(connection):
    outbox.add_edits(connection, [edit(1)])
    outbox.keep_verdicts(connection, [Acknowledgement("op-1", 40, NOW, 10007)], "sync")
    outbox.keep_verdicts(connection, [Acknowledgement("op-1", 41, NOW)], "again")
    assert outbox.read_edits_of_sync(connection, "again")[0].number == 10007


def test_a_conflict_is_kept_with_what_the_register_said_until_it_is_settled(connection):
    outbox.add_edits(connection, [edit(1)])
    outbox.keep_verdicts(connection, [REFUSED], "sync")
    assert outbox.read_refused(connection) == {"op-1": REFUSED}
    assert states(connection) == {"op-1": EditState.CONFLICT}
    outbox.keep_verdicts(connection, [Acknowledgement("op-1", 40, NOW)], "sync")
    assert outbox.read_refused(connection) == {}


def test_a_conflict_that_is_put_off_is_in_time_again_when_the_register_says_more(connection):
    outbox.add_edits(connection, [edit(1)])
    outbox.keep_verdicts(connection, [REFUSED], "sync")
    outbox.put_off(connection, "op-1")
    assert outbox.read_refused(connection)["op-1"].later
    outbox.keep_verdicts(connection, [REFUSED._replace(rev=10)], "sync")
    assert outbox.read_refused(connection)["op-1"] == REFUSED._replace(rev=10)


def test_what_another_program_has_settled_meanwhile_stays_settled(connection):
    outbox.add_edits(connection, [edit(2)])
    outbox.keep_verdicts(connection, [Acknowledgement("op-2", 40, NOW)], "other sync")
    outbox.keep_verdicts(connection, [REFUSED, outbox.Deferral("op-2")], "sync")
    assert outbox.read_refused(connection) == {}
    assert states(connection) == {"op-2": EditState.ACKNOWLEDGED}


def test_a_rejection_says_why_and_where(connection):
    outbox.add_edits(connection, [edit(1)])
    outbox.keep_verdicts(connection, [outbox.Rejection("op-1", "invalid", "phone")], "sync")
    (found,) = outbox.read_edits(connection)
    assert (found.state, found.code, found.field_at_fault) == (EditState.REJECTED, "invalid", "phone")


def test_what_is_taken_out_takes_its_conflict_along(connection):
    outbox.add_edits(connection, [edit(1), edit(2)])
    outbox.keep_verdicts(connection, [REFUSED], "sync")
    outbox.remove_edits(connection, ["op-1"])
    assert [one.op_id for one in outbox.read_edits(connection)] == ["op-2"]
    assert outbox.read_refused(connection) == {}


def test_a_rewritten_edit_keeps_its_place(connection):
    outbox.add_edits(connection, [edit(1), edit(2)])
    outbox.rewrite_edit(connection, replace(edit(1), base={"phone": "0"}))
    assert [(one.n, one.base) for one in outbox.read_edits(connection)] == [(1, {"phone": "0"}), (2, {"phone": "1"})]


@pytest.mark.parametrize(
    ("after", "again"), [(None, {"op-1", "op-2"}), (40, {"op-2"}), (39, {"op-1", "op-2"}), (41, set())]
)
def test_after_a_restore_what_was_acknowledged_later_is_unsent_again(connection, after, again):
    outbox.add_edits(connection, [edit(1), edit(2)])
    for op_id, seq in (("op-1", 40), ("op-2", 41)):
        outbox.keep_verdicts(connection, [Acknowledgement(op_id, seq, NOW)], "sync")
    assert outbox.send_again(connection, after) == len(again)
    assert {one.op_id for one in outbox.read_edits(connection)} == again


def test_what_was_acknowledged_long_ago_is_forgotten_and_nothing_else(connection):
    outbox.add_edits(connection, [edit(1), edit(2), edit(3)])
    outbox.keep_verdicts(connection, [Acknowledgement("op-1", 40, NOW - timedelta(seconds=1))], "sync")
    outbox.keep_verdicts(connection, [Acknowledgement("op-2", 41, NOW)], "sync")
    outbox.forget_acknowledged(connection, NOW)
    assert set(states(connection)) == {"op-2", "op-3"}


def test_deleted_records_are_kept_for_people_with_unsent_edits_only(connection):
    records = [*person(number=1), *person(number=2)]
    change = BaseChange(connection, record_hash)
    change.apply([stored(id_, record, 1) for id_, record in records], [])
    edited, other = records[0][0], records[4][0]
    outbox.add_edits(connection, [edit(1, edited)])
    change.apply([], [Removed(id_, 9) for id_, _ in records])
    assert {(kept.type, kept.rev) for kept in outbox.read_kept_records(connection, edited).values()} == {
        (type_, 9) for type_ in ("interpreter", "language", "listing", "qualification")
    }
    assert outbox.read_kept_records(connection, other) == {}
    outbox.forget_kept_records(connection)
    assert outbox.read_kept_records(connection, edited)
    outbox.remove_edits(connection, ["op-1"])
    outbox.forget_kept_records(connection)
    assert outbox.read_kept_records(connection, edited) == {}


def test_records_that_are_only_out_of_sight_are_not_kept(connection):
    records = person(number=1)
    change = BaseChange(connection, record_hash)
    change.apply([stored(id_, record, 1) for id_, record in records], [])
    outbox.add_edits(connection, [edit(1, records[0][0])])
    change.apply([], [Removed(id_, 9, revoked=True) for id_, _ in records])
    assert outbox.read_kept_records(connection, records[0][0]) == {}
