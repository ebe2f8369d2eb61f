"""Private notes in a register file."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from interpreter_app.domain.private_notes import Mark, Note
from interpreter_app.store import tables
from interpreter_app.store.search_index import MOST_VALUES

_notes = tables.private_notes.c
_MARKS = frozenset(Mark)
_OF_PEOPLE = "SELECT person, marks, text, changed FROM private_notes WHERE person IN ({})"
"""Plain SQL: every page of a search asks it."""


def read_notes_of(connection: Connection, people: Sequence[str]) -> dict[str, Note]:
    """The notes on ``people`` (ids), by id; those without a note are left out."""
    found: dict[str, Note] = {}
    for first in range(0, len(people), MOST_VALUES):
        some = tuple(people[first : first + MOST_VALUES])
        rows = connection.exec_driver_sql(_OF_PEOPLE.format(", ".join("?" * len(some))), some)
        found |= {row[0]: _note(row[0], json.loads(row[1]), row[2], row[3]) for row in rows}
    return found


def read_notes(connection: Connection) -> list[Note]:
    """All notes, those changed last first."""
    rows = connection.execute(select(tables.private_notes).order_by(_notes.changed.desc(), _notes.person))
    return [_note(row.person, row.marks, row.text, row.changed) for row in rows]


def write_note(connection: Connection, note: Note) -> None:
    """Keep ``note`` in the place of an older one on the person; one that says nothing is not kept."""
    connection.execute(delete(tables.private_notes).where(_notes.person == note.person))
    if note.says_something:
        connection.execute(
            insert(tables.private_notes).values(
                person=note.person,
                marks=list(note.marks_in_order()),
                text=note.text,
                changed=note.changed.isoformat(),
            )
        )


def _note(person: str, marks: Sequence[Any], text: str, changed: str) -> Note:
    known = frozenset(Mark(mark) for mark in marks if mark in _MARKS)
    return Note(person, known, text, datetime.fromisoformat(changed))
