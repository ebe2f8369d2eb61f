"""Searching: filtering and sorting in SQL over the search index, the same for a client's file and a server."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select, text

from interpreter_app.domain.categories import NO_CATEGORY_RANK, Category
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.searches import (
    SHUFFLE_MODULUS,
    FoundInterpreter,
    FoundLanguage,
    Order,
    Search,
    day_order,
)
from interpreter_app.store.search_index import IndexTables

SHORT_WORD = 2  # letters; a shorter word is looked for at the beginning of words only

TextMatch = Callable[[IndexTables, tuple[str, ...]], ColumnElement[bool]]
"""Makes the condition that all words are found in a person's searchable text."""


class Choice(Enum):
    """The filters whose choices can be counted."""

    LANGUAGE = "language"
    CATEGORY = "rank"
    COUNTY = "county"
    GENDER = "gender"
    CAPACITY = "capacity"
    KIND = "kind"


def match_by_index(tables: IndexTables, words: tuple[str, ...]) -> ColumnElement[bool]:
    """All ``words`` by the full-text index of a client's file."""
    found = text("SELECT rowid FROM people_text WHERE people_text MATCH :match")
    match = " AND ".join(f'"{_piece(word)}"' for word in words)
    return tables.entries.c.person.in_(found.bindparams(bindparam("match", match)).columns(tables.people.c.pk))


def match_by_scan(tables: IndexTables, words: tuple[str, ...]) -> ColumnElement[bool]:
    """All ``words`` by looking through every person's text, on any database."""
    found = [tables.people.c.search_text.contains(_piece(word), autoescape=True) for word in words]
    return tables.entries.c.person.in_(select(tables.people.c.pk).where(and_(*found)))


def _piece(word: str) -> str:
    """What must stand in the searchable text, where each word begins after two spaces, for ``word`` to be found."""
    start = max(0, 3 - len(word)) if len(word) <= SHORT_WORD else 0
    return " " * start + word


