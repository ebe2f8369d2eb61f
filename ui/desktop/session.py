"""What the pages share: the open profile, the texts, the look, the job runner, and the sync of the profile."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from interpreter_app.data_folder import DEMO_PROFILE
from interpreter_app.domain.errors import N_, AppError, UserError
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.jobs import Progress
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.standing import Standing, read_standing
from ui.app_context import AppContext
from ui.desktop.job_runner import Job, JobProgress, JobRunner, Lane, Step
from ui.desktop.style import Look
from ui.desktop.sync_status import SyncStatus

if TYPE_CHECKING:
    from sync.engine import SyncOutcome

_T = TypeVar("_T")

Synchronise = Callable[[Profile, str, str, Progress], "SyncOutcome"]
"""Brings a profile up to the register at an address, through a proxy or none."""
StartDemo = Callable[[Progress], str]
"""Makes the fictional register and serves it, once in a run of the program; gives its address."""


@dataclass(frozen=True)
class Services:
    """What the window needs from outside itself; ``start_demo`` None where no fictional register can be made."""

    synchronise: Synchronise
    start_demo: StartDemo | None = None


class _Synced(NamedTuple):
    profile: Profile
    outcome: "SyncOutcome"
    standing: Standing


class Session(QObject):
    """One run of the window.

    ``data_changed`` tells the pages whose data are others now: the ids of people, None for all. ``sync_changed`` says
    that ``sync`` is another, ``standing_changed`` that ``standing`` is, and ``texts_changed`` that the program speaks
    another language.
    """

    data_changed = Signal(object)
    sync_changed = Signal()
    standing_changed = Signal()
    texts_changed = Signal()

    def __init__(
        self, context: AppContext, profile: Profile, runner: JobRunner, look: Look, services: Services
    ) -> None:
        super().__init__()
        self.context = context
        self.profile = profile
        self.runner = runner
        self.look = look
        self.texts: Texts = context.texts
        self.standing = read_standing(profile)
        self.sync = SyncStatus(self.standing.state)
        self._services = services
        self._sync_job: Job | None = None

    @property
    def today(self) -> date:
        """The day it is here."""
        return self.context.today

    def now(self) -> datetime:
        """The time it is here."""
        return self.context.clock()

    @property
    def offers_demo(self) -> bool:
        """Whether a fictional register can be made."""
        return self._services.start_demo is not None

    def speak(self, language: UiLanguage) -> None:
        """Use another language from now on."""
        self.context.named_language = None
        self.context.remember(ui_language=language)
        self.texts = self.context.texts
        self.texts_changed.emit()

    def show_theme(self, theme: str) -> None:
        """Use another theme from now on."""
        self.context.remember(theme=theme)
        self.look.use(theme)

    def start_sync(self) -> None:
        """Bring the profile up to its register; raises ``UserError`` when it is not known where that is."""
        if self.sync.running:
            return
        if self.profile.name == DEMO_PROFILE and self._services.start_demo:
            self._start(self._demo_work(self.profile))
            return
        address = self.context.settings.server or (self.sync.state.server if self.sync.state else "")
        if not address:
            raise UserError(
                N_("The program does not know where the register is."), N_("Give its address in the settings.")
            )
        self._start(self._sync_work(self.profile, address))

    def start_demo(self) -> None:
        """Make the fictional register and copy it into a profile of its own, which is in use from then on."""
        if not self.sync.running:
            self._start(self._demo_work(None))

    def cancel_sync(self) -> None:
        """Stop the sync under way; what is here stays usable."""
        if self._sync_job is not None:
            self._sync_job.cancel()
            self._show(replace(self.sync, stopping=True))

    def _sync_work(self, profile: Profile, address: str) -> Callable[[JobProgress], _Synced]:
        proxy = self.context.settings.proxy
        return lambda progress: self._synced(profile, address, proxy, progress)

    def _synced(self, profile: Profile, address: str, proxy: str, progress: JobProgress) -> _Synced:
        outcome = self._services.synchronise(profile, address, proxy, progress)
        return _Synced(profile, outcome, read_standing(profile))

    def _demo_work(self, profile: Profile | None) -> Callable[[JobProgress], _Synced]:
        """A sync with the fictional register, into ``profile`` or the profile that is kept for it."""

        def work(progress: JobProgress) -> _Synced:
            assert self._services.start_demo is not None
            address = self._services.start_demo(progress)
            opened = profile or replace(self.context, named_profile=DEMO_PROFILE).open_profile()
            try:
                return self._synced(opened, address, "", progress)
            except BaseException:
                if profile is None:
                    opened.close()
                raise

        return work

    def _start(self, work: Callable[[JobProgress], _Synced]) -> None:
        self._show(SyncStatus(self.sync.state, running=True))
        job = Job(work, self._on_synced, self._on_failed, self._on_step, self._on_cancelled)
        self._sync_job = self.runner.start(Lane.SYNC, job)

    def _show(self, status: SyncStatus) -> None:
        self.sync = status
        self.sync_changed.emit()

    def _on_step(self, step: Step) -> None:
        self._show(replace(self.sync, step=step))

    def _on_synced(self, synced: _Synced) -> None:
        if synced.profile is not self.profile:
            self._adopt(synced.profile)
        self._stand(synced.standing)
        self._show(SyncStatus(synced.standing.state, outcome=synced.outcome))
        self.data_changed.emit(None)
        self._read_standing(self._stand)  # edits may have been made after the sync counted them

    def _adopt(self, profile: Profile) -> None:
        """Work with another profile from now on, at the next start too."""
        self.profile.close()
        self.profile = profile
        self.context.named_profile = None
        self.context.remember(profile=profile.name)

    def _on_failed(self, error: BaseException) -> None:
        self._end(_in_short(error, self.texts))
        self.runner.report(error)

    def _on_cancelled(self) -> None:
        self._end("")

    def _end(self, failure: str) -> None:
        """A sync that did not come to its end: what it brought so far counts."""
        self._show(SyncStatus(self.sync.state, failure=failure))
        self._read_standing(self._on_ended)

    def _on_ended(self, standing: Standing) -> None:
        news = standing != self.standing
        self._stand(standing)
        self._show(replace(self.sync, state=standing.state))
        if news:
            self.data_changed.emit(None)

    def edit(
        self,
        work: Callable[[Profile], _T],
        on_done: Callable[[_T], None],
        on_failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do ``work`` with the profile in the lane of the edits, then ``on_done`` with its answer, in the window.

        ``on_failed`` is called with the error instead; without it the error is told where errors are told.
        """
        profile = self.profile
        self.runner.start(Lane.EDITS, Job(lambda _: work(profile), on_done, on_failed or self.runner.report))

    def tell_changed(self, people: frozenset[str]) -> None:
        """Tell the pages that something was saved, resolved or taken back that concerns these ``people`` (ids)."""
        self.data_changed.emit(people)
        self._read_standing(self._stand)

    def _read_standing(self, on_read: Callable[[Standing], None]) -> None:
        self.runner.read(lambda _: read_standing(self.profile), on_read, slot="standing")

    def _stand(self, standing: Standing) -> None:
        if standing != self.standing:
            self.standing = standing
            self.standing_changed.emit()


def _in_short(error: BaseException, texts: Texts) -> str:
    if isinstance(error, AppError):
        return texts.gettext(error.message).format(**error.values)
    return texts.gettext("The program failed")
