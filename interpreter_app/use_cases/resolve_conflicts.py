"""Conflicts: what they are, and doing what a person chooses."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from enum import Enum

import msgspec

from interpreter_app.contact_checks import check_record
from interpreter_app.domain.conflicts import Conflict, FieldInConflict
from interpreter_app.domain.edits import Act, Draft, Edit, EditState
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.records import depth, field_value, group_of
from interpreter_app.ids import NewId
from interpreter_app.store import outbox
from interpreter_app.store.base import index_people, read_profile
from interpreter_app.store.database import Connection
from interpreter_app.store.records import decode
from interpreter_app.store.screen import ScreenRecord, read_base_records, read_screen_records
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import discard_in, save_in_parts


class Side(Enum):
    """Whose value is to stand."""

    MINE = "mine"
    REGISTER = "register"


def list_conflicts(profile: Profile) -> list[Conflict]:
    """The conflicts that wait for a person, oldest first."""
    with profile.database.read() as connection:
        return _read(connection)


def count_conflicts(profile: Profile) -> int:
    """How many conflicts wait for a person."""
    with profile.database.read() as connection:
        return len(outbox.read_refused(connection))


def decide_later(profile: Profile, id_: str) -> Conflict:
    """Put a conflict off; raises ``NotFound`` when there is none with this id."""
    with profile.database.write() as connection:
        conflict = _find(connection, id_)
        outbox.put_off(connection, id_)
    return conflict


def keep_register(profile: Profile, id_: str) -> Conflict:
    """Let the register's values stand: the edit is given up. The deletion of a person is given up whole.

    Raises ``NotFound`` when there is no conflict with this id.
    """
    with profile.database.write() as connection:
        conflict = _find(connection, id_)
        gone = _given_up_with(connection, conflict.edit)
        outbox.remove_edits(connection, [edit.op_id for edit in gone])
        outbox.forget_kept_records(connection)
        index_people(connection, [conflict.edit.person])
    return conflict


def keep_mine(profile: Profile, id_: str, *, now: datetime, new_id: NewId, seen: Conflict | None = None) -> Conflict:
    """Let my values stand: a new edit over what the register has now takes the place of the old one.

    Fields that must not part are mine as one. A record that the register has deleted is brought back, with all that was
    deleted with the person where the person is deleted.
    ``seen`` is the conflict as the person saw it. Raises ``NotFound`` when there is no conflict with this id,
    ``UserError`` when the register has other values by now than were seen.
    """
    with profile.database.write() as connection:
        conflict = _find(connection, id_, seen)
        if conflict.edit.act is Act.DELETE:
            later = _made_over(connection, conflict.edit)
            _delete_again(connection, conflict, now, new_id)
            outbox.move_to_end(connection, later)
        elif conflict.register is None:
            _bring_back(connection, conflict, now, new_id)
        else:
            mine = {field.name: field.mine for field in conflict.fields}
            _rewrite(connection, conflict, {**mine, **conflict.edit.set}, new_id)
        index_people(connection, [conflict.edit.person])
    return conflict


def choose_by_field(
    profile: Profile, id_: str, choices: Mapping[str, object], *, new_id: NewId, seen: Conflict | None = None
) -> Conflict:
    """Decide field by field: each of ``choices`` is a ``Side`` or a value of one's own, empty text to clear.

    Every field in conflict must be decided; ``seen`` is the conflict as the person saw it. Raises ``NotFound`` when
    there is no conflict with this id, ``UserError`` for a field that is not in conflict, one that is not decided, a
    value that the field cannot have, and when the register has other values by now than were seen.
    """
    with profile.database.write() as connection:
        conflict = _find(connection, id_, seen)
        _refuse_undecided(conflict, choices)
        wanted = dict(conflict.edit.set)
        for name, choice in choices.items():
            wanted[name] = _chosen(conflict, name, choice)
        state = read_profile(connection)
        typed = [name for name, choice in choices.items() if not isinstance(choice, Side)]
        checked = _checked(conflict, wanted, typed, fictional=state is not None and state.fictional)
        _rewrite(connection, conflict, checked, new_id)
        index_people(connection, [conflict.edit.person])
    return conflict


def _read(connection: Connection, id_: str | None = None) -> list[Conflict]:
    refused = outbox.read_refused(connection, id_)
    edits = outbox.read_edits_by_id(connection, refused.keys())
    return [_conflict(connection, edit, refused[edit.op_id]) for edit in edits if edit.state is EditState.CONFLICT]


def _find(connection: Connection, id_: str, seen: Conflict | None = None) -> Conflict:
    found = _read(connection, id_)
    if not found:
        raise NotFound(N_("There is no conflict {id}."), N_("See the list with “interpreter-app conflicts”."), id=id_)
    if seen is not None and (found[0].fields, found[0].register is None) != (seen.fields, seen.register is None):
        raise UserError(
            N_("The register has other values now than those you saw."), N_("Look at the conflict again, then choose.")
        )
    return found[0]


def _conflict(connection: Connection, edit: Edit, said: outbox.Refused) -> Conflict:
    records = read_base_records(connection, edit.person)
    register = records.get(edit.record)
    return Conflict(
        edit=edit,
        number=_number(connection, edit, records),
        fields=tuple(_in_conflict(edit, name, register) for name in said.fields),
        register=register.fields if register else None,
        rev=register.rev if register else said.rev,
        by=said.by,
        at=datetime.fromisoformat(said.at) if said.at else edit.made,
        later=said.later,
    )


def _number(connection: Connection, edit: Edit, records: Mapping[str, ScreenRecord]) -> int | None:
    """The register number of the person, also of one whom the register has deleted."""
    person = records.get(edit.person) or outbox.read_kept_records(connection, edit.person).get(edit.person)
    number = person.fields.get("number") if person else None
    return number if isinstance(number, int) else edit.number


def _in_conflict(edit: Edit, name: str, register: ScreenRecord | None) -> FieldInConflict:
    return FieldInConflict(
        name,
        edit.base.get(name),
        None if edit.act is Act.DELETE else field_value(edit.type, {**edit.base, **edit.set}, name),
        register.fields.get(name) if register else None,
    )


def _made_over(connection: Connection, edit: Edit) -> list[Edit]:
    """The saves made after ``edit`` that concern the same person, whole and in order."""
    unsent = [other for other in outbox.read_edits(connection) if other.tx != edit.tx and other.n > edit.n]
    saves = {other.tx for other in unsent if other.person == edit.person and other.state is EditState.PENDING}
    return [other for other in unsent if other.tx in saves]


def _rewrite(connection: Connection, conflict: Conflict, wanted: Mapping[str, object], new_id: NewId) -> None:
    """The same edit as a new one over the register's record; given up when the register has it all.

    In the fields that were decided the register's value has been seen. In the others only what the edit saw has: should
    others have changed them meanwhile, that is a conflict of its own.
    What was a creation changes the record from then on: somebody else has made it meanwhile.
    """
    edit, register = conflict.edit, conflict.register or {}
    seen = dict.fromkeys(name for wish in wanted for name in group_of(edit.type, wish))
    decided = {name for field in conflict.fields for name in group_of(edit.type, field.name)}
    now = {name: field_value(edit.type, register, name) for name in seen}
    base = {name: value if name in decided else edit.base.get(name, value) for name, value in now.items()}
    left = {name: value for name, value in wanted.items() if value != base[name]}
    outbox.remove_edits(connection, [edit.op_id])
    if not left:
        discard_in(connection, [edit], [])
        return
    again = replace(edit, op_id=new_id(), act=Act.UPDATE, base=base, set=left, base_rev=conflict.rev)
    outbox.add_edits(connection, [replace(again, state=EditState.PENDING)])


def _bring_back(connection: Connection, conflict: Conflict, now: datetime, new_id: NewId) -> None:
    """Make the deleted record anew as it was with my values, and with a deleted person all else that went."""
    edit = conflict.edit
    outbox.remove_edits(connection, [edit.op_id])
    shown = read_screen_records(connection, edit.person)
    if edit.record in shown:  # brought back already, with the person, and what was made over it is after that
        drafts, later = [_over_shown(edit, shown[edit.record])], []
    else:
        kept = outbox.read_kept_records(connection, edit.person)
        drafts, later = _brought_back(edit, conflict.rev, kept, shown), _made_over(connection, edit)
    save_in_parts(connection, drafts, now=now, new_id=new_id, reason=edit.reason)
    outbox.move_to_end(connection, later)


def _over_shown(edit: Edit, shown: ScreenRecord) -> Draft:
    """My values as an edit of the record as it is on the screen."""
    seen = dict.fromkeys(name for wish in edit.set for name in group_of(edit.type, wish))
    base = {name: field_value(edit.type, shown.fields, name) for name in seen}
    return Draft(
        act=Act.UPDATE,
        type=edit.type,
        record=edit.record,
        person=edit.person,
        base=base,
        set=edit.set,
        base_rev=shown.rev,
    )


def _brought_back(
    edit: Edit, rev: int, kept: Mapping[str, outbox.Kept], shown: Mapping[str, ScreenRecord]
) -> list[Draft]:
    """The creations that bring a deleted record back, and with a deleted person all other records."""
    own = kept.get(edit.record) or outbox.Kept(edit.type, rev, dict(edit.base))
    back = {edit.record: own._replace(rev=rev, fields={**own.fields, **edit.set})}
    if edit.person not in shown:
        back = {**kept, **back}
    return [
        Draft(act=Act.CREATE, type=type_, record=id_, person=edit.person, set=fields, base_rev=deleted)
        for id_, (type_, deleted, fields) in sorted(back.items(), key=lambda item: depth(item[1].type))
    ]


def _given_up_with(connection: Connection, edit: Edit) -> list[Edit]:
    """The edits that are given up with one in conflict: itself, and with a person's deletion all that is of it."""
    save = [other for other in outbox.read_edits(connection) if other.tx == edit.tx and other.act is Act.DELETE]
    of_person = edit.act is Act.DELETE and any(other.record == edit.person for other in save)
    return save if of_person else [edit]


