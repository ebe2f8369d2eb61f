"""The SQL of searches: one statement for each shape of search, with its values left open.

Statements are made by SQLAlchemy once and kept, so that a keystroke only fills in values.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Select,
    UnaryExpression,
    and_,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.sql.operators import custom_op

from interpreter_app.domain.categories import NO_CATEGORY_RANK, Category
from interpreter_app.domain.searches import SHUFFLE_MODULUS, Order, Search, day_order
from interpreter_app.store.search_index import IndexTables

FEW_PEOPLE = 1500
"""So many people are looked up one by one in less time than it takes to go through everybody."""

SHORT_WORD = 2  # letters; a shorter word is looked for at the beginning of words only


class Choice(Enum):
    """The filters whose choices can be counted."""

    LANGUAGE = "language"
    CATEGORY = "rank"
    COUNTY = "county"
    GENDER = "gender"
    CAPACITY = "capacity"
    KIND = "kind"


class Shape(NamedTuple):
    """What decides a search's SQL: how many values each filter has, the order, and where the database is to begin.

    ``from_words`` begins with the few people whose names fit; else it goes through the entries in their order.
    """

    languages: int
    counties: int
    words: int
    gender: bool
    capacity: bool
    kind: bool
    order: Order
    from_words: bool = False


EVERY_SHAPE = Shape(0, 0, 0, False, False, False, Order.FAIR)
"""For a statement that does not depend on the shape."""


class TextMatch(NamedTuple):
    """One way to find words in people's searchable text: the condition for so many words, and its values.

    ``fitting`` counts how many people fit, up to a limit; None where counting is no quicker than searching.
    """

    condition: Callable[[IndexTables, int], ColumnElement[bool]]
    values: Callable[[tuple[str, ...]], dict[str, str]]
    fitting: Select[Any] | None = None


def _piece(word: str) -> str:
    """What must stand in the searchable text, where each word begins after two spaces, for ``word`` to be found."""
    return " " * max(0, 3 - len(word)) + word if len(word) <= SHORT_WORD else word


def _in_text_index(tables: IndexTables, _: int) -> ColumnElement[bool]:
    found = text("SELECT rowid FROM people_text WHERE people_text MATCH :match").bindparams(bindparam("match"))
    return tables.entries.c.person.in_(found.columns(tables.people.c.pk))


def _in_every_text(tables: IndexTables, words: int) -> ColumnElement[bool]:
    found = [tables.people.c.search_text.contains(bindparam(f"word{n}"), escape="/") for n in range(words)]
    return tables.entries.c.person.in_(select(tables.people.c.pk).where(and_(*found)))


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""').replace("\0", " ") + '"'


def _escaped(piece: str) -> str:
    return piece.replace("/", "//").replace("%", "/%").replace("_", "/_")


match_by_index = TextMatch(
    _in_text_index,
    lambda words: {"match": " AND ".join(_quoted(_piece(word)) for word in words)} if words else {},
    select(
        text("SELECT count(*) AS fitting FROM (SELECT 1 FROM people_text WHERE people_text MATCH :match LIMIT :few)")
        .bindparams(bindparam("match"), bindparam("few"))
        .columns(Column("fitting"))
        .scalar_subquery()
    ),
)
"""By the full-text index of a client's file."""

match_by_scan = TextMatch(
    _in_every_text, lambda words: {f"word{n}": _escaped(_piece(word)) for n, word in enumerate(words)}
)
"""By looking through every person's text, on any database."""


def shape_of(search: Search) -> Shape:
    """The shape of ``search``."""
    return Shape(
        len(search.languages),
        len(search.counties),
        len(search.words),
        search.gender is not None,
        search.capacity is not None,
        search.kind is not None,
        search.order,
    )


def values_of(search: Search, match: TextMatch) -> dict[str, Any]:
    """The values that ``search`` fills into the SQL of its shape."""
    factor, offset = day_order(search.on)
    return {
        "day": search.on.toordinal(),
        "lowest": _lowest_rank(search),
        "factor": factor,
        "offset": offset,
        "gender": search.gender,
        "capacity": search.capacity,
        "kind": search.kind,
        **{f"language{n}": code for n, code in enumerate(search.languages)},
        **{f"county{n}": code for n, code in enumerate(search.counties)},
        **match.values(search.words),
    }


def _lowest_rank(search: Search) -> int:
    """The lowest rank that is found: whoever asks for a language, kind or category asks for one who has a category."""
    if search.min_category:
        return search.min_category.rank
    return len(Category) if search.languages or search.kind else NO_CATEGORY_RANK


