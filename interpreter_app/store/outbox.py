"""The outbox: every edit made here, and what the register answered to it.

What an edit says is never changed. Its state is, and only by what the register answers (R4).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from interpreter_app.domain.edits import UNSENT, Act, Edit, EditState
from interpreter_app.store import tables
from interpreter_app.store.search_index import BATCH

_columns = tables.outbox.c
_UNSENT = sorted(UNSENT)

# Plain SQL: these are asked at every save, and most of the time of so small a question goes into making it.
_NAMES = tuple(column.name for column in _columns)
_QUOTED = ", ".join(f'"{name}"' for name in _NAMES)
_IS_UNSENT = "state IN ({})".format(", ".join(f"'{state}'" for state in _UNSENT))
_EDITS_OF = f"SELECT {_QUOTED} FROM outbox WHERE person = ? AND {_IS_UNSENT} ORDER BY n"
_EDITED = f"SELECT DISTINCT person FROM outbox WHERE {_IS_UNSENT}"
_ADD = "INSERT INTO outbox ({}) VALUES ({})".format(
    ", ".join(f'"{name}"' for name in _NAMES if name != "acknowledged"), ", ".join("?" * (len(_NAMES) - 1))
)


class Refused(NamedTuple):
    """What the register said of an edit that it could not merge; see ``tables.conflicts``."""

    op_id: str
    fields: tuple[str, ...]
    rev: int
    deleted: bool
    by: str
    at: str
    later: bool = False


class Acknowledgement(NamedTuple):
    """What the register said of an edit that it has; ``at`` is its time, ``number`` a new person's number."""

    op_id: str
    seq: int
    at: datetime
    number: int | None = None


class Rejection(NamedTuple):
    """The register does not accept the edit: ``code`` says why, ``field`` where."""

    op_id: str
    code: str
    field: str = ""


class Deferral(NamedTuple):
    """Another edit stood in the way; this one may be sent again, or taken back."""

    op_id: str


Verdict = Acknowledgement | Refused | Rejection | Deferral
"""What the register said of an edit."""


def next_n(connection: Connection) -> int:
    """The place of the next edit: one that no edit has had."""
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").scalar()
    return int(last or 0) + 1


def add_edits(connection: Connection, edits: Iterable[Edit]) -> None:
    """Put new edits in the outbox."""
    for edit in edits:
        connection.exec_driver_sql(_ADD, tuple(_row(edit).values()))


def read_edits(connection: Connection, states: Collection[EditState] = UNSENT) -> list[Edit]:
    """The edits in one of ``states``, in order."""
    chosen = select(tables.outbox).where(_columns.state.in_(sorted(states)))
    return [_edit(row) for row in connection.execute(chosen.order_by(_columns.n)).mappings()]


def read_edits_of(connection: Connection, person: str) -> list[Edit]:
    """The unsent edits of a person, in order."""
    rows = connection.exec_driver_sql(_EDITS_OF, (person,))
    return [_edit(dict(zip(_NAMES, row, strict=True))) for row in rows]


def read_edits_by_id(connection: Connection, op_ids: Collection[str]) -> list[Edit]:
    """The edits with these ids, in order."""
    chosen = select(tables.outbox).where(_columns.op_id.in_(sorted(op_ids)))
    return [_edit(row) for row in connection.execute(chosen.order_by(_columns.n)).mappings()]


def read_edits_of_save(connection: Connection, tx: str) -> list[Edit]:
    """The edits that were saved together as ``tx``, in order."""
    chosen = select(tables.outbox).where(_columns.tx == tx)
    return [_edit(row) for row in connection.execute(chosen.order_by(_columns.n)).mappings()]


def read_edits_of_sync(connection: Connection, sync: str) -> list[Edit]:
    """The edits that a sync brought to the register, in order."""
    chosen = select(tables.outbox).where(_columns.sync == sync)
    return [_edit(row) for row in connection.execute(chosen.order_by(_columns.n)).mappings()]


def edited_people(connection: Connection) -> set[str]:
    """The people whose records have unsent edits."""
    chosen = select(_columns.person).where(_columns.state.in_(_UNSENT)).distinct()
    return set(connection.execute(chosen).scalars())


