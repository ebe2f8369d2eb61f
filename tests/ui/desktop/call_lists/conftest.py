"""The page of the call lists, and the search from which people come there."""

import pytest

from interpreter_app.ids import new_id
from interpreter_app.use_cases.call_lists import shortlist
from interpreter_app.use_cases.find_interpreters import SearchRequest
from tests.support.call_list_page import RAHEL, SELAM, TODAY, YONAS, person_id
from tests.support.desktop import NOW
from ui.desktop.main import Desktop
from ui.desktop.pages import call_list_page
from ui.desktop.pages.call_list_page import CallListPage


@pytest.fixture
def search(qtbot, desktop: Desktop):
    """The search with all who interpret Tigrinya, the first of them current."""
    page = desktop.window.search
    with qtbot.waitSignal(page.answered):
        page.ask(SearchRequest(language="tir"))
    page.list.enter()
    return page


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The telephone numbers that were rung."""
    numbers: list[str] = []
    monkeypatch.setattr(call_list_page, "ring", numbers.append)
    return numbers


@pytest.fixture
def page(qtbot, desktop: Desktop, search) -> CallListPage:
    """The page with a list of three, the best of them current."""
    for name in (RAHEL, SELAM, YONAS):
        shortlist(desktop.session.profile, person_id(desktop, name), "tir", None, today=TODAY, now=NOW, new_id=new_id)
    made = desktop.window.show_page("call-list")
    assert isinstance(made, CallListPage)
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    return made
