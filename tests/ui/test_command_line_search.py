"""Searching and showing from the command line: exactly the documents of the contract, and tables for people."""

from datetime import date
from pathlib import Path

import pytest

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from tests.support.command_line import CommandLine, assert_refused
from tests.support.registers import (
    authorised,
    bachelor,
    bilingual_and_tao,
    credits_30,
    person,
    profile_with,
    record_id,
)
from ui.command_line import search

CONTACT = {"phone": "00000001", "email": "yonas@example.no", "gender": Gender.MALE, "capacity": Capacity.FULL_TIME}
WITHDRAWN = person("Withdrawn Once", 10009, ["rus"], [authorised("rus")])
WITHDRAWN.append(
    (
        record_id("w-10009"),
        Withdrawal(
            interpreter_id=WITHDRAWN[0][0],
            authorisation_id=next(id_ for id_, record in WITHDRAWN if isinstance(record, Authorisation)),
            withdrawn_from=date(2024, 2, 1),
            withdrawn_until=date(2024, 8, 1),
            reason="never shown",
        ),
    )
)
PEOPLE = [
    WITHDRAWN,
    person("Yonas Tekle", 10001, ["tir"], [bachelor("tir"), authorised("tir")], county="55", **CONTACT),
    person("Amina Ali", 10002, ["som", "swh"], [authorised("som"), *bilingual_and_tao("swh")], county="56"),
    person("Åse Sørensen", 10003, [("nsl", Kind.SIGN)], [bachelor("nsl")], county="03", gender=Gender.FEMALE),
    person("Jelena Kovačević", 10004, ["hbs"], [credits_30("hbs")], county="46"),
    person("Gone Long", 10005, ["som"], [bachelor("som")], listed=[(date(2016, 1, 1), date(2020, 1, 1))]),
    person("None Yet", 10006, ["som"], []),
    person(
        "With Address",
        10007,
        ["pol"],
        [authorised("pol")],
        address="Storgata 1",
        postal_code="0155",
        place="Oslo",
        address_public=True,
    ),
    person("Hidden Address", 10008, ["pol"], [authorised("pol")], address="Skjult vei 2", address_public=False),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("data")
    profile_with(made, PEOPLE).close()
    return made


@pytest.fixture
def cli(folder: Path) -> CommandLine:
    return CommandLine(folder)


def numbers(outcome):
    assert outcome.code == 0
    return [one["number"] for one in outcome.json["results"]]


def test_a_search_answers_with_the_document_of_the_contract(cli):
    outcome = cli("search", "--language", "tir", "--json")
    assert outcome.json == {
        "count": 1,
        "as_of": "2026-06-30T13:42:00+00:00",
        "results": [
            {
                "number": 10001,
                "name": "Yonas Tekle",
                "gender": "M",
                "county": "55",
                "capacity": "full_time",
                "phone": "00000001",
                "email": "yonas@example.no",
                "languages": [{"language": "tir", "kind": "spoken", "category": "A"}],
            }
        ],
    }
    assert outcome.out.count("\n") == 1


def test_what_is_not_known_is_null_or_empty(cli):
    (found,) = cli("search", "hbs", "--json").json["results"]
    assert (found["gender"], found["capacity"], found["phone"], found["email"]) == (None, None, "", "")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["tigrinja"], [10001]),
        (["Tigrinya"], [10001]),
        (["ትግርኛ"], [10001]),
        (["norsk", "tegnspråk"], [10003]),
        (["sørensen"], [10003]),
        (["sorensen"], [10003]),
        (["amina somali"], [10002]),
        (["10002"], [10002]),
        (["--language", "somali"], [10002]),
        (["--language", "SOM"], [10002]),
        (["--language", "bosnisk"], [10004]),
        (["--language", "som", "ali"], [10002]),
        (["--kind", "sign"], [10003]),
        (["--gender", "f"], [10003]),
        (["--capacity", "full_time"], [10001]),
        (["--county", "Oslo"], [10003]),
        (["--county", "3"], [10003]),
        (["--county", "Hordaland"], [10004]),
        (["--county", "56", "--language", "tir"], []),
        (["--county", "56", "--language", "tir", "--neighbours"], [10001]),
        (["--min-category", "A"], [10001]),
        (["som", "--on", "2019-06-01"], [10005, 10002]),
        (["som", "--on", "2005-01-01"], []),
        (["finnesikke"], []),
    ],
)
def test_a_search_finds_by(cli, arguments, found):
    assert numbers(cli("search", *arguments, "--json")) == found


def test_everybody_is_found_the_best_first_and_those_without_a_category_last(cli):
    found = cli("search", "--order", "name", "--json").json["results"]
    best = [one["languages"][0]["category"] for one in found]
    assert best == ["A", "B", "C", "C", "C", "C", "D", None]
    assert [one["name"] for one in found[2:6]] == ["Amina Ali", "Hidden Address", "With Address", "Withdrawn Once"]


