"""A desk in a process of its own that edits and synchronises one register file, to be killed or starved.

The processes are forked from one that has everything imported, so that many short rounds cost little.
"""

import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from interpreter_app.domain.errors import AppError
from interpreter_app.ids import new_id
from interpreter_app.use_cases.edit_person import change_person
from interpreter_app.use_cases.open_profile import Profile, open_profile
from interpreter_app.use_cases.outbox import save
from interpreter_app.use_cases.person_records import creation
from interpreter_app.use_cases.save_edit import save_edit
from sync import protocol
from sync.client import RegisterClient
from sync.engine import synchronise
from sync.push import SENDING
from tests.support.histories import KEY
from tests.support.server import NOW

DONE = "done"
NOBODY = 65534
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__])

Tell = Callable[[object], None]
Work = Callable[[Tell, Profile, str], None]


@dataclass
class Child:
    """A process at work, and what it tells."""

    process: BaseProcess
    told: Connection

    def words(self) -> Iterator[object]:
        """What the process tells, until it ends."""
        try:
            while True:
                yield self.told.recv()
        except EOFError:
            return

    def kill(self) -> None:
        """End it at once, as kill -9 does."""
        self.process.kill()

    def end(self) -> list[object]:
        """What else it tells until it ends."""
        rest = list(self.words())
        self.process.join()
        return rest


@contextmanager
def child(work: Work, path: Path, server: str = "", *, file_bytes: int = 0, as_nobody: bool = False) -> Iterator[Child]:
    """Let a process do ``work`` with the file at ``path``.

    ``file_bytes`` is the size beyond which the system refuses to let a file grow, 0 for any; with ``as_nobody`` the
    process has no rights of its own.
    """
    told, tell = _context.Pipe(duplex=False)
    process = _context.Process(target=_run, args=(work, path, server, tell, file_bytes, as_nobody))
    process.start()
    tell.close()
    try:
        yield Child(process, told)
    finally:
        process.kill()
        process.join()
        process.close()
        told.close()


def _run(work: Work, path: Path, server: str, told: Connection, file_bytes: int, as_nobody: bool) -> None:
    if file_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    if as_nobody and os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    protocol.OPS_LIMIT, protocol.CHANGES_LIMIT = 1, 5  # many small requests: many steps to be killed at
    try:
        profile = open_profile("register", path, KEY)
        work(told.send, profile, server)
        profile.close()
    except AppError as error:
        told.send(error)
    else:
        told.send(DONE)


def edit(profile: Profile, number: int, mark: str) -> str:
    """Change a field of the person; returns the id of the edit."""
    plan = partial(change_person, changes={"email": f"{mark}@example.no"})
    return save_edit(profile, number, plan, now=NOW, new_id=new_id).op_id


def add(profile: Profile, mark: str) -> str:
    """Add a person; returns the id of the edit."""
    id_ = new_id()
    draft = creation("interpreter", id_, id_, {"first_name": mark}, fictional=True)
    return save(profile, [draft], now=NOW, new_id=new_id).edits[0].op_id


def edit_and_sync(tell: Tell, profile: Profile, server: str) -> None:
    """Save some edits, then synchronise, and save more while those are on their way."""
    for number in (10001, 10002):
        tell((edit(profile, number, new_id()),))
    tell((add(profile, new_id()),))
    sync(tell, profile, server, meanwhile=lambda: tell((edit(profile, 10003, new_id()),)))


def sync(tell: Tell, profile: Profile, server: str, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Synchronise; ``meanwhile`` is done before each request with edits."""

    def progress(done: int, total: int, text: str) -> None:
        tell(text)
        if text == SENDING:
            meanwhile()

    with closing(RegisterClient(server, token=profile.token_for(server))) as client:
        synchronise(profile, client, progress, lambda: NOW)


def edit_and_sync_often(tell: Tell, profile: Profile, server: str) -> None:
    """Edit and synchronise as one of two who share the file: what the other is about is no reason to stop."""
    for _ in range(6):
        tell((edit(profile, 10001, new_id()),))
        tell((add(profile, new_id()),))
        try:
            sync(lambda _: None, profile, server)
        except AppError as error:
            tell(error)


def save_until_it_fails(tell: Tell, profile: Profile, server: str) -> None:
    """Save one edit after another."""
    while True:
        tell((edit(profile, 10001, new_id()),))
