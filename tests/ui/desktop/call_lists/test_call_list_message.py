"""The message beside the call list, and the calendar file: for whom, with what gaps, and by which channel."""

from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from interpreter_app.domain.call_lists import Channel
from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.guidance_keys import Template
from interpreter_app.i18n import UiLanguage
from interpreter_app.unit import Unit
from interpreter_app.use_cases.call_lists import change_need
from tests.support.call_list_page import RAHEL, SELAM, YONAS, current, kept, press, said, states
from tests.support.call_lists import whole_need
from tests.support.desktop import NOW
from ui.desktop.pages import call_list_message


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


def test_a_message_that_was_mended_stays_when_the_lists_are_read_again(qtbot, page):
    page.message.text.setPlainText("Hei, kan du?")
    reads: list[None] = []
    page.model.modelReset.connect(lambda: reads.append(None))
    page.refresh(None)
    qtbot.waitUntil(lambda: bool(reads))
    assert page.message.text.toPlainText() == "Hei, kan du?"


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


def test_in_a_narrow_window_the_message_lies_over_the_list_and_esc_leads_back(desktop, page):
    desktop.window.resize(700, 700)
    assert page.tools.message.isVisible()
    assert not page.message.isVisible()
    page.tools.message.click()
    assert page.message.isVisible()
    QTest.keyClick(page.message, Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_the_menu_of_the_message_speaks_the_language_of_the_program(open_desktop, data_folder):
    desktop = open_desktop(data_folder, language=UiLanguage.BOKMAL)
    page = desktop.window.page("call-list")
    menu = page.message.text.menu()
    assert "Kopier" in [action.text().partition("\t")[0] for action in menu.actions()]


def test_a_template_that_the_register_does_not_have_leaves_nothing_to_send(page, desktop):
    listed = kept(desktop)
    page.message.show_person(listed, None, None, Content([]))
    page.message.refill()
    assert page.message.text.toPlainText() == ""
    assert not page.message.copy.isEnabled()
    assert not page.message.mail.isEnabled()
