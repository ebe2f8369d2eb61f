"""The call list in the window, by keyboard: from the search, two keys for each attempt, undo, message and calendar."""

import json
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.assignments import AssignmentDraft
from interpreter_app.domain.call_lists import Answer, Channel
from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.private_notes import Mark
from interpreter_app.domain.situations import Method, Proposed
from interpreter_app.i18n import UiLanguage
from interpreter_app.ids import new_id
from interpreter_app.unit import Unit
from interpreter_app.use_cases.call_lists import (
    begin_call_list,
    change_call_list,
    change_need,
    get_call_list,
    list_call_lists,
    shortlist,
)
from interpreter_app.use_cases.call_messages import Template
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.private_notes import write_note
from tests.support.call_lists import attempt, need, whole_need
from tests.support.desktop import NOW
from tests.support.registers import record_id
from tests.ui.desktop.test_accessible import nameless
from tests.ui.desktop.test_main_window import called as called_as
from tests.ui.desktop.test_main_window import cut, stops, to_be_reached
from ui.desktop.dialogs import departure_note
from ui.desktop.dialogs.assignment import AssignmentDialog
from ui.desktop.dialogs.delete_call_lists import DeleteCallListsDialog
from ui.desktop.dialogs.departure_note import DepartureNoteDialog
from ui.desktop.dialogs.earliest import EarliestDialog
from ui.desktop.dialogs.fault import FaultDialog
from ui.desktop.job_runner import Job, Lane
from ui.desktop.main import Desktop
from ui.desktop.messages import MessageBar
from ui.desktop.pages import call_list_data, call_list_message, call_list_page
from ui.desktop.pages.call_list_page import CallListPage

TODAY = NOW.date()
SECONDS = 20
TIGRINYA = 9
"""People of the small register who interpret it."""
YONAS, SELAM, RAHEL = "Yonas Tekle Ghebre", "Selam Kidane Haile", "Rahel Woldu"


@pytest.fixture
def search(qtbot, desktop: Desktop):
    """The search with all who interpret Tigrinya, the first of them current."""
    page = desktop.window.search
    with qtbot.waitSignal(page.answered):
        page.ask(SearchRequest(language="tir"))
    page.list.enter()
    return page


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The telephone numbers that were rung."""
    numbers: list[str] = []
    monkeypatch.setattr(call_list_page, "ring", numbers.append)
    return numbers


def said(desktop: Desktop) -> str:
    return desktop.window.toast.words


def person_id(desktop: Desktop, name: str) -> str:
    model = desktop.window.search.model
    shown = (model.person(model.index(row)) for row in range(model.rowCount()))
    return next(person.id for person in shown if person is not None and person.name == name)


@pytest.fixture
def page(qtbot, desktop: Desktop, search) -> CallListPage:
    """The page with a list of three, the best of them current."""
    for name in (RAHEL, SELAM, YONAS):
        shortlist(desktop.session.profile, person_id(desktop, name), "tir", None, today=TODAY, now=NOW, new_id=new_id)
    made = desktop.window.show_page("call-list")
    assert isinstance(made, CallListPage)
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    return made


def write(line, text: str, *, leave: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Type into a line, and leave it by a key."""
    line.setFocus()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, leave)


def names(page: CallListPage) -> list[str]:
    return [page.model.index(row).data() for row in range(page.model.rowCount())]


def states(page: CallListPage) -> list[str]:
    rows = [page.model.row(page.model.index(row)) for row in range(page.model.rowCount())]
    return [row.state.words for row in rows if row is not None]


def current(page: CallListPage) -> str:
    called = page.current()
    return called.name if called else ""


def press(page: CallListPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.list, key)


def kept(desktop: Desktop):
    return get_call_list(desktop.session.profile)


def test_an_empty_page_says_how_people_get_there_and_leads_to_the_search(qtbot, desktop):
    page = desktop.window.show_page("call-list")
    qtbot.waitUntil(lambda: page.data.has_read)
    assert page.empty.isVisible()
    assert "press C" in page.empty.words.accessibleName()
    assert not page.head.done.isVisible()
    QTest.keyClick(
        next(b for b in page.findChildren(type(page.tools.ring)) if b.text() == "Go to the search"), Qt.Key.Key_Return
    )
    assert desktop.window.shown_page() == "search"


