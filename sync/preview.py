"""What a sync would do, found out without doing it: what would go, what would come, what would collide."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from interpreter_app.domain.conflicts import WHOLE_PERSON
from interpreter_app.domain.edits import Act, Edit, by_tx, over
from interpreter_app.jobs import Progress
from interpreter_app.store import outbox
from interpreter_app.store.base import read_stored_records
from interpreter_app.store.records import StoredRecord, decode, owner
from interpreter_app.store.screen import ScreenRecord, read_base_records
from interpreter_app.use_cases.name_people import names_by_ids
from interpreter_app.use_cases.open_profile import Profile
from sync import protocol
from sync.client import RegisterClient
from sync.engine import check_register
from sync.failures import CursorRefused
from sync.merge import changed_since, merge_update
from sync.patience import Patience
from sync.pull import CHANGES
from sync.push import free_saves
from sync.refusal import locks_when_refused

MOST_PEOPLE_NAMED = 100


@dataclass(frozen=True, slots=True)
class PersonConcerned:
    """A person whose records would change; ``number`` and ``name`` are None and empty where not known here yet."""

    id: str
    number: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Collision:
    """An edit that would be in conflict, and the fields that collide; none where the record is gone."""

    edit: Edit
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a sync would do.

    ``send`` are the edits that would go, ``held`` those that wait for a person's decision. Of those that would go some
    would be in conflict, see ``collisions``, and ``stopped`` would wait with them (R12). ``receive`` counts the
    records that would come, ``people`` the first hundred of the ``people_concerned``. With ``bootstrap`` everything
    would be copied anew and what would come cannot be told.
    """

    send: tuple[Edit, ...]
    held: tuple[Edit, ...]
    stopped: tuple[Edit, ...] = ()
    receive: int = 0
    people: tuple[PersonConcerned, ...] = ()
    people_concerned: int = 0
    collisions: tuple[Collision, ...] = ()
    bootstrap: bool = False

    @property
    def going(self) -> tuple[Edit, ...]:
        """The edits that the register would have afterwards."""
        stays = {edit.op_id for edit in (*self.stopped, *(one.edit for one in self.collisions))}
        return tuple(edit for edit in self.send if edit.op_id not in stays)


def preview(
    profile: Profile, client: RegisterClient, progress: Progress, *, wait: Callable[[float], None] = time.sleep
) -> Preview:
    """What a sync of ``profile`` would do now; nothing is changed, here or in the register.

    ``wait`` sleeps for seconds between attempts. Raises what ``synchronise`` does; a refused token locks here too.
    """
    with locks_when_refused(profile):
        return _seen(profile, client, Patience(progress, wait))


def _seen(profile: Profile, client: RegisterClient, patience: Patience) -> Preview:
    check_register(profile, client, patience)
    with profile.database.read() as connection:
        unsent = outbox.read_edits(connection)
    send = tuple(edit for save in free_saves(unsent) for edit in save)
    going = {edit.op_id for edit in send}
    held = tuple(edit for edit in unsent if edit.op_id not in going)
    incoming = _Incoming(profile, {edit.person for edit in send})
    state = profile.state()
    if state is None or not incoming.read(client, patience, state.cursor, state.epoch):
        return Preview(send=send, held=held, bootstrap=True)
    found = list(_not_taken(send, incoming.records))
    return Preview(
        send=send,
        held=held,
        stopped=tuple(edit for save, collision in found for edit in save if not collision or edit != collision.edit),
        receive=incoming.count,
        people=_named(profile, list(incoming.people)[:MOST_PEOPLE_NAMED]),
        people_concerned=len(incoming.people),
        collisions=tuple(collision for _, collision in found if collision is not None),
    )


