"""Dialogs on a low screen, as it is with print twice as large: they stay on it, and all of them can be reached."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QScrollArea

from ui.desktop.dialogs import fitting
from ui.desktop.dialogs.fitting import fit, resize_within_screen
from ui.desktop.widgets.basics import Paragraph, button, column

WORDS = "These words take several lines in a dialog that is narrow. " * 12
ROOM = 180


@pytest.fixture
def low_screen(monkeypatch):
    monkeypatch.setattr(fitting, "_room", lambda _dialog: ROOM)


@pytest.fixture
def dialog(qtbot) -> QDialog:
    made = QDialog()
    made.said = Paragraph(WORDS)
    made.setLayout(column(button("First"), made.said, button("Last")))
    qtbot.addWidget(made)
    return made


def test_a_dialog_is_as_high_as_its_words_where_there_is_room(dialog):
    fit(dialog, 300)
    assert dialog.findChild(QScrollArea) is None
    assert dialog.height() == dialog.layout().totalHeightForWidth(300)


@pytest.mark.usefixtures("low_screen")
def test_a_dialog_scrolls_where_there_is_not_and_tab_brings_its_end_into_sight(qtbot, dialog):
    fit(dialog, 300)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert (dialog.width(), dialog.height()) == (300, ROOM)
    first, last = dialog.findChildren(QPushButton)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is last
    area = dialog.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.viewport().rect().contains(last.mapTo(area.viewport(), last.rect().center())))


def test_a_dialog_that_grows_beyond_the_bottom_of_the_screen_moves_up(dialog):
    dialog.said.hide()
    fit(dialog, 300)
    dialog.show()
    room = dialog.screen().availableGeometry()
    dialog.move(20, room.bottom() - dialog.frameGeometry().height())
    dialog.said.show()
    fit(dialog, 300)
    assert dialog.x() == 20
    assert room.top() <= dialog.frameGeometry().top()
    assert dialog.frameGeometry().bottom() == room.bottom()


def test_a_dialog_that_has_room_stays_where_it_is(dialog):
    fit(dialog, 300)
    dialog.show()
    dialog.move(20, 30)
    fit(dialog, 320)
    assert (dialog.x(), dialog.y()) == (20, 30)


@pytest.mark.usefixtures("low_screen")
def test_a_dialog_that_scrolls_is_fitted_again_by_what_is_in_it(dialog):
    fit(dialog, 300)
    dialog.said.hide()
    fit(dialog, 300)
    assert dialog.height() < ROOM


@pytest.mark.usefixtures("low_screen")
def test_lines_that_do_not_wrap_are_not_pressed_together(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    lines = [button(f"Line {n}") for n in range(20)]
    dialog.setLayout(column(*lines))
    wanted = lines[0].sizeHint().height()
    fit(dialog, 300)
    dialog.show()
    assert dialog.height() == ROOM
    assert {one.height() for one in lines} == {wanted}


@pytest.mark.usefixtures("low_screen")
def test_a_size_that_was_wished_for_is_kept_within_the_screen(dialog):
    resize_within_screen(dialog, 400, 600)
    assert (dialog.width(), dialog.height()) == (400, ROOM)
