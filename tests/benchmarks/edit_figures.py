"""How fast an edit is saved and a thousand edits are pushed, beside their floors."""

import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import msgspec
import requests
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import event, select

from interpreter_app.__main__ import collect_seldom
from interpreter_app.domain.edits import EditState
from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.ids import new_id
from interpreter_app.jobs import no_progress
from interpreter_app.store import outbox, tables
from interpreter_app.store.account import write_account
from interpreter_app.use_cases.edit_person import change_person
from interpreter_app.use_cases.open_profile import Profile, open_profile
from interpreter_app.use_cases.outbox import save
from interpreter_app.use_cases.person_records import find_person
from interpreter_app.use_cases.save_edit import save_edit
from sync import protocol
from sync.client import RegisterClient
from sync.engine import synchronise
from sync.push import request_of
from sync.register_server.roles import Role
from sync.register_server.serving import RunningServer, open_register, utc_now
from tests.benchmarks.figures import report, timed
from tests.support.server import new_token

SAVES = 200
EDITS = 1000
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -32000",
    "temp_store = MEMORY",
)

Statement = tuple[str, object]


def measure(folder: Path, size: int) -> None:
    """Print the figures for the register with ``size`` people that ``sync_figures`` left in ``folder``."""
    collect_seldom()  # as the program does
    with (
        closing(open_register(folder / f"server-{size}.db", now=utc_now())) as register,
        RunningServer(register) as server,
    ):
        token = new_token(register, Role.CASE_WORKER)
        with closing(_staff_profile(folder / "staff.register", server.url, token)) as profile:
            _sync(profile, server.url, token)
            _saving(profile, folder / "floor.register")
            _sync(profile, server.url, token)
            _pushing(profile, server.url, token)


def _staff_profile(path: Path, url: str, token: str) -> Profile:
    profile = open_profile("staff", path)
    account = Account(
        role=AccountRole.CASE_WORKER, name="Kari", server=url, token=token, client=new_id(), device="d", since=utc_now()
    )
    with profile.database.write() as connection:
        write_account(connection, account)
    return profile


def _sync(profile: Profile, url: str, token: str) -> None:
    client = RegisterClient(url, token=token)
    synchronise(profile, client, no_progress, utc_now)
    client.close()


def _people(profile: Profile, count: int) -> list[str]:
    """The ids of the first people in the file."""
    with profile.database.read() as connection:
        return list(connection.execute(select(tables.people.c.id).order_by(tables.people.c.id).limit(count)).scalars())


def _edit(profile: Profile, person: str, text: str) -> None:
    """Give a person another place."""
    plan = partial(change_person, changes={"place": text})
    save_edit(profile, person, plan, now=utc_now(), new_id=new_id)


def _saving(profile: Profile, copy: Path) -> None:
    """Each save beside the very same statements on a copy of the file by the bare driver, in one transaction."""
    profile.database.engine.dispose()
    shutil.copy(profile.database.path, copy)
    ours, floors = [], []
    with closing(_bare(copy)) as bare:
        for person in _people(profile, SAVES):
            drafts = change_person(find_person(profile, person), {"place": "Sted"})
            with _listened(profile) as statements:
                ours.append(timed(partial(save, profile, drafts, now=utc_now(), new_id=new_id)))
            floors.append(timed(partial(_replay, bare, statements)))
    figure, floor = statistics.median(ours) * 1000, statistics.median(floors) * 1000
    report("saving an edit", figure, floor, "ms", "ratio at most 2", saves=SAVES)


@contextmanager
def _listened(profile: Profile) -> Iterator[list[Statement]]:
    """The statements that are done within."""
    statements: list[Statement] = []

    def hear(_: object, __: object, text: str, values: object, *___: object) -> None:
        statements.append((text, values))

    event.listen(profile.database.engine, "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        event.remove(profile.database.engine, "before_cursor_execute", hear)


def _bare(path: Path) -> sqlite.Connection:
    connection = sqlite.connect(str(path), isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _replay(connection: sqlite.Connection, statements: Sequence[Statement]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for text, values in statements:
        if isinstance(values, list):
            connection.executemany(text, values)
        else:
            connection.execute(text, values).fetchall()
    connection.execute("COMMIT")


def _pushing(profile: Profile, url: str, token: str) -> None:
    """A push of edits beside the same requests sent bare, whose answers nobody keeps."""
    floor = _timed_push(profile, "Først", lambda: _send_bare(profile, url, token))
    _sync(profile, url, token)
    ours = _timed_push(profile, "Siden", lambda: _sync(profile, url, token))
    report(
        f"push of {EDITS:,} edits, with the pulls around it", ours, floor, "s", "the floor is the register's own work"
    )


def _timed_push(profile: Profile, text: str, push: Callable[[], None]) -> float:
    for person in _people(profile, EDITS):
        _edit(profile, person, text)
    begin = time.perf_counter()
    push()
    return time.perf_counter() - begin


def _send_bare(profile: Profile, url: str, token: str) -> None:
    state, account = profile.require_state(), profile.account()
    assert account is not None
    with profile.database.read() as connection:
        edits = outbox.read_edits(connection, [EditState.PENDING])
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {token}"
        session.headers["Content-Type"] = "application/json"
        for start in range(0, len(edits), protocol.OPS_LIMIT):
            request = request_of(edits[start : start + protocol.OPS_LIMIT], state.epoch, account)
            session.post(f"{url}/v1/sync/ops", data=msgspec.json.encode(request), timeout=60).raise_for_status()