def test_c_in_the_search_puts_the_person_on_a_list_for_the_language(qtbot, desktop, search):
    first = search.list.current_person()
    QTest.keyClick(search.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: said(desktop) == f"{first.name} is on a new call list (Ctrl L): 20 Nov, Tigrinya")
    QTest.keyClick(search.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: said(desktop) == f"{first.name} is on the call list already (Ctrl L): 20 Nov, Tigrinya")
    QTest.keyClick(search.list, Qt.Key.Key_Down)
    QTest.keyClick(search.list, Qt.Key.Key_C)
    second = search.list.current_person()
    qtbot.waitUntil(lambda: said(desktop) == f"{second.name} is on the call list (Ctrl L): 20 Nov, Tigrinya")
    assert (kept(desktop).need.language, len(kept(desktop).people)) == ("tir", 2)


def test_another_language_begins_another_list_and_both_can_be_chosen(qtbot, desktop, page):
    window = desktop.window
    window.show_search()
    with qtbot.waitSignal(window.search.answered):
        window.search.ask(SearchRequest(language="som"))
    window.search.list.enter()
    QTest.keyClick(window.search.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: "a new call list (Ctrl L): 20 Nov, Somali" in said(desktop))
    window.show_page("call-list")
    qtbot.waitUntil(page.head.choice.isVisible)
    assert page.head.choice.text() == "20 Nov, Somali"
    assert page.head.choice.width() >= page.head.choice.sizeHint().width()
    assert len(names(page)) == 1  # the list that somebody was just put on
    other = next(one for one in list_call_lists(desktop.session.profile) if one.need.language == "tir")
    page.head.choice.picked.emit(other.id)
    qtbot.waitUntil(lambda: names(page) == [YONAS, SELAM, RAHEL])


def test_the_best_qualified_stand_first_and_whom_to_try_is_current(page):
    assert names(page) == [YONAS, SELAM, RAHEL]
    assert states(page) == ["Not tried"] * 3
    assert current(page) == YONAS
    assert page.list.hasFocus()
    assert page.tools.next.text() == f"Next to try: {YONAS}"


def test_two_keys_log_an_attempt_and_bring_the_next(qtbot, desktop, page, rung):
    press(page, Qt.Key.Key_Return, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: current(page) == SELAM)
    press(page, Qt.Key.Key_R, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: current(page) == RAHEL)
    assert rung == ["00000882", "00000207"]
    assert states(page) == ["No answer", "Cannot", "Not tried"]
    assert [(one.answer, one.channel, one.at) for one in kept(desktop).log] == [
        (Answer.NO_ANSWER, Channel.PHONE, NOW),
        (Answer.CANNOT, Channel.PHONE, NOW),
    ]
    assert said(desktop) == f"{SELAM}: cannot"


def test_each_attempt_stands_under_the_person_with_its_time(qtbot, desktop, page):
    press(page, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: current(page) == SELAM)
    page._make_current(kept(desktop).log[0].person)
    assert page.model.row(page.model.index(0)).detail == "000 00 882 · at 09:00 will ring back"
    assert page.tools.log.text() == "20 November at 09:00, telephone: will ring back"


def test_an_attempt_of_another_day_stands_with_its_day(qtbot, desktop, page, monkeypatch):
    press(page, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: current(page) == SELAM)
    monkeypatch.setattr(type(desktop.session), "now", lambda _: NOW + timedelta(days=1))
    page.data.read()
    row = "000 00 882 · 20 Nov at 09:00 will ring back"
    qtbot.waitUntil(lambda: page.model.row(page.model.index(0)).detail == row)


