"""The list of all people, listed or not, filtered and sorted in SQL."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Column, ColumnElement, Connection, UnaryExpression, and_, bindparam, case, exists, select, text

from interpreter_app.domain.categories import NO_CATEGORY_RANK
from interpreter_app.domain.people_lists import Listed, SortBy
from interpreter_app.domain.searches import Search
from interpreter_app.store import tables
from interpreter_app.store.search_index import BATCH
from interpreter_app.store.search_sql import match_by_index

_people = tables.people.c
_entries = tables.search_entries.c


def read_people_list(
    connection: Connection, search: Search, listed: Listed, by: SortBy, counties: Sequence[str], *, descending: bool
) -> list[str]:
    """The ids of the people that ``search`` leaves, in order; its own order does not matter here.

    Language, kind and category are those of the day for people who are listed on it; for others those they were ever
    listed with. ``counties`` are all county numbers in the order they are sorted in.
    """
    query = select(_people.id).where(*_conditions(search, listed)).order_by(*_order(by, counties, descending))
    return list(connection.execute(query, match_by_index.values(search.words)).scalars())


def read_emails(connection: Connection, ids: Sequence[str]) -> list[str]:
    """The mail addresses of people, in the order of ``ids``; those without one are left out."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), BATCH):
        chosen = _people.id.in_(ids[start : start + BATCH])
        found |= {row.id: row.email for row in connection.execute(select(_people.id, _people.email).where(chosen))}
    return [found[id_] for id_ in ids if found.get(id_)]


def _conditions(search: Search, listed: Listed) -> Iterable[ColumnElement[bool]]:
    if search.words:
        found = text("SELECT rowid FROM people_text WHERE people_text MATCH :match").bindparams(bindparam("match"))
        yield _people.pk.in_(found.columns(Column("rowid")))
    if search.counties:
        yield _people.county.in_(search.counties)
    if search.gender:
        yield _people.gender == search.gender
    if search.capacity:
        yield _people.capacity == search.capacity
    day = search.on.toordinal()
    on_day = and_(_entries.start <= day, _entries.end > day)
    pairs = list(_pairs(search))
    match listed:
        case Listed.LISTED:
            yield exists().where(_entries.person == _people.pk, on_day, *pairs)
        case Listed.NOT_LISTED:
            yield ~exists().where(_entries.person == _people.pk, on_day)
    if pairs and listed is not Listed.LISTED:
        yield exists().where(_entries.person == _people.pk, *pairs)


def _pairs(search: Search) -> Iterable[ColumnElement[bool]]:
    """The conditions on what a person is listed for."""
    if search.languages:
        yield _entries.language.in_(search.languages)
    if search.kind:
        yield _entries.kind == search.kind
    if search.min_category:
        yield _entries.rank <= search.min_category.rank
    elif search.languages or search.kind:
        yield _entries.rank <= NO_CATEGORY_RANK


def _order(by: SortBy, counties: Sequence[str], descending: bool) -> list[ColumnElement[object]]:
    """The column asked for, empty values last; people of the same value by name, then number."""
    column: ColumnElement[object] = {
        SortBy.NUMBER: _people.number,
        SortBy.NAME: _people.sort_name,
        SortBy.COUNTY: case({code: place for place, code in enumerate(counties)}, value=_people.county),
        SortBy.CAPACITY: _people.capacity,
        SortBy.PHONE: _people.phone,
        SortBy.EMAIL: _people.email,
    }[by]
    empty = case((column.is_(None), 1), (column == "", 1), else_=0)
    ordered: UnaryExpression[object] = column.desc() if descending else column.asc()
    return [empty, ordered, _people.sort_name, _people.number, _people.id]
