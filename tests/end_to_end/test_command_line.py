"""From a served register to an answer with the server gone, by the commands alone, each in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sync.register_server.records import Put
from sync.register_server.serving import open_register, utc_now

PROGRAM = [sys.executable, "-m", "interpreter_app"]
TIMEOUT_S = 120
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")


class Process(subprocess.Popen[str]):
    """A command that goes on running."""

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """Tell it to stop; its exit code and what it wrote since."""
        self.send_signal(number)
        out, err = self.communicate(timeout=TIMEOUT_S)
        return self.returncode, out, err


def start(folder: Path, *arguments: str) -> Process:
    return Process(
        [*PROGRAM, "--data-dir", str(folder), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    process = start(folder, *arguments)
    out, err = process.communicate(timeout=TIMEOUT_S)
    return process.returncode, out, err


def answer(folder: Path, *arguments: str) -> Any:
    code, out, err = run(folder, *arguments, "--json")
    assert code == 0, err
    return json.loads(out)


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[tuple[str, Process]]:
    process = start(folder, "serve", "--port", "0", *arguments)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.communicate(timeout=TIMEOUT_S)[1]
        yield json.loads(line)["url"], process
    finally:
        if process.poll() is None:
            process.end()


def test_from_the_central_register_to_an_answer_offline(tmp_path):
    server, client = tmp_path / "server", tmp_path / "client"
    with served(server, "--demo", "300", "--seed", "7") as (url, process):
        first = answer(client, "sync", "--server", url)
        assert first["bootstrap"] is True
        assert first["received"] > 300
        assert list(first) == [
            "bootstrap", "received", "sent", "merged", "conflicts", "rejected", "unsent", "head", "as_of",
        ]  # fmt: skip
        again = answer(client, "sync")
        assert (again["bootstrap"], again["received"], again["head"]) == (False, 0, first["head"])
        with urllib.request.urlopen(f"{url}/v1/interpreters?limit=100", timeout=TIMEOUT_S) as reply:
            public = json.load(reply)
        code, out, err = process.end()
        assert (code, out) == (0, ""), err
        assert "Traceback" not in err

    found = answer(client, "search", "--limit", "100")
    assert found["count"] == public["total"]
    assert [one["number"] for one in found["results"]] == [one["number"] for one in public["results"]]
    assert found["as_of"] == again["as_of"]
    number = found["results"][0]["number"]
    shown = answer(client, "show", str(number))
    assert shown["languages"][0]["category"] == found["results"][0]["languages"][0]["category"]
    assert answer(client, "health")["integrity"] == "ok"
    code, out, err = run(client, "sync", "--json")
    assert (code, out) == (3, "")
    assert len(err.splitlines()) == 1
    assert answer(client, "search")["count"] == found["count"]


def test_changes_are_fetched_and_a_new_epoch_is_followed(tmp_path):
    database = str(tmp_path / "central.db")
    client = tmp_path / "client"
    with served(tmp_path, "--database", database, "--demo", "60") as (url, _):
        answer(client, "sync", "--server", url)
        made = answer(tmp_path, "server", "simulate", "--database", database, "--changes", "25", "--seed", "3")
        assert made["changes"] == 25
        fetched = answer(client, "sync")
        assert (fetched["bootstrap"], fetched["head"]) == (False, made["head"])
        assert fetched["received"] > 0
        answer(tmp_path, "server", "simulate", "--database", database, "--changes", "1", "--expire")
        assert answer(client, "sync")["bootstrap"] is True
        answer(tmp_path, "server", "simulate", "--database", database, "--changes", "1", "--new-epoch")
        assert answer(client, "sync")["bootstrap"] is True
        assert answer(client, "health")["integrity"] == "ok"


def test_a_register_filled_once_is_left_as_it_is_and_any_other_refused(tmp_path):
    with served(tmp_path, "--demo", "40") as (url, process):
        answer(tmp_path / "client", "sync", "--server", url)
        assert process.end(signal.SIGINT)[0] == 0
    with served(tmp_path, "--demo", "40") as (url, _):
        assert answer(tmp_path / "client", "sync", "--server", url)["received"] == 0
    with served(tmp_path) as (url, _):
        assert answer(tmp_path / "client", "sync", "--server", url)["received"] == 0
    with served(tmp_path, "--demo", "41") as (url, _):
        assert answer(tmp_path / "client", "sync", "--server", url)["received"] == 0
    real = open_register(tmp_path / "real.db", now=utc_now())
    record = {"number": 1, "first_name": "Kari"}
    real.write([Put("interpreter", "0190c5a0-3c1e-7b54-8d2a-5b8f6f0a9c01", record)], "test", utc_now())
    real.close()
    code, out, err = run(tmp_path, "serve", "--port", "0", "--demo", "41", "--database", str(tmp_path / "real.db"))
    assert (code, out) == (2, "")
    assert "Traceback" not in err


def test_nothing_is_simulated_in_a_register_that_is_not_fictional(tmp_path):
    code, out, err = run(
        tmp_path, "server", "simulate", "--database", str(tmp_path / "new.db"), "--changes", "1", "--json"
    )
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_a_port_that_is_taken_is_told(tmp_path):
    with served(tmp_path / "one") as (url, _):
        code, out, err = run(tmp_path / "two", "serve", "--port", url.rpartition(":")[2])
        assert (code, out) == (3, "")
        assert "Traceback" not in err


def test_a_server_told_to_stop_while_it_fills_stops_cleanly(tmp_path):
    process = start(tmp_path, "serve", "--port", "0", "--demo", "500000")
    database = tmp_path / "register-server.db"
    while not database.exists() and process.poll() is None:
        pass
    code, out, err = process.end()
    assert (code, out) == (0, "")
    assert "Traceback" not in err


def test_a_server_started_by_another_process_ends_with_it(tmp_path):
    process = Process(
        [*PROGRAM, "--data-dir", str(tmp_path), "serve", "--port", "0", "--until-input-ends"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["url"]
    _, err = process.communicate("", timeout=TIMEOUT_S)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert "Fatal" not in err


def test_the_demo_can_be_pictured_without_a_display(tmp_path, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    picture = tmp_path / "picture.png"
    code, out, err = run(tmp_path, "--screenshot", str(picture), "--page", "results", "demo")
    assert (code, out) == (0, ""), err
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert answer(tmp_path, "--profile", "demo", "search", "tigrinja")["count"] > 0
    assert answer(tmp_path, "search")["count"] > 2000
