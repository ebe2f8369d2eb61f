"""The list of all people, listed or not, filtered and sorted in SQL."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    Text,
    UnaryExpression,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
    text,
    union_all,
)

from interpreter_app.domain.categories import NO_CATEGORY_RANK, Category
from interpreter_app.domain.edits import UNSENT, Act
from interpreter_app.domain.people_lists import Listed, PeopleFilter, SortBy
from interpreter_app.domain.searches import Search
from interpreter_app.store import tables
from interpreter_app.store.search_index import BATCH
from interpreter_app.store.search_sql import match_by_index

_people = tables.people.c
_entries = tables.search_entries.c
_records = tables.records.c
_outbox = tables.outbox.c
_unsent = _outbox.state.in_(sorted(UNSENT))


def read_people_list(
    connection: Connection, wanted: PeopleFilter, by: SortBy, counties: Sequence[str], *, descending: bool
) -> list[str]:
    """The ids of the people whom ``wanted`` leaves, in order.

    ``counties`` are all county numbers in the order they are sorted in.
    """
    query = _sorted(_found(wanted, _people.id), wanted.search, by, counties, descending)
    return list(connection.execute(query, match_by_index.values(wanted.search.words)).scalars())


def count_people_list(connection: Connection, wanted: PeopleFilter) -> int:
    """How many people ``wanted`` leaves."""
    query = _found(wanted, func.count())
    return int(connection.execute(query, match_by_index.values(wanted.search.words)).scalar_one())


def count_by_column(connection: Connection, wanted: PeopleFilter, name: str) -> dict[str, int]:
    """How many people of each county, gender or capacity ``wanted`` leaves; ``name`` is the column."""
    column = _people[name]
    query = _found(wanted, column, func.count()).where(column.is_not(None)).group_by(column)
    found = connection.execute(query, match_by_index.values(wanted.search.words))
    return {row[0]: row[1] for row in found}


def read_emails(connection: Connection, ids: Sequence[str]) -> list[str]:
    """The mail addresses of people, in the order of ``ids``; those without one are left out."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), BATCH):
        chosen = _people.id.in_(ids[start : start + BATCH])
        found |= {row.id: row.email for row in connection.execute(select(_people.id, _people.email).where(chosen))}
    return [found[id_] for id_ in ids if found.get(id_)]


def _found(wanted: PeopleFilter, *columns: ColumnElement[Any]) -> Select[Any]:
    return select(*columns).select_from(tables.people).where(*_conditions(wanted))


def _conditions(wanted: PeopleFilter) -> Iterable[ColumnElement[bool]]:
    search = wanted.search
    yield from _text(wanted)
    if search.counties:
        yield _people.county.in_(search.counties)
    if search.gender:
        yield _people.gender == search.gender
    if search.capacity:
        yield _people.capacity == search.capacity
    if wanted.unsent:
        yield _people.id.in_(select(_outbox.person).where(_unsent))
    if wanted.without_category:
        has_one = _entry(_on_day(search), _entries.rank < NO_CATEGORY_RANK)
        yield and_(_entry(_on_day(search)), ~has_one)
    yield from _listed(search, wanted.listed)


def _text(wanted: PeopleFilter) -> Iterable[ColumnElement[bool]]:
    ways: list[ColumnElement[bool]] = []
    if wanted.search.words:
        found = text("SELECT rowid FROM people_text WHERE people_text MATCH :match").bindparams(bindparam("match"))
        ways.append(_people.pk.in_(found.columns(Column("rowid"))))
    if wanted.email:
        ways.append(_people.email.contains(wanted.email, autoescape=True))
    if wanted.phone:
        ways.append(_people.phone.contains(wanted.phone, autoescape=True))
    if ways:
        yield or_(*ways)


def _listed(search: Search, listed: Listed) -> Iterable[ColumnElement[bool]]:
    """The condition on who is listed, and for what."""
    pairs = list(_pairs(search))
    on_day = _entry(_on_day(search))
    for_day = _entry(_on_day(search), *pairs)
    ever: ColumnElement[bool] = _entry(*pairs)
    if search.languages and not (search.kind or search.min_category):
        held = _on_screen("language", "language")
        ever = or_(ever, _people.id.in_(select(held.c.person).where(held.c.value.in_(search.languages))))
    match listed:
        case Listed.LISTED:
            yield for_day
        case Listed.NOT_LISTED:
            yield and_(~on_day, ever) if pairs else ~on_day
        case Listed.ALL if pairs:
            yield or_(for_day, and_(~on_day, ever))


def _entry(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the person has an entry for which ``conditions`` hold."""
    return exists().where(_entries.person == _people.pk, *conditions)


def _on_day(search: Search) -> ColumnElement[bool]:
    day = search.on.toordinal()
    return and_(_entries.start <= day, _entries.end > day)


def _pairs(search: Search) -> Iterable[ColumnElement[bool]]:
    """The conditions on what a person is listed for."""
    if search.languages:
        yield _entries.language.in_(search.languages)
    if search.kind:
        yield _entries.kind == search.kind
    if search.min_category:
        yield _entries.rank <= search.min_category.rank


def _on_screen(type_: str, field: str) -> Subquery:
    """The values of a field in all records of a type as they are on the screen, each with its person.

    That is the base, but for the records where an unsent edit deletes the record or has another value.
    """
    edited = func.json_extract(cast(_outbox.set, Text), f"$.{field}")
    telling = and_(_outbox.type == type_, _unsent, or_(_outbox.act == Act.DELETE, edited.is_not(None)))
    last = select(func.max(_outbox.n)).where(telling).group_by(_outbox.record)
    base = select(_records.person, func.json_extract(cast(_records.data, Text), f"$.{field}").label("value")).where(
        _records.type == type_, _records.id.not_in(select(_outbox.record).where(telling))
    )
    edits = select(_outbox.person, edited.label("value")).where(_outbox.n.in_(last), _outbox.act != Act.DELETE)
    return union_all(base, edits).subquery()


def _sorted(query: Select[Any], search: Search, by: SortBy, counties: Sequence[str], descending: bool) -> Select[Any]:
    """In the order of the column asked for, empty values last; people of the same value by name, then number."""
    column: ColumnElement[Any]
    match by:
        case SortBy.LISTED_FROM:
            held = _on_screen("listing", "listed_from")
            latest = select(held.c.person, func.max(held.c.value).label("day")).group_by(held.c.person).subquery()
            query = query.outerjoin(latest, latest.c.person == _people.id)
            column = latest.c.day
        case SortBy.CATEGORY:
            column = _best_rank(search)
        case SortBy.COUNTY:
            column = case({code: place for place, code in enumerate(counties)}, value=_people.county)
        case SortBy.NAME:
            column = _people.sort_name
        case _:
            column = _people[by.value]
    empty = case((column.is_(None), 1), (column == "", 1), else_=0)
    ordered: UnaryExpression[Any] = column.desc() if descending else column.asc()
    return query.order_by(empty, ordered, _people.sort_name, _people.number, _people.id)


def _best_rank(search: Search) -> ColumnElement[Any]:
    """The best rank that the person has on the day in what is asked for; empty for who has no category in it."""
    asked_for = replace(search, min_category=Category.E)
    best = select(func.min(_entries.rank)).where(_entries.person == _people.pk, _on_day(search), *_pairs(asked_for))
    return best.scalar_subquery()
