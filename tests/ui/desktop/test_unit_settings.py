"""Our unit in the settings: each field is remembered when it is left, and what cannot be used is not."""

import pytest

from interpreter_app.domain.situations import Body, Sector
from interpreter_app.settings import read_settings
from interpreter_app.unit import Unit
from tests.support.guide import pick, type_in
from ui.desktop.pages.settings_page import SettingsPage
from ui.desktop.pages.settings_page_unit import UnitSettings


@pytest.fixture
def unit(desktop) -> UnitSettings:
    page = desktop.window.show_page("settings")
    assert isinstance(page, SettingsPage)
    return page.unit


def leave(unit: UnitSettings) -> None:
    unit.sector.field.setFocus()


def test_what_is_typed_is_remembered_when_the_field_is_left(qtbot, unit, data_folder):
    type_in(qtbot, unit.lines["name"].line, "Mottaket")
    assert read_settings(data_folder).unit == Unit()
    type_in(qtbot, unit.lines["contact"].line, "Kari  Nordmann")
    type_in(qtbot, unit.lines["email"].line, "mottaket@example.no")
    leave(unit)
    kept = read_settings(data_folder).unit
    assert (kept.name, kept.contact, kept.email) == ("Mottaket", "Kari Nordmann", "mottaket@example.no")


def test_what_the_unit_is_is_remembered_at_once(unit, data_folder):
    pick(unit.sector, Sector.SCHOOL)
    pick(unit.body, Body.PRIVATE_SCHOOL)
    assert read_settings(data_folder).unit == Unit(sector=Sector.SCHOOL, body=Body.PRIVATE_SCHOOL)


@pytest.mark.parametrize(("field", "typed"), [("phone", "ring meg"), ("email", "kari@")])
def test_what_cannot_be_used_is_said_and_not_remembered(qtbot, unit, data_folder, field, typed):
    type_in(qtbot, unit.lines[field].line, typed)
    leave(unit)
    assert unit.lines[field].wrong.isVisible()
    assert read_settings(data_folder).unit == Unit()


def test_a_field_that_is_emptied_is_forgotten(qtbot, unit, data_folder):
    type_in(qtbot, unit.lines["address"].line, "Storgata 1")
    leave(unit)
    assert read_settings(data_folder).unit.address == "Storgata 1"
    unit.lines["address"].line.clear()
    unit.lines["address"].line.textEdited.emit("")
    unit.lines["address"].line.editingFinished.emit()
    assert read_settings(data_folder).unit.address == ""
