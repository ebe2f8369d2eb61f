"""Writing lists into files and taking lists from files, on the command line."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.list_mapping import suggest_mapping
from interpreter_app.use_cases.open_profile import open_profile
from interpreter_app.use_cases.outbox import list_unsent
from tests.support.command_line import CommandLine, assert_refused
from tests.support.lists import SECRET_ADDRESS, SECRET_NUMBER, csv_bytes, csv_rows, log_in, xlsx_file, xlsx_rows
from tests.support.registers import AS_OF, TODAY, bachelor, bilingual_and_tao, person, profile_with


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a register of the public's."""
    data = tmp_path / "data"
    data.mkdir()
    profile_with(
        data,
        [
            person(
                "Yonas Tekle",
                10001,
                ("som", "tir"),
                (bachelor("som"), *bilingual_and_tao("tir")),
                phone="+47 000 12 345",
                county="03",
                identity_number=SECRET_NUMBER,
                address=SECRET_ADDRESS,
            ),
            person("Amina Ali", 10002, county="32"),
        ],
    ).close()
    return data


@pytest.fixture
def cli(folder: Path) -> CommandLine:
    return CommandLine(folder)


@pytest.fixture
def staff(folder: Path) -> CommandLine:
    """The same, with one of the register's staff logged in."""
    profile = log_in(open_profile("register", folder / "register.register"))
    profile.close()
    return CommandLine(folder)


def mapping(path: Path, columns: dict[str, str], **more: object) -> Path:
    path.write_text(json.dumps({"columns": columns, **more}), encoding="utf-8")
    return path


def unsent(folder: Path) -> int:
    profile = open_profile("register", folder / "register.register")
    try:
        return len(list_unsent(profile))
    finally:
        profile.close()


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_list_is_written_and_described(cli: CommandLine, tmp_path: Path, name: str) -> None:
    answer = cli("export", tmp_path / name, "--json").json
    headings = csv_rows(tmp_path / name)[0] if name == "a.csv" else xlsx_rows(tmp_path / name)[0]
    assert len(answer.pop("columns")) == len(headings)
    assert answer == {
        "file": str(tmp_path / name),
        "rows": 2,
        "as_of": AS_OF.isoformat(),
        "on": TODAY.isoformat(),
    }


def test_a_list_takes_the_filters_of_search(cli: CommandLine, tmp_path: Path) -> None:
    filters = ["amina", "--county", "32", "--language", "somali", "--order", "name", "--on", "2026-01-01"]
    answer = cli("export", tmp_path / "a.csv", *filters, "--headings", "fields", "--json").json
    assert (answer["rows"], answer["on"]) == (cli("search", *filters, "--json").json["count"], "2026-01-01")
    assert csv_rows(tmp_path / "a.csv")[1][:2] == ["10002", "Amina Ali"]


def test_a_list_can_have_a_line_for_each_language(cli: CommandLine, tmp_path: Path) -> None:
    options = ["--per", "language", "--headings", "fields", "--delimiter", "comma"]
    answer = cli("export", tmp_path / "a.csv", *options, "--json").json
    assert answer["rows"] == 3
    assert csv_rows(tmp_path / "a.csv", ",")[0] == answer["columns"]


def test_headings_are_in_the_language_of_the_run(folder: Path, tmp_path: Path) -> None:
    CommandLine(folder, "nn")("export", tmp_path / "a.csv")
    assert Texts(UiLanguage.NYNORSK).gettext("Telephone") in csv_rows(tmp_path / "a.csv")[0]


def test_people_are_told_where_the_list_is_and_how_old_it_is(cli: CommandLine, tmp_path: Path) -> None:
    outcome = cli("export", tmp_path / "a.csv")
    assert (outcome.code, outcome.err) == (0, "")
    assert str(tmp_path / "a.csv") in outcome.out
    assert "Lines: 2" in outcome.out
    assert "Data as of" in outcome.out


def test_a_name_that_was_corrected_is_said(cli: CommandLine, tmp_path: Path) -> None:
    outcome = cli("export", tmp_path / "a.csv", "tekkle", "--json")
    assert outcome.json["rows"] == 1
    assert "tekle" in outcome.err


