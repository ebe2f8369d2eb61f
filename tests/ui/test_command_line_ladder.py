"""The ladder from the command line: exactly the document of the contract, and lines that can be typed on."""

from datetime import date
from pathlib import Path

import pytest

from interpreter_app.domain.interpreters import Capacity, Gender
from interpreter_app.domain.profiles import Origin
from tests.support.command_line import CommandLine, assert_refused
from tests.support.registers import authorised, bachelor, credits_30, person, profile_with

PEOPLE = [
    person("Yonas Tekle", 10001, ["som"], [authorised("som")], county="55", capacity=Capacity.PART_TIME),
    person("Amina Ali", 10002, ["som"], [credits_30("som")], county="03", gender=Gender.FEMALE),
    person("Gone Long", 10005, ["tir"], [bachelor("tir")], listed=[(date(2016, 1, 1), date(2020, 1, 1))]),
]


def folder_with(folder: Path, origin: Origin = Origin.CENTRAL) -> Path:
    profile_with(folder, PEOPLE, origin=origin).close()
    return folder


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    return CommandLine(folder_with(tmp_path_factory.mktemp("data")))


def test_the_document_holds_each_step_with_its_search(cli):
    outcome = cli("ladder", "--language", "som", "--county", "56", "--min-category", "C", "--gender", "F", "--json")
    near = {"language": "som", "min_category": "C", "county": "56", "neighbours": True, "gender": "F"}
    country = {"language": "som", "min_category": "C", "gender": "F"}
    assert outcome.code == 0
    assert outcome.json == {
        "as_of": "2026-06-30T13:42:00+00:00",
        "count": 0,
        "enough": False,
        "steps": [
            {"step": "neighbours", "min_category": "C", "search": near, "count": 0, "more": 0},
            {"step": "country", "min_category": "C", "search": country, "count": 0, "more": 0},
            {"step": "category", "min_category": "D", "search": country | {"min_category": "D"}, "count": 1, "more": 1},
            {"step": "category", "min_category": "E", "search": country | {"min_category": "E"}, "count": 1, "more": 0},
        ],
        "also": [
            {
                "step": "gender",
                "min_category": "C",
                "search": {"language": "som", "min_category": "C", "county": "56"},
                "count": 0,
                "more": 0,
            },
            {"step": "all", "min_category": None, "search": {"language": "som"}, "count": 2, "more": 2},
        ],
        "language": {"code": "som", "anybody": True, "since": None, "schemes": []},
    }


def test_a_language_without_anybody_tells_what_it_has_had(cli):
    assert cli("ladder", "--language", "tir", "--json").json["language"] == {
        "code": "tir",
        "anybody": False,
        "since": "2020-01-01",
        "schemes": [{"type": "bachelor", "first": "2015-06-01", "last": "2015-06-01", "people": 1}],
    }


def test_a_search_without_a_language_or_a_limit_has_no_steps(cli):
    found = cli("ladder", "--json").json
    assert (found["count"], found["steps"], found["also"], found["language"]) == (2, [], [], None)


def test_the_day_is_part_of_a_search_only_when_it_is_asked_for(cli):
    (step,) = cli("ladder", "--language", "som", "--capacity", "full_time", "--on", "2020-05-01", "--json").json[
        "steps"
    ]
    assert step["search"] == {"language": "som", "on": "2020-05-01"}


def test_the_lines_say_what_to_type(cli):
    lines = cli("ladder", "Yonas", "--language", "som", "--county", "56", "--min-category", "B").out.splitlines()
    assert lines == [
        "0 interpreters fit on 2026-06-30.",
        "Step by step, each with what those before it opened:",
        "Neighbouring counties too: 0 interpreters, 0 more "
        "(search --language som --min-category B --county 56 --neighbours Yonas)",
        "Whole country, by screen: 0 interpreters, 0 more (search --language som --min-category B Yonas)",
        "Category A–C: 1 interpreter, 1 more (search --language som --min-category C Yonas)",
        "Category A–D: 1 interpreter, 0 more (search --language som --min-category D Yonas)",
        "Category A–E: 1 interpreter, 0 more (search --language som --min-category E Yonas)",
        "Each alone:",
        "Without the text: 0 interpreters, 0 more (search --language som --min-category B --county 56)",
        "Without any filter: 1 interpreter, 1 more (search --language som Yonas)",
        "An empty high category may mean that the language never had the scheme that gives it.",
        "Data as of 2026-06-30 13:42. The register is fictional.",
    ]


def test_what_is_to_be_typed_finds_as_many(cli):
    typed = ["--language", "som", "--min-category", "C"]
    assert cli("search", *typed, "--json").json["count"] == 1


def test_the_lines_say_since_when_a_language_has_nobody(cli):
    out = cli("ladder", "--language", "tir").out
    assert "Nobody with a category in Tigrinya has been listed since 1 January 2020." in out
    assert "Those once listed had: Bachelor in interpreting (2015, 1 person)." in out


def test_the_public_register_s_file_is_not_said_to_tell_of_the_past(tmp_path):
    out = CommandLine(folder_with(tmp_path, Origin.PUBLIC))("ladder", "--language", "tha").out
    assert "The file from the public register has nobody with Thai." in out
    assert "since" not in out
    assert "never" not in out


def test_neighbours_of_no_county_are_refused(cli):
    assert_refused(cli("ladder", "--neighbours"), 2, "--county")
