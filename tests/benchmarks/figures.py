"""Measuring, and printing a figure beside its floor as a line of JSON."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence


def timed(work: Callable[[], object]) -> float:
    """How long ``work`` takes, in seconds."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def in_turn(figure: Callable[[], float], floor: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of ``figure`` and ``floor``, measured in turn so that a machine that slows down slows both."""
    pairs = [(figure(), floor()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0–1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def report(name: str, figure: float, floor: float, unit: str, limit: str, **details: object) -> None:
    """Print a figure with its floor, their ratio and what is allowed."""
    line = {
        "name": name,
        "figure": round(figure, 4),
        "floor": round(floor, 4),
        "ratio": round(figure / floor, 2) if floor else None,
        "unit": unit,
        "limit": limit,
        **details,
    }
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def child(module: str, *arguments: str) -> dict[str, float]:
    """Run a module of this package in a process of its own; its last line is JSON."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result
