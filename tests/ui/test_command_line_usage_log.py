"""The usage log on the command line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from interpreter_app.domain.situations import Sector
from interpreter_app.settings import Settings, write_settings
from interpreter_app.unit import Unit
from tests.support.command_line import CommandLine, Outcome, assert_refused
from tests.support.lists import SECRET_NUMBER, csv_bytes, csv_rows, xlsx_rows
from tests.support.registers import person, profile_with

UNIT = Unit(name="Legevakta", sector=Sector.HEALTH)
BY_NUMBER = ("--language", "somali", "--method", "screen", "--minutes", "45", "--number", "10001")
BY_OTHER = ("--language", "som", "--method", "on_site", "--minutes", "30", "--used", "other", "--ground", "emergency")
LIST = csv_bytes(
    ("Dato", "Språk", "Minutter", "Metode", "Tolkenummer"), ("01.06.2026", "somali", "60", "skjerm", "10001")
)


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    folder = tmp_path / "data"
    folder.mkdir()
    profile_with(folder, [person("Yonas Tekle", 10001)]).close()
    write_settings(folder, replace(Settings(), unit=UNIT))
    return CommandLine(folder)


def added(cli: CommandLine, *options: str) -> Outcome:
    outcome = cli("usage", "add", *options, "--json")
    assert outcome.code == 0, outcome.err
    return outcome


def test_an_assignment_is_added_with_what_the_unit_says_of_itself(cli: CommandLine) -> None:
    answer = added(cli, *BY_NUMBER).json
    answer.pop("id")
    assert answer == {
        "date": "2026-06-30",
        "language": "som",
        "kind": "spoken",
        "method": "screen",
        "minutes": 45,
        "sector": "health",
        "unit": "Legevakta",
        "used": "register",
        "number": 10001,
        "category": "B",
        "ground": None,
    }


def test_the_log_is_listed_with_names(cli: CommandLine) -> None:
    added(cli, *BY_NUMBER, "--date", "2026-06-01")
    added(cli, *BY_OTHER)
    answer = cli("usage", "list", "--json").json
    assert answer["total"] == 2
    assert [(one["date"], one["name"], one["used"]) for one in answer["assignments"]] == [
        ("2026-06-30", None, "other"),
        ("2026-06-01", "Yonas Tekle", "register"),
    ]
    assert cli("usage", "list", "--to", "2026-06-01", "--json").json["total"] == 1
    shown = cli("usage", "list", "--limit", "1").out
    assert "An interpreter not found in the register" in shown
    assert "Shown: 1 of 2" in shown


def test_an_empty_log_says_so(cli: CommandLine) -> None:
    assert "No assignments" in cli("usage", "list").out
    assert "No assignments" in cli("usage", "report").out


def test_a_correction_is_told_with_what_was(cli: CommandLine) -> None:
    id_ = added(cli, *BY_NUMBER).json["id"]
    corrected = cli("usage", "correct", id_.upper(), "--minutes", "60", "--reason", "lasted longer", "--json").json
    assert corrected["minutes"] == 60
    assert cli("usage", "remove", id_, "--reason", "twice", "--json").json["removed"] is True
    history = cli("usage", "history", id_, "--json").json
    assert history["removed"] is True
    assert [(one["reason"], one["assignment"]["minutes"]) for one in history["versions"]] == [
        ("lasted longer", 45),
        ("twice", 60),
    ]
    told = cli("usage", "history", id_).out
    assert "lasted longer" in told
    assert "Removed" in told


def test_a_number_says_that_somebody_from_the_register_interpreted(cli: CommandLine) -> None:
    id_ = added(cli, *BY_OTHER).json["id"]
    corrected = cli("usage", "correct", id_, "--number", "10001", "--reason", "found", "--json").json
    assert (corrected["used"], corrected["category"], corrected["ground"]) == ("register", "B", None)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", *BY_NUMBER[:-2]), ("used", "missing")),
        (("add", *BY_NUMBER[:-1], "99999"), ("99999",)),
        (("add", *BY_NUMBER, "--date", "2027-01-01"), ("date cannot be later",)),
        (("add", *BY_NUMBER, "--date", "1999-12-31"), ("date cannot be earlier than 2000-01-01",)),
        (("add", *BY_NUMBER, "--date", "0001-01-01"), ("date cannot be earlier",)),
        (("add", *BY_NUMBER, "--ground", "emergency"), ("ground",)),
        (("add", *BY_NUMBER, "--minutes", "1441"), ("minutes", "1440")),
        (("add", *BY_NUMBER, "--unit", SECRET_NUMBER), ("identity number",)),
        (("correct", "x", "--reason", "r"), ("Nothing",)),
        (("correct", "x", "--minutes", "1"), ("--reason",)),
        (("report", "--from", "2026-06-02", "--to", "2026-06-01"), ("before it begins",)),
        (("report", "--pdf", "report.docx"), (".pdf",)),
    ],
)
def test_what_does_not_fit_is_refused(cli: CommandLine, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    outcome = cli("usage", *arguments, "--json")
    assert_refused(outcome, 2, *words)
    assert SECRET_NUMBER not in outcome.err


@pytest.mark.parametrize("command", ["correct", "remove", "history"])
def test_an_assignment_that_is_not_there_is_a_no(cli: CommandLine, command: str) -> None:
    more = {"correct": ["--minutes", "1"]}.get(command, [])
    reason = [] if command == "history" else ["--reason", "r"]
    outcome = cli("usage", command, "nothing", *more, *reason, "--json")
    assert (outcome.code, outcome.json) == (1, None)


@pytest.mark.parametrize(
    "arguments", [("correct", "--minutes", "1", "--reason", "r"), ("remove", "--reason", "r"), ("history",)]
)
def test_an_id_of_bytes_that_are_no_text_is_refused(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    assert_refused(cli("usage", *arguments, "\udcff"), 2, "ID", "U+DCFF")


def test_looking_up_again_tells_and_with_a_reason_corrects(cli: CommandLine) -> None:
    added(cli, *BY_NUMBER)
    assert cli("usage", "recheck", "--json").json == {
        "looked_up": 1,
        "gone": 0,
        "corrected": False,
        "differences": [],
    }
    assert cli("usage", "recheck", "--reason", "yearly", "--json").json["corrected"] is True
    assert "Looked up: 1" in cli("usage", "recheck").out


def test_a_list_is_looked_at_and_then_taken_in(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(LIST)
    looked = cli("usage", "import", tmp_path / "list.csv", "--dry-run", "--json").json
    assert (looked["new"], looked["dry_run"]) == (1, True)
    assert cli("usage", "list", "--json").json["total"] == 0
    assert cli("usage", "import", tmp_path / "list.csv", "--json").json["new"] == 1
    again = cli("usage", "import", tmp_path / "list.csv")
    assert "not added: 1" in again.out
    assert cli("usage", "import", tmp_path / "list.csv", "--again", "--json").json["new"] == 1
    (one, _) = cli("usage", "list", "--json").json["assignments"]
    assert (one["unit"], one["sector"], one["category"]) == ("Legevakta", "health", "B")


def test_a_log_of_telephone_calls_needs_only_what_is_not_the_same_in_all(cli: CommandLine, tmp_path: Path) -> None:
    """A list of date, language and minutes, with the rest said once."""
    (tmp_path / "list.csv").write_bytes(csv_bytes(("Dato", "Språk", "Minutter"), ("01.06.2026", "somali", "15")))
    looked = cli("usage", "import", tmp_path / "list.csv", "--dry-run")
    assert looked.code == 1
    assert [word in looked.out for word in ("Method is missing", "Who interpreted is missing")] == [True, True]
    assert "can be said for all of it with --method, --used" in looked.err
    whole = ("--method", "telephone", "--used", "other", "--sector", "gp", "--unit", "Kontoret")
    assert cli("usage", "import", tmp_path / "list.csv", *whole).code == 0
    (one,) = cli("usage", "list", "--json").json["assignments"]
    said = tuple(one[name] for name in ("method", "used", "sector", "unit", "number", "minutes"))
    assert said == ("telephone", "other", "gp", "Kontoret", None, 15)


def test_the_options_that_are_still_needed_are_named(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(LIST)
    assert "can be said for all" not in cli("usage", "import", tmp_path / "list.csv", "--dry-run").err
    (tmp_path / "list.csv").write_bytes(csv_bytes(("Dato", "Språk", "Minutter"), ("01.06.2026", "somali", "15")))
    looked = cli("usage", "import", tmp_path / "list.csv", "--dry-run", "--used", "none")
    assert looked.err.strip().endswith("with --method.")


def test_who_has_a_number_is_not_said_for_the_whole_list(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(LIST)
    outcome = cli("usage", "import", tmp_path / "list.csv", "--used", "register")
    assert_refused(outcome, 2, "other", "adult_relative")


def test_a_dry_run_with_faults_is_a_no_and_the_import_refused(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(LIST.replace(b"60", b"lenge"))
    looked = cli("usage", "import", tmp_path / "list.csv", "--dry-run")
    assert (looked.code, "Line 2: Minutter" in looked.out) == (1, True)
    assert_refused(cli("usage", "import", tmp_path / "list.csv"), 2, "line 2", "Minutter")
    assert cli("usage", "list", "--json").json["total"] == 0


def test_a_list_with_an_identity_number_for_a_heading_is_refused_without_repeating_it(
    cli: CommandLine, tmp_path: Path
) -> None:
    rows = (("Dato", "Språk", "Minutter", "010101 12345"), ("01.06.2026", "somali", "60", ""))
    path = tmp_path / "list.csv"
    path.write_bytes(csv_bytes(*rows))
    outcome = cli("usage", "import", path)
    assert_refused(outcome, 2, "column 4", "identity number")
    assert "12345" not in outcome.err


def test_a_list_with_identity_numbers_is_refused_without_repeating_them(cli: CommandLine, tmp_path: Path) -> None:
    rows = (("Dato", "Språk", "Minutter", "Pasient"), ("01.06.2026", "somali", "60", SECRET_NUMBER))
    (tmp_path / "list.csv").write_bytes(csv_bytes(*rows))
    outcome = cli("usage", "import", tmp_path / "list.csv", "--dry-run")
    assert_refused(outcome, 2, "identity number", "Pasient")
    assert SECRET_NUMBER not in outcome.err


def test_a_report_counts_and_says_of_how_many(cli: CommandLine) -> None:
    added(cli, *BY_NUMBER)
    added(cli, *BY_OTHER)
    answer = cli("usage", "report", "--by", "method", "--json").json
    assert (answer["total"]["n"], answer["total"]["rate"], answer["total"]["not_found"]) == (2, 50.0, 1)
    assert [(line["key"], line["n"], line["rate"]) for line in answer["lines"]] == [
        ("on_site", 1, 0.0),
        ("screen", 1, 100.0),
    ]
    assert answer["published"][0] == {"year": 2017, "share": 38, "about": False, "source": "IMDi"}
    told = cli("usage", "report", "--by", "month").out
    for words in (
        "2 assignments in 2026, 50\u00a0%",
        "(N = 2)",
        "June 2026",
        "listed in the register",
        "does not mean",
    ):
        assert words in told


def test_no_file_of_a_report_is_written_when_one_of_them_has_no_place(cli: CommandLine, tmp_path: Path) -> None:
    added(cli, *BY_NUMBER)
    pdf, csv = tmp_path / "a.pdf", tmp_path / "a.csv"
    csv.touch()
    assert_refused(cli("usage", "report", "--pdf", pdf, "--csv", csv), 2, "already")
    assert not pdf.exists()


def test_a_report_is_written_as_pdf_xlsx_and_csv(cli: CommandLine, tmp_path: Path) -> None:
    added(cli, *BY_NUMBER, "--unit", "=1+1")
    names = [tmp_path / name for name in ("a.pdf", "a.xlsx", "a.csv")]
    options = [part for path in names for part in (f"--{path.suffix[1:]}", path)]
    assert cli("usage", "report", *options, "--json").json["files"] == [str(path) for path in names]
    text = "".join(page.extract_text() for page in PdfReader(names[0]).pages)
    for words in ("Use of interpreters", "Legevakta", "N = 1", "Cut-off date", "Published figures", "38"):
        assert words in text.replace("\u00a0", " ")
    rows, figures, about = (xlsx_rows(names[1], sheet) for sheet in range(3))
    assert rows[1][6] == "=1+1"
    assert figures[1][:4] == ["somali", 1, 1, 100] or figures[1][:4] == ["Somali", 1, 1, 100]
    assert "Definition" in [row[0] for row in about]
    assert csv_rows(names[2])[1][6] == "'=1+1"
    assert_refused(cli("usage", "report", *options), 2, "already")
    assert cli("usage", "report", *options, "--force").code == 0


def test_nothing_of_the_log_is_in_the_answer_of_an_export_of_people(cli: CommandLine, tmp_path: Path) -> None:
    added(cli, *BY_NUMBER)
    cli("export", tmp_path / "people.csv")
    assert "Legevakta" not in json.dumps(csv_rows(tmp_path / "people.csv"))
