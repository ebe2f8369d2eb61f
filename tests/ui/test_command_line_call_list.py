"""The call list and the departure note from the command line."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from interpreter_app.domain.interpreters import Kind
from interpreter_app.settings import read_settings, write_settings
from interpreter_app.unit import Unit
from tests.support.command_line import CommandLine, assert_refused
from tests.support.registers import AS_OF, bachelor, credits_30, person, profile_with

PEOPLE = [
    person("Anna Aas", 1, ["som"], phone="+47 000 00 001", email="anna@example.no"),
    person("Bilal Berg", 2, ["som"], [credits_30()], phone="+47 000 00 002"),
    person("Cawo Dahl", 3, ["prs"], [bachelor("prs")]),
]
NOTE = {
    "date": "2026-06-30",
    "grounds": ["emergency"],
    "seriousness": "Acute assessment",
    "used": {"who": "adult_relative", "relation": "cousin"},
    "decided_by": {"name": "Kari Nordmann", "role": "nurse"},
    "follow_up": {"not_planned": "moved away"},
}


@pytest.fixture
def cli(tmp_path):
    profile_with(tmp_path, PEOPLE).close()
    return CommandLine(tmp_path)


@pytest.fixture
def listed(cli):
    """The program with a list of Anna and Bilal."""
    assert cli("call-list", "new", "--language", "Somali", "--starts", "2026-07-01T10:00", "--minutes", "45").code == 0
    assert cli("call-list", "add", "2", "1").code == 0
    return cli


def call_list(cli, *arguments):
    outcome = cli("call-list", *arguments, "--json")
    assert outcome.code == 0, outcome.err
    return outcome.json


def test_without_a_list_the_answer_is_no(cli):
    assert call_list(cli, "list") == []
    assert cli("call-list", "list").out.strip() == "There is no call list yet."
    for arguments in ([], ["show", "x"], ["add", "1"], ["log", "1", "can"], ["close"], ["undo"], ["delete", "x"]):
        outcome = cli("call-list", *arguments, "--json")
        assert (outcome.code, outcome.json) == (1, None)


@pytest.mark.parametrize("sign", ["\udcff", "\0"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "{}"],
        ["delete", "{}", "--discard"],
        ["reopen", "{}"],
        ["add", "1", "--list", "{}"],
        ["log", "1", "can", "--list", "{}"],
        ["close", "--list", "{}"],
        ["undo", "--list", "{}"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_an_id_of_bytes_that_are_no_text_is_refused(listed, arguments, sign):
    refused = listed("call-list", *(one.replace("{}", f"x{sign}") for one in arguments))
    assert_refused(refused, 2, "--list" if "--list" in arguments else "ID", f"U+{ord(sign):04X}")
    assert not (listed.folder / "errors.log").exists()


def test_a_departure_note_from_a_list_of_bytes_that_are_no_text_is_refused(listed, tmp_path):
    (tmp_path / "note.json").write_text(json.dumps(NOTE), encoding="utf-8")
    given = ["--pdf", tmp_path / "note.pdf", "--from-call-list", "\udcff"]
    assert_refused(listed("departure-note", tmp_path / "note.json", *given), 2, "--from-call-list", "U+DCFF")


def test_a_new_list_holds_what_is_needed(cli):
    options = {
        "language": "som",
        "kind": "spoken",
        "starts": "2026-07-01T10:00",
        "minutes": "45",
        "method": "screen",
        "place": "Rom 2",
        "sector": "health",
        "unit": "Helsestasjonen",
        "contact": "Kari",
        "phone": "+47 000 00 009",
        "email": "kari@example.no",
    }
    made = call_list(cli, "new", *(word for name, value in options.items() for word in (f"--{name}", value)))
    assert made["need"] == options | {"day": "2026-07-01", "minutes": 45}
    assert (made["people"], made["log"], made["next"], made["agreed"], made["closed"]) == ([], [], None, None, None)
    assert call_list(cli, "show", made["id"]) == call_list(cli) == made
    assert "Nobody is on the list yet" in cli("call-list").out


def test_a_time_with_a_zone_is_turned_into_the_norwegian_clock(cli):
    assert call_list(cli, "new", "--language", "som", "--starts", "2026-07-01T10:00Z")["need"]["starts"] == (
        "2026-07-01T12:00"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["new"], "--language is missing"),
        (["new", "--language", "Klingon"], "Klingon"),
        (["new", "--language", "som", "--starts", "2026-07-01"], "--starts"),
        (["new", "--language", "som", "--starts", "2026-03-29T02:30"], "set forward"),
        (["new", "--language", "som", "--minutes", "0"], "--minutes"),
        (["new", "--language", "som", "--method", "fax"], "on_site, screen, telephone"),
        (["new", "--language", "som", "--place", "01019012345"], "identity number"),
        (["add"], "NUMBER"),
        (["add", "x"], "NUMBER"),
        (["add", "3"], "Cawo Dahl is not listed for this language"),
        (["log", "1"], "is missing"),
        (["log", "1", "perhaps"], "no_answer, cannot, can, call_back, later"),
        (["log", "1", "can", "--channel", "owl"], "phone, sms, email, other"),
        (["log", "1", "can", "--at", "noon"], "--at"),
        (["log", "1", "later", "--earliest", "soon"], "--earliest"),
        (["agree", "1"], "Anna Aas has not said yes"),
        (["ics", "a.ics"], "Nobody has been agreed with yet"),
        (["delete"], "ID"),
        (["message", "poem"], "enquiry_email, enquiry_sms, confirmation, decline, cancel"),
        (["message", "decline", "--text-language", "sv"], "nb, nn, en"),
    ],
)
def test_bad_input_is_refused_with_what_is_wrong_and_nothing_changes(listed, arguments, words):
    before = call_list(listed)
    assert_refused(listed("call-list", *arguments), 2, words)
    assert call_list(listed) == before
    assert len(call_list(listed, "list")) == 1


def test_the_best_qualified_come_first_and_are_to_be_tried_first(listed):
    shown = call_list(listed)
    assert [(one["number"], one["category"], one["answer"]) for one in shown["people"]] == [
        (1, "B", None),
        (2, "D", None),
    ]
    assert shown["next"] == 1
    said = listed("call-list").out
    assert "Next to try: Anna Aas, +47 000 00 001" in said
    assert said.index("Anna Aas") < said.index("Bilal Berg")


def test_attempts_are_logged_and_the_next_one_named(listed):
    listed("call-list", "log", "1", "no_answer", "--at", "2026-06-30T15:00")
    shown = call_list(listed, "log", "2", "later", "--channel", "sms", "--earliest", "2026-07-02")
    assert [(one["number"], one["channel"], one["answer"], one["earliest"]) for one in shown["log"]] == [
        (1, "phone", "no_answer", None),
        (2, "sms", "later", "2026-07-02"),
    ]
    assert shown["log"][0]["at"] == "2026-06-30T15:00:00+02:00"
    assert (shown["next"], shown["earliest"]) == (1, {"number": 2, "when": "2026-07-02"})
    said = listed("call-list").out
    assert "2026-06-30 15:00, Anna Aas, telephone, no answer" in said
    assert "2026-06-30 15:42, Bilal Berg, text message, can later, earliest 2 July 2026" in said
    assert "Earliest of all: Bilal Berg, 2 July 2026" in said


def test_an_attempt_is_taken_back_and_stays_in_the_log(listed):
    call_list(listed, "log", "1", "cannot")
    shown = call_list(listed, "undo")
    assert shown["log"][0]["taken_back"]
    assert shown["people"][0]["answer"] is None
    assert "no answer" not in listed("call-list").out
    assert "(taken back)" in listed("call-list").out
    assert listed("call-list", "undo").code == 1


def test_whoever_was_tried_is_put_off_with_the_log_kept(listed):
    call_list(listed, "log", "1", "cannot")
    shown = call_list(listed, "remove", "1")
    assert [one["number"] for one in shown["people"]] == [2]
    assert [one["number"] for one in shown["log"]] == [1]
    assert listed("call-list", "remove", "1").code == 1


def test_agreeing_closing_and_choosing_a_list(listed):
    call_list(listed, "log", "2", "can", "--earliest", "2026-07-01T11:30")
    agreed = call_list(listed, "agree", "2")
    assert (agreed["agreed"], agreed["next"]) == (2, None)
    assert agreed["earliest"] == {"number": 2, "when": "2026-07-01T11:30"}
    assert "Agreed with Bilal Berg." in listed("call-list").out
    other = call_list(listed, "new", "--language", "prs")
    assert call_list(listed)["id"] == other["id"]
    assert call_list(listed, "close", "--list", agreed["id"])["closed"]
    assert_refused(listed("call-list", "add", "1", "--list", agreed["id"]), 2, "closed")
    assert [(one["language"], one["people"], bool(one["closed"])) for one in call_list(listed, "list")] == [
        ("prs", 0, False),
        ("som", 2, True),
    ]
    assert "Somali, 2026-07-01 10:00, 2 people, closed" in listed("call-list", "list").out


def test_when_nobody_is_left_to_try_that_is_said(listed):
    call_list(listed, "log", "1", "cannot")
    call_list(listed, "log", "2", "cannot")
    assert "Nobody is left to try." in listed("call-list").out


def test_what_is_needed_is_changed(listed):
    changed = call_list(listed, "change", "--minutes", "90", "--place", "Rom 3")["need"]
    assert (changed["minutes"], changed["place"], changed["starts"]) == (90, "Rom 3", "2026-07-01T10:00")
    assert_refused(listed("call-list", "change", "--language", "prs"), 2, "another language")
    assert_refused(listed("call-list", "change", "--kind", Kind.SIGN), 2, "another language")


def test_a_message_is_written_in_the_language_that_is_asked_for_with_its_gaps_told(listed, tmp_path):
    outcome = listed("call-list", "message", "enquiry_email", "--number", "1", "--text-language", "nn", "--json")
    answer = outcome.json
    assert (answer["language"], answer["to"]) == ("nn", "anna@example.no")
    assert "Anna Aas" in answer["subject"] + answer["text"]
    assert answer["gaps"]
    assert all(f"[{gap}]" in answer["subject"] + answer["text"] for gap in answer["gaps"])
    assert answer["link"].startswith("mailto:anna@example.no?subject=")
    assert "Not filled in yet:" in outcome.err


def test_the_unit_of_the_settings_fills_a_message(listed, tmp_path):
    settings = read_settings(tmp_path)
    unit = Unit(name="Helsestasjonen", contact="Kari", phone="1", email="kari@example.no", address="Storgata 1")
    write_settings(tmp_path, replace(settings, unit=unit))
    call_list(listed, "change", "--method", "on_site")
    call_list(listed, "log", "1", "can")
    call_list(listed, "agree", "1")
    outcome = listed("call-list", "message", "confirmation")
    assert (outcome.code, outcome.err) == (0, "")
    for words in ("Anna Aas", "Helsestasjonen", "Kari", "Storgata 1", "1 July 2026", "10:00"):
        assert words in outcome.out


def test_the_agreed_time_is_written_as_a_calendar_file_once(listed, tmp_path):
    call_list(listed, "log", "1", "can")
    call_list(listed, "agree", "1")
    file = tmp_path / "a.ics"
    assert call_list(listed, "ics", file)["file"] == str(file)
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2026-07-01T08:00:00+00:00"
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)
    assert_refused(listed("call-list", "ics", file), 2, "already")
    assert listed("call-list", "ics", file, "--force").out == f"Written to {file}.\n"


@pytest.fixture
def note_file(tmp_path):
    """A file with a departure note, with changes."""

    def write(**changes):
        file = tmp_path / "note.json"
        file.write_text(json.dumps(NOTE | changes), encoding="utf-8")
        return file

    return write


def test_a_departure_note_becomes_a_pdf_that_the_answer_names(cli, note_file, tmp_path):
    out = tmp_path / "note.pdf"
    answer = cli("departure-note", note_file(language="som"), "--pdf", out, "--json").json
    assert answer["file"] == str(out)
    assert answer["note"] == NOTE | {"language": "som", "kind": "spoken", "tried": [], "methods_tried": []}
    assert out.read_bytes().startswith(b"%PDF")
    assert_refused(cli("departure-note", note_file(language="som"), "--pdf", out), 2, "already")
    assert cli("departure-note", note_file(language="som"), "--pdf", out, "--force").code == 0


def test_a_departure_note_is_a_pdf_by_its_name_too(cli, note_file, tmp_path):
    out = tmp_path / "note.docx"
    assert_refused(cli("departure-note", note_file(language="som"), "--pdf", out), 2, "must end in .pdf")
    assert not out.exists()


def test_a_departure_note_needs_no_register(tmp_path, note_file):
    cli = CommandLine(tmp_path / "empty")
    assert cli("departure-note", note_file(language="som"), "--pdf", tmp_path / "note.pdf").code == 0
    assert not (tmp_path / "empty").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "language is missing"),
        ({"language": "som", "grounds": ["money"]}, "grounds[0]"),
        ({"language": "som", "date": "2026-08-30"}, "date has not come yet; it is 2026-06-30"),
        ({"language": "som", "time": "23:59"}, "time has not come yet"),
        ({"language": "som", "earliest_qualified": "2026-06-29"}, "earliest_qualified is before the time of the note"),
        (
            {
                "language": "som",
                "date": "2026-06-29",
                "tried": [{"name": "A", "channel": "phone", "at": "2026-06-30T08:00", "answer": "cannot"}],
            },
            "tried[0].at is after the time of the note, 2026-06-29",
        ),
        ({"language": "som", "served": "somebody"}, "served"),
        ({"language": "som", "seriousness": "01019012345"}, "seriousness holds what may be an identity number"),
        ({"language": "som", "seriousness": "fnr01019012345"}, "seriousness holds what may be an identity number"),
        ({"language": "som", "seriousness": "01.01.90 12345"}, "seriousness holds what may be an identity number"),
        ({"language": "som", "seriousness": "٠١٠١٩٠١٢٣٤٥"}, "seriousness holds what may be an identity number"),
        ({"language": "som", "seriousness": "a\u202eb"}, "seriousness holds a sign that cannot be seen (U+202E)"),
        ({"language": "som", "decided_by": {"name": "a\0", "role": "b"}}, "decided_by.name holds a sign"),
        ({"language": "som", "follow_up": {"not_planned": "a\ud800"}}, "follow_up.not_planned holds a sign"),
        ({"language": "som", "used": {"who": "other", "relation": "a\ufeff"}}, "used.relation holds a sign"),
    ],
)
def test_a_departure_note_that_does_not_fit_is_refused_whole(cli, note_file, tmp_path, changes, words):
    out = tmp_path / "note.pdf"
    assert_refused(cli("departure-note", note_file(**changes), "--pdf", out), 2, words)
    assert not out.exists()


def test_a_departure_note_takes_the_attempts_of_a_call_list(listed, note_file, tmp_path):
    id_ = call_list(listed, "log", "1", "no_answer")["id"]
    for which in ("current", id_):
        out = tmp_path / f"{which}.pdf"
        answer = listed("departure-note", note_file(), "--pdf", out, "--from-call-list", which, "--json").json
        assert answer["note"]["language"] == "som"
        assert answer["note"]["tried"] == [
            {
                "name": "Anna Aas",
                "number": 1,
                "category": "B",
                "channel": "phone",
                "at": f"{AS_OF + timedelta(hours=2):%Y-%m-%dT%H:%M}",
                "answer": "no_answer",
            }
        ]
    missing = listed("departure-note", note_file(), "--pdf", tmp_path / "x.pdf", "--from-call-list", "x", "--json")
    assert (missing.code, missing.json) == (1, None)


def test_an_attempt_in_the_future_is_refused(listed):
    assert_refused(listed("call-list", "log", "1", "can", "--at", "2099-01-01T00:00"), 2, "2099-01-01", "not been made")
    assert call_list(listed)["log"] == []


@pytest.mark.parametrize("time", ["9999-12-31T23:59-12:00", "0001-01-01T00:00"])
@pytest.mark.parametrize("option", ["--at", "--earliest"])
def test_a_time_at_the_ends_of_the_calendar_is_refused(listed, option, time):
    assert_refused(listed("call-list", "log", "1", "later", option, time), 2, "too far away")
    assert_refused(listed("call-list", "change", "--starts", time), 2, "too far away")


def test_an_id_is_known_in_any_letter_case(listed):
    id_ = call_list(listed)["id"]
    assert call_list(listed, "show", id_.upper())["id"] == id_
    assert call_list(listed, "log", "1", "can", "--list", id_.upper())["id"] == id_


def test_arguments_are_named_as_the_help_names_them(listed):
    assert_refused(
        listed("call-list", "log", "1", "yes"), 2, "“yes” cannot be given as ANSWER", "no_answer, cannot, can"
    )
    assert_refused(listed("call-list", "message", "letter"), 2, "as TEMPLATE", "enquiry_email")
    assert_refused(listed("call-list", "add", "11019012345"), 2, "to 999999999")


def test_a_calendar_file_is_one_by_its_name(listed, tmp_path):
    assert_refused(listed("call-list", "ics", tmp_path / "a.pdf"), 2, "must end in .ics")
