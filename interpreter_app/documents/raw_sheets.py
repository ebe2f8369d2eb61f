"""Files and pasted text as they are, every sheet and every row: for lists whose headings may stand anywhere."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from interpreter_app.documents.csv_lists import DELIMITERS
from interpreter_app.documents.csv_sheets import csv_rows, decoded
from interpreter_app.documents.list_files import ListFormat, format_of
from interpreter_app.documents.sheets import LARGEST_FILE, LONGEST_CELL, MOST_COLUMNS, MOST_LINES, SheetLine, too_large
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import N_, UserError

_LINES_TELLING = 60
"""So many lines tell what stands between the cells."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet: its name, empty where it has none, and its rows that hold something, each as long as it is."""

    name: str
    rows: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class RawFile:
    """All sheets of a file. ``guessed_encoding`` is as in ``Sheet``."""

    sheets: tuple[RawSheet, ...]
    guessed_encoding: bool = False


def read_raw(name: str, content: bytes) -> RawFile:
    """All that stands in a file called ``name``, .xlsx or .csv.

    Raises ``UserError`` for a file that is too large or is not what its ending says.
    """
    from interpreter_app.documents.xlsx_sheets import read_every_sheet

    format_ = format_of(PurePath(name))
    if len(content) > LARGEST_FILE:
        raise too_large()
    if format_ is ListFormat.CSV:
        return read_pasted(content)
    return RawFile(tuple(RawSheet(title, _lines(rows)) for title, rows in read_every_sheet(content)))


def read_pasted(content: bytes) -> RawFile:
    """What stands in a text, its cells parted by tabs, semicolons or commas, whichever part its lines most alike.

    Raises ``UserError`` for what is too large or no text.
    """
    if len(content) > LARGEST_FILE:
        raise too_large()
    text, guessed = decoded(content)
    return RawFile((RawSheet("", _lines(csv_rows(text, _delimiter(text)))),), guessed)


def _delimiter(text: str) -> str:
    """The sign that stands equally often in most lines."""
    lines = [line for line in islice(text.splitlines(), _LINES_TELLING) if line.strip()]

    def agreeing(sign: str) -> int:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        return max(counts.values(), default=0)

    return max(("\t", *DELIMITERS.values()), key=agreeing)


def _lines(rows: Iterable[Sequence[Cell]]) -> tuple[SheetLine, ...]:
    found: list[SheetLine] = []
    for number, row in enumerate(rows, start=1):
        if number > MOST_LINES or len(row) > MOST_COLUMNS:
            raise too_large()
        cells = tuple(None if isinstance(cell, str) and not cell.strip() else cell for cell in row)
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
            raise UserError(N_("A cell in line {line} is too long."), N_("Shorten it."), line=number)
        if any(cell is not None for cell in cells):
            found.append(SheetLine(number, cells))
    return tuple(found)