def test_a_file_is_replaced_only_by_force(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mine")
    assert_refused(cli("export", tmp_path / "a.csv"), 2, "--force")
    assert (tmp_path / "a.csv").read_text() == "mine"
    assert cli("export", tmp_path / "a.csv", "--force").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a.pdf"], [".xlsx", ".csv"]),
        (["none/a.csv"], ["folder"]),
        (["a.csv", "--neighbours"], ["--county"]),
        (["a.csv", "--per", "county"], ["person, language"]),
        (["a.csv", "--delimiter", "|"], ["semicolon"]),
        (["a.csv", "--with-identity-number"], ["staff"]),
        ([], ["FILE"]),
    ],
)
def test_what_cannot_be_written_is_refused(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(cli("export", *arguments), 2, *words)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of POSIX")
def test_a_list_is_readable_by_its_owner_alone(cli: CommandLine, tmp_path: Path) -> None:
    cli("export", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").stat().st_mode & 0o077 == 0


def test_staff_get_identity_numbers_only_where_they_ask(staff: CommandLine, tmp_path: Path) -> None:
    staff("export", tmp_path / "a.csv")
    assert SECRET_ADDRESS in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert SECRET_NUMBER not in (tmp_path / "a.csv").read_text("utf-8-sig")
    outcome = staff("export", tmp_path / "b.csv", "--with-identity-number", "--json")
    assert SECRET_NUMBER in (tmp_path / "b.csv").read_text("utf-8-sig")
    assert SECRET_NUMBER not in outcome.out + outcome.err


def test_our_own_list_does_nothing_when_it_comes_back(staff: CommandLine, tmp_path: Path) -> None:
    staff("export", tmp_path / "a.csv", "--per", "language", "--with-identity-number")
    columns = suggest_mapping(csv_rows(tmp_path / "a.csv")[0])
    outcome = staff("import", tmp_path / "a.csv", "--mapping", mapping(tmp_path / "m.json", columns), "--json")
    assert outcome.json["counts"] == {"change": 0, "add": 0, "new": 0, "nothing": 3, "wrong": 0}
    assert outcome.json["edits"] == 0


@pytest.fixture
def changes(tmp_path: Path) -> list[str | Path]:
    """A list that changes one person and adds another."""
    columns = {"Nr": "number", "Telefon": "phone", "Fødselsnr": "identity_number"}
    (tmp_path / "a.csv").write_bytes(
        csv_bytes(["Nr", "Telefon", "Fødselsnr", "Merknad"], ["10001", "00054321", "", "x"])
    )
    return ["import", tmp_path / "a.csv", "--mapping", mapping(tmp_path / "m.json", columns)]


def test_an_import_says_what_each_line_did(staff: CommandLine, folder: Path, changes: list[str | Path]) -> None:
    outcome = staff(*changes, "--json")
    assert outcome.code == 0
    assert outcome.json == {
        "file": str(changes[1]),
        "dry_run": False,
        "edits": 1,
        "counts": {"change": 1, "add": 0, "new": 0, "nothing": 0, "wrong": 0},
        "not_mapped": ["Merknad"],
        "lines": [
            {
                "line": 2,
                "verdict": "change",
                "number": 10001,
                "name": "Yonas Tekle",
                "changes": [
                    {"type": "interpreter", "field": "phone", "before": "+47 000 12 345", "after": "+47 000 54 321"}
                ],
                "reasons": [],
            }
        ],
    }
    assert "Merknad" in outcome.err
    assert unsent(folder) == 1


def test_a_dry_run_says_the_same_and_does_nothing(staff: CommandLine, folder: Path, changes: list[str | Path]) -> None:
    dry = staff(*changes, "--dry-run", "--json").json
    assert unsent(folder) == 0
    wet = staff(*changes, "--json").json
    assert dry == {**wet, "dry_run": True, "edits": 0}


def test_people_get_a_table_of_what_happens(staff: CommandLine, changes: list[str | Path]) -> None:
    outcome = staff(*changes)
    assert "phone: +47 000 12 345 → +47 000 54 321" in outcome.out
    assert "changes: 1" in outcome.out
    assert "Saved edits: 1" in outcome.out


def test_the_reason_is_kept_and_is_else_the_name_of_the_file(
    staff: CommandLine, folder: Path, changes: list[str | Path]
) -> None:
    staff(*changes)
    profile = open_profile("register", folder / "register.register")
    assert [edit.reason for edit in list_unsent(profile)] == ["Import of a.csv"]
    profile.close()


def test_an_identity_number_is_not_shown(staff: CommandLine, tmp_path: Path) -> None:
    columns = {"Nr": "number", "Fnr": "identity_number"}
    number = "55879010062"
    xlsx_file(tmp_path / "a.xlsx", [["Nr", "Fnr"], [10001, number], [10002, SECRET_NUMBER]])
    arguments = ["import", tmp_path / "a.xlsx", "--mapping", mapping(tmp_path / "m.json", columns), "--dry-run"]
    answer = staff(*arguments, "--json")
    assert answer.json["lines"][0]["changes"] == [
        {"type": "interpreter", "field": "identity_number", "before": "…", "after": "…"}
    ]
    for outcome in (answer, staff(*arguments)):
        assert SECRET_NUMBER not in outcome.out + outcome.err
        assert number not in outcome.out + outcome.err


def test_a_wrong_line_stops_all_unless_it_is_left_out(staff: CommandLine, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(csv_bytes(["Nr", "Tlf"], ["10001", "00054321"], ["10002", "1234"]))
    arguments = [
        "import",
        tmp_path / "a.csv",
        "--mapping",
        mapping(tmp_path / "m.json", {"Nr": "number", "Tlf": "phone"}),
    ]
    assert_refused(staff(*arguments), 2, "line 3", "Tlf", "1234", "--skip-wrong-lines")
    assert unsent(folder) == 0
    dry = staff(*arguments, "--dry-run", "--json")
    assert dry.code == 0
    assert [line["verdict"] for line in dry.json["lines"]] == ["change", "wrong"]
    assert "1234" in dry.json["lines"][1]["reasons"][0]
    assert staff(*arguments, "--skip-wrong-lines", "--json").json["edits"] == 1
    assert unsent(folder) == 1


def test_windows_text_is_read_with_a_warning(staff: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(csv_bytes(["Nr", "Sted"], ["10001", "Tromsø"], encoding="cp1252"))
    outcome = staff(
        "import",
        tmp_path / "a.csv",
        "--mapping",
        mapping(tmp_path / "m.json", {"Nr": "number", "Sted": "place"}),
        "--json",
    )
    assert outcome.json["lines"][0]["changes"][0]["after"] == "Tromsø"
    assert "cp1252" in outcome.err


def test_days_of_excel_are_read(staff: CommandLine, tmp_path: Path) -> None:
    columns = {"Nr": "number", "Språk": "evidence_language", "Bevilling": "granted"}
    xlsx_file(tmp_path / "a.xlsx", [["Nr", "Språk", "Bevilling"], [10002, "somali", date(2020, 5, 1)]])
    outcome = staff("import", tmp_path / "a.xlsx", "--mapping", mapping(tmp_path / "m.json", columns), "--json")
    assert {"type": "authorisation", "field": "granted", "before": None, "after": "2020-05-01"} in outcome.json[
        "lines"
    ][0]["changes"]


def test_the_public_cannot_import(cli: CommandLine, changes: list[str | Path]) -> None:
    assert_refused(cli(*changes), 2, "staff")
    assert_refused(cli(*changes, "--dry-run"), 2, "staff")


def test_files_that_are_not_there_or_do_not_fit_are_refused(
    staff: CommandLine, tmp_path: Path, changes: list[str | Path]
) -> None:
    assert_refused(staff("import", tmp_path / "none.csv", *changes[2:]), 2, "none.csv")
    assert_refused(staff(*changes[:3], tmp_path / "none.json"), 2, "none.json")
    assert_refused(staff(*changes[:2]), 2, "--mapping")
    assert_refused(staff(*changes[:3], mapping(tmp_path / "n.json", {"Nr": "number", "Tlf": "phone"})), 2, "“Tlf”")
    assert_refused(staff(*changes[:3], mapping(tmp_path / "n.json", {"Nr": "category"})), 2, "category")


def test_the_libraries_of_documents_and_checks_are_loaded_only_when_they_are_needed() -> None:
    libraries = {"openpyxl", "phonenumbers", "stdnum", "email_validator"}
    code = f"import sys, ui.command_line.main; print(sorted({libraries!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
