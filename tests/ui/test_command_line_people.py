"""Listing all people on the command line, listed or not."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine, assert_refused
from tests.support.lists import log_in
from tests.support.registers import bachelor, person, profile_with

GONE = ((date(2016, 1, 1), date(2020, 1, 1)),)
PEOPLE = [
    person("Amina Ali", 10001, ("som",), (bachelor("som"),), county="03", email="amina@example.no", phone="00000001"),
    person("Bo Berg", 10002, ("pol",), (bachelor("pol"),), county="11", listed=GONE),
    person("Cai Dahl", 10003, ("tir",), ()),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    log_in(profile_with(tmp_path, PEOPLE)).close()
    return tmp_path


@pytest.fixture
def cli(folder: Path) -> CommandLine:
    return CommandLine(folder)


def numbers(cli: CommandLine, *arguments: str) -> list[int]:
    return [one["number"] for one in cli("people", "--json", *arguments).json["people"]]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), [10001, 10002, 10003]),
        (("--listed", "yes"), [10001, 10003]),
        (("--listed", "no"), [10002]),
        (("--listed", "yes", "--on", "2019-06-01"), [10001, 10002, 10003]),
        (("--without-category",), [10003]),
        (("--sort", "number", "--descending"), [10003, 10002, 10001]),
        (("--language", "polsk"), [10002]),
        (("amina@",), [10001]),
        (("--unsent",), []),
    ],
)
def test_the_list_holds_those_who_are_asked_for(cli, arguments, found):
    assert numbers(cli, *arguments) == found


def test_a_person_comes_with_all_that_a_row_shows(cli):
    answer = cli("people", "berg", "--json").json
    assert answer["count"] == 1
    (shown,) = answer["people"]
    assert {name: shown[name] for name in ("number", "name", "county", "listed_from", "listed_until", "unsent")} == {
        "number": 10002,
        "name": "Bo Berg",
        "county": "11",
        "listed_from": "2016-01-01",
        "listed_until": "2020-01-01",
        "unsent": False,
    }
    assert [one["language"] for one in shown["languages"]] == ["pol"]


def test_unsent_edits_are_on_the_list_and_can_be_asked_for(cli):
    assert cli("edit", "10003", "--set", "county=46").code == 0
    assert numbers(cli, "--unsent") == [10003]
    assert numbers(cli, "--county", "46") == [10003]


def test_the_count_is_the_whole_and_the_rows_are_cut(cli):
    answer = cli("people", "--limit", "1", "--json").json
    assert (answer["count"], len(answer["people"])) == (3, 1)
    assert cli("people", "--limit", "1").out.startswith("3 people, the first 1 shown.")


def test_words_say_what_a_row_shows(cli):
    cli("edit", "10003", "--set", "county=46")
    out = cli("people").out
    assert out.startswith("People: 3.")
    assert "Cai Dahl" in out
    assert out.splitlines()[-2].endswith("yes")


def test_the_public_has_no_such_list(tmp_path):
    profile_with(tmp_path, PEOPLE).close()
    assert_refused(CommandLine(tmp_path)("people"), 2, "own staff")


def test_neighbours_need_a_county(cli):
    assert_refused(cli("people", "--neighbours"), 2, "--county")