@pytest.mark.parametrize(
    ("key", "answer"), [(Qt.Key.Key_1, "no_answer"), (Qt.Key.Key_2, "cannot"), (Qt.Key.Key_4, "call_back")]
)
def test_every_answer_has_a_key_and_a_button_that_shows_it(qtbot, desktop, page, key, answer):
    button = page.tools.answers[Answer(answer)]
    assert button.text().startswith(chr(key))
    press(page, key)
    qtbot.waitUntil(lambda: len(kept(desktop).log) == 1)
    page.list.setCurrentIndex(page.model.index(2))
    button.click()
    qtbot.waitUntil(lambda: len(kept(desktop).log) == 2)
    assert [one.answer for one in kept(desktop).log] == [answer, answer]


def test_a_later_time_is_asked_for_and_logged_with_the_answer(qtbot, desktop, page):
    press(page, Qt.Key.Key_5)
    dialog = desktop.window.findChild(EarliestDialog)
    qtbot.waitUntil(dialog.day.line.hasFocus)
    write(dialog.day.line, "24.11.2026")
    write(dialog.at.line, "0930", leave=Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: states(page)[0] == "Can later: 24 November at 09:30")
    (logged,) = kept(desktop).log
    assert (logged.answer, logged.earliest.moment.isoformat()) == ("later", "2026-11-24T09:30:00")


def test_a_later_time_that_is_none_is_said_and_nothing_logged(qtbot, desktop, page):
    press(page, Qt.Key.Key_5)
    dialog = desktop.window.findChild(EarliestDialog)
    QTest.keyClicks(dialog.day.line, "31.2.2026")
    dialog.go.click()
    assert dialog.day.wrong.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert kept(desktop).log == ()


def test_a_later_time_may_be_left_open(qtbot, desktop, page):
    press(page, Qt.Key.Key_5)
    desktop.window.findChild(EarliestDialog).go.click()
    qtbot.waitUntil(lambda: len(kept(desktop).log) == 1)
    assert kept(desktop).log[0].earliest is None


def test_whoever_can_stays_current_and_is_agreed_with_by_a_key(qtbot, desktop, page):
    press(page, Qt.Key.Key_A)
    assert not page.tools.agree.isEnabled()
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: states(page)[0] == "Can")
    assert current(page) == YONAS
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: states(page)[0] == "Agreed")
    assert page.tools.next.text().startswith(f"Agreed with {YONAS}")
    assert page.message.template.value is Template.CONFIRMATION
    assert page.message.calendar.isEnabled()


def test_the_keyboard_is_at_the_way_to_the_search_where_there_is_no_list(qtbot, desktop):
    page = desktop.window.show_page("call-list")
    qtbot.waitUntil(page.to_search.hasFocus)


def test_nobody_else_is_sent_the_confirmation_of_what_was_agreed(qtbot, desktop, page):
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: states(page)[0] == "Can")
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: states(page)[0] == "Agreed")
    press(page, Qt.Key.Key_Down)
    assert current(page) == SELAM
    assert page.message.template.value is Template.ENQUIRY_EMAIL
    assert "agreed" not in page.message.text.toPlainText()


def test_nobody_is_sent_the_confirmation_of_what_was_taken_back(qtbot, desktop, page):
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: states(page)[0] == "Can")
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.message.template.value is Template.CONFIRMATION)
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.message.template.value is Template.ENQUIRY_EMAIL)


def test_esc_puts_the_fields_of_what_is_needed_away_and_keeps_what_was_typed(qtbot, desktop, page):
    page.need.edit.click()
    QTest.keyClicks(page.need.minutes.line, "45")
    QTest.keyClick(page.need.minutes.line, Qt.Key.Key_Escape)
    assert not page.need.minutes.isVisible()
    assert page.list.hasFocus()
    qtbot.waitUntil(lambda: kept(desktop).need.minutes == 45)
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert desktop.window.shown_page() == "call-list"


