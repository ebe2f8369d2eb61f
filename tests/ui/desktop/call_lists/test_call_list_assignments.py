"""From the guide to a call list: each assignment on its own, with the private marks and the number to write to."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.call_lists import Answer, CallList, Channel
from interpreter_app.domain.guidance_keys import Template
from interpreter_app.domain.private_notes import Mark
from interpreter_app.domain.situations import Method
from interpreter_app.ids import new_id
from interpreter_app.use_cases.call_lists import begin_call_list, change_call_list, get_call_list, list_call_lists
from interpreter_app.use_cases.guide_answers import Answers
from interpreter_app.use_cases.private_notes import write_note
from tests.support.call_list_page import YONAS, current, said
from tests.support.call_lists import attempt, need
from tests.support.desktop import NOW
from tests.support.registers import record_id
from ui.desktop.dialogs.earliest import EarliestDialog
from ui.desktop.main import Desktop
from ui.desktop.models.called import CALLED_ROLE
from ui.desktop.page_table import GUIDE
from ui.desktop.pages.call_list_page import CallListPage
from ui.desktop.wording import phone_number

TODAY = NOW.date()
TOMORROW = date(2026, 11, 21)
GUIDED = Answers(language="tir", method=Method.ON_SITE)
YONAS_ID = record_id("p13882")


@pytest.fixture
def screen(desktop: Desktop) -> CallList:
    """A list for tomorrow by screen."""
    wanted = need(language="tir", day=TOMORROW, method=Method.SCREEN)
    return begin_call_list(desktop.session.profile, wanted, now=NOW, new_id=new_id)


def put(qtbot, desktop: Desktop, search, answers: Answers | None, *, row: int = 0) -> str:
    """Put a person of the search on a call list, by its key, with the guide answered so; what was said of it."""
    if answers is not None:
        desktop.session.kept[GUIDE] = answers
    desktop.window.say("")
    search.list.setCurrentIndex(search.model.index(row))
    QTest.keyClick(search.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: "call list" in said(desktop))
    return said(desktop)


def numbers_on(desktop: Desktop, id_: str) -> int:
    return len(get_call_list(desktop.session.profile, id_).people)


def test_what_the_guide_asks_for_begins_a_list_of_its_own_beside_one_of_another_day(qtbot, desktop, search, screen):
    words = put(qtbot, desktop, search, GUIDED)
    assert words.endswith("is on a new call list (Ctrl L): 20 Nov, Tigrinya, on site")
    assert put(qtbot, desktop, search, None, row=1).endswith("is on the call list (Ctrl L): 20 Nov, Tigrinya, on site")
    assert numbers_on(desktop, screen.id) == 0
    assert [len(one.people) for one in list_call_lists(desktop.session.profile)] == [2, 0]


def test_the_list_stays_the_one_that_is_meant_though_its_method_is_changed_on_it(qtbot, desktop, search):
    put(qtbot, desktop, search, GUIDED)
    (begun,) = list_call_lists(desktop.session.profile)
    change_call_list(
        desktop.session.profile,
        begun.id,
        lambda one: replace(one, need=replace(one.need, method=Method.TELEPHONE)),
        now=NOW,
    )
    assert put(qtbot, desktop, search, None, row=1).endswith(
        "is on the call list (Ctrl L): 20 Nov, Tigrinya, by telephone"
    )
    assert "new call list" in put(qtbot, desktop, search, replace(GUIDED, day=TOMORROW), row=2)


def test_a_list_that_is_chosen_on_its_page_takes_whom_one_finds_next(qtbot, desktop, search, screen):
    put(qtbot, desktop, search, GUIDED)
    page = desktop.window.show_page("call-list")
    qtbot.waitUntil(lambda: page.shown is not None and page.head.choice.isVisible())
    page.head.choice.picked.emit(screen.id)
    qtbot.waitUntil(lambda: page.shown.id == screen.id)
    desktop.window.show_search()
    assert put(qtbot, desktop, search, None).endswith("is on the call list (Ctrl L): 21 Nov, Tigrinya, by screen")
    assert numbers_on(desktop, screen.id) == 1


def test_an_agreed_list_takes_nobody(qtbot, desktop, search, screen):
    put(qtbot, desktop, search, replace(GUIDED, day=TOMORROW, method=Method.SCREEN))
    (person,) = get_call_list(desktop.session.profile, screen.id).people
    said_yes = replace(attempt(person, Answer.CAN), at=NOW)
    change_call_list(
        desktop.session.profile,
        screen.id,
        lambda one: rules.agree(rules.log_attempt(one, said_yes), person.person, NOW),
        now=NOW,
    )
    assert "new call list" in put(qtbot, desktop, search, None, row=1)
    assert numbers_on(desktop, screen.id) == 1


# Private marks


def test_a_private_mark_is_said_when_somebody_is_put_on_the_list(qtbot, desktop, search):
    first = search.model.person(search.model.index(0))
    write_note(desktop.session.profile, first.id, [Mark.DO_NOT_USE, Mark.CONFLICT_OF_INTEREST], "", NOW)
    assert put(qtbot, desktop, search, None).endswith(". Private note: Do not use, Conflict of interest")
    assert "Private note" not in put(qtbot, desktop, search, None, row=1)


@pytest.fixture
def page(qtbot, desktop: Desktop, search) -> CallListPage:
    """The page with two people, the better one with a private mark and current."""
    write_note(desktop.session.profile, YONAS_ID, [Mark.DO_NOT_USE], "Ring aldri", NOW)
    for row in range(2):
        put(qtbot, desktop, search, None, row=row)
    made = desktop.window.show_page("call-list")
    assert isinstance(made, CallListPage)
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)
    return made


def test_a_private_mark_stands_in_the_row_and_over_the_buttons(desktop, page):
    assert current(page) == YONAS
    index = page.model.index(0)
    assert [sign.word for sign in index.data(CALLED_ROLE).signs] == ["Do not use"]
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole).startswith("Do not use, ")
    assert page.model.index(1).data(CALLED_ROLE).signs == ()
    assert page.tools.noted.text() == f"{YONAS}: Do not use"
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.tools.noted.isHidden()


def test_a_private_mark_is_painted_in_the_row(desktop, page):
    row = page.list.visualRect(page.model.index(0))
    warning = desktop.session.look.tokens.colour("warning").rgb()
    picture = page.list.viewport().grab(row).toImage()
    name = range(picture.width() // 2)
    assert any(picture.pixel(QPoint(x, y)) == warning for x in name for y in range(picture.height() // 2))


def test_what_is_noted_privately_is_in_no_message(page):
    for template in Template:
        page.message.choose(template)
        assert "Do not use" not in page.message.text.toPlainText() + page.message.subject.text()


# The number that a text message goes to


def test_a_text_message_has_the_number_beside_it_and_no_mail_program(desktop, page):
    assert page.message.mail.isVisible()
    assert not page.message.copy_number.isVisible()
    page.message.choose(Template.ENQUIRY_SMS)
    contact = page.data.contact(page.current())
    assert page.message.to.text() == f"To {YONAS}, {phone_number(contact.phone)}"
    assert not page.message.mail.isVisible()
    page.message.copy_number.click()
    assert QGuiApplication.clipboard().text() == contact.phone
    assert page.tools.channel.value is Channel.PHONE
    page.message.choose(Template.CANCEL)
    assert page.message.to.text() == f"To {YONAS}"


def test_where_there_is_no_number_that_is_said(page):
    page.message.choose(Template.ENQUIRY_SMS)
    assert page.shown is not None
    without = replace(page.data.contact(page.current()), phone="")
    page.message.show_person(page.shown, page.current(), without, page.data.content)
    assert page.message.to.text() == f"To {YONAS}, no telephone"
    assert not page.message.copy_number.isEnabled()


# From when somebody can come


@pytest.mark.parametrize(
    ("day", "at", "words"),
    [
        ("1.1.2020", "", "The earliest time, 2020-01-01, is before the attempt at 2026-11-20 09:00"),
        ("20.11.2026", "8.30", "The earliest time, 2026-11-20T08:30, is before the attempt"),
        ("", "8.30", "This is needed."),
    ],
)
def test_nobody_can_come_before_having_been_tried(qtbot, desktop, page, day, at, words):
    QTest.keyClick(page.list, Qt.Key.Key_5)
    dialog = desktop.window.findChild(EarliestDialog)
    qtbot.waitUntil(dialog.day.line.hasFocus)
    QTest.keyClicks(dialog.day.line, day)
    QTest.keyClicks(dialog.at.line, at)
    QTest.keyClick(dialog.at.line, Qt.Key.Key_Return)
    assert dialog.day.wrong.text().startswith(words)
    assert dialog.day.line.hasFocus()
    assert get_call_list(desktop.session.profile).log == ()
    dialog.day.line.selectAll()
    QTest.keyClicks(dialog.day.line, "21.11.2026")
    assert dialog.day.wrong.isHidden()
    dialog.go.click()
    assert not dialog.isVisible()
