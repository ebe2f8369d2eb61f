"""Conflicts: edits that the register could not merge, and what a person can choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from interpreter_app.domain.edits import Act, Edit

WHOLE_PERSON = "records"
"""The field that stands for all other records of a person that is to be deleted."""


class Reason(StrEnum):
    """Why an edit is in conflict.

    same_field: others changed the same field. deleted_there: the register has deleted the record. changed_there: the
    record that is to be deleted has been changed.
    """

    SAME_FIELD = "same_field"
    DELETED_THERE = "deleted_there"
    CHANGED_THERE = "changed_there"


class FieldInConflict(NamedTuple):
    """A field with its value when the edit was made, in the edit, and in the register now; None where it has none."""

    name: str
    base: object
    mine: object
    register: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An edit that the register could not merge; ``edit.op_id`` is its id.

    ``register`` is the register's record as it is known here, None when deleted; ``rev`` its rev there. ``by`` and
    ``at`` say who changed it and when. ``later`` was chosen by the person.
    """

    edit: Edit
    number: int | None
    fields: tuple[FieldInConflict, ...]
    register: Mapping[str, object] | None
    rev: int
    by: str
    at: datetime
    later: bool = False

    @property
    def id(self) -> str:
        """The id that the conflict goes by."""
        return self.edit.op_id

    @property
    def reason(self) -> Reason:
        """Why there is a conflict."""
        if self.edit.act is Act.DELETE:
            return Reason.CHANGED_THERE
        return Reason.DELETED_THERE if self.register is None else Reason.SAME_FIELD
