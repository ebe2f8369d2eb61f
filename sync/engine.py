"""The client's side of a sync: first copy, changes, resumption and self-healing.

Rows and cursor change together (R1); whatever goes wrong, the data already here stay usable.
"""

import random
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from threading import Thread
from typing import TypeVar

import msgspec

from interpreter_app.domain.errors import N_, SyncError, UserError
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.jobs import Progress
from interpreter_app.store.base import BaseChange, Digest, Removed, count_base, log, read_digests, write_profile
from interpreter_app.store.records import DecodedRecord, StoredRecord, decode, owner
from interpreter_app.store.staging import (
    PreparedPart,
    begin_staging,
    drop_staging,
    finish_staging,
    prepare_part,
    read_staging,
    stage_part,
    swap_in,
)
from interpreter_app.use_cases.open_profile import Profile
from sync import protocol
from sync.client import ChangesPage, CursorRefused, RegisterClient, TryLater, check_times, part_rows

ATTEMPTS = 4
POLL_S = 0.2
LONGEST_WAIT_S = 60.0
RECOUNT_EVERY = timedelta(days=7)
FETCHING = N_("Fetching the register")
PREPARING = N_("Preparing the search")
CHANGES = N_("Fetching changes")
WAITING = N_("Waiting to try again")
_REMOVALS = (protocol.DELETE, protocol.REVOKE)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncOutcome:
    """What a sync did. ``received`` counts records that were news; ``as_of`` is the register's time."""

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
    wait: Callable[[float], None] = time.sleep,
) -> SyncOutcome:
    """Bring ``profile`` up to the register that ``client`` speaks to.

    ``clock`` gives the local time with its zone, for the log only; ``wait`` sleeps for seconds between attempts.
    Raises ``SyncError`` when the register cannot be reached or used, ``UserError`` when the profile is not for that
    register, and ``Cancelled`` when ``progress`` does; the data already here are then as they were, or further on.
    """
    return _Sync(profile, client, progress, clock, wait).run()


