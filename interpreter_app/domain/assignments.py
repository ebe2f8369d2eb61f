"""The usage log (tolkebruk): who interpreted in which conversation, and how often it was somebody with a category.

The law asks for a qualified interpreter (TL § 7) and for guidelines on the use of interpreters (TL § 9). Being listed
is voluntary: whoever was not found in the register is counted as that, never as not qualified. Nothing here says
anything of the person who was served.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from interpreter_app.domain.call_lists import CallList, find_called
from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector

MOST_MINUTES = 24 * 60
FIRST_DAY = date(2000, 1, 1)
"""No assignment before it is logged: an earlier day is a slip, and would spoil every report by month."""
WHO_ELSE = tuple(one for one in Proposed if one is not Proposed.REGISTER)
"""Who interprets where nobody from the register does, so that there is no register number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A conversation with an interpreter (oppdrag), or one that should have had one.

    ``used`` is who interpreted: ``register`` somebody found in the register (``person`` is the record id and
    ``number`` the register number), ``other`` an interpreter who was not found there, ``none`` nobody. ``category`` is
    the one that the interpreter had for this language and kind on ``day``, listed that day; None where there was none.
    ``ground`` is why somebody without a category was used (TL § 7(2)). ``minutes`` is 1–1440. ``unit`` is a unit's
    name, and may be empty.
    """

    id: str
    day: date
    language: str
    kind: Kind
    method: Method
    minutes: int
    sector: Sector
    unit: str
    used: Proposed
    person: str | None = None
    number: int | None = None
    category: Category | None = None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentDraft:
    """An assignment as it is being written down: what is not known yet is None.

    Without ``kind`` it is the language's own. The person behind ``number`` and the category are looked up when the
    assignment is saved.
    """

    day: date | None = None
    language: str | None = None
    kind: Kind | None = None
    method: Method | None = None
    minutes: int | None = None
    sector: Sector | None = None
    unit: str = ""
    used: Proposed | None = None
    number: int | None = None
    ground: Ground | None = None


DRAFT_FIELDS = tuple(field.name for field in fields(AssignmentDraft))
"""What a person says of an assignment."""


def written_name(field: str) -> str:
    """What people know a field of an assignment as: the name that it has as an option and in JSON."""
    return "date" if field == "day" else field


LOOKED_UP_BY = frozenset({"day", "language", "kind", "used", "number"})
"""The fields that the category follows from."""


def draft_of_agreed(call_list: CallList) -> AssignmentDraft:
    """What a call list says of the assignment that was agreed in it."""
    need, agreed = call_list.need, find_called(call_list, call_list.agreed)
    return AssignmentDraft(
        day=need.on,
        language=need.language,
        kind=need.kind,
        method=need.method,
        minutes=need.minutes,
        sector=need.sector,
        unit=need.unit,
        used=Proposed.REGISTER if agreed else None,
        number=agreed.number if agreed else None,
    )


def may_be_logged(call_list: CallList, today: date) -> bool:
    """Whether what was agreed in a call list may have been held: the log tells of what was, not of what is to come."""
    day = call_list.need.on
    return bool(call_list.agreed) and (day is None or day <= today)


def draft_of(assignment: Assignment) -> AssignmentDraft:
    """What a person has said of an assignment."""
    return AssignmentDraft(**{name: getattr(assignment, name) for name in DRAFT_FIELDS})


def check_assignment(assignment: Assignment, today: date) -> None:
    """Raise ``UserError`` with the field of what cannot be in an assignment."""
    if assignment.day > today:
        raise _wrong("day", N_("{field} cannot be later than today."), N_("Log an assignment when it is done."))
    if assignment.day < FIRST_DAY:
        first = FIRST_DAY.isoformat()
        raise UserError(
            N_("{field} cannot be earlier than {first}."), N_("Correct it."), field=written_name("day"), first=first
        )
    if not 1 <= assignment.minutes <= MOST_MINUTES:
        raise UserError(
            N_("{field} must be a whole number of minutes from 1 to {highest}."),
            N_("Correct it."),
            field="minutes",
            highest=MOST_MINUTES,
        )
    found = assignment.used is Proposed.REGISTER
    if found and (assignment.person is None or assignment.number is None):
        raise _wrong("number", N_("{field} is missing."), N_("Give the interpreter's register number."))
    if not found and (assignment.person or assignment.number or assignment.category):
        raise _wrong(
            "number",
            N_("{field} is only for an interpreter found in the register."),
            N_("Leave it out, or say that the interpreter was found in the register."),
        )
    if assignment.category and assignment.ground:
        raise _wrong(
            "ground",
            N_("{field} is only for when somebody without a category was used."),
            N_("Leave it out."),
        )


def _wrong(field: str, message: str, hint: str) -> UserError:
    return UserError(message, hint, field=written_name(field))


class By(StrEnum):
    """What a report counts by; ``total`` is all in one line."""

    TOTAL = "total"
    UNIT = "unit"
    LANGUAGE = "language"
    METHOD = "method"
    MONTH = "month"
    SECTOR = "sector"


class Group(StrEnum):
    """Who interpreted, as it is counted: each assignment is in exactly one group."""

    HIGHLY_QUALIFIED = "highly_qualified"
    CATEGORY_E = "category_e"
    WITHOUT_CATEGORY = "without_category"
    NOT_FOUND = "not_found"
    ADULT_RELATIVE = "adult_relative"
    CHILD = "child"
    NOBODY = "nobody"


_GROUPS = {
    Proposed.OTHER: Group.NOT_FOUND,
    Proposed.ADULT_RELATIVE: Group.ADULT_RELATIVE,
    Proposed.CHILD: Group.CHILD,
    Proposed.NONE: Group.NOBODY,
}


def group_of(used: Proposed, category: Category | None) -> Group:
    """The group of an assignment; somebody in the register may have had no category for the language that day."""
    if used is not Proposed.REGISTER:
        return _GROUPS[used]
    if category is None:
        return Group.WITHOUT_CATEGORY
    return Group.CATEGORY_E if category is Category.E else Group.HIGHLY_QUALIFIED


class Counted(NamedTuple):
    """How many ``times`` a ``key`` (such as a language) had an assignment by such an interpreter, and the minutes."""

    key: str
    used: Proposed
    category: Category | None
    times: int
    minutes: int


class Tally(NamedTuple):
    """Assignments counted by who interpreted, the fields in the order of ``Group``, and their minutes in all."""

    highly_qualified: int = 0
    category_e: int = 0
    without_category: int = 0
    not_found: int = 0
    adult_relative: int = 0
    child: int = 0
    nobody: int = 0
    minutes: int = 0

    @property
    def total(self) -> int:
        """How many assignments there are (N)."""
        return sum(self[: len(Group)])

    @property
    def qualified(self) -> int:
        """How many were by an interpreter with a category A–E."""
        return self.highly_qualified + self.category_e

    @property
    def rate(self) -> float | None:
        """The share with a category A–E, in per cent; None where there are no assignments."""
        return self._share(self.qualified)

    @property
    def rate_highly_qualified(self) -> float | None:
        """The share with a category A–D ("highly qualified" in published statistics), in per cent."""
        return self._share(self.highly_qualified)

    def _share(self, part: int) -> float | None:
        return 100 * part / self.total if self.total else None


NOTHING = Tally()


def counted(assignments: Iterable[Assignment], by: By) -> list[Counted]:
    """Assignments as they are counted, one by one."""
    return [Counted(key_of(one, by), one.used, one.category, 1, one.minutes) for one in assignments]


def key_of(assignment: Assignment, by: By) -> str:
    """What an assignment is counted under: a code, the unit's name, or the month (2026-06)."""
    match by:
        case By.TOTAL:
            return ""
        case By.MONTH:
            return assignment.day.isoformat()[:7]
    return str(getattr(assignment, by))


def tallies(rows: Iterable[Counted]) -> dict[str, Tally]:
    """The tally of each key, in the order in which the keys first come."""
    found: dict[str, Tally] = {}
    for row in rows:
        found[row.key] = _with(found.get(row.key, NOTHING), row)
    return found


def _with(tally: Tally, row: Counted) -> Tally:
    name = group_of(row.used, row.category).value
    return tally._replace(**{name: getattr(tally, name) + row.times, "minutes": tally.minutes + row.minutes})


def in_all(parts: Iterable[Tally]) -> Tally:
    """Tallies added up."""
    columns = zip(NOTHING, *parts, strict=True)
    return Tally(*(sum(column) for column in columns))


class LogPeriod(NamedTuple):
    """The days that are asked for, both included; None leaves that end open."""

    first: date | None = None
    last: date | None = None

    def check(self) -> None:
        """Raise ``UserError`` when it ends before it begins."""
        if self.first and self.last and self.last < self.first:
            raise UserError(
                N_("The period ends on {last}, before it begins on {first}."),
                N_("Correct one of the dates."),
                first=self.first.isoformat(),
                last=self.last.isoformat(),
            )


EVER = LogPeriod()
