"""Writing to the terminal: JSON for scripts, aligned tables for people, always UTF-8."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from io import TextIOWrapper

import click

from interpreter_app.identity_numbers import without_identity_numbers

_GAP = "  "


def use_utf8() -> None:
    """Write UTF-8 whatever the console's encoding is; what cannot be encoded is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write_json(document: object) -> None:
    """Write one JSON document on a line of standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, allow_nan=False))


def write_lines(lines: Iterable[str]) -> None:
    """Write lines on standard output."""
    click.echo("\n".join(one_line(line) for line in lines))


def write_message(text: str) -> None:
    """Write one line on standard error, without identity numbers that were given where none belongs."""
    click.echo(without_identity_numbers(one_line(text)), err=True)


def one_line(text: str) -> str:
    """The text without what would steer a terminal: line ends, control characters, changes of direction."""
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if unicodedata.category(char) in ("Cc", "Zl", "Zp"):
        return " "
    return "" if unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF") else char


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table with aligned columns, headed by ``headings``."""
    cells = [[one_line(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(_width(cell) for cell in column) for column in zip(*cells, strict=True)]
    return [_GAP.join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def pairs(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Lines of a label and a value each, the values aligned; those without a value are left out."""
    given = [(f"{label}:", value) for label, value in rows if value]
    width = max((_width(label) for label, _ in given), default=0)
    return [f"{_padded(label, width)}{_GAP}{value}" for label, value in given]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """Columns of a terminal that the text takes: two for wide letters, none for marks upon others."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
