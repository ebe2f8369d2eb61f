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

_LONGEST_NAME = 200
_LONGEST_SAID = 60
_NUMBER = re.compile(r"(?:[^\W\d_]+[\s.:#-]*)?(\d{1,9})")
_ENDINGS_OF_KINDS = ("", "ning", "ing", "tolk", "tolking", "tolkning", "stolk", "stolking", "stolkning", "etolkning")
"""What may stand after a word for a kind: tegnspråktolk, tegnspråkstolking, talespråktolkning."""
_NOTHING_STATED = frozenset({"", "-", "–", "ingen", "uten", "utan", "none", "n/a"})


def number_in(cell: Cell) -> int | None:
    """The register number in a cell ("14 207", "T-14207"); None where there is none, or what may be another number."""
    text = "".join(_text(cell).split())
    if is_like_identity_number(text):
        return None
    found = _NUMBER.fullmatch(text)
    return int(found[1]) or None if found else None


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
    """Whether a cell for a category or a kind holds more than a dash."""
    return _text(cell).casefold() not in _NOTHING_STATED


def said(text: str) -> str:
    """What stands in a cell as it is told again: short, and without what may be an identity number."""
    return without_identity_numbers(" ".join(text.split()))[:_LONGEST_SAID]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()
