"""Finding interpreters: what the person asked for is understood, then looked up, then counted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.languages import language_table, no_languages
from interpreter_app.domain.places import county_table
from interpreter_app.domain.search_terms import Understood, understand
from interpreter_app.domain.searches import FoundInterpreter, Order, Search
from interpreter_app.store.search import Choice
from interpreter_app.store.spelling import closest_words
from interpreter_app.use_cases.open_profile import Profile

PAGE = 30
"""People that are read at once: about two screens of a list."""

LONGEST_TEXT = 200
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What a person asked for, as it is remembered between starts.

    ``text`` may hold a language, names and a register number together. ``language`` is a code. ``county`` is a
    county number, with ``neighbours`` its neighbours too. ``on`` None means today.
    """

    text: str = ""
    language: str | None = None
    min_category: Category | None = None
    county: str | None = None
    neighbours: bool = False
    gender: Gender | None = None
    capacity: Capacity | None = None
    kind: Kind | None = None
    order: Order = Order.FAIR
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a request.

    ``language`` is the code it looks for, ``from_text`` when the text named it. ``corrected`` when nobody was found by
    the words as they were written, and those of the search are the nearest names there are.
    """

    search: Search
    language: str | None
    from_text: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The first people found, or further ones, with the reading that found them."""

    reading: Reading
    rows: tuple[FoundInterpreter, ...]


@dataclass(frozen=True, slots=True)
class ChoiceCounts:
    """How many people each choice of each filter would leave, the other filters as they are.

    ``categories`` counts those with at least that category. Languages and counties are counted by code.
    """

    total: int
    languages: dict[str, int]
    categories: dict[Category, int]
    counties: dict[str, int]
    genders: dict[Gender, int]
    capacities: dict[Capacity, int]
    kinds: dict[Kind, int]


def readings(request: SearchRequest, today: date) -> list[Reading]:
    """The ways to understand ``request``, the likeliest first.

    Words that name a language are read as the language; should that find nobody, as a name. Signs that are no words
    are looked for as they stand, and find nobody. Raises ``UserError`` for
    an unknown language or county, or a text longer than ``LONGEST_TEXT``.
    """
    if len(request.text) > LONGEST_TEXT:
        raise UserError(
            N_("The search text is longer than {longest} characters."), N_("Shorten it."), longest=LONGEST_TEXT
        )
    languages = language_table()
    text = request.text.encode(errors="replace").decode()  # half a character, as broken input may hold
    understood = understand(text, languages)
    as_names = understand(text, no_languages())
    chosen = languages.get(request.language).code if request.language else None
    if chosen:
        return [_reading(request, today, chosen, _words(as_names))]
    if text.strip() and not (understood.language or _words(understood)):
        return [_reading(request, today, None, (text.strip(),))]
    found = [_reading(request, today, understood.language, _words(understood), from_text=True)]
    if understood.language:
        found.append(_reading(request, today, None, _words(as_names)))
    return found


def _words(understood: Understood) -> tuple[str, ...]:
    """What must be found in names and number; a number is one word more."""
    return understood.words if understood.number is None else (*understood.words, str(understood.number))


def _reading(
    request: SearchRequest, today: date, language: str | None, words: tuple[str, ...], *, from_text: bool = False
) -> Reading:
    counties: tuple[str, ...] = ()
    if request.county:
        places = county_table()
        county = places.get(request.county).code
        counties = (county, *places.neighbours(county)) if request.neighbours else (county,)
    search = Search(
        on=request.on or today,
        languages=language_table().searched_codes(language) if language else (),
        min_category=request.min_category,
        counties=counties,
        gender=request.gender,
        capacity=request.capacity,
        kind=request.kind,
        words=words,
        order=request.order,
    )
    return Reading(search, language, from_text=from_text and language is not None)


def find_interpreters(
    profile: Profile,
    request: SearchRequest,
    today: date,
    *,
    limit: int = PAGE,
    cancelled: IsCancelled | None = None,
) -> FoundPage:
    """The first people that ``request`` finds, best qualified first; ``today`` counts where it has no date.

    Where nobody is found, words that are near a name in the register are read as that name.
    Raises ``UserError`` for an unknown language or county, ``Cancelled`` when ``cancelled`` says so.
    """
    found = find_as_written(profile, request, today, limit=limit, cancelled=cancelled)
    if found.rows:
        return found
    return find_by_nearest_names(profile, found.reading, limit=limit, cancelled=cancelled) or found


def find_as_written(
    profile: Profile,
    request: SearchRequest,
    today: date,
    *,
    limit: int = PAGE,
    cancelled: IsCancelled | None = None,
) -> FoundPage:
    """The first people that ``request`` finds when every word is taken as it is written; see ``find_interpreters``."""
    ways = readings(request, today)
    with profile.database.read(cancelled) as connection:
        for reading in ways:
            rows = profile.search.find(connection, reading.search, limit)
            if rows:
                return FoundPage(reading, tuple(rows))
    return FoundPage(ways[0], ())


def find_by_nearest_names(
    profile: Profile, reading: Reading, *, limit: int = PAGE, cancelled: IsCancelled | None = None
) -> FoundPage | None:
    """The first people that ``reading`` finds when its words are read as the nearest names; None if that is nobody."""
    words = closest_words(profile.database, reading.search.words, cancelled)
    if words == reading.search.words:
        return None
    nearest = replace(reading, search=replace(reading.search, words=words), corrected=True)
    found = more_interpreters(profile, nearest, offset=0, limit=limit, cancelled=cancelled)
    return found if found.rows else None


def more_interpreters(
    profile: Profile, reading: Reading, *, offset: int, limit: int = PAGE, cancelled: IsCancelled | None = None
) -> FoundPage:
    """Further people that ``reading`` finds, from ``offset``."""
    with profile.database.read(cancelled) as connection:
        return FoundPage(reading, tuple(profile.search.find(connection, reading.search, limit, offset)))


def count_found(profile: Profile, reading: Reading, cancelled: IsCancelled | None = None) -> int:
    """How many people ``reading`` finds in all."""
    with profile.database.read(cancelled) as connection:
        return profile.search.count(connection, reading.search)


def count_choices(profile: Profile, reading: Reading, cancelled: IsCancelled | None = None) -> ChoiceCounts:
    """How many people each choice of each filter would leave; a choice that is not named would leave nobody."""
    search = reading.search
    with profile.database.read(cancelled) as connection:

        def counts(choice: Choice, **opened: object) -> dict[str, int]:
            return profile.search.count_choices(connection, replace(search, **opened), choice)  # type: ignore[arg-type]

        languages = counts(Choice.LANGUAGE, languages=())
        for code in language_table().members_of_bundles():
            both = replace(search, languages=language_table().searched_codes(code))
            languages[code] = profile.search.count(connection, both)
        return ChoiceCounts(
            total=profile.search.count(connection, search),
            languages={code: count for code, count in languages.items() if count},
            categories=_at_least(counts(Choice.CATEGORY, min_category=Category.E)),
            counties=counts(Choice.COUNTY, counties=()),
            genders={Gender(k): n for k, n in counts(Choice.GENDER, gender=None).items()},
            capacities={Capacity(k): n for k, n in counts(Choice.CAPACITY, capacity=None).items()},
            kinds={Kind(k): n for k, n in counts(Choice.KIND, kind=None).items()},
        )


def _at_least(by_rank: dict[str, int]) -> dict[Category, int]:
    counts: dict[Category, int] = {}
    total = 0
    for category in Category:
        total += by_rank.get(str(category.rank), 0)
        counts[category] = total
    return counts
