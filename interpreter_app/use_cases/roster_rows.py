"""The rows of a supplier's list, made of the columns that were recognised and of nothing else in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from interpreter_app.documents.sheets import SheetLine
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.roster import Reason, RosterRow, stated_category
from interpreter_app.use_cases.roster_cells import (
    NOT_TOLD,
    day_in,
    kind_in,
    name_in,
    number_in,
    said,
    said_number,
    states_something,
)
from interpreter_app.use_cases.roster_columns import RosterTable, require_named
from interpreter_app.use_cases.roster_languages import languages_in


def rows_of(table: RosterTable, on: date) -> list[RosterRow]:
    """The rows, a further one for each further language or kind of a line; ``on`` is the day where a line has none.

    Lines with nothing in the recognised columns are left out. A row that does not say enough says why. Raises
    ``UserError`` when no column says who is meant.
    """
    columns, not_read = require_named(table).columns, table.number_not_read
    return [row for line in table.lines for row in _rows(_Cells(line, columns, not_read), on)]


class _Cells:
    """A line by field."""

    def __init__(self, line: SheetLine, columns: Mapping[str, int], number_not_read: int | None) -> None:
        self.line = line.number
        self._cells, self._columns, self._number_not_read = line.cells, columns, number_not_read

    def __getitem__(self, field: str) -> Cell:
        return self._cell(self._columns.get(field))

    def _cell(self, place: int | None) -> Cell:
        return None if place is None or place >= len(self._cells) else self._cells[place]

    @property
    def have_number_not_read(self) -> bool:
        """Whether something stands in the column of numbers, but that column is kept out."""
        return states_something(self._cell(self._number_not_read))

    @property
    def are_empty(self) -> bool:
        """Whether nothing stands in the recognised columns."""
        return all(self[field] is None for field in self._columns)


def _rows(cells: _Cells, on: date) -> Iterator[RosterRow]:
    if cells.are_empty:
        return
    whole = RosterRow(
        line=cells.line,
        number=number_in(cells["number"]),
        name=name_in(cells["name"], cells["first_name"], cells["middle_name"], cells["last_name"]),
        day=on if cells["date"] is None else day_in(cells["date"]),
        stated=stated_category(str(cells["category"])) or "",
    )
    fault, unread = _fault(cells, whole)
    for row in _by_language(cells, whole):
        yield row if fault is None else replace(row, fault=fault, unread=unread)


def _fault(cells: _Cells, row: RosterRow) -> tuple[Reason | None, str]:
    """Why the row cannot be checked whatever its language, if so, and what stands in the cell that tells why.

    A number that cannot be read may be of another person than the one who has the name.
    """
    if cells.have_number_not_read:
        return Reason.UNREADABLE_NUMBER, NOT_TOLD
    if row.number is None and states_something(cells["number"]):
        return Reason.UNREADABLE_NUMBER, said_number(cells["number"])
    if row.number is None and not row.name:
        return Reason.NOBODY_NAMED, ""
    return (Reason.UNREADABLE_DATE, said(str(cells["date"]))) if row.day is None else (None, "")


def _by_language(cells: _Cells, row: RosterRow) -> Iterator[RosterRow]:
    languages = languages_in(cells["language"], kind_in(cells["kind"]))
    text = said(str(cells["language"] or cells["kind"]))
    doubtful = _with_doubt(cells, row)
    for code, kind in languages.asked:
        yield replace(doubtful, language=code, kind=kind, said_language=text if len(languages.asked) == 1 else code)
    for unknown in languages.unknown:
        yield replace(row, said_language=unknown, fault=Reason.UNKNOWN_LANGUAGE)
    if languages == ((), ()):
        yield replace(row, fault=Reason.NO_LANGUAGE)


def _with_doubt(cells: _Cells, row: RosterRow) -> RosterRow:
    """The row, with what keeps it from being called right even where the register agrees."""
    if states_something(cells["kind"]) and kind_in(cells["kind"]) is None:
        return replace(row, fault=Reason.UNKNOWN_KIND, unread=said(str(cells["kind"])))
    if not row.stated and states_something(cells["category"]):
        return replace(row, fault=Reason.UNREADABLE_CATEGORY)
    return row
