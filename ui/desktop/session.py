"""What the pages share: the open profile, the texts, the look, the job runner, and the sync of the profile."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from interpreter_app.data_folder import DEMO_PROFILE, DEMO_PROFILES
from interpreter_app.domain.errors import N_, AppError, UserError
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.jobs import Progress
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.standing import Standing, read_standing
from ui.app_context import AppContext
from ui.desktop.job_runner import Job, JobProgress, JobRunner, Lane, Step
from ui.desktop.services import Services
from ui.desktop.style import Look
from ui.desktop.sync_status import SyncStatus
from ui.desktop.unsaved_notes import UnsavedNotes

if TYPE_CHECKING:
    from sync.engine import SyncOutcome
    from sync.login import Identity
    from sync.preview import Preview

_T = TypeVar("_T")

Route = Callable[[Progress], tuple[str, str]]
"""Gives the register's address and the proxy to it, empty for none, once the network is used."""


class _Synced(NamedTuple):
    profile: Profile
    outcome: "SyncOutcome"
    standing: Standing


class _Replaced(NamedTuple):
    profile: Profile
    answer: Any
    error: Exception | None


class Session(QObject):
    """One run of the window.

    ``data_changed`` tells the pages whose data are others now: the ids of people, None for all. ``sync_changed`` says
    that ``sync`` is another, ``standing_changed`` that ``standing`` is, and ``texts_changed`` that the program speaks
    another language. ``leaving`` says that the profile is about to be closed, or that nobody may see any more what only
    the register's staff do: what was made of it must go. ``notes_left`` says that another profile has come in the place
    of the one on whose people private notes were written: what is not saved of these must not go into it. ``kept`` is
    what pages keep of themselves by their names within a run, since they are made anew for another language;
    ``kept_of_profile`` is the same of what was made of the profile, and forgotten with ``leaving``. ``unsaved_notes``
    is what was written on people and not saved; ``note_settled`` gives the ``Note`` that was saved, None where one was
    refused.
    """

    data_changed = Signal(object)
    sync_changed = Signal()
    standing_changed = Signal()
    texts_changed = Signal()
    leaving = Signal()
    notes_left = Signal()
    note_settled = Signal(object)

    def __init__(
        self, context: AppContext, profile: Profile, runner: JobRunner, look: Look, services: Services
    ) -> None:
        super().__init__()
        self.context = context
        self.profile = profile
        self.runner = runner
        self.look = look
        self.texts: Texts = context.texts
        self.kept: dict[str, object] = {}
        self.kept_of_profile: dict[str, object] = {}
        self.leaving.connect(self.kept_of_profile.clear)
        self.unsaved_notes = UnsavedNotes()
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
        if not self.sync.running:
            self._start(self._sync_work(self.profile, self._route()))

    def _route(self) -> Route:
        """The way to the register of the profile; raises ``UserError`` when that is not known."""
        demo = self._services.start_demo
        if self.profile.name in DEMO_PROFILES and demo:
            return lambda progress: (demo(progress), "")
        address, proxy = self._address(), self.context.settings.proxy
        return lambda _: (address, proxy)

    def _address(self) -> str:
        last = self.sync.state.server if self.sync.state else ""
        address = self.standing.server or self.context.settings.server or last
        if not address:
            raise UserError(
                N_("The program does not know where the register is."), N_("Give its address in the settings.")
            )
        return address

    @property
    def can_look_ahead(self) -> bool:
        """Whether it can be told what a sync would do: there is something to tell only for the register's staff."""
        return self._services.look_ahead is not None and self.standing.is_staff and self.sync.state is not None

    def look_ahead(
        self,
        on_done: Callable[["Preview"], None],
        on_failed: Callable[[BaseException], None],
        on_progress: Callable[[Step], None],
    ) -> Job:
        """Find out, in the lane of the network, what a sync would do.

        Raises ``UserError`` when it is not known where the register is.
        """
        look, profile, route = self._services.look_ahead, self.profile, self._route()
        assert look is not None
        failed = self._then_standing(on_failed)
        job = Job(lambda progress: look(profile, *route(progress), progress), on_done, failed, on_progress)
        return self.runner.start(Lane.SYNC, job)

    def identify(
        self,
        server: str,
        token: str,
        on_done: Callable[["Identity"], None],
        on_failed: Callable[[BaseException], None],
    ) -> Job:
        """Ask the register at ``server`` whom it takes the holder of ``token`` for."""
        identify, proxy = self._services.identify, self.context.settings.proxy
        return self.runner.start(Lane.SYNC, Job(lambda _: identify(server, proxy, token), on_done, on_failed))

    def replace_profile(
        self,
        act: Callable[[], _T],
        on_done: Callable[[_T], None],
        on_failed: Callable[[BaseException], None],
    ) -> None:
        """Do ``act`` while the profile's file is closed, and work with what is then in its place.

        In the lane of the reads, so that none of them has the file open.
        """
        profile, context = self.profile, self.context
        self.leaving.emit()

        def work(_: JobProgress) -> _Replaced:
            profile.close()
            try:
                answer = act()
            except Exception as error:  # told in the window, once the file is open again
                return _Replaced(context.open_profile(name=profile.name, even_locked=True), None, error)
            return _Replaced(context.open_profile(name=profile.name, even_locked=True), answer, None)

        def done(replaced: _Replaced) -> None:
            self.profile = replaced.profile
            if profile.key is not None and replaced.profile.key is None:  # only wiping makes a private file public
                self._leave_notes()
            self._take_up(read_standing(replaced.profile))
            if replaced.error is not None:
                on_failed(replaced.error)
            else:
                on_done(replaced.answer)

        self.runner.start(Lane.READS, Job(work, done, on_failed))

    def _leave_notes(self) -> None:
        """Let go of the notes that are not saved, those that are still being written too."""
        self.unsaved_notes.forget()
        self.notes_left.emit()

    def _take_up(self, standing: Standing) -> None:
        """Show a profile that came in the place of another."""
        self._show(SyncStatus(standing.state))
        self._stand(standing)
        self.data_changed.emit(None)

    def start_demo(self) -> None:
        """Make the fictional register and copy it into a profile of its own, which is in use from then on."""
        if not self.sync.running:
            self._start(self._demo_work())

    def cancel_sync(self) -> None:
        """Stop the sync under way; what is here stays usable."""
        if self._sync_job is not None:
            self._sync_job.cancel()
            self._show(replace(self.sync, stopping=True))

    def _sync_work(self, profile: Profile, route: Route) -> Callable[[JobProgress], _Synced]:
        return lambda progress: self._synced(profile, *route(progress), progress)

    def _synced(self, profile: Profile, address: str, proxy: str, progress: JobProgress) -> _Synced:
        outcome = _noting_unsent(profile, lambda: self._services.synchronise(profile, address, proxy, progress))
        return _Synced(profile, outcome, read_standing(profile))

    def _demo_work(self) -> Callable[[JobProgress], _Synced]:
        """A sync with the fictional register, into the profile that is kept for it."""

        def work(progress: JobProgress) -> _Synced:
            assert self._services.start_demo is not None
            address = self._services.start_demo(progress)
            opened = self.context.open_profile(name=DEMO_PROFILE)
            try:
                return self._synced(opened, address, "", progress)
            except BaseException:
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
        self.leaving.emit()
        self._leave_notes()
        self.profile.close()
        self.profile = profile
        self.context.named_profile = None
        self.context.remember(profile=profile.name)

    def _on_failed(self, error: BaseException) -> None:
        self._end(error)
        self.runner.report(error)

    def _on_cancelled(self) -> None:
        self._end(None)

    def _end(self, failure: BaseException | None) -> None:
        """A sync that did not come to its end: what it brought so far counts."""
        self._show(SyncStatus(self.sync.state, failure=failure))
        self._read_standing(self._on_ended)

    def _on_ended(self, standing: Standing) -> None:
        self._show(replace(self.sync, state=standing.state))
        self._take_news(standing)

    @property
    def can_fetch_history(self) -> bool:
        """Whether the register's history can be fetched at all."""
        return self._services.fetch_history is not None

    def fetch_history(
        self, person: str, on_done: Callable[[int], None], on_failed: Callable[[BaseException], None]
    ) -> None:
        """Fetch what is lacking of a person's history, in the lane of the network, and tell how many changes came.

        Raises ``UserError`` when it is not known where the register is.
        """
        fetch, profile = self._services.fetch_history, self.profile
        if fetch is None:
            return
        route = self._route()
        failed = self._then_standing(on_failed)
        job = Job(lambda progress: fetch(profile, *route(progress), person, progress), on_done, failed)
        self.runner.start(Lane.SYNC, job)

    def whole_history(self) -> Callable[[Progress], object]:
        """What fetches all that is lacking of the history of everybody; nothing where there is no network at all.

        Raises ``UserError`` when it is not known where the register is.
        """
        fetch, profile = self._services.fetch_whole_history, self.profile
        if fetch is None:
            return lambda _: None
        route = self._route()
        return lambda progress: fetch(profile, *route(progress), progress)

    def beside(self, profile: Profile, runner: JobRunner) -> "Session":
        """A session over another open profile, whose work ``runner`` does, for a window of its own."""
        return Session(self.context, profile, runner, self.look, self._services)

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
        job = Job(lambda _: _noting_unsent(profile, lambda: work(profile)), on_done, on_failed or self.runner.report)
        self.runner.start(Lane.EDITS, job)

    def tell_changed(self, people: frozenset[str]) -> None:
        """Tell the pages that something was saved, resolved or taken back that concerns these ``people`` (ids)."""
        self.data_changed.emit(people)
        self._read_standing(self._stand)

    def check_standing(self) -> None:
        """Find out how the profile stands now."""
        self._read_standing(self._stand)

    def look_for_news(self) -> None:
        """Find out what another window or a command has done to the profile meanwhile."""
        self._read_standing(self._take_news)

    def _take_news(self, standing: Standing) -> None:
        news = standing != self.standing
        self._stand(standing)
        if news:
            self.data_changed.emit(None)

    def _then_standing(self, on_failed: Callable[[BaseException], None]) -> Callable[[BaseException], None]:
        """``on_failed``, and then how the profile stands: the register may have refused the token."""

        def failed(error: BaseException) -> None:
            on_failed(error)
            self.check_standing()

        return failed

    def _read_standing(self, on_read: Callable[[Standing], None]) -> None:
        self.runner.read(lambda _: read_standing(self.profile), on_read, slot="standing")

    def _stand(self, standing: Standing) -> None:
        if standing != self.standing:
            before, self.standing = self.standing, standing
            if standing.access != before.access and not standing.acts_as_staff:
                self.leaving.emit()
            self.standing_changed.emit()


def _noting_unsent(profile: Profile, act: Callable[[], _T]) -> _T:
    """Do ``act``, and note beside the profile how much is unsent after it, whatever came of it."""
    try:
        return act()
    finally:
        with suppress(AppError):  # what was done, is done: it must not look as if it had failed
            profile.note_unsent()
