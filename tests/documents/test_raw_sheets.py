"""Reading files and pasted text whole, wherever their headings stand."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from interpreter_app.documents.raw_sheets import RawFile, read_pasted, read_raw
from interpreter_app.documents.sheets import LARGEST_FILE, LONGEST_CELL, MOST_COLUMNS
from interpreter_app.domain.errors import UserError


def rows(file: RawFile) -> list[tuple[int, tuple[object, ...]]]:
    (sheet,) = file.sheets
    return [(line.number, line.cells) for line in sheet.rows]


@pytest.mark.parametrize("sign", ["\t", ";", ","])
def test_what_parts_the_cells_is_found_in_most_lines_and_not_in_the_first(sign: str) -> None:
    text = sign.join(["Navn", "Språk"]) + "\n" + sign.join(["Amina Ali", "somali"])
    assert rows(read_pasted(f"Faktura: 1, 2, 3 og 4\n{text}".encode()))[-1] == (3, ("Amina Ali", "somali"))


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers() -> None:
    assert rows(read_pasted(b"A;B\n;\n\n1;\n")) == [(1, ("A", "B")), (4, ("1", None))]


def test_every_sheet_is_read_with_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Forside"
    book.active.append(["Faktura"])
    book.create_sheet("Tom")
    book.create_sheet("Oppdrag").append(["Tolk", date(2026, 5, 1), 7])
    book.save(tmp_path / "a.xlsx")
    file = read_raw("A.XLSX", (tmp_path / "a.xlsx").read_bytes())
    assert [(one.name, len(one.rows)) for one in file.sheets] == [("Forside", 1), ("Tom", 0), ("Oppdrag", 1)]
    assert file.sheets[2].rows[0].cells == ("Tolk", date(2026, 5, 1), 7)


def test_the_fault_of_a_formula_in_some_column_is_text_like_any_other(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Amina Ali", "#N/A"])
    book.save(tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["B1"].data_type == "e"
    assert rows(read_raw("a.xlsx", (tmp_path / "a.xlsx").read_bytes())) == [(1, ("Amina Ali", "#N/A"))]


def test_windows_text_is_read_and_said_to_be_guessed() -> None:
    file = read_raw("a.csv", "Bjørn;somali".encode("cp1252"))
    assert (rows(file), file.guessed_encoding) == ([(1, ("Bjørn", "somali"))], True)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"no sheet", "cannot be read as XLSX"),
        ("a.pdf", b"", "cannot be a.pdf"),
        ("a.csv", bytes(LARGEST_FILE + 1), "more than a list"),
        ("a.csv", b"a\0b", "no CSV"),
        ("a.csv", b";" * MOST_COLUMNS, "more than a list"),
        ("a.csv", b"\n" + b"x" * (LONGEST_CELL + 1), "line 2"),
        ("a.csv", b'a;"b', "line 1"),
    ],
)
def test_what_is_no_list_is_refused(name: str, content: bytes, words: str) -> None:
    with pytest.raises(UserError) as caught:
        read_raw(name, content)
    assert words in str(caught.value)


def test_a_pasted_text_that_is_too_large_is_refused() -> None:
    with pytest.raises(UserError, match=r"more than a list can\. Keep only the sheet with the list"):
        read_pasted(bytes(LARGEST_FILE + 1))
