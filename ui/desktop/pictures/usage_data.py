"""A usage log for pictures, by people whom a search shows; nothing of it is kept."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from interpreter_app.domain.assignments import Assignment, By, counted
from interpreter_app.domain.categories import Category
from interpreter_app.domain.languages import own_kind
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.domain.searches import FoundInterpreter
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector
from interpreter_app.domain.usage_reports import UsageReport, report_lines
from interpreter_app.use_cases.usage import LoggedAssignment
from ui.desktop.models.usage_periods import THIS_YEAR, period_of

_LANGUAGES = {"ukr": 14, "ara": 9, "tir": 8, "pol": 6, "som": 5}
"""How many assignments there are of each language."""
_UNITS = ("Legevakta", "Helsestasjonen", "Flyktninghelseteamet")
_METHODS = (Method.SCREEN, Method.ON_SITE, Method.SCREEN, Method.TELEPHONE)
_LENGTHS = (60, 90, 45, 30, 120)
_OTHER_EVERY = 6
_E_EVERY = 8
"""Every so manieth assignment was by an interpreter not found in the register, or by one with category E."""


def pictured_log(found: Sequence[FoundInterpreter], now: datetime) -> list[LoggedAssignment]:
    """Assignments of this year, newest first, by those found; by nobody of the register where nobody was."""
    languages = sorted(
        ((place / count, code) for code, count in _LANGUAGES.items() for place in range(count)), key=lambda one: one[0]
    )
    first = now.date().replace(month=1, day=5)
    step = (now.date() - first) / len(languages)
    log = [
        _logged(
            place, language, first + timedelta(days=(step * place).days), found[place % len(found)] if found else None
        )
        for place, (_, language) in enumerate(languages)
    ]
    return log[::-1]


def _logged(place: int, language: str, day: date, person: FoundInterpreter | None) -> LoggedAssignment:
    """The assignment at a place of the log, by ``person`` or by somebody who was not found in the register."""
    one = None if place % _OTHER_EVERY == _OTHER_EVERY - 2 else person
    assignment = Assignment(
        id=f"{place:04}",
        day=day,
        language=language,
        kind=own_kind(language),
        method=_METHODS[place % len(_METHODS)],
        minutes=_LENGTHS[place % len(_LENGTHS)],
        sector=Sector.HEALTH,
        unit=_UNITS[place % len(_UNITS)],
        used=Proposed.REGISTER if one else Proposed.OTHER,
        person=one.id if one else None,
        number=one.number if one else None,
        category=_category(place, one.rank) if one else None,
        ground=None if one else Ground.CANNOT_WAIT,
    )
    return LoggedAssignment(assignment, one.name if one else "")


def _category(place: int, rank: int) -> Category:
    return Category.E if place % _E_EVERY == 0 else list(Category)[min(rank, len(Category)) - 1]


def pictured_report(log: Sequence[LoggedAssignment], by: By, state: ProfileState, now: datetime) -> UsageReport:
    """The report of such a log."""
    days = [one.assignment.day for one in log]
    return UsageReport(
        by=by,
        period=period_of(THIS_YEAR, now.date()),
        days=(min(days), max(days)),
        cut_off=now.date(),
        lines=report_lines(counted((one.assignment for one in log), by), by),
        register=state.server,
        fictional=state.fictional,
        as_of=state.as_of,
        made=now,
    )
