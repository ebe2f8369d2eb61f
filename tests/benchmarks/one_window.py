"""A window in a process of its own. Arguments: what to do (start or type), data folder; prints a line of JSON.

start: says when the rows of the first search are painted, and with how much memory. type: types names and languages,
letter by letter, and gives the milliseconds from each key to the painted rows.
"""

import json
import resource
import sys
import time
from datetime import datetime
from pathlib import Path

from interpreter_app.__main__ import collect_seldom

collect_seldom()  # before the imports, as the program does

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QLineEdit  # noqa: E402

from ui.app_context import AppContext  # noqa: E402
from ui.desktop.main import Desktop, run_window  # noqa: E402
from ui.desktop.services import Services  # noqa: E402

TYPED = (
    *("mohamed", "somali", "ali hassan", "tigrinja", "kovacevic", "14207", "arabisk", "anna", "nguyen", "norsk tegn"),
    *("fatima", "polsk", "warsame", "dari", "ivan petrov", "12950", "kurmanji", "sørensen", "maria", "urdu khan"),
)

PAUSE_MS = 120
LONGEST_MS = 2000


def say(**figures: object) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


def start(desktop: Desktop) -> None:
    say(memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    QTimer.singleShot(0, desktop.window.close)


def type_letters(desktop: Desktop) -> None:
    """Type every text of ``TYPED``; the counts and choices of one key go on while the next is pressed."""
    page = desktop.window.search
    loop = QEventLoop()
    painted: list[float] = []

    def answered() -> None:
        painted.append(time.perf_counter())
        QTimer.singleShot(PAUSE_MS, loop.quit)

    page.answered.connect(answered)
    waits: list[float] = []
    for text in TYPED:
        for key in ("", *text):
            painted.clear()
            QTimer.singleShot(LONGEST_MS, loop.quit)
            begin = time.perf_counter()
            _press(page.field.edit, key)
            loop.exec()
            if key and painted:
                waits.append((painted[0] - begin) * 1000)
    say(milliseconds=waits)
    desktop.window.close()


def _press(edit: QLineEdit, key: str) -> None:
    """Press ``key``, or empty the field."""
    from PySide6.QtTest import QTest

    if key:
        QTest.keyClicks(edit, key)
    else:
        edit.clear()
        edit.textEdited.emit("")


if __name__ == "__main__":
    acts = {"start": start, "type": lambda desktop: QTimer.singleShot(0, lambda: type_letters(desktop))}
    context = AppContext.start(Path(sys.argv[2]), lambda: datetime.now().astimezone())
    sys.exit(run_window(context, Services(lambda *_: None), acts[sys.argv[1]]))  # type: ignore[arg-type,return-value]
