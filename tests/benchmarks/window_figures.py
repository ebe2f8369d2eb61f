"""How soon the window can be used, and how soon a key shows its rows."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.figures import child, percentile, report

ROUNDS = 7
FRAME_MS = 16.0


def measure(path: Path, folder: Path, size: int) -> None:
    """Print the figures of a window over the client's file at ``path``, which holds ``size`` people."""
    data = folder / "window"
    data.mkdir()
    shutil.copy(path, data / "register.register")
    _start(data, size)
    typed = child("one_window", "type", str(data))["milliseconds"]
    waits: list[float] = list(typed)  # type: ignore[call-overload]
    for share, name in ((0.5, "median"), (0.99, "p99")):
        wait = percentile(waits, share)
        report(f"key to painted rows, {name}, {size:,} people", wait, FRAME_MS, "ms", "p99 at most 16", keys=len(waits))


def _start(data: Path, size: int) -> None:
    """The window, the empty window with the same libraries, and the bare one, in turn."""
    commands = {
        "ours": ("one_window", "start", str(data)),
        "libraries": ("empty_window", "libraries"),
        "bare": ("empty_window",),
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            took, memory[name] = _until_ready(*command)
            seconds[name].append(took)
    median = {name: sorted(taken)[ROUNDS // 2] for name, taken in seconds.items()}
    bare = round(median["bare"], 4)
    report(
        f"start to a usable search, {size:,} people",
        median["ours"],
        median["libraries"],
        "s",
        "ratio at most 1.5",
        bare_window=bare,
    )
    report(
        f"memory at a usable search, {size:,} people",
        memory["ours"],
        memory["libraries"],
        "MB",
        "at most 100 MB over its floor",
        over=round(memory["ours"] - memory["libraries"], 1),
    )


def _environment() -> dict[str, str]:
    """The environment of an installed program, whose modules are compiled once."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _until_ready(module: str, *arguments: str) -> tuple[float, float]:
    """Seconds from the start of a process until it says that it is ready, and its memory then, in MB."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment())
    assert process.stdout is not None
    line = process.stdout.readline()
    took = time.perf_counter() - begin
    process.stdout.close()
    process.wait()
    return took, json.loads(line)["memory"]
