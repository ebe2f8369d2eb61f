"""The questions that the search page asks of the register, each answered by a signal.

A newer question of a kind takes the place of an older one; the counts wait until the rows are there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.languages import Language, language_table
from interpreter_app.domain.private_notes import Note
from interpreter_app.domain.profiles import Origin
from interpreter_app.use_cases.find_interpreters import (
    PAGE,
    FoundPage,
    Reading,
    SearchRequest,
    count_choices,
    count_found,
    find_as_written,
    find_by_nearest_names,
    more_interpreters,
    readings,
)
from interpreter_app.use_cases.ladder import ENOUGH, Ladder, climb
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.private_notes import notes_of
from interpreter_app.use_cases.show_interpreter import ShownInterpreter, show_by_id
from ui.desktop.job_runner import JobProgress
from ui.desktop.session import Session

_OF_ONE_SEARCH = ("count", "more", "choices", "help")
"""The slots whose answers belong to one search: another search makes them worthless."""


@dataclass(frozen=True, slots=True)
class Help:
    """What would help where nobody or too few were found: what opens, and languages that may have been meant."""

    ladder: Ladder
    languages: tuple[Language, ...] = ()


class _NotedPage(NamedTuple):
    """A page of people with the private notes on them."""

    page: FoundPage
    notes: dict[str, Note]


def _noted(profile: Profile, page: FoundPage) -> _NotedPage:
    return _NotedPage(page, notes_of(profile, [person.id for person in page.rows]))


class Finder(QObject):
    """Asks about one search after the other.

    ``found`` gives the first rows and ``further`` those after them (``FoundPage``), ``counted`` the number of all,
    ``choices_counted`` a ``ChoiceCounts``, ``languages_counted`` people by language code, ``helped`` a ``Help`` where
    nobody was found and ``widened`` one where few were, ``shown`` a ``ShownInterpreter``, or None for one who is not
    listed any more. ``refused`` gives the ``UserError`` that says why a search cannot be answered.
    """

    found = Signal(object)
    further = Signal(object)
    counted = Signal(int)
    choices_counted = Signal(object)
    languages_counted = Signal(object)
    helped = Signal(object)
    widened = Signal(object)
    shown = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._request = SearchRequest()
        self._reading: Reading | None = None
        self._uncounted = False
        self._rows = 0
        self._notes: dict[str, Note] = {}
        self._written: dict[str, Note] = {}

    @property
    def reading(self) -> Reading | None:
        """How the search that was answered last was understood."""
        return self._reading

    def search(self, request: SearchRequest) -> None:
        """Ask for the first rows."""
        self._request = request
        self._written.clear()
        day = self._legal_day(request)
        self._ask(
            lambda profile, progress: _noted(
                profile, find_as_written(profile, request, day(), cancelled=progress.cancelled)
            ),
            self._on_found,
            slot="search",
            replaces=_OF_ONE_SEARCH,
            on_failed=self._on_failed,
        )

    def _legal_day(self, request: SearchRequest) -> Callable[[], date]:
        """What gives the day to answer for; it raises ``UserError`` for one that the profile knows nothing of."""
        state, today = self._session.sync.state, self._session.today
        if state is None or state.origin is not Origin.PUBLIC:
            return lambda: request.on or today
        from interpreter_app.use_cases.import_public import legal_day

        return lambda: legal_day(state, request.on, today)

    def _on_failed(self, error: BaseException) -> None:
        """A search that cannot be answered leaves nothing to count, and nothing of the one before it."""
        if not isinstance(error, UserError):
            self._session.runner.report(error)
            return
        self._reading = None
        self.refused.emit(error)

    def _on_found(self, noted: _NotedPage) -> None:
        page, self._notes = noted.page, {**noted.notes, **self._written}
        self._reading = page.reading
        self._rows = len(page.rows)
        self._uncounted = self._rows == PAGE
        self.found.emit(page)
        if not self._uncounted:
            self.counted.emit(len(page.rows))

    def _if_still(self, reading: Reading | None, answer: Callable[[Any], Any]) -> Callable[[Any], None]:
        """``answer``, unless another search was answered since: a question may be asked behind a newer search."""

        def act(value: Any) -> None:
            if self._reading is reading:
                answer(value)

        return act

    def count(self) -> None:
        """Ask how many there are in all, where that is not known yet: to be called once the rows are painted."""
        reading = self._reading
        if reading is None or not self._uncounted:
            return
        self._uncounted = False
        self._ask(
            lambda profile, progress: count_found(profile, reading, progress.cancelled),
            self._if_still(reading, self.counted.emit),
            slot="count",
            gives_way=True,
        )

    def find_further(self, offset: int) -> None:
        """Ask for the rows after the first ``offset``."""
        reading = self._reading
        if reading is not None:
            self._ask(
                lambda profile, progress: _noted(
                    profile, more_interpreters(profile, reading, offset=offset, cancelled=progress.cancelled)
                ),
                self._if_still(reading, self._on_further),
                slot="more",
            )

    def _on_further(self, noted: _NotedPage) -> None:
        self._notes |= noted.notes | self._written
        self.further.emit(noted.page)

    def count_choices(self) -> None:
        """Ask how many people each choice of each filter would leave."""
        reading = self._reading
        if reading is not None:
            self._ask(
                lambda profile, progress: count_choices(profile, reading, progress.cancelled),
                self._if_still(reading, self.choices_counted.emit),
                slot="choices",
                gives_way=True,
            )

    def count_languages(self) -> None:
        """Ask how many people each language has among those that the filters leave, whatever is typed."""
        request, day = replace(self._request, text="", language=None), self._legal_day(self._request)
        self._ask(
            lambda profile, progress: count_choices(profile, readings(request, day())[0], progress.cancelled).languages,
            self.languages_counted.emit,
            slot="languages",
            gives_way=True,
            on_failed=self._on_uncountable,
        )

    def _on_uncountable(self, error: BaseException) -> None:
        """Why nobody can be counted, the search itself has said."""
        if not isinstance(error, UserError):
            self._session.runner.report(error)

    def help(self) -> None:
        """Ask for people with names near those that nobody has, or else for what would find somebody."""
        request, reading, day = self._request, self._reading, self._legal_day(self._request)

        def work(profile: Profile, progress: JobProgress) -> _NotedPage | Help:
            near = reading and find_by_nearest_names(profile, reading, cancelled=progress.cancelled)
            if near:
                return _noted(profile, near)
            return Help(climb(profile, request, day(), progress.cancelled), _meant(request))

        self._ask(work, self._if_still(reading, self._on_helped), slot="help", gives_way=True)

    def widen(self) -> None:
        """Ask what would find more where too few were found, by other terms than a name; to be called once painted."""
        request, reading, day = self._request, self._reading, self._legal_day(self._request)
        if reading is None or reading.search.words or not 0 < self._rows < ENOUGH:
            return
        self._ask(
            lambda profile, progress: Help(climb(profile, request, day(), progress.cancelled)),
            self._if_still(reading, self.widened.emit),
            slot="help",
            gives_way=True,
        )

    def _on_helped(self, found: _NotedPage | Help) -> None:
        if isinstance(found, _NotedPage):
            self._on_found(found)
        else:
            self.helped.emit(found)

    def show(self, id_: str) -> None:
        """Ask for all that the register holds on a person, on the day of the search."""
        day = self._legal_day(self._request)
        self._ask(
            lambda profile, _: (show_by_id(profile, id_, day()), notes_of(profile, [id_])),
            self._on_shown,
            slot="person",
            on_failed=self._on_failed,
        )

    def _on_shown(self, answer: tuple[ShownInterpreter | None, dict[str, Note]]) -> None:
        shown, notes = answer
        self._notes |= notes | self._written
        self.shown.emit(shown)

    def note_on(self, id_: str) -> Note | None:
        """The private note on a person (an id) who was found or shown; None where nothing is noted."""
        return self._notes.get(id_)

    def take_note(self, note: Note) -> None:
        """Know of a note that was written since; an answer that is still to come may not."""
        self._notes[note.person] = self._written[note.person] = note

    def _ask(
        self,
        work: Callable[[Profile, JobProgress], Any],
        answer: Callable[[Any], Any],
        *,
        slot: str,
        replaces: tuple[str, ...] = (),
        gives_way: bool = False,
        on_failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        profile = self._session.profile
        self._session.runner.read(
            lambda progress: work(profile, progress),
            answer,
            slot=slot,
            replaces=replaces,
            gives_way=gives_way,
            on_failed=on_failed or self._session.runner.report,
        )


def _meant(request: SearchRequest) -> tuple[Language, ...]:
    """Languages that a text which names none may have been meant for; never while a language is chosen."""
    if request.language or not request.text.strip():
        return ()
    return tuple(language_table().suggest(request.text, 3))
