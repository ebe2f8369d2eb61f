"""Tables as XLSX, written row by row: of a long one only the packed file is in memory, 5 MB for 100,000 lines."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from interpreter_app.documents.formulas import is_like_a_formula
from interpreter_app.documents.tables import About, Cell, CellKind, Table
from interpreter_app.documents.whole_files import save_at_once
from interpreter_app.documents.xml_text import xml_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

DATE_FORMAT = "yyyy-mm-dd"
_LONGEST_TITLE = 31
_ABOUT_WIDTHS = (28, 80)


def write_xlsx(tables: Iterable[Table], about: About, path: Path) -> int:
    """Write each table on a sheet of its own, and what they are on a last one; returns the rows of the first table.

    Raises ``OSError`` when the disk cannot take it.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    try:
        with _disk_faults():
            counts = [_fill(book, table) for table in tables]
            _add_about(book, about.title, about.lines(counts[0]))
            save_at_once(book.save, path)
    except BaseException:
        with suppress(Exception):  # a half-written row may be in the way; the first reason is the one to tell
            book.save(BytesIO())  # which takes away the temporary files that hold the rows so far
        raise
    return counts[0]


@contextmanager
def _disk_faults() -> Iterator[None]:
    """A full disk is an ``OSError`` also where openpyxl keeps its rows, which lxml writes and names otherwise."""
    from lxml.etree import SerialisationError

    try:
        yield
    except SerialisationError as error:
        raise OSError(str(error)) from error


def _fill(book: "Workbook", table: Table) -> int:
    from openpyxl.utils import get_column_letter

    sheet: Worksheet = book.create_sheet(table.title[:_LONGEST_TITLE])
    letters = [get_column_letter(place) for place in range(1, len(table.columns) + 1)]
    for letter, column in zip(letters, table.columns, strict=True):
        sheet.column_dimensions[letter].width = column.width
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, column.heading) for column in table.columns])
    dates = [column.kind is CellKind.DATE for column in table.columns]
    count = 0
    for row in table.rows:
        sheet.append([_cell(sheet, cell, is_date) for cell, is_date in zip(row, dates, strict=True)])
        count += 1
    sheet.auto_filter.ref = f"A1:{letters[-1]}{count + 1}"
    return count


def _add_about(book: "Workbook", title: str, lines: Iterable[tuple[str, Cell]]) -> None:
    sheet: Worksheet = book.create_sheet(title[:_LONGEST_TITLE])
    for letter, width in zip("AB", _ABOUT_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for label, value in lines:
        sheet.append([_bold(sheet, label), _cell(sheet, value, is_date=isinstance(value, date))])


def _cell(sheet: "Worksheet", value: Cell, is_date: bool) -> "Cell | SheetCell":
    """A value as it is, in a cell of its own only where the cell must say more than the value does."""
    if isinstance(value, str):
        return _text(sheet, xml_text(value))
    return _date(sheet, value) if is_date and value is not None else value


def _text(sheet: "Worksheet", text: str) -> "str | SheetCell":
    """Text; what looks like a formula or like a fault ("#N/A") is marked as text, here and for whoever edits it."""
    if not (is_like_a_formula(text) or text.startswith("#")):
        return text
    cell = _own_cell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _date(sheet: "Worksheet", value: Cell) -> "SheetCell":
    cell = _own_cell(sheet, value)
    cell.number_format = DATE_FORMAT
    return cell


def _bold(sheet: "Worksheet", text: str) -> "SheetCell":
    from openpyxl.styles import Font

    cell = _own_cell(sheet, text)
    cell.data_type = "s"
    cell.font = Font(bold=True)
    return cell


def _own_cell(sheet: "Worksheet", value: Cell) -> "SheetCell":
    from openpyxl.cell.cell import Cell as SheetCell

    return SheetCell(sheet, row=1, column=1, value=value)
