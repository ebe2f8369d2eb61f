"""The people on a call list from the command line: deleted with it, and reached as the register says on the day."""

from datetime import date

import pytest
from icalendar import Calendar

from interpreter_app.use_cases.call_lists import begin_call_list
from interpreter_app.use_cases.open_profile import open_profile
from tests.support.call_lists import need
from tests.support.command_line import CommandLine, assert_refused
from tests.support.registers import AS_OF, credits_30, hold, person, profile_with
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


def test_nobody_is_added_to_a_list_on_which_somebody_comes_unless_it_is_named(listed):
    id_ = call_list(listed, "log", "1", "can")["id"]
    call_list(listed, "agree", "1")
    assert_refused(listed("call-list", "add", "2"), 2, f"On the newest call list, {id_}, nobody is looked for any more")
    assert call_list(listed, "add", "2", "--list", id_)["agreed"] == 1
    call_list(listed, "new", "--language", "Somali")
    assert len(call_list(listed, "add", "2")["people"]) == 1


@pytest.mark.parametrize("earliest", ["2020-01-01", "2026-06-29", "2026-06-30T10:00"])
def test_nobody_can_come_before_having_been_tried(listed, earliest):
    refused = listed("call-list", "log", "1", "later", "--earliest", earliest)
    assert_refused(refused, 2, f"The earliest time, {earliest}, is before the attempt at 2026-06-30")
    assert call_list(listed)["log"] == []


def test_a_text_message_goes_to_the_telephone_and_has_no_mail_link(listed):
    answer = call_list(listed, "message", "enquiry_sms", "--number", "1")
    assert (answer["to"], answer["link"]) == ("+47 000 00 001", None)
    assert listed("call-list", "message", "enquiry_sms", "--number", "1").out.startswith("To +47 000 00 001\n\n")
    nobody = call_list(listed, "message", "enquiry_sms")
    assert (nobody["to"], nobody["link"]) == (None, None)


def test_a_private_mark_is_shown_where_one_calls_and_never_in_json(listed):
    assert "Private note" not in listed("call-list").out
    assert listed("note", "1", "--mark", "do_not_use", "--text", "Ring aldri").code == 0
    shown = listed("call-list").out
    assert "Private note" in shown
    anna = next(line for line in shown.splitlines() if "Anna Aas" in line)
    assert anna.endswith("Do not use")
    assert "Do not use" in listed("call-list", "add", "2").out
    for outcome in (
        listed("call-list", "--json"),
        listed("call-list", "message", "enquiry_email", "--number", "1"),
        listed("call-list", "message", "enquiry_sms", "--number", "1", "--json"),
    ):
        assert all(words not in outcome.out + outcome.err for words in ("Do not use", "do_not_use", "Ring aldri"))


def test_a_list_of_a_day_without_a_time_is_listed_with_the_day(listed, tmp_path):
    """The guide in the window begins such lists."""
    profile = open_profile("register", tmp_path / "register.register")
    made = begin_call_list(profile, need(day=date(2026, 7, 2)), now=AS_OF, new_id=lambda: "by-the-guide")
    profile.close()
    assert f"{made.id}, Somali, 2026-07-02, 0 people" in listed("call-list", "list").out
