"""What the cells of a list of assignments hold: the values of each line, and what is wrong with them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from interpreter_app.contact_checks import safely_quoted
from interpreter_app.documents.sheets import Sheet, SheetLine
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.assignments import written_name
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.identity_numbers import (
    birth_date,
    identity_numbers_in,
    is_like_identity_number,
)
from interpreter_app.use_cases.cell_values import code_of, day_of, language_of, text_of, with_heading
from interpreter_app.use_cases.usage_columns import CODES, UsageColumns, choices

_PLAIN_NUMBER = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_MINUTES_OF_HOUR = 60
_MOST_READ = 10**6


@dataclass(slots=True)
class UsageLine:
    """A line as it is read: its values by field, the headings that they stood under, and its faults.

    ``said`` are the fields whose cells are not empty, though what stands there may be a fault.
    """

    number: int
    values: dict[str, object] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    faults: list[UserError] = field(default_factory=list)


def refuse_identity_numbers(sheet: Sheet) -> None:
    """Raise ``UserError`` for a list with what may be an identity number, in a heading or in a cell of any column."""
    for place, heading in enumerate(sheet.headings, 1):
        if _holds_identity_number(heading):
            raise UserError(
                N_("The heading of column {place} may hold an identity number. Nothing was read."),
                N_("The usage log holds nothing of the person who was served. Change the heading, and save anew."),
                place=place,
            )
    for line in sheet.lines:
        for heading, cell in zip(sheet.headings, line.cells, strict=True):
            if _holds_identity_number(cell):
                raise UserError(
                    N_("Line {line}, column “{heading}”: this may be an identity number. Nothing was read."),
                    N_("The usage log holds nothing of the person who was served. Delete the column, and save anew."),
                    line=line.number,
                    heading=heading,
                )


def _holds_identity_number(cell: Cell) -> bool:
    if not isinstance(cell, str | int) or isinstance(cell, bool):
        return False
    text = str(cell).strip()
    if identity_numbers_in(text):
        return True
    return is_like_identity_number(text) and birth_date(text.zfill(11)) is not None


def read_line(line: SheetLine, headings: Iterable[str], columns: UsageColumns) -> UsageLine:
    """What stands in a line, whose cells are in the order of ``headings``; what cannot be read is among its faults."""
    found = UsageLine(line.number)
    for heading, cell in zip(headings, line.cells, strict=True):
        name = columns.fields.get(heading)
        if name is None:
            continue
        found.headings[written_name("minutes" if name == "hours" else name)] = heading
        if cell is None:
            continue
        found.said.add(name)
        try:
            found.values[name] = _value(name, cell)
        except UserError as error:
            found.faults.append(with_heading(error, heading))
    return found


def _value(name: str, cell: Cell) -> object:
    if name == "day":
        return day_of(name, cell)
    text = text_of(name, cell)
    match name:
        case "language":
            return language_of(name, text)
        case "minutes" | "hours":
            return _minutes(name, text)
        case "number":
            return _register_number(name, text)
    return CODES[name](code_of(name, text, choices(name))) if name in CODES else text


def _minutes(name: str, text: str) -> int:
    """Minutes: a whole number of them, or hours with decimals, or hours and minutes as 1:30."""
    clock = _CLOCK.fullmatch(text)
    if clock:
        return int(clock[1]) * _MINUTES_OF_HOUR + int(clock[2])
    amount = _amount(text.lower().removesuffix("min").strip().replace(",", "."))
    minutes = None if amount is None else amount * (_MINUTES_OF_HOUR if name == "hours" else 1)
    if minutes is None or minutes != int(minutes):
        raise UserError(
            N_("{field}: “{given}” is no number of minutes."),
            N_("Write whole minutes, such as 90, or hours and minutes, such as 1:30."),
            field=name,
            given=safely_quoted(text),
        )
    return int(minutes)


def _amount(text: str) -> Decimal | None:
    """The number that a text is, in plain digits; None for no number, and for one beyond all that can be meant."""
    amount = Decimal(text) if _PLAIN_NUMBER.fullmatch(text) else None
    return amount if amount is not None and amount <= _MOST_READ else None


def _register_number(name: str, text: str) -> int:
    plain = "".join(text.split())
    if not _NUMBER.fullmatch(plain) or not int(plain):
        raise UserError(
            N_("{field}: “{given}” is no register number."),
            N_("Write it with digits alone, and leave it empty for an interpreter who is not in the register."),
            field=name,
            given=safely_quoted(text),
        )
    return int(plain)