def test_what_was_agreed_is_logged_by_a_key_once_it_may_have_been_held(qtbot, desktop, page):
    change_need(desktop.session.profile, None, whole_need(language="tir"), now=NOW)
    page.refresh(None)
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: states(page)[0] == "Can")
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: states(page)[0] == "Agreed")
    assert page.tools.usage.isHidden()
    press(page, Qt.Key.Key_T)
    held = whole_need(language="tir", starts=NOW.replace(tzinfo=None))
    change_need(desktop.session.profile, None, held, now=NOW)
    page.refresh(None)
    qtbot.waitUntil(page.tools.usage.isVisible)
    press(page, Qt.Key.Key_T)
    (dialog,) = desktop.window.findChildren(AssignmentDialog)
    agreed = rules.find_called(kept(desktop), kept(desktop).agreed)
    assert dialog.form.number.line.text() == str(agreed.number)
    assert dialog.form.draft() == AssignmentDraft(
        day=TODAY,
        language="tir",
        kind=Kind.SPOKEN,
        method=Method.SCREEN,
        minutes=60,
        unit="Storgata helsestasjon",
        used=Proposed.REGISTER,
        number=agreed.number,
    )
    dialog.reject()


def test_ctrl_z_takes_the_last_attempt_back_and_keeps_it_in_the_log(qtbot, desktop, page):
    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: states(page)[0] == "Cannot")
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: states(page)[0] == "Not tried")
    assert kept(desktop).log[0].taken_back == NOW
    page._make_current(kept(desktop).log[0].person)
    assert page.tools.log.text().endswith("(taken back)")
    assert not page.tools.undo.isEnabled()


def test_delete_puts_somebody_off_the_list(qtbot, desktop, page):
    press(page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == [SELAM, RAHEL])
    assert said(desktop) == f"{YONAS} is off the list"


def test_ctrl_r_rings_the_current_person_of_the_list_and_ctrl_c_copies(desktop, page, rung):
    page.list.setCurrentIndex(page.model.index(2))
    QTest.keyClick(desktop.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert rung == ["00000777"]
    QTest.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith(RAHEL)


def test_the_channel_is_that_of_the_message_used_until_another_person_is_current(qtbot, desktop, page, monkeypatch):
    opened = []
    monkeypatch.setattr(call_list_message.QDesktopServices, "openUrl", opened.append)
    page.message.mail.click()
    assert bytes(opened[0].toEncoded().data()).startswith(b"mailto:yonas@example.no?subject=")
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: current(page) == SELAM)
    page.message.template.field.picked.emit(Template.ENQUIRY_SMS)
    page.message.copy.click()
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: current(page) == RAHEL)
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(kept(desktop).log) == 3)
    assert [one.channel for one in kept(desktop).log] == [Channel.EMAIL, Channel.SMS, Channel.PHONE]


def test_what_is_needed_is_filled_in_and_kept_when_a_field_is_left(qtbot, desktop, page):
    page.need.edit.click()
    for field, text in (
        (page.need.day, "23.11.2026"),
        (page.need.at, "10.30"),
        (page.need.minutes, "45"),
        (page.need.texts["place"], "Rom 2"),
    ):
        write(field.line, text)
    page.need.method.field.picked.emit(Method.SCREEN)
    qtbot.waitUntil(lambda: kept(desktop).need.method is Method.SCREEN)
    got = kept(desktop).need
    assert (got.starts.isoformat(), got.minutes, got.place) == ("2026-11-23T10:30:00", 45, "Rom 2")
    assert page.need.line.text() == "Tigrinya · 23 November 2026 at 10:30 · 45 min · by screen · Rom 2"
    qtbot.waitUntil(lambda: "Rom 2" in page.message.text.toPlainText())


@pytest.mark.parametrize(("name", "typed"), [("minutes", "many"), ("at", "25.00"), ("day", "31.2.2026")])
def test_what_cannot_be_is_said_under_its_field_and_not_kept(desktop, page, name, typed):
    page.need.edit.click()
    field = getattr(page.need, name)
    write(field.line, typed)
    assert field.wrong.isVisible()
    assert kept(desktop).need == need(language="tir")


def test_an_identity_number_is_not_taken_into_what_is_needed(desktop, page):
    page.need.edit.click()
    field = page.need.texts["place"]
    write(field.line, "01019012345")
    assert "identity number" in field.wrong.text()
    assert kept(desktop).need.place == ""


