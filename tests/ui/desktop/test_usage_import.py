"""Importing a list of assignments in the window: looked at first, with what it does not say asked for once."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.situations import Method, Proposed, Sector
from interpreter_app.i18n import UiLanguage
from interpreter_app.unit import Unit
from interpreter_app.use_cases.usage_import import UsagePlan, import_usage
from tests.support.lists import SECRET_NUMBER, csv_bytes
from tests.support.widgets import words
from tests.ui.desktop.test_main_window import cut
from tests.ui.desktop.test_usage_page import SELAM, dialog_of, logged
from ui.desktop.dialogs import usage_import
from ui.desktop.dialogs.usage_import import UsageImportDialog

SECONDS = 20
LIST = csv_bytes(
    ("Dato", "Språk", "Minutter", "Metode", "Sektor", "Tolkenummer"),
    ("01.06.2026", "tigrinja", "60", "skjerm", "helse", str(SELAM)),
)
SHORT = csv_bytes(("Dato", "Språk", "Minutter"), ("01.06.2026", "tigrinja", "15"), ("02.06.2026", "somali", "20"))


class Saving:
    """Saves a list once the test lets it, or raises ``error``."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.error: UserError | None = None

    def __call__(self, *args: Any, **options: Any) -> UsagePlan:
        self.begun.set()
        self.go_on.wait(SECONDS)
        if self.error is not None:
            raise self.error
        return import_usage(*args, **options)


def test_a_list_is_looked_at_and_then_imported(qtbot, desktop, usage_page, tmp_path):
    (tmp_path / "list.csv").write_bytes(LIST)
    usage_page.import_list(tmp_path / "list.csv")
    dialog = dialog_of(qtbot, desktop, UsageImportDialog)
    qtbot.waitUntil(dialog.save.isEnabled)
    assert "1 assignment will be added." in dialog.said.accessibleName()
    assert logged(desktop) == []
    dialog.save.click()
    qtbot.waitUntil(lambda: usage_page.list.model.rowCount() == 1)
    usage_page.import_list(tmp_path / "list.csv")
    again = dialog_of(qtbot, desktop, UsageImportDialog)
    qtbot.waitUntil(lambda: "already" in again.said.accessibleName())
    assert not again.save.isEnabled()
    again.again.setChecked(True)
    qtbot.waitUntil(again.save.isEnabled)
    again.reject()


def looked_at(qtbot, desktop, page, path: Path, content: bytes) -> UsageImportDialog:
    path.write_bytes(content)
    page.import_list(path)
    dialog = dialog_of(qtbot, desktop, UsageImportDialog)
    qtbot.waitUntil(lambda: "Reading" not in dialog.said.accessibleName() and not dialog.bar.running)
    return dialog


def pick(field, value) -> None:
    """Take a choice as from its list."""
    field.field.show_value(value)
    field.field.picked.emit(value)


def test_what_a_list_does_not_say_is_said_once_for_all_of_it(qtbot, desktop, usage_page, tmp_path):
    dialog = looked_at(qtbot, desktop, usage_page, tmp_path / "list.csv", SHORT)
    whole = dialog.whole
    assert [one.isVisible() for one in (whole.method, whole.sector, whole.used, whole.unit)] == [True] * 4
    assert "6 faults" in dialog.said.accessibleName()
    assert whole.method.editor.hasFocus()
    pick(whole.method, Method.TELEPHONE)
    pick(whole.sector, Sector.GP)
    pick(whole.used, Proposed.OTHER)
    whole.unit.setFocus()
    QTest.keyClicks(whole.unit.line, "Kontoret")
    qtbot.waitUntil(dialog.save.isEnabled)
    assert whole.unit.line.hasFocus()
    assert whole.method.isVisible()
    dialog.save.click()
    qtbot.waitUntil(lambda: len(logged(desktop)) == 2)
    assert {(one.method, one.sector, one.used, one.unit) for one in logged(desktop)} == {
        (Method.TELEPHONE, Sector.GP, Proposed.OTHER, "Kontoret")
    }


def test_the_unit_of_the_settings_holds_until_something_else_is_said(qtbot, desktop, usage_page, tmp_path):
    desktop.session.context.remember(unit=Unit(name="Legevakta", sector=Sector.HEALTH))
    dialog = looked_at(qtbot, desktop, usage_page, tmp_path / "list.csv", SHORT)
    assert (dialog.whole.unit.line.text(), dialog.whole.sector.value) == ("Legevakta", Sector.HEALTH)
    assert "4 faults" in dialog.said.accessibleName()
    pick(dialog.whole.sector, "")
    qtbot.waitUntil(lambda: "6 faults" in dialog.said.accessibleName())


