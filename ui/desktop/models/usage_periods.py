"""The periods that the usage log can be looked at for, by a day."""

from collections.abc import Mapping
from datetime import date, timedelta

from interpreter_app.domain.assignments import EVER, LogPeriod
from interpreter_app.domain.errors import N_

THIS_YEAR, LAST_YEAR, TWELVE_MONTHS, ALL = "this-year", "last-year", "twelve-months", "all"

PERIOD_NAMES: Mapping[str, str] = {
    THIS_YEAR: N_("This year"),
    LAST_YEAR: N_("Last year"),
    TWELVE_MONTHS: N_("The last twelve months"),
    ALL: N_("The whole log"),
}


def period_of(name: str, today: date) -> LogPeriod:
    """The days of the period called ``name``."""
    match name:
        case "this-year":
            return LogPeriod(date(today.year, 1, 1), date(today.year, 12, 31))
        case "last-year":
            return LogPeriod(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
        case "twelve-months":
            return LogPeriod(_a_year_before(today) + timedelta(days=1), today)
    return EVER


def _a_year_before(day: date) -> date:
    """The same day a year earlier; of 29 February, the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
