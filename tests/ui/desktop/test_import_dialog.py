"""A list is imported in three steps: its columns, what each line will do, and then all of it or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from interpreter_app.use_cases.outbox import list_unsent
from tests.support.desktop import context_in
from tests.support.lists import csv_bytes, log_in
from ui.desktop.dialogs.import_list import ImportDialog, open_list
from ui.desktop.main import Desktop

HEADINGS = ("Tolkenummer", "Telefon", "Merknad")
RIGHT = ("14207", "00000300", "x")
WRONG = ("12040", "hello", "")
Opens = Callable[..., ImportDialog]


@pytest.fixture
def desktop(open_desktop, data_folder: Path) -> Desktop:
    log_in(context_in(data_folder).open_profile()).close()
    return open_desktop(data_folder)


@pytest.fixture
def opens(qtbot, desktop, tmp_path) -> Opens:
    """Opens the import of a CSV file with these lines."""

    def opens_(*lines: tuple[str, ...]) -> ImportDialog:
        file = tmp_path / "liste.csv"
        file.write_bytes(csv_bytes(HEADINGS, *lines))
        open_list(desktop.window, file)

        def found() -> list[ImportDialog]:
            return [one for one in QApplication.topLevelWidgets() if isinstance(one, ImportDialog) and one.isVisible()]

        qtbot.waitUntil(lambda: bool(found()))
        return found()[0]

    return opens_


def unsent(desktop: Desktop) -> list[dict[str, object]]:
    return [dict(edit.set) for edit in list_unsent(desktop.session.profile)]


def titles(dialog: ImportDialog) -> list[str]:
    return [dialog.model.index(row).data() for row in range(dialog.model.rowCount())]


def test_headings_are_understood_where_they_can_be(opens):
    dialog = opens(RIGHT)
    assert {heading: field.value for heading, field in dialog.fields.items()} == {
        "Tolkenummer": "number",
        "Telefon": "phone",
        "Merknad": None,
    }
    assert dialog.key.value == "number"


def test_each_line_is_shown_before_anything_is_done(qtbot, desktop, opens):
    dialog = opens(RIGHT, ("12040", "00000040", ""))
    QTest.keyClick(dialog.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert titles(dialog)[0] == "Line 2 · 14\u00a0207 · Selam Kidane Haile, changes"
    assert unsent(desktop) == []
    dialog.go.setFocus()
    QTest.keyClick(dialog.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: unsent(desktop)[:1] == [{"phone": "+47 000 00 300"}])
    assert {edit.reason for edit in list_unsent(desktop.session.profile)} == {"Import of liste.csv"}


def test_nothing_is_done_while_a_line_is_wrong_unless_it_is_left_out(qtbot, desktop, opens):
    dialog = opens(RIGHT, WRONG)
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert titles(dialog)[0].endswith("wrong")
    assert not dialog.go.isEnabled()
    dialog.skip.setFocus()
    QTest.keyClick(dialog.skip, Qt.Key.Key_Space)
    dialog.go.click()
    qtbot.waitUntil(lambda: unsent(desktop) == [{"phone": "+47 000 00 300"}])


def test_columns_that_cannot_be_are_said_and_changed(qtbot, opens):
    dialog = opens(RIGHT)
    dialog.fields["Merknad"].show_value("phone")
    dialog.go.click()
    assert dialog.wrong.isVisible()
    dialog.fields["Merknad"].show_value(None)
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.back.click()
    assert dialog.fields["Telefon"].isVisible()
    dialog.reject()


def test_what_is_no_list_is_told(qtbot, desktop, tmp_path):
    open_list(desktop.window, tmp_path / "none.csv")
    bar = desktop.window._bar
    qtbot.waitUntil(bar.isVisible)
    assert "none.csv" in bar.accessibleName()
