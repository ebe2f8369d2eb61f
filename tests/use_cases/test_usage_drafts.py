"""An assignment begins with what the unit has said of itself, and what is known of it goes before."""

from interpreter_app.domain.assignments import AssignmentDraft
from interpreter_app.domain.situations import Sector
from interpreter_app.unit import NO_UNIT, Unit
from interpreter_app.use_cases.usage_drafts import begun_draft, completed_draft
from tests.support.registers import TODAY

LEGEVAKTA = Unit(name="Legevakta", sector=Sector.HEALTH)


def test_an_assignment_begins_today_with_what_the_unit_says_of_itself():
    assert begun_draft(LEGEVAKTA, TODAY) == AssignmentDraft(day=TODAY, unit="Legevakta", sector=Sector.HEALTH)
    assert begun_draft(NO_UNIT, TODAY) == AssignmentDraft(day=TODAY)


def test_what_is_known_goes_before_and_the_rest_is_as_begun():
    known = AssignmentDraft(language="som", sector=Sector.SCHOOL, minutes=30)
    expected = AssignmentDraft(day=TODAY, language="som", sector=Sector.SCHOOL, minutes=30, unit="Legevakta")
    assert completed_draft(known, begun_draft(LEGEVAKTA, TODAY)) == expected
