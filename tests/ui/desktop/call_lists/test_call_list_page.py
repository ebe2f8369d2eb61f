"""The call list in the window: how people come on it, which list is shown, and how it looks."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.call_lists import Answer
from interpreter_app.domain.guidance_keys import Template
from interpreter_app.domain.private_notes import Mark
from interpreter_app.i18n import UiLanguage
from interpreter_app.ids import new_id
from interpreter_app.use_cases.call_lists import (
    begin_call_list,
    change_call_list,
    change_need,
    list_call_lists,
    shortlist,
)
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.private_notes import write_note
from tests.support.call_list_page import RAHEL, SELAM, TODAY, YONAS, current, kept, names, press, said, states
from tests.support.call_lists import attempt, need, whole_need
from tests.support.desktop import NOW
from tests.support.registers import record_id
from tests.ui.desktop.test_accessible import nameless
from tests.ui.desktop.test_main_window import called as called_as
from tests.ui.desktop.test_main_window import cut, stops, to_be_reached
from ui.desktop.dialogs.delete_call_lists import DeleteCallListsDialog
from ui.desktop.dialogs.departure_note import DepartureNoteDialog
from ui.desktop.dialogs.earliest import EarliestDialog
from ui.desktop.messages import MessageBar
from ui.desktop.pages import call_list_data

SECONDS = 20


def test_an_empty_page_says_how_people_get_there_and_leads_to_the_search(qtbot, desktop):
    page = desktop.window.show_page("call-list")
    qtbot.waitUntil(lambda: page.data.has_read)
    assert page.empty.isVisible()
    assert "press C" in page.empty.words.accessibleName()
    assert not page.head.done.isVisible()
    QTest.keyClick(
        next(b for b in page.findChildren(type(page.tools.ring)) if b.text() == "Go to the search"), Qt.Key.Key_Return
    )
    assert desktop.window.shown_page() == "search"


def test_c_in_the_search_puts_the_person_on_a_list_for_the_language(qtbot, desktop, search):
    first = search.list.current_person()
    QTest.keyClick(search.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: said(desktop) == f"{first.name} is on a new call list (Ctrl L): 20 Nov, Tigrinya")
    QTest.keyClick(search.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: said(desktop) == f"{first.name} is on the call list already (Ctrl L): 20 Nov, Tigrinya")
    QTest.keyClick(search.list, Qt.Key.Key_Down)
    QTest.keyClick(search.list, Qt.Key.Key_C)
    second = search.list.current_person()
    qtbot.waitUntil(lambda: said(desktop) == f"{second.name} is on the call list (Ctrl L): 20 Nov, Tigrinya")
    assert (kept(desktop).need.language, len(kept(desktop).people)) == ("tir", 2)


def test_another_language_begins_another_list_and_both_can_be_chosen(qtbot, desktop, page):
    window = desktop.window
    window.show_search()
    with qtbot.waitSignal(window.search.answered):
        window.search.ask(SearchRequest(language="som"))
    window.search.list.enter()
    QTest.keyClick(window.search.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: "a new call list (Ctrl L): 20 Nov, Somali" in said(desktop))
    window.show_page("call-list")
    qtbot.waitUntil(page.head.choice.isVisible)
    assert page.head.choice.text() == "20 Nov, Somali"
    assert page.head.choice.width() >= page.head.choice.sizeHint().width()
    assert len(names(page)) == 1  # the list that somebody was just put on
    other = next(one for one in list_call_lists(desktop.session.profile) if one.need.language == "tir")
    page.head.choice.picked.emit(other.id)
    qtbot.waitUntil(lambda: names(page) == [YONAS, SELAM, RAHEL])


def test_the_best_qualified_stand_first_and_whom_to_try_is_current(page):
    assert names(page) == [YONAS, SELAM, RAHEL]
    assert states(page) == ["Not tried"] * 3
    assert current(page) == YONAS
    assert page.list.hasFocus()
    assert page.tools.next.text() == f"Next to try: {YONAS}"


def test_the_keyboard_is_at_the_way_to_the_search_where_there_is_no_list(qtbot, desktop):
    page = desktop.window.show_page("call-list")
    qtbot.waitUntil(page.to_search.hasFocus)


def test_what_a_command_does_meanwhile_is_seen_on_coming_back_and_nothing_is_overwritten(qtbot, desktop, page):
    profile = desktop.session.profile
    listed = kept(desktop)
    selam = next(one for one in listed.people if one.name == SELAM)
    tried = replace(attempt(selam, Answer.CANNOT), at=NOW)
    change_call_list(profile, listed.id, lambda one: rules.log_attempt(one, tried), now=NOW)
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: states(page) == ["No answer", "Cannot", "Not tried"])
    begun = begin_call_list(profile, need(language="tir"), now=NOW, new_id=new_id)
    QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
    qtbot.waitUntil(page.head.choice.isVisible)
    change_call_list(profile, begun.id, lambda one: rules.close(one, NOW), now=NOW)


def test_a_closed_list_gives_way_to_the_empty_page(qtbot, desktop, page):
    page.head.done.click()
    qtbot.waitUntil(page.empty.isVisible)
    assert list_call_lists(desktop.session.profile)[0].closed == NOW


@pytest.mark.parametrize("language", list(UiLanguage))
@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100 %", "200 %"])
def test_nothing_is_cut_in_the_list_nor_in_the_note(qtbot, open_desktop, data_folder, language, size):
    desktop = open_desktop(data_folder, language=language, size=size)
    profile = desktop.session.profile
    for number in (13882, 14207):
        shortlist(profile, record_id(f"p{number}"), "tir", None, today=TODAY, now=NOW, new_id=new_id)
        write_note(profile, record_id(f"p{number}"), [Mark.DO_NOT_USE, Mark.CONFLICT_OF_INTEREST], "", NOW)
    change_need(profile, None, whole_need(language="tir"), now=NOW)
    page = desktop.window.show_page("call-list")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: current(page) == SELAM)
    page.need.edit.click()
    page._make_current(kept(desktop).log[0].person)
    QApplication.processEvents()
    assert cut(page) == []
    page.panes.open_detail()
    QApplication.processEvents()
    assert cut(page) == []
    page.message.choose(Template.ENQUIRY_SMS)
    QApplication.processEvents()
    assert cut(page) == []
    page.message.note.click()
    dialog = desktop.window.findChild(DepartureNoteDialog)
    dialog.save.click()
    QApplication.processEvents()
    assert cut(dialog) == []
    dialog.hide()
    page.head.delete.click()
    QApplication.processEvents()
    assert cut(desktop.window.findChild(DeleteCallListsDialog)) == []


def test_whatever_has_the_keyboard_is_seen_to_have_it(qtbot, desktop, page):
    page.need.edit.click()
    for one in stops(qtbot):
        one.setFocus()
        qtbot.keyClick(one, Qt.Key.Key_Shift)
        if not any(one.inherits(kind) for kind in ("QLineEdit", "QAbstractItemView")):
            ring = desktop.window._ring
            assert ring.isVisible()
            assert ring.geometry().contains(one.rect().translated(one.mapTo(desktop.window, QPoint(0, 0))))


def test_what_was_read_before_a_change_is_not_shown_after_it(qtbot, desktop, page, monkeypatch):
    goes_on, has_read = threading.Event(), threading.Event()
    whole = call_list_data.list_call_lists

    def slowly(profile):
        read = whole(profile)
        has_read.set()
        goes_on.wait(SECONDS)
        return read

    monkeypatch.setattr(call_list_data, "list_call_lists", slowly)
    page.refresh(None)
    assert has_read.wait(SECONDS)
    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: states(page)[0] == "Cannot")
    shown: list[str] = []
    page.model.modelReset.connect(lambda: shown.append(states(page)[0]))
    goes_on.set()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["Cannot"]


def test_everything_has_a_name_and_is_reached_by_tab(qtbot, desktop, page):
    page.need.edit.click()
    assert nameless(page) == []
    page.list.setFocus()
    reached = stops(qtbot)
    assert [called_as(one) for one in to_be_reached(page) - set(reached)] == []
    page.message.note.click()
    assert nameless(desktop.window.findChild(DepartureNoteDialog)) == []
    desktop.window.findChild(DepartureNoteDialog).reject()
    press(page, Qt.Key.Key_5)
    assert nameless(desktop.window.findChild(EarliestDialog)) == []


def test_a_change_that_cannot_be_is_told_and_the_list_read_again(qtbot, desktop, page):
    listed = kept(desktop)
    change_call_list(desktop.session.profile, listed.id, lambda one: rules.close(one, NOW), now=NOW)
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(page.empty.isVisible)
    assert desktop.window.findChild(MessageBar).isVisible()


def test_a_row_says_the_person_the_category_the_answer_and_the_attempts(qtbot, desktop, page):
    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: states(page)[0] == "Cannot")
    index = page.model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"{YONAS}, category A, Cannot"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "000 00 882 · at 09:00 cannot"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
