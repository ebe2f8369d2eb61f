"""The person explains itself: how to be reached, and each category with what it rests on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from interpreter_app.domain.authorisations import Authorisation
from interpreter_app.domain.interpreters import Kind
from tests.support.desktop import drawn_people, evidence_for, small_register
from tests.support.registers import Named, bachelor, bilingual_and_tao, person
from ui.desktop.pages.person_panel import PersonPanel
from ui.desktop.widgets.language_card import LanguageCard

Shows = Callable[[list[Named]], PersonPanel]


@pytest.fixture
def shows(qtbot, open_desktop, tmp_path: Path) -> Shows:
    """Opens the window with one person shown."""

    def shows_(records: list[Named]) -> PersonPanel:
        small_register(tmp_path, [records])
        page = open_desktop(tmp_path).window.search
        page.open_id(records[0][0])
        qtbot.waitUntil(lambda: page.panel.shown is not None)
        return page.panel

    return shows_


def words(widget) -> list[str]:
    return [one.accessibleName() or one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def lines(panel: PersonPanel) -> list[str]:
    """The lines of evidence of the first language."""
    card = panel.findChild(LanguageCard)
    return [one.accessibleName() for one in card.children() if one.isWidgetType() and ", " in one.accessibleName()]


def buttons(panel: PersonPanel) -> dict[str, QPushButton]:
    return {one.accessibleName(): one for one in panel.findChildren(QPushButton) if one.isVisible()}


def test_the_person_of_the_drawing(shows):
    panel = shows(drawn_people()[1])
    assert words(panel)[:2] == ["Selam Kidane Haile", "Interpreter number 14\u00a0207 · Troms · Part time"]
    assert lines(panel) == [
        "State authorisation, 2019",
        "30 credits, OsloMet, 2016",
        "Bachelor in interpreting, would give A",
    ]
    said = words(panel)
    assert "B because a state authorisation and 30 credits in public-sector interpreting are documented." in said
    assert "The register is not a booking register. Make contact directly." in said
    assert said[-1] == "Data as of 19 November 2026 at 15:42"


def test_what_does_not_count_says_why(shows):
    later = bachelor("tir", date(2027, 6, 1))
    revoked = Authorisation(interpreter_id="", language="tir", granted=date(2010, 1, 1), revoked=date(2020, 1, 1))
    panel = shows(person("Ola Nordmann", 1, ["tir"], [later, revoked, *evidence_for("D", "tir")]))
    assert "State authorisation, does not hold any more" in lines(panel)
    assert "Bachelor in interpreting, counts from 1 June 2027" in lines(panel)


def test_tao_stands_only_where_the_category_rests_on_it(shows):
    panel = shows(person("Ola Nordmann", 1, ["tir"], [*evidence_for("D", "tir"), *bilingual_and_tao("tir")]))
    assert not any("TAO" in line for line in lines(panel))


def test_without_a_category_everything_recorded_is_shown(shows):
    panel = shows(person("Ola Nordmann", 1, ["tir"], [bilingual_and_tao("tir")[1]]))
    assert "TAO course, 2014" in lines(panel)


def test_another_kind_than_the_language_s_own_is_named(shows):
    panel = shows(person("Ola Nordmann", 1, [("nor", Kind.SPEECH_TO_TEXT)], [bachelor("nor")]))
    assert "Norwegian · speech-to-text" in words(panel)


@pytest.mark.parametrize("consents", [True, False])
def test_an_address_is_shown_with_consent_only(shows, consents):
    address = {"address": "Storgata 1", "postal_code": "9008", "place": "Tromsø", "address_public": consents}
    panel = shows(person("Ola Nordmann", 1, ["tir"], [], **address))
    shown = [text for text in words(panel) if "Storgata" in text]
    assert shown == (["Address: Storgata 1, 9008 Tromsø"] if consents else [])


def test_one_who_has_no_telephone_is_written_to(shows, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    panel = shows(person("Ola Nordmann", 1, ["tir"], [], email="ola@example.no"))
    assert "Ring" not in buttons(panel)
    buttons(panel)["Send e-mail"].click()
    assert opened == ["mailto:ola@example.no"]


def test_number_address_and_all_of_the_contact_are_copied_with_one_click(shows):
    panel = shows(drawn_people()[1])
    clipboard = QGuiApplication.clipboard()
    for name, copied in (
        ("Copy the telephone number", "000 00 207"),
        ("Copy the e-mail address", "selam@example.no"),
        ("Copy contact", "Selam Kidane Haile\nInterpreter number 14\u00a0207\n000 00 207\nselam@example.no"),
    ):
        buttons(panel)[name].click()
        assert clipboard.text() == copied


def test_one_without_a_number_is_said_to_have_none(shows):
    (id_, own), *rest = person("Ola Nordmann", 1, ["tir"], [])
    panel = shows([(id_, replace(own, number=None)), *rest])  # type: ignore[type-var]
    assert "No interpreter number" in words(panel)
