"""Exporting the people on the list in the window: exactly those, in the form that was chosen."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from interpreter_app.jobs import Progress
from tests.support.desktop import context_in
from tests.support.lists import csv_rows, log_in, xlsx_rows
from ui.desktop.dialogs import export
from ui.desktop.dialogs.export import ExportDialog
from ui.desktop.main import Desktop
from ui.desktop.pages.people_page import PeoplePage

ALL = 129


@pytest.fixture
def desktop(open_desktop, data_folder: Path) -> Desktop:
    log_in(context_in(data_folder).open_profile()).close()
    return open_desktop(data_folder)


@pytest.fixture
def page(qtbot, desktop) -> PeoplePage:
    made = desktop.window.show_page("people")
    assert isinstance(made, PeoplePage)
    qtbot.waitUntil(lambda: made.model.rowCount() == ALL)
    return made


@pytest.fixture
def asked(qtbot, page) -> ExportDialog:
    """The dialog, for the first two people."""
    page.table.enter()
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    return opened(qtbot, page)


def opened(qtbot, page: PeoplePage) -> ExportDialog:
    page.export.click()

    def found() -> list[ExportDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, ExportDialog) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def written(qtbot, dialog: ExportDialog, path: Path) -> Path:
    dialog.write(path)
    qtbot.waitUntil(dialog.folder.isVisible)
    return path


def test_the_chosen_are_exported_in_the_order_of_the_list(qtbot, asked, tmp_path):
    rows = csv_rows(written(qtbot, asked, tmp_path / "liste.csv"))
    assert [row[1] for row in rows] == ["Name", "Abel Fessehaye", "Filmon Habte"]
    assert asked.said.accessibleName() == "2 lines written to liste.csv"


def test_all_that_are_found_are_exported_when_nobody_is_chosen(qtbot, page, tmp_path):
    page.table.clearSelection()
    rows = xlsx_rows(written(qtbot, opened(qtbot, page), tmp_path / "liste.xlsx"))
    assert len(rows) == 1 + ALL


def test_a_line_for_each_language_and_field_names_are_choices(qtbot, asked, tmp_path):
    asked.per_language.setChecked(True)
    asked.headings.buttons["fields"].click()
    rows = csv_rows(written(qtbot, asked, tmp_path / "liste.csv"))
    language, category = rows[0].index("language"), rows[0].index("category")
    assert [(row[language], row[category]) for row in rows[1:]] == [("tir", "C"), ("tir", "D"), ("eng", "E")]


def test_only_the_columns_that_are_ticked_are_written(qtbot, asked, tmp_path):
    asked.show_columns.click()
    assert not asked.columns["reason"].isVisible()
    for name, box in asked.columns.items():
        box.setChecked(name in ("name", "email"))
    rows = csv_rows(written(qtbot, asked, tmp_path / "liste.csv"))
    assert rows[0] == ["Name", "E-mail"]


def test_without_any_column_there_is_nothing_to_write(asked):
    for box in asked.columns.values():
        box.setChecked(False)
    assert not asked.choose.isEnabled()


def test_identity_numbers_need_a_tick_of_their_own_and_are_warned_of(qtbot, asked, tmp_path):
    assert asked.warning.isHidden()
    assert "identity_number" not in asked.columns
    assert "identity_number" not in (asked.choice().columns or ())
    QTest.keyClick(asked.identity, Qt.Key.Key_Space)
    assert asked.warning.isVisible()
    rows = csv_rows(written(qtbot, asked, tmp_path / "liste.csv"))
    assert rows[0][-1] == "Identity number"


def test_the_ending_of_the_file_is_that_of_the_format(qtbot, monkeypatch, asked, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "liste.v2"), ""))
    asked.formats.buttons[".csv"].click()
    asked.choose.setFocus()
    QTest.keyClick(asked.choose, Qt.Key.Key_Return)
    qtbot.waitUntil(asked.folder.isVisible)
    assert (tmp_path / "liste.v2.csv").exists()


def test_what_cannot_be_written_is_told_and_can_be_tried_again(qtbot, asked, tmp_path):
    asked.write(tmp_path / "no such folder" / "liste.csv")
    qtbot.waitUntil(asked.said.isVisible)
    assert "There is no folder" in asked.said.accessibleName()
    assert asked.choose.isEnabled()


def test_the_folder_can_be_opened(qtbot, monkeypatch, asked, tmp_path):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    written(qtbot, asked, tmp_path / "liste.csv")
    asked.folder.setFocus()
    QTest.keyClick(asked.folder, Qt.Key.Key_Return)
    assert [Path(one) for one in shown] == [tmp_path]


def test_escape_stops_the_writing_first_and_leaves_no_file(qtbot, monkeypatch, asked, tmp_path):
    go_on = threading.Event()

    def slow(*_: object, progress: Progress, **__: object) -> None:
        go_on.wait()
        progress(1, 2, "")

    monkeypatch.setattr(export, "export_chosen", slow)
    asked.write(tmp_path / "liste.csv")
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert asked.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: not asked.bar.running)
    assert not (tmp_path / "liste.csv").exists()
    assert asked.choose.isEnabled()
    with qtbot.waitSignal(asked.finished):
        QTest.keyClick(asked, Qt.Key.Key_Escape)
