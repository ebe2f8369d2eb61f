"""The outbox and conflicts from the command line."""

from functools import partial

import pytest

from interpreter_app.domain.edits import EditState
from interpreter_app.store import outbox
from interpreter_app.store.outbox import Rejection
from interpreter_app.use_cases.edit_person import add_language, change_person
from interpreter_app.use_cases.person_records import change
from tests.support.command_line import CommandLine, assert_refused
from tests.support.registers import person
from tests.support.staff import PERSON, Desk

BASE, MINE, THEIRS = "+47 000 00 001", "+47 000 00 002", "+47 000 00 003"
RECORDS = person(phone=BASE)


@pytest.fixture
def desk(tmp_path):
    made = Desk.over(tmp_path, [RECORDS])
    yield made
    made.profile.close()


@pytest.fixture
def cli(desk, tmp_path):
    return CommandLine(tmp_path)


def edit(desk, **changes):
    return desk.do(partial(change_person, changes=changes), reason="called").edits[0]


def conflict(desk):
    made = edit(desk, phone=MINE)
    desk.register_puts(RECORDS[0], phone=THEIRS)
    desk.refuse(made, "phone")
    return made.op_id


@pytest.mark.parametrize(
    "arguments",
    [["outbox", "retry", "\udcff"], ["outbox", "discard", "\udcff"], ["undo", "\udcff"], ["resolve", "\udcff", "mine"]],
    ids=" ".join,
)
def test_an_id_of_bytes_that_are_no_text_is_refused(cli, arguments):
    assert_refused(cli(*arguments), 2, "U+DCFF")


def test_an_empty_outbox_says_so(cli):
    assert cli("outbox", "--json").json == []
    assert cli("outbox").out.strip() == "Everything is sent."
    assert cli("conflicts", "--json").json == []
    assert cli("conflicts").out.strip() == "There are no conflicts."


def test_the_outbox_lists_each_edit_with_before_and_after(cli, desk):
    made = edit(desk, phone=MINE)
    (answer,) = cli("outbox", "--json").json
    assert answer == {
        "op_id": made.op_id,
        "tx": made.tx,
        "number": 10001,
        "id": PERSON,
        "name": "Yonas Tekle",
        "type": "interpreter",
        "record": PERSON,
        "act": "update",
        "changed": {"phone": [BASE, MINE]},
        "reason": "called",
        "made": "2026-06-30T13:42:00+00:00",
        "by": "Kari Saksbehandler",
        "state": "pending",
        "code": None,
        "field": None,
        "why": None,
    }
    said = cli("outbox").out
    assert f"{made.op_id}  10001 Yonas Tekle: Person changed (not sent)" in said
    assert f"{BASE} → {MINE}" in said


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("invalid", "The register cannot keep this value: Telephone."),
        ("person-missing", "The person is not in the register any more."),
        ("brand-new", "The register did not accept this (brand-new)."),
    ],
)
def test_a_rejected_edit_says_why_in_words(cli, desk, code, words):
    made = edit(desk, phone=MINE)
    with desk.profile.database.write() as connection:
        outbox.keep_verdicts(connection, [Rejection(made.op_id, code, "phone")], "sync")
    (answer,) = cli("outbox", "--json").json
    assert (answer["state"], answer["code"], answer["why"]) == ("rejected", code, words)
    assert words in cli("outbox").out


def test_what_was_rejected_can_be_sent_again_and_nothing_else(cli, desk):
    made = edit(desk, phone=MINE)
    assert_refused(cli("outbox", "retry", made.op_id), 2, "not rejected")
    with desk.profile.database.write() as connection:
        outbox.keep_verdicts(connection, [Rejection(made.op_id, "invalid", "phone")], "sync")
    (again,) = cli("outbox", "retry", made.op_id, "--json").json["again"]
    assert (again["state"], again["code"], again["changed"]) == ("pending", None, {"phone": [BASE, MINE]})
    assert again["op_id"] != made.op_id
    assert cli("outbox", "retry", made.op_id).code == 1


def test_an_edit_is_taken_back(cli, desk):
    made = edit(desk, phone=MINE)
    assert [one["op_id"] for one in cli("outbox", "discard", made.op_id, "--json").json["discarded"]] == [made.op_id]
    assert desk.unsent == []
    gone = cli("outbox", "discard", made.op_id, "--json")
    assert (gone.code, gone.json) == (1, None)


def test_an_edit_on_its_way_is_not_taken_back(cli, desk):
    made = edit(desk, phone=MINE)
    desk.mark(EditState.SENT, made)
    assert_refused(cli("outbox", "discard", made.op_id), 2, "Synchronise first")


def test_what_later_edits_build_on_is_taken_back_with_them_on_demand(cli, desk):
    first = desk.do(partial(add_language, language="ara", new_id=desk.new_id))
    record = first.edits[0].record
    desk.do(lambda one: change(one, record, {"kind": "sign"}))
    assert_refused(cli("outbox", "discard", first.op_id), 2, "--with-later")
    assert len(cli("outbox", "discard", first.op_id, "--with-later", "--json").json["discarded"]) == 2


def test_a_conflict_shows_base_mine_and_the_register(cli, desk):
    id_ = conflict(desk)
    (answer,) = cli("conflicts", "--json").json
    assert (answer["id"], answer["number"], answer["by"]) == (id_, 10001, "Ola")
    assert answer["fields"] == [{"field": "phone", "base": BASE, "mine": MINE, "register": THEIRS}]
    assert (answer["reason"], answer["at"]) == ("same_field", "2026-06-30T14:42:00+00:00")
    said = cli("conflicts").out
    assert "Others have changed the same thing." in said
    for value in (BASE, MINE, THEIRS, "Ola"):
        assert value in said


@pytest.mark.parametrize(
    ("choices", "decision", "next_sync", "phone"),
    [
        (["mine"], "mine", "send", MINE),
        (["register"], "register", "nothing", THEIRS),
        (["later"], "later", "later", MINE),
        (["phone=mine"], "fields", "send", MINE),
        (["phone=register"], "fields", "nothing", THEIRS),
        (["phone=00000004"], "fields", "send", "+47 000 00 004"),
    ],
)
def test_a_conflict_is_settled_and_says_what_the_next_sync_does(cli, desk, choices, decision, next_sync, phone):
    id_ = conflict(desk)
    answer = cli("resolve", id_, *choices, "--json")
    assert answer.code == 0
    assert (answer.json["decision"], answer.json["next_sync"]) == (decision, next_sync)
    assert desk.fields()["phone"] == phone
    assert bool(cli("conflicts", "--json").json) == (decision == "later")


def test_a_decision_is_answered_in_words(cli, desk):
    assert cli("resolve", conflict(desk), "mine").out == "Your values go to the register at the next sync.\n"


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (["both"], "mine, register and later"),
        (["mine", "register"], "mine, register and later"),
        (["phone=mine", "later"], "mine, register and later"),
        (["email=mine"], "email"),
        (["phone=no"], "phone"),
        (["phone=mine", "phone=register"], "twice"),
        ([], "is missing"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_the_conflict_stays(cli, desk, choices, words):
    id_ = conflict(desk)
    assert_refused(cli("resolve", id_, *choices), 2, words)
    assert len(cli("conflicts", "--json").json) == 1


def test_a_conflict_that_is_not_there_is_not_found(cli):
    outcome = cli("resolve", "nothing", "mine", "--json")
    assert (outcome.code, outcome.json) == (1, None)
