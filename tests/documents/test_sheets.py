"""Reading lists that people hand in, from CSV and XLSX."""

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from interpreter_app.documents.sheet_files import read_sheet
from interpreter_app.documents.sheets import LARGEST_FILE, MOST_COLUMNS, MOST_LINES, Sheet, sheet_of
from interpreter_app.domain.errors import UserError
from tests.support.lists import csv_bytes, xlsx_file


def read_csv(content: bytes, delimiter: str | None = None) -> Sheet:
    return read_sheet("a.csv", content, delimiter=delimiter)


def cells(sheet: Sheet) -> list[tuple[object, ...]]:
    return [line.cells for line in sheet.lines]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found_in_the_first_line(delimiter: str) -> None:
    sheet = read_csv(csv_bytes(["A", "B"], ["1", "2"], delimiter=delimiter))
    assert (sheet.headings, cells(sheet)) == (("A", "B"), [("1", "2")])


def test_a_given_delimiter_counts_whatever_the_first_line_holds() -> None:
    assert read_csv(b"A;B,C\n1;2,3", ",").headings == ("A;B", "C")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_and_without_a_mark(encoding: str) -> None:
    sheet = read_csv(csv_bytes(["Navn"], ["Bjørn"], encoding=encoding))
    assert (sheet.headings, cells(sheet), sheet.guessed_encoding) == (("Navn",), [("Bjørn",)], False)


def test_windows_text_is_read_and_said_to_be_guessed() -> None:
    sheet = read_csv(csv_bytes(["Navn"], ["Bjørn"], encoding="cp1252"))
    assert (cells(sheet), sheet.guessed_encoding) == ([("Bjørn",)], True)


@pytest.mark.parametrize("content", [b"A\x00B", b"A\n\x81\xff"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(UserError, match="no CSV"):
        read_csv(content)


def test_an_apostrophe_before_a_formula_is_taken_away_and_no_other() -> None:
    assert cells(read_csv(b"A;B;C\n'+47 000;'=1;'s-Hertogenbosch")) == [("+47 000", "=1", "'s-Hertogenbosch")]


def test_lines_are_counted_as_a_spreadsheet_counts_them() -> None:
    sheet = read_csv(b'A;B\n"two\nlines";1\n\n;;\nlast;2\n')
    assert [(line.number, line.cells) for line in sheet.lines] == [(2, ("two\nlines", "1")), (5, ("last", "2"))]


def test_missing_cells_at_the_end_are_empty() -> None:
    assert cells(read_csv(b"A;B;C\n1")) == [("1", None, None)]


def test_a_line_with_too_many_cells_is_refused_by_its_number() -> None:
    with pytest.raises(UserError, match="Line 3"):
        read_csv(b"A;B\n1;2\n1;2;3")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"A;B;A\n1;2;3", "“A” stands twice"),
        (b"A;;B\n1;2;3", "Column 2"),
        (b"", "no headings"),
        (b'A;B\n"1;2', "line"),
        (b'A;B\n"1"x;2', "line"),
    ],
)
def test_a_csv_file_that_is_not_whole_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_csv(content)


def test_a_sign_that_ends_lines_elsewhere_does_not_end_one_here() -> None:
    assert cells(read_csv("A;B\nx\u2028y;\x0bz".encode())) == [("x\u2028y", "\x0bz")]


def test_values_of_xlsx_come_as_they_are(tmp_path: Path) -> None:
    row = ["0150", 150, 7.5, 3.0, True, date(2025, 12, 31), datetime(2025, 12, 31, 23, 0), time(9, 30), None]
    path = xlsx_file(tmp_path / "a.xlsx", [list("ABCDEFGHI"), row])
    (found,) = cells(read_sheet("a.xlsx", path.read_bytes()))
    day = date(2025, 12, 31)
    assert found == ("0150", 150, Decimal("7.5"), 3, True, day, day, "09:30:00", None)


def test_a_sheet_is_chosen_by_name_and_is_else_the_first(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["A"])
    book.create_sheet("To").append(["B"])
    book.save(tmp_path / "a.xlsx")
    content = (tmp_path / "a.xlsx").read_bytes()
    assert read_sheet("a.xlsx", content).headings == ("A",)
    assert read_sheet("a.xlsx", content, sheet="To").headings == ("B",)
    with pytest.raises(UserError, match="Sheet, To"):
        read_sheet("a.xlsx", content, sheet="Tre")


def test_the_fault_of_a_formula_is_refused_by_its_line(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", [["A"], ["#N/A"]])
    with pytest.raises(UserError, match="Line 2"):
        read_sheet("a.xlsx", path.read_bytes())


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", zipped(a=b"x"), b"Navn;Telefon\n"])
def test_what_is_no_spreadsheet_is_refused(content: bytes) -> None:
    with pytest.raises(UserError, match="cannot be read as XLSX"):
        read_sheet("a.xlsx", content)


def test_a_small_file_that_unfolds_beyond_bounds_is_refused_unread() -> None:
    bomb = zipped(**{f"part{n}": bytes(60_000_000) for n in range(6)})
    assert len(bomb) < 1_000_000
    with pytest.raises(UserError, match="more than a list"):
        read_sheet("a.xlsx", bomb)


def test_entities_that_could_unfold_without_end_are_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", [["A"], ["1"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts[sheet].removeprefix(b'<?xml version="1.0"?>')
    with pytest.raises(UserError, match="cannot be read"):
        read_sheet("a.xlsx", zipped(**parts))


def test_a_cell_far_out_in_a_sheet_is_refused_and_not_filled_up_to(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["A"])
    book.worksheets[0].cell(row=1_048_576, column=1, value="far")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UserError, match="more than a list"):
        read_sheet("a.xlsx", (tmp_path / "a.xlsx").read_bytes())


def test_the_size_of_a_list_has_bounds() -> None:
    with pytest.raises(UserError, match="more than a list"):
        read_csv(bytes(LARGEST_FILE + 1))
    with pytest.raises(UserError, match="more than a list"):
        sheet_of([["A"], ["x"] * (MOST_COLUMNS + 1)])
    with pytest.raises(UserError, match="more than a list"):
        sheet_of([["A"]] * (MOST_LINES + 1))
    with pytest.raises(UserError, match="line 2"):
        read_csv(b"A\n" + b"x" * 10_001)


def test_other_files_are_refused() -> None:
    with pytest.raises(UserError, match=r"\.xlsx or \.csv"):
        read_sheet("a.ods", b"")
