"""Who was listed for a language at any time, as the search index has it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, select

from interpreter_app.domain.categories import Category
from interpreter_app.store import tables

_entries = tables.search_entries.c


def nobody_since(connection: Connection, languages: Sequence[str], day: date) -> date | None:
    """The first day without anybody who was listed, with a category, for ``languages`` (codes) by ``day``.

    It is a day up to ``day`` only where nobody is listed that day. None where nobody ever was by then.
    """
    with_category = and_(_by(languages, day), _entries.rank <= len(Category))
    last = connection.execute(select(func.max(_entries.end)).where(with_category)).scalar()
    return None if last is None else date.fromordinal(last)


def once_listed(connection: Connection, languages: Sequence[str], day: date) -> list[str]:
    """The ids of everybody who was listed for ``languages`` (codes) by ``day``, with or without a category."""
    people = select(_entries.person).where(_by(languages, day)).distinct()
    found = select(tables.people.c.id).where(tables.people.c.pk.in_(people)).order_by(tables.people.c.id)
    return list(connection.execute(found).scalars())


def _by(languages: Sequence[str], day: date) -> ColumnElement[bool]:
    return and_(_entries.language.in_(languages), _entries.start <= day.toordinal())
