"""Telling how far long work is, on one line of a terminal."""

import sys

from interpreter_app.jobs import Progress, no_progress
from ui.command_line.run import Run

_CLEAR = "\r\x1b[K"


def progress_of(run: Run) -> Progress:
    """Reports on standard error where a person watches it, and nowhere else."""
    if sys.stderr is None or not sys.stderr.isatty():
        return no_progress

    def report(done: int, total: int, text: str) -> None:
        line = "" if done >= total else f"{run.say(text)}: {100 * done // total} %"
        sys.stderr.write(f"{_CLEAR}{line}")
        sys.stderr.flush()

    return report
