"""The pages of booking for pictures: guide, call list, usage log, guidelines, and the check of a supplier's list."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import QEventLoop

from interpreter_app.domain.assignments import AssignmentDraft
from interpreter_app.domain.call_lists import Contact
from interpreter_app.domain.situations import Method, Sector
from interpreter_app.use_cases.find_interpreters import SearchRequest, find_interpreters
from interpreter_app.use_cases.guide_answers import Answers
from interpreter_app.use_cases.read_guidance import read_content
from ui.desktop.dialogs.assignment import AssignmentDialog
from ui.desktop.main import Desktop
from ui.desktop.pages.call_list_page import CallListPage
from ui.desktop.pages.guide_page import GuidePage
from ui.desktop.pages.guide_page_head import TOPICS
from ui.desktop.pages.guidelines_page import GuidelinesPage
from ui.desktop.pages.roster_page import COLUMNS, RESULT, RosterPage
from ui.desktop.pages.usage_page import ASSIGNMENTS, UsagePage
from ui.desktop.pictures.call_list_data import pictured_call_list
from ui.desktop.pictures.guidelines_data import PICTURED_ANSWERS
from ui.desktop.pictures.search_pages import SHOWN_LANGUAGE, people_found, show_results, show_search
from ui.desktop.pictures.usage_data import pictured_log, pictured_report
from ui.desktop.pictures.waiting import wait
from ui.desktop.widgets.basics import choose_index
from ui.desktop.wording import letter

_COUNTY = "55"
_LISTED = 12
_CALLED = 6


def _show_guide(desktop: Desktop) -> GuidePage:
    """A health service that is to have an important conversation today."""
    show_search(desktop)
    page = desktop.window.page("guide")
    assert isinstance(page, GuidePage)
    wait(lambda: page.known is not None)
    desktop.window.show_page("guide")
    page.take(Answers(sector=Sector.HEALTH, needed=True, language=SHOWN_LANGUAGE, county=_COUNTY))
    wait(lambda: page.answer.height() >= page.answer.heightForWidth(page.answer.width()))
    return page


def _show_guide_topics(desktop: Desktop) -> None:
    _show_guide(desktop).show_tab(TOPICS)


def _show_call_list(desktop: Desktop) -> CallListPage:
    """Some of those whom a search finds, the first of them tried."""
    show_results(desktop)
    session, found = desktop.session, people_found(desktop)[:_CALLED]
    language = desktop.window.search.request.language or SHOWN_LANGUAGE
    page = desktop.window.page("call-list")
    assert isinstance(page, CallListPage)
    desktop.window.show_page("call-list")
    wait(lambda: page.data.has_read)
    contacts = {one.id: Contact(one.phone, one.email) for one in found}
    page.data.take([pictured_call_list(found, language, session.now())], contacts, read_content(session.profile))
    page.list.setFocus()
    wait(lambda: all(part.height() == part.heightForWidth(part.width()) for part in (page.tools, page.message.gaps)))
    return page


def _show_departure_note(desktop: Desktop) -> None:
    page = _show_call_list(desktop)
    page.message.note.click()


def _show_guidelines(desktop: Desktop) -> None:
    """Guidelines of which a few answers are missing."""
    show_search(desktop)
    page = desktop.window.show_page("guidelines")
    assert isinstance(page, GuidelinesPage)
    wait(lambda: page.checked is not None)
    page.show_answers(PICTURED_ANSWERS)
    assert page.unit is not None
    assert page.parts is not None
    page.unit.unit.setFocus()
    whole: list[None] = []
    page.parts.whole.connect(lambda: whole.append(None))
    wait(lambda: bool(whole))
    page.panes.area.verticalScrollBar().setValue(0)
    wait(lambda: page.state.height() == page.state.heightForWidth(page.state.width()))


def _show_usage(desktop: Desktop) -> UsagePage:
    """A year's use of interpreters by a unit, as a log of people whom a search finds."""
    show_results(desktop)
    session = desktop.session
    page = desktop.window.page("usage")
    assert isinstance(page, UsagePage)
    desktop.window.show_page("usage")
    wait(lambda: page.report is not None)
    log = pictured_log(people_found(desktop), session.now())
    state = session.profile.require_state()
    page.show_log(pictured_report(log, page.by, state, session.now()), log)
    wait(lambda: page.figures.chart.drawn)
    QEventLoop().processEvents()  # the chart makes room for itself, which may change its width
    wait(lambda: page.figures.chart.drawn)
    return page


def _show_usage_list(desktop: Desktop) -> None:
    _show_usage(desktop).show_tab(ASSIGNMENTS)


def _show_log_assignment(desktop: Desktop) -> None:
    page = _show_usage(desktop)
    number = next((person.number for person in people_found(desktop)), None)
    page.begin(
        AssignmentDraft(
            day=desktop.session.today,
            language=desktop.window.search.request.language,
            method=Method.SCREEN,
            minutes=60,
            sector=Sector.HEALTH,
            unit="Legevakta",
            number=number,
        )
    )
    dialog = desktop.window.findChild(AssignmentDialog)
    wait(lambda: dialog is None or number is None or dialog.form.found is not None)


def _show_roster_columns(desktop: Desktop) -> RosterPage:
    """A supplier's invoice with what suppliers write: a wrong category, another name, a name with a wrong letter."""
    show_search(desktop)
    request = SearchRequest(language=SHOWN_LANGUAGE)
    people = find_interpreters(desktop.session.profile, request, desktop.session.today, limit=_LISTED).rows
    lines = [
        (
            (desktop.session.today - timedelta(days=3 * place)).isoformat(),
            [" ".join(reversed(one.name.split())), one.name, one.name, "Kim Nordmann", f"{one.name[:-1]}e"][place % 5],
            "" if place % 5 > 2 else one.number,
            "tamil" if place == 7 else "tigrinja",
            ["", letter(one.rank), "E", "", ""][place % 5],
        )
        for place, one in enumerate(people)
    ]
    cells = [("Faktura 1042",), ("Oppdragsdato", "Tolk", "Tolkenr", "Språk", "Kategori"), *lines]
    text = "\n".join("\t".join(map(str, line)) for line in cells)
    page = desktop.window.show_page("roster")
    assert isinstance(page, RosterPage)
    page.read_text(text)
    wait(lambda: page.step == COLUMNS and not page.bar.running)
    return page


def _show_roster(desktop: Desktop) -> None:
    page = _show_roster_columns(desktop)
    page.check_list()
    wait(lambda: page.step == RESULT)
    choose_index(page.result.table, page.result.model.index(4, 0))


PREPARED: Mapping[str, Callable[[Desktop], object]] = {
    "guide": _show_guide,
    "guide-topics": _show_guide_topics,
    "call-list": _show_call_list,
    "departure-note": _show_departure_note,
    "guidelines": _show_guidelines,
    "roster": _show_roster,
    "roster-columns": _show_roster_columns,
    "usage": _show_usage,
    "usage-list": _show_usage_list,
    "log-assignment": _show_log_assignment,
}
"""What brings each page to where it has something to tell, by the name of the page."""
