"""Taking back on the call list page: the last that was done, said by name; a list that was closed is opened again."""

from datetime import timedelta
from itertools import count

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from interpreter_app.ids import new_id
from interpreter_app.use_cases.call_lists import begin_call_list, list_call_lists
from tests.support.call_list_page import RAHEL, SELAM, YONAS, current, kept, names, press, said, states
from tests.support.call_lists import need
from tests.support.desktop import NOW
from ui.desktop.dialogs.delete_call_lists import DeleteCallListsDialog
from ui.desktop.main import Desktop
from ui.desktop.messages import MessageBar


@pytest.fixture(autouse=True)
def ticking(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which everything that is done has its own minute."""
    minutes = count()
    monkeypatch.setattr(desktop.session, "now", lambda: NOW + timedelta(minutes=next(minutes)))


@pytest.fixture
def agreed(qtbot, desktop, page):
    """The page with three people, the first of whom was agreed with."""
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: states(page)[0] == "Can")
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: states(page)[0] == "Agreed")
    return page


def undo(page) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def double_click(widget) -> None:
    """The second half of a double click."""
    place = QPointF(widget.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, buttons in (
        (QEvent.Type.MouseButtonDblClick, left),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(kind, place, widget.mapToGlobal(place), left, buttons, none)
        QApplication.sendEvent(widget, event)


@pytest.fixture
def other(qtbot, desktop, page):
    """The page with two lists, of which that for Tigrinya is shown."""
    begin_call_list(desktop.session.profile, need(language="som"), now=NOW - timedelta(days=1), new_id=new_id)
    page.refresh(None)
    qtbot.waitUntil(page.head.choice.isVisible)
    assert len(names(page)) == 3
    return page


def open_languages(desktop: Desktop) -> set[str]:
    return {one.need.language for one in list_call_lists(desktop.session.profile) if one.closed is None}


def test_ctrl_z_after_delete_brings_the_person_back_and_leaves_the_agreement(qtbot, desktop, agreed):
    agreed._make_current(kept(desktop).people[1].person)
    assert current(agreed) == SELAM
    press(agreed, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(agreed) == [YONAS, RAHEL])
    undo(agreed)
    qtbot.waitUntil(lambda: names(agreed) == [YONAS, SELAM, RAHEL])
    assert states(agreed) == ["Agreed", "Not tried", "Not tried"]
    assert kept(desktop).log[0].taken_back is None
    assert said(desktop) == f"Taken back: {SELAM} is off the list"


def test_who_was_agreed_with_comes_back_agreed(qtbot, desktop, agreed):
    press(agreed, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(agreed) == [SELAM, RAHEL])
    undo(agreed)
    qtbot.waitUntil(lambda: states(agreed)[0] == "Agreed")


def test_the_agreement_is_taken_back_first_and_then_the_yes(qtbot, desktop, agreed):
    undo(agreed)
    qtbot.waitUntil(lambda: states(agreed)[0] == "Can")
    assert said(desktop) == f"Taken back: agreed with {YONAS}"
    undo(agreed)
    qtbot.waitUntil(lambda: states(agreed)[0] == "Not tried")
    assert said(desktop) == f"Taken back: {YONAS}: can"
    assert not agreed.tools.undo.isEnabled()


def test_a_list_that_was_emptied_can_be_filled_again_by_undo(qtbot, desktop, page):
    for left in (2, 1, 0):
        press(page, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda left=left: page.model.rowCount() == left)
    for back in (1, 2, 3):
        page.tools.undo.click()
        qtbot.waitUntil(lambda back=back: page.model.rowCount() == back)
    assert names(page) == [YONAS, SELAM, RAHEL]


def test_the_second_click_of_a_double_click_does_not_close_the_next_list(qtbot, desktop, other):
    QTest.mouseClick(other.head.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(other) == [])
    double_click(other.head.done)
    other.head.delete.click()  # comes after all that the click has asked for
    desktop.window.findChild(DeleteCallListsDialog).reject()
    undo(other)
    qtbot.waitUntil(lambda: names(other) == [YONAS, SELAM, RAHEL])
    assert open_languages(desktop) == {"som", "tir"}


def test_the_second_click_of_a_double_click_does_not_open_the_closed_list_again_either(qtbot, desktop, other):
    QTest.mouseClick(other.head.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(other.head.reopen.isVisible)
    double_click(other.head.reopen)
    assert other.head.reopen.isVisible()
    other.head.done.click()
    qtbot.waitUntil(other.empty.isVisible)
    assert open_languages(desktop) == set()


def test_opening_a_closed_list_twice_opens_it_once(qtbot, desktop, page):
    page.head.done.click()
    qtbot.waitUntil(page.head.reopen.isVisible)
    page.head.reopen.click()
    page.head.reopen.click()
    qtbot.waitUntil(lambda: names(page) == [YONAS, SELAM, RAHEL])
    assert not desktop.window.findChild(MessageBar).isVisible()


@pytest.mark.parametrize("way", [undo, lambda page: page.head.reopen.click(), lambda page: page.tools.undo.click()])
def test_a_list_that_was_closed_is_opened_again(qtbot, desktop, other, way):
    assert not other.head.reopen.isVisible()
    other.head.done.click()
    qtbot.waitUntil(other.head.reopen.isVisible)
    assert open_languages(desktop) == {"som"}
    way(other)
    qtbot.waitUntil(lambda: names(other) == [YONAS, SELAM, RAHEL])
    assert said(desktop) == "The list is open again"
    assert open_languages(desktop) == {"som", "tir"}
    assert not other.head.reopen.isVisible()


def test_the_only_list_is_opened_again_from_the_empty_page(qtbot, desktop, page):
    page.head.done.click()
    qtbot.waitUntil(page.empty.isVisible)
    assert page.head.reopen.isVisible()
    QTest.keyClick(desktop.window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names(page) == [YONAS, SELAM, RAHEL])
    assert page.panes.isVisible()


def test_once_something_else_is_done_the_closed_list_stays_closed(qtbot, desktop, other):
    other.head.done.click()
    qtbot.waitUntil(other.head.reopen.isVisible)
    (left,) = list_call_lists(desktop.session.profile)[1:]
    other.show_list(left.id)
    qtbot.waitUntil(lambda: not other.head.reopen.isVisible())
    undo(other)
    assert not other.tools.undo.isEnabled()
    assert open_languages(desktop) == {"som"}


def test_a_closed_list_that_was_deleted_is_not_offered_any_more(qtbot, desktop, page):
    page.head.done.click()
    qtbot.waitUntil(page.head.reopen.isVisible)
    page.head.delete.click()
    asked = desktop.window.findChild(DeleteCallListsDialog)
    asked.boxes[0].click()
    asked.go.click()
    qtbot.waitUntil(lambda: not page.head.delete.isVisible())
    assert not page.head.reopen.isVisible()
    undo(page)
    assert not desktop.window.findChild(MessageBar).isVisible()


def test_after_a_start_the_one_agreed_with_is_current(qtbot, desktop, page, open_desktop):
    page._make_current(kept(desktop).people[0].person)
    assert current(page) == RAHEL
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: states(page)[2] == "Can")
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: states(page)[2] == "Agreed")
    page.model.show([])  # as at a start, nobody is current
    page.refresh(None)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert current(page) == RAHEL
