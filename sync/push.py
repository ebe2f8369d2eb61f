"""The pushing half of a sync: the outbox goes to the register, and what it answers is kept.

An answer never moves the cursor (R3), and acknowledges by the edit's id only (R4). The edits of a record go in order;
one that is stuck holds back what builds on it and nothing else (R11).
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import msgspec

from interpreter_app.domain.edits import Act, Edit, EditState, by_tx
from interpreter_app.domain.errors import N_
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.profiles import Account
from interpreter_app.store import outbox
from interpreter_app.store.base import BaseChange, Removed, index_people, log
from interpreter_app.store.records import DecodedRecord
from interpreter_app.use_cases.open_profile import Profile
from sync import protocol
from sync.client import RegisterClient
from sync.failures import EditsRefused
from sync.patience import Patience
from sync.pull import decoded_record

SENDING = N_("Sending changes")
PUSHED = "pushed"
NOT_UNDERSTOOD = "not-understood"
"""Why an edit is rejected that the register cannot even read."""
_WAITING = frozenset({EditState.PENDING, EditState.SENT})
_STUCK = frozenset({EditState.CONFLICT, EditState.REJECTED})

_NULL = b"null"

Save = list[Edit]
"""The edits of one ``tx``, in order."""


@dataclass(slots=True)
class Pushed:
    """What a push came to: how many edits the register now has, and how many of them it had to merge."""

    sent: int = 0
    merged: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Push:
    """Sends the outbox of ``profile``; ``clock`` gives local time, ``sync`` is the sync's id.

    ``held`` are the records with an edit that the register does not have after it was sent; ``made`` those that unsent
    edits make.
    """

    profile: Profile
    client: RegisterClient
    patience: Patience
    clock: Callable[[], datetime]
    sync: str
    account: Account
    epoch: str
    pushed: Pushed = field(default_factory=Pushed)
    held: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)

    def run(self) -> Pushed:
        """Send what was unsent when the push began; what is saved meanwhile waits for the next sync.

        Raises ``CursorRefused`` when the register is no longer in our epoch.
        """
        with self.profile.database.read() as connection:
            unsent = outbox.read_edits(connection)
        self.made.update(made_by(unsent))
        queue = deque(free_saves(unsent))
        total = len(queue)
        while queue:
            batch = self._freeze(self._next_batch(queue))
            if batch:
                self.patience.tell(total - len(queue) - len(batch), total, SENDING)
                self._send(batch)
        return self.pushed

    def _next_batch(self, queue: deque[Save]) -> list[Save]:
        """Take the next saves that can be sent together out of ``queue``; those that build on a held one wait (R11)."""
        batch: list[Save] = []
        count = size = 0
        while queue:
            save = queue[0]
            if builds_on(save, self.held, self.made):
                self._hold(queue.popleft())
                continue
            count += len(save)
            size += sum(len(msgspec.json.encode(_op(edit))) + 1 for edit in save)
            if batch and (count > protocol.OPS_LIMIT or size > protocol.OPS_BYTES // 2):
                break
            batch.append(queue.popleft())
        return batch

    def _freeze(self, batch: Iterable[Save]) -> list[Save]:
        """Mark the edits as sent, as they are now; a save that was taken back meanwhile is left out."""
        wanted = {edit.op_id: edit.tx for save in batch for edit in save}
        with self.profile.database.write() as connection:
            found = [edit for edit in outbox.read_edits_by_id(connection, wanted) if edit.state in _WAITING]
            gone = {wanted[op_id] for op_id in wanted.keys() - {edit.op_id for edit in found}}
            left = [save for save in by_tx(found) if save[0].tx not in gone]
            outbox.set_state(connection, [edit.op_id for save in left for edit in save], EditState.SENT)
        return left

    def _hold(self, edits: Iterable[Edit]) -> None:
        self.held.update(edit.record for edit in edits)

    def _send(self, batch: list[Save]) -> None:
        """Send saves together; when the register cannot read the request, each by itself."""
        edits = [edit for save in batch for edit in save]
        request = request_of(edits, self.epoch, self.account)
        try:
            answer = self.patience.ask(partial(self.client.send_edits, request))
        except EditsRefused as refused:
            if len(batch) > 1:
                self._send_apart(batch)
            elif refused.by_register:
                self._keep(outbox.Rejection(edit.op_id, NOT_UNDERSTOOD) for edit in edits)
                self._hold(edits)
            else:
                raise
        else:
            self._settle(edits, answer)

    def _send_apart(self, batch: list[Save]) -> None:
        """Send each save by itself; what builds on one that has become stuck waits with it (R11)."""
        for save in batch:
            if builds_on(save, self.held, self.made):
                self._keep(outbox.Deferral(edit.op_id) for edit in save)
                self._hold(save)
            else:
                self._send([save])

    def _keep(self, verdicts: Iterable[outbox.Verdict]) -> None:
        with self.profile.database.write() as connection:
            outbox.keep_verdicts(connection, list(verdicts), self.sync)

    def _settle(self, edits: Sequence[Edit], answer: protocol.OpsAnswer) -> None:
        """Keep what the register answered, all of it in one transaction."""
        results = {result.op_id: result for result in answer.results}
        answered = [(edit, results[edit.op_id]) for edit in edits if edit.op_id in results]
        puts, removals = _base_changes(answered)
        verdicts = _verdicts(answered, puts, datetime.fromisoformat(answer.at))
        told = [{"op_id": edit.op_id, "st": result.st} for edit, result in answered]
        with self.profile.database.write() as connection:
            outbox.keep_verdicts(connection, verdicts, self.sync)
            change = BaseChange(connection, protocol.record_hash)
            change.apply([stored for stored, _ in puts], removals)
            change.finish()
            index_people(connection, {edit.person for edit in edits})
            log(connection, self.clock(), PUSHED, sync=self.sync, edits=told)
        self._hold(e for e in edits if e.op_id not in results or results[e.op_id].st not in protocol.ACKNOWLEDGED)
        self._count(answered)

    def _count(self, answered: Sequence[tuple[Edit, protocol.OpResult]]) -> None:
        self.pushed.answered += len(answered)
        self.pushed.sent += sum(_is_news(edit, result) for edit, result in answered)
        self.pushed.merged += sum(result.st == protocol.MERGED for _, result in answered)


def _is_news(edit: Edit, result: protocol.OpResult) -> bool:
    """Whether the register has the edit by this push; one sent again after a restore may have been there all along."""
    again = edit.seq is not None and result.st in (protocol.DUPLICATE, protocol.NOOP)
    return result.st in protocol.ACKNOWLEDGED and not again


def free_saves(unsent: Sequence[Edit]) -> Iterator[Save]:
    """The saves that may be sent: none of their records waits for a person's decision, nor what they build on."""
    stuck: set[str] = set()
    made = made_by(unsent)
    for save in by_tx(unsent):
        if any(edit.state in _STUCK for edit in save) or builds_on(save, stuck, made):
            stuck |= {edit.record for edit in save}
        else:
            yield save


