"""The people on a call list from the command line: deleted with it, and reached as the register says on the day."""

from datetime import date

import pytest
from icalendar import Calendar

from interpreter_app.use_cases.open_profile import open_profile
from tests.support.command_line import CommandLine
from tests.support.registers import credits_30, hold, person, profile_with
from tests.ui.test_command_line_call_list import call_list


@pytest.fixture
def listed(tmp_path):
    """The program with a list of Anna and Bilal."""
    anna = person("Anna Aas", 1, ["som"], phone="+47 000 00 001", email="anna@example.no")
    profile_with(tmp_path, [anna, person("Bilal Berg", 2, ["som"], [credits_30()], phone="+47 000 00 002")]).close()
    cli = CommandLine(tmp_path)
    assert cli("call-list", "new", "--language", "Somali", "--starts", "2026-07-01T10:00", "--minutes", "45").code == 0
    assert cli("call-list", "add", "2", "1").code == 0
    return cli


def test_lists_are_deleted_with_the_flag_only_and_it_is_said_before_what_goes(listed):
    first = call_list(listed, "log", "1", "no_answer")["id"]
    second = call_list(listed, "new", "--language", "prs")["id"]
    call_list(listed, "close", "--list", first)
    lists = [{"id": first, "people": 2, "attempts": 1}, {"id": second, "people": 0, "attempts": 0}]
    asked = listed("call-list", "delete", first, second, "--json")
    assert (asked.code, asked.json) == (1, {"deleted": False, "lists": lists})
    assert "Nothing was deleted: would be lost: 2 people, 1 attempt. Add --discard to lose it." in asked.err
    assert len(call_list(listed, "list")) == 2
    assert call_list(listed, "delete", first.upper(), first, second, "--discard") == {"deleted": True, "lists": lists}
    assert call_list(listed, "list") == []


def test_a_deletion_is_said_in_words(listed):
    id_ = call_list(listed)["id"]
    assert listed("call-list", "delete", id_).out == ""
    assert listed("call-list", "delete", id_, "--discard").out == "Deleted: 2 people, 0 attempts\n"


def test_a_list_that_is_not_there_stops_the_deletion_of_all(listed):
    id_ = call_list(listed)["id"]
    for flags in ([], ["--discard"]):
        outcome = listed("call-list", "delete", id_, "x", *flags, "--json")
        assert (outcome.code, outcome.json) == (1, None)
    assert call_list(listed)["id"] == id_


@pytest.fixture
def left(listed, tmp_path):
    """The list of Anna and Bilal, who has left the register since; Anna has another telephone."""
    call_list(listed, "log", "2", "can")
    call_list(listed, "agree", "2")
    profile = open_profile("register", tmp_path / "register.register")
    anna = person("Anna Aas", 1, ["som"], phone="+47 000 00 099", email="aas@example.no")
    unlisted = person("Bilal Berg", 2, ["som"], [credits_30()], listed=[(date(2020, 1, 1), date(2026, 6, 30))])
    hold(profile, [anna, unlisted])
    profile.close()
    return listed


def test_telephone_and_mail_are_those_of_the_register_now(left):
    anna, bilal = call_list(left)["people"]
    assert (anna["in_register"], anna["phone"], anna["email"]) == (True, "+47 000 00 099", "aas@example.no")
    assert (bilal["in_register"], bilal["phone"], bilal["email"]) == (False, None, None)
    assert (bilal["name"], bilal["answer"], call_list(left)["log"][0]["number"]) == ("Bilal Berg", "can", 2)
    said = left("call-list").out
    assert "+47 000 00 099" in said
    assert "no longer in the register" in said
    assert "000 00 002" not in said
    call_list(left, "undo")
    assert call_list(left)["next"] == 1
    call_list(left, "log", "1", "cannot")
    assert call_list(left)["next"] is None


def test_no_message_is_written_to_somebody_who_is_no_longer_in_the_register(left):
    for to_whom in ([], ["--number", "2"]):
        outcome = left("call-list", "message", "confirmation", *to_whom)
        assert (outcome.code, outcome.out) == (1, "")
        assert "Bilal Berg is no longer in the register." in outcome.err
    assert left("call-list", "message", "enquiry_email", "--number", "1", "--json").json["to"] == "aas@example.no"


def test_a_calendar_file_names_who_is_no_longer_in_the_register_and_no_telephone(left, tmp_path):
    call_list(left, "ics", tmp_path / "a.ics")
    (event,) = Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert "Bilal Berg" in str(event["description"])
    assert "000 00" not in str(event["description"])
