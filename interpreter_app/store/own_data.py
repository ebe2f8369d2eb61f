"""What a person keeps in a register file for herself: counting it, and carrying it from one file into another."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select

from interpreter_app.domain.own_data import OwnData
from interpreter_app.store import tables
from interpreter_app.store.database import Database
from interpreter_app.store.guidance import read_seen, write_seen

_KEYS = {
    tables.private_notes: "person",
    tables.call_lists: "id",
    tables.assignments: "id",
    tables.unit_answers: "name",
}
"""The tables whose rows say when they were changed, each with the name of its key."""

_SAID = ("assignment", "at", "reason", "data")
"""What an earlier version of an assignment says; its place ``n`` is the file's own."""

Rows = dict[str, dict[str, Any]]


def count_own(connection: Connection) -> OwnData:
    """What the file holds of its owner's; removed assignments and deleted call lists are not counted."""

    def count(table: Table, *there: ColumnElement[bool]) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(*there)).scalar_one())

    return OwnData(
        notes=count(tables.private_notes),
        call_lists=count(tables.call_lists, tables.call_lists.c.data != tables.DELETED),
        assignments=count(tables.assignments, ~tables.assignments.c.deleted),
        answers=count(tables.unit_answers),
    )


def carry_own(source: Database, target: Database) -> OwnData:
    """Copy what ``target`` lacks of its owner's from ``source``; returns how much came.

    Where both have the same, the one that was changed last counts, also where that was its deletion. Earlier versions
    of assignments are united, in the order of their times; of the guidance that was seen the newer version counts.
    """
    with source.read() as old:
        theirs = {table: _rows(old, table) for table in _KEYS}
        versions = _versions(old)
        seen = read_seen(old)
    with target.write() as new:
        came = {table: _carry_newer(new, table, rows) for table, rows in theirs.items()}
        _unite_versions(new, versions)
        ours = read_seen(new)
        write_seen(new, {key: version for key, version in seen.items() if version > ours.get(key, 0)})
    return OwnData(
        notes=came[tables.private_notes],
        call_lists=came[tables.call_lists],
        assignments=came[tables.assignments],
        answers=came[tables.unit_answers],
    )


def _carry_newer(connection: Connection, table: Table, theirs: Rows) -> int:
    ours = _rows(connection, table)
    newer = [row for key, row in theirs.items() if key not in ours or _changed(row) > _changed(ours[key])]
    _insert(connection, table, newer)
    return sum(row.get("data") != tables.DELETED for row in newer)


def _unite_versions(connection: Connection, theirs: list[dict[str, Any]]) -> None:
    """Let the file have its own versions and ``theirs``, each once; a place is given anew where some came between."""
    ours = _versions(connection)
    known = {_what(row) for row in ours}
    missing = [row for row in theirs if _what(row) not in known]
    if missing:
        together = sorted([*ours, *missing], key=lambda row: datetime.fromisoformat(row["at"]))
        connection.execute(delete(tables.assignment_versions))
        _insert(connection, tables.assignment_versions, together)


def _versions(connection: Connection) -> list[dict[str, Any]]:
    ordered = select(*(tables.assignment_versions.c[name] for name in _SAID)).order_by(tables.assignment_versions.c.n)
    return [dict(row) for row in connection.execute(ordered).mappings()]


def _what(row: dict[str, Any]) -> tuple[object, ...]:
    return tuple(row[name] for name in _SAID)


def _changed(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["changed"])


def _rows(connection: Connection, table: Table) -> Rows:
    key = _KEYS[table]
    return {row[key]: dict(row) for row in connection.execute(select(table)).mappings()}


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table).prefix_with("OR REPLACE"), rows)
