"""The scripts of the protocol with real clients, over HTTP, against a real register server."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update

from interpreter_app.domain.edits import Draft, EditState
from interpreter_app.domain.errors import SyncError
from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.domain.records import field_value
from interpreter_app.ids import new_id
from interpreter_app.jobs import no_progress
from interpreter_app.store import outbox, tables
from interpreter_app.store.account import write_account
from interpreter_app.store.base import read_log
from interpreter_app.store.database import Database
from interpreter_app.store.screen import ScreenRecord, read_base_records, read_screen_records
from interpreter_app.use_cases.open_profile import Profile, open_profile
from interpreter_app.use_cases.outbox import save
from interpreter_app.use_cases.person_records import change, creation, deletion, find_person
from interpreter_app.use_cases.resolve_conflicts import keep_mine, keep_register, list_conflicts
from sync import protocol
from sync.client import RegisterClient
from sync.engine import synchronise
from sync.push import SENDING
from sync.register_server import tables as served
from sync.register_server.backup import back_up
from sync.register_server.records import Put
from sync.register_server.restore import restore
from sync.register_server.roles import Role
from sync.register_server.serving import RunningServer
from sync.register_server.store import RegisterStore, open_register
from tests.support import gateway as net
from tests.support.server import NOW, Clock, new_token
from tests.sync.protocol.world import Crash, Fault, Fields, Logged, Side, World

TYPE = "interpreter"
_PUSH, _PULL = "/v1/sync/ops", "/v1/sync/changes"
_LASTING = 20
"""More answers than any sync asks for."""
_ANSWERS = {
    Fault.LOST_REQUEST_OF_PULL: (_PULL, net.lost),
    Fault.LOST_REQUEST: (_PUSH, net.lost),
    Fault.LOST_ANSWER: (_PUSH, net.dropped),
    Fault.CUT_ANSWER: (_PUSH, net.cut_in_half),
    Fault.WEB_PAGE: (_PUSH, net.instead(net.web_page)),
    Fault.OUT_OF_ORDER: (_PUSH, net.instead(net.status(500))),
    Fault.TOO_MANY: (_PUSH, net.instead(net.status(429, Retry_After="3600"))),
    Fault.TOKEN_REFUSED: (_PUSH, net.instead(net.status(401))),
}


class CrashingDatabase(Database):
    """A register file whose process can be made to end just before it commits."""

    crash_at_next_write = False

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with super().write() as connection:
            yield connection
            if self.crash_at_next_write:
                self.crash_at_next_write = False
                raise Crash


class RealWorld(World):
    """Machines with files of their own, and a register on SQLite."""

    def __init__(self, folder: Path, clients: int, templates: Path) -> None:
        self.folder = folder
        self.clock = Clock(NOW)
        self.path = folder / "server.register"
        shutil.copy(templates / "server.register", self.path)
        self.store: RegisterStore = open_register(self.path, NOW)
        self.server = RunningServer(self.store, clock=self.clock).start()
        self.gateway = net.Gateway(self.server.url).__enter__()
        self.ids = {name: _id(n) for n, name in enumerate(self.FIRST)}
        self.profiles = [self._profile(n, templates) for n in range(clients)]
        self.saved: Path | None = None
        self.kept = 0
        self.waiting: list[tuple[str, Fields]] = []

    def _profile(self, client: int, templates: Path) -> Profile:
        path = self.folder / f"c{client}.register"
        shutil.copy(templates / "client.register", path)
        profile = open_profile(f"c{client}", path)
        database = CrashingDatabase(profile.database.path, profile.database.engine)
        opened = Profile(profile.name, database, profile.search)
        account = Account(
            role=AccountRole.CASE_WORKER,
            name=f"Saksbehandler {client}",
            server=self.gateway.url,
            token=new_token(self.store, Role.CASE_WORKER, f"Saksbehandler {client}"),
            client=new_id(),
            device=f"machine {client}",
            since=NOW,
        )
        with opened.database.write() as connection:
            write_account(connection, account)
        return opened

    def close(self) -> None:
        for profile in self.profiles:
            profile.close()
        self.gateway.__exit__()
        self.server.stop()
        self.store.close()

    # What people do

    def _record_id(self, record: str) -> str:
        return self.ids.setdefault(record, _id(len(self.ids)))

    def _names(self) -> dict[str, str]:
        return {id_: record for record, id_ in self.ids.items()}

    def screen(self, client: int) -> dict[str, Fields]:
        with self.profiles[client].database.read() as connection:
            return self._seen(lambda id_: read_screen_records(connection, id_))

    def base(self, client: int) -> dict[str, Fields]:
        with self.profiles[client].database.read() as connection:
            return self._seen(lambda id_: read_base_records(connection, id_))

    def _seen(self, read: Callable[[str], dict[str, ScreenRecord]]) -> dict[str, Fields]:
        found = {record: read(id_).get(id_) for record, id_ in self.ids.items()}
        return {record: shown(one.fields) for record, one in found.items() if one is not None}

    def edit(self, client: int, record: str, changes: Fields) -> None:
        person = find_person(self.profiles[client], self._record_id(record))
        self._save(client, *change(person, person.id, changes))

    def delete(self, client: int, record: str) -> None:
        person = find_person(self.profiles[client], self._record_id(record))
        self._save(client, deletion(person, person.id))

    def create(self, client: int, record: str) -> None:
        id_ = self._record_id(record)
        self._save(client, creation(TYPE, id_, id_, self.EMPTY, fictional=True))

    def _save(self, client: int, *drafts: Draft) -> None:
        save(self.profiles[client], drafts, now=self.clock(), new_id=new_id)

    def resolve(self, client: int, side: Side) -> None:
        profile = self.profiles[client]
        for conflict in list_conflicts(profile):
            if side is Side.MINE:
                keep_mine(profile, conflict.id, now=self.clock(), new_id=new_id)
            else:
                keep_register(profile, conflict.id)

    # What machines do

    def sync(self, client: int, fault: Fault = Fault.NONE, meanwhile: Callable[[], None] | None = None) -> None:
        profile = self.profiles[client]
        database = profile.database
        assert isinstance(database, CrashingDatabase)
        self._unlock(profile)
        self._prepare(fault, meanwhile)
        database.crash_at_next_write = fault is Fault.CRASH_IN_PULL
        register = RegisterClient(self.gateway.url, token=profile.token_for(self.gateway.url))
        try:
            synchronise(profile, register, self._progress(database, fault), self.clock, wait=lambda _: None)
        except (Crash, SyncError):
            pass
        finally:
            register.close()
            database.crash_at_next_write = False
            self.gateway.faults.clear()

    def _unlock(self, profile: Profile) -> None:
        """Log in again after a refused token."""
        with profile.database.write() as connection:
            connection.execute(update(tables.account).values(locked=False))

    def _prepare(self, fault: Fault, meanwhile: Callable[[], None] | None) -> None:
        if fault in _ANSWERS:
            path, done = _ANSWERS[fault]
            self.gateway.fail(path, *[done] * _LASTING)
        elif fault is Fault.DELIVERED_TWICE:
            self.gateway.fail(_PUSH, net.twice)
        if meanwhile is not None:
            self.gateway.fail(_PUSH, net.after(meanwhile)) if fault not in _ANSWERS else None

    def _progress(self, database: CrashingDatabase, fault: Fault) -> Callable[[int, int, str], None]:
        def progress(done: int, total: int, text: str) -> None:
            if text == SENDING and fault is Fault.CRASH_BEFORE_PUSH:
                raise Crash
            if text == SENDING and fault is Fault.CRASH_AFTER_PUSH:
                database.crash_at_next_write = True

        return progress

    # What happens to the register

    def slow_write(self, record: str, changes: Fields) -> None:
        self.waiting.append((record, changes))

    def commit_slow(self) -> None:
        while self.waiting:
            record, changes = self.waiting.pop(0)
            id_ = self._record_id(record)
            with self.store.read() as connection:
                chosen = select(served.records.c.data).where(served.records.c.id == id_, ~served.records.c.deleted)
                data = connection.execute(chosen).scalar()
            if data is not None:
                self.store.write([Put(TYPE, id_, msgspec.json.decode(data) | changes)], "IMDi", self.clock())

    def backup(self) -> None:
        self.saved = self.folder / f"backup-{new_id()}"
        back_up(self.store, self.saved)

    def restore(self) -> None:
        if self.saved is not None:
            self.waiting.clear()  # who had not committed is gone
            self.kept = restore(self.store, self.saved).head

    def expire_cursors(self) -> None:
        with self.store.database.write() as connection:
            connection.execute(update(served.register).values(floor=served.register.c.head))

    # What can be seen

    def records(self) -> dict[str, Fields]:
        names = self._names()
        with self.store.read() as connection:
            columns = served.records.c
            rows = connection.execute(select(columns.id, columns.data).where(~columns.deleted)).all()
        return {names[id_]: shown(msgspec.json.decode(data)) for id_, data in rows}

    def log(self) -> list[Logged]:
        names, seen = self._names(), self._bases()
        changes = served.changes.c
        with self.store.read() as connection:
            chosen = select(served.changes).where(changes.op.in_(("put", "del")), changes.op_id != "")
            rows = connection.execute(chosen.order_by(changes.seq)).all()
        return [
            Logged(row.op_id, names[row.record], _fields(row.before), _fields(row.after), seen[row.op_id])
            for row in rows
            if row.op_id in seen
        ]

    def _bases(self) -> dict[str, Fields]:
        """What each edit that an outbox still holds had seen."""
        found: dict[str, Fields] = {}
        for profile in self.profiles:
            with profile.database.read() as connection:
                edits = outbox.read_edits(connection, list(EditState))
            found |= {edit.op_id: dict(edit.base) for edit in edits}
        return found

    def states(self, client: int) -> dict[str, str]:
        with self.profiles[client].database.read() as connection:
            edits = outbox.read_edits(connection, list(EditState))
        return {edit.op_id: f"{edit.state} {edit.code} {edit.field_at_fault}".rstrip() for edit in edits}

    def seqs(self, client: int) -> dict[str, int]:
        with self.profiles[client].database.read() as connection:
            edits = outbox.read_edits(connection, [EditState.ACKNOWLEDGED])
        return {edit.op_id: edit.seq or 0 for edit in edits}

    def kept_seq(self) -> int:
        return self.kept

    def known_to_register(self) -> set[str]:
        results = served.op_results.c
        with self.store.read() as connection:
            chosen = select(results.op_id).where(results.st.in_(sorted(protocol.ACKNOWLEDGED)))
            return set(connection.execute(chosen).scalars())

    def mismatches(self) -> int:
        count = 0
        for profile in self.profiles:
            with profile.database.read() as connection:
                count += [event for _, event, _ in read_log(connection)].count("digest-differs")
        return count


def make_templates(folder: Path) -> Path:
    """A register with the first people, and a client's file that has a copy of it; both are copied for each world."""
    store = open_register(folder / "server.register", NOW - timedelta(days=1))
    with store.database.write() as connection:
        connection.execute(update(served.register).values(fictional=True))
    for n, _ in enumerate(World.FIRST):
        store.write([Put(TYPE, _id(n), {"first_name": World.EMPTY["first_name"]})], "IMDi", NOW)
    profile = open_profile("client", folder / "client.register")
    with RunningServer(store) as server:
        register = RegisterClient(server.url, token=new_token(store, Role.CASE_WORKER))
        synchronise(profile, register, no_progress, lambda: NOW)
        register.close()
    profile.close()
    store.close()
    for path in folder.iterdir():
        assert not path.name.endswith("-wal"), "the file is not whole by itself"
    return folder


def _id(n: int) -> str:
    return f"01900000-0000-7000-8000-{n:012d}"


def shown(data: dict[str, Any]) -> Fields:
    """The fields that the world looks at."""
    return {name: field_value(TYPE, data, name) for name in World.EMPTY}


def _fields(data: bytes | None) -> Fields | None:
    return shown(msgspec.json.decode(data)) if data else None
