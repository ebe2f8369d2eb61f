"""The search for pictures: what it finds, one person, what helps where nobody or too few fit."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product

from PySide6.QtCore import QEventLoop

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import N_
from interpreter_app.domain.interpreters import Gender
from interpreter_app.domain.private_notes import Mark, Note
from interpreter_app.domain.searches import FoundInterpreter
from interpreter_app.use_cases.find_interpreters import SearchRequest, count_choices, find_interpreters, readings
from interpreter_app.use_cases.ladder import ENOUGH
from ui.desktop.finder import Help
from ui.desktop.job_runner import Step
from ui.desktop.main import Desktop
from ui.desktop.pictures.waiting import wait
from ui.desktop.sync_status import SyncStatus

SHOWN_LANGUAGE = "tir"
"""The language that most pictures are about, where the register has somebody for it."""
_PERSON_PANES = (470, 574)
_NOTED_TEXT = "Rolig og tydelig. Ring helst etter klokken tolv."


def show_search(desktop: Desktop) -> None:
    """The search before anything is asked."""
    ask(desktop, SearchRequest())


def show_results(desktop: Desktop) -> None:
    """A search with an answer, and one of the people found."""
    ask(desktop, telling_request(desktop))
    search, people = desktop.window.search, people_found(desktop)
    telling = [person for person in people if person.rank > 1 and len(person.languages) > 1]
    for person in (telling or people)[:1]:
        search.open_id(person.id)
        wait(lambda: search.panel.shown is not None)


def people_found(desktop: Desktop) -> list[FoundInterpreter]:
    """The people whom the search shows, those that it has read."""
    model = desktop.window.search.model
    found = (model.person(model.index(row)) for row in range(model.rowCount()))
    return [person for person in found if person is not None]


def _show_person(desktop: Desktop) -> None:
    show_results(desktop)
    desktop.window.search.share_room(*_PERSON_PANES)


def _show_empty(desktop: Desktop) -> None:
    """The strictest search that finds nobody although the language has somebody."""
    request = telling_request(desktop)
    search = desktop.window.search
    for county, gender in product(("56", "55", "42", "21"), (None, *Gender)):
        narrow = replace(request, min_category=Category.A, county=county, neighbours=False, gender=gender)
        if not find_interpreters(desktop.session.profile, narrow, desktop.session.today).rows:
            break
    helped: list[Help] = []
    search.finder.helped.connect(helped.append)
    ask(desktop, narrow)
    wait(lambda: bool(helped))


def _show_few(desktop: Desktop) -> None:
    """The strictest search of a county that finds somebody, but too few."""
    profile, today = desktop.session.profile, desktop.session.today
    request = telling_request(desktop)
    for category, county in product((Category.A, Category.B, Category.C, Category.D), ("56", "55", "18", "42", "21")):
        narrow = replace(request, min_category=category, county=county, neighbours=False)
        if 0 < len(find_interpreters(profile, narrow, today).rows) < ENOUGH:
            break
    told: list[Help] = []
    finder = desktop.window.search.finder
    for helps in (finder.widened, finder.helped):
        helps.connect(told.append)
    ask(desktop, narrow)
    wait(lambda: bool(told) or desktop.window.search.model.rowCount() >= ENOUGH)


def _show_notes(desktop: Desktop) -> None:
    """The results with private notes on some of the people, which are nowhere but in the picture."""
    ask(desktop, telling_request(desktop))
    search = desktop.window.search
    noted = ((Mark.PREFERRED,), (Mark.DO_NOT_USE,), (), (Mark.PREFERRED, Mark.CONFLICT_OF_INTEREST))
    others = people_found(desktop)[1:]
    for person, marks in zip(others, noted, strict=False):
        note = Note(person.id, frozenset(marks), _NOTED_TEXT, desktop.session.now())
        search.finder.take_note(note)
        search.model.renew(person.id)
    if not others:
        return
    search.open_id(others[0].id)
    wait(lambda: search.panel.note is not None)
    assert search.panel.note is not None
    QEventLoop().processEvents()
    search.panel.bring_to_sight(search.panel.note)


def _show_first_start(desktop: Desktop) -> None:
    desktop.session.sync = SyncStatus(None)
    desktop.session.sync_changed.emit()
    desktop.window.show_search()


def _show_syncing(desktop: Desktop) -> None:
    show_results(desktop)
    step = Step(41, 100, N_("Fetching changes"))
    desktop.session.sync = replace(desktop.session.sync, running=True, step=step)
    desktop.session.sync_changed.emit()


def ask(desktop: Desktop, request: SearchRequest) -> None:
    """Search, and wait for the answer."""
    search = desktop.window.search
    answered: list[int] = []
    search.finder.counted.connect(answered.append)
    search.focus_field()
    search.ask(request)
    wait(lambda: bool(answered))


def telling_request(desktop: Desktop) -> SearchRequest:
    """A search with an answer that shows what rows can say: one language, the highly qualified."""
    profile, today = desktop.session.profile, desktop.session.today
    counts = count_choices(profile, readings(SearchRequest(), today)[0]).languages
    most = max(counts, key=lambda code: counts[code], default=None)
    language = SHOWN_LANGUAGE if counts.get(SHOWN_LANGUAGE) else most
    request = SearchRequest(language=language, min_category=Category.D)
    near = replace(request, county="55", neighbours=True)
    return near if len(find_interpreters(profile, near, today).rows) >= 5 else request


PREPARED: Mapping[str, Callable[[Desktop], object]] = {
    "search": show_search,
    "results": show_results,
    "person": _show_person,
    "empty": _show_empty,
    "few": _show_few,
    "notes": _show_notes,
    "first-start": _show_first_start,
    "syncing": _show_syncing,
}
"""What brings each page to where it has something to tell, by the name of the page."""
