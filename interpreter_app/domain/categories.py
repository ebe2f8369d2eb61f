"""The categories A–E of tolkeforskriften § 11: which one the evidence gives, for a language and kind, on a date.

A category is always computed from evidence and always holds on a date; it is nowhere typed in.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import is_sign_language
from interpreter_app.domain.periods import Period
from interpreter_app.domain.qualifications import Evidence, EvidenceType

CREDITS_REQUIRED = Decimal(30)


class Category(StrEnum):
    """A qualification category (kategori), best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"

    @property
    def rank(self) -> int:
        """1 for A to 5 for E."""
        return _RANKS[self]


_RANKS = {category: rank for rank, category in enumerate(Category, start=1)}
NO_CATEGORY_RANK = len(Category) + 1


class Pair(NamedTuple):
    """What a person is listed for: a language (ISO 639-3 or a bundle) and a kind of interpreting."""

    language: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to a category: all of ``requires`` give ``category``; ``source`` is the paragraph."""

    category: Category
    requires: frozenset[EvidenceType]
    source: str


TF_11 = "TF 11"
REGISTER_PRACTICE = "TF 11, register practice"


def _rule(category: Category, *requires: EvidenceType, source: str = TF_11) -> Rule:
    return Rule(category, frozenset(requires), source)


_T = EvidenceType
RULES: tuple[Rule, ...] = (
    _rule(Category.A, _T.STATE_AUTHORISATION, _T.BACHELOR),
    _rule(Category.B, _T.BACHELOR),
    _rule(Category.B, _T.STATE_AUTHORISATION, _T.CREDITS),
    _rule(Category.C, _T.STATE_AUTHORISATION),
    _rule(Category.D, _T.CREDITS),
    _rule(Category.D, _T.SIGN_EDUCATION_BEFORE_BACHELOR, source=REGISTER_PRACTICE),
    _rule(Category.E, _T.TAO, _T.BILINGUAL_TEST),
    _rule(Category.E, _T.TAO, _T.AUTHORISED_TRANSLATOR),
    _rule(Category.E, _T.TAO, _T.PROFESSIONAL_TRANSLATOR),
)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one further piece of evidence that would raise the category, by the smallest step up."""

    missing: EvidenceType
    category: Category


@dataclass(frozen=True, slots=True)
class Assessment:
    """The category of a pair on a day, and what it rests on.

    ``rule`` is None where the evidence gives no category. ``stated`` is set instead where the category is only the
    public register's statement, without evidence. ``counted`` is all evidence for the pair that counts that
    day, ``not_counted`` what is recorded but does not count (yet, any more, or while withdrawn).
    """

    pair: Pair
    day: date
    rule: Rule | None
    counted: tuple[Evidence, ...]
    not_counted: tuple[Evidence, ...]
    next_step: NextStep | None
    stated: Category | None = None

    @property
    def category(self) -> Category | None:
        """The category, or None where there is none that day."""
        return self.rule.category if self.rule else self.stated


class HeldPeriod(NamedTuple):
    """A period in which one rule decided the category of a pair; ``rule`` None where none did."""

    period: Period
    rule: Rule | None


@cache
def deciding_rule(met: frozenset[EvidenceType]) -> Rule | None:
    """The rule that gives the highest category when the requirements ``met`` are met (TF § 11)."""
    return next((rule for rule in RULES if rule.requires <= met), None)


@cache
def next_step(met: frozenset[EvidenceType]) -> NextStep | None:
    """The single missing piece of evidence that would give the next higher category, if one does.

    The old sign-language education cannot be taken any more and is never suggested; neither is a translator title,
    which is no step in the interpreters' education.
    """
    rule = deciding_rule(met)
    rank = rule.category.rank if rule else NO_CATEGORY_RANK
    steps = [
        NextStep(missing, better.category)
        for missing in (_T.TAO, _T.BILINGUAL_TEST, _T.CREDITS, _T.STATE_AUTHORISATION, _T.BACHELOR)
        if missing not in met and (better := deciding_rule(met | {missing})) is not None and better.category.rank < rank
    ]
    return max(steps, key=lambda step: step.category.rank, default=None)


def evidence_for(pair: Pair, evidence: Iterable[Evidence]) -> list[Evidence]:
    """The evidence that can count for ``pair``: its own, and TAO, which belongs to the person (TF § 11)."""
    language, kind = pair
    return [p for p in evidence if p.type is _T.TAO or (p.language == language and p.kind == kind)]


def requirements_met(language: str, counted: Collection[Evidence]) -> frozenset[EvidenceType]:
    """Which requirements of TF § 11 the ``counted`` evidence for ``language`` meets.

    Credits in one language are added up and meet theirs from 30 studiepoeng; the old sign-language education
    counts for sign languages only (register practice).
    """
    met = {piece.type for piece in counted}
    if _T.CREDITS in met and sum(piece.credits for piece in counted) < CREDITS_REQUIRED:
        met.remove(_T.CREDITS)
    if _T.SIGN_EDUCATION_BEFORE_BACHELOR in met and not is_sign_language(language):
        met.remove(_T.SIGN_EDUCATION_BEFORE_BACHELOR)
    return frozenset(met)


def assess(pair: Pair, evidence: Iterable[Evidence], day: date) -> Assessment:
    """The category of ``pair`` on ``day`` by TF § 11, with what it rests on and the next step up."""
    relevant = evidence_for(pair, evidence)
    counted = tuple(piece for piece in relevant if piece.counts_on(day))
    met = requirements_met(pair.language, counted)
    return Assessment(
        pair=pair,
        day=day,
        rule=deciding_rule(met),
        counted=counted,
        not_counted=tuple(piece for piece in relevant if piece not in counted),
        next_step=next_step(met),
    )


def stated(pair: Pair, category: Category, day: date) -> Assessment:
    """The category of ``pair`` as the public register states it; what it rests on is not known."""
    return Assessment(pair, day, None, (), (), None, stated=category)


def category_periods(pair: Pair, evidence: Iterable[Evidence], window: Period) -> list[HeldPeriod]:
    """The periods of ``window`` in which each rule decided the category of ``pair``, in order and without gaps.

    Periods next to each other differ in rule.
    """
    relevant = evidence_for(pair, evidence)
    held: list[HeldPeriod] = []
    for start, end in pairwise(_borders(relevant, window)):
        rule = deciding_rule(requirements_met(pair.language, [p for p in relevant if p.counts_on(start)]))
        if held and held[-1].rule is rule:
            held[-1] = HeldPeriod(Period(held[-1].period.start, end), rule)
        else:
            held.append(HeldPeriod(Period(start, end), rule))
    return held


def _borders(evidence: Iterable[Evidence], window: Period) -> list[date]:
    """The first and last border of ``window``, and those between on which some evidence begins or ends to count."""
    first, last = window
    borders = {first, last}
    for piece in evidence:
        for period in piece.periods:
            for border in period:
                if first < border < last:
                    borders.add(border)
    return sorted(borders)


def pairs_with_category(evidence: Sequence[Evidence], day: date) -> list[Assessment]:
    """Every pair that the evidence itself gives a category on ``day``, sorted by language and kind."""
    pairs = {Pair(p.language, p.kind) for p in evidence if p.language is not None and p.kind is not None}
    found = (assess(pair, evidence, day) for pair in sorted(pairs))
    return [assessment for assessment in found if assessment.rule]
