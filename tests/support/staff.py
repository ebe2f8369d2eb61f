"""A register file with one of the register's own staff at it, and what they do there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from interpreter_app.domain.edits import Draft, Edit, EditState
from interpreter_app.store import outbox
from interpreter_app.store.base import BaseChange, Removed
from interpreter_app.store.outbox import Refused
from interpreter_app.store.records import StoredRecord
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import Saved, list_unsent, save
from interpreter_app.use_cases.person_records import Plan, find_person
from interpreter_app.use_cases.save_edit import Edited, save_edit
from sync.protocol import record_hash
from tests.support.lists import log_in, new_ids
from tests.support.registers import AS_OF, Named, profile_with, record_id, stored

NUMBER = 10001
PERSON = record_id(f"p{NUMBER}")
"""The person whom ``person`` makes when no number is given."""


@dataclass
class Desk:
    """An open profile with a case worker logged in."""

    profile: Profile
    new_id: Callable[[], str] = field(default_factory=new_ids)
    now: datetime = AS_OF

    @classmethod
    def over(cls, folder: Path, people: Iterable[list[Named]]) -> "Desk":
        return cls(log_in(profile_with(folder, people)))

    def do(self, plan: Plan, key: str | int = NUMBER, reason: str = "") -> Edited:
        """Save what a plan makes of a person."""
        return save_edit(self.profile, key, plan, now=self.now, new_id=self.new_id, reason=reason)

    def save(self, *drafts: Draft) -> Saved:
        return save(self.profile, drafts, now=self.now, new_id=self.new_id)

    @property
    def unsent(self) -> list[Edit]:
        return list_unsent(self.profile)

    def fields(self, record: str = PERSON, key: str | int = NUMBER) -> Any:
        """The fields of a record as they are on the screen."""
        return find_person(self.profile, key).records[record].fields

    def mark(self, state: EditState, *edits: Edit) -> None:
        with self.profile.database.write() as connection:
            outbox.set_state(connection, [edit.op_id for edit in edits], state)

    def register_puts(self, named: Named, rev: int = 100, **changes: object) -> None:
        """The register has changed a record."""
        id_, record = named
        self._change([stored(id_, replace(record, **changes), rev)], [])  # type: ignore[arg-type]

    def register_deletes(self, *ids: str, rev: int = 100) -> None:
        """The register has deleted records."""
        self._change([], [Removed(id_, rev) for id_ in ids])

    def _change(self, puts: list[StoredRecord], removals: list[Removed]) -> None:
        with self.profile.database.write() as connection:
            change = BaseChange(connection, record_hash)
            change.apply(puts, removals)
            change.finish()

    def refuse(self, edit: Edit, *fields: str, rev: int = 100, deleted: bool = False) -> None:
        """The register has answered that an edit is in conflict in ``fields``."""
        at = (AS_OF + timedelta(hours=1)).isoformat()
        with self.profile.database.write() as connection:
            outbox.keep_verdicts(connection, [Refused(edit.op_id, fields, rev, deleted, "Ola", at)], "sync")
