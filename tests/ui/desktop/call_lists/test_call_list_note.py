"""The departure note from the call list: written with the attempts, and by keyboard alone."""

import json
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from interpreter_app.domain.situations import Proposed
from tests.support.call_list_page import said, states
from tests.support.desktop import NOW
from ui.desktop.dialogs import departure_note
from ui.desktop.dialogs.departure_note import DepartureNoteDialog
from ui.desktop.dialogs.fault import FaultDialog
from ui.desktop.job_runner import Job, Lane

SECONDS = 20
TIGRINYA = 9
"""People of the small register who interpret it."""


@pytest.fixture
def dialog(desktop, page) -> DepartureNoteDialog:
    """The departure note, over a list with one attempt."""
    page.message.note.click()
    found = desktop.window.findChild(DepartureNoteDialog)
    assert isinstance(found, DepartureNoteDialog)
    return found


def fill(dialog: DepartureNoteDialog) -> None:
    next(iter(dialog.form.grounds.boxes.values())).setChecked(True)
    dialog.form.used.field.picked.emit(Proposed.ADULT_RELATIVE)
    for field, text in (
        (dialog.form.seriousness, "Acute assessment"),
        (dialog.form.relation, "cousin"),
        (dialog.form.decided_by, "Kari"),
        (dialog.form.role, "nurse"),
        (dialog.form.planned, "23.11.2026"),
    ):
        QTest.keyClicks(field.line, text)


def test_a_whole_note_is_saved_with_the_attempts(qtbot, desktop, page, dialog, monkeypatch, tmp_path):
    fill(dialog)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "fravik"), ""))
    dialog.save.click()
    qtbot.waitUntil(dialog.look.isVisible)
    assert dialog.said.accessibleName() == "Written to fravik.pdf"
    assert (tmp_path / "fravik.pdf").read_bytes().startswith(b"%PDF")


def test_a_note_that_cannot_be_written_says_why_and_may_be_tried_again(qtbot, dialog, tmp_path):
    fill(dialog)
    dialog.write(tmp_path / "nowhere" / "fravik.pdf")
    qtbot.waitUntil(lambda: "no folder" in dialog.said.accessibleName())
    assert dialog.save.isEnabled()


def test_a_note_refuses_an_identity_number_in_what_is_typed(dialog):
    fill(dialog)
    dialog.form.seriousness.line.clear()
    QTest.keyClicks(dialog.form.seriousness.line, "01019012345")
    dialog.save.click()
    assert "holds what may be an identity number" in dialog.form.seriousness.wrong.text()


def test_a_note_says_what_is_typed_as_json_that_is_strictly_read(dialog):
    fill(dialog)
    data = dialog.form.note_data(NOW)
    assert json.loads(json.dumps(data)) == data
    assert data["follow_up"] == {"planned": "2026-11-23"}
    assert (data["date"], data["time"]) == ("2026-11-20", "09:00")


def test_a_saved_note_is_opened(qtbot, dialog, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(departure_note.QDesktopServices, "openUrl", opened.append)
    fill(dialog)
    dialog.write(tmp_path / "note.pdf")
    qtbot.waitUntil(dialog.look.isVisible)
    dialog.look.click()
    assert opened[0].toLocalFile() == str(tmp_path / "note.pdf")


def test_a_fault_of_the_program_in_a_note_is_told_where_faults_are(qtbot, desktop, dialog, monkeypatch, tmp_path):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(departure_note, "write_departure_note", broken)
    fill(dialog)
    dialog.write(tmp_path / "note.pdf")
    qtbot.waitUntil(lambda: desktop.window.findChild(FaultDialog) is not None)


def test_a_note_that_is_put_away_while_it_is_written_is_written_all_the_same(qtbot, desktop, dialog, tmp_path):
    goes_on = threading.Event()
    desktop.runner.start(Lane.LISTS, Job(lambda _: goes_on.wait(SECONDS)))
    fill(dialog)
    dialog.write(tmp_path / "note.pdf")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    goes_on.set()
    qtbot.waitUntil((tmp_path / "note.pdf").exists)


def test_from_the_start_to_a_telephone_number_and_a_note_by_keyboard_alone(qtbot, desktop, rung, monkeypatch, tmp_path):
    """Nobody moves the pointer, and nothing is asked of the network."""
    window = desktop.window

    def type_(keys: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), keys)

    def key(one: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), one, held)

    key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_("tigrinja ")
    qtbot.waitUntil(lambda: window.search.field.language == "tir" and window.search.model.rowCount() == TIGRINYA)
    key(Qt.Key.Key_Down)
    qtbot.waitUntil(window.search.list.hasFocus)
    key(Qt.Key.Key_C)
    qtbot.waitUntil(lambda: "call list" in said(desktop))
    key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = window.page("call-list")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and page.list.hasFocus())
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: states(page) == ["No answer"])
    assert len(rung) == 1
    key(Qt.Key.Key_N)
    note = window.findChild(DepartureNoteDialog)
    qtbot.waitUntil(lambda: next(iter(note.form.grounds.boxes.values())).hasFocus())
    key(Qt.Key.Key_Space)
    for text in ("Acute assessment", "cousin", "Kari", "nurse", "", "moved"):
        key(Qt.Key.Key_Tab)
        while not isinstance(QApplication.focusWidget(), QLineEdit):
            if QApplication.focusWidget() is note.form.used.field:
                key(Qt.Key.Key_Space)
                qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
                choices = QApplication.activePopupWidget().focusWidget()
                QTest.keyClicks(choices, "An adult")
                QTest.keyClick(choices, Qt.Key.Key_Return)
                qtbot.waitUntil(note.form.used.field.hasFocus)
            key(Qt.Key.Key_Tab)
        type_(text)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "note.pdf"), ""))
    while QApplication.focusWidget() is not note.save:
        key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Return)
    qtbot.waitUntil((tmp_path / "note.pdf").exists)