class SearchSql:
    """Makes the statements over one pair of index tables."""

    def __init__(self, tables: IndexTables, match: TextMatch) -> None:
        self._people = tables.people.c
        self._entries = tables.entries.c
        self._tables = tables
        self._match = match

    def find(self, shape: Shape) -> Select[Any]:
        """The people found with all their pairs of the day, a row for each pair, in order; open: limit and skip."""
        found = self._page(shape).subquery("found")
        pairs = self._tables.entries.alias("pairs").c
        day: BindParameter[int] = bindparam("day")
        ties = self._ties(shape)
        listed = and_(pairs.person == found.c.person, pairs.start <= day, pairs.end > day)
        return (
            select(
                found.c.person,
                found.c.rank,
                *(self._people[name] for name in ("id", "number", "name", "gender", "county")),
                *(self._people[name] for name in ("capacity", "phone", "email")),
                pairs.language,
                pairs.kind,
                pairs.rank.label("pair_rank"),
            )
            .select_from(found)
            .join(self._tables.people, self._people.pk == found.c.person)
            .join(pairs.person.table, listed)
            .order_by(found.c.rank, found.c.place, *ties, found.c.person, pairs.rank, pairs.language, pairs.kind)
        )

    def fitting(self, _: Shape) -> Select[Any]:
        """How many people the words fit, up to ``few``; only where the way to match text can tell."""
        assert self._match.fitting is not None
        return self._match.fitting

    def count(self, shape: Shape) -> Select[Any]:
        """How many people are found."""
        people = self._entries.person
        counted = func.count(people.distinct()) if shape.languages > 1 else func.count()
        return select(counted).where(*self._conditions(shape))

    def count_choices(self, shape: Shape, choice: Choice) -> Select[Any]:
        """How many people each value of a filter has; the filter itself must be open in ``shape``."""
        if choice is Choice.CATEGORY:
            found = self._matching(shape).subquery("found")
            return select(found.c.rank, func.count()).group_by(found.c.rank)
        column = self._entries[choice.value]
        language = shape.languages > 0 or choice is Choice.LANGUAGE
        kind = shape.kind or choice is Choice.KIND
        conditions = [*self._conditions(shape, language=language, kind=kind), column.is_not(None)]
        if language or kind:
            conditions.append(self._entries.rank <= len(Category))
        return select(column, func.count(self._entries.person.distinct())).where(*conditions).group_by(column)

    def _page(self, shape: Shape) -> Select[Any]:
        """The people of one page with rank and place, best qualified first."""
        query = self._matching(shape)
        rank = func.min(self._entries.rank) if shape.languages > 1 else self._entries.rank
        if shape.order is Order.NAME:
            place: ColumnElement[Any] = self._people.sort_name
            query = query.join(self._tables.people, self._people.pk == self._entries.person)
            if shape.languages > 1:
                query = query.group_by(place, *self._ties(shape))
        else:
            place = (self._entries.shuffle * bindparam("factor") + bindparam("offset")) % SHUFFLE_MODULUS
        order = (rank, place, *self._ties(shape), self._entries.person)
        ordered = query.add_columns(place.label("place")).order_by(*order)
        return ordered.limit(bindparam("limit")).offset(bindparam("skip"))

    def _ties(self, shape: Shape) -> list[ColumnElement[Any]]:
        """What puts people of one name in order: their numbers, which are the same in every copy, as keys are not."""
        return [self._people.number] if shape.order is Order.NAME else []

    def _matching(self, shape: Shape) -> Select[Any]:
        """Every person found, once, with the best rank."""
        person, rank = self._entries.person, self._entries.rank
        conditions = self._conditions(shape)
        if shape.languages > 1:
            best = func.min(rank).label("rank")
            return select(person, best).where(*conditions).group_by(person, self._entries.shuffle)
        return select(person, rank).where(*conditions)

    def _conditions(
        self, shape: Shape, *, language: bool | None = None, kind: bool | None = None
    ) -> list[ColumnElement[bool]]:
        """The conditions of a search on entries that name each person once.

        ``language`` and ``kind`` say whether a person is named once for each of them; None: if the search filters it.
        """
        entries = self._entries
        column = _not_by_index if shape.from_words else _plainly
        by_language = shape.languages > 0 if language is None else language
        by_kind = shape.kind if kind is None else kind
        conditions = [entries.start <= bindparam("day"), entries.end > bindparam("day")]
        conditions.append(entries.rank <= bindparam("lowest"))
        conditions += [column(flag).is_(True) for flag in self._once(by_language, by_kind)]
        conditions += _among(column(entries.language), "language", shape.languages)
        conditions += _among(entries.county, "county", shape.counties)
        for name in ("gender", "capacity", "kind"):
            if getattr(shape, name):
                conditions.append(entries[name] == bindparam(name))
        if shape.words:
            conditions.append(self._match.condition(self._tables, shape.words))
        return conditions

    def _once(self, by_language: bool, by_kind: bool) -> list[ColumnElement[bool]]:
        """The flag that names each person once; none when both language and kind tell the entries apart."""
        if by_language and by_kind:
            return []
        if by_language:
            return [self._entries.best_in_language]
        return [self._entries.best_in_kind] if by_kind else [self._entries.best_of_all]


def _plainly(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return column


def _not_by_index(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """``column``, so that SQLite does not look for its index: a plus sign changes nothing but that."""
    return UnaryExpression(column, operator=custom_op("+"))


def _among(column: ColumnElement[Any], name: str, count: int) -> list[ColumnElement[bool]]:
    values: list[BindParameter[Any]] = [bindparam(f"{name}{n}") for n in range(count)]
    if count == 1:
        return [column == values[0]]
    return [column.in_(values)] if values else []
