"""What is needed, in the fields over the call list: kept as it is typed, refused where it cannot be."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from interpreter_app.domain.situations import Method
from tests.support.call_list_page import kept, write
from tests.support.call_lists import need
from ui.desktop.job_runner import Job, Lane

SECONDS = 20


def test_esc_puts_the_fields_of_what_is_needed_away_and_keeps_what_was_typed(qtbot, desktop, page):
    page.need.edit.click()
    QTest.keyClicks(page.need.minutes.line, "45")
    QTest.keyClick(page.need.minutes.line, Qt.Key.Key_Escape)
    assert not page.need.minutes.isVisible()
    assert page.list.hasFocus()
    qtbot.waitUntil(lambda: kept(desktop).need.minutes == 45)
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert desktop.window.shown_page() == "call-list"


def test_what_is_needed_is_filled_in_and_kept_when_a_field_is_left(qtbot, desktop, page):
    page.need.edit.click()
    for field, text in (
        (page.need.day, "23.11.2026"),
        (page.need.at, "10.30"),
        (page.need.minutes, "45"),
        (page.need.texts["place"], "Rom 2"),
    ):
        write(field.line, text)
    page.need.method.field.picked.emit(Method.SCREEN)
    qtbot.waitUntil(lambda: kept(desktop).need.method is Method.SCREEN)
    got = kept(desktop).need
    assert (got.starts.isoformat(), got.minutes, got.place) == ("2026-11-23T10:30:00", 45, "Rom 2")
    assert page.need.line.text() == "Tigrinya · 23 November 2026 at 10:30 · 45 min · by screen · Rom 2"
    qtbot.waitUntil(lambda: "Rom 2" in page.message.text.toPlainText())


@pytest.mark.parametrize(("name", "typed"), [("minutes", "many"), ("at", "25.00"), ("day", "31.2.2026")])
def test_what_cannot_be_is_said_under_its_field_and_not_kept(desktop, page, name, typed):
    page.need.edit.click()
    field = getattr(page.need, name)
    write(field.line, typed)
    assert field.wrong.isVisible()
    assert kept(desktop).need == need(language="tir")


def test_an_identity_number_is_not_taken_into_what_is_needed(desktop, page):
    page.need.edit.click()
    field = page.need.texts["place"]
    write(field.line, "01019012345")
    assert "identity number" in field.wrong.text()
    assert kept(desktop).need.place == ""


def test_a_time_that_does_not_come_is_told_and_not_kept(qtbot, desktop, page):
    page.need.edit.click()
    for field, text in ((page.need.day, "29.3.2026"), (page.need.at, "02.30")):
        write(field.line, text)
    qtbot.waitUntil(lambda: page.need.line.text() == "Tigrinya · 29 March 2026 · no time yet")
    assert kept(desktop).need.starts is None


def test_leaving_the_page_keeps_the_field_that_is_typed_in(qtbot, desktop, page):
    page.need.edit.click()
    QTest.keyClicks(page.need.minutes.line, "45")
    desktop.window.show_search()
    qtbot.waitUntil(lambda: kept(desktop).need.minutes == 45)


def test_fields_changed_quickly_after_each_other_are_all_kept(qtbot, desktop, page):
    """What is saved first must not put back what was changed since."""
    goes_on = threading.Event()
    desktop.runner.start(Lane.EDITS, Job(lambda _: goes_on.wait(SECONDS)))
    page.need.edit.click()
    write(page.need.minutes.line, "45")
    write(page.need.texts["place"].line, "Rom 2")
    page.refresh(None)
    with qtbot.waitSignal(page.model.modelReset):
        goes_on.set()
    write(page.need.texts["contact"].line, "Kari")
    qtbot.waitUntil(lambda: kept(desktop).need.contact == "Kari")
    assert (kept(desktop).need.minutes, kept(desktop).need.place) == (45, "Rom 2")
