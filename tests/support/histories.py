"""Histories for tests: entries as they are kept, and a register's history read without HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from interpreter_app.domain.history import Reach
from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.store.account import write_account
from interpreter_app.store.history import EVERYBODY, KeptEntry, keep_page, time_text
from interpreter_app.use_cases.open_profile import Profile, open_profile
from sync import protocol
from sync.register_server.history import history_page
from sync.register_server.store import RegisterStore
from tests.support.registers import hold, person, record_id

KEY = bytes(range(32))
EPOCH = "1"
"""The epoch of a profile that ``registers.hold`` fills."""
WHEN = datetime(2026, 6, 1, 12, tzinfo=UTC)
UNTIL = datetime(2026, 6, 20, 12, tzinfo=UTC)


def person_id(number: int) -> str:
    """The id of the person with a register number, as ``registers.person`` makes it."""
    return record_id(f"p{number}")


def history_profile(folder: Path, role: AccountRole = AccountRole.CASE_WORKER, people: int = 2) -> Profile:
    """The profile of Kari, of the staff, that holds people from 10001 on, and no history yet."""
    profile = open_profile("register", folder / "register.register", KEY)
    hold(profile, [person(f"Person {n}", n) for n in range(10001, 10001 + people)])
    log_in(profile, role)
    return profile


def log_in(profile: Profile, role: AccountRole = AccountRole.CASE_WORKER, name: str = "Kari") -> None:
    """Say that somebody of the staff is logged in."""
    account = Account(
        role=role,
        name=name,
        server="http://127.0.0.1:1",
        token="no real token",
        client=record_id("client"),
        device="pc",
        since=WHEN,
    )
    with profile.database.write() as connection:
        write_account(connection, account)


def entry(
    seq: int,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    *,
    number: int = 10001,
    record: str = "",
    type_: str = "interpreter",
    at: datetime = WHEN,
    by: str = "Kari",
    tx: int | None = None,
    op: str = "",
    erased: bool = False,
    reason: str = "",
    op_id: str = "",
) -> KeptEntry:
    """A change of a record of the person ``number``, of the person's own unless ``record`` is given."""
    return KeptEntry(
        seq,
        seq if tx is None else tx,
        person_id(number),
        record or person_id(number),
        type_,
        op or ("del" if after is None and not erased else "put"),
        time_text(at),
        by,
        "pc",
        reason,
        op_id,
        None if before is None else msgspec.json.encode(before),
        None if after is None else msgspec.json.encode(after),
        erased,
    )


def keep(
    profile: Profile,
    *entries: KeptEntry,
    number: int | None = 10001,
    epoch: str = EPOCH,
    until: datetime = UNTIL,
    reach: int | None = None,
) -> None:
    """Keep entries as read of the person ``number`` (None: of everybody), whole up to the last of them."""
    seq = max((one.seq for one in entries), default=0) if reach is None else reach
    with profile.database.write() as connection:
        keep_page(connection, entries, EVERYBODY if number is None else person_id(number), epoch, Reach(seq, until))


@dataclass(frozen=True)
class DirectClient:
    """Reads the history of a register past the HTTP, in small pages."""

    store: RegisterStore
    limit: int = 7

    def read_history(self, person: str, after: int, epoch: str) -> protocol.HistoryPage:
        with self.store.read() as connection:
            return history_page(connection, person, after, self.limit)

    def read_all_history(self, after: int, epoch: str, limit: int = 0) -> protocol.HistoryPage:
        with self.store.read() as connection:
            return history_page(connection, None, after, limit or self.limit)
