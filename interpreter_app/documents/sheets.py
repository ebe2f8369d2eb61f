"""Sheets as they are read from CSV and XLSX files: headings and lines, before anything is made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.json_documents import quoted

LARGEST_FILE = 50_000_000
"""Bytes."""
MOST_LINES = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line below the headings: ``number`` as a spreadsheet counts it (the headings are line 1), a cell per heading.

    Empty text is None.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds. ``guessed_encoding`` is set where the file is no UTF-8 and was read as Windows text."""

    headings: tuple[str, ...]
    lines: tuple[SheetLine, ...]
    guessed_encoding: bool = False


def too_large() -> UserError:
    """The refusal of a file that holds more than a list can."""
    return UserError(
        N_("The file holds more than a list can."),
        N_("Keep only the sheet with the list, or split the list into several files."),
    )


def sheet_of(rows: Iterable[Sequence[Cell]], *, guessed_encoding: bool = False) -> Sheet:
    """The sheet whose rows are ``rows``, headings first; empty lines are left out, and empty columns at the end."""
    headings: tuple[str, ...] | None = None
    lines: list[SheetLine] = []
    for number, row in enumerate(rows, start=1):
        if number > MOST_LINES or len(row) > MOST_COLUMNS:
            raise too_large()
        cells = _without_empty_end(row)
        if headings is None:
            headings = _headings(cells)
        elif cells:
            lines.append(_line(number, cells, len(headings)))
    if not headings:
        raise UserError(N_("The file has no headings."), N_("The first line must name the columns."))
    return Sheet(headings, tuple(lines), guessed_encoding)


def _without_empty_end(row: Sequence[Cell]) -> list[Cell]:
    cells = [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _headings(cells: Sequence[Cell]) -> tuple[str, ...]:
    headings = tuple("" if cell is None else " ".join(str(cell).split()) for cell in cells)
    for place, heading in enumerate(headings):
        if not heading:
            raise UserError(
                N_("Column {place} has no heading in line 1."), N_("Give it one, or delete it."), place=place + 1
            )
        if heading in headings[:place]:
            raise UserError(
                N_("The heading “{heading}” stands twice in line 1."),
                N_("Rename one of them."),
                heading=quoted(heading),
            )
    return headings


def _line(number: int, cells: Sequence[Cell], width: int) -> SheetLine:
    if len(cells) > width:
        raise UserError(
            N_("Line {line} has more cells than there are headings."),
            N_("Check what stands between the cells, and whether text that holds it is in quotes."),
            line=number,
        )
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
        raise UserError(N_("A cell in line {line} is too long."), N_("Shorten it."), line=number)
    return SheetLine(number, (*cells, *[None] * (width - len(cells))))
