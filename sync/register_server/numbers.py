"""Register numbers that come back: each belongs to one person for ever."""

import msgspec
from sqlalchemy import Connection, select

from sync.register_server import tables
from sync.register_server.chain import DELETE
from sync.register_server.records import RecordRow
from sync.register_server.working_set import WorkingSet


def number_before_deletion(connection: Connection, row: RecordRow) -> int | None:
    """The register number of a person who was deleted; None when its history has been erased."""
    changes = tables.changes.c
    chosen = select(changes.before).where(changes.person == row.id, changes.record == row.id, changes.op == DELETE)
    before = connection.execute(chosen.order_by(changes.seq.desc()).limit(1)).scalar_one_or_none()
    return _number(before) if before else None


def claimed_number(connection: Connection, number: int | None, records: WorkingSet) -> int | None:
    """The register number that a person says to have been given by a register since restored; None when it is not free.

    Only numbers are taken that the register can have given, and nobody had: a restore leaves a gap for them.
    """
    if number is None or not 1 <= number <= records.last_number or not records.is_free(number):
        return None
    return None if number in _of_the_deleted(connection) else number


def _of_the_deleted(connection: Connection) -> set[int | None]:
    """The register numbers of people who were deleted; looked for only after a restore, so without an index."""
    changes = tables.changes.c
    chosen = select(changes.before).where(changes.type == "interpreter", changes.op == DELETE)
    return {_number(before) for before in connection.execute(chosen).scalars() if before}


def _number(data: bytes) -> int | None:
    number: int | None = msgspec.json.decode(data).get("number")
    return number
