"""The search by keyboard, from the first letter to the person, the chips, and what is said when nobody is found."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from interpreter_app.domain.categories import Category
from interpreter_app.domain.interpreters import Gender, Kind
from interpreter_app.domain.searches import Order
from interpreter_app.use_cases.find_interpreters import PAGE, SearchRequest, readings
from tests.support.desktop import drawn_people, small_register
from ui.desktop.widgets.chip import ChipPopup
from ui.desktop.widgets.choice_list import ChoiceList
from ui.desktop.widgets.day_choice import DayChoice


@pytest.fixture
def page(desktop):
    return desktop.window.search


@pytest.fixture
def field(page):
    return page.field


def answered(qtbot, page, request: SearchRequest) -> None:
    """Ask for ``request`` and wait until it is answered and counted; late answers to an earlier one do not count."""
    expected = readings(request, page.finder._session.today)
    answers: list[bool] = []
    counted: list[int] = []
    page.finder.found.connect(lambda found: answers.append(found.reading in expected or found.reading.corrected))
    page.finder.counted.connect(lambda count: counted.append(count) if answers and answers[-1] else None)
    page.ask(request)
    qtbot.waitUntil(lambda: bool(counted))


def press(qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def names(page) -> list[str]:
    return [page.model.data(page.model.index(row)) for row in range(page.model.rowCount())]


def says(page, text: str) -> bool:
    return page.head.count.text() == text


def test_the_window_opens_with_the_keyboard_in_the_field_and_everybody_in_the_list(qtbot, page):
    assert page.field.edit.hasFocus()
    qtbot.waitUntil(lambda: says(page, "129 interpreters"))
    assert page.model.rowCount() == PAGE


def test_from_a_word_to_the_person_and_back_by_keyboard_alone(qtbot, page, field):
    qtbot.keyClicks(field.edit, "tigrinya")
    qtbot.waitUntil(lambda: says(page, "9 interpreters"))
    press(qtbot, Qt.Key.Key_Space)
    assert (field.language, field.text) == ("tir", "")
    qtbot.waitUntil(lambda: page.model.rowCount() == 9)
    press(qtbot, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    press(qtbot, Qt.Key.Key_Down)
    second = page.list.current_person()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    assert page.panel.shown.dossier.id == second.id
    press(qtbot, Qt.Key.Key_Escape)
    assert page.panel.shown is None
    assert page.list.hasFocus()
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Up)
    assert field.edit.hasFocus()
    press(qtbot, Qt.Key.Key_Backspace)
    assert field.language is None
    qtbot.waitUntil(lambda: says(page, "129 interpreters"))


def test_the_best_qualified_come_first(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir"))
    ranks = [page.model.person(page.model.index(row)).rank for row in range(page.model.rowCount())]
    assert ranks == sorted(ranks)


def test_beside_an_open_person_the_list_shows_whoever_is_current(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir"))
    page.list.enter()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    press(qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.panel.shown.dossier.id == page.list.current_person().id)


def test_a_language_is_offered_while_its_name_is_typed_and_enter_takes_it(qtbot, page, field):
    qtbot.keyClicks(field.edit, "tig")
    completion = field._completion
    qtbot.waitUntil(lambda: completion.isVisible() and completion.list.choices.choices[-1].count is not None)
    offered = {choice.title: choice.shown for choice in completion.list.choices.choices}
    assert offered == {"Tigre": "0", "Tigrinya": "9"}
    press(qtbot, Qt.Key.Key_Return)
    assert (field.language, field.text) == ("tir", "")
    assert not completion.isVisible()


def test_what_is_offered_is_stepped_through_and_put_away(qtbot, field):
    qtbot.keyClicks(field.edit, "pol")
    completion = field._completion
    qtbot.waitUntil(completion.isVisible)
    press(qtbot, Qt.Key.Key_Escape)
    assert not completion.isVisible()
    assert field.text == "pol"


def test_the_token_is_removed_by_a_click_and_by_delete(qtbot, page, field):
    answered(qtbot, page, SearchRequest(language="tir"))
    qtbot.mouseClick(field.token, Qt.MouseButton.LeftButton)
    assert page.request.language is None
    answered(qtbot, page, SearchRequest(language="tir"))
    field.token.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert page.request.language is None


def test_a_name_and_a_number_are_found_beside_the_language(qtbot, page, field):
    answered(qtbot, page, SearchRequest(language="tir"))
    qtbot.keyClicks(field.edit, "selam")
    qtbot.waitUntil(lambda: names(page) == ["Selam Kidane Haile"])
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, "13 118")
    qtbot.waitUntil(lambda: names(page) == ["Semhar Negash"])


def test_ctrl_k_comes_to_the_field_from_anywhere(qtbot, desktop, page, field):
    desktop.window.show_settings()
    assert not field.edit.hasFocus()
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert field.edit.hasFocus()


def test_letters_typed_on_the_list_go_to_the_field(qtbot, page, field):
    page.list.enter()
    press(qtbot, Qt.Key.Key_S)
    assert field.edit.hasFocus()
    assert field.text == "s"


def test_ctrl_c_on_the_list_copies_the_contact(qtbot, page):
    answered(qtbot, page, SearchRequest(text="selam"))
    page.list.enter()
    press(qtbot, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == "Selam Kidane Haile\nInterpreter number 14\u00a0207\n000 00 207\nselam@example.no"


def test_rows_say_in_words_what_they_paint(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir", text="selam"))
    index = page.model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Selam Kidane Haile, category B"
    said = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert said == "14\u00a0207 + Amharic E, Troms, Part time, 000 00 207"


def test_a_click_opens_and_a_click_on_the_action_rings(qtbot, page, monkeypatch):
    rung = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: rung.append(url.toString()))
    answered(qtbot, page, SearchRequest(text="selam"))
    row = page.list.visualRect(page.model.index(0))
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.right() - 20, row.center().y()))
    assert rung == ["tel:00000207"]
    assert page.panel.shown is None
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    qtbot.waitUntil(lambda: page.panel.shown is not None)


def test_ctrl_r_rings_and_ctrl_e_writes_to_the_person_meant(qtbot, page, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    answered(qtbot, page, SearchRequest(text="selam"))
    page.list.enter()
    press(qtbot, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert opened == ["tel:00000207", "mailto:selam@example.no"]


def test_further_rows_come_as_the_list_is_scrolled(qtbot, page):
    assert page.model.rowCount() == PAGE
    while page.model.rowCount() < 129:
        rows = page.model.rowCount()
        page.list.scrollToBottom()
        qtbot.waitUntil(lambda rows=rows: page.model.rowCount() > rows)
    assert len(set(names(page))) == 129
    assert not page.model.canFetchMore(page.list.rootIndex())


def test_rows_are_there_before_their_number(qtbot, page):
    qtbot.waitUntil(lambda: says(page, "129 interpreters"))
    order: list[str] = []
    page.answered.connect(lambda: order.append("rows"))
    page.finder.counted.connect(lambda _: order.append("count"))
    page.ask(SearchRequest(min_category=Category.D))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["rows", "count"]


def test_the_order_is_told_and_switched(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir"))
    assert page.head.order.text() == "best qualified first, fair order today"
    with qtbot.waitSignal(page.finder.found):
        qtbot.mouseClick(page.head.switch, Qt.MouseButton.LeftButton)
    assert page.request.order is Order.NAME
    assert page.head.order.text() == "best qualified first, then alphabetical"
    assert names(page)[1:3] == ["Mehret Solomon", "Selam Kidane Haile"]


def open_chip(qtbot, page, name: str) -> ChipPopup:
    chip = page.filters.day if name == "on" else page.filters.chips[name]
    chip.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ChipPopup)
    return popup


def offered(popup: ChipPopup) -> dict[str, str]:
    return {choice.title: choice.shown for choice in popup.findChild(ChoiceList).choices.choices}


def pick(qtbot, popup: ChipPopup, title: str) -> None:
    shown = popup.findChild(ChoiceList)
    row = [choice.title for choice in shown.choices.choices].index(title)
    shown.setCurrentIndex(shown.choices.index(row))
    qtbot.keyClick(shown, Qt.Key.Key_Return)


def test_a_chip_opens_a_list_with_counts_and_says_what_it_does_when_set(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir"))
    popup = open_chip(qtbot, page, "min_category")
    qtbot.waitUntil(lambda: offered(popup)["Category A"] == "1")
    assert offered(popup)["Category A–D"] == "9"
    pick(qtbot, popup, "Category A–C")
    qtbot.waitUntil(lambda: says(page, "5 interpreters"))
    assert page.filters.chips["min_category"].text() == "Category A–C"
    assert QApplication.activePopupWidget() is None


def test_a_chip_adds_to_what_was_typed(qtbot, page, field):
    qtbot.keyClicks(field.edit, "tigrinya sel")
    popup = open_chip(qtbot, page, "county")
    pick(qtbot, popup, "Troms")
    assert page.request == SearchRequest(text="sel", language="tir", county="55")
    assert (field.text, field.language) == ("sel", "tir")
    page.filters.clear.click()
    assert page.request == SearchRequest(text="sel", language="tir")


def test_a_choice_that_would_give_nobody_stays_with_its_0_and_cannot_be_taken(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir"))
    popup = open_chip(qtbot, page, "kind")
    qtbot.waitUntil(lambda: offered(popup)["Sign language"] == "0")
    shown = popup.findChild(ChoiceList)
    row = list(offered(popup)).index("Sign language")
    assert shown.choices.flags(shown.choices.index(row)) == Qt.ItemFlag.NoItemFlags
    for _ in range(3):
        qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert shown.current().title == "Spoken language"
    popup.close()


def test_the_county_list_can_take_the_neighbours_in(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir", county="55"))
    qtbot.waitUntil(lambda: says(page, "4 interpreters"))
    popup = open_chip(qtbot, page, "county")
    toggle = popup.findChild(QCheckBox)
    assert toggle.isEnabled()
    toggle.click()
    qtbot.waitUntil(lambda: says(page, "9 interpreters"))
    popup.close()
    assert page.filters.chips["county"].text() == "Troms and neighbours"


def test_esc_closes_the_list_of_a_chip_and_changes_nothing(qtbot, page):
    before = page.request
    popup = open_chip(qtbot, page, "gender")
    qtbot.keyClick(popup.findChild(ChoiceList), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert page.request == before


def test_a_date_is_searched_on_and_said(qtbot, page):
    popup = open_chip(qtbot, page, "on")
    choice = popup.findChild(DayChoice)
    assert choice.edit.selectedText() == "20 November 2026"
    qtbot.keyClicks(choice.edit, "20.11.2023")
    with qtbot.waitSignal(page.finder.found):
        qtbot.keyClick(choice.edit, Qt.Key.Key_Return)
    assert page.request.on == date(2023, 11, 20)
    assert page.filters.day.text() == "As of 20 November 2023"


def test_what_is_no_date_is_said_under_the_field_and_not_searched_on(qtbot, page):
    popup = open_chip(qtbot, page, "on")
    choice = popup.findChild(DayChoice)
    qtbot.keyClicks(choice.edit, "1.1.15")
    qtbot.keyClick(choice.edit, Qt.Key.Key_Return)
    assert choice.wrong.text() == "“1.1.15” is no date. Write it like 31.12.2026."
    assert popup.isVisible()
    assert page.request.on is None
    qtbot.keyClicks(choice.edit, "2")
    assert not choice.wrong.isVisible()
    popup.close()


def test_the_open_person_is_shown_as_of_the_date_of_the_search(qtbot, page):
    answered(qtbot, page, SearchRequest(text="Selam", language="tir"))
    page.open_id(page.model.person(page.model.index(0)).id)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    assert page.panel.shown.assessments[0].category == "B"
    page.ask(SearchRequest(text="Selam", language="tir", on=date(2018, 1, 1)))
    qtbot.waitUntil(lambda: page.panel.shown.day == date(2018, 1, 1))
    assert page.panel.shown.assessments[0].category == "D"
    assert any(one.text() == "As of 1 January 2018" for one in page.panel.findChildren(QLabel))


def test_an_open_person_does_not_move_the_list_from_the_best_qualified(qtbot, page):
    answered(qtbot, page, SearchRequest())
    page.open_id(page.model.person(page.model.index(page.model.rowCount() - 1)).id)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    answered(qtbot, page, SearchRequest())
    assert page.list.current_person().id == page.panel.shown.dossier.id
    assert page.list.verticalScrollBar().value() == 0


def test_enter_presses_the_button_that_has_the_keyboard_and_it_is_not_lost_with_it(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir", county="55"))
    page.filters.clear.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert page.request == SearchRequest(language="tir")
    assert page.filters.chips["min_category"].hasFocus()


def test_a_way_to_ask_for_less_brings_the_keyboard_to_the_field(qtbot, page, field):
    page.ask(SearchRequest(language="tir", county="03"))
    qtbot.waitUntil(lambda: bool(offers(page)))
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    assert field.edit.hasFocus()


def test_the_menu_of_the_field_has_the_words_of_the_program_and_keeps_its_keys(field, monkeypatch):
    texts = field._texts()
    monkeypatch.setattr(texts, "gettext", lambda message: f"<{message}>")
    said = [action.text() for action in field.edit.menu().actions() if not action.isSeparator()]
    assert said[-1].startswith("<Select all>\t")
    assert all(one.startswith("<") for one in said)


def test_all_filters_are_cleared_at_once_and_the_language_stays(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir", county="55", gender=Gender.MALE, kind=Kind.SPOKEN))
    with qtbot.waitSignal(page.finder.found):
        page.filters.clear.click()
    assert page.request == SearchRequest(language="tir")
    assert not page.filters.clear.isVisible()


def offers(page) -> dict[str, QPushButton]:
    return {one.accessibleName(): one for one in page.empty.findChildren(QPushButton) if one.isVisible()}


def test_an_empty_answer_says_why_and_what_would_help(qtbot, page):
    page.ask(SearchRequest(language="tir", min_category=Category.A, county="56"))
    qtbot.waitUntil(lambda: bool(offers(page)))
    assert says(page, "0 interpreters")
    helps = offers(page)
    assert list(helps) == [
        "Neighbouring counties too, 0 interpreters, 0 more",
        "Whole country, by screen, 1 interpreter, 1 more",
        "Category A–B, 3 interpreters, 2 more",
        "Category A–C, 5 interpreters, 2 more",
        "Category A–D, 9 interpreters, 4 more",
        "Category A–E, 9 interpreters, 0 more",
    ]
    assert [one.isEnabled() for one in helps.values()] == [False, True, True, True, True, False]
    helps["Category A–B, 3 interpreters, 2 more"].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert page.request == SearchRequest(language="tir", min_category=Category.B)
    assert page.filters.chips["min_category"].text() == "Category A–B"


def test_where_few_fit_a_line_offers_what_finds_more(qtbot, page):
    page.ask(SearchRequest(language="tir", county="56"))
    qtbot.waitUntil(lambda: bool(page.few.offers()))
    assert names(page) != []
    assert [one.text() for one in page.few.offers()] == [
        "Neighbouring counties too (6)",
        "Whole country, by screen (9)",
    ]
    page.few.offers()[1].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 9)
    assert (page.request, page.few.isVisible()) == (SearchRequest(language="tir"), False)


@pytest.mark.parametrize("request_", [SearchRequest(text="selam", county="55"), SearchRequest(language="tir")])
def test_who_asks_by_name_or_finds_enough_is_offered_nothing_more(qtbot, page, request_):
    asked: list[object] = []
    page.finder.widened.connect(asked.append)
    answered(qtbot, page, request_)
    page.finder.show(page.model.person(page.model.index(0)).id)
    with qtbot.waitSignal(page.finder.shown):
        pass
    assert (asked, page.few.isVisible()) == ([], False)


def test_a_language_that_nobody_has_is_said_to_have_nobody(qtbot, page):
    page.ask(SearchRequest(language="tha", county="03"))
    qtbot.waitUntil(lambda: "Nobody in the register is listed for Thai" in page.empty.spoken())
    assert "These data have never had anybody with a category in Thai." in page.empty.spoken()
    assert not offers(page)


def test_a_language_that_nobody_has_is_not_asked_back_where_it_is_typed(qtbot, page, field):
    qtbot.keyClicks(field.edit, "thai")
    qtbot.waitUntil(lambda: "Nobody in the register is listed for Thai" in page.empty.spoken())
    assert not offers(page)


def test_a_misspelt_language_is_asked_back_and_never_swapped_in(qtbot, page, field):
    qtbot.keyClicks(field.edit, "tigrnya")
    qtbot.waitUntil(lambda: "Did you mean Tigrinya?" in offers(page))
    assert page.request.language is None
    offers(page)["Did you mean Tigrinya?"].click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 9)
    assert (field.language, field.text) == ("tir", "")


def test_a_newer_keystroke_takes_the_place_of_an_older_search(qtbot, page, field):
    shown: list[int] = []
    page.model.modelReset.connect(lambda: shown.append(page.model.rowCount()))
    for letter in "selam":
        qtbot.keyClick(field.edit, letter)
    qtbot.waitUntil(lambda: names(page) == ["Selam Kidane Haile"])
    assert len(shown) <= 5
    assert page.finder.reading.search.words == ("selam",)


def test_what_was_asked_about_an_older_search_is_not_told_of_a_newer_one(qtbot, page):
    counted: list[int] = []
    page.finder.counted.connect(counted.append)
    answered(qtbot, page, SearchRequest())
    page.finder.search(SearchRequest(language="tir"))
    page.finder._uncounted = True
    page.finder.count()
    page.finder.find_further(PAGE)
    page.finder.count_choices()
    qtbot.waitUntil(lambda: page.model.rowCount() == 9)
    with qtbot.waitSignal(page.finder.shown):
        page.finder.show(page.model.person(page.model.index(0)).id)
    qtbot.wait(50)
    assert (page.model.rowCount(), counted[-1]) == (9, 9)


def test_a_narrow_window_shows_the_person_over_the_list_and_esc_goes_back(qtbot, open_desktop, data_folder):
    page = open_desktop(data_folder, size=(900, 700)).window.search
    answered(qtbot, page, SearchRequest(language="tir"))
    page.list.enter()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(page.panel.isVisible)
    assert not page.list.isVisible()
    assert QApplication.focusWidget().text() == "Back to the list"
    press(qtbot, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert page.list.hasFocus()


def test_a_wide_window_shows_both(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir"))
    page.list.enter()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(page.panel.isVisible)
    assert page.list.isVisible()


@pytest.fixture(params=[(1280, 800), (640, 400)], ids=["beside", "over"])
def opened(request, qtbot, open_desktop, data_folder):
    """A search for Tigrinya with its first person open."""
    page = open_desktop(data_folder, size=request.param).window.search
    answered(qtbot, page, SearchRequest(language="tir"))
    page.list.enter()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(page.panel.isVisible)
    return page


def test_another_search_puts_away_whoever_it_does_not_find(qtbot, opened):
    opened.window().find_people(SearchRequest(language="som"))
    qtbot.waitUntil(lambda: opened.panel.shown is None)
    assert opened.list.isVisible()
    assert opened.field.edit.hasFocus()
    assert opened.remembered().get("open") is None
    assert opened.person_meant() is None


def test_typing_another_search_puts_away_whoever_it_does_not_find_and_goes_on(qtbot, opened):
    opened.focus_field()
    qtbot.keyClicks(opened.field.edit, "x")
    qtbot.waitUntil(lambda: opened.panel.shown is None)
    qtbot.keyClicks(opened.field.edit, "y")
    assert opened.field.text == "xy"


def test_another_search_leaves_open_whoever_it_finds_too(qtbot, opened):
    person = opened.panel.shown.dossier
    answered(qtbot, opened, SearchRequest(language="tir", text=person.interpreter.last_name))
    assert opened.panel.shown.dossier.id == person.id
    assert opened.list.current_person().id == person.id


def test_the_same_search_and_another_order_leave_open_whoever_is(qtbot, page):
    answered(qtbot, page, SearchRequest(language="tir"))
    stranger = page.model.person(page.model.index(0)).id
    answered(qtbot, page, SearchRequest(language="som"))
    page.open_id(stranger)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    answered(qtbot, page, SearchRequest(language="som", order=Order.NAME))
    with qtbot.waitSignal(page.finder.found):
        page.reload()
    assert page.panel.shown.dossier.id == stranger


def test_the_search_is_as_it_was_at_the_next_start(qtbot, open_desktop, data_folder):
    request = SearchRequest(language="tir", county="55", neighbours=True, order=Order.NAME)
    first = open_desktop(data_folder)
    answered(qtbot, first.window.search, request)
    first.window.search.list.enter()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.window.search.panel.shown is not None)
    opened = first.window.search.panel.shown.dossier.id
    first.window.close()
    page = open_desktop(data_folder).window.search
    assert page.request == request
    assert page.field.token.text() == "Tigrinya"
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    assert page.panel.shown.dossier.id == opened


def test_a_person_who_left_the_register_is_put_away(qtbot, page):
    page.open_id("0" * 32)
    with qtbot.waitSignal(page.finder.shown):
        page.finder.show("0" * 32)
    assert page.panel.shown is None


def test_markup_in_a_name_is_text(qtbot, open_desktop, tmp_path):
    from tests.support.registers import person

    small_register(tmp_path, [*drawn_people(), person("<b>Ola</b> & <img src=x>", 19999, ["tir"])])
    page = open_desktop(tmp_path).window.search
    answered(qtbot, page, SearchRequest(text="19999"))
    page.list.enter()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    shown = [one for one in page.panel.findChildren(type(page.head.count)) if "Ola" in one.text()]
    assert shown
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in shown)


def shortlisted(page) -> list[str]:
    wanted: list[str] = []
    page.shortlist_wanted.connect(wanted.append)
    return wanted


def test_c_on_the_list_and_in_the_open_person_adds_to_the_call_list_and_types_nothing(qtbot, page, field):
    wanted = shortlisted(page)
    answered(qtbot, page, SearchRequest(text="selam"))
    page.list.enter()
    press(qtbot, Qt.Key.Key_C)
    selam = page.list.current_person().id
    assert (wanted, field.text) == ([selam], "selam")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    page.panel.focus_first()
    press(qtbot, Qt.Key.Key_C)
    next(one for one in page.panel.findChildren(QPushButton) if one.text() == "Add to call list").click()
    assert wanted == [selam] * 3


def test_c_with_nobody_current_and_a_capital_c_add_nobody(qtbot, page, field):
    wanted = shortlisted(page)
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert (wanted, field.edit.hasFocus()) == ([], True)
