"""Importing a list in the window, by keyboard: the file, its columns, what each line does, and then doing it."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from shiboken6 import isValid

from interpreter_app.i18n import UiLanguage
from interpreter_app.jobs import Progress
from interpreter_app.use_cases.edit_person import change_person
from interpreter_app.use_cases.outbox import list_unsent
from interpreter_app.use_cases.plan_import import Verdict
from interpreter_app.use_cases.save_edit import save_edit
from tests.support.desktop import NOW, context_in
from tests.support.lists import csv_bytes, log_in, new_ids, xlsx_file
from ui.desktop.job_runner import Job, Lane
from ui.desktop.main import Desktop
from ui.desktop.models.import_lines import DOES, NAME, WHAT
from ui.desktop.pages import import_page
from ui.desktop.pages.import_page import COLUMNS, DONE, FILE, PREVIEW, ImportPage

HEADINGS = ("Tolkenummer", "Telefon", "Merknad")
RIGHT = ("14207", "00000300", "x")
WRONG = ("12040", "hello", "")
NOBODY = ("99999", "00000301", "")
Reads = Callable[..., None]
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def desktop(open_desktop, data_folder: Path) -> Desktop:
    log_in(context_in(data_folder).open_profile()).close()
    return open_desktop(data_folder)


@pytest.fixture
def page(desktop) -> ImportPage:
    made = desktop.window.show_page("import")
    assert isinstance(made, ImportPage)
    return made


@pytest.fixture
def reads(qtbot, page, tmp_path) -> Reads:
    """Reads a CSV file with these lines."""

    def read(*lines: tuple[str, ...]) -> None:
        file = tmp_path / "liste.csv"
        file.write_bytes(csv_bytes(HEADINGS, *lines))
        page.read(file)
        qtbot.waitUntil(lambda: page.step == COLUMNS and not page.bar.running)

    return read


@pytest.fixture
def looks(qtbot, page, reads) -> Reads:
    """Reads a list with these lines and goes on to what they do."""

    def look(*lines: tuple[str, ...]) -> None:
        reads(*lines)
        press(page.next)
        qtbot.waitUntil(lambda: page.step == PREVIEW)

    return look


def press(button: QAbstractButton) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def shown(page: ImportPage, column: int) -> list[str]:
    model = page.preview.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def unsent(desktop: Desktop) -> list[dict[str, object]]:
    return [dict(edit.set) for edit in list_unsent(desktop.session.profile)]


def drop(page: ImportPage, *paths: Path) -> bool:
    """Drag files over the page and let them go; whether they are taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    target, copy, button = page.file.target, Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, data, button, NO_KEYS)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, button, NO_KEYS))
    return enter.isAccepted()


def test_the_register_page_leads_here_and_escape_leads_back(desktop, page):
    assert page.step == FILE
    assert page.file.choose.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert desktop.window.shown_page() == "people"
    press(desktop.window.page("people").import_)
    assert desktop.window.shown_page() == "import"


def test_headings_are_understood_where_they_can_be_with_examples(page, reads):
    reads(RIGHT)
    chosen = {heading: field.value for heading, field in page.columns.fields.items()}
    assert chosen == {"Tolkenummer": "number", "Telefon": "phone", "Merknad": None}
    assert page.columns.key.value == "number"
    assert page.about.text() == "liste.csv · 1 line"
    assert page.columns.fields["Telefon"].accessibleName() == "The column Telefon means"


def test_the_columns_come_by_tab_before_the_buttons_under_them(page, reads):
    reads(("14207", "000 00 300"))
    page.columns.clear.setFocus()
    for field in page.columns.fields.values():
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert field.hasFocus()


def test_a_mapping_that_cannot_be_says_why_and_goes_no_further(page, reads):
    reads(RIGHT)
    page.columns.key.show_value("identity_number")
    page.columns.key.picked.emit("identity_number")
    assert "Identity number" in page.columns.said.accessibleName()
    assert not page.next.isEnabled()
    page.columns.key.show_value("number")
    page.columns.key.picked.emit("number")
    assert page.next.isEnabled()


def test_each_line_is_shown_before_anything_is_done_and_then_it_is_done(qtbot, desktop, page, looks):
    looks(RIGHT, ("12040", "", ""))
    assert shown(page, DOES) == ["Will change", "Nothing to do"]
    assert shown(page, NAME)[0] == "Selam Kidane Haile"
    assert shown(page, WHAT)[0] == "Telephone: 000 00 207 → 000 00 300"
    assert unsent(desktop) == []
    assert page.next.text() == "Save 1 line as unsent changes"
    press(page.next)
    qtbot.waitUntil(lambda: page.step == DONE)
    assert unsent(desktop) == [{"phone": "+47 000 00 300"}]
    assert {edit.reason for edit in list_unsent(desktop.session.profile)} == {"Import of liste.csv"}
    assert page.saved.headline.text() == "Saved: 1 change about 1 person"
    press(page.unsent)
    assert desktop.window.shown_page() == "outbox"


