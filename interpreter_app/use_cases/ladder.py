"""The ladder: what opens for somebody who finds nobody, or too few, step by step in the order of the guidance.

First the neighbouring counties, then the whole country by screen, then the next category, then any capacity. Each step
keeps what those before it opened. A language is never swapped: a neighbouring one is no substitute by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from interpreter_app.domain.categories import Category
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.schemes import Scheme, schemes_of
from interpreter_app.domain.searches import Search
from interpreter_app.store.once_listed import nobody_since, once_listed
from interpreter_app.store.people import read_dossiers_by_ids
from interpreter_app.use_cases.find_interpreters import IsCancelled, Reading, SearchRequest, count_found, readings
from interpreter_app.use_cases.open_profile import Profile

ENOUGH = 3
"""People from whom one can be got: several calls are to be expected, and of two both may be engaged or disqualified.

The program's own choice; no rule names a number.
"""


class Way(StrEnum):
    """What can be opened: the steps of the ladder in their order, then what is the person's own demand."""

    NEIGHBOURS = "neighbours"
    COUNTRY = "country"
    CATEGORY = "category"
    CAPACITY = "capacity"
    GENDER = "gender"
    KIND = "kind"
    TEXT = "text"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Step:
    """A way to ask for less: what to ask instead, how many that finds, and how many more than the step before."""

    way: Way
    request: SearchRequest
    count: int
    more: int


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How a language stands in these data on the day of a search.

    ``since`` is the first day without ``anybody`` who has a category in it; None while there is somebody, and where
    there never was. ``schemes`` are those that people once listed for it have gone through, where nobody is left.
    """

    code: str
    anybody: bool
    since: date | None = None
    schemes: tuple[Scheme, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """How many a request finds, and what would find more.

    ``also`` are ways that are no steps: gender, kind and text are the person's own demand, and each is opened alone.
    ``language`` is None where none is asked for.
    """

    count: int
    steps: tuple[Step, ...] = ()
    also: tuple[Step, ...] = ()
    language: LanguageState | None = None

    @property
    def enough(self) -> bool:
        """Whether there are people enough to choose from."""
        return self.count >= ENOUGH

    @property
    def helpful(self) -> tuple[Step, ...]:
        """The steps and ways that find somebody more."""
        return tuple(step for step in (*self.steps, *self.also) if step.more)


def climb(profile: Profile, request: SearchRequest, today: date, cancelled: IsCancelled | None = None) -> Ladder:
    """What opens for ``request``, with counts; ``today`` counts where it has no date.

    Raises ``UserError`` for an unknown language or county, ``Cancelled`` when ``cancelled`` says so.
    """
    return _Climber(profile, request, today, cancelled).climb()


class _Climber:
    """Counts the ways for one request, read as the words of it find somebody."""

    def __init__(self, profile: Profile, request: SearchRequest, today: date, cancelled: IsCancelled | None) -> None:
        self._profile = profile
        self._request = request
        self._today = today
        self._cancelled = cancelled
        self._place = 0

    def climb(self) -> Ladder:
        ways = readings(self._request, self._today)
        counts = [count_found(self._profile, reading, self._cancelled) for reading in ways]
        self._place = next((place for place, count in enumerate(counts) if count), 0)
        steps = self._steps(counts[self._place])
        return Ladder(
            counts[self._place],
            steps,
            self._also(counts[self._place], steps),
            self._language(ways[self._place]),
        )

    def _count(self, request: SearchRequest) -> int:
        ways = readings(request, self._today)
        return count_found(self._profile, ways[min(self._place, len(ways) - 1)], self._cancelled)

    def _steps(self, count: int) -> tuple[Step, ...]:
        steps = []
        for way, request in _opened_by_and_by(self._request):
            before, count = count, self._count(request)
            steps.append(Step(way, request, count, count - before))
        return tuple(steps)

    def _also(self, count: int, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        alone = [(way, request, self._count(request)) for way, request in _opened_alone(self._request)]
        tried = {step.request: step.count for step in steps} | {request: found for _, request, found in alone}
        everything = _without_filters(self._request)
        if alone and len(tried) > 1 and everything not in tried:
            alone.append((Way.ALL, everything, self._count(everything)))
        return tuple(Step(way, request, found, found - count) for way, request, found in alone)

    def _language(self, reading: Reading) -> LanguageState | None:
        if reading.language is None:
            return None
        codes = language_table().searched_codes(reading.language)
        day = reading.search.on
        found = count_found(self._profile, replace(reading, search=Search(on=day, languages=codes)), self._cancelled)
        if found:
            return LanguageState(reading.language, anybody=True)
        with self._profile.database.read(self._cancelled) as connection:
            since = nobody_since(connection, codes, day)
            dossiers = read_dossiers_by_ids(connection, once_listed(connection, codes, day))
        return LanguageState(reading.language, False, since, schemes_of(dossiers.values(), codes, day))


def _opened_by_and_by(request: SearchRequest) -> Iterator[tuple[Way, SearchRequest]]:
    """The steps of the ladder, each with what those before it opened."""
    if request.county and not request.neighbours:
        request = replace(request, neighbours=True)
        yield Way.NEIGHBOURS, request
    if request.county:
        request = replace(request, county=None, neighbours=False)
        yield Way.COUNTRY, request
    for category in _lower(request.min_category):
        request = replace(request, min_category=category)
        yield Way.CATEGORY, request
    if request.capacity:
        yield Way.CAPACITY, replace(request, capacity=None)


def _lower(category: Category | None) -> list[Category]:
    """The categories below ``category``, the next first; none where none is asked for."""
    return [] if category is None else [other for other in Category if other.rank > category.rank]


def _opened_alone(request: SearchRequest) -> Iterator[tuple[Way, SearchRequest]]:
    """What is the person's own demand, each opened with all the others as they are."""
    if request.gender:
        yield Way.GENDER, replace(request, gender=None)
    if request.kind:
        yield Way.KIND, replace(request, kind=None)
    if request.text.strip() and request.language:
        yield Way.TEXT, replace(request, text="")


def _without_filters(request: SearchRequest) -> SearchRequest:
    return SearchRequest(text=request.text, language=request.language, order=request.order, on=request.on)
