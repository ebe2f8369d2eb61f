"""Evidence that truly gives a fictional person the category meant: ways through the education, with dates.

The years are those in which each scheme existed; the order is the usual one: bilingual test, TAO, credits,
authorisation, bachelor.
"""

from bisect import bisect
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from interpreter_app.domain.categories import CREDITS_REQUIRED, Category, Pair, deciding_rule
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType, studiepoeng
from sync.register_server.fictional_chance import Chance

FIXED_DATE = date(2026, 6, 30)
"""The day that the fictional register is made for: on it every category is the one meant."""

_LAST_DAY = FIXED_DATE.toordinal() - 30
_ROOM = 730
"""Days that are kept free for each step still to come."""

_TERM_ENDS = tuple(date(year, month, 15).toordinal() for year in range(1990, 2027) for month in (6, 12))
_CHRISTMAS = (12, 21)
_EPIPHANY = (1, 3)
_WEST = "HVL"
_OSLO = ("Høgskolen i Oslo", "Høgskolen i Oslo og Akershus", "OsloMet")
_OSLO_RENAMED = (date(2011, 8, 1).toordinal(), date(2018, 1, 12).toordinal())


class Step(NamedTuple):
    """A step in the education, with the days (``date.toordinal``) on which it could be taken.

    ``shortest`` and ``longest`` are the days since the step before. ``in_oslo`` is taken at the college that is
    OsloMet today; otherwise ``institution`` names it. ``at_term_end`` steps are dated June or December.
    """

    type: EvidenceType
    earliest: int
    latest: int = _LAST_DAY
    shortest: int = 40
    longest: int = 900
    amount: Decimal | None = None
    unit: CreditUnit | None = None
    in_oslo: bool = False
    institution: str = ""
    at_term_end: bool = False


