"""The people on a call list in the window: reached as the register says on the day, and deleted with the list."""

from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.call_lists import Contact
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.ids import new_id
from interpreter_app.use_cases.call_lists import (
    begin_call_list,
    change_call_list,
    change_need,
    delete_call_lists,
    list_call_lists,
    shortlist,
)
from tests.support.call_list_page import SELAM, TODAY, YONAS, current, kept, press, said, states
from tests.support.call_lists import need, whole_need
from tests.support.desktop import NOW, drawn_people
from tests.support.registers import hold, record_id
from tests.support.widgets import words
from tests.ui.desktop.test_accessible import nameless
from ui.desktop.dialogs.delete_call_lists import DeleteCallListsDialog
from ui.desktop.main import Desktop
from ui.desktop.messages import MessageBar
from ui.desktop.pages.call_list_page import CallListPage


@pytest.fixture
def page(qtbot, desktop: Desktop) -> CallListPage:
    """The page with a list of three, the best of them current."""
    for number in (15777, 14207, 13882):
        id_ = record_id(f"p{number}")
        shortlist(desktop.session.profile, id_, "tir", None, today=TODAY, now=NOW, new_id=new_id)
    made = desktop.window.show_page("call-list")
    assert isinstance(made, CallListPage)
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    return made


def register_without(desktop: Desktop, page: CallListPage, number: int, *, phone: str = "") -> None:
    """Let the register lose the person with this number, and Selam have another telephone."""
    people = []
    for (id_, own), *others in drawn_people():
        assert isinstance(own, Interpreter)
        if own.number != number:
            moved = replace(own, phone=phone) if own.number == 14207 and phone else own
            people.append([(id_, moved), *others])
    hold(desktop.session.profile, people)
    page.refresh(None)


def detail(page: CallListPage, row: int = 0) -> str:
    shown = page.model.row(page.model.index(row))
    assert shown is not None
    return shown.detail


def test_who_has_left_the_register_is_not_rung_nor_written_to_and_the_attempts_stay(qtbot, desktop, page, rung):
    press(page, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: current(page) == SELAM)
    register_without(desktop, page, 13882)
    qtbot.waitUntil(lambda: detail(page) == "No longer in the register · at 09:00 will ring back")
    page._make_current(kept(desktop).log[0].person)
    assert current(page) == YONAS
    assert not page.tools.ring.isEnabled()
    assert page.message.to.text() == f"{YONAS} is no longer in the register, so there is no message."
    assert (page.message.subject.text(), page.message.text.toPlainText()) == ("", "")
    for one in (page.message.copy, page.message.mail, page.message.text):
        assert not one.isEnabled()
    QGuiApplication.clipboard().setText("before")
    press(page, Qt.Key.Key_R)
    QTest.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert rung == []
    assert QGuiApplication.clipboard().text() == "before"
    assert said(desktop) == f"{YONAS}: no longer in the register"
    assert page.tools.log.text() == "20 November at 09:00, telephone: will ring back"
    assert page.message.note.isEnabled()


def test_who_has_left_the_register_is_not_the_next_to_try(qtbot, desktop, page):
    assert page.tools.next.text() == f"Next to try: {YONAS}"
    register_without(desktop, page, 13882)
    qtbot.waitUntil(lambda: page.tools.next.text() == f"Next to try: {SELAM}")
    assert states(page)[0] == "Not tried"
    index = page.model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "No longer in the register"


def test_a_telephone_that_was_changed_in_the_register_is_the_one_that_is_rung(qtbot, desktop, page, rung):
    register_without(desktop, page, 13882, phone="00000999")
    qtbot.waitUntil(lambda: detail(page, 1) == "000 00 999")
    page.list.setCurrentIndex(page.model.index(1))
    assert current(page) == SELAM
    press(page, Qt.Key.Key_R)
    assert rung == ["00000999"]
    assert page.message.copy.isEnabled()


def test_a_message_that_was_mended_stays_when_the_mail_address_is_another(page, desktop):
    page.message.text.setPlainText("Hei, kan du?")
    called = page.current()
    for email, offered in (("other@example.no", True), ("", False)):
        page.message.show_person(kept(desktop), called, Contact("", email), page.data.content)
        assert page.message.text.toPlainText() == "Hei, kan du?"
        assert page.message.mail.isEnabled() is offered