class _Incoming:
    """What would come: how many records, whose, and what all ``records`` of the ``edited`` people would be then."""

    def __init__(self, profile: Profile, edited: Collection[str]) -> None:
        self._database = profile.database
        self._edited = edited
        self.count = 0
        self.people: dict[str, None] = {}
        self.records: dict[str, ScreenRecord] = {}
        with self._database.read() as connection:
            for person in edited:
                self.records |= read_base_records(connection, person)

    def read(self, client: RegisterClient, patience: Patience, cursor: str, epoch: str) -> bool:
        """Read all changes after ``cursor``; False when the register cannot go on from there."""
        while True:
            try:
                page = patience.ask(partial(client.read_changes, cursor, epoch))
            except CursorRefused:
                return False
            self._take(page.changes)
            patience.tell(0, 1, CHANGES)
            if not page.end.more or page.end.next == cursor:
                return True
            cursor = page.end.next

    def _take(self, changes: Sequence[protocol.Change]) -> None:
        with self._database.read() as connection:
            known = read_stored_records(connection, [change.id for change in changes])
        for change in changes:
            before = known.get(change.id)
            if not _is_news(change, before):
                continue
            self.count += 1
            person = _person_of(change, before)
            if person:
                self.people[person] = None
            if person in self._edited:
                self._put(change)

    def _put(self, change: protocol.Change) -> None:
        if change.op == protocol.PUT:
            self.records[change.id] = ScreenRecord(change.t, change.rev, msgspec.json.decode(change.d))
        else:
            self.records.pop(change.id, None)


def _is_news(change: protocol.Change, before: StoredRecord | None) -> bool:
    """Whether a change is newer than what is here (R20); own edits come back, and some records go unseen."""
    if before is None:
        return change.op == protocol.PUT
    return before.rev < change.rev


def _person_of(change: protocol.Change, before: StoredRecord | None) -> str | None:
    """Whose record it is; None for one of a type that is not known."""
    if before is not None:
        return before.person
    try:
        return owner(change.id, decode(change.t, bytes(change.d)))
    except msgspec.DecodeError:
        return None


def _named(profile: Profile, ids: Sequence[str]) -> tuple[PersonConcerned, ...]:
    """The people with these ids, those too whom an edit of this machine deletes."""
    known = names_by_ids(profile, ids)
    return tuple(
        PersonConcerned(id_, known[id_].number, known[id_].name) if id_ in known else PersonConcerned(id_, None, "")
        for id_ in ids
    )


def _not_taken(
    send: Sequence[Edit], records: Mapping[str, ScreenRecord]
) -> Iterator[tuple[Sequence[Edit], Collision | None]]:
    """The saves that the register would not take if it had ``records``, and why; None for one that waits for another.

    An edit that was on its way may be in the register already, and changed there since: it is taken for unsent.
    """
    held: set[str] = set()
    for save in by_tx(send):
        concerned = {edit.record for edit in save} | {edit.person for edit in save if edit.person not in records}
        if concerned & held:
            held |= concerned
            yield save, None
            continue
        after = dict(records)
        collision = _done(save, after)
        if collision is None:
            records = after
        else:
            held |= {edit.record for edit in save}
            yield save, collision


def _done(save: Sequence[Edit], records: dict[str, ScreenRecord]) -> Collision | None:
    """Do a save in ``records``; what stops it, if anything does."""
    for edit in save:
        now = records.get(edit.record)
        fields = _colliding(edit, now)
        if fields is not None:
            return Collision(edit, fields)
        after = over(now.fields if now else None, edit)
        records.pop(edit.record, None)
        if after is not None:
            records[edit.record] = ScreenRecord(edit.type, now.rev if now else 0, after)
    return next((Collision(edit, (WHOLE_PERSON,)) for edit in save if _leaves_some(edit, records)), None)


def _colliding(edit: Edit, now: ScreenRecord | None) -> tuple[str, ...] | None:
    """The fields of the register's record that an edit collides with, none where it is gone; None when it does not."""
    if now is None:
        return () if edit.act is Act.UPDATE else None
    if edit.act is Act.UPDATE:
        return merge_update(edit.type, now.fields, edit.base, edit.set).conflicts or None
    seen = edit.base if edit.act is Act.DELETE else edit.set
    if edit.type == "interpreter":  # a number given meanwhile does not collide
        seen = {"number": now.fields.get("number"), **seen}
    return changed_since(edit.type, now.fields, seen) or None


def _leaves_some(edit: Edit, records: Mapping[str, ScreenRecord]) -> bool:
    """Whether a deletion would leave records that belong to the deleted one."""
    if edit.act is not Act.DELETE:
        return False
    belonging = {"interpreter": "interpreter_id", "authorisation": "authorisation_id"}.get(edit.type)
    return any(record.fields.get(belonging) == edit.record for record in records.values()) if belonging else False