def test_a_time_that_does_not_come_is_told_and_not_kept(qtbot, desktop, page):
    page.need.edit.click()
    for field, text in ((page.need.day, "29.3.2026"), (page.need.at, "02.30")):
        write(field.line, text)
    qtbot.waitUntil(lambda: page.need.line.text() == "Tigrinya · 29 March 2026 · no time yet")
    assert kept(desktop).need.starts is None


def test_a_message_that_was_mended_stays_when_the_lists_are_read_again(qtbot, page):
    page.message.text.setPlainText("Hei, kan du?")
    reads: list[None] = []
    page.model.modelReset.connect(lambda: reads.append(None))
    page.refresh(None)
    qtbot.waitUntil(lambda: bool(reads))
    assert page.message.text.toPlainText() == "Hei, kan du?"


def test_leaving_the_page_keeps_the_field_that_is_typed_in(qtbot, desktop, page):
    page.need.edit.click()
    QTest.keyClicks(page.need.minutes.line, "45")
    desktop.window.show_search()
    qtbot.waitUntil(lambda: kept(desktop).need.minutes == 45)


def test_the_message_has_gaps_that_are_told_until_the_unit_and_the_need_say_more(qtbot, desktop, page):
    assert "[place]" in page.message.text.toPlainText()
    assert "place" in page.message.gaps.accessibleName()
    unit = Unit(name="Helsestasjonen", contact="Kari", phone="+47 000 00 001", email="kari@example.no")
    desktop.session.context.remember(unit=unit)
    wanted = whole_need(language="tir")
    change_need(desktop.session.profile, None, wanted, now=NOW)
    page.refresh(None)
    qtbot.waitUntil(lambda: "Rom 2" in page.message.text.toPlainText())
    assert not page.message.gaps.isVisible()
    assert YONAS in page.message.text.toPlainText()


def test_the_language_of_the_message_is_remembered(desktop, page):
    english = page.message.text.toPlainText()
    page.message.language.field.picked.emit("nn")
    assert page.message.text.toPlainText() != english
    assert desktop.session.context.settings.message_language == "nn"


def test_a_message_that_was_mended_is_copied_as_it_stands(page):
    page.message.text.setPlainText("Hei, kan du?")
    page.message.copy.click()
    assert QGuiApplication.clipboard().text().endswith("\n\nHei, kan du?")


def test_the_calendar_file_is_written_for_the_agreed_time(qtbot, desktop, page, monkeypatch, tmp_path):
    change_need(desktop.session.profile, None, whole_need(language="tir"), now=NOW)
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: states(page)[0] == "Can")
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(page.message.calendar.isEnabled)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "tolk"), ""))
    page.message.calendar.click()
    qtbot.waitUntil(lambda: said(desktop) == "Written to tolk.ics")
    (event,) = Calendar.from_ical((tmp_path / "tolk.ics").read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2026-11-23T09:00:00+00:00"


def test_what_a_command_does_meanwhile_is_seen_on_coming_back_and_nothing_is_overwritten(qtbot, desktop, page):
    profile = desktop.session.profile
    listed = kept(desktop)
    selam = next(one for one in listed.people if one.name == SELAM)
    tried = replace(attempt(selam, Answer.CANNOT), at=NOW)
    change_call_list(profile, listed.id, lambda one: rules.log_attempt(one, tried), now=NOW)
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: states(page) == ["No answer", "Cannot", "Not tried"])
    begun = begin_call_list(profile, need(language="tir"), now=NOW, new_id=new_id)
    QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
    qtbot.waitUntil(page.head.choice.isVisible)
    change_call_list(profile, begun.id, lambda one: rules.close(one, NOW), now=NOW)


def test_a_closed_list_gives_way_to_the_empty_page(qtbot, desktop, page):
    page.head.done.click()
    qtbot.waitUntil(page.empty.isVisible)
    assert list_call_lists(desktop.session.profile)[0].closed == NOW


