"""Checking a supplier's list in the window of a small screen at 200 %: what matters is in sight."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from interpreter_app.domain.roster import Result
from ui.desktop.main import Desktop
from ui.desktop.pages.roster_page import COLUMNS, RESULT, RosterPage

HEADINGS = ("Kunde", "Tolk", "Tolkenr", "Språk", "Kategori")
RIGHT = ("Per", "Haile, Selam Kidane", "14207", "tigrinja", "B")
OTHER = ("Per", "Mehret Solomon", "12040", "tigrinja", "A")
NOBODY = ("Per", "Kim Nordmann", "", "tigrinja", "")
SIZE = (640, 400)


@pytest.fixture
def page(qtbot: QtBot, desktop: Desktop) -> RosterPage:
    made = desktop.window.show_page("roster")
    assert isinstance(made, RosterPage)
    desktop.window.resize(*SIZE)
    qtbot.waitUntil(lambda: desktop.window.size().toTuple() == SIZE)
    return made


def read(qtbot: QtBot, page: RosterPage, *lines: tuple[str, ...]) -> None:
    """Read a pasted list."""
    page.read_text("\n".join("\t".join(line) for line in lines))
    qtbot.waitUntil(lambda: page.step == COLUMNS and not page.bar.running)


def check(qtbot: QtBot, page: RosterPage, *lines: tuple[str, ...]) -> None:
    """Read a pasted list with the usual headings, and check it."""
    read(qtbot, page, HEADINGS, *lines)
    page.check_list()
    qtbot.waitUntil(lambda: page.step == RESULT and not page.bar.running)


def in_sight(page: RosterPage, widget: QWidget, part: QRect | None = None) -> bool:
    """Whether the page shows all of a widget, or of a part of it, as it is scrolled."""
    place = part or widget.rect()
    return page.rect().contains(QRect(widget.mapTo(page, place.topLeft()), place.size()))


def test_the_columns_are_in_sight_with_the_button_that_has_the_keyboard(qtbot: QtBot, page: RosterPage):
    read(qtbot, page, HEADINGS, RIGHT)
    assert page.check.hasFocus()
    assert in_sight(page, page.check)
    assert all(in_sight(page, field) for field in page.columns.fields.values())


def test_the_first_of_many_columns_is_in_sight_and_has_the_keyboard(qtbot: QtBot, page: RosterPage):
    read(qtbot, page, ("Tolk", "Språk", *"ABCDEFGH"), ("Selam Haile", "tigrinja", *"ABCDEFGH"))
    first = page.columns.fields[0]
    assert first.hasFocus()
    assert in_sight(page, first)
    assert not in_sight(page, page.check)


def test_the_result_begins_with_what_came_of_the_list_and_its_first_row(qtbot: QtBot, page: RosterPage):
    check(qtbot, page, RIGHT, OTHER, NOBODY)
    assert page.result.table.hasFocus()
    assert in_sight(page, page.result.headline)
    assert in_sight(page, page.result.table, page.result.place_of_row())


def test_a_row_that_is_gone_to_is_in_sight_with_what_is_told_of_it(qtbot: QtBot, page: RosterPage):
    check(qtbot, page, RIGHT, OTHER, *[NOBODY] * 21)
    for _ in range(22):
        QTest.keyClick(page.result.table, Qt.Key.Key_Down)
    assert page.result.table.currentIndex().row() == 22
    assert in_sight(page, page.result.table, page.result.place_of_row())
    assert in_sight(page, page.result.told)


def test_to_choose_what_is_shown_keeps_the_choice_in_sight(qtbot: QtBot, page: RosterPage):
    check(qtbot, page, RIGHT, OTHER, NOBODY)
    chip = page.result.chips[Result.NOT_FOUND]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert chip.hasFocus()
    assert in_sight(page, chip)


def test_the_list_begins_at_its_top_when_it_is_begun_anew(qtbot: QtBot, page: RosterPage):
    check(qtbot, page, RIGHT, OTHER, NOBODY)
    page.start()
    assert page.list.choose.hasFocus()
    assert in_sight(page, page.list.choose)
    assert in_sight(page, page.title)
