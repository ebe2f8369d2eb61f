"""Undoing what the register has: a single change, or all that a sync of this file brought, by new edits."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from interpreter_app.domain.edits import UNSENT, Act, Edit, changed
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.history import HistoryEntry
from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.domain.records import PUBLISHED
from interpreter_app.domain.undoing import LaterChange, Obstacle, RecordNow, Undoing, UndoPlan
from interpreter_app.ids import NewId
from interpreter_app.store import history, outbox
from interpreter_app.store.database import Connection
from interpreter_app.store.screen import read_screen_records
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import Saved, require_account, save_in
from interpreter_app.use_cases.save_edit import refuse_shared_identity_number

OF_A_SYNC = "sync:"
"""What the id of a sync follows."""

_LONGEST_PLACE = 18


class _Target(NamedTuple):
    """A change to undo, the save that it belongs to, and whether it did anything."""

    save: str
    entry: HistoryEntry
    did_something: bool = True


def plan_undo(profile: Profile, id_: str) -> UndoPlan:
    """What undoing ``id_`` would do, with nothing saved.

    ``id_`` is that of an own edit which the register has, the place of a change in the register's order, or
    ``sync:`` and the id of a sync, for all edits that it brought to the register. With a person's own record that was
    made or deleted go the person's other records of the same save. Raises ``NotFound`` for an id that is not known
    here, ``UserError`` for an edit that is not in the register, and for what others did unless an administrator asks.
    """
    with profile.database.read() as connection:
        return _plan(connection, id_)


def save_undo(
    profile: Profile, plan: UndoPlan, *, now: datetime, new_id: NewId, reason: str = "", partly: bool = False
) -> tuple[Saved, ...]:
    """Save the edits of ``plan``, all of them, as any others; ``now`` is the local time with its zone.

    Raises ``UserError`` when nothing can be undone, when only a part can unless ``partly``, and when the records have
    changed since the plan was made.
    """
    if not plan.groups:
        raise UserError(N_("There is nothing here that can be undone."), N_("See why with --dry-run."))
    if not (plan.is_whole or partly):
        raise UserError(
            N_("Only a part of this can be undone."), N_("See which with --dry-run; undo that part with --partly.")
        )
    with profile.database.write() as connection:
        if _plan(connection, plan.id) != plan:
            raise UserError(
                N_("The records have changed meanwhile."), N_("Look at what would be undone, and try again.")
            )
        refuse_shared_identity_number(connection, (draft for group in plan.groups for draft in group))
        return tuple(save_in(connection, group, now=now, new_id=new_id, reason=reason) for group in plan.groups)


def people_to_undo(profile: Profile, id_: str) -> frozenset[str]:
    """The ids of the people whose records undoing ``id_`` would change, as far as they are known here."""
    with profile.database.read() as connection:
        edits = _own_edits(connection, id_)
        entry = history.read_entry(connection, int(id_)) if is_place(id_) else None
        return frozenset({edit.person for edit in edits} | ({entry.person} if entry else set()))


def is_place(id_: str) -> bool:
    """Whether ``id_`` is the place of a change in the register's order."""
    return id_.isascii() and id_.isdecimal() and len(id_) <= _LONGEST_PLACE and int(id_) > 0


def _plan(connection: Connection, id_: str) -> UndoPlan:
    account = require_account(connection)
    targets = _of_edits(connection, _own_edits(connection, id_)) or _of_history(connection, id_)
    _refuse_what_others_did(account, targets)
    people = sorted({target.entry.person for target in targets})
    undoing = Undoing(_records(connection, people), _later_changes(connection, people, targets))
    for target in targets:
        if not target.did_something:
            undoing.leave(target.entry, Obstacle.NOTHING)
    groups = [undoing.undo(group) for group in _newest_first(target for target in targets if target.did_something)]
    return UndoPlan(id_, tuple(undoing.lines), tuple(group for group in groups if group))


def _newest_first(targets: Iterable[_Target]) -> list[list[HistoryEntry]]:
    """The changes save by save; of a save, what comes back before what goes, and nothing without what it belongs to."""
    saves: dict[str, list[HistoryEntry]] = {}
    for target in sorted(targets, key=lambda one: one.entry.seq, reverse=True):
        saves.setdefault(target.save, []).append(target.entry)
    return [sorted(entries, key=_step) for entries in saves.values()]


def _step(entry: HistoryEntry) -> tuple[int, int]:
    depth = 0 if entry.record == entry.person else 1 if entry.type == "authorisation" else 2
    match entry.act:
        case Act.DELETE:
            return 0, depth
        case Act.UPDATE:
            return 1, 0
        case Act.CREATE:
            return 2, -depth


# What is to be undone


