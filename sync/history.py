"""Fetching the register's history, page by page, so that it can be read without a network.

Each page is kept with how far the history is whole by it, in one transaction; what is fetched later begins there.
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise

from interpreter_app.domain.errors import N_, SyncError
from interpreter_app.domain.history import Reach
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.store.history import EVERYBODY, KeptEntry, keep_page, read_reach, time_text
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.read_history import is_only_here, require_staff
from sync import protocol
from sync.client import RegisterClient
from sync.patience import ATTEMPTS, Patience
from sync.refusal import locks_when_refused

FETCHING = N_("Fetching the history")
_NOTHING = b"null"


def fetch_history(
    profile: Profile,
    client: RegisterClient,
    person: str,
    *,
    now: datetime,
    progress: Progress = no_progress,
    wait: Callable[[float], None] = time.sleep,
) -> int:
    """Fetch what this machine lacks of the history of ``person`` (an id); returns how many changes came.

    ``now`` is the time of asking, with its zone. Raises ``UserError`` when nobody of the staff is logged in,
    ``SyncError`` when the register cannot be reached or was restored (it is asked once, since somebody waits), and
    ``Cancelled`` when ``progress`` does; what came until then is kept.
    """
    if is_only_here(profile, person):
        return 0
    return _Fetching(profile, person, now, Patience(progress, wait), attempts=1).run(
        lambda epoch, after: client.read_history(person, after, epoch)
    )


def fetch_all(
    profile: Profile,
    client: RegisterClient,
    *,
    now: datetime,
    progress: Progress = no_progress,
    wait: Callable[[float], None] = time.sleep,
) -> int:
    """Fetch what this machine lacks of the history of everybody, with patience; as ``fetch_history`` otherwise."""
    return _Fetching(profile, EVERYBODY, now, Patience(progress, wait)).run(
        lambda epoch, after: client.read_all_history(after, epoch)
    )


def fetch_histories(
    profile: Profile,
    client: RegisterClient,
    people: Collection[str],
    *,
    now: datetime,
    progress: Progress = no_progress,
    wait: Callable[[float], None] = time.sleep,
) -> None:
    """Fetch the history of ``people`` (ids), each by itself, or of everybody where that takes fewer requests."""
    head = profile.require_state().head
    with profile.database.read() as connection:
        reach = read_reach(connection, EVERYBODY)
    if len(people) > 1 + (head - (reach.seq if reach else 0)) // protocol.CHANGES_LIMIT:
        fetch_all(profile, client, now=now, progress=progress, wait=wait)
        return
    for person in sorted(people):
        fetch_history(profile, client, person, now=now, progress=progress, wait=wait)


def person_of_change(profile: Profile, client: RegisterClient, seq: int) -> str | None:
    """The id of the person whom the change ``seq`` is about; None when the register has no such change."""
    epoch = profile.require_state().epoch
    entries = client.read_all_history(seq - 1, epoch, limit=1).entries
    return entries[0].person if entries and entries[0].seq == seq else None


@dataclass(frozen=True, slots=True)
class _Fetching:
    """A fetching under way, of one person, for whom somebody waits, or of everybody."""

    profile: Profile
    person: str
    now: datetime
    patience: Patience
    attempts: int = ATTEMPTS

    def run(self, read: Callable[[str, int], protocol.HistoryPage]) -> int:
        """Fetch with ``read``, which gives the page of an epoch after a place; a refused token locks private data."""
        with locks_when_refused(self.profile):
            return self._run(read)

    def _run(self, read: Callable[[str, int], protocol.HistoryPage]) -> int:
        epoch = self.profile.require_state().epoch
        with self.profile.database.read() as connection:
            require_staff(connection)
            reach = read_reach(connection, self.person)
        begin = after = reach.seq if reach else 0
        came = 0
        self.patience.tell(0, 1, FETCHING)
        while True:
            page = self.patience.ask(partial(read, epoch, after), self.attempts)
            _refuse_unusable(page, epoch, after)
            self._keep(page)
            came += len(page.entries)
            if page.next is None:
                self.patience.tell(1, 1, FETCHING)
                return came
            after = page.next
            self.patience.tell(after - begin, max(page.head - begin, after - begin + 1), FETCHING)

    def _keep(self, page: protocol.HistoryPage) -> None:
        """Keep a page, and that the history is whole up to its last change, or up to now when it is the last page."""
        if page.next is None:
            reach = Reach(max([page.head, *(entry.seq for entry in page.entries)]), self.now)
        else:
            reach = Reach(page.next, datetime.fromisoformat(page.entries[-1].at))
        entries = [_kept(entry) for entry in page.entries]
        with self.profile.database.write() as connection:
            keep_page(connection, entries, self.person, page.epoch, reach)


def _refuse_unusable(page: protocol.HistoryPage, epoch: str, after: int) -> None:
    if page.epoch != epoch:
        raise SyncError(
            N_("The register was restored from a backup since the last sync."),
            N_("Synchronise first, then read the history."),
        )
    seqs = [after, *(entry.seq for entry in page.entries)]
    in_order = all(earlier < later for earlier, later in pairwise(seqs))
    stuck = page.next is not None and (page.next == after or page.next != seqs[-1])
    if stuck or not in_order:
        raise SyncError(
            N_("The register sends its history out of order."),
            N_("Install the newest version of the program; if it goes on, tell those who run the register."),
        )


def _kept(entry: protocol.HistoryEntry) -> KeptEntry:
    return KeptEntry(
        entry.seq,
        entry.tx,
        entry.person,
        entry.id,
        entry.t,
        entry.op,
        time_text(datetime.fromisoformat(entry.at)),
        entry.by,
        entry.device,
        entry.reason,
        entry.op_id,
        _content(entry.before),
        _content(entry.after),
        entry.erased,
    )


def _content(data: bytes) -> bytes | None:
    content = bytes(data)
    return None if content == _NOTHING else content
