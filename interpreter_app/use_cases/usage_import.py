"""Taking a list of assignments into the usage log: looked at first, then done whole or not at all."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from interpreter_app.contact_checks import safely_quoted
from interpreter_app.documents.sheets import Sheet, SheetLine
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.assignments import (
    DRAFT_FIELDS,
    Assignment,
    AssignmentDraft,
    LogPeriod,
    check_assignment,
    written_name,
)
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.search_terms import fold
from interpreter_app.domain.situations import Method, Proposed, Sector
from interpreter_app.identity_numbers import (
    birth_date,
    identity_numbers_in,
    is_like_identity_number,
    without_identity_numbers,
)
from interpreter_app.ids import NewId
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.store import assignments as store
from interpreter_app.store.base import log
from interpreter_app.store.database import Connection
from interpreter_app.store.people import find_by_number
from interpreter_app.use_cases.cell_values import code_of, day_of, language_of, text_of, with_heading
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.usage import checked_draft
from interpreter_app.use_cases.usage_columns import CODES, UsageColumns, choices, columns_of, field_name, names_of_used
from interpreter_app.use_cases.usage_lookup import CategoryLookup, lookup_of, refuse_unknown

_CHECKING = N_("Checking the list")
_BETWEEN_REPORTS = 500
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_MINUTES_OF_HOUR = 60
_MOST_READ = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDefaults:
    """What holds where a list has no column for it, or an empty cell."""

    unit: str = ""
    sector: Sector | None = None
    method: Method | None = None


class LineFault(NamedTuple):
    """What is wrong with a line of a list."""

    line: int
    fault: UserError


@dataclass(frozen=True, slots=True)
class UsagePlan:
    """What a list does: the assignments it adds, the lines that the log has ``already``, the faults, its columns."""

    new: tuple[Assignment, ...]
    already: tuple[int, ...]
    faults: tuple[LineFault, ...]
    columns: UsageColumns
    guessed_encoding: bool


@dataclass(slots=True)
class _Line:
    """A line as it is read: its values by field, the headings that they stood under, and its faults."""

    number: int
    values: dict[str, object]
    headings: dict[str, str]
    faults: list[UserError]


@dataclass(slots=True)
class _ReadList:
    """A list as it is read: the assignments that its lines make, and what is wrong with the others."""

    columns: UsageColumns
    guessed_encoding: bool
    made: list[tuple[int, Assignment]] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)


def preview_usage(
    profile: Profile,
    sheet: Sheet,
    defaults: ImportDefaults,
    *,
    today: date,
    new_id: NewId,
    again: bool = False,
    progress: Progress = no_progress,
) -> UsagePlan:
    """What ``import_usage`` would do now; nothing is saved.

    With ``again`` lines are added that the log has already. Raises ``UserError`` for a list without a column that is
    needed, and for one that holds what may be an identity number, anywhere.
    """
    with profile.database.read() as connection:
        read = _read_list(connection, sheet, defaults, today=today, new_id=new_id, progress=progress)
        return _plan(connection, read, again=again)


def import_usage(
    profile: Profile,
    sheet: Sheet,
    defaults: ImportDefaults,
    *,
    now: datetime,
    new_id: NewId,
    again: bool = False,
    progress: Progress = no_progress,
) -> UsagePlan:
    """Add the assignments of ``sheet`` to the log: all of them, or none.

    ``now`` is the local time. Raises what ``preview_usage`` raises, and ``UserError`` when a line is wrong;
    ``Cancelled`` when ``progress`` does.
    """
    with profile.database.read() as connection:  # reading a long list must not keep others from writing
        read = _read_list(connection, sheet, defaults, today=now.date(), new_id=new_id, progress=progress)
    with profile.database.write() as connection:
        plan = _plan(connection, read, again=again)
        if plan.faults:
            raise wrong_lines(plan)
        store.add_assignments(connection, plan.new, now)
        log(connection, now, "import-usage", added=len(plan.new), already=len(plan.already))
    return plan


def wrong_lines(plan: UsagePlan) -> UserError:
    """The refusal of a list with wrong lines; it names the first."""
    first = plan.faults[0]
    return UserError(
        N_("Faults in the list: {count}, the first in line {line}; nothing was saved. {fault}"),
        N_("See all of them with --dry-run, and correct them."),
        count=len(plan.faults),
        line=first.line,
        fault=first.fault,
    )


def _read_list(
    connection: Connection,
    sheet: Sheet,
    defaults: ImportDefaults,
    *,
    today: date,
    new_id: NewId,
    progress: Progress,
) -> _ReadList:
    columns = columns_of(sheet.headings)
    _refuse_identity_numbers(sheet)
    lines = [_read(line, sheet.headings, columns) for line in sheet.lines]
    ids = _ids_of_numbers(connection, lines)
    lookup = lookup_of(connection, ids.values())
    read = _ReadList(columns, sheet.guessed_encoding)
    for done, line in enumerate(lines):
        if done % _BETWEEN_REPORTS == 0:
            progress(done, len(lines), _CHECKING)
        assignment = _made(line, defaults, ids, lookup, today=today, new_id=new_id)
        if assignment is None:
            read.faults += (LineFault(line.number, fault) for fault in line.faults)
        else:
            read.made.append((line.number, assignment))
    return read


def _plan(connection: Connection, read: _ReadList, *, again: bool) -> UsagePlan:
    new, already = _parted(connection, read.made, again=again)
    return UsagePlan(new, already, tuple(read.faults), read.columns, read.guessed_encoding)


# What stands in the cells


def _refuse_identity_numbers(sheet: Sheet) -> None:
    """Refuse a list with what may be an identity number, whether its column is read or not."""
    for line in sheet.lines:
        for heading, cell in zip(sheet.headings, line.cells, strict=True):
            if _holds_identity_number(cell):
                raise UserError(
                    N_("Line {line}, column “{heading}”: this may be an identity number. Nothing was read."),
                    N_("The usage log holds nothing of the person who was served. Delete the column, and save anew."),
                    line=line.number,
                    heading=without_identity_numbers(heading),
                )


def _holds_identity_number(cell: Cell) -> bool:
    if not isinstance(cell, str | int) or isinstance(cell, bool):
        return False
    text = str(cell).strip()
    if identity_numbers_in(text):
        return True
    return is_like_identity_number(text) and birth_date(text.zfill(11)) is not None


def _read(line: SheetLine, headings: Iterable[str], columns: UsageColumns) -> _Line:
    found = _Line(line.number, {}, {}, [])
    for heading, cell in zip(headings, line.cells, strict=True):
        name = columns.fields.get(heading)
        if name is None:
            continue
        found.headings[written_name("minutes" if name == "hours" else name)] = heading
        if cell is None:
            continue
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
    """The number that a text is; None for no number, and for one so large that to write it out would take long."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount.copy_abs() <= _MOST_READ else None


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


