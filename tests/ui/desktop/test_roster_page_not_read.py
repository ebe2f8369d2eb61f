"""Checking a supplier's list in the window: columns and numbers that are not read are told as such."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.support.lists import SECRET_NUMBER
from ui.desktop.main import Desktop
from ui.desktop.models.roster_rows import NUMBER
from ui.desktop.models.roster_rows import RESULT as CAME_TO
from ui.desktop.pages.roster_page import COLUMNS, RESULT, RosterPage

HEADINGS = "Kunde;Tolk;Tolkenr;Språk;Kategori"
RIGHT = "Per;Haile, Selam Kidane;14207;tigrinja;B"


@pytest.fixture
def page(desktop: Desktop) -> RosterPage:
    made = desktop.window.show_page("roster")
    assert isinstance(made, RosterPage)
    return made


def read(qtbot: QtBot, page: RosterPage, *lines: str) -> None:
    """Read a pasted list with the usual headings."""
    page.read_text("\n".join([HEADINGS, *lines]))
    qtbot.waitUntil(lambda: page.step == COLUMNS and not page.bar.running)


def test_a_column_that_is_not_read_is_named_with_the_line_that_is_the_reason(qtbot: QtBot, page: RosterPage):
    read(qtbot, page, RIGHT, f"Per;Mehret Solomon;{SECRET_NUMBER};tigrinja;B")
    assert 2 not in page.columns.fields
    said = "The column “Tolkenr” is not read: line 3 holds what may be an identity number."
    assert page.columns.said.accessibleName() == f"{said} Take it out of the list, and check the list again."
    texts = [one.text() for one in page.columns.findChildren(QLabel)]
    assert "Never read: line 3 holds what may be an identity number" in texts
    assert page.check.isEnabled()


def test_a_name_that_is_not_read_is_told_beside_what_is_wanted(qtbot: QtBot, page: RosterPage):
    read(qtbot, page, f"Per;{SECRET_NUMBER};;tigrinja;B")
    page.columns.fields[2].picked.emit(None)
    assert "name or number. The column “Tolk” is not read: line 2" in page.columns.said.accessibleName()
    assert not page.check.isEnabled()


def test_a_column_that_would_not_be_read_anyway_is_told_in_its_own_row_only(qtbot: QtBot, page: RosterPage):
    read(qtbot, page, SECRET_NUMBER + RIGHT.removeprefix("Per"))
    assert not page.columns.said.accessibleName()


def test_a_number_that_cannot_be_read_is_shown_as_it_stands(qtbot: QtBot, page: RosterPage):
    read(qtbot, page, "Per;Mehret Solomon;1204o;tigrinja;A")
    page.check_list()
    qtbot.waitUntil(lambda: page.step == RESULT and not page.bar.running)
    model = page.result.model
    assert [model.index(0, column).data() for column in (CAME_TO, NUMBER)] == ["Could not be checked", "1204o"]
    assert "“1204o” cannot be read as a register number" in page.result.detail.accessibleName()
