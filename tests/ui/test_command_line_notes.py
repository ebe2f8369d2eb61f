"""Private notes by command: written, listed, shown to people, and in no file or document that may travel on."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from sync.register_server.roles import Role
from tests.support.command_line import CommandLine, assert_refused
from tests.support.gateway import Gateway
from tests.support.offices import open_office
from tests.support.registers import person, profile_with, record_id
from tests.support.server import new_token

SECRET = "Svært privat merknad"
ONE = record_id("p10001")


def contents(path: Path) -> str:
    """All that a file holds, unpacked where it is packed."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8-sig")
    with ZipFile(path) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    gone = person("Tigist Haile", 10002, listed=[(date(2016, 1, 1), date(2020, 1, 1))])
    profile_with(tmp_path, [person(), gone, person("Ola Vik", 10003)]).close()
    return CommandLine(tmp_path)


def test_a_note_is_written_and_answered(cli):
    answer = cli("note", "10001", "--mark", "preferred", "--mark", "conflict_of_interest", "--text", SECRET, "--json")
    assert (answer.code, answer.json) == (
        0,
        {
            "id": ONE,
            "number": 10001,
            "name": "Yonas Tekle",
            "listed": True,
            "marks": ["preferred", "conflict_of_interest"],
            "text": SECRET,
            "changed": "2026-06-30T13:42:00+00:00",
        },
    )
    assert cli("note", "10001", "--json").json == answer.json


@pytest.mark.parametrize(
    ("options", "marks", "text"),
    [
        (["--text", "ny"], ["preferred"], "ny"),
        (["--mark", "do_not_use"], ["do_not_use"], SECRET),
        (["--text", ""], ["preferred"], ""),
        (["--clear", "--text", "ny"], [], "ny"),
        (["--clear"], [], ""),
    ],
)
def test_what_is_not_given_stays_unless_it_is_cleared(cli, options, marks, text):
    cli("note", "10001", "--mark", "preferred", "--text", SECRET)
    answer = cli("note", "10001", *options, "--json").json
    assert (answer["marks"], answer["text"], answer["changed"] is None) == (marks, text, not marks and not text)


def test_notes_are_listed_with_the_number_of_those_who_are_not_listed_any_more(cli):
    assert cli("notes", "--json").json == {"count": 0, "notes": []}
    assert cli("notes").out.splitlines()[0] == "Nothing is noted of anybody."
    cli("note", "10002", "--text", "to\nlinjer")
    (noted,) = cli("notes", "--json").json["notes"]
    assert (noted["number"], noted["name"], noted["listed"]) == (10002, "", False)
    assert cli("notes").out.splitlines()[1:] == [
        "10002  not listed         to / linjer",
        "Only on this machine. Never sent.",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["10001", "--mark", "preferred", "--mark", "do_not_use"], 2, "both preferred"),
        (["10001", "--mark", "nice"], 2, "do_not_use"),
        (["10001", "--text", "x" * 2001], 2, "2000"),
        (["10001", "--text", "a\U000e0041b"], 2, "U+E0041"),
        (["10009"], 1, "10009"),
    ],
)
def test_what_cannot_be_noted_is_refused_and_nothing_is_written(cli, arguments, code, word):
    assert_refused(cli("note", *arguments), code, word)
    assert cli("notes", "--json").json["count"] == 0


def test_people_are_shown_the_signs_and_the_note(cli):
    assert "Private note" not in cli("search").out
    cli("note", "10003", "--mark", "do_not_use", "--text", SECRET)
    line = next(line for line in cli("search").out.splitlines() if "10003" in line)
    assert line.endswith("Do not use")
    shown = cli("show", "10003").out
    assert "Private note: Do not use" in shown
    assert SECRET in shown
    assert SECRET not in cli("show", "10001").out


@pytest.mark.parametrize("command", [["search"], ["show", "10001"], ["ladder", "--language", "som"]])
def test_documents_of_other_commands_hold_nothing_of_a_note(cli, command):
    before = cli(*command, "--json").json
    cli("note", "10001", "--mark", "preferred", "--text", SECRET)
    assert cli(*command, "--json").json == before


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_exported_lists_hold_nothing_of_a_note(cli, tmp_path, name):
    cli("note", "10001", "--mark", "preferred", "--text", SECRET)
    assert cli("export", tmp_path / name).code == 0
    held = contents(tmp_path / name)
    assert "Tekle" in held
    for secret in (SECRET, "preferred", "Preferred"):
        assert secret not in held


def test_no_request_to_the_register_carries_a_note(tmp_path):
    with open_office(tmp_path / "office") as office, Gateway(office.url) as gateway:
        (tmp_path / "token").write_text(new_token(office.store, Role.CASE_WORKER, "Kari"))
        cli = CommandLine(tmp_path / "kari")
        assert cli("login", "--token-file", tmp_path / "token", "--server", gateway.url).code == 0
        assert cli("sync").code == 0
        assert cli("note", "10001", "--mark", "do_not_use", "--text", SECRET).code == 0
        assert cli("edit", "10001", "--set", "email=ny@example.no").code == 0
        for command in (["sync", "--dry-run"], ["sync"], ["history", "10001"]):
            assert cli(*command).code == 0
    sent = b"\n".join(gateway.sent)
    assert b"ny@example.no" in sent
    for secret in (SECRET, "do_not_use", "private_notes"):
        assert secret.encode() not in sent