def test_in_a_narrow_window_the_message_lies_over_the_list_and_esc_leads_back(desktop, page):
    desktop.window.resize(700, 700)
    assert page.tools.message.isVisible()
    assert not page.message.isVisible()
    page.tools.message.click()
    assert page.message.isVisible()
    QTest.keyClick(page.message, Qt.Key.Key_Escape)
    assert page.list.hasFocus()


@pytest.mark.parametrize("language", list(UiLanguage))
@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100 %", "200 %"])
def test_nothing_is_cut_in_the_list_nor_in_the_note(qtbot, open_desktop, data_folder, language, size):
    desktop = open_desktop(data_folder, language=language, size=size)
    profile = desktop.session.profile
    for number in (13882, 14207):
        shortlist(profile, record_id(f"p{number}"), "tir", None, today=TODAY, now=NOW, new_id=new_id)
        write_note(profile, record_id(f"p{number}"), [Mark.DO_NOT_USE, Mark.CONFLICT_OF_INTEREST], "", NOW)
    change_need(profile, None, whole_need(language="tir"), now=NOW)
    page = desktop.window.show_page("call-list")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: current(page) == SELAM)
    page.need.edit.click()
    page._make_current(kept(desktop).log[0].person)
    QApplication.processEvents()
    assert cut(page) == []
    page.panes.open_detail()
    QApplication.processEvents()
    assert cut(page) == []
    page.message.choose(Template.ENQUIRY_SMS)
    QApplication.processEvents()
    assert cut(page) == []
    page.message.note.click()
    dialog = desktop.window.findChild(DepartureNoteDialog)
    dialog.save.click()
    QApplication.processEvents()
    assert cut(dialog) == []
    dialog.hide()
    page.head.delete.click()
    QApplication.processEvents()
    assert cut(desktop.window.findChild(DeleteCallListsDialog)) == []


def test_whatever_has_the_keyboard_is_seen_to_have_it(qtbot, desktop, page):
    page.need.edit.click()
    for one in stops(qtbot):
        one.setFocus()
        qtbot.keyClick(one, Qt.Key.Key_Shift)
        if not any(one.inherits(kind) for kind in ("QLineEdit", "QAbstractItemView")):
            ring = desktop.window._ring
            assert ring.isVisible()
            assert ring.geometry().contains(one.rect().translated(one.mapTo(desktop.window, QPoint(0, 0))))


@pytest.fixture
def dialog(desktop, page) -> DepartureNoteDialog:
    """The departure note, over a list with one attempt."""
    page.message.note.click()
    found = desktop.window.findChild(DepartureNoteDialog)
    assert isinstance(found, DepartureNoteDialog)
    return found


def fill(dialog: DepartureNoteDialog) -> None:
    next(iter(dialog.form.grounds.boxes.values())).setChecked(True)
    dialog.form.used.field.picked.emit(Proposed.ADULT_RELATIVE)
    for field, text in (
        (dialog.form.seriousness, "Acute assessment"),
        (dialog.form.relation, "cousin"),
        (dialog.form.decided_by, "Kari"),
        (dialog.form.role, "nurse"),
        (dialog.form.planned, "23.11.2026"),
    ):
        QTest.keyClicks(field.line, text)


def test_a_whole_note_is_saved_with_the_attempts(qtbot, desktop, page, dialog, monkeypatch, tmp_path):
    fill(dialog)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "fravik"), ""))
    dialog.save.click()
    qtbot.waitUntil(dialog.look.isVisible)
    assert dialog.said.accessibleName() == "Written to fravik.pdf"
    assert (tmp_path / "fravik.pdf").read_bytes().startswith(b"%PDF")


def test_a_note_that_cannot_be_written_says_why_and_may_be_tried_again(qtbot, dialog, tmp_path):
    fill(dialog)
    dialog.write(tmp_path / "nowhere" / "fravik.pdf")
    qtbot.waitUntil(lambda: "no folder" in dialog.said.accessibleName())
    assert dialog.save.isEnabled()


def test_a_note_refuses_an_identity_number_in_what_is_typed(dialog):
    fill(dialog)
    dialog.form.seriousness.line.clear()
    QTest.keyClicks(dialog.form.seriousness.line, "01019012345")
    dialog.save.click()
    assert "holds what may be an identity number" in dialog.form.seriousness.wrong.text()


