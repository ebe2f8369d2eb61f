"""Many writers at once: no reader that follows the cursor ever skips a change (R2)."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from threading import Event

from sqlalchemy import select

from sync.register_server import tables
from sync.register_server.simulation import simulate
from sync.register_server.store import open_register
from tests.support.server import NOW, Replica, Served

pytest_plugins = ["tests.support.server_fixtures"]

WRITERS = 4
CHANGES_EACH = 25


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


def _nothing_is_missing(served: Served, reader: Replica) -> None:
    numbered = seqs(served)
    assert [seq for seq, _ in numbered] == list(range(1, len(numbered) + 1)), "no gap, none given twice"
    assert [tx for _, tx in numbered] == sorted(tx for _, tx in numbered), "a transaction's seqs stand together"
    with served.store.read() as connection:
        public = select(tables.records.c.id, tables.records.c.rev).where(tables.records.c.public)
        expected = {row.id: row.rev for row in connection.execute(public)}
    assert {id_: rev for id_, (_, rev, _) in reader.rows.items()} == expected