def test_nothing_is_asked_of_a_list_that_says_all(qtbot, desktop, usage_page, tmp_path):
    rows = ("Dato", "Språk", "Minutter", "Metode", "Sektor", "Enhet", "Tolkenummer")
    content = csv_bytes(rows, ("01.06.2026", "tigrinja", "60", "skjerm", "helse", "Legevakta", str(SELAM)))
    dialog = looked_at(qtbot, desktop, usage_page, tmp_path / "list.csv", content)
    assert not dialog.whole.isVisible()
    assert dialog.save.hasFocus()


def test_a_unit_that_may_be_an_identity_number_holds_the_import_back(qtbot, desktop, usage_page, tmp_path):
    dialog = looked_at(qtbot, desktop, usage_page, tmp_path / "list.csv", LIST)
    assert dialog.save.isEnabled()
    QTest.keyClicks(dialog.whole.unit.line, SECRET_NUMBER)
    assert not dialog.save.isEnabled()
    dialog.whole.unit.line.selectAll()
    QTest.keyClicks(dialog.whole.unit.line, "A")
    assert dialog.save.isEnabled()


@pytest.fixture
def saving(monkeypatch) -> Saving:
    """Saving a list waits for the test."""
    held = Saving()
    monkeypatch.setattr(usage_import, "import_usage", held)
    return held


def test_what_holds_for_the_whole_list_does_not_change_while_it_is_saved(qtbot, desktop, usage_page, tmp_path, saving):
    dialog = looked_at(qtbot, desktop, usage_page, tmp_path / "list.csv", LIST)
    dialog._pause.setInterval(0)
    dialog.save.click()
    assert saving.begun.wait(SECONDS)
    assert not dialog.whole.isEnabled()
    pick(dialog.whole.method, Method.TELEPHONE)
    QApplication.processEvents()
    saving.go_on.set()
    qtbot.waitUntil(lambda: usage_page.list.model.rowCount() == 1)
    assert len(logged(desktop)) == 1
    assert not any(one.isVisible() for one in desktop.window.findChildren(UsageImportDialog))


@pytest.mark.parametrize("refused", [True, False], ids=["refused", "stopped"])
def test_what_holds_for_the_whole_list_can_change_again_when_it_was_not_saved(
    qtbot, desktop, usage_page, tmp_path, saving, refused
):
    dialog = looked_at(qtbot, desktop, usage_page, tmp_path / "list.csv", LIST)
    dialog.save.click()
    assert saving.begun.wait(SECONDS)
    if refused:
        saving.error = UserError("no")
    else:
        dialog.bar.cancel()
    saving.go_on.set()
    qtbot.waitUntil(dialog.whole.isEnabled)
    pick(dialog.whole.method, Method.TELEPHONE)
    qtbot.waitUntil(dialog.save.isEnabled)
    assert logged(desktop) == []


@pytest.mark.parametrize("language", list(UiLanguage))
@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100 %", "200 %"])
def test_nothing_of_the_import_is_cut(qtbot, open_desktop, data_folder, tmp_path, language, size):
    desktop = open_desktop(data_folder, language=language, size=size)
    (tmp_path / "list.csv").write_bytes(SHORT)
    desktop.window.show_page("usage").import_list(tmp_path / "list.csv")
    dialog = dialog_of(qtbot, desktop, UsageImportDialog)
    qtbot.waitUntil(dialog.whole.isVisible)
    QApplication.processEvents()
    assert cut(dialog) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LIST.replace(b"60", b"lenge"), "1 fault in the list"),
        (LIST.replace(b";60;", f";{SECRET_NUMBER};".encode()), "identity number"),
        (b"a;b\r\n1;2", "No column holds"),
    ],
)
def test_a_list_that_does_not_fit_says_why_and_cannot_be_imported(qtbot, desktop, usage_page, tmp_path, content, said):
    (tmp_path / "list.csv").write_bytes(content)
    usage_page.import_list(tmp_path / "list.csv")
    dialog = dialog_of(qtbot, desktop, UsageImportDialog)
    qtbot.waitUntil(lambda: said in dialog.said.accessibleName())
    assert not dialog.save.isEnabled()
    assert SECRET_NUMBER not in words(dialog)
