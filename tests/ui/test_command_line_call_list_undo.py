"""Taking back and opening again on the command line."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from tests.support.command_line import CommandLine
from tests.support.registers import person, profile_with

BEGAN = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)


@pytest.fixture
def listed(tmp_path):
    """The program with a list of Anna and Bilal, of whom Anna was agreed with."""
    profile_with(tmp_path, [person("Anna Aas", 1, ["som"]), person("Bilal Berg", 2, ["som"])]).close()
    minutes = count()
    cli = CommandLine(tmp_path, clock=lambda: BEGAN + timedelta(minutes=next(minutes)))
    for arguments in (["new", "--language", "som"], ["add", "1", "2"], ["log", "1", "can"], ["agree", "1"]):
        assert cli("call-list", *arguments).code == 0
    return cli


def test_a_removal_is_taken_back_and_said_by_name_and_the_agreement_stays(listed):
    assert listed("call-list", "remove", "2").code == 0
    outcome = listed("call-list", "undo", "--json")
    assert [one["number"] for one in outcome.json["people"]] == [1, 2]
    assert outcome.json["agreed"] == 1
    assert outcome.json["log"][0]["taken_back"] is None
    assert outcome.err.strip() == "Taken back: Bilal Berg is off the list"


def test_nothing_that_is_left_to_take_back_is_an_answer_of_no(listed):
    said = [listed("call-list", "undo").err.strip() for _ in range(2)]
    assert said == ["Taken back: agreed with Anna Aas", "Taken back: Anna Aas: can"]
    outcome = listed("call-list", "undo")
    assert outcome.code == 1
    assert "nothing to take back" in outcome.err


def test_an_attempt_that_was_made_earlier_than_it_was_logged_is_the_last_that_was_done(listed):
    assert listed("call-list", "remove", "2").code == 0
    assert listed("call-list", "log", "1", "can", "--at", "2026-06-30T01:00").code == 0
    assert listed("call-list", "undo").err.strip() == "Taken back: Anna Aas: can"


def test_a_closed_list_is_opened_again(listed):
    id_ = listed("call-list", "close", "--json").json["id"]
    assert listed("call-list").code == 1
    outcome = listed("call-list", "reopen", id_.upper(), "--json")
    assert (outcome.code, outcome.json["closed"]) == (0, None)
    assert listed("call-list", "reopen", id_).code == 0
    assert listed("call-list").code == 0
    assert listed("call-list", "reopen", "x").code == 1