# What a line means


def _ids_of_numbers(connection: Connection, lines: Iterable[_Line]) -> dict[int, str]:
    """The ids of the people whose register numbers stand in the lines."""
    numbers = {number for line in lines if isinstance(number := line.values.get("number"), int)}
    found = {number: find_by_number(connection, number) for number in numbers}
    return {number: id_ for number, id_ in found.items() if id_}


def _made(
    line: _Line, defaults: ImportDefaults, ids: Mapping[int, str], lookup: CategoryLookup, *, today: date, new_id: NewId
) -> Assignment | None:
    """The assignment of a line; None where it has faults, which are then said."""
    if line.faults:
        return None
    try:
        draft = checked_draft(_draft(line, defaults))
        assignment = Assignment(id=new_id(), **{name: getattr(draft, name) for name in DRAFT_FIELDS})
        if assignment.number is not None:
            assignment = _with_interpreter(assignment, ids, lookup, line)
        check_assignment(assignment, today)
    except UserError as error:
        field_ = str(error.values.get("field", ""))
        line.faults.append(with_heading(error, line.headings.get(field_) or field_name(field_)) if field_ else error)
        return None
    return assignment


def _draft(line: _Line, defaults: ImportDefaults) -> AssignmentDraft:
    said = {name: value for name, value in line.values.items() if name in DRAFT_FIELDS}
    if "hours" in line.values:
        said.setdefault("minutes", line.values["hours"])
    for name in ("unit", "sector", "method"):
        said.setdefault(name, getattr(defaults, name))
    if "used" not in said:
        said["used"] = _likely_used(line)
    return AssignmentDraft(**said)  # type: ignore[arg-type]


def _likely_used(line: _Line) -> Proposed:
    """Whoever has a number was found in the register; who has none must be said."""
    if "number" in line.values:
        return Proposed.REGISTER
    if "name" in line.values:
        raise UserError(
            N_("{field}: a name alone is not looked up, since several may have it."),
            N_("Give the register number, or say who interpreted ({choices})."),
            field="number",
            choices=names_of_used(one for one in Proposed if one is not Proposed.REGISTER),
        )
    raise UserError(
        N_("{field} is missing."), N_("Say one of: {choices}."), field="used", choices=names_of_used(Proposed)
    )


def _with_interpreter(
    assignment: Assignment, ids: Mapping[int, str], lookup: CategoryLookup, line: _Line
) -> Assignment:
    assert assignment.number is not None
    person = ids.get(assignment.number)
    if person is None or person not in lookup.people:
        raise refuse_unknown(assignment.number)
    _check_name(str(line.values.get("name", "")), lookup.people[person].interpreter.name, assignment.number)
    category = lookup.category(person, assignment.language, assignment.kind, assignment.day)
    return replace(assignment, person=person, category=category)


def _check_name(given: str, known: str, number: int) -> None:
    """Refuse a name that has nothing in common with that of the number: one of the two is wrong."""
    words = set(fold(given).split())
    if words and not words & set(fold(known).split()):
        raise UserError(
            N_("{field}: the register has another name for number {number} than “{given}”."),
            N_("Correct the number, or leave the name out."),
            field="name",
            number=number,
            given=safely_quoted(given),
        )


def _parted(
    connection: Connection, made: Sequence[tuple[int, Assignment]], *, again: bool
) -> tuple[tuple[Assignment, ...], tuple[int, ...]]:
    """The assignments that are new, and the lines of those that the log has already, each as often as it has them."""
    if again or not made:
        return tuple(assignment for _, assignment in made), ()
    days = [assignment.day for _, assignment in made]
    there = Counter(store.count_same(connection, LogPeriod(min(days), max(days))))
    new, already = [], []
    for line, assignment in made:
        same = store.sameness(assignment)
        if there[same] > 0:
            there[same] -= 1
            already.append(line)
        else:
            new.append(assignment)
    return tuple(new), tuple(already)
