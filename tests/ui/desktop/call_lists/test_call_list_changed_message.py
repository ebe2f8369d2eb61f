"""A message that the person has changed: kept for that person and template until it is filled in again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from interpreter_app.domain.guidance_keys import Template
from interpreter_app.use_cases.call_lists import change_need
from tests.support.call_list_page import SELAM, YONAS, current, kept, press
from tests.support.call_lists import whole_need
from tests.support.desktop import NOW

OWN = "Hei, kan du?"


@pytest.fixture
def message(page):
    """The message to the first person, changed."""
    page.message.text.setPlainText(OWN)
    return page.message


def text(message) -> str:
    return message.text.toPlainText()


def test_only_a_changed_message_is_offered_to_be_filled_in_again(page):
    message, filled = page.message, text(page.message)
    assert not message.again.isVisible()
    message.text.setPlainText(OWN)
    assert message.again.isVisible()
    assert message.by_hand.isVisible()
    message.text.setPlainText(filled)
    assert not message.again.isVisible()


def test_another_language_leaves_a_changed_message_until_it_is_filled_in_again(message):
    subject = message.subject.text()
    message.language.field.picked.emit("nn")
    assert (text(message), message.subject.text()) == (OWN, subject)
    message.again.click()
    assert OWN not in text(message)
    assert message.subject.text() != subject
    assert not message.again.isVisible()
    assert not message.by_hand.isVisible()


def test_a_changed_message_is_there_again_when_its_person_is(page, message):
    press(page, Qt.Key.Key_Down)
    assert current(page) == SELAM
    assert SELAM in text(message)
    assert not message.again.isVisible()
    press(page, Qt.Key.Key_Up)
    assert current(page) == YONAS
    assert text(message) == OWN
    assert message.again.isVisible()
    message.copy.click()
    assert QGuiApplication.clipboard().text().endswith(f"\n\n{OWN}")


def test_each_template_keeps_its_own_changes(message):
    message.choose(Template.DECLINE)
    assert OWN not in text(message)
    assert not message.again.isVisible()
    message.choose(Template.ENQUIRY_EMAIL)
    assert text(message) == OWN


def test_a_changed_message_stays_when_the_need_is_edited_and_is_filled_in_with_it_when_asked_for(
    qtbot, desktop, page, message
):
    change_need(desktop.session.profile, None, whole_need(language="tir"), now=NOW)
    page.refresh(None)
    qtbot.waitUntil(lambda: kept(desktop).need == page.shown.need)
    assert text(message) == OWN
    message.again.click()
    assert "Rom 2" in text(message)
