"""What the cells of a supplier's list mean, read as kindly as can be done without guessing."""

import re
from datetime import date

from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.folding import fold
from interpreter_app.domain.interpreters import Kind
from interpreter_app.identity_numbers import is_like_identity_number, without_identity_numbers
from interpreter_app.use_cases.cell_values import day_of
from interpreter_app.use_cases.usage_columns import choices

NOT_TOLD = "…"
"""What is told of a cell that may hold an identity number."""
_LONGEST_NAME = 200
_LONGEST_SAID = 60
_NUMBER = re.compile(r"(?:#\s*|[^\W\d_](?:[^\W\d_]|[\s.:#-])*)?(\d{1,9}|\d{1,3}(?:\s\d{3}){1,2})(?:[.,]0{1,2})?")
"""Digits, with spaces between thousands; before them a # or words, after them the zeros of a number with decimals."""
_ENDINGS_OF_KINDS = ("", "ning", "ing", "tolk", "tolking", "tolkning", "stolk", "stolking", "stolkning", "etolkning")
"""What may stand after a word for a kind: tegnspråktolk, tegnspråkstolking, talespråktolkning."""
_NOTHING_STATED = frozenset({"", "-", "–", "ingen", "uten", "utan", "none", "n/a"})


def number_in(cell: Cell) -> int | None:
    """The register number in a cell ("14 207", "#14207", "nr. 14207", "14207.0"); None for anything else."""
    found = _NUMBER.fullmatch(_text(cell))
    return int("".join(found[1].split())) or None if found else None


def said_number(cell: Cell) -> str:
    """What stands in a cell for a number as it is told again; … where its digits may be an identity number."""
    text = _text(cell)
    digits = "".join(char for char in text if char.isdecimal())
    return NOT_TOLD if is_like_identity_number(digits) else said(text)


def name_in(*cells: Cell) -> str:
    """The name that the cells together hold; empty where they hold no letters. Identity numbers are left out."""
    name = " ".join(" ".join(_text(cell) for cell in cells).split())
    return without_identity_numbers(name)[:_LONGEST_NAME] if any(char.isalpha() for char in name) else ""


def day_in(cell: Cell) -> date | None:
    """The day in a cell, with or without a time after it; None for anything else."""
    try:
        return None if cell is None else day_of("date", cell)
    except UserError:
        return None


def kind_in(cell: Cell) -> Kind | None:
    """The kind of interpreting that a cell names ("Døvblindetolking", "skrivetolk"); None for anything else."""
    word, codes = fold(_text(cell)), choices("kind").codes
    stems = (word.removesuffix(ending) for ending in _ENDINGS_OF_KINDS if word.endswith(ending))
    return next((Kind(codes[stem]) for stem in stems if stem in codes), None)


def states_something(cell: Cell) -> bool:
    """Whether a cell for a number, a category or a kind holds more than a dash."""
    return _text(cell).casefold() not in _NOTHING_STATED


def said(text: str) -> str:
    """What stands in a cell as it is told again: short, and without what may be an identity number."""
    return without_identity_numbers(" ".join(text.split()))[:_LONGEST_SAID]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()
