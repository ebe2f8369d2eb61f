"""Checking a supplier's list on the command line."""

from datetime import date
from pathlib import Path

import pypdf
import pytest

from interpreter_app.domain.roster import Result
from tests.support.command_line import CommandLine, assert_refused
from tests.support.lists import SECRET_NUMBER, csv_bytes, csv_rows, xlsx_file, xlsx_rows
from tests.support.registers import AS_OF, TODAY, bachelor, bilingual_and_tao, person, profile_with

HEADINGS = ("Dato", "Kunde", "Tolk", "Tolkenr", "Språk", "Kategori")
RIGHT = ("2026-05-01", "Per Kunde", "Tekle, Yonas", "10001", "somali", "B")
NOBODY = ("", "", "Kim Nordmann", "", "somali", "")


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    people = [
        person("Yonas Tekle", 10001, ("som", "tir"), (bachelor("som"), *bilingual_and_tao("tir"))),
        person("Åse Sørensen", 10002, ("hbs",)),
    ]
    folder = tmp_path / "data"
    folder.mkdir()
    profile_with(folder, people).close()
    return CommandLine(folder)


@pytest.fixture
def invoice(tmp_path: Path) -> Path:
    path = tmp_path / "faktura.csv"
    path.write_bytes(csv_bytes(("Faktura 1",), HEADINGS, RIGHT, NOBODY))
    return path


def test_every_row_is_answered_with_all_that_is_known_of_it(cli: CommandLine, invoice: Path) -> None:
    outcome = cli("roster", invoice, "--json")
    assert outcome.code == 0
    document = outcome.json
    assert set(document) == {"as_of", "on", "file", "sha256", "sheet", "columns", "not_read", "lines", "counts", "rows"}
    assert (document["as_of"], document["on"], document["file"]) == (
        AS_OF.isoformat(),
        TODAY.isoformat(),
        "faktura.csv",
    )
    assert document["columns"]["name"] == "Tolk"
    assert document["lines"] == 2
    assert document["counts"] == {**dict.fromkeys(Result, 0), "valid": 1, "not_found": 1}
    assert document["rows"] == [
        {
            "line": 3,
            "number": 10001,
            "name": "Tekle, Yonas",
            "language": "som",
            "kind": None,
            "date": "2026-05-01",
            "stated": "B",
            "result": "valid",
            "category": "B",
            "listed_as": "som",
            "listed_kind": "spoken",
            "matched": {"number": 10001, "name": "Yonas Tekle", "score": 100, "how": "number"},
            "candidates": [],
            "reason": None,
        },
        {
            "line": 4,
            "number": None,
            "name": "Kim Nordmann",
            "language": "som",
            "kind": None,
            "date": TODAY.isoformat(),
            "stated": None,
            "result": "not_found",
            "category": None,
            "listed_as": None,
            "listed_kind": None,
            "matched": None,
            "candidates": [],
            "reason": None,
        },
    ]


def test_people_read_a_sentence_what_does_not_agree_and_what_that_means(cli: CommandLine, invoice: Path) -> None:
    outcome = cli("roster", invoice)
    assert outcome.code == 0
    assert outcome.out.startswith("2 lines checked: 1 agrees with the register.\n")
    assert "Kim Nordmann" in outcome.out
    assert "Tekle" not in outcome.out
    assert "Not found does not mean not qualified" in outcome.out
    assert "Data as of 30 June 2026 at 15:42.\nThe register is fictional." in outcome.out
    assert "Columns recognised: name=Tolk" in outcome.err


def test_a_list_in_which_all_agrees_has_no_table(cli: CommandLine) -> None:
    outcome = cli("roster", "-", stdin=b"Yonas Tekle, somali")
    assert outcome.out.startswith("1 line checked: 1 agrees with the register.\n")
    assert "Explanation" not in outcome.out


def test_pasted_text_needs_no_headings_and_a_bundle_is_found_by_its_member(cli: CommandLine) -> None:
    rows = cli("roster", "-", "--json", stdin=b"Aase Soerensen\tbosnisk\nTekle Yona\tsomali").json["rows"]
    assert (rows[0]["result"], rows[0]["listed_as"], rows[0]["matched"]["how"]) == ("valid", "hbs", "name")
    assert (rows[1]["result"], rows[1]["reason"]) == ("candidates", "not_sure")
    assert rows[1]["candidates"] == [{"number": 10001, "name": "Yonas Tekle", "score": 90, "category": "B"}]


