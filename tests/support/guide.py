"""Answering the guide as a person does: choices picked, rows pressed, days typed, keys wherever the keyboard is."""

from collections.abc import Hashable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from interpreter_app.domain.situations import Situation
from tests.support.situations import hurry_of
from ui.desktop.main import Desktop
from ui.desktop.pages.guide_page import GuidePage
from ui.desktop.widgets.form_field import ChoiceInput


def open_guide(qtbot: QtBot, desktop: Desktop) -> GuidePage:
    """The guide, shown, its content read."""
    page = desktop.window.show_page("guide")
    assert isinstance(page, GuidePage)
    qtbot.waitUntil(lambda: page.known is not None)
    return page


def pick(field: ChoiceInput, value: Hashable) -> None:
    """Take a value in the list of a field."""
    field.field.show_value(value)
    field.field.picked.emit(value)


def type_in(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    """Type ``text`` in the place of what stands there."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def type_day(qtbot: QtBot, line: QLineEdit, day: date) -> None:
    """Type a day."""
    type_in(qtbot, line, f"{day:%d.%m.%Y}")


def yes_or_no(*, yes: bool) -> str:
    """The value of the row."""
    return "yes" if yes else "no"


def answer_all(qtbot: QtBot, page: GuidePage, situation: Situation) -> None:
    """Answer every question as ``situation`` has it."""
    asked = page.questions
    pick(asked.sector, situation.sector)
    pick(asked.body, situation.body)
    type_day(qtbot, asked.day.line, situation.day)
    if asked.norwegian.isChecked() != situation.norwegian_involved:
        asked.norwegian.click()
    if asked.criminal.isVisible():
        asked.criminal.rows[yes_or_no(yes=situation.criminal_case)].click()
    asked.needed.rows[yes_or_no(yes=situation.needed)].click()
    asked.other_act.rows[yes_or_no(yes=situation.duty_in_other_act)].click()
    asked.hurry.rows[hurry_of(situation)].click()
    asked.proposed.rows[situation.proposed].click()
    if asked.child.isVisible() and asked.child.defensible.isChecked() != situation.child_defensible:
        asked.child.defensible.click()
    if situation.no_show:
        asked.fee.unfold.click()
        for box, wanted in (
            (asked.fee.told_of_booking, situation.no_show.told_of_booking),
            (asked.fee.told_of_fee, situation.no_show.told_of_fee),
        ):
            if box.isChecked() != wanted:
                box.click()
        type_in(qtbot, asked.fee.cost.line, str(situation.no_show.cost))


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, wherever the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def type_keys(qtbot: QtBot, text: str) -> None:
    """Letters, wherever the keyboard is: the first may open a list that takes the others."""
    for letter in text:
        qtbot.keyClicks(QApplication.focusWidget(), letter)


def take_from_list(qtbot: QtBot, window: QWidget) -> None:
    """Enter in a list that is open; without a window manager nobody makes the window active again when it closes."""
    press(qtbot, Qt.Key.Key_Return)
    QApplication.processEvents()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and QApplication.focusWidget() is not None)
