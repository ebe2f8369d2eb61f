"""Reading XLSX: values only, with bounds on what a small file may unfold to."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from interpreter_app.documents.sheets import Sheet, sheet_of, too_large
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import N_, AppError, UserError
from interpreter_app.domain.json_documents import quoted

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_UNFOLDED = 300_000_000
_MOST_PARTS = 2000
_HEAD = 2048
"""Bytes; a declaration of entities, which could unfold without end, stands before the first element."""
_FAULT = "e"


def read_xlsx(content: bytes, sheet: str | None = None) -> Sheet:
    """The sheet called ``sheet``, else the first one; what formulas gave when the file was saved.

    Raises ``UserError`` for what is no such file, for one that unfolds beyond bounds, and for an unknown ``sheet``.
    """
    with _opened(content) as book:
        return sheet_of(_rows(book, sheet))


def read_every_sheet(content: bytes) -> Iterator[tuple[str, Iterator[Sequence[Cell]]]]:
    """The name and the rows of each sheet, in order; raises as ``read_xlsx`` does.

    The fault of a formula stands there as its text: it may be in a column that nobody asks for.
    """
    with _opened(content) as book:
        for name in book.sheetnames:
            yield name, _rows(book, name, refuse_faults=False)


@contextmanager
def _opened(content: bytes) -> Iterator["Workbook"]:
    _check_size(content)
    with _read_plainly():
        from openpyxl import load_workbook

        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()


def _check_size(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNFOLDED:
                raise too_large()
            for part in parts:
                with archive.open(part) as file:
                    if b"<!DOCTYPE" in file.read(_HEAD):
                        raise _no_xlsx()
    except (BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise _no_xlsx() from error


@contextmanager
def _read_plainly() -> Iterator[None]:
    """Whatever openpyxl raises over a file that is not as it should be, it is the file's fault."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that are not read, such as the rules of cells
        try:
            yield
        except AppError:
            raise
        except Exception as error:
            raise _no_xlsx() from error


def _rows(book: "Workbook", name: str | None, *, refuse_faults: bool = True) -> Iterator[Sequence[Cell]]:
    if name is not None and name not in book.sheetnames:
        raise UserError(
            N_("The file has no sheet “{name}”."),
            N_("It has: {choices}."),
            name=quoted(name),
            choices=", ".join(map(quoted, book.sheetnames)),
        )
    sheet: Any = book[name if name is not None else book.sheetnames[0]]
    sheet.reset_dimensions()  # what the file states of its bounds may be wrong
    for row in sheet.iter_rows():
        if refuse_faults:
            _refuse_faults(row)
        yield _row(row)


def _row(cells: Iterable[Any]) -> list[Cell]:
    values = [_value(cell) for cell in cells]
    while values and values[-1] is None:
        values.pop()
    return values


def _refuse_faults(cells: Iterable[Any]) -> None:
    for cell in cells:
        if cell.data_type == _FAULT:
            raise UserError(
                N_("Line {line} holds the fault {fault} of a formula."),
                N_("Correct it there."),
                line=cell.row,
                fault=cell.value,
            )


def _value(cell: Any) -> Cell:
    value = cell.value
    match value:
        case datetime():
            return value.date()
        case float():
            return int(value) if value.is_integer() else Decimal(str(value))
        case None | bool() | int() | date() | str():
            return value
    return str(value)


def _no_xlsx() -> UserError:
    return UserError(N_("The file cannot be read as XLSX."), N_("Open it in a spreadsheet and save it as XLSX anew."))