def test_the_day_of_rows_without_a_date_can_be_given(cli: CommandLine, invoice: Path) -> None:
    rows = cli("roster", invoice, "--on", "2015-01-01", "--json").json["rows"]
    assert [row["date"] for row in rows] == ["2026-05-01", "2015-01-01"]


def test_a_date_that_cannot_be_read_is_null_and_is_shown_as_it_stands(cli: CommandLine) -> None:
    text = "Tolk;Språk;Dato\nYonas Tekle;somali;2026-13-01\nYonas Tekle;somali;12. mars 2026".encode()
    first, second = cli("roster", "-", "--json", stdin=text).json["rows"]
    assert (first["date"], first["reason"]) == (None, "unreadable_date")
    assert (second["date"], second["result"]) == ("2026-03-12", "valid")
    assert "2026-13-01" in cli("roster", "-", stdin=text).out


def test_a_day_to_come_is_told_whether_it_stands_in_the_row_or_is_given(cli: CommandLine) -> None:
    text = "Tolk;Språk;Dato\nYonas Tekle;somali;31.12.2027".encode()
    (row,) = cli("roster", "-", "--json", stdin=text).json["rows"]
    assert (row["result"], row["reason"], row["category"]) == ("could_not_check", "day_to_come", "B")
    assert "still to come" in cli("roster", "-", stdin=text).out
    (row,) = cli("roster", "-", "--on", "2027-12-31", "--json", stdin=b"Yonas Tekle, somali").json["rows"]
    assert row["reason"] == "day_to_come"


def test_a_line_of_several_languages_is_one_line_of_several_checks(cli: CommandLine) -> None:
    text = b"Yonas Tekle;somali og tigrinja\nYonas Tekle;somali"
    document = cli("roster", "-", "--json", stdin=text).json
    assert (document["lines"], len(document["rows"])) == (2, 3)
    assert cli("roster", "-", stdin=text).out.startswith("2 lines checked; 3 checks, one for each language: 3 agree")


def test_the_kind_of_a_row_is_answered(cli: CommandLine) -> None:
    (row,) = cli("roster", "-", "--json", stdin="Tolk;Språk;Tolketype\nYonas Tekle;somali;tale".encode()).json["rows"]
    assert (row["kind"], row["listed_kind"], row["result"]) == ("spoken", "spoken", "valid")


