"""Saving edits on this machine, and taking them back until they are sent. Nothing here waits for a network."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from interpreter_app.contact_checks import LONGEST_REASON, check_length
from interpreter_app.domain.edits import MOST_IN_A_TX, Act, Draft, Edit, EditState, by_tx
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.profiles import Account
from interpreter_app.ids import NewId
from interpreter_app.store import outbox
from interpreter_app.store.account import read_account
from interpreter_app.store.base import index_people
from interpreter_app.store.database import Connection
from interpreter_app.use_cases.open_profile import Profile

_DRAFT_FIELDS = tuple(field.name for field in fields(Draft))


@dataclass(frozen=True, slots=True)
class Saved:
    """A save: its ``tx`` and its edits, in order."""

    tx: str
    edits: tuple[Edit, ...]

    @property
    def people(self) -> frozenset[str]:
        """The ids of the people concerned."""
        return frozenset(edit.person for edit in self.edits)


@dataclass(frozen=True, slots=True)
class Discarded:
    """Edits that were taken back, in order."""

    edits: tuple[Edit, ...]

    @property
    def people(self) -> frozenset[str]:
        """The ids of the people concerned."""
        return frozenset(edit.person for edit in self.edits)


class BuiltUpon(UserError):
    """Later edits cannot be without the one that was to be taken back; ``values`` holds their ``count``."""


def require_account(connection: Connection) -> Account:
    """Who is logged in; raises ``UserError`` when nobody is, or the register refuses the login."""
    account = read_account(connection)
    if account is None or not account.role.is_staff:
        raise UserError(
            N_("Only the register's own staff can change the register."),
            N_("Log in first with “interpreter-app login --token-file FILE”."),
        )
    if account.locked:
        raise UserError(
            N_("The register no longer accepts this login, so nothing can be changed here."),
            N_("Log in anew with “interpreter-app login --token-file FILE”; unsent edits are kept."),
        )
    return account


def save(profile: Profile, drafts: Sequence[Draft], *, now: datetime, new_id: NewId, reason: str = "") -> Saved:
    """Save ``drafts`` as one act: all of them, or none. ``now`` is the local time with its zone.

    Raises ``UserError`` when nobody is logged in, when there is nothing to save, or more than ``MOST_IN_A_TX``.
    """
    with profile.database.write() as connection:
        return save_in(connection, drafts, now=now, new_id=new_id, reason=reason)


def save_in(connection: Connection, drafts: Sequence[Draft], *, now: datetime, new_id: NewId, reason: str) -> Saved:
    """The same inside a write transaction."""
    account = require_account(connection)
    _refuse_size(drafts)
    why = check_length("reason", reason, LONGEST_REASON)
    tx, first = new_id(), outbox.next_n(connection)
    edits = tuple(
        Edit(
            **{name: getattr(draft, name) for name in _DRAFT_FIELDS},
            op_id=new_id(),
            n=n,
            tx=tx,
            made=now,
            reason=why,
            by=account.name,
            device=account.device,
        )
        for n, draft in enumerate(drafts, start=first)
    )
    outbox.add_edits(connection, edits)
    saved = Saved(tx, edits)
    index_people(connection, saved.people)
    return saved


def save_in_parts(
    connection: Connection, drafts: Sequence[Draft], *, now: datetime, new_id: NewId, reason: str
) -> tuple[Saved, ...]:
    """The same for any number of drafts: in their order, as few saves as they fit in."""
    parts = [drafts[start : start + MOST_IN_A_TX] for start in range(0, len(drafts), MOST_IN_A_TX)]
    return tuple(save_in(connection, part, now=now, new_id=new_id, reason=reason) for part in parts or [()])


def _refuse_size(drafts: Sequence[Draft]) -> None:
    if not drafts:
        raise UserError(N_("There is nothing to save."))
    if len(drafts) > MOST_IN_A_TX:
        raise UserError(N_("At most {most} changes can be made together."), most=MOST_IN_A_TX)


def list_unsent(profile: Profile) -> list[Edit]:
    """The edits that the register does not have yet, in order."""
    with profile.database.read() as connection:
        return outbox.read_edits(connection)


def count_unsent(profile: Profile) -> int:
    """How many edits the register does not have yet."""
    with profile.database.read() as connection:
        return outbox.count_unsent(connection)


def discard(profile: Profile, op_id: str, *, with_later: bool = False) -> Discarded:
    """Take back the save that the edit ``op_id`` belongs to, all of it.

    Later edits of the same fields keep their values. Those that cannot be without it (of a record that it makes) are
    taken back too when ``with_later`` is set, else they stand in the way. Raises ``NotFound`` for an id that is not in
    the outbox, ``UserError`` when the edit is on its way, is in the register, or is stood upon.
    """
    with profile.database.write() as connection:
        edit = find_unsent(connection, op_id)
        unsent = outbox.read_edits(connection)
        gone = [one for one in unsent if one.tx == edit.tx]
        later = _standing_upon(gone, unsent)
        if later and not with_later:
            raise BuiltUpon(
                N_("{count} later edits build on this one and would be lost with it."),
                N_("Take those back first, or take all of them back together (--with-later)."),
                count=len(later),
            )
        discarded = Discarded((*gone, *later))
        _refuse_sent(discarded.edits)
        discard_in(connection, discarded.edits, unsent)
        return discarded


def try_again(profile: Profile, op_id: str, new_id: NewId) -> tuple[Edit, ...]:
    """Let the next sync send a rejected save again, under ids that the register has not judged; returns its edits.

    It helps where the register or this program has been mended meanwhile. Raises ``NotFound`` for an id that is not in
    the outbox, ``UserError`` when nothing of the save was rejected.
    """
    with profile.database.write() as connection:
        edit = find_unsent(connection, op_id)
        save = outbox.read_edits_of_save(connection, edit.tx)
        if all(one.state is not EditState.REJECTED for one in save):
            raise UserError(
                N_("The register has not rejected this edit."), N_("Synchronise; it is sent then, or waits for you.")
            )
        again = tuple(_anew(one, new_id) if one.state is EditState.REJECTED else one for one in save)
        for one in again:
            outbox.rewrite_edit(connection, one)
    return again


def _anew(edit: Edit, new_id: NewId) -> Edit:
    return replace(edit, op_id=new_id(), state=EditState.PENDING, code="", field_at_fault="")


def discard_in(connection: Connection, gone: Collection[Edit], unsent: Iterable[Edit]) -> None:
    """Take edits back inside a write transaction; later ones of the same fields see what these saw.

    ``unsent`` are all unsent edits, in order.
    """
    gone_ids = {edit.op_id for edit in gone}
    outbox.remove_edits(connection, gone_ids)
    last_set: dict[tuple[str, str], int] = {}
    for edit in unsent:
        if edit.op_id in gone_ids:
            continue
        if edit.state is EditState.PENDING:
            rebased = _as_if_without(edit, gone, last_set)
            if rebased != edit:
                outbox.rewrite_edit(connection, rebased)
        last_set |= {(edit.record, name): edit.n for name in edit.set}
    outbox.forget_kept_records(connection)
    index_people(connection, {edit.person for edit in gone})


def find_unsent(connection: Connection, op_id: str) -> Edit:
    """The unsent edit ``op_id``; raises ``NotFound`` when there is none, or when the register has it."""
    found = outbox.read_edits_by_id(connection, [op_id])
    if not found:
        raise NotFound(N_("There is no edit {id}."), N_("See the list with “interpreter-app outbox”."), id=op_id)
    if found[0].state is EditState.ACKNOWLEDGED:
        raise UserError(
            N_("The edit {id} is in the register already."),
            N_("Undo it with “interpreter-app undo {id}”, which makes a new edit."),
            id=op_id,
        )
    return found[0]


def _refuse_sent(edits: Iterable[Edit]) -> None:
    if any(edit.state is EditState.SENT for edit in edits):
        raise UserError(
            N_("The edit was on its way when the connection broke; the register may have it."),
            N_("Synchronise first, then undo it."),
        )


def _standing_upon(gone: Collection[Edit], unsent: Iterable[Edit]) -> list[Edit]:
    """The other edits that cannot be without ``gone``, whole saves of them (R12), in order.

    They are edits of records that it makes, of what belongs to those, and what these in turn make.
    """
    saves = [save for save in by_tx(unsent) if save[0].tx not in {edit.tx for edit in gone}]
    made = _made(gone)
    later: list[Edit] = []
    for save in saves:
        if any(_needs(edit, made) for edit in save):
            later += save
            made |= _made(save)
    return later


def _made(edits: Iterable[Edit]) -> set[str]:
    return {edit.record for edit in edits if edit.act is Act.CREATE}


def _needs(edit: Edit, made: Collection[str]) -> bool:
    """Whether an edit is of one of the records ``made``, or of what belongs to one (a withdrawal: an authorisation)."""
    authorisation = {**edit.base, **edit.set}.get("authorisation_id")
    return edit.record in made or edit.person in made or authorisation in made


def _as_if_without(edit: Edit, gone: Iterable[Edit], last_set: Mapping[tuple[str, str], int]) -> Edit:
    """``edit`` with the base that it would have seen if the edits ``gone`` before it had never been.

    ``last_set`` says by record and field which edit before it, of those that stay, has set the field last: what that
    one has set was seen, not what was there before.
    """
    base = dict(edit.base)
    for other in sorted(gone, key=lambda one: one.n, reverse=True):
        if other.record == edit.record and other.n < edit.n and other.act is Act.UPDATE:
            base |= {
                name: other.base.get(name)
                for name, value in other.set.items()
                if base.get(name) == value and last_set.get((edit.record, name), 0) < other.n
            }
    return replace(edit, base={name: value for name, value in base.items() if name in edit.base})