class RegisterSearch:
    """Searches one search index: ``tables`` are its tables, ``match`` says how text is found there."""

    def __init__(self, tables: IndexTables, match: TextMatch) -> None:
        self._tables = tables
        self._match = match

    def find(self, connection: Connection, search: Search, limit: int, offset: int = 0) -> list[FoundInterpreter]:
        """The people found, best qualified first, from ``offset``, at most ``limit``."""
        query = self._in_order(self._matching(search), search).limit(limit).offset(offset)
        ranks = {row.person: row.rank for row in connection.execute(query)}
        return self._people(connection, search, ranks)

    def count(self, connection: Connection, search: Search) -> int:
        """How many people are found in all."""
        entries = self._tables.entries.c
        counted = func.count(entries.person.distinct()) if len(search.languages) > 1 else func.count()
        return int(connection.execute(select(counted).where(*self._conditions(search))).scalar_one())

    def count_choices(self, connection: Connection, search: Search, choice: Choice) -> dict[str, int]:
        """How many people each value of a filter has; ``search`` must leave that filter open.

        Categories are counted by rank as text ("1" for A); people without the value are left out.
        """
        if choice is Choice.CATEGORY:
            found = self._matching(search).subquery()
            by_rank = select(found.c.rank, func.count()).group_by(found.c.rank)
            return {str(rank): int(count) for rank, count in connection.execute(by_rank)}
        column = self._tables.entries.c[choice.value]
        people = func.count(self._tables.entries.c.person.distinct())
        conditions = self._conditions(search, by_language=choice is Choice.LANGUAGE, by_kind=choice is Choice.KIND)
        rows = connection.execute(select(column, people).where(*conditions, column.is_not(None)).group_by(column))
        return {str(value): int(count) for value, count in rows}

    def _matching(self, search: Search) -> Select[tuple[int, int]]:
        entries = self._tables.entries.c
        if len(search.languages) > 1:
            best = func.min(entries.rank).label("rank")
            return (
                select(entries.person, best)
                .where(*self._conditions(search))
                .group_by(entries.person, entries.shuffle)
            )
        return select(entries.person, entries.rank).where(*self._conditions(search))

    def _in_order(self, query: Select[tuple[int, int]], search: Search) -> Select[tuple[int, int]]:
        entries = self._tables.entries.c
        rank = func.min(entries.rank) if len(search.languages) > 1 else entries.rank
        if search.order is Order.NAME:
            people = self._tables.people.c
            query = query.join(self._tables.people, people.pk == entries.person)
            if len(search.languages) > 1:
                query = query.group_by(people.sort_name)
            return query.order_by(rank, people.sort_name, entries.person)
        factor, offset = day_order(search.on)
        place = (entries.shuffle * factor + offset) % SHUFFLE_MODULUS
        return query.order_by(rank, place, entries.person)

    def _conditions(
        self, search: Search, *, by_language: bool = False, by_kind: bool = False
    ) -> list[ColumnElement[bool]]:
        """The conditions of ``search``, on entries that name each person once.

        ``by_language`` and ``by_kind`` name a person once for each language or kind instead.
        """
        entries = self._tables.entries.c
        day = search.on.toordinal()
        conditions = [entries.start <= day, entries.end > day, entries.rank <= _lowest_rank(search)]
        if by_language or by_kind:
            conditions[-1] = entries.rank <= min(_lowest_rank(search), len(Category))
        if search.languages:
            conditions.append(
                entries.language == search.languages[0]
                if len(search.languages) == 1
                else entries.language.in_(search.languages)
            )
        if search.kind:
            conditions.append(entries.kind == search.kind)
        conditions += self._once(search, by_language=by_language, by_kind=by_kind)
        if search.counties:
            conditions.append(entries.county.in_(search.counties))
        if search.gender:
            conditions.append(entries.gender == search.gender)
        if search.capacity:
            conditions.append(entries.capacity == search.capacity)
        if search.words:
            conditions.append(self._match(self._tables, search.words))
        return conditions

    def _once(self, search: Search, *, by_language: bool, by_kind: bool) -> list[ColumnElement[bool]]:
        entries = self._tables.entries.c
        language, kind = bool(search.languages) or by_language, bool(search.kind) or by_kind
        if language and kind:
            return []
        if language:
            return [entries.best_in_language.is_(True)]
        return [entries.best_in_kind.is_(True)] if kind else [entries.best_of_all.is_(True)]

    def _people(
        self, connection: Connection, search: Search, ranks: Mapping[int, int]
    ) -> list[FoundInterpreter]:
        """The people numbered in ``ranks``, in its order."""
        people = self._tables.people
        rows = {row.pk: row for row in connection.execute(select(people).where(people.c.pk.in_(ranks)))}
        languages = self._languages(connection, search, ranks)
        return [
            FoundInterpreter(
                id=row.id,
                number=row.number,
                name=row.name,
                gender=Gender(row.gender) if row.gender else None,
                county=row.county,
                capacity=Capacity(row.capacity) if row.capacity else None,
                phone=row.phone,
                email=row.email,
                rank=rank,
                languages=tuple(languages.get(pk, ())),
            )
            for pk, rank in ranks.items()
            if (row := rows.get(pk))
        ]

    def _languages(
        self, connection: Connection, search: Search, people: Iterable[int]
    ) -> dict[int, list[FoundLanguage]]:
        entries = self._tables.entries.c
        day = search.on.toordinal()
        query = (
            select(entries.person, entries.language, entries.kind, entries.rank)
            .where(entries.person.in_(list(people)), entries.start <= day, entries.end > day)
            .order_by(entries.rank, entries.language, entries.kind)
        )
        found: dict[int, list[FoundLanguage]] = {}
        for person, language, kind, rank in connection.execute(query):
            found.setdefault(person, []).append(FoundLanguage(language, Kind(kind), rank))
        return found


def _lowest_rank(search: Search) -> int:
    """The lowest rank that is found: whoever asks for a language, kind or category asks for one who has a category."""
    if search.min_category:
        return search.min_category.rank
    return len(Category) if search.languages or search.kind else NO_CATEGORY_RANK

