"""Answering the guide as a person does: choices picked, rows pressed, days typed."""

from collections.abc import Hashable
from datetime import date

from PySide6.QtWidgets import QLineEdit
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