def test_a_sheet_and_columns_can_be_named(cli: CommandLine, tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", [["Hvem", "Mål"], ["Yonas Tekle", "tigrinja"]], "Mai")
    assert_refused(cli("roster", "-", stdin=b"2026-05-01;B"), 2, "--column name=")
    given = ("--sheet", "Mai", "--column", "name=Hvem", "--column", "language=2")
    assert cli("roster", path, *given, "--json").json["rows"][0]["category"] == "E"
    assert_refused(cli("roster", path, "--sheet", "Juni"), 2, "Mai")
    assert_refused(cli("roster", path, "--column", "name"), 2, "name=Tolk")
    assert_refused(cli("roster", path, "--column", "name=Tolk"), 2, "It has: 1, 2")


def test_evidence_and_table_are_written_whole_and_not_over_others(
    cli: CommandLine, invoice: Path, tmp_path: Path
) -> None:
    pdf, xlsx = tmp_path / "bevis.pdf", tmp_path / "resultat.xlsx"
    assert cli("roster", invoice, "--pdf", pdf, "--xlsx", xlsx).code == 0
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    assert "Kim Nordmann" in text
    assert "Per Kunde" not in text
    assert [row[0] for row in xlsx_rows(xlsx)] == ["Line", 3, 4]
    assert_refused(cli("roster", invoice, "--pdf", pdf), 2, "already")
    assert_refused(cli("roster", invoice, "--xlsx", xlsx), 2, "already")
    assert cli("roster", invoice, "--pdf", pdf, "--xlsx", xlsx, "--force").code == 0
    assert cli("roster", invoice, "--xlsx", tmp_path / "a.csv").code == 0
    assert csv_rows(tmp_path / "a.csv")[1][0] == "3"


def test_the_evidence_never_takes_the_place_of_the_list(cli: CommandLine, invoice: Path) -> None:
    before = invoice.read_bytes()
    assert_refused(cli("roster", invoice, "--pdf", invoice, "--force"), 2, "must end in .pdf")
    assert_refused(cli("roster", invoice, "--xlsx", invoice, "--force"), 2, "named twice")
    assert invoice.read_bytes() == before


def test_clients_and_identity_numbers_are_nowhere_in_the_answer(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    line = (SECRET_NUMBER, "Per Kunde", "Yonas Tekle", SECRET_NUMBER, f"somali {SECRET_NUMBER}", SECRET_NUMBER)
    path.write_bytes(csv_bytes(HEADINGS, line, RIGHT))
    for outcome in (cli("roster", path), cli("roster", path, "--json")):
        assert SECRET_NUMBER not in outcome.out + outcome.err
        assert "Per Kunde" not in outcome.out + outcome.err


@pytest.mark.parametrize("number", ["1o001", "10002x", "abc", "-1", "0", "10001.5", "1" * 20])
def test_a_number_that_cannot_be_read_is_never_right_and_is_shown_as_it_stands(
    cli: CommandLine, number: str, tmp_path: Path
) -> None:
    text = f"Tolk;Språk;Tolkenummer\nYonas Tekle;somali;{number}".encode()
    (row,) = cli("roster", "-", "--json", stdin=text).json["rows"]
    assert (row["number"], row["result"], row["reason"]) == (None, "could_not_check", "unreadable_number")
    table = tmp_path / "a.csv"
    assert number in cli("roster", "-", "--xlsx", table, stdin=text).out
    assert csv_rows(table)[1][1].lstrip("'") == number


def test_numbers_that_a_spreadsheet_made_something_else_of_are_not_right(cli: CommandLine, tmp_path: Path) -> None:
    cells = (date(2026, 5, 1), True, 10001.5, 10001.0, "10 001")
    rows = [["Tolk", "Språk", "Tolkenummer"], *(["Yonas Tekle", "somali", cell] for cell in cells)]
    answer = cli("roster", xlsx_file(tmp_path / "a.xlsx", rows), "--json").json
    assert [row["result"] for row in answer["rows"]] == [*["could_not_check"] * 3, "valid", "valid"]


def test_a_column_that_is_not_read_is_told_and_refused_where_it_is_named(cli: CommandLine) -> None:
    text = f"Tolk;Tolkenummer;Språk\nYonas Tekle;10001;somali\nYonas Tekle;{SECRET_NUMBER};somali".encode()
    outcome = cli("roster", "-", "--json", stdin=text)
    assert [row["result"] for row in outcome.json["rows"]] == ["could_not_check"] * 2
    assert outcome.json["not_read"] == [{"column": "Tolkenummer", "line": 3}]
    assert "“Tolkenummer” is not read: line 3 holds what may be an identity number.\nTake it out of" in outcome.err
    assert_refused(cli("roster", "-", "--column", "number=Tolkenummer", stdin=text), 2, "“Tolkenummer” is not read")


def test_a_name_column_that_is_not_read_is_no_dead_end(cli: CommandLine) -> None:
    text = "Navn;Språk\nYonas Tekle;somali\n010101 12345;somali".encode()
    for more in ((), ("--column", "name=Navn")):
        assert_refused(cli("roster", "-", *more, stdin=text), 2, "“Navn” is not read: line 3")


def test_text_has_no_sheets(cli: CommandLine) -> None:
    assert_refused(cli("roster", "-", "--sheet", "x", stdin=b"Yonas Tekle, somali"), 2, "no sheets")


def test_windows_text_is_said_to_be_guessed(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(("Tolk", "Språk"), ("Åse Sørensen", "bosnisk"), encoding="cp1252"))
    outcome = cli("roster", path)
    assert "cp1252" in outcome.err
    assert "1 agrees" in outcome.out


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b"x"), ("a.csv", b""), ("a.xlsx", b"x")])
def test_what_is_no_list_is_refused(cli: CommandLine, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert_refused(cli("roster", tmp_path / name), 2)


def test_without_a_register_nothing_can_be_checked(tmp_path: Path, invoice: Path) -> None:
    assert_refused(CommandLine(tmp_path / "none")("roster", invoice), 3, "no register")
