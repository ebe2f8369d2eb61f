"""What the cells of a supplier's list mean, read as kindly as can be done without guessing."""

import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.languages import Language, language_table
from interpreter_app.identity_numbers import is_like_identity_number, without_identity_numbers
from interpreter_app.use_cases.cell_values import day_of

_LONGEST_NAME = 200
_LONGEST_SAID = 60
_NUMBER = re.compile(r"(?:[^\W\d_]+[\s.:#-]*)?(\d{1,9})")
_PARTS = re.compile(r"\s*(?:[,;/+&|<>→–]|->|\s-\s|\bog\b|\band\b|\btil\b|\bto\b|\bfra\b)\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_NORWEGIAN = frozenset({"nor", "nob", "nno"})
_OTHER_FORMS = ("%d.%m.%y", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%Y/%m/%d", "%Y%m%d")
_NOTHING_STATED = frozenset({"", "-", "–", "ingen", "uten", "utan", "none", "n/a"})


class Languages(NamedTuple):
    """The languages that a cell names: the codes of those that are known, and the words that are not."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...] = ()


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


def languages_in(cell: Cell) -> Languages:
    """The languages that a cell names, one or several ("somali og arabisk"); Norwegian beside another is left out."""
    text = _text(cell)
    if not text:
        return Languages(())
    whole = _find(text)
    if whole:
        return Languages((whole.code,))
    found = [(part, _find(part)) for part in _parts(text)]
    codes = tuple(dict.fromkeys(language.code for _, language in found if language))
    unknown = tuple(said(part) for part, language in found if not language)
    foreign = tuple(code for code in codes if code not in _NORWEGIAN)
    return Languages(foreign if foreign or unknown else codes, unknown)


def _parts(text: str) -> list[str]:
    """What stands between the signs and words that part languages; hyphens part them where nothing else does."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    return parts if len(parts) != 1 else [part for part in text.split("-") if part.strip()]


def day_in(cell: Cell) -> date | None:
    """The day in a cell, written in a usual form, with or without a time after it; None for anything else."""
    text = _text(cell)
    forms = [(text, None), *((text.split()[0].split("T")[0] if text else "", form) for form in (None, *_OTHER_FORMS))]
    for given, form in forms:
        with suppress(UserError):
            return cell if isinstance(cell, date) else day_of("date", given.rstrip(","), form)
    return None


def states_something(cell: Cell) -> bool:
    """Whether a cell for a category holds more than a dash."""
    return _text(cell).casefold() not in _NOTHING_STATED


def said(text: str) -> str:
    """What stands in a cell as it is told again: short, and without what may be an identity number."""
    return without_identity_numbers(" ".join(text.split()))[:_LONGEST_SAID]


def _find(text: str) -> Language | None:
    """The language that a text names, with or without something in brackets after it: “arabisk (Irak)”.

    Where both are languages, and not the same, it names neither: one is never taken for another.
    """
    table = language_table()
    whole, inside = table.find(text), _IN_BRACKETS.search(text)
    if whole or not inside:
        return whole
    before, within = table.find(_IN_BRACKETS.sub("", text)), table.find(inside[1])
    return None if before and within and before != within else before or within


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()