def edited_among(connection: Connection, people: Collection[str]) -> set[str]:
    """Those of ``people`` (ids) whose records have unsent edits."""
    wanted, edited = sorted(people), set[str]()
    for start in range(0, len(wanted), BATCH):
        batch = tuple(wanted[start : start + BATCH])
        marks = ", ".join("?" * len(batch))
        edited.update(connection.exec_driver_sql(f"{_EDITED} AND person IN ({marks})", batch).scalars())
    return edited


def read_undone(connection: Connection, seqs: Collection[int]) -> set[int]:
    """Those of the changes ``seqs`` that an edit made here takes back."""
    chosen = select(_columns.undoes).where(_columns.undoes.in_(sorted(seqs)))
    return set(connection.execute(chosen).scalars())


def edited_records(connection: Connection) -> set[str]:
    """The records that have unsent edits."""
    chosen = select(_columns.record).where(_columns.state.in_(_UNSENT)).distinct()
    return set(connection.execute(chosen).scalars())


def count_unsent(connection: Connection) -> int:
    """How many edits the register does not have."""
    chosen = select(func.count()).select_from(tables.outbox).where(_columns.state.in_(_UNSENT))
    return int(connection.execute(chosen).scalar_one())


def set_state(connection: Connection, op_ids: Collection[str], state: EditState) -> None:
    """Say how far these edits have come."""
    connection.execute(update(tables.outbox).where(_columns.op_id.in_(sorted(op_ids))).values(state=state))


def keep_verdicts(connection: Connection, verdicts: Iterable[Verdict], sync: str) -> None:
    """Keep what the register said of edits in the sync with the id ``sync``."""
    for said in verdicts:
        match said:
            case Acknowledgement():
                _acknowledge(connection, said, sync)
            case Refused():
                _put_in_conflict(connection, said)
            case Rejection():
                _reject(connection, said)
            case Deferral():
                _defer(connection, said)


def _acknowledge(connection: Connection, said: Acknowledgement, sync: str) -> None:
    connection.execute(
        update(tables.outbox)
        .where(_columns.op_id == said.op_id)
        .values(
            state=EditState.ACKNOWLEDGED,
            seq=said.seq,
            sync=sync,
            acknowledged=said.at.isoformat(),
            number=func.coalesce(said.number, _columns.number),
            code="",
            field_at_fault="",
        )
    )
    connection.execute(delete(tables.conflicts).where(tables.conflicts.c.op_id == said.op_id))


def _defer(connection: Connection, said: Deferral) -> None:
    """Let it wait again, unless another program has brought it to the register meanwhile."""
    waiting = (_columns.op_id == said.op_id) & (_columns.state != EditState.ACKNOWLEDGED)
    connection.execute(update(tables.outbox).where(waiting).values(state=EditState.PENDING))


def _reject(connection: Connection, said: Rejection) -> None:
    chosen = update(tables.outbox).where(_columns.op_id == said.op_id)
    connection.execute(chosen.values(state=EditState.REJECTED, code=said.code, field_at_fault=said.field))


def _put_in_conflict(connection: Connection, said: Refused) -> None:
    """Let it wait for a person, unless another program has told the person already, who has decided."""
    chosen = update(tables.outbox).where(_columns.op_id == said.op_id)
    if not connection.execute(chosen.values(state=EditState.CONFLICT)).rowcount:
        return
    connection.execute(delete(tables.conflicts).where(tables.conflicts.c.op_id == said.op_id))
    connection.execute(insert(tables.conflicts).values(said._asdict()))


def read_refused(connection: Connection, op_id: str | None = None) -> dict[str, Refused]:
    """What the register said of the edits in conflict, by op id: of all, or of the one with ``op_id``."""
    chosen = select(tables.conflicts)
    if op_id is not None:
        chosen = chosen.where(tables.conflicts.c.op_id == op_id)
    rows = connection.execute(chosen).mappings()
    return {row["op_id"]: Refused(**{**row, "fields": tuple(row["fields"])}) for row in rows}


def put_off(connection: Connection, op_id: str) -> None:
    """The person decides the conflict later."""
    connection.execute(update(tables.conflicts).where(tables.conflicts.c.op_id == op_id).values(later=True))


def remove_edits(connection: Connection, op_ids: Collection[str]) -> None:
    """Take edits out, with what the register said of them."""
    wanted = sorted(op_ids)
    connection.execute(delete(tables.outbox).where(_columns.op_id.in_(wanted)))
    connection.execute(delete(tables.conflicts).where(tables.conflicts.c.op_id.in_(wanted)))


