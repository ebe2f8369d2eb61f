"""Many writers at once: no reader that follows the cursor ever skips a change (R2), and no edit is lost."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from random import Random
from threading import Event
from time import monotonic
from typing import Any
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from sync import protocol
from sync.register_server import tables
from sync.register_server.audit import audit
from sync.register_server.roles import Role
from sync.register_server.simulation import simulate
from sync.register_server.store import open_register
from tests.support.pushing import entries
from tests.support.registers import record_id
from tests.support.server import NOW, Replica, Served, new_token

pytest_plugins = ["tests.support.server_fixtures"]

WRITERS = 4
CHANGES_EACH = 25
CASE_WORKERS = {"postgresql": 8, "sqlite": 3}
SECONDS = 6
"""For which case workers push; ten times as long in the nightly rounds."""
COUNTIES = ("03", "11", "46", "50", "56")
PEOPLE = [record_id(f"p{10000 + n}") for n in range(1, 7)]


def write_from_a_process(location: str, seed: int) -> int:
    """What a writer in a process of its own does."""
    with closing(open_register(location, NOW)) as store:
        return simulate(store, CHANGES_EACH, seed, now=NOW).head


def seqs(served: Served) -> list[tuple[int, int]]:
    with served.store.read() as connection:
        log = select(tables.changes.c.seq, tables.changes.c.tx).order_by(tables.changes.c.seq)
        return [(seq, tx) for seq, tx in connection.execute(log)]


@contextmanager
def followed(reader: Replica) -> Iterator[None]:
    """Let ``reader`` read on and on meanwhile; every last page's digest is compared with what it has."""
    done = Event()

    def follow() -> None:
        while not done.is_set():
            reader.follow(limit=3)
        reader.follow()

    with ThreadPoolExecutor(1) as thread:
        following = thread.submit(follow)
        try:
            yield
        finally:
            done.set()
        following.result(timeout=60)


def test_a_reader_never_skips_a_change_of_writers_in_threads(served):
    reader = Replica(served)
    reader.bootstrap()
    with followed(reader), ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(lambda seed: simulate(served.store, CHANGES_EACH, seed, now=NOW), range(WRITERS)))
    assert reader.digests_compared > 2
    _nothing_is_missing(served, reader)


def test_a_reader_never_skips_a_change_of_writers_in_processes(served, location):
    reader = Replica(served)
    reader.bootstrap()
    with followed(reader), ProcessPoolExecutor(2, mp_context=get_context("spawn")) as writers:
        list(writers.map(write_from_a_process, [location] * 2, range(2)))
    _nothing_is_missing(served, reader)


@dataclass
class CaseWorker:
    """Someone who edits the same few people as all the others, knowing of each what the last answer said."""

    served: Served
    chance: Random
    seen: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    conflicts: int = 0

    def work_until(self, end: float) -> "CaseWorker":
        while monotonic() < end:
            self.push([self.edit() for _ in range(self.chance.randint(1, 5))])
        return self

    def edit(self) -> protocol.Op:
        new = self.chance.random() < 0.1
        id_ = self.new_id() if new else self.chance.choice(PEOPLE)
        rev, seen = self.seen.get(id_, (0, {}))
        fields = {"county": self.chance.choice(COUNTIES), "place": f"Sted {self.chance.randrange(10**6)}"}
        wanted = dict([self.chance.choice(list(fields.items()))])
        return protocol.Op(
            op_id=self.new_id(),
            n=0,
            tx=self.new_id(),
            op="create" if new else "update",
            t="interpreter",
            id=id_,
            base_rev=rev,
            base={name: seen.get(name) for name in ("county", "address", "postal_code", "place") if name in seen},
            set=wanted,
        )

    def push(self, ops: list[protocol.Op]) -> None:
        body = {"epoch": self.served.store.state().epoch, "client": record_id("client"), "device": "pc"}
        sent = body | {"ops": [msgspec.to_builtins(op) for op in ops]}
        answer = self.served.ask("POST", "/v1/sync/ops", json=sent)
        assert answer.status_code == 200, answer.text
        results = msgspec.json.decode(answer.content, type=protocol.OpsAnswer).results
        for op, result in zip(ops, results, strict=True):
            self.note(op, result)

    def note(self, op: protocol.Op, result: protocol.OpResult) -> None:
        if result.st == protocol.DEFERRED:
            return  # an earlier edit of the same person has collided
        assert result.st in protocol.ACKNOWLEDGED | {protocol.CONFLICT}, result
        content = result.current if result.st == protocol.CONFLICT else result.d
        self.seen[op.id] = result.rev, msgspec.json.decode(content)
        if result.st in (protocol.APPLIED, protocol.MERGED):
            self.done[op.op_id] = result.seq
        self.conflicts += result.st == protocol.CONFLICT

    def new_id(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128)))


@pytest.mark.slow
def test_readers_never_skip_an_edit_of_case_workers_and_none_is_lost(served, location, rounds):
    count = CASE_WORKERS["postgresql" if "://" in location else "sqlite"]
    staff = [served.acting(new_token(served.store, Role.CASE_WORKER, f"Saksbehandler {n}")) for n in range(count)]
    readers = [Replica(served), Replica(staff[0])]
    with ExitStack() as meanwhile:
        for reader in readers:
            reader.bootstrap()
            meanwhile.enter_context(followed(reader))
        with ThreadPoolExecutor(count) as pool:
            workers = [CaseWorker(one, Random(n)) for n, one in enumerate(staff)]
            end = monotonic() + SECONDS * rounds
            list(pool.map(lambda worker: worker.work_until(end), workers))
    _nothing_is_missing(served, readers[0])
    _staff_have_all(served, readers[1])
    assert sum(worker.conflicts for worker in workers) > 0, "they did work on the same people"
    assert {op_id: seq for worker in workers for op_id, seq in worker.done.items()} == {
        entry.op_id: entry.seq for entry in entries(served.store) if entry.op_id
    }
    with served.store.read() as connection:
        assert audit(connection).sound


def _staff_have_all(served: Served, reader: Replica) -> None:
    with served.store.read() as connection:
        living = select(tables.records.c.id, tables.records.c.rev).where(~tables.records.c.deleted)
        expected = {row.id: row.rev for row in connection.execute(living)}
    assert {id_: rev for id_, (_, rev, _) in reader.rows.items()} == expected


def _nothing_is_missing(served: Served, reader: Replica) -> None:
    numbered = seqs(served)
    assert [seq for seq, _ in numbered] == list(range(1, len(numbered) + 1)), "no gap, none given twice"
    assert [tx for _, tx in numbered] == sorted(tx for _, tx in numbered), "a transaction's seqs stand together"
    with served.store.read() as connection:
        public = select(tables.records.c.id, tables.records.c.rev).where(tables.records.c.public)
        expected = {row.id: row.rev for row in connection.execute(public)}
    assert {id_: rev for id_, (_, rev, _) in reader.rows.items()} == expected
