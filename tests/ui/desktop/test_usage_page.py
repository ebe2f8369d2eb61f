"""Use of interpreters in the window: logged, counted, corrected, imported and exported, by keyboard."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from interpreter_app.domain.assignments import AssignmentDraft, By, LogPeriod
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector
from interpreter_app.i18n import UiLanguage
from interpreter_app.ids import new_id
from interpreter_app.use_cases.usage import add_assignment, correct_assignment, list_assignments
from tests.support.desktop import NOW
from tests.support.lists import SECRET_NUMBER
from tests.support.registers import hold, person
from tests.support.widgets import words
from tests.ui.desktop.test_main_window import cut
from ui.desktop.dialogs.assignment import AssignmentDialog
from ui.desktop.dialogs.assignment_past import HistoryDialog, RemoveDialog
from ui.desktop.dialogs.question import Question
from ui.desktop.main import Desktop
from ui.desktop.models.usage_periods import PERIOD_NAMES, period_of
from ui.desktop.pages.usage_page import ASSIGNMENTS, FIGURES, UsagePage

SELAM = 14207
TODAY = NOW.date()
BY_SELAM = AssignmentDraft(
    day=TODAY,
    language="tir",
    method=Method.SCREEN,
    minutes=60,
    sector=Sector.HEALTH,
    unit="Legevakta",
    used=Proposed.REGISTER,
    number=SELAM,
)


def log(desktop: Desktop, *drafts: AssignmentDraft) -> None:
    for draft in drafts:
        add_assignment(desktop.session.profile, draft, now=NOW, new_id=new_id)


@pytest.fixture
def filled(qtbot, desktop) -> UsagePage:
    """The page over a log of one assignment by somebody with a category, and one by an interpreter not found."""
    other = AssignmentDraft(
        day=TODAY - timedelta(days=1),
        language="som",
        method=Method.TELEPHONE,
        minutes=30,
        sector=Sector.HEALTH,
        used=Proposed.OTHER,
        ground=Ground.EMERGENCY,
    )
    log(desktop, BY_SELAM, other)
    made = desktop.window.show_page("usage")
    assert isinstance(made, UsagePage)
    qtbot.waitUntil(lambda: made.list.model.rowCount() == 2)
    return made


def dialog_of(qtbot, desktop: Desktop, kind: type) -> QDialog:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in desktop.window.findChildren(kind)))
    return next(one for one in desktop.window.findChildren(kind) if one.isVisible())


def logged(desktop: Desktop) -> list:
    return [one.assignment for one in list_assignments(desktop.session.profile)]


def cells(page: UsagePage, row: int) -> list[str]:
    return [page.list.model.index(row, place).data() for place in range(page.list.model.columnCount())]


def test_an_empty_log_says_what_it_is_for_and_how_to_begin(usage_page):
    assert "Nothing is logged yet" in words(usage_page)
    assert "person who was served" in words(usage_page)
    assert not usage_page.export.isVisible()


def test_a_sentence_comes_first_then_the_chart_and_the_table(qtbot, filled):
    assert filled.headline.text() == "2 assignments in 2026, 50\u00a0% with a qualified interpreter (N = 2)"
    qtbot.waitUntil(lambda: filled.figures.chart.drawn)
    assert "Tigrinya: 100\u00a0%, 1 of 1" in filled.figures.chart.accessibleDescription()
    rows = [filled.figures.model.index(row, 0).data() for row in range(filled.figures.model.rowCount())]
    assert rows == ["Somali", "Tigrinya", "All"]
    for said in ("Qualified means", "does not mean unqualified", "2017: 38\u00a0%", "cannot be read as one series"):
        assert said in words(filled.figures)


def test_it_is_counted_by_what_one_chooses(qtbot, filled):
    for by in By:
        filled.figures.by_chosen.emit(by)
        qtbot.waitUntil(lambda by=by: filled.report.by is by)
    assert filled.figures.model.index(0, 0).data() == "Health and care services"


def test_another_period_counts_other_days(qtbot, filled):
    filled.period.picked.emit("last-year")
    qtbot.waitUntil(lambda: filled.report.total.total == 0)
    assert filled.headline.text() == "No assignments are logged in this period."
    assert filled.list.model.rowCount() == 0
    assert not filled.export.isEnabled()


def test_an_assignment_is_logged_with_the_category_shown_as_one_types(qtbot, desktop, usage_page):
    usage_page.begin(AssignmentDraft(day=TODAY, language="tir", method=Method.SCREEN, sector=Sector.HEALTH))
    dialog = dialog_of(qtbot, desktop, AssignmentDialog)
    form = dialog.form
    qtbot.waitUntil(form.number.line.hasFocus)
    assert form.kind.value == Kind.SPOKEN
    QTest.keyClicks(form.number.line, str(SELAM))
    qtbot.waitUntil(lambda: "Selam Kidane Haile had category B" in form.who.accessibleName())
    assert not form.ground.isVisible()
    QTest.keyClicks(form.minutes.line, "45")
    QTest.keyClick(form.minutes.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: usage_page.list.model.rowCount() == 1)
    (one,) = logged(desktop)
    assert (one.number, one.minutes, one.category) == (SELAM, 45, "B")
    assert cells(usage_page, 0)[5:7] == ["Selam Kidane Haile (14207)", "B"]


def test_a_dialog_that_is_put_away_while_it_saves_leaves_no_fault_behind(qtbot, desktop, usage_page):
    usage_page.begin(BY_SELAM)
    dialog = dialog_of(qtbot, desktop, AssignmentDialog)
    dialog.save.click()
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: usage_page.list.model.rowCount() == 1)
    usage_page.show_tab(ASSIGNMENTS)
    QTest.keyClick(usage_page.list.table, Qt.Key.Key_Delete)
    removing = dialog_of(qtbot, desktop, RemoveDialog)
    QTest.keyClicks(removing.reason.line, "counted twice")
    removing.remove.click()
    removing.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: usage_page.list.model.rowCount() == 0)


def test_several_are_logged_one_after_the_other(qtbot, desktop, usage_page):
    usage_page.begin(BY_SELAM)
    dialog = dialog_of(qtbot, desktop, AssignmentDialog)
    dialog.save_more.click()
    qtbot.waitUntil(lambda: len(logged(desktop)) == 1 and dialog.form.number.line.text() == "")
    assert dialog.form.language.value == "tir"
    assert dialog.form.minutes.line.text() == ""
    dialog.reject()


def test_somebody_else_is_logged_with_the_ground(qtbot, desktop, usage_page):
    usage_page.begin(BY_SELAM)
    dialog = dialog_of(qtbot, desktop, AssignmentDialog)
    form = dialog.form
    form.used.field.picked.emit(Proposed.ADULT_RELATIVE)
    form.used.field.show_value(Proposed.ADULT_RELATIVE)
    assert not form.number.isVisible()
    assert form.ground.isVisible()
    form.ground.field.picked.emit(Ground.EMERGENCY)
    dialog.save.click()
    qtbot.waitUntil(lambda: len(logged(desktop)) == 1)
    (one,) = logged(desktop)
    assert (one.used, one.number, one.ground) == (Proposed.ADULT_RELATIVE, None, Ground.EMERGENCY)


def test_what_is_missing_is_said_under_its_field(qtbot, desktop, usage_page):
    usage_page.begin()
    dialog = dialog_of(qtbot, desktop, AssignmentDialog)
    dialog.save.click()
    assert dialog.form.language.wrong.isVisible()
    assert dialog.form.minutes.wrong.text() == "This is needed."
    assert not dialog.form.day.wrong.isVisible()
    assert logged(desktop) == []


def test_a_number_that_nobody_has_is_said_and_not_saved(qtbot, desktop, usage_page):
    usage_page.begin(BY_SELAM)
    dialog = dialog_of(qtbot, desktop, AssignmentDialog)
    dialog.form.number.line.selectAll()
    QTest.keyClicks(dialog.form.number.line, "999999")
    qtbot.waitUntil(lambda: "999999" in dialog.form.who.accessibleName())
    dialog.save.click()
    qtbot.waitUntil(dialog.form.number.wrong.isVisible)
    assert "999999" in dialog.form.number.wrong.text()
    assert logged(desktop) == []


def test_a_unit_with_an_identity_number_is_not_kept(qtbot, desktop, usage_page):
    usage_page.begin(BY_SELAM)
    dialog = dialog_of(qtbot, desktop, AssignmentDialog)
    dialog.form.unit.line.selectAll()
    QTest.keyClicks(dialog.form.unit.line, SECRET_NUMBER)
    dialog.save.click()
    assert "identity number" in dialog.form.unit.wrong.text()
    assert logged(desktop) == []


def test_a_correction_asks_why_and_the_history_tells_it(qtbot, desktop, filled):
    filled.show_tab(ASSIGNMENTS)
    QTest.keyClick(filled.list.table, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, desktop, AssignmentDialog)
    dialog.form.minutes.line.selectAll()
    QTest.keyClicks(dialog.form.minutes.line, "90")
    dialog.save.click()
    assert dialog.reason.wrong.text() == "This is needed."
    QTest.keyClicks(dialog.reason.line, "lasted longer")
    dialog.save.click()
    qtbot.waitUntil(lambda: cells(filled, 0)[3] == "90")
    QTest.keyClick(filled.list.table, Qt.Key.Key_H)
    told = words(dialog_of(qtbot, desktop, HistoryDialog))
    assert "lasted longer" in told
    assert "90" in told
    assert "60" in told


def test_removing_asks_why_and_takes_it_out_of_the_figures(qtbot, desktop, filled):
    filled.show_tab(ASSIGNMENTS)
    QTest.keyClick(filled.list.table, Qt.Key.Key_Delete)
    dialog = dialog_of(qtbot, desktop, RemoveDialog)
    dialog.remove.click()
    assert dialog.reason.wrong.text() == "This is needed."
    QTest.keyClicks(dialog.reason.line, "twice")
    dialog.remove.click()
    qtbot.waitUntil(lambda: filled.list.model.rowCount() == 1)
    assert filled.report.total.total == 1


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx", "a.csv"])
def test_the_report_is_written(qtbot, filled, tmp_path: Path, name):
    filled.export_to(tmp_path / name)
    qtbot.waitUntil(lambda: not filled.bar.running)
    assert (tmp_path / name).stat().st_size > 100


def test_the_log_follows_the_register_only_when_one_says_so(qtbot, desktop, filled):
    filled.list.recheck.click()
    qtbot.waitUntil(lambda: not filled.bar.running)
    assert not desktop.window.findChildren(Question)
    hold(desktop.session.profile, [person("Selam Kidane Haile", SELAM, ("tir",), ())])
    with desktop.session.profile.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE assignments SET person = (SELECT id FROM people WHERE number = ?) WHERE number = ?", (SELAM, SELAM)
        )
    filled.list.recheck.click()
    asked = dialog_of(qtbot, desktop, Question)
    assert "1 assignment has another category now" in words(asked)
    assert logged(desktop)[0].category == "B"
    asked.yes.click()
    qtbot.waitUntil(lambda: logged(desktop)[0].category is None)


def test_the_page_follows_what_another_window_logs(qtbot, desktop, filled):
    log(desktop, BY_SELAM)
    desktop.session.data_changed.emit(None)
    qtbot.waitUntil(lambda: filled.list.model.rowCount() == 3)


def test_what_was_chosen_stays_chosen(qtbot, desktop, filled):
    filled.list.table.setCurrentIndex(filled.list.model.index(1, 0))
    chosen = filled.list.current().assignment
    correct_assignment(desktop.session.profile, chosen.id, {"minutes": 31}, now=NOW, reason="r")
    filled.read()
    qtbot.waitUntil(lambda: cells(filled, 1)[3] == "31")
    assert filled.list.current().assignment.id == chosen.id


@pytest.mark.parametrize("language", list(UiLanguage))
@pytest.mark.parametrize("tab", [FIGURES, ASSIGNMENTS])
@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100 %", "200 %"])
def test_nothing_is_cut(qtbot, open_desktop, data_folder, language, tab, size):
    desktop = open_desktop(data_folder, language=language, size=size)
    log(desktop, BY_SELAM)
    page = desktop.window.show_page("usage")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    page.show_tab(tab)
    QApplication.processEvents()
    assert cut(desktop.window) == []


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("this-year", date(2028, 1, 1), date(2028, 12, 31)),
        ("last-year", date(2027, 1, 1), date(2027, 12, 31)),
        ("twelve-months", date(2027, 3, 1), date(2028, 2, 29)),
        ("all", None, None),
    ],
)
def test_periods_are_whole(name, first, last):
    assert period_of(name, date(2028, 2, 29)) == LogPeriod(first, last)
    assert name in PERIOD_NAMES


def test_the_keyboard_is_at_what_there_is_to_do(usage_page, qtbot, desktop):
    """At the button of the empty page, at that over the log once there is something in it."""
    assert usage_page.first.hasFocus()
    log(desktop, BY_SELAM)
    usage_page.read()
    qtbot.waitUntil(usage_page.log.hasFocus)