def _own_edits(connection: Connection, id_: str) -> list[Edit]:
    """The edits of this file that ``id_`` names; none when it names none of them."""
    if id_.startswith(OF_A_SYNC):
        edits = outbox.read_edits_of_sync(connection, id_.removeprefix(OF_A_SYNC))
        if not edits:
            raise NotFound(
                N_("No edit came to the register by a sync {id}, as far as is known here."),
                N_("See the list with “interpreter-app sync-log”."),
                id=id_.removeprefix(OF_A_SYNC),
            )
        return edits
    found = outbox.read_edits_by_id(connection, [id_])
    for edit in found:
        _refuse_unsent(edit)
        if _takes_others_along(edit.act, edit.record, edit.person):
            return [one for one in outbox.read_edits_of_save(connection, edit.tx) if one.person == edit.person]
    return found


def _takes_others_along(act: Act, record: str, person: str) -> bool:
    return act is not Act.UPDATE and record == person


def _refuse_unsent(edit: Edit) -> None:
    if edit.state in UNSENT:
        raise UserError(
            N_("The edit {id} is not in the register."),
            N_("Take it back with “interpreter-app outbox discard {id}”."),
            id=edit.op_id,
        )


def _of_edits(connection: Connection, edits: Sequence[Edit]) -> list[_Target]:
    """Own edits as changes: as the register recorded them where that has been read, else as they were sent."""
    people = {edit.person for edit in edits}
    recorded = {
        entry.op_id: entry
        for entry in history.read_entries_of_edits(connection, people, [edit.op_id for edit in edits])
    }
    reaches = {person: history.read_reach(connection, person) for person in people}
    targets = []
    for edit in edits:
        reach = reaches[edit.person]
        read = reach is not None and edit.seq is not None and reach.seq >= edit.seq
        entry = recorded.get(edit.op_id)
        targets.append(_Target(edit.tx, entry or _as_sent(edit), entry is not None or not read))
    return targets


def _as_sent(edit: Edit) -> HistoryEntry:
    whole = edit.act is not Act.UPDATE
    return HistoryEntry(
        seq=edit.seq or 0,
        tx=0,
        person=edit.person,
        record=edit.record,
        type=edit.type,
        deleted=edit.act is Act.DELETE,
        at=edit.made,
        by=edit.by,
        device=edit.device,
        reason=edit.reason,
        op_id=edit.op_id,
        before=None if edit.act is Act.CREATE else edit.base,
        after=None if edit.act is Act.DELETE else edit.set if whole else {**edit.base, **edit.set},
    )


def _of_history(connection: Connection, id_: str) -> list[_Target]:
    """The change that ``id_`` names by its place or its edit, with those that go with it."""
    entry = history.read_entry(connection, int(id_)) if is_place(id_) else history.read_entry_of_edit(connection, id_)
    if entry is None:
        raise NotFound(
            N_("No change {id} is known here."),
            N_("“interpreter-app history NUMBER” reads the changes of a person and shows their ids."),
            id=id_,
        )
    if entry.type in PUBLISHED:
        raise UserError(
            N_("The change {id} is about what the register publishes; it is not undone from here."),
            N_("Ask those who run the register."),
            id=id_,
        )
    together = [entry]
    if _takes_others_along(entry.act, entry.record, entry.person):
        together = history.read_entries_of_tx(connection, entry.person, entry.tx)
    return [_Target(str(one.tx), one) for one in together]


def _refuse_what_others_did(account: Account, targets: Iterable[_Target]) -> None:
    others = sorted({target.entry.by for target in targets} - {account.name})
    if others and account.role is not AccountRole.ADMINISTRATOR:
        raise UserError(
            N_("{name} made this change; only an administrator undoes what others did."),
            N_("Ask an administrator, or make a change of your own."),
            name=others[0],
        )


# What stands in the way


def _records(connection: Connection, people: Iterable[str]) -> dict[str, RecordNow]:
    return {
        id_: RecordNow(person, record.type, record.rev, record.fields)
        for person in people
        for id_, record in read_screen_records(connection, person).items()
    }


def _later_changes(connection: Connection, people: Sequence[str], targets: Iterable[_Target]) -> list[LaterChange]:
    """What has happened to the records of ``people`` since, newest first, as far as it is known here."""
    first = min(target.entry.seq for target in targets)
    unsent = [edit for person in people for edit in outbox.read_edits_of(connection, person)]
    mine = [
        LaterChange(e.record, None, frozenset(changed(e)), e.by, e.made)
        for e in sorted(unsent, key=lambda edit: -edit.n)
    ]
    recorded = [
        LaterChange(e.record, e.seq, frozenset(change.name for change in e.changes()), e.by, e.at)
        for person in people
        for e in history.read_entries_after(connection, person, first)
    ]
    return [*mine, *sorted(recorded, key=lambda change: change.seq or 0, reverse=True)]
