"""Work is done in lanes, answered in the window's thread, and stopped without a trace."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from interpreter_app.domain.errors import Cancelled, UserError
from ui.desktop.job_runner import Job, JobProgress, JobRunner, Lane, Step

LONG_S = 5.0


class Seen(list[Any]):
    """What was answered, in order."""

    def __call__(self, *values: Any) -> None:
        self.append(values[0] if values else None)


@pytest.fixture
def errors() -> Seen:
    return Seen()


@pytest.fixture
def runner(qapp: object, errors: Seen) -> Iterator[JobRunner]:
    made = JobRunner(errors)
    yield made
    assert made.close(LONG_S)


class Held:
    """Work that begins, and goes on until it is let go or cancelled."""

    def __init__(self, result: object = "held") -> None:
        self.begun = threading.Event()
        self.go = threading.Event()
        self.times = 0
        self._result = result

    def __call__(self, progress: JobProgress) -> object:
        self.times += 1
        self.begun.set()
        while not self.go.wait(0.002):
            if progress.cancelled():
                raise Cancelled
        return self._result


def begun(qtbot: QtBot, held: Held) -> None:
    qtbot.waitUntil(held.begun.is_set)


def test_the_answer_comes_in_the_thread_of_the_window(qtbot, runner):
    threads: list[threading.Thread] = []
    runner.read(lambda _: threading.current_thread(), threads.append, slot="a")
    runner.read(lambda _: None, lambda _: threads.append(threading.current_thread()), slot="b")
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.current_thread()
    assert threads[1] is threading.current_thread()


def test_a_read_never_waits_for_a_sync(qtbot, runner):
    sync, answers = Held(), Seen()
    runner.start(Lane.SYNC, Job(sync, answers))
    begun(qtbot, sync)
    runner.read(lambda _: "read", answers, slot="search")
    qtbot.waitUntil(lambda: answers == ["read"])
    sync.go.set()
    qtbot.waitUntil(lambda: answers == ["read", "held"])


def test_the_jobs_of_a_lane_are_done_in_their_order(qtbot, runner):
    answers = Seen()
    for number in range(20):
        runner.start(Lane.EDITS, Job(lambda _, number=number: number, answers))
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == list(range(20))


def test_a_newer_search_takes_the_place_of_the_one_that_runs(qtbot, runner, errors):
    older, answers = Held("older"), Seen()
    runner.read(older, answers, slot="search")
    begun(qtbot, older)
    runner.read(lambda _: "newer", answers, slot="search")
    qtbot.waitUntil(lambda: answers == ["newer"])
    assert not errors


def test_a_newer_search_takes_the_place_of_the_one_that_waits(qtbot, runner):
    first, waiting, answers = Held("first"), Held(), Seen()
    runner.read(first, answers, slot="person")
    begun(qtbot, first)
    runner.read(waiting, answers, slot="search")
    runner.read(lambda _: "newest", answers, slot="search")
    first.go.set()
    qtbot.waitUntil(lambda: answers == ["first", "newest"])
    assert waiting.times == 0


def test_an_answer_that_came_too_late_is_not_shown(qtbot, runner):
    answers = Seen()
    job = runner.read(lambda _: "late", answers, slot="search")
    job.cancel()
    runner.read(lambda _: "wanted", answers, slot="other")
    qtbot.waitUntil(lambda: answers == ["wanted"])


def test_a_search_cancels_the_counts_of_the_search_before(qtbot, runner):
    counts, answers = Held("counts"), Seen()
    runner.read(counts, answers, slot="count", gives_way=True)
    begun(qtbot, counts)
    runner.read(lambda _: "rows", answers, slot="search", replaces=("count",))
    qtbot.waitUntil(lambda: answers == ["rows"])
    assert counts.times == 1


def test_counts_give_way_and_start_over(qtbot, runner):
    counts, answers = Held("counts"), Seen()
    runner.read(counts, answers, slot="choices", gives_way=True)
    begun(qtbot, counts)
    runner.read(lambda _: "person", answers, slot="person")
    qtbot.waitUntil(lambda: answers == ["person"])
    qtbot.waitUntil(lambda: counts.times == 2)
    counts.go.set()
    qtbot.waitUntil(lambda: answers == ["person", "counts"])


def test_what_gives_way_waits_behind_what_does_not(qtbot, runner):
    first, answers = Held("first"), Seen()
    runner.read(first, answers, slot="first")
    begun(qtbot, first)
    runner.read(lambda _: "counts", answers, slot="count", gives_way=True)
    runner.read(lambda _: "rows", answers, slot="search")
    first.go.set()
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert answers == ["first", "rows", "counts"]


def reporting(go: threading.Event, seen: Seen) -> Callable[[JobProgress], str]:
    def work(progress: JobProgress) -> str:
        try:
            for step in range(1_000_000):
                progress(step, 1_000_000, "Working")
                go.set()
        except Cancelled:
            seen("stopped")
            raise
        return "done"

    return work


def test_cancelling_stops_the_work_at_its_next_report_and_says_nothing(qtbot, runner, errors):
    go, stopped, answers, cancelled = threading.Event(), Seen(), Seen(), Seen()
    job = runner.start(Lane.SYNC, Job(reporting(go, stopped), answers, on_cancelled=lambda: cancelled("ended")))
    qtbot.waitUntil(go.is_set)
    job.cancel()
    qtbot.waitUntil(lambda: cancelled == ["ended"])
    assert (stopped, answers, errors) == (["stopped"], [], [])


def test_reports_never_pile_up(qtbot, runner):
    steps, answers = Seen(), Seen()

    def work(progress: JobProgress) -> None:
        for step in range(1, 10_001):
            progress(step, 10_000, "Working")

    runner.start(Lane.SYNC, Job(work, answers, on_progress=steps))
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert steps
    assert steps[-1] == Step(10_000, 10_000, "Working")
    assert [step.done for step in steps] == sorted(step.done for step in steps)


def test_an_error_that_a_job_does_not_handle_is_told_in_the_one_place(qtbot, runner, errors):
    error = UserError("No.")

    def work(_: JobProgress) -> None:
        raise error

    runner.read(work, Seen(), slot="search")
    qtbot.waitUntil(lambda: errors == [error])


def test_an_error_that_a_job_handles_is_told_to_the_job(qtbot, runner, errors):
    handled = Seen()

    def work(_: JobProgress) -> None:
        raise ValueError("ours")

    runner.read(work, Seen(), slot="search", on_failed=handled)
    qtbot.waitUntil(lambda: len(handled) == 1)
    assert not errors


def test_a_lane_lives_on_after_an_error(qtbot, runner):
    answers = Seen()
    runner.read(lambda _: 1 / 0, answers, slot="a", on_failed=Seen())
    runner.read(lambda _: "alive", answers, slot="b")
    qtbot.waitUntil(lambda: answers == ["alive"])


class Asking(QObject):
    """A widget that asks, and notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def on_read(self, answer: object, of: str = "") -> None:
        self.told.append((answer, of))


