"""All that the register holds on one person, and what follows from it for a search."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from interpreter_app.domain.authorisations import Authorisation, Withdrawal, evidence_from_authorisation
from interpreter_app.domain.categories import (
    NO_CATEGORY_RANK,
    Assessment,
    Category,
    Pair,
    assess,
    category_periods,
    stated,
)
from interpreter_app.domain.interpreters import Interpreter, ListedLanguage, Listing
from interpreter_app.domain.languages import own_kind
from interpreter_app.domain.periods import Period, union, until
from interpreter_app.domain.qualifications import Evidence, Qualification, evidence_from_qualification


@dataclass(frozen=True, slots=True)
class Dossier:
    """A person with all records that belong to the person; the mapping is by authorisation id."""

    id: str
    interpreter: Interpreter
    languages: tuple[ListedLanguage, ...] = ()
    listings: tuple[Listing, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    authorisations: Mapping[str, Authorisation] = field(default_factory=dict)
    withdrawals: tuple[Withdrawal, ...] = ()

    def evidence(self) -> list[Evidence]:
        """All evidence of the person, for every language."""
        found = [
            evidence_from_qualification(q, own_kind(q.language) if q.language else None) for q in self.qualifications
        ]
        for authorisation_id, authorisation in self.authorisations.items():
            gaps = [gap for gap in self.withdrawals if gap.authorisation_id == authorisation_id]
            found.append(evidence_from_authorisation(authorisation, gaps, own_kind(authorisation.language)))
        return found

    def listed_periods(self) -> list[Period]:
        """The periods in which the person is listed (TF § 10), in order and without overlaps."""
        return union(Period(listing.listed_from, until(listing.listed_until)) for listing in self.listings)

    def listed_on(self, day: date) -> bool:
        """Whether the person is listed on ``day``."""
        return any(period.holds(day) for period in self.listed_periods())

    def assessments(self, day: date) -> list[Assessment]:
        """The category of each pair the person is listed for, on ``day``, best first."""
        evidence = self.evidence()
        found = [
            stated(pair, Category(item.stated_category), day) if item.stated_category else assess(pair, evidence, day)
            for pair, item in _by_pair(self.languages).items()
        ]
        return sorted(found, key=lambda a: (a.category.rank if a.category else NO_CATEGORY_RANK, a.pair))


class SearchEntry(NamedTuple):
    """A period in which a listed person held one rank for one pair, as a search finds it.

    ``rank`` is 1–5 for A–E and ``NO_CATEGORY_RANK`` without a category. The flags say whether the entry is the
    person's best in that period: among the kinds of its language, among the languages of its kind, and of all. So each
    search, with or without a language and a kind, finds a person at most once.
    """

    language: str
    kind: str
    rank: int
    start: date
    end: date
    best_in_language: bool
    best_in_kind: bool
    best_of_all: bool


class _Held(NamedTuple):
    pair: Pair
    rank: int
    period: Period


def search_entries(dossier: Dossier) -> list[SearchEntry]:
    """What a search can find the person by: each listed pair in each period, while the person is listed."""
    listed = dossier.listed_periods()
    if not listed or not dossier.languages:
        return []
    held = list(_ranked_periods(dossier.languages, dossier.evidence(), listed))
    if len(dossier.languages) == 1:
        return [_entry(piece, piece.period, True, True, True) for piece in held]
    return _flagged(held)


def _by_pair(languages: Iterable[ListedLanguage]) -> dict[Pair, ListedLanguage]:
    """Each pair once, by its last record."""
    return {Pair(item.language, item.kind): item for item in languages}


def _ranked_periods(
    languages: Iterable[ListedLanguage], evidence: list[Evidence], windows: list[Period]
) -> Iterable[_Held]:
    """Every listed pair with its rank in each period of ``windows``."""
    for pair, item in _by_pair(languages).items():
        for window in windows:
            if item.stated_category:
                yield _Held(pair, Category(item.stated_category).rank, window)
                continue
            for period, rule in category_periods(pair, evidence, window):
                yield _Held(pair, rule.category.rank if rule else NO_CATEGORY_RANK, period)


def _flagged(held: list[_Held]) -> list[SearchEntry]:
    """The entries of several pairs, split where the best among them changes."""
    borders = sorted({border for piece in held for border in piece.period})
    entries: list[SearchEntry] = []
    for start, end in pairwise(borders):
        current = sorted((p for p in held if p.period.start <= start < p.period.end), key=lambda p: (p.rank, p.pair))
        languages: set[str] = set()
        kinds: set[str] = set()
        for place, piece in enumerate(current):
            language, kind = piece.pair
            entries.append(_entry(piece, Period(start, end), language not in languages, kind not in kinds, place == 0))
            languages.add(language)
            kinds.add(kind)
    return _joined(entries)


def _joined(entries: list[SearchEntry]) -> list[SearchEntry]:
    """The same entries with those that only continue another made one."""
    result: list[SearchEntry] = []
    for entry in sorted(entries, key=lambda e: (e.language, e.kind, e.start)):
        if result and _continues(result[-1], entry):
            result[-1] = result[-1]._replace(end=entry.end)
        else:
            result.append(entry)
    return result


def _continues(earlier: SearchEntry, later: SearchEntry) -> bool:
    return earlier.end == later.start and earlier[:3] == later[:3] and earlier[5:] == later[5:]


def _entry(piece: _Held, period: Period, in_language: bool, in_kind: bool, of_all: bool) -> SearchEntry:
    return SearchEntry(
        piece.pair.language, piece.pair.kind, piece.rank, period.start, period.end, in_language, in_kind, of_all
    )
