"""Checking a supplier's list in the window, by keyboard: the list, its columns, and what came of each row."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QPushButton, QWidget

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.roster import Result
from interpreter_app.i18n import UiLanguage
from interpreter_app.use_cases.find_interpreters import SearchRequest
from tests.support.desktop import NOW
from tests.support.lists import SECRET_NUMBER, csv_bytes, xlsx_file, xlsx_rows
from ui.desktop.main import Desktop
from ui.desktop.models.roster_rows import EXPLANATION, NAME, NUMBER, RESULT
from ui.desktop.pages import roster_page
from ui.desktop.pages.roster_page import COLUMNS, LIST, RosterPage
from ui.desktop.pages.roster_page import RESULT as SHOWN

HEADINGS = ("Kunde", "Tolk", "Tolkenr", "Språk", "Kategori")
RIGHT = ("Per", "Haile, Selam Kidane", "14207", "tigrinja", "B")
OTHER = ("Per", "Mehret Solomon", "12040", "tigrinja", "A")
NOBODY = ("Per", "Kim Nordmann", "", "tigrinja", "")
UNSURE = ("Per", "Abel Fessehaie", "", "tigrinja", "")
Reads = Callable[..., None]


@pytest.fixture
def page(desktop: Desktop) -> RosterPage:
    made = desktop.window.show_page("roster")
    assert isinstance(made, RosterPage)
    return made


@pytest.fixture
def reads(qtbot, page: RosterPage, tmp_path: Path) -> Reads:
    """Reads an invoice with these lines."""

    def read(*lines: tuple[str, ...]) -> None:
        file = tmp_path / "faktura.csv"
        file.write_bytes(csv_bytes(("Faktura 1",), HEADINGS, *lines))
        page.read(file)
        qtbot.waitUntil(lambda: page.step == COLUMNS and not page.bar.running)

    return read


@pytest.fixture
def checks(qtbot, page: RosterPage, reads: Reads) -> Reads:
    """Reads an invoice with these lines and checks it."""

    def check(*lines: tuple[str, ...]) -> None:
        reads(*lines)
        press(page.check)
        qtbot.waitUntil(lambda: page.step == SHOWN and not page.bar.running)

    return check


def press(button: QAbstractButton) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def shown(page: RosterPage, column: int) -> list[str]:
    model = page.result.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def offered(page: RosterPage) -> list[str]:
    people = page.result.people
    return [
        widget.text() for n in range(people.count()) if isinstance(widget := people.itemAt(n).widget(), QPushButton)
    ]


def test_the_page_is_in_the_navigation_for_everybody_and_begins_with_the_list(desktop: Desktop, page: RosterPage):
    assert desktop.window.shown_page() == "roster"
    assert page.step == LIST
    assert page.list.choose.hasFocus()
    assert not page.list.use_text.isEnabled()


def test_columns_are_recognised_and_the_rest_is_not_read(page: RosterPage, reads: Reads):
    reads(RIGHT)
    fields = {page.columns.table.headings[place]: field.value for place, field in page.columns.fields.items()}
    assert fields == {"Kunde": None, "Tolk": "name", "Tolkenr": "number", "Språk": "language", "Kategori": "category"}
    assert page.about.text() == "faktura.csv · 1 line"
    assert page.check.hasFocus()


def test_what_came_of_each_row_is_told_in_words_beside_a_shape(page: RosterPage, checks: Reads):
    checks(RIGHT, OTHER, NOBODY)
    assert shown(page, RESULT) == [
        "Agrees with the register",
        "Other category than stated",
        "Not found in the register",
    ]
    assert shown(page, NAME) == ["Haile, Selam Kidane", "Mehret Solomon", "Kim Nordmann"]
    assert shown(page, NUMBER) == ["14207", "12040", "–"]
    assert shown(page, EXPLANATION)[1] == "Tigrinya B, stated A."
    assert page.result.headline.text() == "3 lines checked: 1 agrees with the register."
    assert "does not mean not qualified" in page.result.means.accessibleName()
    assert page.result.table.hasFocus()


def test_a_day_that_cannot_be_read_is_told_as_it_stands(qtbot, page: RosterPage):
    page.read_text("Tolk;Språk;Dato\nSelam Haile;tigrinja;2026-13-01")
    qtbot.waitUntil(lambda: page.step == COLUMNS and not page.bar.running)
    press(page.check)
    qtbot.waitUntil(lambda: page.step == SHOWN)
    assert page.result.detail.accessibleName().startswith("Selam Haile, 2026-13-01. Could not be checked.")


def test_a_column_of_kinds_is_recognised_and_does_for_the_language(qtbot, page: RosterPage):
    page.read_text("Tolk;Tolketype\nSelam Haile;skrivetolking")
    qtbot.waitUntil(lambda: page.step == COLUMNS and not page.bar.running)
    assert [field.value for field in page.columns.fields.values()] == ["name", "kind"]
    assert not page.columns.said.accessibleName()


def test_rows_are_shown_by_result(page: RosterPage, checks: Reads):
    checks(RIGHT, OTHER, NOBODY)
    chips = page.result.chips
    assert chips[None].accessibleName() == "All checks: 3"
    assert [result for result, chip in chips.items() if chip.isHidden()] == [
        Result.OTHER_LANGUAGE,
        Result.CANDIDATES,
        Result.COULD_NOT_CHECK,
    ]
    press(chips[Result.NOT_FOUND])
    assert shown(page, NAME) == ["Kim Nordmann"]


def test_those_who_may_be_meant_are_offered_and_can_be_opened(qtbot, desktop: Desktop, page: RosterPage, checks: Reads):
    checks(RIGHT, UNSURE)
    assert offered(page) == ["Selam Kidane Haile (14207, name 100 of 100)"]
    QTest.keyClick(page.result.table, Qt.Key.Key_Down)
    assert "Ask for the number" in page.result.detail.accessibleName()
    assert offered(page) == ["Abel Fessehaye (15310, name 92 of 100): Tigrinya C"]
    QTest.keyClick(page.result.table, Qt.Key.Key_Return)
    button = page.result.people.itemAt(0).widget()
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert desktop.window.shown_page() == "search"
    qtbot.waitUntil(lambda: desktop.window.search.panel.shown is not None)


def test_enter_opens_the_person_of_a_row_and_the_check_is_there_afterwards(
    qtbot, desktop: Desktop, page: RosterPage, checks: Reads
):
    checks(RIGHT, NOBODY)
    QTest.keyClick(page.result.table, Qt.Key.Key_Return)
    assert desktop.window.shown_page() == "search"
    qtbot.waitUntil(lambda: desktop.window.search.panel.shown is not None)
    assert desktop.window.show_page("roster") is page
    assert (page.step, len(shown(page, NAME))) == (SHOWN, 2)


def test_the_list_of_the_search_marks_nobody_else_than_the_person_who_is_opened(
    qtbot, desktop: Desktop, page: RosterPage, checks: Reads
):
    search = desktop.window.search
    search.ask(SearchRequest(text="Mehret Solomon"))
    qtbot.waitUntil(lambda: search.model.rowCount() == 1)
    search.list.select(search.model.person(search.model.index(0)).id)
    assert search.list.selectedIndexes()
    checks(RIGHT)
    QTest.keyClick(page.result.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: search.panel.shown is not None)
    assert search.panel.shown.dossier.interpreter.number == 14207
    assert search.list.selectedIndexes() == []


def test_a_row_where_nobody_is_found_opens_nobody(desktop: Desktop, page: RosterPage, checks: Reads):
    checks(NOBODY)
    QTest.keyClick(page.result.table, Qt.Key.Key_Return)
    assert (desktop.window.shown_page(), offered(page)) == ("roster", [])


def test_those_who_may_be_meant_come_after_the_table_by_tab(page: RosterPage, checks: Reads):
    checks(RIGHT)
    QTest.keyClick(page.result.table, Qt.Key.Key_Tab)
    assert page.result.people.itemAt(0).widget().hasFocus()


def test_pasted_text_is_checked_too(qtbot, page: RosterPage):
    page.list.text.setPlainText("Selam Haile\ttigrinja")
    press(page.list.use_text)
    qtbot.waitUntil(lambda: page.step == COLUMNS and not page.bar.running)
    assert page.about.text() == "Pasted text · 1 line"
    press(page.check)
    qtbot.waitUntil(lambda: page.step == SHOWN)
    assert shown(page, RESULT) == ["Agrees with the register"]


def test_a_column_can_be_put_right_and_has_one_meaning_only(page: RosterPage, reads: Reads):
    reads(RIGHT)
    page.columns.fields[0].picked.emit("name")
    assert page.columns.table.columns["name"] == 0
    assert (page.columns.fields[0].value, page.columns.fields[1].value) == ("name", None)
    for place in (0, 2):
        page.columns.fields[place].picked.emit(None)
    assert "name or number" in page.columns.said.accessibleName()
    assert not page.check.isEnabled()
    page.columns.fields[1].picked.emit("name")
    assert page.check.isEnabled()


def test_the_day_of_rows_without_a_date_can_be_another(qtbot, page: RosterPage, reads: Reads):
    reads(RIGHT)
    page.columns.on.setText("x")
    page.columns.on.textEdited.emit("x")
    assert "is no date" in page.columns.said.accessibleName()
    assert not page.check.isEnabled()
    page.columns.on.setText("1.1.2015")
    page.columns.on.textEdited.emit("1.1.2015")
    press(page.check)
    qtbot.waitUntil(lambda: page.step == SHOWN)
    assert shown(page, RESULT) == ["Not found in the register"]


def test_without_a_column_for_the_language_it_is_said_what_that_means(page: RosterPage, reads: Reads):
    reads(RIGHT)
    page.columns.fields[3].picked.emit(None)
    assert "without one cannot be checked" in page.columns.said.accessibleName()
    assert page.check.isEnabled()


def test_a_column_of_identity_numbers_is_neither_shown_nor_read(page: RosterPage, reads: Reads):
    reads((SECRET_NUMBER, *RIGHT[1:]))
    assert 0 not in page.columns.fields
    labels = [one.text() for one in page.columns.findChildren(QWidget) if hasattr(one, "text")]
    assert not any(SECRET_NUMBER in str(text) for text in labels if isinstance(text, str))


def test_another_sheet_of_the_file_can_be_taken(qtbot, page: RosterPage, tmp_path: Path):
    import openpyxl

    path = xlsx_file(tmp_path / "a.xlsx", [HEADINGS, RIGHT], "Mai")
    book = openpyxl.load_workbook(path)
    for line in (HEADINGS, RIGHT, OTHER):
        (book["Juni"] if "Juni" in book.sheetnames else book.create_sheet("Juni")).append(line)
    book.save(path)
    page.read(path)
    qtbot.waitUntil(lambda: page.step == COLUMNS and not page.bar.running)
    assert page.columns.sheet.value == "Juni"
    page.columns.sheet.picked.emit("Mai")
    qtbot.waitUntil(lambda: page.about.text() == "a.xlsx · 1 line")
    assert page.columns.sheet.value == "Mai"


def test_escape_goes_back_a_step_and_another_list_begins_anew(page: RosterPage, checks: Reads):
    checks(RIGHT)
    QTest.keyClick(page.result.table, Qt.Key.Key_Escape)
    assert page.step == COLUMNS
    QTest.keyClick(page.check, Qt.Key.Key_Escape)
    assert page.step == LIST
    checks(RIGHT)
    press(page.again)
    assert (page.step, page.about.text(), page.result.model.rowCount()) == (LIST, "", 0)


def test_evidence_and_table_are_saved(qtbot, page: RosterPage, checks: Reads, monkeypatch, tmp_path: Path):
    checks(RIGHT)
    answers = iter([(str(tmp_path / "bevis"), ""), (str(tmp_path / "liste"), "XLSX (*.xlsx)"), ("", "")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: next(answers))
    press(page.pdf)
    qtbot.waitUntil(lambda: not page.bar.running)
    assert (tmp_path / "bevis.pdf").read_bytes().startswith(b"%PDF")
    press(page.sheet)
    qtbot.waitUntil(lambda: not page.bar.running)
    assert len(xlsx_rows(tmp_path / "liste.xlsx")) == 2
    press(page.sheet)
    assert not page.bar.running


def test_the_results_never_take_the_place_of_the_list(page: RosterPage, checks: Reads, monkeypatch, tmp_path: Path):
    checks(RIGHT)
    before = (tmp_path / "faktura.csv").read_bytes()
    told: list[BaseException] = []
    monkeypatch.setattr(page._session.runner, "report", told.append)
    page.save_sheet(tmp_path / "faktura.csv")
    assert not page.bar.running
    assert "named twice" in str(told[0])
    assert (tmp_path / "faktura.csv").read_bytes() == before


@pytest.fixture
def go_on(monkeypatch) -> threading.Event:
    """Lets a check, which waits until then, report how far it is."""
    event = threading.Event()

    def slow(*_: object, progress, **__: object) -> None:
        event.wait()
        progress(1, 2, "")

    monkeypatch.setattr(roster_page, "check_roster", slow)
    return event


def test_a_check_can_be_stopped(qtbot, page: RosterPage, reads: Reads, go_on: threading.Event):
    reads(RIGHT)
    press(page.check)
    press(page.bar.stop)
    go_on.set()
    qtbot.waitUntil(lambda: not page.bar.running)
    assert page.step == COLUMNS
    assert page.check.isEnabled()


def test_what_was_checked_goes_with_the_profile(desktop: Desktop, page: RosterPage, checks: Reads):
    checks(RIGHT)
    desktop.session.leaving.emit()
    assert (page.step, page.result.report, page.result.model.rowCount()) == (LIST, None, 0)


def stand(desktop: Desktop, **changes: object) -> None:
    desktop.session._stand(replace(desktop.session.standing, **changes))


def test_news_of_a_sync_leave_the_check_where_it_is(desktop: Desktop, page: RosterPage, checks: Reads):
    checks(RIGHT)
    assert desktop.session.standing.state is not None
    stand(desktop, state=replace(desktop.session.standing.state, as_of=NOW))
    assert (page.step, page.result.model.rowCount()) == (SHOWN, 1)


@pytest.mark.parametrize("change", [{"locked": True}, {"name": "Kari"}, {"server": "https://register.example"}])
def test_the_check_goes_when_somebody_else_is_here(desktop: Desktop, page: RosterPage, checks: Reads, change):
    checks(RIGHT)
    page.list.text.setPlainText("Selam Haile")
    stand(desktop, **change)
    assert (page.step, page.result.report, page.list.text.toPlainText()) == (LIST, None, "")


def in_another_language(desktop: Desktop) -> RosterPage:
    desktop.session.speak(UiLanguage.BOKMAL)
    made = desktop.window.page("roster")
    assert isinstance(made, RosterPage)
    return made


def test_pasted_text_is_there_in_another_language(desktop: Desktop, page: RosterPage):
    page.list.text.setPlainText("Selam Haile, tigrinja")
    again = in_another_language(desktop)
    assert again is not page
    assert again.list.text.toPlainText() == "Selam Haile, tigrinja"
    assert again.list.use_text.isEnabled()


@pytest.mark.parametrize(("typed", "shown_day"), [("19.11.2026", "19. november 2026"), ("32.13.", "32.13.")])
def test_columns_are_there_in_another_language_as_they_were_put_right(
    qtbot, desktop: Desktop, page: RosterPage, reads: Reads, typed: str, shown_day: str
):
    reads(RIGHT)
    page.columns._mean(4, None)
    page.columns.on.selectAll()
    qtbot.keyClicks(page.columns.on, typed)
    again = in_another_language(desktop)
    assert again.step == COLUMNS
    assert again.columns.table is not None
    assert "category" not in again.columns.table.columns
    assert again.columns.on.text() == shown_day
    assert again.check.isEnabled() is (again.columns.day is not None)


def test_a_result_is_there_in_another_language_in_its_words(qtbot, desktop: Desktop, page: RosterPage, checks: Reads):
    checks(RIGHT, NOBODY)
    report = page.result.report
    again = in_another_language(desktop)
    assert (again.step, again.result.report) == (SHOWN, report)
    assert "linje" in again.about.text()
    assert again.about.text().startswith("faktura.csv")
    qtbot.waitUntil(again.pdf.isVisible)
    again.step_back()
    assert again.check.isEnabled()


def test_nothing_comes_back_to_whoever_is_here_after_the_profile_went(
    desktop: Desktop, page: RosterPage, checks: Reads
):
    """Not from a page either that is only made once somebody else is here."""
    checks(RIGHT)
    desktop.window.show_settings()
    desktop.session.speak(UiLanguage.NYNORSK)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desktop.session.leaving.emit()
    again = in_another_language(desktop)
    assert (again.step, again.columns.table, again.result.report) == (LIST, None, None)


def test_an_answer_that_comes_after_the_profile_went_is_left_alone(qtbot, page: RosterPage, checks: Reads):
    checks(RIGHT)
    report = page.result.report
    page.start()
    page._show_report(report)
    assert (page.step, page.result.report) == (LIST, None)


def test_what_is_no_list_is_told_of_and_the_page_stays(qtbot, desktop: Desktop, page: RosterPage, tmp_path: Path):
    told: list[BaseException] = []
    desktop.session.runner.report = told.append
    for name, content in (("a.csv", b""), ("a.xlsx", b"no sheet")):
        (tmp_path / name).write_bytes(content)
        page.read(tmp_path / name)
        qtbot.waitUntil(lambda: not page.bar.running)
    page.read(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: len(told) == 3)
    assert page.step == LIST


def test_a_file_is_chosen_or_dropped(qtbot, monkeypatch, page: RosterPage, tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(csv_bytes(HEADINGS, RIGHT))
    answers = iter([("", ""), (str(tmp_path / "a.csv"), "")])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: next(answers))
    press(page.list.choose)
    assert not page.bar.running
    press(page.list.choose)
    qtbot.waitUntil(lambda: page.step == COLUMNS)
    page.start()
    page.list.target.chosen.emit(tmp_path / "a.csv")
    qtbot.waitUntil(lambda: page.step == COLUMNS)


def test_escape_stops_what_is_under_way_and_on_the_first_step_does_nothing(
    qtbot, desktop: Desktop, page: RosterPage, reads: Reads, go_on: threading.Event
):
    QTest.keyClick(page.list.choose, Qt.Key.Key_Escape)
    assert (desktop.window.shown_page(), page.step) == ("roster", LIST)
    reads(RIGHT)
    press(page.check)
    assert page.step_back()
    go_on.set()
    qtbot.waitUntil(lambda: not page.bar.running)
    assert page.step == COLUMNS


def test_the_age_of_the_data_stands_over_what_came_of_the_list(page: RosterPage, checks: Reads):
    checks(RIGHT)
    assert page.about.text() == "faktura.csv · 1 line · Data as of 19 November 2026 at 15:42"


def test_after_a_check_that_is_refused_the_keyboard_is_where_it_was(qtbot, page: RosterPage, reads: Reads, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise UserError("no")

    monkeypatch.setattr(roster_page, "check_roster", refuse)
    reads(RIGHT)
    press(page.check)
    assert page.bar.stop.hasFocus()
    qtbot.waitUntil(lambda: not page.bar.running)
    assert page.check.hasFocus()


def test_after_a_check_that_is_stopped_the_keyboard_is_where_it_was(qtbot, page: RosterPage, reads: Reads, go_on):
    reads(RIGHT)
    press(page.check)
    press(page.bar.stop)
    go_on.set()
    qtbot.waitUntil(lambda: not page.bar.running)
    assert page.check.hasFocus()


def test_after_a_list_that_cannot_be_read_the_keyboard_is_where_it_was(
    qtbot, monkeypatch, desktop: Desktop, page: RosterPage, tmp_path: Path
):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "gone.csv"), ""))
    press(page.list.choose)
    qtbot.waitUntil(lambda: not page.bar.running)
    assert page.list.choose.hasFocus()


def test_whoever_has_gone_to_another_page_keeps_the_keyboard_there(
    qtbot, desktop: Desktop, page: RosterPage, reads: Reads, go_on: threading.Event
):
    reads(RIGHT)
    press(page.check)
    desktop.window.show_search()
    go_on.set()
    qtbot.waitUntil(lambda: not page.bar.running)
    assert desktop.window.search.field.edit.hasFocus()
