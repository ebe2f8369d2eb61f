"""The departure note as somebody in a hurry fills it in."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from interpreter_app.domain.situations import Ground, Method, Proposed
from interpreter_app.use_cases.read_guidance import read_content
from tests.support.call_lists import call_list, whole_need
from ui.desktop.dialogs.departure_note import DepartureNoteDialog
from ui.desktop.dialogs.unsaved import UnsavedDialog
from ui.desktop.main import Desktop


@pytest.fixture
def dialog(desktop: Desktop) -> DepartureNoteDialog:
    """The note over a list for an assignment by screen."""
    made = DepartureNoteDialog(desktop.window, call_list(need=whole_need()), read_content(None))
    made.open()
    return made


def test_enter_in_a_field_saves_and_never_throws_away_what_is_typed(dialog, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    QTest.keyClicks(dialog.seriousness.line, "consent")
    QTest.keyClick(dialog.seriousness.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.seriousness.line.text() == "consent"
    assert dialog.said.accessibleName().startswith("Ground for departing")


def test_the_keyboard_goes_to_the_first_that_is_missing(dialog, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    fields = [dialog.seriousness, dialog.relation, dialog.decided_by, dialog.role, dialog.planned]
    QTest.keyClick(dialog.seriousness.line, Qt.Key.Key_Return)
    assert dialog.grounds[Ground.CANNOT_WAIT].hasFocus()
    dialog.grounds[Ground.CANNOT_WAIT].setChecked(True)
    for field in fields:
        QTest.keyClick(dialog.save, Qt.Key.Key_Space)
        assert field.line.hasFocus()
        QTest.keyClicks(field.line, "words")


def test_the_method_that_was_asked_for_counts_as_tried(dialog):
    assert dialog.methods[Method.SCREEN].isChecked()
    assert not dialog.methods[Method.TELEPHONE].isChecked()


@pytest.mark.parametrize(
    ("moment", "day", "time"),
    [
        (datetime(2026, 11, 20, 14, 8, tzinfo=UTC), "2026-11-20", "15:08"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2027-01-01", "00:30"),
    ],
)
def test_a_note_is_of_the_time_on_a_norwegian_clock_as_the_attempts_in_it_are(
    desktop, dialog, monkeypatch, moment, day, time
):
    monkeypatch.setattr(type(desktop.session), "now", lambda _: moment)
    data = dialog.note_data()
    assert (data["date"], data["time"]) == (day, time)


def test_that_it_is_written_is_no_warning(qtbot, dialog, tmp_path):
    next(iter(dialog.grounds.values())).setChecked(True)
    for field in (dialog.seriousness, dialog.relation, dialog.decided_by, dialog.role, dialog.not_planned):
        QTest.keyClicks(field.line, "words")
    dialog.write(tmp_path / "note.pdf")
    qtbot.waitUntil(dialog.look.isVisible)
    assert dialog.said.property("look") == ""


def asked(dialog: DepartureNoteDialog) -> UnsavedDialog | None:
    return dialog.findChild(UnsavedDialog)


def test_a_reason_why_there_is_no_follow_up_waits_while_a_day_is_typed(dialog):
    QTest.keyClicks(dialog.not_planned.line, "once only")
    QTest.keyClicks(dialog.planned.line, "01.12.2026")
    assert not dialog.not_planned.line.isEnabled()
    assert dialog.not_planned.line.text() == ""
    assert dialog.note_data()["follow_up"] == {"planned": "2026-12-01"}
    dialog.planned.line.selectAll()
    QTest.keyClick(dialog.planned.line, Qt.Key.Key_Delete)
    assert dialog.not_planned.line.isEnabled()
    assert dialog.note_data()["follow_up"] == {"not_planned": "once only"}


@pytest.mark.parametrize("put_away", ["esc", "cancel"])
def test_nothing_is_asked_where_nothing_is_typed(qtbot, dialog, put_away):
    if put_away == "esc":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close_.click()
    assert not dialog.isVisible()


def test_what_is_typed_is_asked_about_before_it_is_put_away(qtbot, dialog):
    QTest.keyClicks(dialog.seriousness.line, "consent")
    QTest.keyClick(dialog.seriousness.line, Qt.Key.Key_Escape)
    QTest.keyClick(asked(dialog), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked(dialog) is None)
    assert dialog.isVisible()
    assert dialog.seriousness.line.text() == "consent"
    dialog.close_.click()
    asked(dialog).discard.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize("part", ["ground", "method", "who", "day", "reason"])
def test_whatever_is_filled_in_is_asked_about(dialog, part):
    act = {
        "ground": dialog.grounds[Ground.CANNOT_WAIT].click,
        "method": dialog.methods[Method.SCREEN].click,
        "who": lambda: dialog.used.field.picked.emit(Proposed.NONE),
        "day": lambda: QTest.keyClicks(dialog.planned.line, "1"),
        "reason": lambda: QTest.keyClicks(dialog.not_planned.line, "words"),
    }
    act[part]()
    dialog.reject()
    assert asked(dialog) is not None
    assert dialog.isVisible()


def test_saving_instead_of_putting_away_says_what_is_missing(qtbot, dialog):
    QTest.keyClicks(dialog.seriousness.line, "consent")
    dialog.reject()
    asked(dialog).save.click()
    assert dialog.isVisible()
    assert dialog.said.accessibleName().startswith("Ground for departing")


def test_a_note_that_is_written_is_put_away_without_a_question(qtbot, dialog, tmp_path):
    next(iter(dialog.grounds.values())).setChecked(True)
    for field in (dialog.seriousness, dialog.relation, dialog.decided_by, dialog.role, dialog.not_planned):
        QTest.keyClicks(field.line, "words")
    dialog.write(tmp_path / "note.pdf")
    qtbot.waitUntil(dialog.look.isVisible)
    dialog.close_.click()
    assert not dialog.isVisible()


def test_locking_the_profile_puts_it_away_without_a_question(desktop, dialog):
    QTest.keyClicks(dialog.seriousness.line, "consent")
    desktop.session.standing = replace(desktop.session.standing, locked=True)
    dialog.reject()
    assert not dialog.isVisible()


def test_what_could_not_be_written_is_asked_about(qtbot, dialog, tmp_path):
    next(iter(dialog.grounds.values())).setChecked(True)
    for field in (dialog.seriousness, dialog.relation, dialog.decided_by, dialog.role, dialog.not_planned):
        QTest.keyClicks(field.line, "words")
    dialog.write(tmp_path / "no such folder" / "note.pdf")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.close_.click()
    assert asked(dialog) is not None
    assert dialog.isVisible()
