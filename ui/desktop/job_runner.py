"""Work away from the window's own thread, in lanes of one thread each; answers come back as queued signals."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from interpreter_app.domain.errors import Cancelled

SECONDS_TO_END = 10.0


class Lane(Enum):
    """What a job waits for: only for others of its kind. LISTS is for whole lists and files, which take seconds."""

    READS = "reads"
    EDITS = "edits"
    SYNC = "sync"
    LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is: ``done`` of ``total``, and an English source text that says what is being done."""

    done: int
    total: int
    text: str


class JobProgress:
    """What a job gets to report with; raises ``Cancelled`` at the next report after it was cancelled."""

    def __init__(self, stopped: threading.Event, report: Callable[[Step], None]) -> None:
        self.cancelled: Callable[[], bool] = stopped.is_set
        self._report = report

    def __call__(self, done: int, total: int, text: str) -> None:
        """Report a step; raises ``Cancelled``."""
        if self.cancelled():
            raise Cancelled
        self._report(Step(done, total, text))


Work = Callable[[JobProgress], Any]


def _nothing(*_: object) -> None:
    """For an answer that nobody waits for."""


@dataclass(eq=False, slots=True)
class Job:
    """A piece of work and what to do with its answer.

    A job with a ``slot`` takes the place of the one that had it. A job that ``gives_way`` starts over after any other
    that comes to its lane. ``on_…`` are called in the window's thread; after ``cancel`` only ``on_cancelled`` is.
    """

    work: Work
    on_done: Callable[[Any], None] = _nothing
    on_failed: Callable[[BaseException], None] = _nothing
    on_progress: Callable[[Step], None] = _nothing
    on_cancelled: Callable[[], None] = _nothing
    slot: str = ""
    gives_way: bool = False
    cancelled: bool = False
    stopped: threading.Event = field(default_factory=threading.Event)
    latest: Step | None = None

    def cancel(self) -> None:
        """Stop it at its next report; its answer is not wanted any more. From the window's thread only."""
        self.cancelled = True
        self.stopped.set()


