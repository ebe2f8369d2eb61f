"""Reading CSV: our own, and what spreadsheets in Norway write."""

import csv
from collections.abc import Iterator
from io import StringIO

from interpreter_app.documents.csv_lists import DELIMITERS, ENCODING
from interpreter_app.documents.formulas import as_it_was
from interpreter_app.documents.sheets import LONGEST_CELL, Sheet, sheet_of
from interpreter_app.domain.errors import N_, UserError

_WINDOWS = "cp1252"


def read_csv(content: bytes, delimiter: str | None = None) -> Sheet:
    """The sheet in a CSV file; without ``delimiter`` the one that stands most often in the first line.

    UTF-8 is read, with or without a byte order mark, otherwise Windows text (and the sheet says so). An apostrophe
    before what is like a formula is taken away, as an export has put it there. Raises ``UserError`` for anything else.
    """
    text, guessed = decoded(content)
    rows = csv_rows(text, delimiter or _likeliest_delimiter(text))
    return sheet_of(rows, guessed_encoding=guessed)


def decoded(content: bytes) -> tuple[str, bool]:
    """The text of a file, and whether it is no UTF-8 and was read as Windows text; raises ``UserError`` for no text."""
    if b"\0" in content:
        raise _no_csv(N_("Save it as CSV UTF-8 or as XLSX."))
    try:
        return content.decode(ENCODING), False
    except UnicodeDecodeError:
        pass
    try:
        return content.decode(_WINDOWS), True
    except UnicodeDecodeError as error:
        raise _no_csv(N_("Save it as CSV UTF-8 or as XLSX.")) from error


def _likeliest_delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(DELIMITERS.values(), key=first.count)


def csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The cells of each row of a CSV text; raises ``UserError`` with the line where its quotes go wrong."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield [as_it_was(cell) for cell in row]
    except csv.Error as error:
        raise UserError(
            N_("The file goes wrong as CSV at line {line}."),
            N_("Check its quotation marks; a cell can have {longest} characters."),
            line=reader.line_num,
            longest=LONGEST_CELL,
        ) from error


def _no_csv(hint: str) -> UserError:
    return UserError(N_("The file is no CSV text."), hint)
