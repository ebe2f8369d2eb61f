"""How fast a first sync and a delta are."""

import time
from pathlib import Path

import requests

from interpreter_app.jobs import no_progress
from sync import protocol
from sync.register_server.filling import fill_with_fiction
from sync.register_server.serving import RunningServer, open_register, utc_now
from sync.register_server.simulation import simulate
from tests.benchmarks.figures import child, in_turn, report

CHANGES = (100, 1000)


def measure(folder: Path, size: int, seed: int) -> tuple[Path, dict[int, float]]:
    """Print the figures of a register with ``size`` people.

    Returns a client's file that holds it, and the seconds that a delta took, by its number of changes.
    """
    path = folder / f"{size}.register"
    register = open_register(folder / f"server-{size}.db", now=utc_now())
    begin = time.perf_counter()
    fill_with_fiction(register, size, seed, no_progress, utc_now())
    filled = time.perf_counter() - begin
    with RunningServer(register) as server:
        begin = time.perf_counter()
        asked = requests.post(f"{server.url}/v1/sync/snapshots", json={"schema": protocol.SCHEMA}, timeout=600)
        asked.raise_for_status()
        snapshot = time.perf_counter() - begin
        _first_sync(server.url, path, size, filled=filled, snapshot=snapshot)
        deltas = _deltas(register, server.url, path, size, seed)
    register.close()
    return path, deltas


def compare_deltas(small: tuple[int, dict[int, float]], large: tuple[int, dict[int, float]]) -> None:
    """Print what a delta costs in a large register beside the same in a small one."""
    for count, floor in small[1].items():
        name = f"delta of {count:,} changes, {large[0]:,} people beside {small[0]:,}"
        report(name, large[1][count], floor, "s", "grows with the delta, not with the register")


def _first_sync(url: str, path: Path, size: int, **server_side: float) -> None:
    def figure() -> float:
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()
        return child("one_sync", url, str(path))["seconds"]

    def floor() -> float:
        raw = path.with_suffix(".raw")
        for old in path.parent.glob(f"{raw.name}*"):
            old.unlink()
        return child("raw_insert", str(path), str(raw))["seconds"]

    ours, raw = in_turn(figure, floor, 3)
    details = {f"server_{name}_s": round(seconds, 2) for name, seconds in server_side.items()}
    report(f"first sync, {size:,} people", ours, raw, "s", "ratio at most 2", **details)


def _deltas(register: object, url: str, path: Path, size: int, seed: int) -> dict[int, float]:
    """Each delta beside an empty one, which is the cost of asking."""
    seconds: dict[int, float] = {}
    for count in CHANGES:
        simulate(register, count, seed + count, now=utc_now())  # type: ignore[arg-type]
        ours = child("one_sync", url, str(path))
        empty = child("one_sync", url, str(path))
        seconds[count] = ours["seconds"]
        report(
            f"delta of {count:,} changes, {size:,} people",
            ours["seconds"],
            empty["seconds"],
            "s",
            "grows with the delta, not with the register",
            received=ours["received"],
        )
    return seconds