def test_a_note_says_what_is_typed_as_json_that_is_strictly_read(dialog):
    fill(dialog)
    data = dialog.form.note_data(NOW)
    assert json.loads(json.dumps(data)) == data
    assert data["follow_up"] == {"planned": "2026-11-23"}
    assert (data["date"], data["time"]) == ("2026-11-20", "09:00")


def test_fields_changed_quickly_after_each_other_are_all_kept(qtbot, desktop, page):
    """What is saved first must not put back what was changed since."""
    goes_on = threading.Event()
    desktop.runner.start(Lane.EDITS, Job(lambda _: goes_on.wait(SECONDS)))
    page.need.edit.click()
    write(page.need.minutes.line, "45")
    write(page.need.texts["place"].line, "Rom 2")
    page.refresh(None)
    with qtbot.waitSignal(page.model.modelReset):
        goes_on.set()
    write(page.need.texts["contact"].line, "Kari")
    qtbot.waitUntil(lambda: kept(desktop).need.contact == "Kari")
    assert (kept(desktop).need.minutes, kept(desktop).need.place) == (45, "Rom 2")


def test_what_was_read_before_a_change_is_not_shown_after_it(qtbot, desktop, page, monkeypatch):
    goes_on, has_read = threading.Event(), threading.Event()
    whole = call_list_data.list_call_lists

    def slowly(profile):
        read = whole(profile)
        has_read.set()
        goes_on.wait(SECONDS)
        return read

    monkeypatch.setattr(call_list_data, "list_call_lists", slowly)
    page.refresh(None)
    assert has_read.wait(SECONDS)
    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: states(page)[0] == "Cannot")
    shown: list[str] = []
    page.model.modelReset.connect(lambda: shown.append(states(page)[0]))
    goes_on.set()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["Cannot"]


def test_everything_has_a_name_and_is_reached_by_tab(qtbot, desktop, page):
    page.need.edit.click()
    assert nameless(page) == []
    page.list.setFocus()
    reached = stops(qtbot)
    assert [called_as(one) for one in to_be_reached(page) - set(reached)] == []
    page.message.note.click()
    assert nameless(desktop.window.findChild(DepartureNoteDialog)) == []
    desktop.window.findChild(DepartureNoteDialog).reject()
    press(page, Qt.Key.Key_5)
    assert nameless(desktop.window.findChild(EarliestDialog)) == []


def test_the_menu_of_the_message_speaks_the_language_of_the_program(open_desktop, data_folder):
    desktop = open_desktop(data_folder, language=UiLanguage.BOKMAL)
    page = desktop.window.page("call-list")
    menu = page.message.text.menu()
    assert "Kopier" in [action.text().partition("\t")[0] for action in menu.actions()]


def test_what_comes_next_is_said_when_nobody_is_left_to_try_and_when_nobody_is_left(qtbot, desktop, page):
    for name in (YONAS, SELAM, RAHEL):
        qtbot.waitUntil(lambda name=name: current(page) == name)
        press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: states(page) == ["Cannot"] * 3)
    assert page.tools.next.text().startswith("Nobody is left to try")
    for left in (2, 1, 0):
        press(page, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda left=left: page.model.rowCount() == left)
    assert page.tools.next.text().startswith("Nobody is on the list")
    assert page.id_meant() == ""
    press(page, Qt.Key.Key_1, Qt.Key.Key_Delete, Qt.Key.Key_A, Qt.Key.Key_Return)
    assert not page.tools.ring.isEnabled()
    assert page.message.to.text() == "To nobody in particular"


def test_a_change_that_cannot_be_is_told_and_the_list_read_again(qtbot, desktop, page):
    listed = kept(desktop)
    change_call_list(desktop.session.profile, listed.id, lambda one: rules.close(one, NOW), now=NOW)
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(page.empty.isVisible)
    assert desktop.window.findChild(MessageBar).isVisible()


