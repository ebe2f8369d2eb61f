"""Erasing from the history what the register may no longer hold (TF § 15).

Contents and reasons go, together with the salts of their hashes; that there was a change, when and by whom, stays. The
records themselves are not touched: who is to be forgotten altogether is deleted first.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from interpreter_app.domain.errors import N_, NotFound
from sync.register_server import tables
from sync.register_server.chain import WITH_CONTENT
from sync.register_server.records import RecordRow
from sync.register_server.state import change_state
from sync.register_server.writing import Author, Note, Writing

ERASED_BY = "server erase"


@dataclass(frozen=True, slots=True)
class Erased:
    """How many records an erasure was about, and how many entries of theirs are without contents now."""

    records: int
    entries: int


def erase(connection: Connection, id_: str, reason: str, now: datetime) -> Erased:
    """Erase the earlier contents of a record, or of a person and all that belongs to the person.

    ``connection`` is in a write transaction of the database; ``now`` is the time in UTC. The erasure has an entry of
    its own for each record, which says ``reason`` and what the record is now. Raises ``NotFound`` when the register
    never had the record.
    """
    writing = Writing(connection, Author(ERASED_BY), now)
    writing.records.load([id_], [], [])
    rows = _meant(writing, id_)
    entries = sum(erase_contents(connection, row.id) for row in rows)
    for row in rows:
        writing.restate(row, Note(reason))
    writing.end_group()
    change_state(connection, withheld=writing.finish().head)  # no snapshot under way is served either
    connection.execute(delete(tables.snapshot_parts))
    connection.execute(delete(tables.snapshots))
    return Erased(len(rows), entries)


def _meant(writing: Writing, id_: str) -> list[RecordRow]:
    row = writing.records.rows.get(id_)
    if row is None:
        raise NotFound(N_("The register never had a record with the id {id}."), id=id_)
    return writing.records.ever_of_person(id_) if row.person == id_ else [row]


def erase_contents(connection: Connection, record_id: str) -> int:
    """Take the contents of all entries of a record out of the history; returns how many had any.

    The chain still verifies. Who calls this says so in the history, in the same transaction.
    """
    changes = tables.changes.c
    chosen = (changes.record == record_id, changes.op.in_(WITH_CONTENT), ~changes.erased)
    person = select(tables.records.c.person).where(tables.records.c.id == record_id).scalar_subquery()
    mine = (changes.person == person, *chosen)
    count = connection.execute(select(func.count()).select_from(tables.changes).where(*mine)).scalar_one()
    nothing = {"before": None, "after": None, "reason": None, "salt": None}
    connection.execute(update(tables.changes).where(*mine).values(**nothing, erased=True))
    return count
