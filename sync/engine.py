"""A sync from end to end: pull, push, pull (R20), and beginning anew when the register demands it.

Whatever goes wrong, the data already here stay usable, and what was saved here stays in the outbox.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from interpreter_app.domain.edits import EditState
from interpreter_app.domain.errors import N_, EnvironmentFault, SyncError, UserError
from interpreter_app.domain.profiles import Account, Origin, ProfileState
from interpreter_app.file_locks import AlreadyHeld, held
from interpreter_app.ids import NewId, new_id
from interpreter_app.jobs import Progress
from interpreter_app.store import outbox
from interpreter_app.store.account import read_account
from interpreter_app.store.base import forget_log, log
from interpreter_app.store.staging import another_program
from interpreter_app.use_cases.open_profile import Profile
from sync import protocol
from sync.client import RegisterClient, check_times
from sync.failures import CursorRefused
from sync.merged_log import CHANGED_UNDER_EDIT
from sync.patience import Patience
from sync.pull import FETCHING, Pull, Pulled
from sync.push import Push, Pushed
from sync.refusal import locks_when_refused

SYNCED = "sync"
_LOGGED = ("bootstrap", "received", "head", "sent", "merged", "conflicts", "rejected", "unsent")


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncOutcome:
    """What a sync did. ``received`` counts records that were news; ``as_of`` is the register's time.

    ``sent`` counts the edits that the register has now, ``merged`` those of them that it merged with others' changes.
    ``conflicts`` and ``rejected`` are those that wait for a person, ``unsent`` all that the register does not have.
    """

    bootstrap: bool
    received: int
    head: int
    as_of: datetime
    sent: int = 0
    merged: int = 0
    conflicts: int = 0
    rejected: int = 0
    unsent: int = 0


def synchronise(
    profile: Profile,
    client: RegisterClient,
    progress: Progress,
    clock: Callable[[], datetime],
    *,
    wait: Callable[[float], None] = time.sleep,
    new_id: NewId = new_id,
) -> SyncOutcome:
    """Bring ``profile`` up to the register that ``client`` speaks to, and send it what was saved here.

    ``clock`` gives the local time with its zone, for the log only; ``wait`` sleeps for seconds between attempts.
    Raises ``SyncError`` when the register cannot be reached or used (``TokenRefused`` locks the private data),
    ``UserError`` when the profile is not for that register, ``EnvironmentFault`` when another program synchronises it,
    and ``Cancelled`` when ``progress`` does; the data already here are then as they were, or further on.
    """
    with _alone(profile), locks_when_refused(profile):
        return _Sync(profile, client, Patience(progress, wait), clock, new_id()).run()


@contextmanager
def _alone(profile: Profile) -> Iterator[None]:
    """Hold the profile for one sync: two at once would send the same edits, and let them collide with each other."""
    lock = ExitStack()
    try:
        lock.enter_context(held(profile.files.syncing))
    except AlreadyHeld as error:
        raise another_program() from error
    except OSError as error:
        raise EnvironmentFault(
            N_("The file {path} cannot be written."),
            N_("Check that the folder is there, that you may write in it, and that the disk is not full."),
            path=profile.files.syncing,
        ) from error
    with lock:
        yield


def check_register(profile: Profile, client: RegisterClient, patience: Patience) -> protocol.Info:
    """What the server is, when it is the profile's register and one that we can speak to (R15).

    Raises ``UserError`` when the profile cannot be synchronised with it, ``SyncError`` when it cannot be used.
    """
    state = profile.state()
    if state is not None and state.origin is Origin.PUBLIC:
        raise UserError(
            N_("The profile {name} was imported from a file and cannot be synchronised."),
            N_("Name another profile with --profile."),
            name=profile.name,
        )
    patience.tell(0, 1, FETCHING)
    info = patience.ask(client.info, attempts=2)
    _refuse_unknown_api(info)
    check_times(info.at)
    _refuse_other_register(state, info)
    return info


@dataclass
class _Sync:
    """One sync under way; ``id`` is what the log knows it by."""

    profile: Profile
    client: RegisterClient
    patience: Patience
    clock: Callable[[], datetime]
    id: str
    _bootstrap: bool = False
    _received: int = 0
    _pull: Pull = field(init=False)

    def __post_init__(self) -> None:
        self._pull = Pull(self.profile, self.client, self.patience, self.clock, self.id)

    def run(self) -> SyncOutcome:
        info = self._info()
        account = self._account()
        state = self._pulled(self.profile.state(), info)
        pushed = Pushed()
        if account is not None:
            state, pushed = self._pushed(state, account)
        return self._finish(state, pushed)

    def _info(self) -> protocol.Info:
        return check_register(self.profile, self.client, self.patience)

    def _account(self) -> Account | None:
        with self.profile.database.read() as connection:
            return read_account(connection)

    def _pulled(self, state: ProfileState | None, info: protocol.Info) -> ProfileState:
        """The state after a pull; a refused cursor leads to a new copy."""
        if state is None:
            return self._start_over(info, info.epoch)
        try:
            return self._followed(state)
        except CursorRefused as refused:
            return self._begin_anew(state, refused)

    def _followed(self, state: ProfileState) -> ProfileState:
        pulled = self._pull.follow(state)
        self._received += pulled.received
        return pulled.state if pulled.agrees else self._heal(pulled)

    def _begin_anew(self, state: ProfileState, refused: CursorRefused) -> ProfileState:
        """A new copy in the place of one that cannot be gone on from; what a restore has lost is sent again."""
        restored = refused.code == protocol.EPOCH_CHANGED
        if restored:
            self._take_up_again(refused.restored_seq)
        info = self._info()
        return self._start_over(info, info.epoch if restored else state.epoch)

    def _start_over(self, info: protocol.Info, epoch: str) -> ProfileState:
        """A new copy, then the changes since; a second refusal in a row ends the sync (R10).

        ``epoch`` is the one in which what was acknowledged is in the register, or is marked to be sent again.
        """
        self._bootstrap = True
        received, state = self._pull.bootstrap(info, epoch)
        self._received += received
        return self._followed(state)

    def _heal(self, pulled: Pulled) -> ProfileState:
        """Fetch everything anew when our data do not agree with the register's; once, then say so."""
        with self.profile.database.write() as connection:
            log(connection, self.clock(), "digest-differs", sync=self.id, head=pulled.state.head)
            outbox.send_again(connection, None)
        if self._bootstrap:
            raise SyncError(
                N_("The data received do not agree with the register's own count."),
                N_("Synchronise again later; if it goes on, tell those who run the register."),
            )
        info = self._info()
        return self._start_over(info, info.epoch)

    def _take_up_again(self, restored_seq: int | None) -> None:
        """After a restore, what the register had acknowledged and may have lost is to be sent again (R6, R16).

        Marked before the new copy is fetched: a sync that is broken off in between marks the same again.
        """
        with self.profile.database.write() as connection:
            outbox.send_again(connection, restored_seq)

    def _pushed(self, state: ProfileState, account: Account) -> tuple[ProfileState, Pushed]:
        """Push, and pull what the register made of it; a register restored meanwhile is copied anew first."""
        try:
            pushed = self._push(state, account)
        except CursorRefused as refused:
            state = self._begin_anew(state, refused)
            pushed = self._push(state, account)
        return (self._followed(state) if pushed.answered else state), pushed

    def _push(self, state: ProfileState, account: Account) -> Pushed:
        return Push(self.profile, self.client, self.patience, self.clock, self.id, account, state.epoch).run()

    def _finish(self, state: ProfileState, pushed: Pushed) -> SyncOutcome:
        """Forget what is no longer needed, and log what the sync did."""
        with self.profile.database.write() as connection:
            outbox.forget_acknowledged(connection, state.as_of - timedelta(days=protocol.ACKNOWLEDGED_KEPT_DAYS))
            outbox.forget_kept_records(connection)
            forget_log(connection, CHANGED_UNDER_EDIT, self.clock() - timedelta(days=protocol.ACKNOWLEDGED_KEPT_DAYS))
            left = [edit.state for edit in outbox.read_edits(connection)]
            outcome = SyncOutcome(
                bootstrap=self._bootstrap,
                received=self._received,
                head=state.head,
                as_of=state.as_of,
                sent=pushed.sent,
                merged=pushed.merged,
                conflicts=left.count(EditState.CONFLICT),
                rejected=left.count(EditState.REJECTED),
                unsent=len(left),
            )
            counts = {name: getattr(outcome, name) for name in _LOGGED}
            log(connection, self.clock(), SYNCED, sync=self.id, **counts)
        return outcome


def _refuse_unknown_api(info: protocol.Info) -> None:
    if not info.api.min <= protocol.API_VERSION <= info.api.max:
        raise SyncError(
            N_("The register speaks another version of the protocol than this program."),
            N_("Install the newest version of the program."),
        )


def _refuse_other_register(state: ProfileState | None, info: protocol.Info) -> None:
    """A file belongs to one register for good (R15)."""
    if state is not None and state.register_id != info.register:
        raise UserError(
            N_("This profile belongs to another register than the one at this address."),
            N_("Check the address, or name another profile with --profile."),
        )
