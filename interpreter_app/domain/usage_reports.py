"""What a report of the usage log holds, and the published figures that may stand beside it but never in its series."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from interpreter_app.domain.assignments import NOTHING, By, Counted, LogPeriod, Tally, in_all, tallies

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ReportLine:
    """The assignments of one ``key``: a language, a unit, a month …"""

    key: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageReport:
    """The usage log of a period, counted.

    ``days`` are the first and the last day with an assignment in the period, None where there is none. ``cut_off`` is
    the last day that is counted. ``register`` is where the categories were looked up and ``as_of`` how old those data
    are. ``made`` is the local time of the report. ``unit`` is the unit that made it, may be empty.
    """

    by: By
    period: LogPeriod
    days: tuple[date, date] | None
    cut_off: date
    lines: tuple[ReportLine, ...]
    register: str
    fictional: bool
    as_of: datetime
    made: datetime
    unit: str = ""

    @property
    def total(self) -> Tally:
        """All the assignments."""
        return in_all(line.tally for line in self.lines)


def report_lines(rows: Iterable[Counted], by: By) -> tuple[ReportLine, ...]:
    """The lines of a report: all months in their order, those without assignments too; else the largest first."""
    found = tallies(rows)
    if by is By.MONTH:
        return tuple(ReportLine(key, found.get(key, NOTHING)) for key in _months(found))
    lines = (ReportLine(key, tally) for key, tally in found.items())
    return tuple(sorted(lines, key=lambda line: (-line.tally.total, line.key)))


def _months(keys: Iterable[str]) -> Iterator[str]:
    """Each month from the first of ``keys`` (such as 2026-06) to the last."""
    numbers = [int(key[:4]) * _MONTHS + int(key[5:]) - 1 for key in keys]
    for number in range(min(numbers), max(numbers) + 1) if numbers else ():
        yield f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedShare:
    """A published share of assignments in the public sector by qualified interpreters, in per cent.

    ``about`` is whether it was published as an approximate figure; ``assignments`` is of how many, where that is known.
    ``source`` is by language of the user interface (nb, nn, en).
    """

    year: int
    share: int
    about: bool
    assignments: int | None
    source: Mapping[str, str]


@cache
def published_shares() -> tuple[PublishedShare, ...]:
    """The published shares (``resources/published_figures.json``), oldest first."""
    text = files("resources").joinpath("published_figures.json").read_text(encoding="utf-8")
    return tuple(PublishedShare(**entry) for entry in json.loads(text)["qualified_use"])
