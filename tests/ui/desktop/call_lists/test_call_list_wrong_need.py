"""Wrong fields of what is needed: they keep nothing else from being kept, and the fields stay open at them."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from interpreter_app.ids import new_id
from interpreter_app.use_cases.call_lists import begin_call_list, change_need
from tests.support.call_list_page import kept, write
from tests.support.call_lists import need, whole_need
from tests.support.desktop import NOW

NEEDED = "This is needed."


@pytest.fixture
def fields(page):
    """What is needed, with its fields open."""
    page.need.edit.click()
    return page.need


def put(line, text: str) -> None:
    """Type into a line in the place of what stood there, and leave it."""
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    write(line, text)


@pytest.mark.parametrize("leave", [lambda fields: fields.close_fields(), lambda fields: fields.edit.click()])
def test_a_wrong_field_keeps_no_other_from_being_kept_and_the_fields_stay_open_at_it(qtbot, desktop, fields, leave):
    put(fields.minutes.line, "9999")
    QTest.keyClicks(fields.texts["place"].line, "Rom 2")
    leave(fields)
    assert fields.minutes.isVisible()
    assert desktop.window.focusWidget() is fields.minutes.line
    assert fields.minutes.wrong.text().startswith("“9999” is no number of minutes.")
    qtbot.waitUntil(lambda: kept(desktop).need.place == "Rom 2")
    assert kept(desktop).need.minutes is None
    assert fields.minutes.line.text() == "9999"
    put(fields.minutes.line, "45")
    qtbot.waitUntil(lambda: kept(desktop).need.minutes == 45)
    leave(fields)
    assert not fields.minutes.isVisible()


def test_what_was_kept_stays_while_its_field_is_wrong(qtbot, desktop, page, fields):
    change_need(desktop.session.profile, None, whole_need(language="tir"), now=NOW)
    page.refresh(None)
    qtbot.waitUntil(lambda: fields.minutes.line.text() == "60")
    put(fields.minutes.line, "99999")
    put(fields.day.line, "31.2.2026")
    put(fields.texts["phone"].line, "01019012345")
    put(fields.texts["place"].line, "Rom 3")
    qtbot.waitUntil(lambda: kept(desktop).need == whole_need(language="tir", place="Rom 3"))


def test_esc_at_a_wrong_field_stays_there(fields):
    QTest.keyClicks(fields.minutes.line, "9999")
    QTest.keyClick(fields.minutes.line, Qt.Key.Key_Escape)
    assert fields.minutes.isVisible()
    assert fields.minutes.wrong.isVisible()


def test_a_time_without_a_day_is_told_under_the_day_and_the_fields_stay(qtbot, desktop, fields):
    put(fields.at.line, "10.30")
    assert (fields.day.wrong.text(), fields.day.wrong.isVisible()) == (NEEDED, True)
    fields.close_fields()
    assert fields.at.isVisible()
    assert desktop.window.focusWidget() is fields.day.line
    assert fields.at.line.text() == "10.30"
    put(fields.day.line, "23.11.2026")
    qtbot.waitUntil(lambda: kept(desktop).need.starts is not None)
    assert kept(desktop).need.starts.isoformat() == "2026-11-23T10:30:00"
    fields.close_fields()
    assert not fields.at.isVisible()


def test_the_day_is_not_needed_once_the_time_is_gone_again(fields):
    put(fields.at.line, "10.30")
    put(fields.at.line, "")
    assert not fields.day.wrong.isVisible()
    fields.close_fields()
    assert not fields.day.isVisible()


def test_another_day_with_a_wrong_time_does_not_get_the_time_of_the_day_before(qtbot, desktop, page, fields):
    change_need(desktop.session.profile, None, whole_need(language="tir"), now=NOW)
    page.refresh(None)
    qtbot.waitUntil(lambda: fields.minutes.line.text() == "60")
    put(fields.at.line, "25.00")
    assert kept(desktop).need.starts == whole_need().starts
    put(fields.day.line, "24.11.2026")
    qtbot.waitUntil(lambda: kept(desktop).need.starts is None)
    assert kept(desktop).need.on.isoformat() == "2026-11-24"


def test_what_was_wrong_for_one_list_is_not_shown_for_another(qtbot, desktop, page, fields):
    earlier = NOW - timedelta(days=1)
    made = begin_call_list(desktop.session.profile, need(language="som", minutes=30), now=earlier, new_id=new_id)
    put(fields.minutes.line, "9999")
    page.show_list(made.id)
    qtbot.waitUntil(lambda: page.shown.id == made.id)
    assert fields.minutes.line.text() == "30"
    assert not fields.minutes.wrong.isVisible()


def test_a_wrong_field_stays_as_it_was_typed_when_a_command_has_changed_the_list(qtbot, desktop, page, fields):
    put(fields.minutes.line, "9999")
    change_need(desktop.session.profile, None, whole_need(language="tir", place="Rom 4"), now=NOW)
    page.refresh(None)
    qtbot.waitUntil(lambda: fields.texts["place"].line.text() == "Rom 4")
    assert fields.minutes.line.text() == "9999"
    assert fields.minutes.wrong.isVisible()
