"""Letting the window live until something is there."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEventLoop

from interpreter_app.domain.errors import N_, EnvironmentFault

_LONGEST_WAIT_MS = 20_000


def wait(until: Callable[[], bool]) -> None:
    """Let the window live until ``until`` holds."""
    loop = QEventLoop()
    clock = QElapsedTimer()
    clock.start()
    while not until():
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
        if clock.elapsed() > _LONGEST_WAIT_MS:
            raise EnvironmentFault(N_("The picture could not be made in time."))
