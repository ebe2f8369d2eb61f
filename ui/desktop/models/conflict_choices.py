"""A conflict while a person decides it: which value of each field is to stand, and what is done then."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from interpreter_app.domain.conflicts import Conflict, Reason
from interpreter_app.domain.edits import Act
from interpreter_app.domain.errors import NotFound
from interpreter_app.domain.records import group_of
from interpreter_app.edit_explanations import field_name
from interpreter_app.i18n import Texts
from interpreter_app.ids import new_id
from interpreter_app.use_cases.name_people import PersonName, name_people
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.resolve_conflicts import (
    Side,
    choose_by_field,
    keep_mine,
    keep_register,
    list_conflicts,
)
from ui.desktop.models.change_words import person_title
from ui.desktop.models.entries import Entry, State
from ui.desktop.models.saves import when


class Own(NamedTuple):
    """A value of one's own."""

    value: object


Choice = Side | Own


@dataclass(frozen=True, slots=True)
class NamedConflict:
    """A conflict, and whose it is."""

    conflict: Conflict
    person: PersonName | None

    @property
    def by_field(self) -> bool:
        """Whether each field can be decided by itself: not where a record is deleted."""
        return self.conflict.reason is Reason.SAME_FIELD


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen so far, by field."""

    conflict: Conflict
    chosen: Mapping[str, Choice]

    @classmethod
    def none_of(cls, conflict: Conflict) -> "Choices":
        """Nothing chosen yet."""
        return cls(conflict, {})

    def choose(self, name: str, choice: Choice) -> "Choices":
        """Choose for a field; a side is chosen for all fields that must not part from it."""
        names = [field.name for field in self.conflict.fields]
        together = group_of(self.conflict.edit.type, name) if isinstance(choice, Side) else (name,)
        return replace(self, chosen={**self.chosen, **{one: choice for one in together if one in names}})

    def choose_all(self, side: Side) -> "Choices":
        """Choose a side for every field."""
        return replace(self, chosen=dict.fromkeys((field.name for field in self.conflict.fields), side))

    @property
    def is_whole(self) -> bool:
        """Whether every field is decided."""
        return all(field.name in self.chosen for field in self.conflict.fields)

    @property
    def sends_something(self) -> bool:
        """Whether the register gets to know of anything: not where all that was changed is given up."""
        return any(one is not Side.REGISTER for one in self.chosen.values()) or bool(other_changes(self.conflict))

    def apply(self, profile: Profile, now: datetime) -> Conflict:
        """Do what is chosen; raises ``AppError`` when it cannot be done."""
        conflict = self.conflict
        if conflict.reason is Reason.SAME_FIELD:
            wanted = {name: one.value if isinstance(one, Own) else one for name, one in self.chosen.items()}
            return choose_by_field(profile, conflict.id, wanted, new_id=new_id, seen=conflict)
        if Side.REGISTER in self.chosen.values():
            return keep_register(profile, conflict.id)
        return keep_mine(profile, conflict.id, now=now, new_id=new_id, seen=conflict)


def read_conflicts(profile: Profile) -> list[NamedConflict]:
    """The conflicts that wait, oldest first, those put off last."""
    found = list_conflicts(profile)
    names = name_people(profile, [conflict.edit for conflict in found])
    ordered = sorted(found, key=lambda conflict: conflict.later)
    return [NamedConflict(conflict, names.get(conflict.edit.person)) for conflict in ordered]


def resolve_all(profile: Profile, conflicts: Sequence[Conflict], side: Side, now: datetime) -> frozenset[str]:
    """Let one side stand in all of ``conflicts``; the ids of the people concerned.

    What another choice among them has settled already is left out.
    """
    for conflict in conflicts:
        with suppress(NotFound):
            Choices.none_of(conflict).choose_all(side).apply(profile, now)
    return frozenset(conflict.edit.person for conflict in conflicts)


def conflict_entries(conflicts: Sequence[NamedConflict], now: datetime, texts: Texts) -> list[Entry]:
    """The conflicts as rows of a list."""
    later = State("clock", texts.gettext("Later"))
    return [
        Entry(
            one.conflict.id,
            person_title(one.person, texts),
            f"{_about(one.conflict, texts)} · {when(one.conflict.at, now, texts)}",
            later if one.conflict.later else None,
        )
        for one in conflicts
    ]


def _about(conflict: Conflict, texts: Texts) -> str:
    _ = texts.gettext
    match conflict.reason:
        case Reason.DELETED_THERE:
            return _("Deleted in the register")
        case Reason.CHANGED_THERE:
            return _("You deleted, others changed")
        case Reason.SAME_FIELD:
            return ", ".join(field_name(field.name, texts) for field in conflict.fields)


def why(conflict: Conflict, texts: Texts) -> str:
    """Why there is a conflict, in a sentence or two."""
    _ = texts.gettext
    match conflict.reason:
        case Reason.DELETED_THERE:
            return _(
                "The register has deleted this while you changed it. “Mine” brings it back with your changes; "
                "“The register's” gives your changes up."
            )
        case Reason.CHANGED_THERE:
            return _(
                "You deleted this, but it has been changed in the register since you saw it. “Mine” deletes it all the "
                "same; “The register's” keeps it as it is there."
            )
        case Reason.SAME_FIELD:
            return texts.ngettext(
                "You and somebody else have changed the same field since you last synchronised.",
                "You and somebody else have changed the same fields since you last synchronised.",
                len(conflict.fields),
            )


def other_changes(conflict: Conflict) -> dict[str, tuple[object, object]]:
    """The fields of the edit that collide with nothing, before and after: they are sent in any case."""
    edit = conflict.edit
    if conflict.reason is not Reason.SAME_FIELD or edit.act is not Act.UPDATE:
        return {}
    colliding = {field.name for field in conflict.fields}
    return {name: (edit.base.get(name), value) for name, value in edit.set.items() if name not in colliding}
