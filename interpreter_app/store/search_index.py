"""What a search needs ready: a row per person, and a row per period in which a person held a rank for a pair."""

from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import Any, NamedTuple
from unicodedata import normalize

from sqlalchemy import Connection, CursorResult, Table, delete, func, select

from interpreter_app.domain.dossiers import Dossier, search_entries
from interpreter_app.domain.folding import fold, spellings
from interpreter_app.domain.periods import FOREVER
from interpreter_app.domain.searches import shuffle_key

_NORWEGIAN_END_OF_ALPHABET = str.maketrans({"æ": "ǀ", "ä": "ǀ", "ø": "ǁ", "ö": "ǁ", "å": "ǂ"})
"""Three letters that come next to each other after z, that no name here has, and that the fold keeps."""

_WORD_START = "  "
BATCH = 500
MOST_VALUES = 32_766
"""Values that SQLite takes in one statement."""


class IndexTables(NamedTuple):
    """The two tables of a search index: the people and their entries."""

    people: Table
    entries: Table


def searchable(dossier: Dossier) -> str:
    """The folded text that a search looks in: every name and the number, each word after two spaces.

    Two spaces make the beginning of a word findable by its first letter alone in an index of three-letter pieces.
    """
    person = dossier.interpreter
    names = " ".join((person.first_name, person.middle_name, person.last_name, person.chosen_name))
    words = dict.fromkeys(spellings(names).split())
    if person.number is not None:
        words[str(person.number)] = None
    return "".join(_WORD_START + word for word in words)


def sort_name(name: str) -> str:
    """``name`` so that plain comparison gives Norwegian alphabetical order: æ, ø, å after z."""
    if name.isascii():
        return fold(name)
    return fold(normalize("NFC", name).casefold().translate(_NORWEGIAN_END_OF_ALPHABET))


def person_row(pk: int, dossier: Dossier) -> tuple[object, ...]:
    """The row of ``people`` for a person, in the order of the table's columns."""
    person = dossier.interpreter
    return (
        pk,
        dossier.id,
        person.number,
        person.name,
        sort_name(person.name),
        person.gender,
        person.county,
        person.capacity,
        person.phone,
        person.email,
        searchable(dossier),
    )


def entry_rows(pk: int, dossier: Dossier) -> list[tuple[object, ...]]:
    """The rows of ``search_entries`` for a person, in the order of the table's columns."""
    person = dossier.interpreter
    shared = (person.county, person.gender, person.capacity, shuffle_key(dossier.id))
    return [
        (
            pk,
            entry.language,
            entry.kind,
            entry.rank,
            entry.start.toordinal(),
            entry.end.toordinal() + (entry.end == FOREVER),  # what never ends reaches beyond the last day
            entry.best_in_language,
            entry.best_in_kind,
            entry.best_of_all,
            *shared,
        )
        for entry in search_entries(dossier)
    ]


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert ``rows``, whose values stand in the order of the table's columns.

    SQLite gets as many rows in a statement as it takes: other threads can work while it does, which they cannot
    between the rows of ``executemany``.
    """
    if connection.dialect.name != "sqlite":
        names = table.columns.keys()
        if rows:
            connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
        return
    places = f"({', '.join('?' * len(table.columns))})"
    at_once = MOST_VALUES // len(table.columns)
    for start in range(0, len(rows), at_once):
        chunk = rows[start : start + at_once]
        values = tuple(chain.from_iterable(chunk))
        connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES {', '.join([places] * len(chunk))}", values)


def _delete(
    connection: Connection, table: Table, column: str, values: Sequence[object], *returned: str
) -> CursorResult[Any]:
    """Delete the rows of ``table`` whose ``column`` is one of ``values``, and give the ``returned`` columns of them.

    SQLite gets plain text: it is asked at every save, and most of the time of so small a statement goes into making it.
    """
    if connection.dialect.name != "sqlite":
        statement = delete(table).where(table.c[column].in_(values))
        return connection.execute(statement.returning(*(table.c[name] for name in returned)) if returned else statement)
    text = f"DELETE FROM {table.name} WHERE {column} IN ({', '.join('?' * len(values))})"
    return connection.exec_driver_sql(f"{text} RETURNING {', '.join(returned)}" if returned else text, tuple(values))


def remove_people(connection: Connection, tables: IndexTables, ids: Iterable[str]) -> dict[str, int]:
    """Take people out of the index; returns the numbers they had."""
    wanted = sorted(set(ids))
    numbers: dict[str, int] = {}
    for start in range(0, len(wanted), BATCH):
        gone = _delete(connection, tables.people, "id", wanted[start : start + BATCH], "id", "pk")
        batch = {row.id: row.pk for row in gone}
        if batch:
            _delete(connection, tables.entries, "person", list(batch.values()))
        numbers |= batch
    return numbers


def _next_pk(connection: Connection, tables: IndexTables, removed: Iterable[int]) -> int:
    highest = connection.execute(select(func.coalesce(func.max(tables.people.c.pk), 0))).scalar_one()
    return max(int(highest), *removed, 0) + 1


def replace_people(
    connection: Connection, tables: IndexTables, ids: Iterable[str], dossiers: Iterable[Dossier]
) -> dict[str, int]:
    """Index ``ids`` anew from their ``dossiers``; those without one leave the index.

    A person keeps the number (pk) the person had. Returns the numbers of all ``ids`` that were or are indexed.
    """
    numbers = remove_people(connection, tables, ids)
    people: list[tuple[object, ...]] = []
    entries: list[tuple[object, ...]] = []
    found = list(dossiers)
    new = [dossier.id for dossier in found if dossier.id not in numbers]
    if new:
        numbers |= zip(new, count(_next_pk(connection, tables, numbers.values())), strict=False)
    for dossier in found:
        people.append(person_row(numbers[dossier.id], dossier))
        entries.extend(entry_rows(numbers[dossier.id], dossier))
    insert_rows(connection, tables.people, people)
    insert_rows(connection, tables.entries, entries)
    return numbers