def test_who_was_agreed_with_and_has_left_the_register_can_still_be_noted(qtbot, desktop, page, tmp_path, monkeypatch):
    change_need(desktop.session.profile, None, whole_need(language="tir"), now=NOW)
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: states(page)[0] == "Can")
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: states(page)[0] == "Agreed")
    register_without(desktop, page, 13882)
    qtbot.waitUntil(lambda: detail(page).startswith("No longer in the register"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "tolk"), ""))
    page.message.calendar.click()
    qtbot.waitUntil(lambda: said(desktop) == "Written to tolk.ics")
    (event,) = Calendar.from_ical((tmp_path / "tolk.ics").read_bytes()).walk("VEVENT")
    assert YONAS in str(event["description"])
    assert "000" not in str(event["description"])


@pytest.fixture
def asked(qtbot, desktop, page) -> DeleteCallListsDialog:
    """The question which lists are to be deleted: an open one of three with an attempt, and a closed empty one."""
    profile = desktop.session.profile
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(kept(desktop).log) == 1)
    other = begin_call_list(profile, need(language="som"), now=NOW, new_id=new_id)
    change_call_list(profile, other.id, lambda one: rules.close(one, NOW), now=NOW)
    page.refresh(None)
    qtbot.waitUntil(lambda: len(page.data.lists) == 2)
    page.head.delete.click()
    found = desktop.window.findChild(DeleteCallListsDialog)
    assert isinstance(found, DeleteCallListsDialog)
    return found


def test_it_is_asked_which_lists_are_to_be_deleted_and_said_what_goes_with_them(qtbot, desktop, asked):
    assert [box.text() for box in asked.boxes] == ["20 Nov, Somali (closed)", "20 Nov, Tigrinya"]
    assert [box.isChecked() for box in asked.boxes] == [False, True]
    qtbot.waitUntil(asked.cancel.hasFocus)
    assert asked.goes.accessibleName() == "Would be lost: 3 people, 1 attempt. It cannot be taken back."
    assert "Departure notes that were saved as PDF stay, and so does the usage log." in words(asked)
    asked.closed_ones.click()
    assert [box.isChecked() for box in asked.boxes] == [True, False]
    assert asked.goes.accessibleName() == "Would be lost: 0 people, 0 attempts. It cannot be taken back."
    asked.boxes[0].click()
    assert not asked.go.isEnabled()
    asked.reject()
    assert len(list_call_lists(desktop.session.profile)) == 2


def test_lists_that_are_deleted_give_way_to_the_empty_page(qtbot, desktop, page, asked):
    asked.boxes[0].click()
    asked.go.click()
    qtbot.waitUntil(page.empty.isVisible)
    assert list_call_lists(desktop.session.profile) == []
    assert said(desktop) == "2 call lists are deleted"
    assert not page.head.delete.isVisible()
    assert desktop.window.focusWidget() is page.to_search


def test_closed_lists_are_deleted_where_none_is_open(qtbot, desktop, page, asked):
    asked.go.click()
    qtbot.waitUntil(page.empty.isVisible)
    assert page.head.delete.isVisible()
    page.head.delete.click()
    again = desktop.window.findChildren(DeleteCallListsDialog)[-1]
    assert not again.go.isEnabled()
    again.boxes[0].click()
    again.go.click()
    qtbot.waitUntil(lambda: not page.head.delete.isVisible())
    assert said(desktop) == "1 call list is deleted"


def test_a_list_that_a_command_has_deleted_meanwhile_is_told_and_nothing_else_deleted(qtbot, desktop, page, asked):
    profile = desktop.session.profile
    delete_call_lists(profile, [kept(desktop).id], now=NOW)
    asked.boxes[0].click()
    asked.go.click()
    qtbot.waitUntil(desktop.window.findChild(MessageBar).isVisible)
    assert len(list_call_lists(profile)) == 1
    qtbot.waitUntil(page.empty.isVisible)


def test_many_lists_to_delete_are_scrolled_to(qtbot, desktop, page):
    for number in range(40):
        begin_call_list(
            desktop.session.profile, need(language="som"), now=NOW + timedelta(minutes=number), new_id=new_id
        )
    page.refresh(None)
    qtbot.waitUntil(lambda: len(page.data.lists) == 41)
    page.head.delete.click()
    dialog = desktop.window.findChild(DeleteCallListsDialog)
    assert len(dialog.boxes) == 41
    assert dialog.height() < desktop.window.height()
    assert not dialog.closed_ones.isVisible()
    assert nameless(dialog) == []