def made_by(edits: Iterable[Edit]) -> set[str]:
    """The records that edits make."""
    return {edit.record for edit in edits if edit.act is Act.CREATE}


def builds_on(save: Save, stuck: Collection[str], made: Collection[str]) -> bool:
    """Whether a save changes one of the records ``stuck``, or cannot be without one of them that is yet to be ``made``.

    A record cannot be without its person, a withdrawal not without its authorisation.
    """
    concerned = {edit.record for edit in save}
    owners = {owner for edit in save for owner in (edit.person, str(edit.set.get("authorisation_id")))}
    concerned |= owners.intersection(made)
    return any(record in stuck for record in concerned)


def request_of(edits: Iterable[Edit], epoch: str, account: Account) -> protocol.OpsRequest:
    """A request with ``edits``, in the name of ``account``, to a register in ``epoch``."""
    return protocol.OpsRequest(epoch, account.client, [_op(edit) for edit in edits], account.device)


def _op(edit: Edit) -> protocol.Op:
    """The edit as it stands on the wire: the number of a person, which only the register gives, beside the fields.

    An authorisation has a number of its own, which is a field like any other.
    """
    fields = dict(edit.set)
    of_person = edit.act is Act.CREATE and edit.type == "interpreter"
    number: Any = fields.pop("number", None) if of_person else None
    return protocol.Op(
        op_id=edit.op_id,
        n=edit.n,
        tx=edit.tx,
        op=edit.act.value,
        t=edit.type,
        id=edit.record,
        base_rev=edit.base_rev,
        base=dict(edit.base),
        set=fields,
        reason=edit.reason,
        made=edit.made.isoformat(),
        undoes=edit.undoes,
        number=edit.number or number,
    )


def _base_changes(
    answered: Iterable[tuple[Edit, protocol.OpResult]],
) -> tuple[list[DecodedRecord], list[Removed]]:
    """What the answers say of the register's own state now: exact server state, so the base may have it (R5)."""
    puts: list[DecodedRecord] = []
    removals: list[Removed] = []
    for edit, result in answered:
        told = result.current if result.st == protocol.CONFLICT else result.d
        if result.st in (protocol.REJECTED, protocol.DEFERRED) or not result.rev:
            continue
        if bytes(told) == _NULL:
            removals.append(Removed(edit.record, result.rev))
        else:
            puts.append(decoded_record(edit.type, edit.record, result.rev, told))
    return puts, removals


def _verdicts(
    answered: Iterable[tuple[Edit, protocol.OpResult]], puts: Iterable[DecodedRecord], at: datetime
) -> list[outbox.Verdict]:
    numbers = {stored.id: record.number for stored, record in puts if isinstance(record, Interpreter)}
    return [_verdict(edit.op_id, result, at, numbers.get(edit.record)) for edit, result in answered]


def _verdict(op_id: str, result: protocol.OpResult, at: datetime, number: int | None) -> outbox.Verdict:
    match result.st:
        case protocol.CONFLICT:
            deleted = bytes(result.current) == _NULL
            return outbox.Refused(op_id, tuple(result.fields), result.rev, deleted, result.by, result.at)
        case protocol.REJECTED:
            return outbox.Rejection(op_id, result.code, result.field)
        case protocol.DEFERRED:
            return outbox.Deferral(op_id)
        case _:
            return outbox.Acknowledgement(op_id, result.seq, at, number)
