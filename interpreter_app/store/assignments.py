"""The usage log in a register file: assignments, what they were before each correction, and their counts in SQL."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, literal, select, update

from interpreter_app.domain.assignments import EVER, Assignment, By, Counted, LogPeriod
from interpreter_app.domain.categories import Category
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector
from interpreter_app.store import tables

_log = tables.assignments.c
_versions = tables.assignment_versions.c
_decoder = msgspec.json.Decoder(Assignment)

_KEYS: Mapping[By, ColumnElement[Any]] = {
    By.TOTAL: literal(""),
    By.UNIT: _log.unit,
    By.LANGUAGE: _log.language,
    By.METHOD: _log.method,
    By.MONTH: func.substr(_log.day, 1, 7),
    By.SECTOR: _log.sector,
}
_SAME = tuple(_log[name] for name in ("day", "language", "kind", "method", "minutes", "sector", "unit", "used"))
_SAME += (_log.number, _log.ground)


@dataclass(frozen=True, slots=True)
class KeptAssignment:
    """An assignment as it now stands; ``changed`` is the time of its last change, ``deleted`` whether it is removed."""

    assignment: Assignment
    changed: datetime
    deleted: bool


@dataclass(frozen=True, slots=True)
class Version:
    """What an assignment was until it was corrected or removed: when (``at``) and why."""

    assignment: Assignment
    at: datetime
    reason: str


def add_assignments(connection: Connection, assignments: Iterable[Assignment], at: datetime) -> None:
    """Add assignments to the log."""
    rows = [{**_row(one), "changed": at.isoformat(), "deleted": False} for one in assignments]
    if rows:
        connection.execute(insert(tables.assignments), rows)


def read_assignment(connection: Connection, id_: str) -> KeptAssignment | None:
    """The assignment with this id, removed or not; None when there is none."""
    row = connection.execute(select(tables.assignments).where(_log.id == id_)).mappings().first()
    return KeptAssignment(_assignment(row), datetime.fromisoformat(row["changed"]), row["deleted"]) if row else None


def read_assignments(
    connection: Connection, period: LogPeriod = EVER, *, limit: int | None = None, offset: int = 0
) -> Iterator[Assignment]:
    """The assignments of a period that are not removed, newest first; ``limit`` of them from place ``offset``."""
    query = select(tables.assignments).where(*_within(period)).order_by(_log.day.desc(), _log.id.desc())
    rows = connection.execution_options(yield_per=2000).execute(query.limit(limit).offset(offset))
    return (_assignment(row) for row in rows.mappings())


def count_assignments(connection: Connection, period: LogPeriod = EVER) -> int:
    """How many assignments of a period are not removed."""
    return int(connection.execute(select(func.count()).where(*_within(period))).scalar_one())


def replace_assignment(connection: Connection, new: Assignment, at: datetime, reason: str) -> None:
    """Let an assignment be as ``new``, and keep what it was."""
    _keep_version(connection, new.id, at, reason)
    values = {**_row(new), "changed": at.isoformat()}
    connection.execute(update(tables.assignments).where(_log.id == new.id).values(**values))


def remove_assignment(connection: Connection, id_: str, at: datetime, reason: str) -> None:
    """Take an assignment out of the log, and keep what it was."""
    _keep_version(connection, id_, at, reason)
    values = {"changed": at.isoformat(), "deleted": True}
    connection.execute(update(tables.assignments).where(_log.id == id_).values(**values))


def read_versions(connection: Connection, id_: str) -> list[Version]:
    """What an assignment was before each of its changes, oldest first."""
    rows = connection.execute(
        select(tables.assignment_versions).where(_versions.assignment == id_).order_by(_versions.n)
    )
    return [Version(_decoder.decode(row.data), datetime.fromisoformat(row.at), row.reason) for row in rows]


def count_alike(connection: Connection, by: By, period: LogPeriod = EVER) -> list[Counted]:
    """The assignments of a period counted by a key and by who interpreted, in the order of the keys."""
    key = _KEYS[by].label("key")
    query = (
        select(key, _log.used, _log.category, func.count(), func.sum(_log.minutes))
        .where(*_within(period))
        .group_by("key", _log.used, _log.category)
        .order_by("key")
    )
    return [
        Counted(row[0], Proposed(row[1]), Category(row[2]) if row[2] else None, row[3], row[4])
        for row in connection.execute(query)
    ]


def count_same(connection: Connection, period: LogPeriod) -> dict[tuple[object, ...], int]:
    """How many assignments of a period say the same, by what ``sameness`` gives for them."""
    query = select(*_SAME, func.count()).where(*_within(period)).group_by(*_SAME)
    return {tuple(row[:-1]): row[-1] for row in connection.execute(query)}


def sameness(assignment: Assignment) -> tuple[object, ...]:
    """What two assignments share that say the same."""
    row = _row(assignment)
    return tuple(row[column.name] for column in _SAME)


def read_days(connection: Connection, period: LogPeriod = EVER) -> tuple[date, date] | None:
    """The first and the last day of a period that the log has an assignment of; None where there is none."""
    first, last = connection.execute(select(func.min(_log.day), func.max(_log.day)).where(*_within(period))).one()
    return (date.fromisoformat(first), date.fromisoformat(last)) if first else None


def _within(period: LogPeriod) -> Iterator[ColumnElement[bool]]:
    yield ~_log.deleted
    if period.first:
        yield _log.day >= period.first.isoformat()
    if period.last:
        yield _log.day <= period.last.isoformat()


def _keep_version(connection: Connection, id_: str, at: datetime, reason: str) -> None:
    kept = read_assignment(connection, id_)
    assert kept is not None  # whoever changes an assignment has read it in the same transaction
    values = {"assignment": id_, "at": at.isoformat(), "reason": reason, "data": msgspec.json.encode(kept.assignment)}
    connection.execute(insert(tables.assignment_versions).values(**values))


def _row(assignment: Assignment) -> dict[str, Any]:
    builtin: dict[str, Any] = msgspec.to_builtins(assignment)
    return builtin


def _assignment(row: RowMapping) -> Assignment:
    return Assignment(
        id=row["id"],
        day=date.fromisoformat(row["day"]),
        language=row["language"],
        kind=Kind(row["kind"]),
        method=Method(row["method"]),
        minutes=row["minutes"],
        sector=Sector(row["sector"]),
        unit=row["unit"],
        used=Proposed(row["used"]),
        person=row["person"],
        number=row["number"],
        category=Category(row["category"]) if row["category"] else None,
        ground=Ground(row["ground"]) if row["ground"] else None,
    )