def test_a_row_says_the_person_the_category_the_answer_and_the_attempts(qtbot, desktop, page):
    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: states(page)[0] == "Cannot")
    index = page.model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"{YONAS}, category A, Cannot"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "000 00 882 · at 09:00 cannot"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_letters_that_are_no_keys_do_nothing(desktop, page):
    press(page, Qt.Key.Key_X, Qt.Key.Key_6)
    assert (current(page), kept(desktop).log) == (YONAS, ())


def test_keys_move_in_the_list_and_the_message_follows(page):
    press(page, Qt.Key.Key_Down)
    assert current(page) == SELAM
    assert page.message.to.text() == f"To {SELAM}"
    assert page.id_meant() == page.current().person


def test_a_saved_note_is_opened(qtbot, dialog, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(departure_note.QDesktopServices, "openUrl", opened.append)
    fill(dialog)
    dialog.write(tmp_path / "note.pdf")
    qtbot.waitUntil(dialog.look.isVisible)
    dialog.look.click()
    assert opened[0].toLocalFile() == str(tmp_path / "note.pdf")


def test_a_fault_of_the_program_in_a_note_is_told_where_faults_are(qtbot, desktop, dialog, monkeypatch, tmp_path):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(departure_note, "write_departure_note", broken)
    fill(dialog)
    dialog.write(tmp_path / "note.pdf")
    qtbot.waitUntil(lambda: desktop.window.findChild(FaultDialog) is not None)


def test_a_note_that_is_put_away_while_it_is_written_is_written_all_the_same(qtbot, desktop, dialog, tmp_path):
    goes_on = threading.Event()
    desktop.runner.start(Lane.LISTS, Job(lambda _: goes_on.wait(SECONDS)))
    fill(dialog)
    dialog.write(tmp_path / "note.pdf")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    goes_on.set()
    qtbot.waitUntil((tmp_path / "note.pdf").exists)


def test_a_template_that_the_register_does_not_have_leaves_nothing_to_send(page, desktop):
    listed = kept(desktop)
    page.message.show_person(listed, None, None, Content([]))
    page.message.refill()
    assert page.message.text.toPlainText() == ""
    assert not page.message.copy.isEnabled()
    assert not page.message.mail.isEnabled()


def test_from_the_start_to_a_telephone_number_and_a_note_by_keyboard_alone(qtbot, desktop, rung, monkeypatch, tmp_path):
    """Nobody moves the pointer, and nothing is asked of the network."""
    window = desktop.window

    def type_(keys: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), keys)

    def key(one: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), one, held)

    key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_("tigrinja ")
    qtbot.waitUntil(lambda: window.search.field.language == "tir" and window.search.model.rowCount() == TIGRINYA)
    key(Qt.Key.Key_Down)
    qtbot.waitUntil(window.search.list.hasFocus)
    key(Qt.Key.Key_C)
    qtbot.waitUntil(lambda: "call list" in said(desktop))
    key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = window.page("call-list")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and page.list.hasFocus())
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: states(page) == ["No answer"])
    assert len(rung) == 1
    key(Qt.Key.Key_N)
    note = window.findChild(DepartureNoteDialog)
    qtbot.waitUntil(lambda: next(iter(note.form.grounds.boxes.values())).hasFocus())
    key(Qt.Key.Key_Space)
    for text in ("Acute assessment", "cousin", "Kari", "nurse", "", "moved"):
        key(Qt.Key.Key_Tab)
        while not isinstance(QApplication.focusWidget(), QLineEdit):
            if QApplication.focusWidget() is note.form.used.field:
                key(Qt.Key.Key_Space)
                qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
                choices = QApplication.activePopupWidget().focusWidget()
                QTest.keyClicks(choices, "An adult")
                QTest.keyClick(choices, Qt.Key.Key_Return)
                qtbot.waitUntil(note.form.used.field.hasFocus)
            key(Qt.Key.Key_Tab)
        type_(text)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "note.pdf"), ""))
    while QApplication.focusWidget() is not note.save:
        key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Return)
    qtbot.waitUntil((tmp_path / "note.pdf").exists)
