"""The guidelines in the window: answered, kept as one answers, checked in words, saved."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from interpreter_app.domain.guidelines import MINIMUM, GuidelinesAnswers, Part
from interpreter_app.domain.guidelines_entries import LONGEST_TEXT
from interpreter_app.domain.situations import Body, Sector
from interpreter_app.i18n import UiLanguage
from interpreter_app.unit import Unit
from interpreter_app.use_cases.guidelines import keep_answers, read_kept_answers
from tests.support.desktop import NOW, context_in
from tests.support.guidelines import COMPLETE
from tests.support.widgets import words
from ui.desktop.main import Desktop
from ui.desktop.pages.guidelines_page import GuidelinesPage


def opened(qtbot, desktop: Desktop) -> GuidelinesPage:
    page = desktop.window.show_page("guidelines")
    assert isinstance(page, GuidelinesPage)
    qtbot.waitUntil(lambda: page.parts is not None and set(page.parts.cards) == set(Part))
    return page


@pytest.fixture
def page(qtbot, desktop: Desktop) -> GuidelinesPage:
    return opened(qtbot, desktop)


def kept(desktop: Desktop) -> GuidelinesAnswers | None:
    return read_kept_answers(desktop.session.profile)


def put_complete(folder: Path) -> None:
    profile = context_in(folder).open_profile()
    keep_answers(profile, COMPLETE, NOW)
    profile.close()


def link_to(page: GuidelinesPage, question: str) -> QPushButton:
    links = page.state.findChildren(QPushButton)
    return next(one for one in links if one.isVisible() and question in one.accessibleName())


def test_a_new_page_says_in_words_what_is_missing_and_begins_with_the_first_question(page):
    assert page.state.headline.text() == "3 of 6 in place"
    assert "Not answered: “Who books interpreters, and how?”" in words(page.state)
    assert page.unit.unit.line.hasFocus()


def test_every_part_is_asked_about_and_the_minimum_cannot_be_left_out(page):
    assert set(page.parts.cards) == set(Part)
    for part, card in page.parts.cards.items():
        assert card.included.isVisible() is (part not in MINIMUM)


def test_answers_are_checked_and_kept_as_they_are_given(qtbot, page, desktop):
    for part, answer in ((Part.BOOKING_ROUTINES, "Sekretariatet"), (Part.DUTY_SITUATIONS, "Samtykke")):
        QTest.keyClicks(page.parts.cards[part].asked.area, answer)
    QTest.keyClicks(page.unit.unit.line, "Eksempelvik")
    for area in page.unit.areas.values():
        QTest.keyClicks(area.area, "noe")
    assert page.state.headline.text() == "All of what must be there is in place"
    qtbot.waitUntil(lambda: kept(desktop) == page.checked.answers)
    answers = kept(desktop)
    assert answers.part(Part.BOOKING_ROUTINES).text == "Sekretariatet"
    assert (answers.unit, answers.risk) == ("Eksempelvik", "noe")
    qtbot.waitUntil(lambda: page.state.kept.text() == "Your answers are kept on this machine.")


def test_every_other_answer_is_taken(page):
    page.unit.sector.field.picked.emit(Sector.NAV)
    page.unit.body.field.picked.emit(Body.PRIVATE_ON_BEHALF)
    page.unit.regular.click()
    QTest.keyClicks(page.unit.valid_from.line, "01.12.2026")
    QTest.keyClicks(page.unit.supplier.line, "Eksempeltolk AS")
    QTest.keyClicks(page.unit.responsible.line, "Leder")
    for box in page.unit.methods.values():
        box.click()
    answers = page.checked.answers
    assert (answers.sector, answers.body, answers.regular_use) == (Sector.NAV, Body.PRIVATE_ON_BEHALF, False)
    assert (str(answers.valid_from), answers.supplier, answers.responsible) == (
        "2026-12-01",
        "Eksempeltolk AS",
        "Leder",
    )
    assert len(answers.methods) == 3
    assert "does not demand guidelines" in words(page.state)


def test_another_service_takes_in_what_is_of_use_there(page):
    certificate = page.parts.cards[Part.POLICE_CERTIFICATE].included
    page.unit.sector.field.picked.emit(Sector.KINDERGARTEN)
    assert not certificate.isChecked()
    page.unit.sector.field.picked.emit(Sector.POLICE)
    assert certificate.isChecked()
    certificate.click()
    page.unit.sector.field.picked.emit(Sector.COURT)
    assert not certificate.isChecked()


def test_a_part_may_be_left_out_and_its_answer_is_kept_all_the_same(page):
    card = page.parts.cards[Part.NO_SHOW_FEE]
    QTest.keyClicks(card.asked.area, "Nei")
    card.included.click()
    assert not card.asked.isVisible()
    answer = page.checked.answers.part(Part.NO_SHOW_FEE)
    assert (answer.included, answer.text) == (False, "Nei")
    assert f"The part “{card.content.title}” is left out." in words(page.state)


def test_one_goes_from_what_is_missing_to_where_it_is_answered(page):
    link = link_to(page, "In which conversations")
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    area = page.parts.cards[Part.DUTY_SITUATIONS].asked.area
    assert area.hasFocus()
    assert not area.visibleRegion().isEmpty()


def test_one_goes_to_a_part_that_is_left_out_to_take_it_in_again(page):
    card = page.parts.cards[Part.REGISTER]
    card.included.click()
    link_to(page, card.content.title).click()
    assert card.included.hasFocus()


def test_what_was_answered_is_there_the_next_time(qtbot, open_desktop, data_folder):
    put_complete(data_folder)
    page = opened(qtbot, open_desktop(data_folder))
    assert page.checked.answers == COMPLETE
    assert page.state.headline.text() == "All of what must be there is in place"
    assert page.unit.areas["risk"].text == COMPLETE.risk
    assert page.parts.cards[Part.DUTY_SITUATIONS].asked.text == COMPLETE.part(Part.DUTY_SITUATIONS).text


def test_the_unit_of_the_settings_is_named(qtbot, open_desktop, data_folder):
    put_complete(data_folder)
    context = context_in(data_folder)
    context.remember(unit=Unit(name="NAV Eksempelvik", sector=Sector.NAV))
    page = opened(qtbot, open_desktop(data_folder))
    assert page.checked.answers == replace(COMPLETE, unit="NAV Eksempelvik", sector=Sector.NAV)
    assert page.unit.unit.line.text() == "NAV Eksempelvik"


def test_what_is_said_of_the_unit_here_holds_in_the_settings_too(qtbot, page, desktop):
    QTest.keyClicks(page.unit.unit.line, "Skolen")
    page.unit.sector.field.picked.emit(Sector.SCHOOL)
    qtbot.waitUntil(lambda: desktop.session.context.settings.unit.name == "Skolen")
    assert desktop.session.context.settings.unit.sector is Sector.SCHOOL


def test_what_is_too_long_is_not_taken_and_said_to_be_so(page):
    asked = page.unit.areas["size"]
    asked.area.setPlainText("x" * LONGEST_TEXT)
    asked.area.setPlainText("y" * (LONGEST_TEXT + 1))
    assert page.checked.answers.size == "x" * LONGEST_TEXT
    assert asked.wrong.isVisible()
    asked.area.setPlainText("z")
    assert page.checked.answers.size == "z"
    assert not asked.wrong.isVisible()


def test_a_line_that_is_too_long_and_a_day_that_is_none_are_not_taken(page):
    page.unit.responsible.line.setFocus()
    QTest.keyClicks(page.unit.valid_from.line, "31.02.2026")
    QApplication.clipboard().setText("x" * 300)
    QTest.keyClick(page.unit.responsible.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (page.checked.answers.responsible, page.checked.answers.valid_from) == ("", None)


def test_the_standard_text_is_shown_with_the_name_of_the_unit(page):
    card = page.parts.cards[Part.BOOKING_ROUTINES]
    assert not card.standard.isVisible()
    card.toggle.click()
    assert "our unit" in card.standard.accessibleName()
    QTest.keyClicks(page.unit.unit.line, "Skolen")
    assert "Skolen" in card.standard.accessibleName()
    assert "{" not in card.standard.accessibleName()
    card.toggle.click()
    assert not card.standard.isVisible()


def test_leaving_the_page_at_once_loses_nothing(qtbot, page, desktop):
    QTest.keyClicks(page.parts.cards[Part.REGISTER].asked.area, "Alle")
    desktop.window.show_page("search")
    qtbot.waitUntil(lambda: desktop.window.shown_page() == "search")
    assert kept(desktop).part(Part.REGISTER).text == "Alle"


def test_closing_the_window_at_once_loses_nothing(qtbot, page, desktop, data_folder):
    QTest.keyClicks(page.parts.cards[Part.REGISTER].asked.area, "Alle")
    desktop.window.close()
    qtbot.waitUntil(lambda: not desktop.window.isVisible())
    assert kept(desktop).part(Part.REGISTER).text == "Alle"


def test_nothing_is_kept_of_a_page_that_was_only_looked_at(page, desktop):
    assert page.may_leave(lambda: None)
    assert kept(desktop) is None


@pytest.mark.parametrize(("name", "ending"), [("docx", ".docx"), ("pdf", ".pdf")])
def test_what_is_saved_is_a_draft_until_all_is_in_place(page, monkeypatch, name, ending):
    saved = []
    monkeypatch.setattr(
        "ui.desktop.pages.guidelines_page.save_document",
        lambda _shell, document, formats: saved.append((document, formats)),
    )
    getattr(page.state, name).click()
    page.show_answers(COMPLETE)
    getattr(page.state, name).click()
    assert [document.title.startswith("Draft: ") for document, _ in saved] == [True, False]
    assert [formats for _, formats in saved] == [(ending,), (ending,)]


@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_the_file_is_suggested_by_a_name_that_every_system_takes_and_is_written(
    qtbot, page, desktop, monkeypatch, tmp_path, ending
):
    suggested, opened_files = [], []

    def choose(_parent, _title, name, filters):
        suggested.append(Path(name).name)
        return str(tmp_path / f"mine{ending}"), filters

    monkeypatch.setattr("ui.desktop.chosen_files.QFileDialog.getSaveFileName", choose)
    monkeypatch.setattr("ui.desktop.save_document.QDesktopServices.openUrl", opened_files.append)
    page.show_answers(replace(COMPLETE, unit='A/B: "C"?'))
    (page.state.docx if ending == ".docx" else page.state.pdf).click()
    qtbot.waitUntil(lambda: bool(opened_files))
    assert suggested == [f"Guidelines for the use of interpreters, A B C{ending}"]
    assert (tmp_path / f"mine{ending}").stat().st_size > 0


@pytest.mark.parametrize("width", [1280, 760])
@pytest.mark.parametrize("language", list(UiLanguage))
def test_nothing_is_wider_than_the_page(qtbot, open_desktop, data_folder, width, language):
    page = opened(qtbot, open_desktop(data_folder, language=language, size=(width, 800)))
    area = page.panes.area
    assert area.widget().width() <= area.viewport().width()
    assert page.state.isVisible()
    assert page.state.mapTo(page, page.state.rect().topRight()).x() <= page.width()


@pytest.mark.parametrize("text", ["fnr 01019012345", "010190-12345", "a\u202eb"])
def test_what_must_not_be_in_guidelines_is_not_taken_and_said_to_be_so(page, text):
    asked = page.unit.areas["risk"]
    asked.area.setPlainText("Samtykke")
    asked.area.setPlainText(text)
    assert page.checked.answers.risk == "Samtykke"
    assert asked.wrong.text().startswith("The answer holds")
    QApplication.clipboard().setText(text)
    QTest.keyClick(page.unit.responsible.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.checked.answers.responsible == ""
    assert "Responsible for the guidelines holds" in page.unit.responsible.problem
