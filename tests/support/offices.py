"""A register that is served, and machines of its staff who edit, synchronise, read its history and undo."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from interpreter_app.domain.edits import Draft
from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.domain.undoing import UndoPlan
from interpreter_app.ids import new_id
from interpreter_app.jobs import no_progress
from interpreter_app.store.account import write_account
from interpreter_app.store.screen import ScreenRecord, read_base_records
from interpreter_app.use_cases.edit_person import delete_person
from interpreter_app.use_cases.open_profile import Profile, open_profile
from interpreter_app.use_cases.outbox import Saved, save
from interpreter_app.use_cases.person_records import change, creation, deletion, find_person
from interpreter_app.use_cases.read_history import HistoryPage, read_history
from interpreter_app.use_cases.undo import plan_undo, save_undo
from sync.client import RegisterClient
from sync.engine import SyncOutcome, synchronise
from sync.history import fetch_all, fetch_history
from sync.register_server.roles import Role
from sync.register_server.serving import RunningServer
from sync.register_server.store import RegisterStore, open_register
from tests.support.histories import KEY, person_id
from tests.support.registers import Named, person
from tests.support.server import NOW, Clock, fill_with, new_token, operations


@dataclass
class Desk:
    """Somebody of the staff at a machine; ``profile`` is the file there."""

    name: str
    role: AccountRole
    url: str
    profile: Profile
    client: RegisterClient
    clock: Clock

    def sync(self) -> SyncOutcome:
        return synchronise(self.profile, self.client, no_progress, self.clock, wait=lambda _: None)

    def save(self, *drafts: Draft, reason: str = "") -> Saved:
        return save(self.profile, drafts, now=self.clock(), new_id=new_id, reason=reason)

    def set(self, number: int | str, *, record: str = "", reason: str = "", **fields: Any) -> Saved:
        """Give a person, or a record of the person, other values."""
        found = find_person(self.profile, number)
        return self.save(*change(found, record or found.id, fields), reason=reason)

    def add(self, number: int | str, type_: str, **fields: Any) -> Saved:
        """Give a person another record."""
        found = find_person(self.profile, number)
        whole = {"interpreter_id": found.id, **fields}
        return self.save(creation(type_, new_id(), found.id, whole, fictional=True))

    def new(self, **fields: Any) -> Saved:
        """Add a person."""
        id_ = new_id()
        return self.save(creation("interpreter", id_, id_, fields, fictional=True))

    def remove(self, number: int | str, record: str) -> Saved:
        return self.save(deletion(find_person(self.profile, number), record))

    def delete(self, number: int | str) -> Saved:
        """Delete a person with all that belongs to the person."""
        return self.save(*delete_person(find_person(self.profile, number)))

    def records_of(self, number: int, type_: str) -> list[str]:
        found = find_person(self.profile, number)
        return [id_ for id_, record in found.records.items() if record.type == type_]

    def fetch(self, number: int) -> int:
        return fetch_history(self.profile, self.client, person_id(number), now=self.clock(), wait=lambda _: None)

    def fetch_all(self) -> int:
        return fetch_all(self.profile, self.client, now=self.clock(), wait=lambda _: None)

    def plan(self, id_: str) -> UndoPlan:
        return plan_undo(self.profile, id_)

    def undo(self, id_: str, *, partly: bool = False) -> tuple[Saved, ...]:
        return save_undo(self.profile, self.plan(id_), now=self.clock(), new_id=new_id, partly=partly)

    def base(self, number: int) -> Mapping[str, ScreenRecord]:
        """The person's records as the register had them at the last sync."""
        with self.profile.database.read() as connection:
            return read_base_records(connection, person_id(number))


def read(desk: Desk, number: int = 10001, **details: Any) -> HistoryPage:
    """The history of a person (a register number) as far as it is at a desk."""
    return read_history(desk.profile, person_id(number), **details)


@dataclass
class Office:
    """The register, its clock, and the desks."""

    store: RegisterStore
    url: str
    clock: Clock
    folder: Path
    server: RunningServer
    desks: list[Desk] = field(default_factory=list)

    def desk(self, name: str, role: AccountRole = AccountRole.CASE_WORKER, folder: Path | None = None) -> Desk:
        """A machine at which ``name`` is logged in, with a copy of the register; the file is encrypted with ``KEY``."""
        folder = folder or self.folder / name
        profile = open_profile("register", folder / "register.register", KEY)
        token = new_token(self.store, Role(role), name)
        account = Account(
            role=role, name=name, server=self.url, token=token, client=new_id(), device=f"{name}-pc", since=NOW
        )
        with profile.database.write() as connection:
            write_account(connection, account)
        made = Desk(name, role, self.url, profile, RegisterClient(self.url, token=token), self.clock)
        self.desks.append(made)
        made.sync()
        return made

    def stop(self) -> None:
        """Serve no more: nobody reaches the register."""
        self.server.stop()

    def put(self, records: list[Named], at: datetime | None = None, by: str = "demo") -> None:
        """Put records in the register, past any client."""
        self.store.write(operations(records), by, at or self.clock())


@contextmanager
def open_office(folder: Path, people: list[list[Named]] | None = None) -> Iterator[Office]:
    """An office over a register of three people, 10001–10003."""
    clock = Clock(NOW)
    with closing(open_register(folder / "server.db", NOW)) as store:
        fill_with(store, people or [person(f"Person {n}", n, ("som", "tir")) for n in (10001, 10002, 10003)])
        with RunningServer(store, clock=clock) as server:
            office = Office(store, server.url, clock, folder, server)
            try:
                yield office
            finally:
                for desk in office.desks:
                    desk.client.close()
                    desk.profile.close()
