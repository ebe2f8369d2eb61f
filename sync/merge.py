"""The three-way merge of an edit with the register's record, field by field. Pure: no clock decides anything.

A field whose value in the register is still the edit's base takes the edit's value; one that has the edit's value
already stays; anything else is a conflict, and a conflict in one field stops the whole edit. Fields that must not part
(``FIELD_GROUPS``) count as one.
"""

from collections.abc import Mapping
from typing import NamedTuple

from interpreter_app.domain.records import field_value, group_of

Fields = Mapping[str, object]


class Merged(NamedTuple):
    """``changes`` are the fields to set in the register's record; ``conflicts`` the fields that collide, in order.

    Both are empty where the register has all that the edit wants.
    """

    changes: dict[str, object]
    conflicts: tuple[str, ...]


def merge_update(type_: str, current: Fields, base: Fields, wanted: Fields) -> Merged:
    """Merge the fields ``wanted`` by an edit, made over ``base``, into ``current``, the register's record.

    All three are records of ``type_`` as JSON data; a field that is not named has its default value.
    """
    changes: dict[str, object] = {}
    conflicts: dict[str, None] = {}
    for group in dict.fromkeys(group_of(type_, name) for name in wanted):
        seen = [name for name in group if name in wanted or name in base]
        before = [field_value(type_, base, name) for name in seen]
        now = [field_value(type_, current, name) for name in seen]
        after = [field_value(type_, wanted if name in wanted else base, name) for name in seen]
        if now == after:
            continue
        if now != before:
            conflicts |= dict.fromkeys(seen)
        else:
            changes |= {name: wanted[name] for name in seen if name in wanted}
    return Merged({}, tuple(conflicts)) if conflicts else Merged(changes, ())


def changed_since(type_: str, current: Fields, seen: Fields) -> tuple[str, ...]:
    """The fields of ``current`` that are no longer what a deletion saw (R7); empty when it may be done."""
    names = dict.fromkeys([*seen, *current])
    return tuple(name for name in names if field_value(type_, current, name) != field_value(type_, seen, name))
