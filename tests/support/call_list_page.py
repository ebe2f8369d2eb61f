"""What tests do and read on the call list page, over the small register."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from interpreter_app.use_cases.call_lists import get_call_list
from tests.support.desktop import NOW
from ui.desktop.main import Desktop
from ui.desktop.pages.call_list_page import CallListPage

TODAY = NOW.date()
YONAS, SELAM, RAHEL = "Yonas Tekle Ghebre", "Selam Kidane Haile", "Rahel Woldu"


def said(desktop: Desktop) -> str:
    return desktop.window.toast.words


def person_id(desktop: Desktop, name: str) -> str:
    model = desktop.window.search.model
    shown = (model.person(model.index(row)) for row in range(model.rowCount()))
    return next(person.id for person in shown if person is not None and person.name == name)


def write(line, text: str, *, leave: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Type into a line, and leave it by a key."""
    line.setFocus()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, leave)


def names(page: CallListPage) -> list[str]:
    return [page.model.index(row).data() for row in range(page.model.rowCount())]


def states(page: CallListPage) -> list[str]:
    rows = [page.model.row(page.model.index(row)) for row in range(page.model.rowCount())]
    return [row.state.words for row in rows if row is not None]


def current(page: CallListPage) -> str:
    called = page.current()
    return called.name if called else ""


def press(page: CallListPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.list, key)


def kept(desktop: Desktop):
    return get_call_list(desktop.session.profile)
