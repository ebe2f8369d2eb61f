"""Taking a list of assignments into the usage log: looked at first, then done whole or not at all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

from interpreter_app.contact_checks import safely_quoted
from interpreter_app.documents.sheets import Sheet
from interpreter_app.domain.assignments import (
    DRAFT_FIELDS,
    WHO_ELSE,
    Assignment,
    AssignmentDraft,
    LogPeriod,
    check_assignment,
)
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.folding import fold
from interpreter_app.domain.situations import Method, Proposed, Sector
from interpreter_app.ids import NewId
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.store import assignments as store
from interpreter_app.store.base import log
from interpreter_app.store.database import Connection
from interpreter_app.store.people import find_by_number
from interpreter_app.use_cases.cell_values import with_heading
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.usage import checked_draft
from interpreter_app.use_cases.usage_cells import UsageLine, read_line, refuse_identity_numbers
from interpreter_app.use_cases.usage_columns import UsageColumns, columns_of, field_name, names_of_used
from interpreter_app.use_cases.usage_lookup import CategoryLookup, lookup_of, refuse_unknown

_CHECKING = N_("Checking the list")
_BETWEEN_REPORTS = 500
_FOR_ALL = frozenset({"unit", "sector", "method", "used"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDefaults:
    """What holds for the lines of a list that do not say it: there is no column for it, or the cell is empty.

    ``used`` is who interpreted where no register number stands.
    """

    unit: str = ""
    sector: Sector | None = None
    method: Method | None = None
    used: Proposed | None = None


class LineFault(NamedTuple):
    """What is wrong with a line of a list."""

    line: int
    fault: UserError


@dataclass(frozen=True, slots=True)
class UsagePlan:
    """What a list does: the assignments it adds, the lines that the log has ``already``, the faults, its columns.

    ``unsaid`` are the fields of ``ImportDefaults`` that some line does not say itself, whether they are given or not.
    """

    new: tuple[Assignment, ...]
    already: tuple[int, ...]
    faults: tuple[LineFault, ...]
    unsaid: frozenset[str]
    columns: UsageColumns
    guessed_encoding: bool


@dataclass(slots=True)
class _ReadList:
    """A list as it is read: the assignments that its lines make, and what is wrong with the others."""

    columns: UsageColumns
    guessed_encoding: bool
    unsaid: frozenset[str]
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
    refuse_identity_numbers(sheet)
    columns = columns_of(sheet.headings)
    lines = [read_line(line, sheet.headings, columns) for line in sheet.lines]
    ids = _ids_of_numbers(connection, lines)
    lookup = lookup_of(connection, ids.values())
    read = _ReadList(columns, sheet.guessed_encoding, frozenset(chain.from_iterable(map(_unsaid, lines))))
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
    return UsagePlan(new, already, tuple(read.faults), read.unsaid, read.columns, read.guessed_encoding)


def _ids_of_numbers(connection: Connection, lines: Iterable[UsageLine]) -> dict[int, str]:
    """The ids of the people whose register numbers stand in the lines."""
    numbers = {number for line in lines if isinstance(number := line.values.get("number"), int)}
    found = {number: find_by_number(connection, number) for number in numbers}
    return {number: id_ for number, id_ in found.items() if id_}


def _made(
    line: UsageLine,
    defaults: ImportDefaults,
    ids: Mapping[int, str],
    lookup: CategoryLookup,
    *,
    today: date,
    new_id: NewId,
) -> Assignment | None:
    """The assignment of a line; None where it has faults, which are then said."""
    line.faults += (_with_its_heading(error, line) for error in _lacks(line, defaults))
    if line.faults:
        return None
    try:
        draft = checked_draft(_draft(line, defaults))
        assignment = Assignment(id=new_id(), **{name: getattr(draft, name) for name in DRAFT_FIELDS})
        if assignment.number is not None:
            assignment = _with_interpreter(assignment, ids, lookup, line)
        check_assignment(assignment, today)
    except UserError as error:
        line.faults.append(_with_its_heading(error, line))
        return None
    return assignment


def _with_its_heading(error: UserError, line: UsageLine) -> UserError:
    """A fault named by the heading in the list, or, where it has no such column, by what the program calls it."""
    name = str(error.values.get("field", ""))
    return with_heading(error, line.headings.get(name) or field_name(name)) if name else error


def _draft(line: UsageLine, defaults: ImportDefaults) -> AssignmentDraft:
    said = {name: value for name, value in line.values.items() if name in DRAFT_FIELDS}
    if "hours" in line.values:
        said.setdefault("minutes", line.values["hours"])
    said |= {name: getattr(defaults, name) for name in _unsaid(line)}
    if "number" in line.values:
        said.setdefault("used", Proposed.REGISTER)
    return AssignmentDraft(**said)  # type: ignore[arg-type]


def _unsaid(line: UsageLine) -> frozenset[str]:
    """What is to be said for the whole list, as the line does not; whoever has a number was found in the register."""
    return _FOR_ALL - line.said - ({"used"} if "number" in line.said else set())


def _lacks(line: UsageLine, defaults: ImportDefaults) -> Iterator[UserError]:
    """What is needed, and said neither by a line nor for the whole list."""
    lacking = {name for name in _unsaid(line) if getattr(defaults, name) is None}
    for name in ("method", "sector"):
        if name in lacking:
            hint = N_("Say it in the list, or once for the whole list.")
            yield UserError(N_("{field} is missing."), hint, field=name)
    if "used" in lacking:
        named = "name" in line.said
        yield UserError(
            N_("{field}: a name alone is not looked up, since several may have it.")
            if named
            else N_("{field} is missing."),
            N_("Give the register number, or say who interpreted, in the list or once for the whole list: {choices}."),
            field="number" if named else "used",
            choices=names_of_used(WHO_ELSE),
        )


def _with_interpreter(
    assignment: Assignment, ids: Mapping[int, str], lookup: CategoryLookup, line: UsageLine
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
