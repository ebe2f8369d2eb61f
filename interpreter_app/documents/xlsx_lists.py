"""Tables as XLSX, written row by row so that a long one needs no more memory than a short one."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from interpreter_app.documents.formulas import is_like_a_formula
from interpreter_app.documents.tables import Cell, CellKind, Table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

DATE_FORMAT = "yyyy-mm-dd"
_LONGEST_TITLE = 31
_ABOUT_WIDTHS = (28, 80)
_CANNOT_BE_KEPT = {code: "\ufffd" for code in [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]}
"""Control characters, which a file of this form cannot hold."""


def write_xlsx(table: Table, about: Sequence[tuple[str, Cell]], about_title: str, path: Path) -> int:
    """Write ``table`` on the first sheet of ``path`` and ``about`` (labels and values) on a second.

    Returns the number of rows. When the rows raise, nothing is left behind but an unfinished ``path``, if any.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    try:
        count = _fill(book, table)
        _add_about(book, about, about_title)
    except BaseException:
        book.save(BytesIO())  # which takes away the temporary files that hold the rows so far
        raise
    book.save(path)
    return count


def _fill(book: "Workbook", table: Table) -> int:
    from openpyxl.utils import get_column_letter

    sheet: WriteOnlyWorksheet = book.create_sheet(table.title[:_LONGEST_TITLE])
    letters = [get_column_letter(place) for place in range(1, len(table.columns) + 1)]
    for letter, column in zip(letters, table.columns, strict=True):
        sheet.column_dimensions[letter].width = column.width
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, column.heading) for column in table.columns])
    dates = [column.kind is CellKind.DATE for column in table.columns]
    count = 0
    for row in table.rows:
        sheet.append([_cell(sheet, cell, date) for cell, date in zip(row, dates, strict=True)])
        count += 1
    sheet.auto_filter.ref = f"A1:{letters[-1]}{count + 1}"
    return count


def _add_about(book: "Workbook", about: Iterable[tuple[str, Cell]], title: str) -> None:
    sheet: WriteOnlyWorksheet = book.create_sheet(title[:_LONGEST_TITLE])
    for letter, width in zip("AB", _ABOUT_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for label, value in about:
        sheet.append([_bold(sheet, label), _cell(sheet, value, is_date=not isinstance(value, str | int | None))])


def _cell(sheet: "WriteOnlyWorksheet", value: Cell, is_date: bool) -> "Cell | WriteOnlyCell":
    """A value as it is, in a cell of its own only where the cell must say more than the value does."""
    if isinstance(value, str):
        return _text(sheet, value.translate(_CANNOT_BE_KEPT))
    return _date(sheet, value) if is_date and value is not None else value


def _text(sheet: "WriteOnlyWorksheet", text: str) -> "str | WriteOnlyCell":
    """Text; what looks like a formula or like a fault ("#N/A") is marked as text, here and for whoever edits it."""
    if not (is_like_a_formula(text) or text.startswith("#")):
        return text
    cell = _own_cell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _date(sheet: "WriteOnlyWorksheet", value: Cell) -> "WriteOnlyCell":
    cell = _own_cell(sheet, value)
    cell.number_format = DATE_FORMAT
    return cell


def _bold(sheet: "WriteOnlyWorksheet", text: str) -> "WriteOnlyCell":
    from openpyxl.styles import Font

    cell = _own_cell(sheet, text)
    cell.data_type = "s"
    cell.font = Font(bold=True)
    return cell


def _own_cell(sheet: "WriteOnlyWorksheet", value: Cell) -> "WriteOnlyCell":
    from openpyxl.cell import WriteOnlyCell

    return WriteOnlyCell(sheet, value=value)
