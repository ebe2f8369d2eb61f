"""The register as a table, by keyboard: filtered, sorted, chosen, copied, exported, opened."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from interpreter_app.domain.errors import EnvironmentFault
from interpreter_app.domain.interpreters import Capacity
from interpreter_app.domain.people_lists import SortBy
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.find_interpreters import SearchRequest
from tests.support.desktop import context_in
from tests.support.lists import log_in
from ui.desktop.main import Desktop
from ui.desktop.models.people import LANGUAGES, PAIRS_ROLE, PORTION, UNSENT, PeopleModel, column_of
from ui.desktop.pages import people_page
from ui.desktop.pages.people_page import PeoplePage

NAME, NUMBER = column_of(SortBy.NAME), column_of(SortBy.NUMBER)
ALL = 129
SECONDS = 10.0
"""The most that a test waits for its own release."""


@pytest.fixture
def desktop(open_desktop, data_folder: Path) -> Desktop:
    log_in(context_in(data_folder).open_profile()).close()
    return open_desktop(data_folder)


@pytest.fixture
def page(qtbot, desktop) -> PeoplePage:
    made = desktop.window.show_page("people")
    assert isinstance(made, PeoplePage)
    qtbot.waitUntil(lambda: made.model.rowCount() == ALL)
    qtbot.waitUntil(lambda: bool(cell(made, 0)))
    return made


def cell(page: PeoplePage, row: int, place: int = NAME) -> str:
    return page.model.index(row, place).data()


def test_everybody_is_on_the_list_by_name(page):
    assert page.count.text() == "129 people"
    assert cell(page, 0) == "Abel Fessehaye"
    assert cell(page, 0, 2) == "Tigrinya C"
    assert page.field.edit.hasFocus()


def test_rows_are_read_only_when_they_are_looked_at(qtbot, page):
    assert page.model._rows.keys() < set(page.model._ids)
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: cell(page, ALL - 1) != "")


def test_what_is_typed_filters(qtbot, page):
    QTest.keyClicks(page.field.edit, "selam")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    qtbot.waitUntil(lambda: cell(page, 0) == "Selam Kidane Haile")


def test_a_press_on_a_column_sorts_and_a_second_turns_it_round(qtbot, page):
    head = page.table.horizontalHeader()
    head.sectionClicked.emit(NUMBER)
    qtbot.waitUntil(lambda: cell(page, 0, NUMBER) == "11\u00a0975")
    head.sectionClicked.emit(NUMBER)
    qtbot.waitUntil(lambda: cell(page, 0, NUMBER) == "20\u00a0119")
    head.sectionClicked.emit(UNSENT)
    assert head.sortIndicatorSection() == NUMBER


def test_those_who_are_not_listed_are_a_choice_of_their_own(qtbot, page):
    page.listed.setFocus()
    QTest.keyClick(page.listed, Qt.Key.Key_Return)
    shown = QApplication.focusWidget()
    for _ in range(2):
        QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.listed.text() == "Not listed"
    assert not page.copy.isEnabled()


def test_a_chip_filters_as_in_the_search(qtbot, page):
    page.filters.changed.emit(SearchRequest(capacity=Capacity.PART_TIME, county="55"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert page.filters.chips["county"].text() == "Troms"


def test_the_chosen_are_copied_as_clean_addresses(qtbot, page):
    page.table.enter()
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.chosen.text() == "2 chosen"
    page.copy.setFocus()
    QTest.keyClick(page.copy, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "abel@example.no; filmon@example.no")


def test_copying_does_not_stand_in_the_way_of_a_search_nor_wait_for_one(qtbot, desktop, page):
    goes_on = threading.Event()
    desktop.runner.read(lambda _: goes_on.wait(SECONDS), lambda _: None, slot="")
    QGuiApplication.clipboard().clear()
    page.table.enter()
    page.copy.click()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "abel@example.no")
    goes_on.set()


def test_ctrl_a_chooses_all_and_so_does_choosing_nobody(page):
    assert len(page.chosen_ids()) == ALL
    page.table.enter()
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.table.chosen_rows() == list(range(ALL))
    assert not page.edit.isEnabled()


def test_enter_opens_the_record_and_up_from_the_first_row_goes_to_the_field(qtbot, desktop, page):
    page.table.enter()
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    assert page.field.edit.hasFocus()
    page.table.enter()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.window.shown_page() == "record")
    record = desktop.window.page("record")
    qtbot.waitUntil(lambda: record.head.name.text() == "Abel Fessehaye")


def test_ctrl_e_edits_the_current_row_here_too(qtbot, desktop, page):
    page.table.enter()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    record = desktop.window.page("record")
    qtbot.waitUntil(lambda: record.head.name.text() == "Filmon Habte")


def test_of_a_long_list_only_the_rows_that_are_looked_at_are_read():
    wanted = []
    model = PeopleModel(lambda: Texts(UiLanguage.ENGLISH))
    model.wanted.connect(lambda: wanted.append(model.unread()))
    model.show([str(n) for n in range(100_000)])
    assert model.index(70_001, 0).data() == ""
    assert [len(ids) for ids in wanted] == [PORTION]
    assert "70001" in wanted[0]
    model.put(wanted[0], [])
    assert model.index(70_001, 0).data() == ""
    assert len(wanted) == 1


def test_an_error_while_rows_are_read_is_told_once(qtbot, monkeypatch, desktop, page):
    def fails(*_: object) -> None:
        raise EnvironmentFault("The disk is gone.")

    told: list[BaseException] = []
    monkeypatch.setattr(people_page, "read_rows", fails)
    desktop.session.runner.report = told.append
    page.refresh(None)
    qtbot.waitUntil(lambda: bool(told))
    QApplication.processEvents()
    assert len(told) <= 1 + ALL // PORTION


def test_a_row_says_the_categories_as_letters_with_bars(qtbot, page):
    pairs = page.model.index(0, LANGUAGES).data(PAIRS_ROLE)
    assert [(pair.rank, pair.title) for pair in pairs] == [(3, "Tigrinya")]
    assert page.model.index(0, LANGUAGES).data(Qt.ItemDataRole.AccessibleTextRole) == "Tigrinya C"


def test_who_is_chosen_stays_so_when_the_list_is_read_anew(qtbot, page):
    page.table.enter()
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = page.chosen_ids()
    page.table.horizontalHeader().sectionClicked.emit(NUMBER)
    qtbot.waitUntil(lambda: cell(page, 0, NUMBER) == "11\u00a0975")
    assert sorted(page.chosen_ids()) == sorted(chosen)
    assert page.chosen.text() == "2 chosen"


def test_all_that_are_found_are_chosen_with_one_key_and_counted(page):
    page.table.enter()
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.chosen.text() == "All 129 chosen"


def test_nobody_is_said_with_a_way_back(qtbot, page):
    page.filters.changed.emit(SearchRequest(capacity=Capacity.PART_TIME, county="21"))
    qtbot.waitUntil(page.everybody.isVisible)
    assert page.empty.headline.text() == "Nobody fits"
    page.everybody.setFocus()
    QTest.keyClick(page.everybody, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == ALL)
    assert page.table.isVisible()


def test_the_menu_does_what_the_buttons_do(qtbot, desktop, page):
    page.table.enter()
    menu = page.menu()
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == ["Edit", "Copy mail addresses", "Export …", "New interpreter", "Import …", "As it was known …"]
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "abel@example.no")
    menu.deleteLater()


def test_e_edits_and_ctrl_c_copies(qtbot, desktop, page):
    page.table.enter()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "abel@example.no")
    QTest.keyClick(page.table, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: desktop.window.shown_page() == "record")


@pytest.mark.parametrize("held", ["NoModifier", "ShiftModifier", "ControlModifier"])
def test_whoever_comes_to_the_list_has_one_person_chosen_whatever_is_current_or_held(page, held):
    page.table.selectionModel().setCurrentIndex(page.model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
    assert page.table.chosen_count() == 0
    QTest.keyPress(page.field.edit, Qt.Key.Key_Shift, Qt.KeyboardModifier[held])
    page.table.enter()
    assert page.table.chosen_count() == 1


def test_those_with_unsent_changes_are_found_and_marked(qtbot, desktop, page):
    desktop.window.edit_person(page.model.id_at(0))
    record = desktop.window.page("record")
    qtbot.waitUntil(lambda: record.form is not None)
    record.form.set(record.form.person, place="Alta")
    record.save()
    qtbot.waitUntil(lambda: not record.has_unsaved)
    desktop.window.show_page("people")
    page.listed.click()
    shown = QApplication.focusWidget()
    QTest.keyClick(shown, Qt.Key.Key_End)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    qtbot.waitUntil(lambda: cell(page, 0, UNSENT) == "not sent")
