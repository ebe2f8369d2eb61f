"""Half-open periods of days: ``start`` is in, ``end`` is the first day after; ``FOREVER`` has no end."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

FOREVER = date.max


class Period(NamedTuple):
    """Days from ``start`` up to, not with, ``end``."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in the period; what has no end holds on the last day of the calendar too."""
        return self.start <= day < self.end or self.start < self.end == FOREVER == day


def until(day: date | None) -> date:
    """The end of a period whose last border is ``day``; an open one never ends."""
    return FOREVER if day is None else day


def union(periods: Iterable[Period]) -> list[Period]:
    """The same days as ``periods``, in order, without overlaps; empty periods are dropped."""
    joined: list[Period] = []
    for period in sorted(period for period in periods if period.start < period.end):
        if joined and period.start <= joined[-1].end:
            joined[-1] = Period(joined[-1].start, max(joined[-1].end, period.end))
        else:
            joined.append(period)
    return joined


def without(period: Period, gaps: Iterable[Period]) -> list[Period]:
    """The days of ``period`` that lie in none of ``gaps``."""
    left: list[Period] = []
    start = period.start
    for gap in union(gaps):
        if gap.start >= period.end:
            break
        if gap.start > start:
            left.append(Period(start, gap.start))
        start = max(start, gap.end)
    if start < period.end:
        left.append(Period(start, period.end))
    return left
