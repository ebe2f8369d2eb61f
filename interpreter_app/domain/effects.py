"""What a change of a person's records does to the categories: from which day, for which pair, and why."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from interpreter_app.domain.categories import Assessment, Category, Pair
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.periods import FOREVER, Period


class CategoryEffect(NamedTuple):
    """A pair whose category is another after a change, in ``period``.

    ``before`` and ``after`` are its assessments on the first day of the period, with the reasons; None where the pair
    is not on the person's list at all.
    """

    pair: Pair
    period: Period
    before: Assessment | None
    after: Assessment | None


def effects(before: Dossier | None, after: Dossier | None, day: date) -> tuple[CategoryEffect, ...]:
    """What becomes of the categories from ``day`` on when the records ``before`` become ``after`` (None: nobody).

    Sorted by pair and day. What only rests on something else, with the same category, is no effect.
    """
    found: list[CategoryEffect] = []
    days = _days(before, after, day)
    for start, end in zip(days, [*days[1:], FOREVER], strict=True):
        then, now = _by_pair(before, start), _by_pair(after, start)
        for pair in sorted({*then, *now}):
            if _differs(then.get(pair), now.get(pair)):
                found.append(CategoryEffect(pair, Period(start, end), then.get(pair), now.get(pair)))
    return _joined(found)


def _days(before: Dossier | None, after: Dossier | None, day: date) -> list[date]:
    """``day`` and every later one on which a piece of evidence begins or ends to count."""
    pieces = [piece for dossier in (before, after) if dossier for piece in dossier.evidence()]
    borders = {border for piece in pieces for period in piece.periods for border in period}
    return [day, *sorted(border for border in borders if day < border < FOREVER)]


def _by_pair(dossier: Dossier | None, day: date) -> dict[Pair, Assessment]:
    return {found.pair: found for found in dossier.assessments(day)} if dossier else {}


def _differs(before: Assessment | None, after: Assessment | None) -> bool:
    """Whether the category is another, or a pair is new; one without a category that goes is no difference."""
    if before is None or after is None:
        return after is not None or (before is not None and before.category is not None)
    return before.category is not after.category


def _joined(found: Iterable[CategoryEffect]) -> tuple[CategoryEffect, ...]:
    """The same effects with those that only continue another made one."""
    result: list[CategoryEffect] = []
    for effect in sorted(found, key=lambda one: (one.pair, one.period)):
        if result and _continues(result[-1], effect):
            result[-1] = result[-1]._replace(period=Period(result[-1].period.start, effect.period.end))
        else:
            result.append(effect)
    return tuple(result)


def _continues(earlier: CategoryEffect, later: CategoryEffect) -> bool:
    return (
        earlier.pair == later.pair
        and earlier.period.end == later.period.start
        and _held(earlier.before) == _held(later.before)
        and _held(earlier.after) == _held(later.after)
    )


def _held(assessment: Assessment | None) -> tuple[bool, Category | None]:
    return assessment is not None, assessment.category if assessment else None
