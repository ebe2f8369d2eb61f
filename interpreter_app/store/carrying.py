"""Carrying what was made on this machine from one register file into another: edits, conflicts, and the login."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from interpreter_app.domain.edits import EditState
from interpreter_app.store import tables
from interpreter_app.store.base import index_people
from interpreter_app.store.database import Database
from interpreter_app.store.outbox import edited_people

_CARRIED = ((tables.outbox, "op_id"), (tables.conflicts, "op_id"), (tables.kept_records, "id"))

Rows = dict[str, dict[str, Any]]
"""Rows of a table by their id."""


def carry_edits(source: Database, target: Database, *, overrule: bool) -> int:
    """Copy the outbox of ``source``, with its conflicts and kept records, into ``target``; returns how many edits.

    Where both have an edit, that of ``source`` counts if ``overrule``, else that of ``target``. The edits keep their
    order: where one's place is taken, it and those after it come at the end.
    """
    with source.read() as old:
        theirs = {table.name: _rows(old, table, name) for table, name in _CARRIED}
        last = _last_n(old)
    with target.write() as new:
        ours = {table.name: _rows(new, table, name) for table, name in _CARRIED}
        before = edited_people(new)
        first, second = (theirs, ours) if overrule else (ours, theirs)
        second["outbox"] = _given_place(first["outbox"], second["outbox"], max(last, _last_n(new)))
        for table, _ in _CARRIED:
            _replace(new, table, (second[table.name] | first[table.name]).values())
        _set_last_n(new, max(last, _last_n(new)))
        _drop_settled(new)
        index_people(new, before | edited_people(new))
    return len(theirs["outbox"].keys() - ours["outbox"].keys())


def carry_account(source: Database, target: Database) -> None:
    """Let whoever is logged in with ``source`` be logged in with ``target``."""
    with source.read() as old:
        account = _rows(old, tables.account, "id")
    with target.write() as new:
        _replace(new, tables.account, account.values())


def _given_place(first: Rows, second: Rows, last: int) -> Rows:
    """The rows of ``second``, in order: from the one on whose place another of ``first`` has taken, after ``last``."""
    taken = {row["n"] for row in first.values()}
    placed: Rows = {}
    gives_way = False
    for op_id, row in sorted(second.items(), key=lambda item: int(item[1]["n"])):
        alone = op_id not in first
        gives_way = gives_way or (alone and row["n"] in taken)
        last += alone and gives_way
        placed[op_id] = {**row, "n": last} if alone and gives_way else row
    return placed


def _drop_settled(connection: Connection) -> None:
    """Drop what was said of conflicts that are none any more."""
    outbox = tables.outbox.c
    in_conflict = select(outbox.op_id).where(outbox.state == EditState.CONFLICT)
    connection.execute(delete(tables.conflicts).where(tables.conflicts.c.op_id.not_in(in_conflict)))


def _rows(connection: Connection, table: Table, name: str) -> Rows:
    return {row[name]: dict(row) for row in connection.execute(select(table)).mappings()}


def _replace(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    connection.execute(delete(table))
    wanted = list(rows)
    if wanted:
        connection.execute(insert(table), wanted)


def _last_n(connection: Connection) -> int:
    """The last place that an edit has had, also one that is gone."""
    return int(connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").scalar() or 0)


def _set_last_n(connection: Connection, last: int) -> None:
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'outbox'")
    connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)", (last,))