def _day(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()


def _course(
    earliest: int, amount: int, unit: CreditUnit = CreditUnit.STUDIEPOENG, latest: int = _LAST_DAY, west: bool = False
) -> Step:
    return Step(
        EvidenceType.CREDITS,
        earliest,
        latest,
        shortest=260,
        amount=Decimal(amount),
        unit=unit,
        in_oslo=not west,
        institution=_WEST if west else "",
        at_term_end=True,
    )


def _bachelor(earliest: int, west: bool = False) -> Step:
    return Step(
        EvidenceType.BACHELOR,
        earliest,
        shortest=500,
        longest=1800,
        in_oslo=not west,
        institution=_WEST if west else "",
        at_term_end=True,
    )


TEST = Step(EvidenceType.BILINGUAL_TEST, _day(2011, 8, 15), in_oslo=True)
TAO = Step(EvidenceType.TAO, _day(2011, 9, 12), longest=400, in_oslo=True)
TRANSLATOR = Step(EvidenceType.AUTHORISED_TRANSLATOR, _day(1996, 6, 3))
PROFESSIONAL = Step(EvidenceType.PROFESSIONAL_TRANSLATOR, _day(2000, 6, 5))
CREDITS = _course(_day(2003, 12, 15), 30)
CREDITS_WEST = _course(_day(2018, 6, 15), 30, west=True)
HALF = _course(_day(2004, 12, 15), 15)
HALF_WEST = _course(_day(2018, 6, 15), 15, west=True)
OLD_CREDITS = _course(_day(1995, 6, 15), 10, CreditUnit.VEKTTALL, _day(2003, 6, 15))
OLD_HALF = _course(_day(1995, 6, 15), 5, CreditUnit.VEKTTALL, _day(2003, 6, 15))
AUTHORISATION = Step(EvidenceType.STATE_AUTHORISATION, _day(1998, 5, 4), shortest=150, longest=2200)
BACHELOR = _bachelor(_day(2020, 6, 15))
SIGN_BACHELOR = _bachelor(_day(2007, 6, 15))
SIGN_BACHELOR_WEST = _bachelor(_day(2018, 6, 15), west=True)
OLD_SIGN = Step(
    EvidenceType.SIGN_EDUCATION_BEFORE_BACHELOR,
    _day(1995, 6, 15),
    _day(2006, 6, 15),
    in_oslo=True,
    at_term_end=True,
)


class Way(NamedTuple):
    """Steps that together give a category; after ``qualifies_after`` of them there is one already."""

    steps: tuple[Step, ...]
    qualifies_after: int


class Taken(NamedTuple):
    """A way that someone has gone for a pair, with the day (``date.toordinal``) of each step."""

    pair: Pair
    way: Way
    days: tuple[int, ...]

    @property
    def qualified(self) -> int:
        """The day on which the pair first had a category."""
        return self.days[self.way.qualifies_after - 1]


def category_of(steps: Sequence[Step]) -> Category | None:
    """The category that the steps give when all count (TF § 11)."""
    met = {step.type for step in steps} - {EvidenceType.CREDITS}
    credits = sum((studiepoeng(s.amount, s.unit) for s in steps if s.amount and s.unit), Decimal(0))
    if credits >= CREDITS_REQUIRED:
        met.add(EvidenceType.CREDITS)
    rule = deciding_rule(frozenset(met))
    return rule.category if rule else None


def _way(*steps: Step) -> Way:
    return Way(steps, next(n for n in range(1, len(steps) + 1) if category_of(steps[:n])))


_SPOKEN: Mapping[Category, tuple[Way, ...]] = {
    Category.A: (
        _way(AUTHORISATION, BACHELOR),
        _way(CREDITS, AUTHORISATION, BACHELOR),
        _way(OLD_CREDITS, AUTHORISATION, BACHELOR),
        _way(TEST, TAO, BACHELOR, AUTHORISATION),
        _way(TEST, TAO, CREDITS, AUTHORISATION, BACHELOR),
    ),
    Category.B: (
        _way(BACHELOR),
        _way(TEST, TAO, BACHELOR),
        _way(TEST, TAO, CREDITS, BACHELOR),
        _way(CREDITS, AUTHORISATION),
        _way(CREDITS_WEST, AUTHORISATION),
        _way(OLD_CREDITS, AUTHORISATION),
        _way(HALF, HALF_WEST, AUTHORISATION),
        _way(TEST, TAO, CREDITS, AUTHORISATION),
    ),
    Category.C: (
        _way(AUTHORISATION),
        _way(AUTHORISATION),
        _way(TEST, TAO, AUTHORISATION),
        _way(AUTHORISATION, HALF),
    ),
    Category.D: (
        _way(CREDITS),
        _way(CREDITS_WEST),
        _way(OLD_CREDITS),
        _way(OLD_HALF, HALF),
        _way(TEST, TAO, CREDITS),
        _way(TEST, TAO, CREDITS_WEST),
        _way(TEST, TAO, CREDITS),
        _way(TEST, TAO, HALF, HALF_WEST),
    ),
    Category.E: (
        *[_way(TEST, TAO)] * 8,
        _way(TRANSLATOR, TAO),
        _way(PROFESSIONAL, TAO),
        _way(TEST, TAO, HALF),
    ),
}
_SPOKEN_WITHOUT_BACHELOR = {
    **_SPOKEN,
    Category.B: tuple(way for way in _SPOKEN[Category.B] if BACHELOR not in way.steps),
}
_SIGN: Mapping[Category, tuple[Way, ...]] = {
    Category.A: (_way(SIGN_BACHELOR, AUTHORISATION),),
    Category.B: (_way(SIGN_BACHELOR), _way(SIGN_BACHELOR), _way(SIGN_BACHELOR_WEST)),
    Category.D: (_way(OLD_SIGN),),
}
_OTHER_KINDS: Mapping[Category, tuple[Way, ...]] = {
    Category.B: (_way(SIGN_BACHELOR), _way(SIGN_BACHELOR_WEST)),
    Category.D: (_way(CREDITS), _way(CREDITS_WEST)),
}


def ways_to(category: Category, pair: Pair, with_bachelor: bool) -> tuple[Way, ...]:
    """The ways to ``category`` for ``pair``; ``with_bachelor`` where the language has one."""
    if pair.kind is Kind.SIGN:
        return _SIGN[category]
    if pair.kind is not Kind.SPOKEN:
        return _OTHER_KINDS[category]
    return (_SPOKEN if with_bachelor else _SPOKEN_WITHOUT_BACHELOR)[category]


def take(chance: Chance, way: Way, pair: Pair) -> Taken:
    """Go the way, with days by chance: each step after the one before, the last well before ``FIXED_DATE``."""
    days: list[int] = []
    day = 0
    for place, step in enumerate(way.steps):
        limit = min(step.latest, _LAST_DAY - _ROOM * (len(way.steps) - 1 - place))
        if days:
            day = chance.between(day + step.shortest, min(day + step.longest, limit))
        if day < step.earliest:
            day = chance.between(step.earliest, limit)
        day = _term_end(day) if step.at_term_end else working_day(day)
        days.append(day)
    return Taken(pair, way, tuple(days))


def _term_end(day: int) -> int:
    """The last end of a term up to ``day``."""
    return _TERM_ENDS[bisect(_TERM_ENDS, day) - 1]


def working_day(day: int) -> int:
    """``day``, or a day before it, at most 16, that is neither in a weekend nor about Christmas."""
    written = date.fromordinal(day)
    if (written.month, written.day) >= _CHRISTMAS or (written.month, written.day) <= _EPIPHANY:
        day -= 14
    weekday = (day - 1) % 7
    return day - max(0, weekday - 4)


def institution_of(step: Step, day: int) -> str:
    """Who gave the step on ``day``, by the name of that time; empty where no institution did."""
    return _OSLO[bisect(_OSLO_RENAMED, day)] if step.in_oslo else step.institution
