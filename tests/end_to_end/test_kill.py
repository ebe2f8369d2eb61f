"""kill -9 of a real client in the middle of a sync: the file stays whole, the sync goes on, the end is the same."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from interpreter_app.jobs import no_progress
from interpreter_app.use_cases.open_profile import Profile, open_profile
from sync import protocol
from sync.client import RegisterClient
from sync.engine import synchronise
from sync.register_server.filling import fill_with_fiction
from sync.register_server.serving import RunningServer, open_register, utc_now
from sync.register_server.simulation import simulate
from sync.register_server.store import RegisterStore
from tests.support.comparing import assert_equal, client_rows, integrity

ROUNDS = 25


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegisterStore]:
    register = open_register(tmp_path_factory.mktemp("server") / "server.db", now=utc_now())
    fill_with_fiction(register, 400, 1, no_progress, utc_now())
    yield register
    register.close()


@pytest.fixture
def server(register: RegisterStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(protocol, "ROWS_PER_PART", 150)
    monkeypatch.setattr(protocol, "CHANGES_LIMIT_MAX", 10)
    with RunningServer(register) as running:
        yield running.url


def kill_somewhere(server: str, path: Path, chance: random.Random) -> bool:
    """Start a sync and kill it at some step; says whether it was still at work."""
    steps = chance.randrange(1, 30)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.support.sync_child", server, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    for _, line in zip(range(steps), child.stdout, strict=False):
        if line.startswith("done"):
            break
    time.sleep(chance.random() * 0.01)  # somewhere inside the step, not at its beginning
    child.kill()
    rest = child.stdout.read()
    child.stdout.close()
    return child.wait() != 0 and "done" not in rest


def sync(profile: Profile, server: str) -> None:
    client = RegisterClient(server)
    synchronise(profile, client, no_progress, utc_now)
    client.close()


@pytest.mark.slow
def test_a_client_killed_in_its_first_sync_goes_on_and_ends_equal(
    register: RegisterStore, server: str, tmp_path: Path, rounds: int
) -> None:
    chance = random.Random(11)
    killed = 0
    for number in range(ROUNDS * rounds):
        path = tmp_path / f"{number}.register"
        killed += kill_somewhere(server, path, chance)
        assert integrity(path) == "ok"
        profile = open_profile("register", path)
        sync(profile, server)
        assert_equal(register, profile)
        profile.close()
    assert killed > ROUNDS * rounds / 2


@pytest.mark.slow
def test_a_client_killed_among_changes_goes_on_and_ends_equal(
    register: RegisterStore, server: str, tmp_path: Path, rounds: int
) -> None:
    chance = random.Random(12)
    path = tmp_path / "client.register"
    profile = open_profile("register", path)
    sync(profile, server)
    profile.close()
    killed = 0
    for number in range(ROUNDS * rounds):
        simulate(register, 80, number, now=utc_now())
        killed += kill_somewhere(server, path, chance)
        assert integrity(path) == "ok"
        profile = open_profile("register", path)
        rows = client_rows(profile)
        assert max(rows.values()) <= profile.require_state().head
        sync(profile, server)
        assert_equal(register, profile)
        profile.close()
    assert killed > ROUNDS * rounds / 2
