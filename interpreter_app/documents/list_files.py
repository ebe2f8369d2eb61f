"""A list as a file: its format by its name's ending, written aside and renamed whole."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from interpreter_app.documents.csv_lists import DELIMITER, ENCODING, write_csv
from interpreter_app.documents.tables import About, Table
from interpreter_app.documents.xlsx_lists import write_xlsx
from interpreter_app.domain.errors import N_, UserError

_OWNER_ONLY = 0o600


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
        if self.path.is_dir():
            raise UserError(N_("{name} is a folder."), N_("Give a file."), name=self.path)
        if not self.path.parent.is_dir():
            raise UserError(N_("There is no folder {name}."), N_("Make it, or name another."), name=self.path.parent)
        if self.path.exists() and not self.replace:
            raise UserError(
                N_("There is a file {name} already."), N_("Name another, or replace it with --force."), name=self.path
            )


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


def write_list(table: Table, about: About, file: ListFile, before_it_is_there: Callable[[int], None]) -> int:
    """Write the table into ``file``, whole or not at all; returns the number of rows.

    ``before_it_is_there`` is called with that number when all is written, before the file gets its name. Raises what
    ``ListFile.check`` raises, and what the rows raise; then there is no new file.
    """
    file.check()
    aside = file.path.with_name(f".{file.path.name}.{os.getpid()}.part")
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
    try:
        count = _write(table, about, file, aside)
        before_it_is_there(count)
        file.check()  # another program may have made one meanwhile
        aside.replace(file.path)
    finally:
        aside.unlink(missing_ok=True)
    return count


def _write(table: Table, about: About, file: ListFile, aside: Path) -> int:
    match file.format:
        case ListFormat.CSV:
            with aside.open("w", encoding=ENCODING, newline="") as text:
                return write_csv(table, text, file.delimiter)
        case ListFormat.XLSX:
            return write_xlsx(table, about, aside)
