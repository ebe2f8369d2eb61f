"""Searching: filtering and sorting in SQL over the search index, the same for a client's file and a server."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Compiled, Connection, Select

from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.searches import FoundInterpreter, FoundLanguage, Search
from interpreter_app.store.search_index import IndexTables
from interpreter_app.store.search_sql import (
    EVERY_SHAPE,
    FEW_PEOPLE,
    Choice,
    SearchSql,
    Shape,
    TextMatch,
    match_by_index,
    match_by_scan,
    shape_of,
    values_of,
)

__all__ = ["Choice", "RegisterSearch", "match_by_index", "match_by_scan"]

_GENDERS: dict[str | None, Gender | None] = {None: None, **{gender.value: gender for gender in Gender}}
_CAPACITIES: dict[str | None, Capacity | None] = {None: None, **{capacity.value: capacity for capacity in Capacity}}
_KINDS = {kind.value: kind for kind in Kind}


class RegisterSearch:
    """Searches one search index: ``tables`` are its tables, ``match`` says how text is found there."""

    def __init__(self, tables: IndexTables, match: TextMatch) -> None:
        self._sql = SearchSql(tables, match)
        self._match = match
        self._statements: dict[object, _Statement] = {}

    def find(self, connection: Connection, search: Search, limit: int, offset: int = 0) -> list[FoundInterpreter]:
        """The people found, best qualified first, from ``offset``, at most ``limit``."""
        values = values_of(search, self._match) | {"limit": limit, "skip": offset}
        rows = self._rows(connection, self._sql.find, self._shape(connection, search, values), values)
        return _people(rows)

    def count(self, connection: Connection, search: Search) -> int:
        """How many people are found in all."""
        values = values_of(search, self._match)
        return int(self._rows(connection, self._sql.count, self._shape(connection, search, values), values)[0][0])

    def count_choices(self, connection: Connection, search: Search, choice: Choice) -> dict[str, int]:
        """How many people each value of a filter has; ``search`` must leave that filter open.

        Categories are counted by rank as text ("1" for A); people without the value are left out.
        """
        values = values_of(search, self._match)
        shape = self._shape(connection, search, values)
        rows = self._rows(connection, self._sql.count_choices, shape, values, choice)
        return {str(value): int(count) for value, count in rows}

    def _shape(self, connection: Connection, search: Search, values: dict[str, Any]) -> Shape:
        """The shape of ``search``, beginning with its words when few people fit them."""
        shape = shape_of(search)
        if self._match.fitting is None or not search.words:
            return shape
        fitting = self._rows(connection, self._sql.fitting, EVERY_SHAPE, values | {"few": FEW_PEOPLE})[0][0]
        return shape._replace(from_words=fitting < FEW_PEOPLE)

    def _rows(
        self,
        connection: Connection,
        make: Callable[..., Select[Any]],
        shape: Shape,
        values: dict[str, Any],
        *more: object,
    ) -> Sequence[Sequence[Any]]:
        """What the statement that ``make`` makes for ``shape`` finds; it is compiled the first time only."""
        key = (make.__name__, connection.dialect.name, shape, more)
        statement = self._statements.get(key)
        if statement is None:
            statement = _Statement.of(make(shape, *more).compile(dialect=connection.dialect))
            self._statements[key] = statement
        # Straight to the driver: a keystroke waits for this, and SQLAlchemy's result would take as long as the search.
        cursor = connection.connection.cursor()
        try:
            cursor.execute(statement.sql, statement.filled(values))
            return cursor.fetchall()
        finally:
            cursor.close()


class _Statement(NamedTuple):
    """SQL with the names of its open values, in order where the driver wants them so, and the values that are fixed."""

    sql: str
    positions: list[str] | None
    fixed: dict[str, Any]

    @classmethod
    def of(cls, compiled: Compiled) -> "_Statement":
        """The statement as it was compiled."""
        positions: list[str] | None = compiled.positiontup  # type: ignore[attr-defined]
        return cls(str(compiled), positions, dict(compiled.params))

    def filled(self, values: dict[str, Any]) -> Any:
        """Its values in the form that the driver takes."""
        if self.positions is None:
            return {name: values.get(name, fixed) for name, fixed in self.fixed.items()}
        return [values[name] if name in values else self.fixed[name] for name in self.positions]


def _people(rows: Iterable[Sequence[Any]]) -> list[FoundInterpreter]:
    """The people of rows that stand for their pairs, one after the other; a plain loop, since a keystroke waits."""
    people: list[FoundInterpreter] = []
    current = None
    for person, rank, id_, number, name, gender, county, capacity, phone, email, language, kind, pair_rank in rows:
        pair = FoundLanguage(language, _KINDS[kind], pair_rank)
        if person == current:
            people[-1] = people[-1]._replace(languages=(*people[-1].languages, pair))
            continue
        current = person
        people.append(
            FoundInterpreter(
                id_, number, name, _GENDERS[gender], county, _CAPACITIES[capacity], phone, email, rank, (pair,)
            )
        )
    return people
