"""The daily backup of a window that stays open: made when it is due, told of only when it fails."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from interpreter_app.use_cases.back_up import back_up, due
from ui.desktop.job_runner import Job, JobProgress, Lane
from ui.desktop.session import Session

_LOOKS_EVERY_MS = 3_600_000


class DailyBackup(QObject):
    """Backs up the profile of ``session`` once a day, as long as the session lives."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """See now whether a backup is due, and every hour from now on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Back up the profile, where nobody waits for it, if that is due."""
        profile, now = self._session.profile, self._session.now()

        def work(_: JobProgress) -> Path | None:
            return back_up(profile, now) if due(profile, now) else None

        self._session.runner.start(Lane.LISTS, Job(work))
