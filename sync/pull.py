"""The pulling half of a sync: the first copy in parts, and the changes since.

Rows and cursor change together (R1); whatever goes wrong, the data already here stay usable.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import msgspec

from interpreter_app.domain.errors import N_, SyncError
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.store.base import (
    BaseChange,
    Digest,
    Removed,
    count_base,
    log,
    read_digests,
    read_profile,
    write_profile,
)
from interpreter_app.store.database import Connection
from interpreter_app.store.outbox import send_again
from interpreter_app.store.records import DecodedRecord, StoredRecord, decode, owner
from interpreter_app.store.staging import (
    PreparedPart,
    another_program,
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
from sync.client import ChangesPage, RegisterClient, part_rows
from sync.failures import CursorRefused, TryLater
from sync.merged_log import log_changes_under_edits
from sync.patience import Patience, in_background

RECOUNT_EVERY = timedelta(days=7)
FETCHING = N_("Fetching the register")
PREPARING = N_("Preparing the search")
CHANGES = N_("Fetching changes")
_REMOVALS = (protocol.DELETE, protocol.REVOKE)


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull came to. ``agrees`` says whether our own count is the register's (R14)."""

    state: ProfileState
    received: int
    agrees: bool


@dataclass(frozen=True, slots=True)
class Pull:
    """Brings the base of ``profile`` up to the register; ``clock`` gives local time, ``sync`` is the sync's id."""

    profile: Profile
    client: RegisterClient
    patience: Patience
    clock: Callable[[], datetime]
    sync: str

    def bootstrap(self, info: protocol.Info, epoch: str) -> tuple[int, ProfileState]:
        """Fetch a whole new copy and put it in the place of the old; returns how many records came, and the state.

        A copy of another epoch than ``epoch`` is of a register that was restored just now: nobody has said how far, so
        all that it had acknowledged is to be sent again (R6, R16).
        """
        try:
            snapshot = self._load_parts(self._resumable(info) or self._new_snapshot())
        except CursorRefused:
            snapshot = self._load_parts(self._new_snapshot())
        self.patience.tell(len(snapshot.parts), len(snapshot.parts), FETCHING)
        digests = self._checked(finish_staging(self.profile.database), snapshot)
        state = _state_after(snapshot, info, self.client.server)
        self.patience.tell(0, 1, PREPARING)
        if state.epoch != epoch:
            with self.profile.database.write() as connection:
                send_again(connection, None)
        swap_in(self.profile.database, state, self.clock(), digests, sync=self.sync)
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
        snapshot = self.patience.ask(self.client.create_snapshot)
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
            self.patience.tell(len(done) + place, len(snapshot.parts), FETCHING)
            prepare = partial(self._prepared, part, snapshot.epoch)
            try:
                prepared = self.patience.await_(ahead or in_background(prepare))
            except TryLater:
                prepared = self.patience.ask(prepare)
            ahead = None
            for later in missing[place + 1 : place + 2]:
                ahead = in_background(partial(self._prepared, later, snapshot.epoch))
            stage_part(self.profile.database, prepared)
        return snapshot

    def _prepared(self, part: protocol.SnapshotPart, epoch: str) -> PreparedPart:
        content = self.client.fetch_part(part, epoch)
        records = [decoded_record(row.t, row.id, row.rev, row.d) for row in part_rows(part, content)]
        return prepare_part(part.n, records, protocol.record_hash)

    def follow(self, state: ProfileState) -> Pulled:
        """Apply the changes since the cursor, each page and its cursor in one transaction.

        Raises ``CursorRefused`` when the register cannot go on from there.
        """
        begin, received = state.head, 0
        while True:
            page = self.patience.ask(partial(self.client.read_changes, state.cursor, state.epoch))
            _refuse_stuck(state, page)
            news, state = self._apply(state, page)
            received += news
            reached = page.changes[-1].rev if page.changes else state.head
            self.patience.tell(max(0, reached - begin), max(1, state.head - begin), CHANGES)
            if not page.end.more:
                break
        return Pulled(state, received, self._agrees(page, state))

    def _apply(self, state: ProfileState, page: ChangesPage) -> tuple[int, ProfileState]:
        puts = [decoded_record(c.t, c.id, c.rev, c.d)[0] for c in page.changes if c.op == protocol.PUT]
        removals = [Removed(c.id, c.rev, revoked=c.op == protocol.REVOKE) for c in page.changes if c.op in _REMOVALS]
        moved = replace(
            state,
            server=self.client.server,
            cursor=page.end.next,
            head=page.end.head,
            as_of=datetime.fromisoformat(page.end.at),
        )
        with self.profile.database.write() as connection:
            _refuse_moved(connection, state)
            log_changes_under_edits(connection, puts, removals, self.clock(), self.sync)
            change = BaseChange(connection, protocol.record_hash)
            news = change.apply(puts, removals)
            change.finish()
            write_profile(connection, moved)
            if page.changes:
                log(connection, self.clock(), "changes", sync=self.sync, received=news, head=moved.head)
        return news, moved

    def _agrees(self, page: ChangesPage, state: ProfileState) -> bool:
        """Whether our sums are the register's (R14); once a week they are counted anew first."""
        if page.end.digest is None:
            return True
        recount = state.as_of - state.recounted >= RECOUNT_EVERY
        with self.profile.database.read() as connection:
            _refuse_moved(connection, state)
            ours = count_base(connection, protocol.record_hash) if recount else read_digests(connection)
        agrees = not differing(ours, page.end.digest)
        if agrees and recount:
            with self.profile.database.write() as connection:
                write_profile(connection, replace(state, recounted=state.as_of))
        return agrees


def _refuse_moved(connection: Connection, state: ProfileState) -> None:
    """Stop where another program has moved the cursor: its rows may be newer than those of the page that we hold."""
    kept = read_profile(connection)
    if kept is None or kept.cursor != state.cursor:
        raise another_program()


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


def decoded_record(type_: str, id_: str, rev: int, data: msgspec.Raw) -> DecodedRecord:
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


def _refuse_stuck(state: ProfileState, page: ChangesPage) -> None:
    if page.end.more and page.end.next == state.cursor:
        raise SyncError(
            N_("The register sends the same changes again and again."),
            N_("Tell those who run the register."),
        )
