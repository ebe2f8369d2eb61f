"""The cells of a line as the values they mean: what spreadsheets make of dates and numbers is put right.

A cell that cannot be read gives a fault with its heading; the others of its line are read all the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache

from interpreter_app import explanations
from interpreter_app.contact_checks import CHECKED_FIELDS, LONGEST_REASON, check_field, check_length, safely_quoted
from interpreter_app.documents.sheets import SheetLine
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType
from interpreter_app.domain.search_terms import fold
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.list_mapping import ListMapping

_LOST_ZEROS = {"postal_code": 4, "county": 2, "identity_number": 11}
"""Digits of numbers that may begin with zeros, which a spreadsheet drops."""
_DATES = frozenset({"listed_from", "listed_until", "obtained", "recognised", "granted"})
_LANGUAGES = frozenset({"language", "evidence_language"})
_NORWEGIAN_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
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
            found.faults.append(_named(error, heading))
    return found


def _named(error: UserError, heading: str) -> UserError:
    """The error with the heading, which the person sees, in the place of the field's name, or else before it."""
    named = {name: heading for name in ("field", "where") if name in error.values}
    if named:
        return UserError(error.message, error.hint, **error.values | named)
    return UserError(N_("{place}: {problem}"), place=heading, problem=error)


def _value(name: str, cell: Cell, mapping: ListMapping, fictional: bool) -> object:
    if name in _DATES:
        return _day(name, cell, mapping.dates)
    text = _text(name, cell)
    if name in _CODES:
        text = _code(name, text)
    if name in CHECKED_FIELDS:
        return check_field(name, text, fictional=fictional)
    if name in _LANGUAGES:
        return _language(name, text)
    if name == "amount":
        return _amount(name, text)
    return text if name in _CODES else check_length(name, text, LONGEST_REASON)


def _text(name: str, cell: Cell) -> str:
    """A cell as text; a number gets back the zeros that the spreadsheet dropped."""
    match cell:
        case str():
            text = cell.strip()
        case bool():
            return "true" if cell else "false"
        case int() | Decimal():
            text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
        case _:
            raise UserError(N_("{field} holds a date."), N_("Make the cell a text."), field=name)
    digits = _LOST_ZEROS.get(name, 0)
    return text.zfill(digits) if text.isascii() and text.isdecimal() else text


def _day(name: str, cell: Cell, form: str | None) -> date:
    if isinstance(cell, date):
        return cell
    text = _text(name, cell)
    day = _day_of_form(text, form) if form else iso_date(text) or _norwegian(text)
    if day is None:
        raise UserError(
            N_("{field}: “{given}” is no date."),
            N_("Write it as 31.12.2025 or 2025-12-31, or say its form in the mapping."),
            field=name,
            given=safely_quoted(text),
        )
    return day


def _day_of_form(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()
    except ValueError:
        return None


def _norwegian(text: str) -> date | None:
    found = _NORWEGIAN_DATE.fullmatch(text)
    if not found:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _language(name: str, text: str) -> str:
    language = language_table().find(text)
    if language is None:
        meant = ", ".join(f"{one.code} ({one.name('nb')})" for one in language_table().suggest(text, 5))
        raise UserError(
            N_("{field}: “{given}” is not the name or code of one language."),
            N_("Did you mean one of these: {meant}?") if meant else N_("“interpreter-app languages” lists them all."),
            field=name,
            given=safely_quoted(text),
            meant=meant,
        )
    return language.code


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


def _code(name: str, text: str) -> str:
    """The code that a word means, in any language of the program; the text itself where it is none."""
    return _words(name).get(fold(text), text) if name in CHECKED_FIELDS else _known_code(name, text)


def _known_code(name: str, text: str) -> str:
    code = _words(name).get(fold(text))
    if code is None:
        raise UserError(
            N_("{field} cannot be “{given}”."),
            N_("Choose one of: {choices}."),
            field=name,
            given=safely_quoted(text),
            choices=", ".join(_CODES[name]),
        )
    return code


@cache
def _words(name: str) -> dict[str, str]:
    words = {fold(code): str(code) for code in _CODES[name]}
    for language in UiLanguage:
        texts = Texts(language)
        words |= {fold(texts.gettext(word)): code for code, word in _NAMES.get(name, {}).items()}
    return {**words, **_OTHER_WORDS.get(name, {})}
