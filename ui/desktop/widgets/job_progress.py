"""How far a job is: what it is doing, a bar, and a button that stops it."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from interpreter_app.domain.errors import Cancelled
from interpreter_app.i18n import Texts
from interpreter_app.jobs import Progress
from ui.desktop.job_runner import Job, JobRunner, Lane, Step
from ui.desktop.widgets.basics import button, column, label, row

_PARTS = 1000


class JobBar(QWidget):
    """Runs one job at a time and shows how far it is; hidden while there is none.

    ``texts`` gives the language, ``on_ended`` is called after each job, however it ended; ``had_keyboard`` is then
    whether the keyboard was on the button that stops it.
    """

    def __init__(self, runner: JobRunner, texts: Callable[[], Texts], on_ended: Callable[[], object]) -> None:
        super().__init__()
        self._runner = runner
        self._texts = texts
        self._on_ended = on_ended
        self._job: Job | None = None
        self._stop = threading.Event()
        self.had_keyboard = False
        _ = texts().gettext
        self._said = label(look="dense-muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, _PARTS)
        self._bar.setTextVisible(False)
        self.stop = button(_("Cancel"), "plain-small", self.cancel)
        layout = row(spacing=12)
        words = column(self._said, self._bar, spacing=4)
        layout.addLayout(words, 1)
        layout.addWidget(self.stop)
        self.setLayout(layout)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether there is a job."""
        return self._job is not None

    def run(
        self,
        said: str,
        work: Callable[[Progress], Any],
        on_done: Callable[[Any], object],
        on_failed: Callable[[BaseException], object] | None = None,
        *,
        lane: Lane = Lane.LISTS,
    ) -> None:
        """Do ``work`` in ``lane``; ``said`` is what it is called until it says more."""
        if self._job is not None:
            self._job.cancel()
        self._said.setText(said)
        self._bar.setAccessibleName(said)
        self._bar.setValue(0)
        self._stop = stop = threading.Event()
        job = Job(
            lambda progress: work(_stopped_by(stop, progress)),
            lambda answer: self._end(lambda: on_done(answer)),
            lambda error: self._end(lambda: (on_failed or self._runner.report)(error)),
            self._on_step,
            lambda: self._on_cancelled(job),
        )
        self._job = job
        self.show()
        self._runner.start(lane, job)

    def cancel(self) -> None:
        """Stop the job at its next report; one that is done by then has its answer told all the same."""
        self._stop.set()

    def _on_step(self, step: Step) -> None:
        if not isValid(self):
            return
        self._bar.setValue(round(_PARTS * step.done / max(1, step.total)))
        if step.text:
            self._said.setText(self._texts().gettext(step.text))

    def _on_cancelled(self, job: Job) -> None:
        if self._job is job:
            self._end(lambda: None)

    def _end(self, answer: Callable[[], object]) -> None:
        """Tell of the answer; not where the window was made anew meanwhile."""
        if not isValid(self):
            return
        self._job = None
        self.had_keyboard = self.window().focusWidget() is self.stop
        self.hide()
        self._on_ended()
        answer()


def _stopped_by(stop: threading.Event, progress: Progress) -> Progress:
    """``progress`` that raises ``Cancelled`` once ``stop`` is set."""

    def report(done: int, total: int, text: str) -> None:
        if stop.is_set():
            raise Cancelled
        progress(done, total, text)

    return report
