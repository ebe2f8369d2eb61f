"""A window in a process of its own. Arguments: what to do (start or type), data folder; prints a line of JSON.

start: says when the rows of the first search are painted, and with how much memory. type: types names and languages,
letter by letter, and gives the milliseconds from each key to the painted rows.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from interpreter_app.__main__ import collect_seldom
from ui.app_context import AppContext
from ui.desktop.main import Desktop, run_window
from ui.desktop.session import Services

TYPED = ("mohamed", "somali", "ali hassan", "tigrinja", "kovacevic", "14207", "arabisk", "anna", "nguyen", "norsk tegn")


def say(**figures: object) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


def start(desktop: Desktop) -> None:
    say(memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    desktop.window.close()


def type_letters(desktop: Desktop) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    page = desktop.window.search
    answers: list[float] = []
    page.answered.connect(lambda: answers.append(time.perf_counter()))
    page.finder.found.connect(lambda found: found.rows or answers.append(time.perf_counter()))
    waits = [_wait(QTest, QApplication, page.field.edit, answers, key) for key in _keys()]
    say(milliseconds=[wait * 1000 for wait in waits if wait is not None])
    desktop.window.close()


def _keys() -> Iterator[str]:
    for text in TYPED:
        yield ""
        yield from text


def _wait(qtest: object, application: object, edit: object, answers: list[float], key: str) -> float | None:
    """Press ``key`` (or empty the field) and give the time until the answer is painted."""
    answers.clear()
    begin = time.perf_counter()
    if key:
        qtest.keyClicks(edit, key)  # type: ignore[attr-defined]
    else:
        edit.clear()  # type: ignore[attr-defined]
        edit.textEdited.emit("")  # type: ignore[attr-defined]
    while not answers and time.perf_counter() - begin < 5:
        application.processEvents()  # type: ignore[attr-defined]
    painted = answers[0] - begin if answers else None
    while time.perf_counter() - begin < 0.15:  # as fast as a person types: counts and choices follow meanwhile
        application.processEvents()  # type: ignore[attr-defined]
    return painted if key else None


if __name__ == "__main__":
    collect_seldom()
    acts = {"start": start, "type": type_letters}
    context = AppContext.start(Path(sys.argv[2]), lambda: datetime.now().astimezone())
    sys.exit(run_window(context, Services(lambda *_: None), acts[sys.argv[1]]))  # type: ignore[arg-type,return-value]
