"""Asking the register with patience: repeated tries with growing pauses, stopped at once when the person says so."""

import random
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from interpreter_app.domain.errors import N_
from interpreter_app.jobs import Progress
from sync.failures import TryLater

ATTEMPTS = 4
POLL_S = 0.2
LONGEST_WAIT_S = 60.0
WAITING = N_("Waiting to try again")

_T = TypeVar("_T")


class Patience:
    """How a sync waits: ``progress`` is told what is done and may stop it, ``wait`` sleeps for seconds."""

    def __init__(self, progress: Progress, wait: Callable[[float], None]) -> None:
        self._progress = progress
        self._wait = wait
        self._told: tuple[int, int, str] = (0, 1, WAITING)

    def tell(self, done: int, total: int, text: str) -> None:
        """Report how far the sync is; raises ``Cancelled`` when the person has stopped it."""
        self._told = (done, total, text)
        self._progress(*self._told)

    def ask(self, call: Callable[[], _T], attempts: int = ATTEMPTS) -> _T:
        """Try ``call`` a few times, with growing pauses, as long as trying again may help (R10)."""
        for attempt in range(1, attempts):
            try:
                return self.await_(in_background(call))
            except TryLater as error:
                pause = error.retry_after if error.retry_after is not None else _pause(attempt)
                if pause > LONGEST_WAIT_S:
                    raise
                self._pause(pause)
        return self.await_(in_background(call))

    def await_(self, coming: Future[_T]) -> _T:
        """What ``coming`` gives, asking meanwhile whether the person has stopped the sync."""
        while True:
            try:
                return coming.result(timeout=POLL_S)
            except TimeoutError:
                self._progress(*self._told)

    def _pause(self, seconds: float) -> None:
        """Wait, asking twice a second whether the person has stopped the sync."""
        while seconds > 0:
            self.tell(0, 1, WAITING)
            self._wait(min(seconds, 0.5))
            seconds -= 0.5


def in_background(work: Callable[[], _T]) -> Future[_T]:
    """Begin ``work`` in a thread that nobody needs to wait for: a person who stops does not wait for a network."""
    coming: Future[_T] = Future()

    def run() -> None:
        try:
            coming.set_result(work())
        except BaseException as error:  # handed on to whoever asks for the result
            coming.set_exception(error)

    Thread(target=run, name="sync-fetch", daemon=True).start()
    return coming


def _pause(attempt: int) -> float:
    return float(2 ** (attempt - 1) * random.uniform(0.5, 1.0))