def test_wrong_lines_are_shown_first_and_nothing_is_done_unless_they_are_left_out(qtbot, desktop, page, looks):
    looks(RIGHT, WRONG, NOBODY)
    assert shown(page, DOES) == ["Wrong", "Wrong"]
    assert "Telefon" in shown(page, WHAT)[0]
    assert not page.next.isEnabled()
    page.preview.chips["all"].click()
    assert shown(page, DOES) == ["Will change", "Wrong", "Wrong"]
    assert page.preview.leave_out.text() == "Leave out the 2 lines that are wrong"
    page.preview.leave_out.setFocus()
    QTest.keyClick(page.preview.leave_out, Qt.Key.Key_Space)
    press(page.next)
    qtbot.waitUntil(lambda: page.step == DONE)
    assert len(unsent(desktop)) == 1


def test_what_a_line_does_is_told_in_full_below_the_table(page, looks):
    looks(("14207", "00000300", ""), ("12040", "00000301", ""))
    page.preview.table.setFocus()
    QTest.keyClick(page.preview.table, Qt.Key.Key_Down)
    assert page.preview.detail.accessibleName() == "Person changed – Telephone: 000 00 040 → 000 00 301"


def test_escape_goes_back_a_step_and_nothing_is_saved(desktop, page, looks):
    looks(RIGHT)
    QTest.keyClick(page.preview.table, Qt.Key.Key_Escape)
    assert page.step == COLUMNS
    QTest.keyClick(page.columns.key, Qt.Key.Key_Escape)
    assert page.step == FILE
    assert unsent(desktop) == []


def test_a_register_that_changed_meanwhile_is_looked_at_again(qtbot, desktop, page, looks):
    looks(RIGHT)
    save_edit(
        desktop.session.profile, 14207, lambda who: change_person(who, {"phone": "00000300"}), now=NOW, new_id=new_ids()
    )
    press(page.next)
    qtbot.waitUntil(lambda: shown(page, DOES) == ["Nothing to do"])
    assert len(unsent(desktop)) == 1
    assert not page.next.isEnabled()


def test_a_list_of_new_people_needs_no_key(qtbot, desktop, page, tmp_path):
    file = xlsx_file(tmp_path / "nye.xlsx", [["Fornavn", "Etternavn", "Språk"], ["Nora", "Nordmann", "somali"]])
    page.read(file)
    qtbot.waitUntil(lambda: page.step == COLUMNS)
    assert page.columns.key.value is None
    press(page.next)
    qtbot.waitUntil(lambda: page.step == PREVIEW)
    assert page.preview.plan.count(Verdict.NEW) == 1
    press(page.next)
    qtbot.waitUntil(lambda: page.step == DONE)
    assert {edit.type for edit in list_unsent(desktop.session.profile)} == {"interpreter", "language"}


def test_a_file_can_be_dropped(qtbot, page, tmp_path):
    file = tmp_path / "liste.csv"
    file.write_bytes(csv_bytes(HEADINGS, RIGHT))
    assert drop(page, file)
    qtbot.waitUntil(lambda: page.step == COLUMNS)


def test_two_files_at_once_are_not_taken(page, tmp_path):
    assert not drop(page, tmp_path / "a.csv", tmp_path / "b.csv")
    assert page.file.target.property("over") is False


@pytest.mark.parametrize(("name", "content"), [("liste.csv", b""), ("liste.pdf", b"x"), ("liste.xlsx", b"no sheet")])
def test_a_file_that_is_no_list_is_told_of_and_the_page_stays(qtbot, desktop, page, tmp_path, name, content):
    told: list[BaseException] = []
    desktop.session.runner.report = told.append
    file = tmp_path / name
    file.write_bytes(content)
    page.read(file)
    qtbot.waitUntil(lambda: bool(told))
    assert page.step == FILE
    assert page.bar.isHidden()


def test_a_file_that_is_gone_is_told_of(qtbot, desktop, page, tmp_path):
    told: list[BaseException] = []
    desktop.session.runner.report = told.append
    page.read(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: bool(told))
    assert "gone.csv" in str(told[0])


def test_an_import_can_be_stopped_while_it_is_looked_at(qtbot, monkeypatch, page, reads):
    reads(RIGHT)
    go_on = threading.Event()

    def slow(*_: object, progress: Progress, **__: object) -> None:
        go_on.wait()
        progress(1, 2, "")

    monkeypatch.setattr(import_page, "preview_import", slow)
    press(page.next)
    assert not page.next.isEnabled()
    press(page.bar.stop)
    go_on.set()
    qtbot.waitUntil(lambda: not page.bar.running)
    assert page.step == COLUMNS
    assert page.next.isEnabled()


def test_an_answer_that_comes_after_the_window_was_made_anew_is_left_alone(qtbot, monkeypatch, desktop, page, reads):
    reads(RIGHT)
    go_on, answered = threading.Event(), []

    def slow(*_: object, **__: object) -> None:
        go_on.wait()

    monkeypatch.setattr(import_page, "preview_import", slow)
    press(page.next)
    desktop.session.speak(UiLanguage.NYNORSK)
    qtbot.waitUntil(lambda: not isValid(page))
    go_on.set()
    desktop.session.runner.start(Lane.LISTS, Job(lambda _: None, answered.append))
    qtbot.waitUntil(lambda: bool(answered))
    assert desktop.window.page("import").step == FILE
