"""The server as a program and in a thread: starts, says where it is, ends cleanly."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
import requests

from interpreter_app.domain.errors import EnvironmentFault
from sync.register_server.serving import RunningServer, utc_now
from sync.register_server.store import open_register
from tests.support.server import NOW, fill_with, some_people

PROGRAM = """
import sys
from sync.register_server.serving import open_register, serve, utc_now
store = open_register(sys.argv[1], utc_now())
serve(store, "127.0.0.1", 0, lambda url: print(url, flush=True))
store.close()
print("ended", flush=True)
"""


@pytest.fixture
def program(tmp_path):
    """A register served by a process of its own, with its address."""
    location = tmp_path / "server.register"
    with closing(open_register(location, NOW)) as store:
        fill_with(store, some_people())
    arguments = [sys.executable, "-W", "error", "-c", PROGRAM, str(location)]
    with subprocess.Popen(
        arguments, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process, process.stdout.readline().strip()
        process.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_program_cleanly_and_soon(program, number):
    process, url = program
    with requests.Session() as session:  # its connection stays open meanwhile
        assert session.get(f"{url}/v1/sync/info", timeout=10).status_code == 200
        begun = monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=10)
    assert monotonic() - begun < 3
    assert (process.returncode, out.strip(), err) == (0, "ended", "")


def test_a_server_in_a_thread_takes_a_free_port_and_gives_it_back(tmp_path):
    with closing(open_register(tmp_path / "server.register", NOW)) as store:
        with RunningServer(store) as server:
            assert server.running
            assert requests.get(f"{server.url}/v1/sync/info", timeout=10).json()["head"] == 0
        assert not server.running
        port = int(server.url.rsplit(":", 1)[1])
        with RunningServer(store, port=port) as again:
            assert again.url == server.url


@pytest.mark.skipif(os.name == "nt", reason="rights of Unix")
def test_only_its_owner_may_read_a_new_register_and_the_log_beside_it(tmp_path):
    with closing(open_register(tmp_path / "server.register", NOW)) as store:
        fill_with(store, some_people())
        rights = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()}
    assert rights == dict.fromkeys(["server.register", "server.register-wal", "server.register-shm"], 0)


def test_two_servers_serve_the_same_register(tmp_path):
    location = tmp_path / "server.register"
    with closing(open_register(location, NOW)) as one, closing(open_register(location, NOW)) as other:
        fill_with(one, some_people())
        with RunningServer(one) as first, RunningServer(other) as second:
            asked = [requests.get(f"{url}/v1/sync/info", timeout=10).json() for url in (first.url, second.url)]
    assert asked[0]["register"] == asked[1]["register"]
    assert asked[0]["head"] == asked[1]["head"] > 0


def test_a_port_in_use_is_told_plainly(tmp_path):
    with socket.socket() as taken, closing(open_register(tmp_path / "server.register", NOW)) as store:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(EnvironmentFault, match="cannot listen"):
            RunningServer(store, port=taken.getsockname()[1])


@pytest.mark.parametrize(("host", "port"), [("no such host", 0), ("127.0.0.1", 70000)])
def test_an_address_that_cannot_be_had_is_told_plainly(tmp_path, host, port):
    store = open_register(tmp_path / "server.register", NOW)
    with closing(store), pytest.raises(EnvironmentFault, match="cannot listen"):
        RunningServer(store, host, port)


def test_the_clock_of_the_server_is_in_utc():
    assert utc_now().utcoffset().total_seconds() == 0
