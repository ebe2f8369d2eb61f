"""A list as a file: its format by its name's ending, written aside and renamed whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from interpreter_app.documents.csv_lists import DELIMITER, ENCODING, write_csv
from interpreter_app.documents.tables import About, Table
from interpreter_app.documents.whole_files import check_place, whole_file
from interpreter_app.documents.xlsx_lists import write_xlsx
from interpreter_app.domain.errors import N_, UserError


class ListFormat(StrEnum):
    """The formats of a list, by the ending of the file's name."""

    XLSX = ".xlsx"
    CSV = ".csv"


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file that a list goes into.

    ``delimiter`` stands between the cells of a CSV file. An existing file is replaced only with ``replace``.
    """

    path: Path
    delimiter: str = DELIMITER
    replace: bool = False

    @property
    def format(self) -> ListFormat:
        """The format that the name asks for; raises ``UserError`` for any other ending."""
        return format_of(self.path)

    def check(self) -> None:
        """Raise ``UserError`` when the file cannot become a list: its ending, its folder, or it is there already."""
        format_of(self.path)
        check_place(self.path, replace=self.replace)


def format_of(path: PurePath) -> ListFormat:
    """The format that the ending of a name stands for, in small or capital letters; raises ``UserError`` otherwise."""
    try:
        return ListFormat(path.suffix.lower())
    except ValueError:
        raise UserError(
            N_("A list cannot be {name}: the ending says what kind of file it is."),
            N_("Let the name end in .xlsx or .csv."),
            name=path.name,
        ) from None


def write_list(
    table: Table,
    about: About,
    file: ListFile,
    before_it_is_there: Callable[[int], None],
    more: Iterable[Table] = (),
) -> int:
    """Write the table into ``file``, whole or not at all; returns the number of rows.

    ``more`` are tables for further sheets where a file can have those. ``before_it_is_there`` is called with the number
    of rows when all is written, before the file gets its name. Raises what ``ListFile.check`` raises, and what the rows
    raise; then there is no new file.
    """
    file.check()
    with whole_file(file.path, replace=file.replace) as aside:
        count = _write(table, about, file, aside, more)
        before_it_is_there(count)
    return count


def _write(table: Table, about: About, file: ListFile, aside: Path, more: Iterable[Table]) -> int:
    match file.format:
        case ListFormat.CSV:
            with aside.open("w", encoding=ENCODING, newline="") as text:
                return write_csv(table, text, file.delimiter)
        case ListFormat.XLSX:
            return write_xlsx([table, *more], about, aside)
