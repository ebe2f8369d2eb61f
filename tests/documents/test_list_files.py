"""A table as a file: CSV and XLSX, whole or not at all."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from interpreter_app.documents.list_files import ListFile, write_list
from interpreter_app.documents.tables import About, Cell, CellKind, Column, Table
from interpreter_app.domain.errors import Cancelled, UserError
from tests.documents.test_formulas import ATTACKS
from tests.support.lists import csv_rows, xlsx_rows

COLUMNS = (
    Column("name", "Navn"),
    Column("day", "Dag", CellKind.DATE),
    Column("amount", "Antall", CellKind.NUMBER),
    Column("consent", "Samtykke", CellKind.BOOL),
)
ROW: tuple[Cell, ...] = ("Ødegård; «Å»", date(2025, 12, 31), 30, True)
ABOUT = About("Om", lambda rows: [("Rader", rows), ("Dag", date(2026, 6, 30))])


def table(*rows: Sequence[Cell]) -> Table:
    return Table("Tolker", COLUMNS, rows, "Ja", "Nei")


def write(path: Path, *rows: Sequence[Cell], delimiter: str = ";") -> int:
    return write_list(table(*rows), ABOUT, ListFile(path, delimiter), lambda _: None)


def test_a_csv_file_is_what_norwegian_excel_reads(tmp_path: Path) -> None:
    assert write(tmp_path / "a.csv", ROW) == 1
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfNavn;Dag;Antall;Samtykke\r\n")
    assert csv_rows(tmp_path / "a.csv")[1] == ["Ødegård; «Å»", "2025-12-31", "30", "Ja"]


def test_empty_cells_and_fractions_are_written_plainly(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", (None, None, Decimal("7.50"), False))
    assert csv_rows(tmp_path / "a.csv")[1] == ["", "", "7.50", "Nei"]


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_the_delimiter_can_be_chosen(tmp_path: Path, delimiter: str) -> None:
    write(tmp_path / "a.csv", ("a,b\tc", None, None, None), delimiter=delimiter)
    assert csv_rows(tmp_path / "a.csv", delimiter)[1][0] == "a,b\tc"


@pytest.mark.parametrize("text", ATTACKS)
def test_a_formula_in_csv_is_text_with_an_apostrophe(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a.csv", (text, None, None, None))
    assert csv_rows(tmp_path / "a.csv")[1][0] == f"'{text}"


@pytest.mark.parametrize("text", [*ATTACKS, "#N/A", "#REF!", "0150", "TRUE", "1e5", "2025-12-31"])
def test_text_in_xlsx_is_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a.xlsx", (text, None, None, None))
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"]
    assert (cell.data_type, str(cell.value)) == ("s", text)


@pytest.mark.parametrize("text", ["=1+1", "+47 000 12 345", "@SUM(A1)"])
def test_text_like_a_formula_stays_text_when_it_is_edited(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a.xlsx", (text, None, None, None))
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"].quotePrefix


def test_control_characters_do_not_stop_an_xlsx_file(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", ("a\x00b\x1b", None, None, None))
    assert xlsx_rows(tmp_path / "a.xlsx")[1][0] == "a\ufffdb\ufffd"


def test_an_xlsx_file_has_dates_numbers_and_truths_as_such(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", ROW)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet["B2"].is_date
    assert (sheet["B2"].number_format, sheet["C2"].data_type, sheet["D2"].value) == ("yyyy-mm-dd", "n", True)


def test_an_xlsx_file_is_ready_to_work_with(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", ROW, ROW)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("Tolker", "A2", "A1:D3")
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.column_dimensions["A"].width == COLUMNS[0].width


def test_the_second_sheet_says_what_the_first_is(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", ROW, ROW)
    assert xlsx_rows(tmp_path / "a.xlsx", 1)[0] == ["Rader", 2]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["Tolker", "Om"]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_list_without_people_has_its_headings(tmp_path: Path, name: str) -> None:
    assert write(tmp_path / name) == 0
    rows = csv_rows(tmp_path / name) if name.endswith("csv") else xlsx_rows(tmp_path / name)
    assert rows == [["Navn", "Dag", "Antall", "Samtykke"]]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_list_that_is_stopped_leaves_nothing_behind(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def rows() -> Iterator[Sequence[Cell]]:
        yield ROW
        raise Cancelled

    with pytest.raises(Cancelled):
        write_list(Table("Tolker", COLUMNS, rows()), ABOUT, ListFile(tmp_path / name), lambda _: None)
    assert list(tmp_path.iterdir()) == [temporary]
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_file_that_is_there_is_replaced_only_when_asked_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("mine")
    with pytest.raises(UserError, match="--force"):
        write(path, ROW)
    assert path.read_text() == "mine"
    write_list(table(ROW), ABOUT, ListFile(path, replace=True), lambda _: None)
    assert path.read_bytes() != b"mine"


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(UserError, match="--force"):
        write_list(table(ROW), ABOUT, ListFile(path), lambda _: path.write_text("theirs") and None)
    assert path.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_before_the_file_is_there_leaves_none(tmp_path: Path) -> None:
    def fail(rows: int) -> None:
        raise RuntimeError(rows)

    with pytest.raises(RuntimeError):
        write_list(table(ROW), ABOUT, ListFile(tmp_path / "a.csv"), fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.xls", "a", "a.pdf", ".csv"])
def test_other_endings_are_refused_with_the_two_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"\.xlsx or \.csv"):
        write(tmp_path / name, ROW)


def test_an_ending_in_capital_letters_counts_too(tmp_path: Path) -> None:
    assert write(tmp_path / "A.CSV", ROW) == 1


def test_a_folder_that_is_not_there_and_a_folder_for_a_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no folder"):
        write(tmp_path / "none" / "a.csv")
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        write(tmp_path / "a.csv")
