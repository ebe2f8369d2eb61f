"""The cells of a line as the values they mean: what spreadsheets make of dates and numbers is put right.

A cell that cannot be read gives a fault with its heading; the others of its line are read all the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache

from interpreter_app import explanations
from interpreter_app.contact_checks import CHECKED_FIELDS, LONGEST_REASON, check_field, check_length, safely_quoted
from interpreter_app.documents.sheets import SheetLine
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType
from interpreter_app.use_cases.cell_values import (
    Choices,
    choices_of,
    code_of,
    day_of,
    language_of,
    text_of,
    with_heading,
)
from interpreter_app.use_cases.list_mapping import ListMapping

_LOST_ZEROS = {"postal_code": 4, "county": 2, "identity_number": 11}
"""Digits of numbers that may begin with zeros, which a spreadsheet drops."""
_DATES = frozenset({"listed_from", "listed_until", "obtained", "recognised", "granted"})
_LANGUAGES = frozenset({"language", "evidence_language"})
_WRITE_A_DATE = N_("Write it as 31.12.2025 or 2025-12-31, or say its form in the mapping.")
_MANY_DECIMALS = 20

_CODES: Mapping[str, Iterable[str]] = {
    "gender": Gender,
    "capacity": Capacity,
    "kind": Kind,
    "evidence_kind": Kind,
    "evidence": EvidenceType,
    "unit": CreditUnit,
}
_NAMES: Mapping[str, Mapping[str, str]] = {
    "gender": {str(one): name for one, name in explanations.GENDER_NAMES.items()},
    "capacity": {str(one): name for one, name in explanations.CAPACITY_NAMES.items()},
    "kind": {str(one): name for one, name in explanations.KIND_NAMES.items()},
    "evidence_kind": {str(one): name for one, name in explanations.KIND_NAMES.items()},
    "evidence": {str(one): name for one, name in explanations.EVIDENCE_NAMES.items()},
}
_OTHER_WORDS: Mapping[str, Mapping[str, str]] = {
    "gender": {"k": "F", "kvinne": "F", "kvinneleg": "F", "woman": "F", "mann": "M", "man": "M"},
    "evidence": {"tao": "tao", "studiepoeng": "credits", "bachelor": "bachelor", "tospot": "bilingual_test"},
    "unit": {"sp": "studiepoeng", "stp": "studiepoeng", "vt": "vekttall"},
}
"""Words in use beside those that the program writes itself."""


@dataclass(slots=True)
class LineValues:
    """What a line says, by field: text, days, amounts, or None for a field to be cleared; and its faults."""

    number: int
    values: dict[str, object] = field(default_factory=dict)
    faults: list[UserError] = field(default_factory=list)


def read_line(line: SheetLine, headings: Iterable[str], mapping: ListMapping, *, fictional: bool) -> LineValues:
    """The values of the columns that ``mapping`` names; ``fictional`` is whether the register is."""
    found = LineValues(line.number)
    for heading, cell in zip(headings, line.cells, strict=True):
        name = mapping.columns.get(heading)
        if name is None:
            continue
        if cell is None:
            if mapping.clear_empty and name in CHECKED_FIELDS and name != mapping.key:
                found.values[name] = None
            continue
        try:
            found.values[name] = _value(name, cell, mapping, fictional)
        except UserError as error:
            found.faults.append(with_heading(error, heading))
    return found


def _value(name: str, cell: Cell, mapping: ListMapping, fictional: bool) -> object:
    if name in _DATES:
        # the register is never told a century that was guessed
        return day_of(name, cell, mapping.dates, _WRITE_A_DATE, short_years=False)
    text = text_of(name, cell, _LOST_ZEROS.get(name, 0))
    if name in _CODES:
        text = code_of(name, text, _choices(name))
    if name in CHECKED_FIELDS:
        return check_field(name, text, fictional=fictional)
    if name in _LANGUAGES:
        return language_of(name, text)
    if name == "amount":
        return _amount(name, text)
    return text if name in _CODES else check_length(name, text, LONGEST_REASON)


def _amount(name: str, text: str) -> str:
    """An amount of credits as JSON data has it; a decimal comma is read."""
    try:
        amount = Decimal(text.replace(",", "."))
    except InvalidOperation:
        amount = Decimal("NaN")
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int) or not -_MANY_DECIMALS <= exponent <= _MANY_DECIMALS:
        raise UserError(
            N_("{field}: “{given}” is no number."),
            N_("Write it with digits alone."),
            field=name,
            given=safely_quoted(text),
        )
    return f"{amount.normalize():f}"


@cache
def _choices(name: str) -> Choices:
    return choices_of(_CODES[name], _NAMES.get(name, {}), _OTHER_WORDS.get(name))