@dataclass
class _Sync:
    """One sync under way."""

    profile: Profile
    client: RegisterClient
    progress: Progress
    clock: Callable[[], datetime]
    wait: Callable[[float], None]
    _told: tuple[int, int, str] = (0, 1, FETCHING)

    def run(self) -> SyncOutcome:
        state = self.profile.state()
        if state is not None and state.origin is Origin.PUBLIC:
            raise UserError(
                N_("The profile {name} was imported from a file and cannot be synchronised."),
                N_("Name another profile with --profile."),
                name=self.profile.name,
            )
        self._tell(0, 1, FETCHING)
        info = self._known_info(state)
        if state is None or state.epoch != info.epoch:
            return self._start_over(info)
        try:
            return self._follow(state, bootstrap=False, received=0)
        except CursorRefused:
            return self._start_over(self._known_info(state))

    def _known_info(self, state: ProfileState | None) -> protocol.Info:
        info = self._patiently(self.client.info, attempts=2)
        _refuse_unknown_api(info)
        check_times(info.at)
        _refuse_other_register(state, info)
        return info

    def _start_over(self, info: protocol.Info) -> SyncOutcome:
        """A new copy, then the changes since; a second refusal in a row ends the sync (R10)."""
        received, state = self._bootstrap(info)
        return self._follow(state, bootstrap=True, received=received)

    def _bootstrap(self, info: protocol.Info) -> tuple[int, ProfileState]:
        try:
            snapshot = self._load_parts(self._resumable(info) or self._new_snapshot())
        except CursorRefused:
            snapshot = self._load_parts(self._new_snapshot())
        self._tell(len(snapshot.parts), len(snapshot.parts), FETCHING)
        digests = self._checked(finish_staging(self.profile.database), snapshot)
        state = _state_after(snapshot, info, self.client.server)
        self._tell(0, 1, PREPARING)
        swap_in(self.profile.database, state, self.clock(), digests)
        return sum(digest.rows for digest in digests.values()), state

    def _checked(self, digests: dict[str, Digest], snapshot: protocol.Snapshot) -> dict[str, Digest]:
        """The digests of the copy; one that is not what the register counted is dropped."""
        if not differing(digests, snapshot.digest):
            return digests
        drop_staging(self.profile.database)
        raise SyncError(
            N_("The copy does not agree with the register's own count."),
            N_("Synchronise again; if it goes on, tell those who run the register."),
        )

    def _new_snapshot(self) -> protocol.Snapshot:
        snapshot = self._patiently(self.client.create_snapshot)
        begin_staging(self.profile.database, self.client.server, msgspec.to_builtins(snapshot))
        return snapshot

    def _resumable(self, info: protocol.Info) -> protocol.Snapshot | None:
        """The snapshot that an earlier sync began to load from this server and epoch, if it is still there."""
        staging = read_staging(self.profile.database)
        if staging is None or staging.server != self.client.server:
            return None
        snapshot = msgspec.convert(staging.snapshot, protocol.Snapshot)
        expired = datetime.fromisoformat(snapshot.expires) <= datetime.fromisoformat(info.at)
        return None if snapshot.epoch != info.epoch or expired else snapshot

    def _load_parts(self, snapshot: protocol.Snapshot) -> protocol.Snapshot:
        """Stage the parts that are missing; the next one is fetched while one is kept."""
        staging = read_staging(self.profile.database)
        done = staging.parts_done if staging else frozenset()
        missing = [part for part in snapshot.parts if part.n not in done]
        ahead: Future[PreparedPart] | None = None
        for place, part in enumerate(missing):
            self._tell(len(done) + place, len(snapshot.parts), FETCHING)
            prepare = partial(self._prepared, part, snapshot.epoch)
            try:
                prepared = self._await(ahead or in_background(prepare))
            except TryLater:
                prepared = self._patiently(prepare)
            ahead = None
            for later in missing[place + 1 : place + 2]:
                ahead = in_background(partial(self._prepared, later, snapshot.epoch))
            stage_part(self.profile.database, prepared)
        return snapshot

    def _prepared(self, part: protocol.SnapshotPart, epoch: str) -> PreparedPart:
        content = self.client.fetch_part(part, epoch)
        records = [_decoded(row.t, row.id, row.rev, row.d) for row in part_rows(part, content)]
        return prepare_part(part.n, records, protocol.record_hash)

    def _follow(self, state: ProfileState, *, bootstrap: bool, received: int) -> SyncOutcome:
        """Apply the changes since the cursor, each page and its cursor in one transaction."""
        begin = state.head
        while True:
            page = self._patiently(partial(self.client.read_changes, state.cursor, state.epoch))
            _refuse_stuck(state, page)
            news, state = self._apply(state, page)
            received += news
            reached = page.changes[-1].rev if page.changes else state.head
            self._tell(max(0, reached - begin), max(1, state.head - begin), CHANGES)
            if not page.end.more:
                break
        if self._agrees(page, state):
            return SyncOutcome(bootstrap=bootstrap, received=received, head=state.head, as_of=state.as_of)
        return self._heal(state, bootstrap=bootstrap)

    def _apply(self, state: ProfileState, page: ChangesPage) -> tuple[int, ProfileState]:
        puts = [_decoded(c.t, c.id, c.rev, c.d)[0] for c in page.changes if c.op == protocol.PUT]
        removals = [Removed(c.id, c.rev, revoked=c.op == protocol.REVOKE) for c in page.changes if c.op in _REMOVALS]
        moved = replace(
            state,
            server=self.client.server,
            cursor=page.end.next,
            head=page.end.head,
            as_of=datetime.fromisoformat(page.end.at),
        )
        with self.profile.database.write() as connection:
            change = BaseChange(connection, protocol.record_hash)
            news = change.apply(puts, removals)
            change.finish()
            write_profile(connection, moved)
            if page.changes:
                log(connection, self.clock(), "changes", received=news, head=moved.head)
        return news, moved

    def _agrees(self, page: ChangesPage, state: ProfileState) -> bool:
        """Whether our sums are the register's (R14); once a week they are counted anew first."""
        if page.end.digest is None:
            return True
        recount = state.as_of - state.recounted >= RECOUNT_EVERY
        with self.profile.database.read() as connection:
            ours = count_base(connection, protocol.record_hash) if recount else read_digests(connection)
        agrees = not differing(ours, page.end.digest)
        if agrees and recount:
            with self.profile.database.write() as connection:
                write_profile(connection, replace(state, recounted=state.as_of))
        return agrees

    def _heal(self, state: ProfileState, *, bootstrap: bool) -> SyncOutcome:
        """Fetch everything anew when our data do not agree with the register's; once, then say so."""
        with self.profile.database.write() as connection:
            log(connection, self.clock(), "digest-differs", head=state.head)
        if bootstrap:
            raise SyncError(
                N_("The data received do not agree with the register's own count."),
                N_("Synchronise again later; if it goes on, tell those who run the register."),
            )
        return self._start_over(self._known_info(state))

    def _patiently(self, call: Callable[[], _T], attempts: int = ATTEMPTS) -> _T:
        """Try ``call`` a few times, with growing pauses, as long as trying again may help (R10)."""
        for attempt in range(1, attempts):
            try:
                return self._await(in_background(call))
            except TryLater as error:
                pause = error.retry_after if error.retry_after is not None else _pause(attempt)
                if pause > LONGEST_WAIT_S:
                    raise
                self._pause(pause)
        return self._await(in_background(call))

    def _await(self, coming: Future[_T]) -> _T:
        """What ``coming`` gives, asking meanwhile whether the person has stopped the sync."""
        while True:
            try:
                return coming.result(timeout=POLL_S)
            except TimeoutError:
                self.progress(*self._told)

    def _tell(self, done: int, total: int, text: str) -> None:
        """Report how far the sync is."""
        self._told = (done, total, text)
        self.progress(*self._told)

    def _pause(self, seconds: float) -> None:
        """Wait, asking twice a second whether the person has stopped the sync."""
        while seconds > 0:
            self._tell(0, 1, WAITING)
            self.wait(min(seconds, 0.5))
            seconds -= 0.5


