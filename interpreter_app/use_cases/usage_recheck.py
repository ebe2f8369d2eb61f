"""Looking up the categories of the usage log again: the register may have been corrected since they were logged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from interpreter_app.domain.assignments import EVER, Assignment, LogPeriod, check_assignment
from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import N_
from interpreter_app.domain.situations import Proposed
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.store import assignments as store
from interpreter_app.store.database import Connection
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.usage import checked_reason
from interpreter_app.use_cases.usage_lookup import lookup_of

_LOOKING = N_("Looking up the categories")
_BETWEEN_REPORTS = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """An assignment whose recorded category is not what the register here says ``now`` of its day."""

    assignment: Assignment
    now: Category | None


@dataclass(frozen=True, slots=True)
class Recheck:
    """What a look-up gave: how many were ``looked_up``, what differs, and how many could not be, being ``gone``:
    those of people who are not in the register any more, and of days of which the data here say nothing.

    The log keeps the category of somebody whom the register here does not have any more.
    """

    looked_up: int
    differences: Sequence[Difference]
    gone: int


def recheck(profile: Profile, period: LogPeriod = EVER, *, progress: Progress = no_progress) -> Recheck:
    """Look up again the categories of a period; nothing is changed."""
    period.check()
    with profile.database.read() as connection:
        return _looked_up(connection, period, progress)


def correct_categories(
    profile: Profile, period: LogPeriod = EVER, *, now: datetime, reason: str, progress: Progress = no_progress
) -> Recheck:
    """Let the categories of a period be as the register now says; what they were is kept, with the ``reason``.

    Raises ``UserError`` for a period that ends before it begins and for what is no reason, ``Cancelled`` when
    ``progress`` does.
    """
    why = checked_reason(reason)
    period.check()
    with profile.database.write() as connection:
        found = _looked_up(connection, period, progress)
        for one in found.differences:
            new = replace(one.assignment, category=one.now, ground=None if one.now else one.assignment.ground)
            check_assignment(new, now.date())
            store.replace_assignment(connection, new, now, why)
    return found


def _looked_up(connection: Connection, period: LogPeriod, progress: Progress) -> Recheck:
    logged = [one for one in store.read_assignments(connection, period) if one.used is Proposed.REGISTER]
    lookup = lookup_of(connection, {one.person for one in logged if one.person})
    differences = []
    gone = 0
    for done, one in enumerate(logged):
        if done % _BETWEEN_REPORTS == 0:
            progress(done, len(logged), _LOOKING)
        if one.person is None or one.person not in lookup.people or not lookup.knows(one.day):
            gone += 1
            continue
        now = lookup.category(one.person, one.language, one.kind, one.day)
        if now is not one.category:
            differences.append(Difference(one, now))
    return Recheck(len(logged) - gone, differences, gone)
