"""The guide by keyboard: from the start to a person, and back from what is to be read."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from interpreter_app.domain.situations import Sector
from interpreter_app.unit import Unit
from interpreter_app.use_cases.guide_answers import Hurry
from tests.support.guide import open_guide, press, take_from_list, type_day, type_in, type_keys
from ui.desktop.main import Desktop
from ui.desktop.pages.guide_page import GuidePage
from ui.desktop.pages.guide_page_head import ANSWER, TOPICS


@pytest.fixture
def page(qtbot, desktop: Desktop) -> GuidePage:
    return open_guide(qtbot, desktop)


def test_from_the_start_to_a_person_by_keys_alone(qtbot, desktop):
    """Ctrl G, the service by another word for it, the need by its number, the language typed, and into the search."""
    press(qtbot, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    page = open_guide(qtbot, desktop)
    type_keys(qtbot, "hospital")
    take_from_list(qtbot, desktop.window)
    assert page.answers.sector is Sector.HEALTH
    press(qtbot, Qt.Key.Key_1)
    assert page.answers.needed
    assert page.answer.headline.text() == "You must use an interpreter"
    press(qtbot, Qt.Key.Key_Return)
    type_keys(qtbot, "tigri")
    take_from_list(qtbot, desktop.window)
    assert page.answers.language == "tir"
    with qtbot.waitSignal(desktop.window.search.answered):
        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.window.search.panel.shown is not None)
    assert desktop.window.search.panel.shown.dossier.interpreter.name == "Yonas Tekle Ghebre"


def test_enter_goes_on_from_the_service_and_from_the_day_to_the_next_question(qtbot, desktop, page):
    page.questions.sector.setFocus()
    type_keys(qtbot, "konflikt")
    take_from_list(qtbot, desktop.window)
    assert page.questions.criminal.isAncestorOf(QApplication.focusWidget())
    type_day(qtbot, page.questions.day.line, date(2027, 1, 20))
    press(qtbot, Qt.Key.Key_Return)
    assert page.questions.criminal.isAncestorOf(QApplication.focusWidget())
    type_in(qtbot, page.questions.day.line, "20/1/27")
    press(qtbot, Qt.Key.Key_Return)
    assert page.questions.day.line.hasFocus()


def test_enter_goes_on_from_what_the_search_needs_to_its_button(qtbot, desktop, page):
    page.answer.search.language.setFocus()
    type_keys(qtbot, "tigri")
    take_from_list(qtbot, desktop.window)
    assert page.answer.search.go.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert desktop.window.shown_page() == "search"


def test_enter_goes_on_from_the_language_to_a_day_that_cannot_be_read(qtbot, desktop, page):
    type_in(qtbot, page.questions.day.line, "32.13.2026")
    page.answer.search.language.setFocus()
    type_keys(qtbot, "tigri")
    take_from_list(qtbot, desktop.window)
    assert page.questions.day.line.hasFocus()


def test_numbers_and_arrows_choose_among_rows_and_others_do_nothing(qtbot, page):
    rows = page.questions.hurry
    rows.focus_choice()
    press(qtbot, Qt.Key.Key_3)
    assert page.answers.hurry is Hurry.EMERGENCY
    press(qtbot, Qt.Key.Key_Down)
    assert page.answers.hurry is Hurry.STRONG_REASONS
    press(qtbot, Qt.Key.Key_9)
    assert page.answers.hurry is Hurry.STRONG_REASONS


def test_the_order_of_tab_is_that_of_the_page(qtbot, page):
    page.questions.sector.field.setFocus()
    places = []
    for _ in range(12):
        places.append(QApplication.focusWidget().mapTo(page, QPoint(0, 0)))
        press(qtbot, Qt.Key.Key_Tab)
    left = [place.y() for place in places if place.x() < page.width() // 2]
    assert left == sorted(left)
    assert len(left) >= 8


def test_ctrl_g_leads_to_the_questions_from_reading_and_from_another_page(qtbot, desktop, page):
    for leave in (lambda: None, desktop.window.show_settings):
        page.show_tab(TOPICS)
        leave()
        press(qtbot, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        assert page.panes.isVisible()
        assert page.questions.sector.isAncestorOf(QApplication.focusWidget())
        assert page.head.tabs[ANSWER].accessibleName() == "Your situation, Shown now"


def test_esc_leads_from_reading_back_to_the_answer(qtbot, page):
    page.show_tab(TOPICS)
    assert page.topics.isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.topics.isVisible()
    assert page.head.tabs[ANSWER].accessibleName() == "Your situation, Shown now"


def test_the_question_with_the_keyboard_is_in_sight_in_a_small_window(qtbot, open_desktop, data_folder):
    desktop = open_desktop(data_folder, size=(640, 400))
    desktop.session.context.remember(unit=Unit(sector=Sector.HEALTH))
    page = open_guide(qtbot, desktop)
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert page.questions.needed.isAncestorOf(focused)
    assert focused.visibleRegion().boundingRect().height() == focused.height()
