"""What a sync would do, found out without doing it: what would go, what would come, what would collide."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from interpreter_app.domain.edits import Act, Edit
from interpreter_app.jobs import Progress
from interpreter_app.store import outbox
from interpreter_app.store.people import read_dossiers_by_ids
from interpreter_app.store.records import decode, owner
from interpreter_app.use_cases.open_profile import Profile
from sync import protocol
from sync.client import CursorRefused, RegisterClient
from sync.engine import check_register
from sync.merge import changed_since, merge_update
from sync.patience import Patience
from sync.pull import CHANGES
from sync.push import free_saves

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

    ``send`` are the edits that would go, ``held`` those that wait for a person's decision. ``receive`` counts the
    records that would come, ``people`` the first hundred of the ``people_concerned``. With ``bootstrap`` everything
    would be copied anew and what would come cannot be told.
    """

    send: tuple[Edit, ...]
    held: tuple[Edit, ...]
    receive: int = 0
    people: tuple[PersonConcerned, ...] = ()
    people_concerned: int = 0
    collisions: tuple[Collision, ...] = ()
    bootstrap: bool = False


def preview(
    profile: Profile, client: RegisterClient, progress: Progress, *, wait: Callable[[float], None] = time.sleep
) -> Preview:
    """What a sync of ``profile`` would do now; nothing is changed, here or in the register.

    ``wait`` sleeps for seconds between attempts. Raises what ``synchronise`` does.
    """
    patience = Patience(progress, wait)
    check_register(profile, client, patience)
    with profile.database.read() as connection:
        unsent = outbox.read_edits(connection)
    send = tuple(edit for save in free_saves(unsent) for edit in save)
    going = {edit.op_id for edit in send}
    held = tuple(edit for edit in unsent if edit.op_id not in going)
    incoming = _Incoming({edit.record for edit in send})
    state = profile.state()
    if state is None or not incoming.read(client, patience, state.cursor, state.epoch):
        return Preview(send=send, held=held, bootstrap=True)
    return Preview(
        send=send,
        held=held,
        receive=incoming.count,
        people=_named(profile, list(incoming.people)[:MOST_PEOPLE_NAMED]),
        people_concerned=len(incoming.people),
        collisions=tuple(_collisions(send, incoming.edited)),
    )


class _Incoming:
    """What would come: how many records, whose, and the contents of those that are edited here."""

    def __init__(self, edited: set[str]) -> None:
        self._watched = edited
        self.count = 0
        self.people: dict[str, None] = {}
        self.edited: dict[str, protocol.Change] = {}

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
        self.count += len(changes)
        for change in changes:
            if change.id in self._watched:
                self.edited[change.id] = change
            person = _person_of(change)
            if person:
                self.people[person] = None


def _person_of(change: protocol.Change) -> str | None:
    """Whose record it is; None for a record that goes and says no more."""
    if change.op != protocol.PUT:
        return change.id if change.t == "interpreter" else None
    try:
        return owner(change.id, decode(change.t, bytes(change.d)))
    except msgspec.DecodeError:
        return None


def _named(profile: Profile, ids: Sequence[str]) -> tuple[PersonConcerned, ...]:
    with profile.database.read() as connection:
        known = read_dossiers_by_ids(connection, ids)
    people = {id_: known[id_].interpreter if id_ in known else None for id_ in ids}
    return tuple(
        PersonConcerned(id_, person.number if person else None, person.name if person else "")
        for id_, person in people.items()
    )


def _collisions(send: Sequence[Edit], incoming: Mapping[str, protocol.Change]) -> list[Collision]:
    """The edits that what comes would stop; each record by its first edit, which sees what came before it."""
    first = {edit.record: edit for edit in reversed(send)}
    found = (_collision(edit, incoming[record]) for record, edit in first.items() if record in incoming)
    return [collision for collision in found if collision]


def _collision(edit: Edit, change: protocol.Change) -> Collision | None:
    if change.op != protocol.PUT:
        return None if edit.act is Act.DELETE else Collision(edit, ())
    current = msgspec.json.decode(change.d)
    if edit.act is Act.DELETE:
        fields = changed_since(edit.type, current, edit.base)
    else:
        fields = merge_update(edit.type, current, edit.base, edit.set).conflicts
    return Collision(edit, fields) if fields else None
