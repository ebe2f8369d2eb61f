"""Two keys for each attempt on the call list, the answers and what follows from them, undo, and the emptied page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.assignments import AssignmentDraft
from interpreter_app.domain.call_lists import Answer, Channel
from interpreter_app.domain.guidance_keys import Template
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Method, Proposed
from interpreter_app.use_cases.call_lists import change_need
from tests.support.call_list_page import RAHEL, SELAM, TODAY, YONAS, current, kept, names, press, said, states, write
from tests.support.call_lists import whole_need
from tests.support.desktop import NOW
from ui.desktop import main_window
from ui.desktop.dialogs.assignment import AssignmentDialog
from ui.desktop.dialogs.earliest import EarliestDialog
from ui.desktop.main import Desktop
from ui.desktop.pages.call_list_page import CallListPage


def test_two_keys_log_an_attempt_and_bring_the_next(qtbot, desktop, page, rung):
    press(page, Qt.Key.Key_Return, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: current(page) == SELAM)
    press(page, Qt.Key.Key_R, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: current(page) == RAHEL)
    assert rung == ["00000882", "00000207"]
    assert states(page) == ["No answer", "Cannot", "Not tried"]
    assert [(one.answer, one.channel, one.at) for one in kept(desktop).log] == [
        (Answer.NO_ANSWER, Channel.PHONE, NOW),
        (Answer.CANNOT, Channel.PHONE, NOW),
    ]
    assert said(desktop) == f"{SELAM}: cannot"


def test_each_attempt_stands_under_the_person_with_its_time(qtbot, desktop, page):
    press(page, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: current(page) == SELAM)
    page._make_current(kept(desktop).log[0].person)
    assert page.model.row(page.model.index(0)).detail == "000 00 882 · at 09:00 will ring back"
    assert page.tools.log.text() == "20 November at 09:00, telephone: will ring back"


def test_an_attempt_of_another_day_stands_with_its_day(qtbot, desktop, page, monkeypatch):
    press(page, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: current(page) == SELAM)
    monkeypatch.setattr(type(desktop.session), "now", lambda _: NOW + timedelta(days=1))
    page.data.read()
    row = "000 00 882 · 20 Nov at 09:00 will ring back"
    qtbot.waitUntil(lambda: page.model.row(page.model.index(0)).detail == row)


@pytest.mark.parametrize(
    ("key", "answer"), [(Qt.Key.Key_1, "no_answer"), (Qt.Key.Key_2, "cannot"), (Qt.Key.Key_4, "call_back")]
)
def test_every_answer_has_a_key_and_a_button_that_shows_it(qtbot, desktop, page, key, answer):
    button = page.tools.answers[Answer(answer)]
    assert button.text().startswith(chr(key))
    press(page, key)
    qtbot.waitUntil(lambda: len(kept(desktop).log) == 1)
    page.list.setCurrentIndex(page.model.index(2))
    button.click()
    qtbot.waitUntil(lambda: len(kept(desktop).log) == 2)
    assert [one.answer for one in kept(desktop).log] == [answer, answer]


def test_a_later_time_is_asked_for_and_logged_with_the_answer(qtbot, desktop, page):
    press(page, Qt.Key.Key_5)
    dialog = desktop.window.findChild(EarliestDialog)
    qtbot.waitUntil(dialog.day.line.hasFocus)
    write(dialog.day.line, "24.11.2026")
    write(dialog.at.line, "0930", leave=Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: states(page)[0] == "Can later: 24 November at 09:30")
    (logged,) = kept(desktop).log
    assert (logged.answer, logged.earliest.moment.isoformat()) == ("later", "2026-11-24T09:30:00")


def test_a_later_time_that_is_none_is_said_and_nothing_logged(qtbot, desktop, page):
    press(page, Qt.Key.Key_5)
    dialog = desktop.window.findChild(EarliestDialog)
    QTest.keyClicks(dialog.day.line, "31.2.2026")
    dialog.go.click()
    assert dialog.day.wrong.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert kept(desktop).log == ()


def test_a_later_time_may_be_left_open(qtbot, desktop, page):
    press(page, Qt.Key.Key_5)
    desktop.window.findChild(EarliestDialog).go.click()
    qtbot.waitUntil(lambda: len(kept(desktop).log) == 1)
    assert kept(desktop).log[0].earliest is None


def test_whoever_can_stays_current_and_is_agreed_with_by_a_key(qtbot, desktop, page):
    press(page, Qt.Key.Key_A)
    assert not page.tools.agree.isEnabled()
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: states(page)[0] == "Can")
    assert current(page) == YONAS
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: states(page)[0] == "Agreed")
    assert page.tools.next.text().startswith(f"Agreed with {YONAS}")
    assert page.message.template.value is Template.CONFIRMATION
    assert page.message.calendar.isEnabled()


def test_what_was_agreed_is_logged_by_a_key_once_it_may_have_been_held(qtbot, desktop, page):
    change_need(desktop.session.profile, None, whole_need(language="tir"), now=NOW)
    page.refresh(None)
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: states(page)[0] == "Can")
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: states(page)[0] == "Agreed")
    assert page.tools.usage.isHidden()
    press(page, Qt.Key.Key_T)
    held = whole_need(language="tir", starts=NOW.replace(tzinfo=None))
    change_need(desktop.session.profile, None, held, now=NOW)
    page.refresh(None)
    qtbot.waitUntil(page.tools.usage.isVisible)
    press(page, Qt.Key.Key_T)
    (dialog,) = desktop.window.findChildren(AssignmentDialog)
    agreed = rules.find_called(kept(desktop), kept(desktop).agreed)
    assert dialog.form.number.line.text() == str(agreed.number)
    assert dialog.form.draft() == AssignmentDraft(
        day=TODAY,
        language="tir",
        kind=Kind.SPOKEN,
        method=Method.SCREEN,
        minutes=60,
        unit="Storgata helsestasjon",
        used=Proposed.REGISTER,
        number=agreed.number,
    )
    dialog.reject()


def test_ctrl_z_takes_the_last_attempt_back_and_keeps_it_in_the_log(qtbot, desktop, page):
    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: states(page)[0] == "Cannot")
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: states(page)[0] == "Not tried")
    assert kept(desktop).log[0].taken_back == NOW
    page._make_current(kept(desktop).log[0].person)
    assert page.tools.log.text().endswith("(taken back)")
    assert not page.tools.undo.isEnabled()


def test_delete_puts_somebody_off_the_list(qtbot, desktop, page):
    press(page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == [SELAM, RAHEL])
    assert said(desktop) == f"{YONAS} is off the list"


def test_ctrl_r_rings_the_current_person_of_the_list_and_ctrl_c_copies(desktop, page, rung):
    page.list.setCurrentIndex(page.model.index(2))
    QTest.keyClick(desktop.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert rung == ["00000777"]
    QTest.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith(RAHEL)


def test_what_comes_next_is_said_when_nobody_is_left_to_try_and_when_nobody_is_left(qtbot, desktop, page):
    for name in (YONAS, SELAM, RAHEL):
        qtbot.waitUntil(lambda name=name: current(page) == name)
        press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: states(page) == ["Cannot"] * 3)
    assert page.tools.next.text().startswith("Nobody is left to try")
    for left in (2, 1, 0):
        press(page, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda left=left: page.model.rowCount() == left)
    assert page.tools.next.text().startswith("Nobody is on the list")
    assert page.id_meant() == ""
    press(page, Qt.Key.Key_1, Qt.Key.Key_Delete, Qt.Key.Key_A, Qt.Key.Key_Return)
    assert not page.tools.ring.isEnabled()
    assert page.message.to.text() == "To nobody in particular"


def test_letters_that_are_no_keys_do_nothing(desktop, page):
    press(page, Qt.Key.Key_X, Qt.Key.Key_6)
    assert (current(page), kept(desktop).log) == (YONAS, ())


def test_keys_move_in_the_list_and_the_message_follows(page):
    press(page, Qt.Key.Key_Down)
    assert current(page) == SELAM
    assert page.message.to.text() == f"To {SELAM}"
    assert page.id_meant() == page.current().person


def empty_by_closing(desktop: Desktop, page: CallListPage) -> None:
    page.head.done.click()


def empty_by_deleting(desktop: Desktop, page: CallListPage) -> None:
    page.data.delete([kept(desktop).id], lambda _: None)


@pytest.mark.parametrize("empty", [empty_by_closing, empty_by_deleting])
@pytest.mark.parametrize("staff", [True, False], ids=["staff", "public"])
def test_the_keys_of_the_window_do_nothing_with_whom_the_emptied_page_showed(
    qtbot, desktop, page, rung, monkeypatch, empty, staff
):
    edited, written = [], []
    monkeypatch.setattr(type(desktop.window), "edit_person", lambda _, id_: edited.append(id_))
    monkeypatch.setattr(main_window, "write_to", written.append)
    monkeypatch.setattr(type(desktop.window.search), "id_meant", lambda _: "")
    monkeypatch.setattr(type(desktop.window.search), "person_meant", lambda _: None)
    if staff:
        desktop.session.standing = replace(desktop.session.standing, acts_as_staff=True)
    empty(desktop, page)
    qtbot.waitUntil(page.empty.isVisible)
    for key in (Qt.Key.Key_R, Qt.Key.Key_E):
        QTest.keyClick(desktop.window, key, Qt.KeyboardModifier.ControlModifier)
    assert (rung, written, edited) == ([], [], [""] if staff else [])
    assert desktop.window.shown_page() == "call-list"
    assert page.id_meant() == ""