def test_a_widget_that_is_deleted_is_not_told_of_the_answer(qtbot, runner, errors):
    here, gone, after = Asking(), Asking(), Seen()
    for asking in (here, gone):
        runner.read(lambda _: "read", asking.on_read, slot="")
        runner.read(lambda _: "read", partial(asking.on_read, of="list"), slot="")
    runner.read(lambda _: 1 / 0, gone.on_read, slot="", on_failed=gone.on_read)
    runner.read(lambda _: None, after, slot="")
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: bool(after))
    assert (here.told, gone.told) == ([("read", ""), ("read", "list")], [])
    assert [type(error) for error in errors] == [ZeroDivisionError]


def test_closing_stops_what_runs_waits_for_it_and_answers_nothing_more(qtbot, qapp, errors):
    runner, answers = JobRunner(errors), Seen()
    held, waiting = Held(), Held()
    runner.read(held, answers, slot="a")
    runner.read(waiting, answers, slot="b")
    begun(qtbot, held)
    assert runner.close(LONG_S)
    qapp.processEvents()
    assert (answers, errors, waiting.times) == ([], [], 0)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lane-")]


def test_nothing_begins_after_closing(qapp, errors):
    runner, work = JobRunner(errors), Held()
    runner.close()
    runner.read(work, Seen(), slot="a")
    qapp.processEvents()
    assert work.times == 0