def in_background(work: Callable[[], _T]) -> Future[_T]:
    """Begin ``work`` in a thread that nobody needs to wait for: a person who stops does not wait for a network."""
    coming: Future[_T] = Future()

    def run() -> None:
        try:
            coming.set_result(work())
        except BaseException as error:  # handed on to whoever asks for the result
            coming.set_exception(error)

    Thread(target=run, name="sync-fetch", daemon=True).start()
    return coming


def _pause(attempt: int) -> float:
    return float(2 ** (attempt - 1) * random.uniform(0.5, 1.0))


def _state_after(snapshot: protocol.Snapshot, info: protocol.Info, server: str) -> ProfileState:
    at = datetime.fromisoformat(snapshot.at)
    return ProfileState(
        origin=Origin.CENTRAL,
        register_id=info.register,
        fictional=info.fictional,
        server=server,
        epoch=snapshot.epoch,
        cursor=snapshot.cursor,
        head=snapshot.seq,
        as_of=at,
        recounted=at,
    )


def _decoded(type_: str, id_: str, rev: int, data: msgspec.Raw) -> DecodedRecord:
    """A record of the wire, as it is kept and as our own type.

    Raises ``SyncError`` when its fields are not what its type demands.
    """
    content = bytes(data)
    try:
        record = decode(type_, content)
    except msgspec.DecodeError as error:
        raise SyncError(
            N_("The register sent a {type} that cannot be understood ({reason})."),
            N_("Install the newest version of the program; if it goes on, tell those who run the register."),
            type=type_,
            reason=error,
        ) from error
    return StoredRecord(id_, owner(id_, record), type_, rev, content), record


def differing(ours: dict[str, Digest], theirs: dict[str, tuple[int, str]]) -> set[str]:
    """The record types whose count or sum differ; a type without rows may be left out on either side."""
    counted = {type_: (digest.rows, protocol.hex_sum(digest.sum)) for type_, digest in ours.items() if digest.rows}
    told = {type_: tuple(digest) for type_, digest in theirs.items() if digest[0]}
    return {type_ for type_ in counted.keys() | told.keys() if counted.get(type_) != told.get(type_)}


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


def _refuse_stuck(state: ProfileState, page: ChangesPage) -> None:
    if page.end.more and page.end.next == state.cursor:
        raise SyncError(
            N_("The register sends the same changes again and again."),
            N_("Tell those who run the register."),
        )
