"""Keeping the usage log: adding, correcting and removing assignments, and what they were before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from interpreter_app.contact_checks import check_booking_line, check_booking_text
from interpreter_app.domain.assignments import (
    DRAFT_FIELDS,
    EVER,
    LOOKED_UP_BY,
    Assignment,
    AssignmentDraft,
    LogPeriod,
    check_assignment,
    draft_of,
    written_name,
)
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.situations import Proposed
from interpreter_app.ids import NewId
from interpreter_app.store import assignments as store
from interpreter_app.store.assignments import KeptAssignment, Version
from interpreter_app.store.database import Connection
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.standing import sees_all
from interpreter_app.use_cases.usage_lookup import find_interpreter, lookup_of, refuse_unknown

__all__ = [
    "AssignmentHistory",
    "KeptAssignment",
    "LoggedAssignment",
    "Version",
    "add_assignment",
    "checked_draft",
    "checked_reason",
    "correct_assignment",
    "count_assignments",
    "days_of_log",
    "list_assignments",
    "made_from",
    "read_assignment_history",
    "remove_assignment",
]

_REQUIRED = ("day", "language", "method", "minutes", "sector", "used")


@dataclass(frozen=True, slots=True)
class LoggedAssignment:
    """An assignment of the log; ``name`` is the interpreter's, where it may be shown and is known."""

    assignment: Assignment
    name: str


@dataclass(frozen=True, slots=True)
class AssignmentHistory:
    """An assignment as it stands, and what it was until each of its changes, oldest first."""

    kept: KeptAssignment
    versions: Sequence[Version]


def add_assignment(profile: Profile, draft: AssignmentDraft, *, now: datetime, new_id: NewId) -> Assignment:
    """Add an assignment to the log, with the category that the interpreter had on its day. ``now`` is local time.

    Raises ``UserError`` for what is missing or cannot be, and for a register number that nobody has.
    """
    with profile.database.write() as connection:
        assignment = made_from(connection, checked_draft(draft), new_id(), now.date())
        store.add_assignments(connection, [assignment], now)
    return assignment


def correct_assignment(
    profile: Profile, id_: str, changes: Mapping[str, object], *, now: datetime, reason: str
) -> Assignment:
    """Correct fields of an assignment (by their names in ``AssignmentDraft``); what it was is kept, with the reason.

    The category is looked up anew only where a field that it follows from is another. Raises ``NotFound`` when the log
    has no such assignment, ``UserError`` for what cannot be, when nothing is corrected, and without a reason.
    """
    why = checked_reason(reason)
    with profile.database.write() as connection:
        before = _require(connection, id_).assignment
        after = _corrected(connection, before, changes, now.date())
        if after == before:
            raise UserError(N_("The assignment says that already."), N_("Give what is to be corrected."))
        store.replace_assignment(connection, after, now, why)
    return after


def remove_assignment(profile: Profile, id_: str, *, now: datetime, reason: str) -> Assignment:
    """Take an assignment out of the log; what it was is kept, with the reason. Raises as ``correct_assignment``."""
    why = checked_reason(reason)
    with profile.database.write() as connection:
        before = _require(connection, id_).assignment
        store.remove_assignment(connection, id_, now, why)
    return before


def read_assignment_history(profile: Profile, id_: str) -> AssignmentHistory:
    """An assignment, removed or not, with what it was before; raises ``NotFound`` when there never was such a one."""
    with profile.database.read() as connection:
        kept = store.read_assignment(connection, id_)
        if kept is None:
            raise _no_such(id_)
        return AssignmentHistory(kept, store.read_versions(connection, id_))


def list_assignments(
    profile: Profile, period: LogPeriod = EVER, *, limit: int | None = None, offset: int = 0
) -> list[LoggedAssignment]:
    """The assignments of a period, newest first: ``limit`` of them from place ``offset``."""
    period.check()
    with profile.database.read() as connection:
        found = list(store.read_assignments(connection, period, limit=limit, offset=offset))
        people = lookup_of(connection, {one.person for one in found if one.person}).people
        everybody = sees_all(connection)
    return [
        LoggedAssignment(
            one,
            people[one.person].interpreter.name
            if one.person in people and (everybody or people[one.person].listed_on(one.day))
            else "",
        )
        for one in found
    ]


def count_assignments(profile: Profile, period: LogPeriod = EVER) -> int:
    """How many assignments of a period the log holds."""
    with profile.database.read() as connection:
        return store.count_assignments(connection, period)


def days_of_log(profile: Profile) -> tuple[date, date] | None:
    """The first and the last day that the log holds an assignment of; None while it is empty."""
    with profile.database.read() as connection:
        return store.read_days(connection)


def checked_draft(draft: AssignmentDraft) -> AssignmentDraft:
    """A draft with all that is needed: the language's own code, a kind, and a unit that says nothing of anybody.

    Raises ``UserError`` with the field of what is missing or cannot be.
    """
    for name in _REQUIRED:
        if getattr(draft, name) is None:
            raise UserError(N_("{field} is missing."), N_("Add it."), field=written_name(name))
    assert draft.language is not None  # it is required
    language = language_table().get(draft.language).code
    return replace(
        draft, language=language, kind=draft.kind or own_kind(language), unit=check_booking_line("unit", draft.unit)
    )


def checked_reason(reason: str) -> str:
    """Why something is changed; raises ``UserError`` when nothing is said, or what may be an identity number."""
    text = check_booking_text("reason", reason)
    if not text:
        raise UserError(N_("{field} is missing."), N_("Say why; it is kept with what was before."), field="reason")
    return text


def made_from(connection: Connection, draft: AssignmentDraft, id_: str, today: date) -> Assignment:
    """The assignment of a checked draft, person and category looked up; raises ``UserError`` for what cannot be."""
    said = {name: getattr(draft, name) for name in DRAFT_FIELDS}
    assignment = Assignment(id=id_, **said)
    if draft.used is Proposed.REGISTER and draft.number is not None:
        try:
            found = find_interpreter(connection, draft.number, assignment.language, assignment.kind, assignment.day)
        except NotFound as error:
            raise refuse_unknown(draft.number) from error
        assignment = replace(assignment, person=found.person, category=found.category)
    check_assignment(assignment, today)
    return assignment


def _corrected(connection: Connection, before: Assignment, changes: Mapping[str, object], today: date) -> Assignment:
    said = draft_of(before)
    draft = checked_draft(_as_follows(replace(said, **changes), changes))  # type: ignore[arg-type]
    if any(getattr(draft, name) != getattr(said, name) for name in LOOKED_UP_BY):
        found = made_from(connection, replace(draft, ground=None), before.id, today)
        idle = found.category is not None and "ground" not in changes  # a ground given before is not needed any more
        after = found if idle else replace(found, ground=draft.ground)
    else:
        after = replace(before, **{name: getattr(draft, name) for name in DRAFT_FIELDS})
    check_assignment(after, today)
    return after


def _as_follows(draft: AssignmentDraft, changes: Mapping[str, object]) -> AssignmentDraft:
    """The draft without the number of somebody who, as is now said, did not interpret."""
    gone = draft.used is not Proposed.REGISTER and "number" not in changes
    return replace(draft, number=None) if gone else draft


def _require(connection: Connection, id_: str) -> KeptAssignment:
    kept = store.read_assignment(connection, id_)
    if kept is None or kept.deleted:
        raise _no_such(id_)
    return kept


def _no_such(id_: str) -> NotFound:
    return NotFound(
        N_("The usage log has no assignment {id}."), N_("“interpreter-app usage list” shows their ids."), id=id_
    )
