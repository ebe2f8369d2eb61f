"""Tables as content: what stands in each cell, before any file format has a say."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

Cell = str | date | Decimal | int | bool | None
"""What a cell holds; None is an empty cell."""


class CellKind(Enum):
    """What the cells of a column hold when they are not empty."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    BOOL = "bool"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the name of its field, its heading in the file, what it holds, its width in characters."""

    name: str
    heading: str
    kind: CellKind = CellKind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is read once, row by row: each row has a cell for each column.

    ``yes`` and ``no`` are the words of bool cells where a file has text only.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    yes: str = "true"
    no: str = "false"


@dataclass(frozen=True, slots=True)
class About:
    """What a table is, on a sheet of its own where a file can have one: labels and values, from the number of rows."""

    title: str
    lines: Callable[[int], Sequence[tuple[str, Cell]]]
