"""Reading the sheet in a file, whichever of the known formats it has."""

from pathlib import PurePath

from interpreter_app.documents.csv_sheets import read_csv
from interpreter_app.documents.list_files import ListFormat, format_of
from interpreter_app.documents.sheets import LARGEST_FILE, Sheet, too_large
from interpreter_app.documents.xlsx_sheets import read_xlsx


def read_sheet(name: str, content: bytes, *, delimiter: str | None = None, sheet: str | None = None) -> Sheet:
    """The sheet in a file called ``name``; ``delimiter`` is for CSV (None: found out), ``sheet`` its name in XLSX.

    Without ``sheet`` the first one is read. Raises ``UserError`` for a file that is too large, is not what its ending
    says, or has a heading twice or a column without one.
    """
    format_ = format_of(PurePath(name))
    if len(content) > LARGEST_FILE:
        raise too_large()
    match format_:
        case ListFormat.CSV:
            return read_csv(content, delimiter)
        case ListFormat.XLSX:
            return read_xlsx(content, sheet)