def test_fair_order_follows_the_day(folder):
    orders = {
        tuple(numbers(CommandLine(folder)("search", "--on", f"2026-06-{day:02}", "--json"))) for day in range(1, 29)
    }
    assert len(orders) > 1
    assert numbers(CommandLine(folder)("search", "--json")) == numbers(
        CommandLine(folder)("search", "--on", "2026-06-30", "--json")
    )


@pytest.mark.parametrize("limit", [0, 1, 3, 8, 100])
def test_the_count_is_the_whole_and_the_results_are_cut(cli, limit):
    document = cli("search", "--limit", limit, "--json").json
    assert document["count"] == 8
    assert len(document["results"]) == min(limit, 8)


@pytest.mark.parametrize("limit", [4, 5, 7, 8, 100])
def test_many_are_fetched_in_portions(cli, monkeypatch, limit):
    whole = numbers(cli("search", "--json"))
    monkeypatch.setattr(search, "_ROWS_AT_ONCE", 2)
    assert numbers(cli("search", "--limit", limit, "--json")) == whole[:limit]


def test_a_limit_of_none_still_counts_people_whose_name_is_a_language(folder, tmp_path):
    profile_with(tmp_path, [person("Dari Hansen", 1, ["pol"])]).close()
    assert CommandLine(tmp_path)("search", "Dari", "--limit", 0, "--json").json["count"] == 1


def test_a_table_is_for_people(cli):
    lines = cli("search", "tigrinja").out.splitlines()
    assert lines[0] == "Tigrinya: Found 1."
    assert lines[1].split() == ["Cat.", "Name", "No.", "County", "Capacity", "Telephone", "Languages"]
    assert lines[2].split() == ["A", "Yonas", "Tekle", "10001", "Troms", "Full", "time", "00000001", "Tigrinya", "A"]
    assert lines[1].index("Languages") == lines[2].index("Tigrinya")
    assert lines[3] == "Data as of 2026-06-30 13:42. The register is fictional."


def test_a_table_says_how_many_more_there_are(cli):
    assert cli("search", "--limit", 2).out.startswith("Found 8, the first 2 shown.")


def test_who_has_no_category_that_day_stands_without_a_letter(cli):
    (line,) = [line for line in cli("search").out.splitlines() if "None Yet" in line]
    assert line.startswith("–")
    assert line.endswith("Somali –")


def test_a_search_that_finds_nobody_says_what_would_help(cli):
    outcome = cli("search", "--language", "tir", "--county", "03", "--gender", "F", "--json")
    assert (outcome.code, outcome.json["count"], outcome.json["results"]) == (0, 0, [])
    assert outcome.err.splitlines() == [
        "Nobody listed on 2026-06-30 was found for Tigrinya with these terms.",
        "Without any filter: 1 interpreter, 1 more (search --language tir)",
    ]


def test_a_language_that_nobody_is_listed_for_is_told_as_such(cli):
    for filters in ((), ("--county", "56", "--min-category", "B")):
        outcome = cli("search", "afrikaans", *filters)
        assert outcome.code == 0
        assert outcome.err.splitlines() == ["These data have never had anybody with a category in Afrikaans."]


def test_a_step_that_opens_nobody_more_is_not_named(cli):
    outcome = cli("search", "--language", "tir", "--county", "56")
    assert outcome.err.splitlines()[1:] == [
        "Neighbouring counties too: 1 interpreter, 1 more (search --language tir --county 56 --neighbours)",
    ]


def test_a_word_that_several_languages_share_is_asked_about(cli):
    err = cli("search", "kurdisk").err
    assert "Did you mean one of these languages: Sorani (ckb), Kurmanji (kmr)?" in err


def test_a_misspelt_name_is_read_as_the_nearest_and_that_is_said(cli):
    outcome = cli("search", "kovacevik", "--json")
    assert numbers(outcome) == [10004]
    assert "the nearest name was looked for: kovacevic" in outcome.err


def test_a_person_is_shown_with_the_document_of_the_contract(cli):
    document = cli("show", 10001, "--json").json
    authorisation = {
        "type": "state_authorisation",
        "language": "tir",
        "kind": "spoken",
        "obtained": "2010-01-01",
        "credits": None,
        "institution": None,
        "periods": [{"from": "2010-01-01", "until": None}],
    }
    degree = {
        "type": "bachelor",
        "language": "tir",
        "kind": "spoken",
        "obtained": "2015-06-01",
        "credits": None,
        "institution": "OsloMet",
        "periods": [{"from": "2015-06-01", "until": None}],
    }
    assert sorted(document.pop("evidence"), key=lambda one: one["type"]) == [degree, authorisation]
    (language,) = document.pop("languages")
    assert sorted(language.pop("counts"), key=lambda one: one["type"]) == [degree, authorisation]
    assert language == {
        "language": "tir",
        "kind": "spoken",
        "category": "A",
        "reason": "A because a state authorisation and a bachelor in interpreting are documented.",
        "source": "TF 11",
        "does_not_count": [],
        "next_step": None,
    }
    assert document == {
        "number": 10001,
        "name": "Yonas Tekle",
        "gender": "M",
        "county": "55",
        "capacity": "full_time",
        "phone": "00000001",
        "email": "yonas@example.no",
        "address": None,
        "listed": [{"from": "2016-01-01", "until": None}],
        "as_of": "2026-06-30T13:42:00+00:00",
        "on": "2026-06-30",
    }


