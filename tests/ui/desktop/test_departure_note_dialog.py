"""The departure note as somebody in a hurry fills it in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from interpreter_app.domain.call_lists import Answer, Available
from interpreter_app.domain.situations import Ground, Method, Proposed
from interpreter_app.unit import Unit
from interpreter_app.use_cases.read_guidance import read_content
from tests.support.call_lists import at_hand, attempt, call_list, called, whole_need
from tests.support.desktop import NOW
from ui.desktop.dialogs.departure_note import DepartureNoteDialog
from ui.desktop.dialogs.unsaved import UnsavedDialog
from ui.desktop.main import Desktop


@pytest.fixture
def dialog(desktop: Desktop) -> DepartureNoteDialog:
    """The note over a list for an assignment by screen."""
    made = DepartureNoteDialog(desktop.window, at_hand(call_list(need=whole_need())), read_content(None))
    made.open()
    return made


NEEDED = "This is needed."


def told(dialog: DepartureNoteDialog) -> dict[str, str]:
    """What is said under the fields, by their places."""
    fields = dialog.form.fields.items()
    return {place: field.wrong.text() for place, field in fields if not field.wrong.isHidden()}


def choose(dialog: DepartureNoteDialog, used: Proposed) -> None:
    """Say who interpreted."""
    dialog.form.used.field.show_value(used)
    dialog.form.used.field.picked.emit(used)


def fill(dialog: DepartureNoteDialog) -> None:
    form = dialog.form
    form.grounds.boxes[Ground.EMERGENCY].setChecked(True)
    choose(dialog, Proposed.ADULT_RELATIVE)
    for field in (form.seriousness, form.relation, form.decided_by, form.role, form.not_planned):
        QTest.keyClicks(field.line, "words")


def test_enter_in_a_field_saves_and_never_throws_away_what_is_typed(dialog, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    QTest.keyClicks(dialog.form.seriousness.line, "consent")
    QTest.keyClick(dialog.form.seriousness.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form.seriousness.line.text() == "consent"
    assert dialog.form.grounds.wrong.text() == NEEDED


def test_all_that_is_missing_is_said_at_once_and_each_goes_as_it_is_mended(dialog):
    form = dialog.form
    dialog.save.click()
    assert told(dialog) == {
        "grounds": NEEDED,
        "seriousness": NEEDED,
        "used.who": NEEDED,
        "decided_by.name": NEEDED,
        "decided_by.role": NEEDED,
        "follow_up.planned": "Give a day, or say why there is none.",
    }
    assert form.grounds.boxes[Ground.CANNOT_WAIT].hasFocus()
    QTest.keyClick(form.grounds.boxes[Ground.CANNOT_WAIT], Qt.Key.Key_Space)
    choose(dialog, Proposed.ADULT_RELATIVE)
    for field in (form.seriousness, form.decided_by, form.role, form.not_planned):
        QTest.keyClicks(field.line, "words")
    assert told(dialog) == {}
    dialog.save.click()
    assert told(dialog) == {"used.relation": NEEDED}
    assert form.relation.line.hasFocus()
    choose(dialog, Proposed.NONE)
    assert told(dialog) == {}


def test_what_is_wrong_is_said_with_what_is_missing(dialog, monkeypatch):
    fill(dialog)
    form = dialog.form
    form.role.line.clear()
    form.seriousness.line.clear()
    QTest.keyClicks(form.seriousness.line, "01019012345")
    QTest.keyClicks(form.planned.line, "19.11.2026")
    dialog.save.click()
    problems = told(dialog)
    assert list(problems) == ["seriousness", "decided_by.role", "follow_up.planned"]
    assert "what may be an identity number" in problems["seriousness"]
    assert "It cannot be earlier than the conversation, 20.11.2026." in problems["follow_up.planned"]
    form.planned.line.selectAll()
    QTest.keyClicks(form.planned.line, "20.11.2026")
    assert "follow_up.planned" not in told(dialog)


def test_a_reason_that_waits_is_not_wrong(dialog):
    fill(dialog)
    QTest.keyClicks(dialog.form.not_planned.line, " 01019012345")
    QTest.keyClicks(dialog.form.planned.line, "01.12.2026")
    assert not dialog.form.tell_problems(NOW)


def test_the_keyboard_goes_to_the_first_that_is_wrong(dialog):
    fill(dialog)
    for field in (dialog.form.role, dialog.form.decided_by, dialog.form.seriousness):
        field.line.clear()
        dialog.save.click()
        assert field.line.hasFocus()


def test_what_the_attempts_make_impossible_is_said_where_no_field_is_to_blame(desktop):
    """Such attempts cannot be logged; they may have come with a file that was made elsewhere."""
    person = called()
    tried = replace(attempt(person, Answer.LATER, earliest=Available(date(2026, 1, 1))), at=NOW - timedelta(hours=1))
    impossible = call_list(person, log=(tried,), need=whole_need())
    dialog = DepartureNoteDialog(desktop.window, at_hand(impossible), read_content(None))
    fill(dialog)
    dialog.save.click()
    assert dialog.said.accessibleName().startswith("tried[0].earliest is before the attempt")
    QTest.keyClicks(dialog.form.role.line, "s")
    assert dialog.said.accessibleName() == ""


def test_nothing_is_filled_in_that_nobody_has_said(desktop):
    desktop.session.context.settings = replace(
        desktop.session.context.settings, unit=Unit(contact="Ola Vakt", name="Helsestasjonen")
    )
    dialog = DepartureNoteDialog(desktop.window, at_hand(call_list(need=whole_need())), read_content(None))
    assert dialog.form.used.value is None
    assert dialog.form.note_data(NOW)["used"] == {"who": None, "relation": ""}
    assert dialog.form.decided_by.line.text() == ""
    assert dialog.form.grounds.ticked() == dialog.form.methods.ticked() == []


@pytest.mark.parametrize(("taken_back", "methods"), [(None, ["screen"]), (NOW, [])])
def test_the_method_counts_as_tried_once_somebody_was_asked_for_it(desktop, taken_back, methods):
    person = called()
    log = (replace(attempt(person), taken_back=taken_back),)
    need = whole_need(grounds=(Ground.EMERGENCY,))
    dialog = DepartureNoteDialog(desktop.window, at_hand(call_list(person, log=log, need=need)), read_content(None))
    assert dialog.form.methods.ticked() == methods
    assert dialog.form.grounds.ticked() == ["emergency"]


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
    data = dialog.form.note_data(desktop.session.now())
    assert (data["date"], data["time"]) == (day, time)


def test_that_it_is_written_is_no_warning(qtbot, dialog, tmp_path):
    fill(dialog)
    dialog.write(tmp_path / "note.pdf")
    qtbot.waitUntil(dialog.look.isVisible)
    assert dialog.said.property("look") == ""


def asked(dialog: DepartureNoteDialog) -> UnsavedDialog | None:
    return dialog.findChild(UnsavedDialog)


def test_a_reason_why_there_is_no_follow_up_waits_while_a_day_is_typed(dialog):
    QTest.keyClicks(dialog.form.not_planned.line, "once only")
    QTest.keyClicks(dialog.form.planned.line, "01.12.2026")
    assert not dialog.form.not_planned.line.isEnabled()
    assert dialog.form.not_planned.line.text() == ""
    assert dialog.form.note_data(NOW)["follow_up"] == {"planned": "2026-12-01"}
    dialog.form.planned.line.selectAll()
    QTest.keyClick(dialog.form.planned.line, Qt.Key.Key_Delete)
    assert dialog.form.not_planned.line.isEnabled()
    assert dialog.form.note_data(NOW)["follow_up"] == {"not_planned": "once only"}


@pytest.mark.parametrize("put_away", ["esc", "cancel"])
def test_nothing_is_asked_where_nothing_is_typed(qtbot, dialog, put_away):
    if put_away == "esc":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close_.click()
    assert not dialog.isVisible()


def test_what_is_typed_is_asked_about_before_it_is_put_away(qtbot, dialog):
    QTest.keyClicks(dialog.form.seriousness.line, "consent")
    QTest.keyClick(dialog.form.seriousness.line, Qt.Key.Key_Escape)
    QTest.keyClick(asked(dialog), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked(dialog) is None)
    assert dialog.isVisible()
    assert dialog.form.seriousness.line.text() == "consent"
    dialog.close_.click()
    asked(dialog).discard.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize("part", ["ground", "method", "who", "day", "reason"])
def test_whatever_is_filled_in_is_asked_about(dialog, part):
    act = {
        "ground": dialog.form.grounds.boxes[Ground.CANNOT_WAIT].click,
        "method": dialog.form.methods.boxes[Method.SCREEN].click,
        "who": lambda: dialog.form.used.field.picked.emit(Proposed.NONE),
        "day": lambda: QTest.keyClicks(dialog.form.planned.line, "1"),
        "reason": lambda: QTest.keyClicks(dialog.form.not_planned.line, "words"),
    }
    act[part]()
    dialog.reject()
    assert asked(dialog) is not None
    assert dialog.isVisible()


def test_saving_instead_of_putting_away_says_what_is_missing(qtbot, dialog):
    QTest.keyClicks(dialog.form.seriousness.line, "consent")
    dialog.reject()
    asked(dialog).save.click()
    assert dialog.isVisible()
    assert dialog.form.grounds.wrong.text() == NEEDED


def test_a_note_that_is_written_is_put_away_without_a_question(qtbot, dialog, tmp_path):
    fill(dialog)
    dialog.write(tmp_path / "note.pdf")
    qtbot.waitUntil(dialog.look.isVisible)
    dialog.close_.click()
    assert not dialog.isVisible()


def test_locking_the_profile_puts_it_away_without_a_question(desktop, dialog):
    QTest.keyClicks(dialog.form.seriousness.line, "consent")
    desktop.session.standing = replace(desktop.session.standing, locked=True)
    dialog.reject()
    assert not dialog.isVisible()


def test_what_could_not_be_written_is_asked_about(qtbot, dialog, tmp_path):
    fill(dialog)
    dialog.write(tmp_path / "no such folder" / "note.pdf")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.close_.click()
    assert asked(dialog) is not None
    assert dialog.isVisible()
