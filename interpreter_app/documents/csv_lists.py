"""Tables as CSV: UTF-8 with a byte order mark, so that Excel reads the letters; semicolons, as in Norway."""

import csv
from datetime import date
from decimal import Decimal
from typing import TextIO

from interpreter_app.documents.formulas import made_harmless
from interpreter_app.documents.tables import Cell, Table

ENCODING = "utf-8-sig"
DELIMITER = ";"
DELIMITERS = {"semicolon": DELIMITER, "comma": ",", "tab": "\t"}
"""The signs that can stand between cells, by name."""


def write_csv(table: Table, file: TextIO, delimiter: str = DELIMITER) -> int:
    """Write the table into ``file``, a text file opened with ``newline=""``; returns the number of rows."""
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(made_harmless(column.heading) for column in table.columns)
    count = 0
    for row in table.rows:
        writer.writerow(_text(cell, table) for cell in row)
        count += 1
    return count


def _text(cell: Cell, table: Table) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return table.yes if cell else table.no
        case date():
            return cell.isoformat()
        case int() | Decimal():
            return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
        case str():
            return made_harmless(cell)