class _LaneThread:
    """One thread that does the jobs of a lane, one after the other."""

    def __init__(self, lane: Lane, answer: Callable[[Callable[[], None]], None]) -> None:
        self._answer = answer
        self._changed = threading.Condition()
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._serve, name=f"lane-{lane.value}", daemon=True)
        self._thread.start()

    def put(self, job: Job, replaced: Iterable[str]) -> None:
        """Do ``job`` after those before it; those in the slots ``replaced`` are cancelled."""
        slots = {slot for slot in (job.slot, *replaced) if slot}
        with self._changed:
            running = self._running
            for other in (*self._waiting, running):
                if other is not None and other.slot in slots:
                    other.cancel()
            if running is not None and running.gives_way and not running.cancelled:
                running.stopped.set()
            self._insert(job)
            self._changed.notify()

    def _insert(self, job: Job) -> None:
        """Those who give way stay last."""
        place = len(self._waiting)
        if not job.gives_way:
            place = next((n for n, other in enumerate(self._waiting) if other.gives_way), place)
        self._waiting.insert(place, job)

    def close(self) -> None:
        """Cancel all and end the thread once it is idle."""
        with self._changed:
            self._closing = True
            for job in (*self._waiting, self._running):
                if job is not None:
                    job.cancel()
            self._waiting.clear()
            self._changed.notify()

    def wait(self, seconds: float) -> bool:
        """Wait until the thread has ended; False when it has not in ``seconds``."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _next(self) -> Job | None:
        with self._changed:
            self._running = None
            while not self._waiting and not self._closing:
                self._changed.wait()
            if self._closing:
                return None
            self._running = job = self._waiting.popleft()
            job.stopped.clear()
            if job.cancelled:
                job.stopped.set()
            return job

    def _serve(self) -> None:
        while (job := self._next()) is not None:
            if job.stopped.is_set():
                self._answer(job.on_cancelled)
            else:
                self._do(job)

    def _do(self, job: Job) -> None:
        try:
            result = job.work(JobProgress(job.stopped, lambda step: self._report(job, step)))
        except Cancelled:
            self._end_stopped(job)
        except BaseException as error:
            self._answer(lambda error=error: _unless_cancelled(job, job.on_failed, error))  # type: ignore[misc]
        else:
            self._answer(lambda: _unless_cancelled(job, job.on_done, result))

    def _end_stopped(self, job: Job) -> None:
        """A job that only gave way starts over; one that was cancelled says so."""
        with self._changed:
            again = job.gives_way and not job.cancelled and not self._closing
            if again:
                self._insert(job)
        if not again:
            self._answer(job.on_cancelled)

    def _report(self, job: Job, step: Step) -> None:
        """Pass a step on; while one is on its way only the latest is kept, so that none can pile up."""
        on_its_way, job.latest = job.latest is not None, step
        if not on_its_way:
            self._answer(lambda: _deliver_step(job))


def _deliver_step(job: Job) -> None:
    step, job.latest = job.latest, None
    if step is not None and not job.cancelled:
        job.on_progress(step)


def _unless_gone(answer: Callable[[Any], None], otherwise: Callable[[Any], None] = _nothing) -> Callable[[Any], None]:
    """``answer``; ``otherwise`` once the widget whose method it is has been deleted, as nobody waits for it then."""
    owner = getattr(answer.func if isinstance(answer, partial) else answer, "__self__", None)
    if not isinstance(owner, QObject):
        return answer

    def told(value: Any) -> None:
        (answer if isValid(owner) else otherwise)(value)

    return told


def _unless_cancelled(job: Job, answer: Callable[[Any], None], value: object) -> None:
    if job.cancelled:
        job.on_cancelled()
    else:
        answer(value)


class JobRunner(QObject):
    """Runs jobs in their lanes. ``on_failed`` is told of errors that a job itself does not handle."""

    _answered = Signal(object)

    def __init__(self, on_failed: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_failed = on_failed
        self._lanes: dict[Lane, _LaneThread] = {}
        self._closed = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def start(self, lane: Lane, job: Job, replaces: Iterable[str] = ()) -> Job:
        """Do ``job`` in ``lane``; jobs of the lane in its own slot and in those it ``replaces`` are cancelled."""
        if self._closed:
            job.cancel()
            return job
        if job.on_failed is _nothing:
            job.on_failed = self._on_failed
        if lane not in self._lanes:
            self._lanes[lane] = _LaneThread(lane, self._answered.emit)
        self._lanes[lane].put(job, replaces)
        return job

    def read(
        self,
        work: Work,
        on_done: Callable[[Any], None],
        *,
        slot: str,
        replaces: Iterable[str] = (),
        gives_way: bool = False,
        on_failed: Callable[[BaseException], None] = _nothing,
    ) -> Job:
        """Start a question to the register; see ``Job`` and ``start``.

        A widget is not told of the answer by its methods, also bound by ``partial``, once it is deleted; an error is
        told where errors are told.
        """
        failed = _unless_gone(on_failed, self._on_failed)
        job = Job(work, _unless_gone(on_done), failed, slot=slot, gives_way=gives_way)
        return self.start(Lane.READS, job, replaces)

    def report(self, error: BaseException) -> None:
        """Tell of an error in the place where errors are told."""
        self._on_failed(error)

    def close(self, seconds: float = SECONDS_TO_END) -> bool:
        """Cancel everything and wait for it to end, each lane at most ``seconds``; whether all has ended."""
        self._closed = True
        lanes = list(self._lanes.values())
        for lane in lanes:
            lane.close()
        ended = [lane.wait(seconds) for lane in lanes]
        return all(ended)

    @Slot(object)
    def _on_answered(self, answer: Callable[[], None]) -> None:
        if not self._closed:
            answer()