def _delete_again(connection: Connection, conflict: Conflict, now: datetime, new_id: NewId) -> None:
    """Delete what the register has now: with a person, all records of the person."""
    edit = conflict.edit
    gone = _given_up_with(connection, edit)
    outbox.remove_edits(connection, [other.op_id for other in gone])
    records = read_base_records(connection, edit.person)
    if gone == [edit] and edit.record != edit.person:
        _delete_in_place(connection, edit, records.get(edit.record), new_id)
        return
    drafts = [
        Draft(act=Act.DELETE, type=record.type, record=id_, person=edit.person, base=record.fields, base_rev=record.rev)
        for id_, record in sorted(records.items(), key=lambda item: -depth(item[1].type))
    ]
    if drafts:
        save_in_parts(connection, drafts, now=now, new_id=new_id, reason=edit.reason)


def _delete_in_place(connection: Connection, edit: Edit, record: ScreenRecord | None, new_id: NewId) -> None:
    """The same deletion as a new edit of its save, of the record as it is now; none where it is gone."""
    if record:
        again = replace(edit, op_id=new_id(), base=record.fields, base_rev=record.rev, state=EditState.PENDING)
        outbox.add_edits(connection, [again])


def _refuse_undecided(conflict: Conflict, choices: Mapping[str, object]) -> None:
    names = [field.name for field in conflict.fields]
    unknown = [name for name in choices if name not in names]
    if unknown or conflict.edit.act is Act.DELETE or conflict.register is None:
        raise UserError(
            N_("The field {name} cannot be decided by itself in this conflict."),
            N_("Choose mine or register for all of it. The fields in conflict are: {names}."),
            name=unknown[0] if unknown else next(iter(choices), ""),
            names=", ".join(names),
        )
    open_ = [name for name in names if name not in choices]
    if open_:
        raise UserError(
            N_("The field {name} is not decided."), N_("Choose mine, register or a value for it."), name=open_[0]
        )


def _chosen(conflict: Conflict, name: str, choice: object) -> object:
    field = next(field for field in conflict.fields if field.name == name)
    if choice is Side.MINE:
        return field.mine
    if choice is Side.REGISTER:
        return field_value(conflict.edit.type, conflict.register or {}, name)
    return field_value(conflict.edit.type, {}, name) if choice == "" else choice


def _checked(
    conflict: Conflict, wanted: Mapping[str, object], typed: Collection[str], *, fictional: bool
) -> dict[str, object]:
    """The wanted fields in their canonical form, when the record can be so; raises ``UserError`` otherwise."""
    edit = conflict.edit
    canonical = check_record(edit.type, {name: wanted[name] for name in typed}, fictional=fictional)
    whole = {**(conflict.register or {}), **wanted, **canonical}
    try:
        decode(edit.type, msgspec.json.encode(whole))
    except msgspec.DecodeError as error:
        raise UserError(N_("The record cannot be so ({reason})."), N_("Choose other values."), reason=error) from error
    return {**wanted, **canonical}
