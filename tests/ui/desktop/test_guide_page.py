"""The guide in the window: answered by presses and keys, the answer growing beside, and from there into the search."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from interpreter_app.domain.guidance_content import Content, shipped_pieces
from interpreter_app.domain.situation_entries import read_situation
from interpreter_app.domain.situations import Body, Ground, Method, Proposed, Sector
from interpreter_app.i18n import UiLanguage
from interpreter_app.settings import read_settings
from interpreter_app.unit import Unit
from interpreter_app.use_cases.call_lists import list_call_lists
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.guide_answers import Hurry, Question, first_answers
from tests.support.call_lists import at_hand
from tests.support.guide import answer_all, open_guide, pick, press, type_day, type_in
from tests.support.situations import EXAMPLES
from tests.support.widgets import words
from ui.desktop.dialogs.departure_note import DepartureNoteDialog
from ui.desktop.main import Desktop
from ui.desktop.pages.guide_page import GuidePage
from ui.desktop.pages.guide_page_head import TOPICS
from ui.desktop.widgets.radio_rows import RadioRowButton

TODAY = date(2026, 11, 20)
HEADLINES = {
    "other_act": "You must use an interpreter",
    "tolkeloven": "You must use an interpreter",
    "should_consider": "Consider using an interpreter",
}


@pytest.fixture
def page(qtbot, desktop: Desktop) -> GuidePage:
    return open_guide(qtbot, desktop)


def said(page: GuidePage) -> str:
    return words(page.answer)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["name"])
def test_answering_an_example_gives_what_is_expected_of_it(qtbot, page, example):
    situation = read_situation(example["situation"], "", TODAY)
    answer_all(qtbot, page, situation)
    assert page.known is not None
    found, expected = page.known.guidance, example["expect"]
    assert found is not None
    for name in {"act_applies", "duty", "qualified", "child", "police_certificate"} & expected.keys():
        assert getattr(found, name) == expected[name]
    if "departure" in expected:
        assert [found.departure.allowed, list(found.departure.grounds)] == list(expected["departure"].values())
    if "no_show_fee" in expected:
        assert found.no_show_fee.allowed is expected["no_show_fee"]["allowed"]
        assert found.no_show_fee.maximum == Decimal(str(expected["no_show_fee"]["maximum"]))
    if found.duty in HEADLINES:
        assert page.answer.headline.text() == HEADLINES[found.duty]
    else:
        assert "does not" in page.answer.headline.text()


def test_nothing_is_said_that_the_next_answer_could_take_back(page):
    assert page.answer.headline.text() == "Answer “Where does the conversation belong?”"
    assert not page.answer.print.isEnabled()
    pick(page.questions.sector, Sector.SCHOOL)
    assert page.answer.headline.text() == "Answer “Is something important at stake?”"
    page.questions.needed.rows["yes"].click()
    assert page.answer.headline.text() == "You must use an interpreter"
    assert page.answer.print.isEnabled()


def test_where_another_act_has_the_duty_the_answer_begins_with_the_sector(page):
    pick(page.questions.sector, Sector.COURT)
    assert page.answer.headline.text() == "You must use an interpreter"
    assert page.questions.other_act.value == "yes"
    ask = [
        one
        for one in page.answer.findChildren(QPushButton)
        if one.text() == "Answer “Is something important at stake?”"
    ]
    ask[0].click()
    assert page.questions.needed.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (date(2026, 12, 31), "The Interpreting Act does not require a qualified interpreter yet"),
        (date(2027, 1, 1), "The interpreter must be qualified"),
    ],
)
def test_the_answer_is_another_from_the_day_after_the_dispensation(qtbot, page, day, title):
    pick(page.questions.sector, Sector.NAV)
    page.questions.needed.rows["yes"].click()
    type_day(qtbot, page.questions.day.line, day)
    assert title in said(page)


def test_that_the_demand_is_not_verified_stands_beside_it_and_is_not_folded_away(qtbot, page):
    pick(page.questions.sector, Sector.NAV)
    page.questions.needed.rows["yes"].click()
    assert "We do not know whether the dispensation was extended" not in said(page)
    type_day(qtbot, page.questions.day.line, date(2027, 3, 1))
    told = said(page)
    assert "The interpreter must be qualified" in told
    assert "We do not know whether the dispensation was extended" in told
    assert told.index("We do not know whether") < told.index("What to do now")


@pytest.mark.parametrize("text", ["31/12/26", "31.12.", "tomorrow", ""])
def test_while_the_day_cannot_be_read_there_is_no_answer(qtbot, desktop, page, text):
    pick(page.questions.sector, Sector.NAV)
    page.questions.needed.rows["yes"].click()
    assert "Interpreting Act does not require a qualified interpreter yet" in said(page)
    line = page.questions.day.line
    type_in(qtbot, line, text)
    if not text:
        press(qtbot, Qt.Key.Key_Backspace)
    assert page.answer.headline.text() == "Write the day of the conversation: the answer depends on it"
    assert page.document() is None
    assert [one.isEnabled() for one in (page.answer.print, page.answer.copy, page.answer.search.go)] == [False] * 3
    assert not any(words in said(page) for words in ("qualified", "What to do now", "Whom to contact", "Show "))
    page.answer.search.language.setFocus()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desktop.window.shown_page() == "guide"
    assert line.hasFocus()
    type_day(qtbot, line, date(2027, 1, 1))
    assert "The interpreter must be qualified" in said(page)
    assert all(one.isEnabled() for one in (page.answer.print, page.answer.copy, page.answer.search.go))


def test_a_day_that_cannot_be_read_is_asked_for_where_the_field_is_made_anew(qtbot, desktop, page):
    pick(page.questions.sector, Sector.NAV)
    page.questions.needed.rows["yes"].click()
    type_in(qtbot, page.questions.day.line, "32.13.2026")
    desktop.session.speak(UiLanguage.NYNORSK)
    again = open_guide(qtbot, desktop)
    assert again.questions.day.line.text() == ""
    assert again.questions.day.line.hasFocus()
    assert again.answer.headline.text().startswith("Skriv kva dag samtalen er")
    assert again.document() is None
    assert not again.answer.search.go.isEnabled()
    type_day(qtbot, again.questions.day.line, TODAY)
    assert again.answer.headline.text() == "De må bruke tolk"
    type_in(qtbot, again.questions.day.line, "31/12/26")
    again.head.begin_anew.click()
    assert again.answers.day_is_known
    assert again.answer.search.go.isEnabled()


def test_a_day_that_cannot_be_read_stays_where_the_unit_is_another(qtbot, desktop, page):
    pick(page.questions.sector, Sector.NAV)
    type_in(qtbot, page.questions.day.line, "32.13.2026")
    desktop.session.context.remember(unit=Unit(sector=Sector.HEALTH))
    open_guide(qtbot, desktop)
    assert page.answers.sector is Sector.HEALTH
    assert page.questions.day.line.text() == "32.13.2026"
    assert not page.answers.day_is_known


def in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_what_a_press_opens_comes_into_sight(qtbot, open_desktop, data_folder):
    page = open_guide(qtbot, open_desktop(data_folder, size=(640, 480)))
    row = page.questions.proposed.rows[Proposed.CHILD]
    page.panes.area.ensureWidgetVisible(row, 0, 0)
    row.click()
    QApplication.processEvents()
    assert in_sight(page.questions.child.born)
    assert in_sight(page.questions.child.defensible)


def test_the_search_is_in_sight_when_the_guide_is_made_anew_in_a_small_window(qtbot, open_desktop, data_folder):
    desktop = open_desktop(data_folder, size=(640, 400))
    desktop.session.context.remember(unit=Unit(sector=Sector.HEALTH))
    page = open_guide(qtbot, desktop)
    page.questions.needed.rows["yes"].click()
    desktop.window.show_settings()
    desktop.session.speak(UiLanguage.BOKMAL)
    QApplication.processEvents()
    again = open_guide(qtbot, desktop)
    QApplication.processEvents()
    assert again.answer.search.language.field.hasFocus()
    assert in_sight(again.answer.search.language.field)


@pytest.mark.parametrize(("born", "forbidden"), [(date(2008, 11, 21), True), (date(2008, 11, 20), False)])
def test_whoever_is_eighteen_on_the_day_is_no_child(qtbot, page, born, forbidden):
    pick(page.questions.sector, Sector.NAV)
    page.questions.needed.rows["yes"].click()
    page.questions.proposed.rows[Proposed.CHILD].click()
    assert "The child may not interpret" in said(page)
    type_day(qtbot, page.questions.child.born.line, born)
    assert ("The child may not interpret" in said(page)) is forbidden


def test_nobody_is_born_after_the_conversation(qtbot, page):
    pick(page.questions.sector, Sector.NAV)
    page.questions.proposed.rows[Proposed.CHILD].click()
    type_day(qtbot, page.questions.child.born.line, date(2026, 11, 21))
    assert page.questions.child.born.wrong.isVisible()
    assert page.answers.birth_date is None
    type_day(qtbot, page.questions.day.line, date(2026, 11, 22))
    assert not page.questions.child.born.wrong.isVisible()


def test_the_fee_waits_for_the_cost_when_both_were_told(qtbot, page):
    pick(page.questions.sector, Sector.NAV)
    page.questions.needed.rows["yes"].click()
    fee = page.questions.fee
    fee.unfold.click()
    assert "You may not charge a fee" in said(page)
    fee.told_of_booking.click()
    fee.told_of_fee.click()
    assert "fee" not in said(page)
    type_in(qtbot, fee.cost.line, "1400")
    assert "672.50" in said(page)
    fee.unfold.click()
    assert page.answers.no_show is None


def test_the_criminal_case_is_asked_in_konfliktraad_only(page):
    assert not page.questions.criminal.isVisible()
    pick(page.questions.sector, Sector.CONCILIATION)
    assert page.questions.criminal.isVisible()
    assert Question.CRIMINAL_CASE in page.answers.missing


def test_paragraphs_are_links_that_lead_to_the_act(monkeypatch, page):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    pick(page.questions.sector, Sector.NAV)
    page.questions.needed.rows["yes"].click()
    links = {one.accessibleName(): one for one in page.answer.findChildren(QPushButton) if one.isVisible()}
    link = links["the Interpreting Act § 6 (1)"]
    assert link.toolTip() == "https://lovdata.no/lov/2021-06-11-79/§6"
    link.click()
    assert opened == ["https://lovdata.no/lov/2021-06-11-79/§6"]


def test_the_unit_is_remembered_and_the_situation_is_not(qtbot, open_desktop, data_folder):
    first = open_guide(qtbot, open_desktop(data_folder))
    pick(first.questions.sector, Sector.SCHOOL)
    pick(first.questions.body, Body.PRIVATE_SCHOOL)
    first.questions.needed.rows["yes"].click()
    unit = read_settings(data_folder).unit
    assert (unit.sector, unit.body) == (Sector.SCHOOL, Body.PRIVATE_SCHOOL)
    second = open_guide(qtbot, open_desktop(data_folder))
    assert second.answers.sector is Sector.SCHOOL
    assert second.answers.needed is None


def test_what_the_settings_say_of_the_unit_the_guide_follows(qtbot, desktop, page):
    settings = desktop.window.show_page("settings")
    pick(settings.unit.sector, Sector.HEALTH)
    desktop.window.show_page("guide")
    assert page.answers.sector is Sector.HEALTH
    pick(page.questions.sector, Sector.GP)
    desktop.window.show_page("settings")
    assert settings.unit.sector.value is Sector.GP


def test_half_the_answers_stay_while_another_page_is_shown_and_in_another_language(qtbot, desktop, page):
    pick(page.questions.sector, Sector.NAV)
    page.questions.hurry.rows[Hurry.EMERGENCY].click()
    desktop.window.show_settings()
    assert desktop.window.show_page("guide") is page
    desktop.session.speak(UiLanguage.NYNORSK)
    again = open_guide(qtbot, desktop)
    assert again is not page
    assert again.answers == page.answers
    assert again.questions.hurry.value == Hurry.EMERGENCY
    again.questions.needed.rows["yes"].click()
    assert again.answer.headline.text() == "De må bruke tolk"


def test_finding_opens_the_search_with_the_language_and_the_place(qtbot, desktop, page):
    pick(page.answer.search.language, "tir")
    pick(page.answer.search.county, "55")
    page.answer.search.go.click()
    assert desktop.window.shown_page() == "search"
    assert desktop.window.search.request == SearchRequest(language="tir", county="55", neighbours=True)
    assert desktop.window.search.field.edit.hasFocus()
    assert desktop.window.search.field.language == "tir"


def test_by_screen_the_whole_country_is_searched(desktop, page):
    pick(page.answer.search.language, "tir")
    pick(page.answer.search.county, "55")
    pick(page.answer.search.method, Method.SCREEN)
    assert not page.answer.search.county.isVisible()
    page.answer.search.go.click()
    assert desktop.window.search.request == SearchRequest(language="tir")


def test_what_was_answered_is_in_the_call_list_and_in_the_note_without_being_asked_again(qtbot, desktop, page):
    page.take(replace(page.answers, hurry=Hurry.CANNOT_WAIT, language="tir", day=date(2027, 1, 20)))
    with qtbot.waitSignal(desktop.window.search.answered):
        page.answer.search.go.click()
    desktop.window.search.list.enter()
    qtbot.keyClick(desktop.window.search.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: bool(list_call_lists(desktop.session.profile)))
    (made,) = list_call_lists(desktop.session.profile)
    assert (made.need.on, made.need.method) == (date(2027, 1, 20), Method.SCREEN)
    note = DepartureNoteDialog(desktop.window, at_hand(made), Content(shipped_pieces()))
    assert [ground for ground, box in note.form.grounds.boxes.items() if box.isChecked()] == [Ground.CANNOT_WAIT]
    assert note.form.methods.ticked() == []  # nobody was asked yet
    note.reject()


def test_for_the_next_situation_everything_is_asked_anew_but_what_the_unit_has_said(page):
    pick(page.questions.sector, Sector.HEALTH)
    page.take(replace(page.answers, needed=True, proposed=Proposed.CHILD, birth_date=date(2015, 1, 1), language="tir"))
    page.head.begin_anew.click()
    assert page.answers == first_answers(page._session.context.settings.unit)
    assert page.answers.sector is Sector.HEALTH
    page.show_tab(TOPICS)
    assert page.head.begin_anew.isHidden()


def test_what_can_wait_is_folded_away(page):
    pick(page.questions.sector, Sector.COURT)
    page.questions.needed.rows["yes"].click()
    count = len(page.answer.arranged.further)
    assert page.answer.all.text() == f"Show {count} more"
    before = said(page)
    page.answer.all.click()
    assert len(said(page)) > len(before)
    page.answer.all.click()
    assert said(page) == before


def test_what_folds_it_away_again_stands_under_what_it_opened(page):
    pick(page.questions.sector, Sector.COURT)
    page.questions.needed.rows["yes"].click()
    page.answer.all.click()
    assert page.answer.all.text() == "Show less"
    further = page.answer._further
    below = further.mapTo(page, QPoint(0, further.height())).y()
    assert further.isVisible()
    assert page.answer.all.mapTo(page, QPoint(0, 0)).y() >= below


def test_the_answer_is_copied_as_text(page):
    pick(page.questions.sector, Sector.NAV)
    page.questions.needed.rows["yes"].click()
    page.answer.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("You must use an interpreter\n")
    assert "the Interpreting Act § 2, § 6 (1)" in copied


def test_the_page_to_print_is_written_and_opened(qtbot, monkeypatch, tmp_path, page):
    opened: list[str] = []
    file = tmp_path / "side"
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    monkeypatch.setattr("ui.desktop.chosen_files.QFileDialog.getSaveFileName", lambda *_: (str(file), "PDF (*.pdf)"))
    pick(page.questions.sector, Sector.NAV)
    page.questions.needed.rows["yes"].click()
    page.answer.print.click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [f"{file}.pdf"]
    assert Path(opened[0]).read_bytes().startswith(b"%PDF")


def test_nothing_is_written_when_no_file_is_chosen(monkeypatch, page):
    asked, written = [], []
    monkeypatch.setattr(
        "ui.desktop.chosen_files.QFileDialog.getSaveFileName", lambda *given: asked.append(given) or ("", "")
    )
    monkeypatch.setattr("ui.desktop.save_document.write_document", lambda *given: written.append(given))
    pick(page.questions.sector, Sector.COURT)
    page.answer.print.click()
    assert [Path(given[2]).name for given in asked] == ["You must use an interpreter.pdf"]
    assert written == []


def test_the_guide_is_there_before_any_register_is(qtbot, open_desktop, tmp_path):
    desktop = open_desktop(tmp_path / "empty")
    page = open_guide(qtbot, desktop)
    pick(page.questions.sector, Sector.NAV)
    page.questions.needed.rows["yes"].click()
    assert page.answer.headline.text() == "You must use an interpreter"
    page.answer.search.go.click()
    assert desktop.window.shown_page() == "first-start"


def cut(page: GuidePage) -> list[str]:
    """Texts that have less room than they need."""
    labels = [one for one in page.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    rows = [one for one in page.findChildren(RadioRowButton) if one.isVisible()]
    return [_called(one) for one in (*labels, *rows) if one.height() < one.heightForWidth(one.width())]


def _called(one: QWidget) -> str:
    return one.accessibleName() or str(one.property("text"))


@pytest.mark.parametrize("size", [(600, 380), (640, 400), (1024, 700), (1280, 800)])
@pytest.mark.parametrize("language", UiLanguage)
def test_nothing_is_cut_in_a_small_window_or_at_twice_the_size(qtbot, open_desktop, data_folder, size, language):
    desktop = open_desktop(data_folder, language=language, size=size)
    page = open_guide(qtbot, desktop)
    pick(page.questions.sector, Sector.CONCILIATION)
    page.questions.needed.rows["yes"].click()
    page.questions.proposed.rows[Proposed.CHILD].click()
    qtbot.waitUntil(lambda: cut(page) == [])
    wide = page.panes.area.widget().width() - page.panes.area.viewport().width()
    assert wide <= 0
    page.show_tab(TOPICS)
    qtbot.waitUntil(lambda: cut(page) == [])


def test_in_a_small_window_the_headline_stays_in_sight_and_leads_to_the_answer(qtbot, open_desktop, data_folder):
    page = open_guide(qtbot, open_desktop(data_folder, size=(640, 400)))
    pick(page.questions.sector, Sector.COURT)
    assert words(page.foot) == "You must use an interpreter"
    page.foot.findChild(QPushButton).click()
    assert page.answer.isAncestorOf(QApplication.focusWidget())
    place = page.answer.headline.mapTo(page.panes.area, QPoint(0, 0))
    assert 0 <= place.y() < page.panes.area.height()