def rewrite_edit(connection: Connection, edit: Edit) -> None:
    """Put ``edit`` in the place of the one with the same ``n``, which was never acknowledged."""
    connection.execute(delete(tables.outbox).where(_columns.n == edit.n))
    connection.execute(insert(tables.outbox), [_row(edit)])


def move_to_end(connection: Connection, edits: Iterable[Edit]) -> None:
    """Let ``edits``, in their order, come after all others: they were made over one that has just been made anew."""
    moved = [replace(edit, n=n) for n, edit in enumerate(edits, start=next_n(connection))]
    if moved:
        connection.execute(delete(tables.outbox).where(_columns.op_id.in_([edit.op_id for edit in moved])))
        add_edits(connection, moved)


def send_again(connection: Connection, after: int | None) -> int:
    """Take what was acknowledged after the seq ``after`` (None: all) for sent, fate unknown (R6); returns how many."""
    chosen = _columns.state == EditState.ACKNOWLEDGED
    if after is not None:
        chosen &= _columns.seq > after
    return connection.execute(update(tables.outbox).where(chosen).values(state=EditState.SENT)).rowcount


def forget_acknowledged(connection: Connection, before: datetime) -> None:
    """Drop what was acknowledged before ``before`` (register time): no restore will ask for it again."""
    old = _columns.acknowledged < before.isoformat()
    connection.execute(delete(tables.outbox).where(_columns.state == EditState.ACKNOWLEDGED, old))


def keep_deleted(connection: Connection, deleted: Mapping[str, int]) -> None:
    """Keep records that the register has deleted, by id with the rev of the deletion, while edits need them.

    Those are the records of people who have unsent edits, which a person may choose to bring back.
    """
    ids = list(deleted) if edited_people(connection) else []
    records = tables.records.c
    for start in range(0, len(ids), BATCH):
        edited = select(_columns.person).where(_columns.state.in_(_UNSENT))
        chosen = select(tables.records).where(records.id.in_(ids[start : start + BATCH]), records.person.in_(edited))
        kept = [{**row, "rev": deleted[row["id"]]} for row in connection.execute(chosen).mappings()]
        if kept:
            connection.execute(insert(tables.kept_records).prefix_with("OR REPLACE"), kept)


def forget_kept_records(connection: Connection) -> None:
    """Drop the deleted records of people who have no unsent edits any more."""
    kept = tables.kept_records
    edited = select(_columns.person).where(_columns.state.in_(_UNSENT))
    connection.execute(delete(kept).where(kept.c.person.not_in(edited)))


class Kept(NamedTuple):
    """A record that the register has deleted, with the rev of the deletion."""

    type: str
    rev: int
    fields: dict[str, object]


def read_kept_records(connection: Connection, person: str) -> dict[str, Kept]:
    """The kept records of a person by id."""
    kept = tables.kept_records
    rows = connection.execute(select(kept).where(kept.c.person == person).order_by(kept.c.id))
    return {row.id: Kept(row.type, row.rev, msgspec.json.decode(row.data)) for row in rows}


def _row(edit: Edit) -> dict[str, Any]:
    return {
        "n": edit.n,
        "op_id": edit.op_id,
        "tx": edit.tx,
        "act": edit.act,
        "type": edit.type,
        "record": edit.record,
        "person": edit.person,
        "base_rev": edit.base_rev,
        "base": _json(edit.base),
        "set": _json(edit.set),
        "undoes": edit.undoes,
        "made": edit.made.isoformat(),
        "reason": edit.reason,
        "by": edit.by,
        "device": edit.device,
        "state": edit.state,
        "seq": edit.seq,
        "sync": edit.sync,
        "code": edit.code,
        "field_at_fault": edit.field_at_fault,
        "number": edit.number,
    }


def _edit(row: RowMapping | Mapping[str, Any]) -> Edit:
    values = {name: value for name, value in row.items() if name != "acknowledged"}
    read = {
        "act": Act(row["act"]),
        "state": EditState(row["state"]),
        "base": msgspec.json.decode(row["base"]),
        "set": msgspec.json.decode(row["set"]),
        "made": datetime.fromisoformat(row["made"]),
    }
    return Edit(**{**values, **read})


def _json(fields: Mapping[str, object]) -> bytes:
    return msgspec.json.encode(fields)
