"""Edits: what a person changes in a record on this machine, before and after the register has it.

The screen shows the base (the register's own state) with the edits over it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Fields = Mapping[str, object]
"""A record, or some of its fields, as JSON data."""

MOST_IN_A_TX = 100
"""Edits that can be done together (R19)."""


class Act(StrEnum):
    """What an edit does to a record."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


class EditState(StrEnum):
    """How far an edit has come.

    pending: not sent, it can be taken back. sent: on its way, its fate unknown; it is frozen. conflict: the register
    has other values, a person must choose. rejected: the register does not accept it. acknowledged: in the register.
    """

    PENDING = "pending"
    SENT = "sent"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    ACKNOWLEDGED = "acknowledged"


UNSENT = frozenset({EditState.PENDING, EditState.SENT, EditState.CONFLICT, EditState.REJECTED})
"""The states of edits that the register does not have; the screen shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An edit as it is asked for, before it has an id and a place; see ``Edit`` for the fields."""

    act: Act
    type: str
    record: str
    person: str
    base: Fields = field(default_factory=dict)
    set: Fields = field(default_factory=dict)
    base_rev: int = 0
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Draft):
    """An edit of one record; edits of one ``tx`` (a save) are done together or not at all.

    ``base`` are the values that were on the screen, ``set`` the new ones: an update names the fields that it changes
    and in ``base`` all fields that must not part from them; a deletion has in ``base`` the whole record, a creation in
    ``set``. ``base_rev`` is the rev of the record seen, 0 where the register does not have it; for a creation that
    brings back a deleted record, the rev of the deletion. ``undoes`` is the seq of the change it takes back. ``made``
    is the local time, ``by`` and ``device`` who made it and where. ``seq`` is its place in the register's order once
    acknowledged, ``sync`` the sync that brought it there. ``code`` and ``field`` say why it was rejected. ``number`` is
    the register number that a new person was given.
    """

    op_id: str
    n: int
    tx: str
    made: datetime
    reason: str = ""
    by: str = ""
    device: str = ""
    state: EditState = EditState.PENDING
    seq: int | None = None
    sync: str | None = None
    code: str = ""
    field_at_fault: str = ""
    number: int | None = None


def over(fields: Fields | None, edit: Draft) -> Fields | None:
    """A record (None: not there) with an edit over it: what the screen shows."""
    if edit.act is Act.CREATE:
        return dict(edit.set)
    return {**fields, **edit.set} if edit.act is Act.UPDATE and fields is not None else None


def changed(edit: Draft) -> dict[str, tuple[object, object]]:
    """The fields that an edit changes, each with its value before and after; None where there is none."""
    names = dict.fromkeys([*edit.base, *edit.set] if edit.act is not Act.UPDATE else edit.set)
    after = {} if edit.act is Act.DELETE else edit.set
    return {name: (edit.base.get(name), after.get(name)) for name in names}


def by_tx(edits: Iterable[Edit]) -> list[list[Edit]]:
    """The edits save by save, in order."""
    groups: dict[str, list[Edit]] = {}
    for edit in sorted(edits, key=lambda one: one.n):
        groups.setdefault(edit.tx, []).append(edit)
    return list(groups.values())