def test_evidence_of_a_later_day_does_not_count_yet(cli):
    document = cli("show", 10005, "--on", "2019-12-31", "--json").json
    assert document["listed"] == [{"from": "2016-01-01", "until": "2020-01-01"}]
    document = CommandLine(cli.folder)("show", 10004, "--json").json
    (language,) = document["languages"]
    assert (language["category"], language["counts"][0]["credits"]) == ("D", 30)
    assert language["next_step"] == {"missing": "state_authorisation", "category": "B"}


def test_an_address_is_shown_only_with_consent(cli):
    assert cli("show", 10007, "--json").json["address"] == {
        "address": "Storgata 1",
        "postal_code": "0155",
        "place": "Oslo",
    }
    assert "Storgata 1, 0155 Oslo" in cli("show", 10007).out
    for outcome in (cli("show", 10008), cli("show", 10008, "--json")):
        assert "Skjult" not in outcome.out


def test_a_person_is_shown_in_words(cli):
    out = cli("show", 10002).out
    assert out.startswith("Amina Ali\nNumber:  10002\nCounty:  Finnmark\nListed:  from 2016-01-01\n")
    assert "C  Somali\n   C because a state authorisation is documented (Interpreter Regulation § 11)." in out
    assert "   + State authorisation, 2010-01-01\n" in out
    assert "   30 credits in public-sector interpreting would give B." in out
    assert "The register is not a booking register." in out


def test_an_authorisation_is_shown_as_the_periods_in_which_it_held(cli):
    (piece,) = cli("show", 10009, "--json").json["evidence"]
    assert piece["periods"] == [{"from": "2010-01-01", "until": "2024-02-01"}, {"from": "2024-08-01", "until": None}]
    held = "State authorisation, 2010-01-01, held 2010-01-01 – 2024-01-31, from 2024-08-01"
    assert f"   + {held}\n" in cli("show", 10009).out
    out = cli("show", 10009, "--on", "2024-07-31").out
    assert "–  Russian" in out
    assert f"   – {held} (does not count on this day)\n" in out
    assert "never shown" not in out + cli("show", 10009, "--json").out


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE people", '"', "NEAR(a b)", "a*", "\udcff", "\x00", "😀", "x" * 150, "99999999999999999999"]
)
def test_any_text_is_searched_for(cli, text):
    assert cli("search", "--json", "--", text).code == 0


def test_a_language_without_a_category_says_so(cli):
    (language,) = cli("show", 10006, "--json").json["languages"]
    assert (language["category"], language["source"]) == (None, "TF 11")
    assert language["reason"].startswith("No category, because")
    assert "–  Somali" in cli("show", 10006).out


@pytest.mark.parametrize("arguments", [["99999"], ["10005"], ["10001", "--on", "2015-12-31"]])
def test_who_is_not_listed_that_day_is_not_found_which_is_no_failure(cli, arguments):
    outcome = cli("show", *arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert "does not say that a person is not qualified" in outcome.err
    outcome = cli("show", *arguments, "--json")
    assert (outcome.code, outcome.json) == (1, None)


def test_the_reason_is_in_the_language_of_the_run(folder):
    english = CommandLine(folder)("show", 10001, "--json").json["languages"][0]
    for language in ("nb", "nn"):
        other = CommandLine(folder, language)("show", 10001, "--json").json["languages"][0]
        assert other["reason"] != english["reason"]
        assert {**other, "reason": ""} == {**english, "reason": ""}


def test_signs_that_steer_a_terminal_are_not_written(tmp_path):
    profile_with(tmp_path, [person("Evil\x1b[31m Name\u202e", 1, ["pol"])]).close()
    cli = CommandLine(tmp_path)
    for outcome in (cli("search"), cli("show", 1)):
        assert "\x1b" not in outcome.out
        assert "\u202e" not in outcome.out
    assert cli("search", "--json").json["results"][0]["name"] == "Evil\x1b[31m Name\u202e"


def test_wide_letters_keep_the_columns(tmp_path):
    profile_with(tmp_path, [person("李 明", 1, ["cmn"], phone="1"), person("Anne Li", 2, ["cmn"], phone="1")]).close()
    lines = [line for line in CommandLine(tmp_path)("search").out.splitlines() if line.startswith("B")]
    columns = {len(line) + sum(char in "李明" for char in line) for line in lines}
    assert len(columns) == 1


def test_a_file_that_is_no_register_is_told(tmp_path):
    (tmp_path / "register.register").write_bytes(b"not a database at all" * 100)
    assert_refused(CommandLine(tmp_path)("search", "--json"), 3, "damaged")
