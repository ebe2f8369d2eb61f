"""Loading the code of pages before they are shown for the first time, while nobody waits for an answer."""

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, SignalInstance

from ui.desktop.job_runner import Job, JobRunner, Lane

QUIET_MS, BETWEEN_MS = 1_000, 50
"""So long nothing was searched for when the first code is loaded, so that whoever types is not slowed; then there is a
breath between one page's and the next."""


class LoadingAhead(QObject):
    """Loads ``modules`` (names) with ``runner``, one after the other; ``busy`` puts it off.

    Only code is loaded; widgets are made in the window's own thread, when the page is shown.
    """

    def __init__(self, modules: Sequence[str], runner: JobRunner, busy: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(modules)
        self._runner = runner
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._load)
        busy.connect(self.begin)

    def begin(self) -> None:
        """Load what is left once nobody has waited for a while."""
        self._wait(QUIET_MS)

    def _wait(self, milliseconds: int) -> None:
        if self._left:
            self._pause.start(milliseconds)

    def _load(self) -> None:
        module = self._left.pop(0)
        self._runner.start(Lane.LISTS, Job(lambda _: import_module(module), lambda _: self._on_loaded()))

    def _on_loaded(self) -> None:
        if not self._pause.isActive():  # else somebody has searched meanwhile
            self._wait(BETWEEN_MS)
