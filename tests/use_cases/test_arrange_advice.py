"""The order in which an answer helps: why, what to do now, and what can wait to be read."""

from dataclasses import replace
from datetime import date

import pytest

from interpreter_app.domain.guidance import point_keys
from interpreter_app.domain.guidance_content import Content, PieceText, shipped_pieces
from interpreter_app.domain.guidance_keys import CHECKLISTS
from interpreter_app.domain.situations import Body, Proposed, Sector, Situation
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.advise import Told, advise
from interpreter_app.use_cases.arrange_advice import (
    MOST_ACTIONS,
    MOST_REASONS,
    ArrangedAdvice,
    arrange_advice,
    checklist,
    is_action,
)

DAY = date(2027, 3, 1)
CONTENT = Content(shipped_pieces())
ENGLISH = Texts(UiLanguage.ENGLISH)
SITUATION = Situation(
    body=Body.PUBLIC, sector=Sector.POLICE, norwegian_involved=True, duty_in_other_act=False, needed=True, day=DAY
)


def arranged(situation: Situation, content: Content = CONTENT) -> ArrangedAdvice:
    points = advise(CONTENT, situation, ENGLISH).points
    return arrange_advice(points, content, situation.sector, situation.day, ENGLISH)


def keys(points: tuple[Told, ...]) -> list[str]:
    return [point.key for point in points]


def test_why_comes_first_then_what_must_be_done_at_once():
    found = arranged(SITUATION)
    assert keys(found.reasons) == ["duty_tolkeloven", "qualified_required", "departure_not_allowed"]
    assert keys(found.actions) == ["police_certificate", "contact", "sector.police", "best_qualified"]
    assert set(keys(found.further)) == {"dispensation_not_verified", "remote", "confidentiality"}


def test_what_lets_one_depart_is_not_put_off_and_stands_after_what_it_departs_from():
    found = arranged(replace(SITUATION, can_wait=False))
    assert keys(found.reasons) == ["duty_tolkeloven", "qualified_required", "departure_cannot_wait"]
    assert "departure_note" in keys(found.actions)
    child = arranged(replace(SITUATION, can_wait=False, proposed=Proposed.CHILD))
    assert set(keys(child.reasons)) == {"duty_tolkeloven", "departure_cannot_wait", "child_forbidden"}
    assert "qualified_required" in keys(child.further)


def test_nothing_is_lost_and_nothing_is_told_twice():
    situation = replace(SITUATION, can_wait=False, proposed=Proposed.ADULT_RELATIVE)
    found = arranged(situation)
    told = [*found.reasons, *found.actions, *found.further]
    given = advise(CONTENT, situation, ENGLISH).points
    assert sorted(keys(tuple(told))) == sorted([*keys(given), "contact", "sector.police"])
    assert len(found.reasons) <= MOST_REASONS
    assert len(found.actions) <= MOST_ACTIONS


def test_every_point_has_its_place():
    """A new point of the rules must be put among the reasons or the actions."""
    from interpreter_app.use_cases import arrange_advice as module

    beginnings = (*module._REASONS, *module._ACTIONS)
    assert [key for key in point_keys() if not key.startswith(beginnings)] == []


@pytest.mark.parametrize(("key", "action"), [("police_certificate", True), ("duty_tolkeloven", False)])
def test_a_point_is_a_reason_or_an_action(key, action):
    assert is_action(Told(key, PieceText(title=""), ())) is action


def test_whom_to_contact_is_one_point_with_its_steps_in_order():
    contact = next(point for point in arranged(SITUATION).actions if point.key == "contact")
    assert [line[:2] for line in contact.text.body] == ["1.", "2.", "3.", "4."]


def test_without_texts_on_contact_and_sector_the_rest_is_there():
    found = arranged(SITUATION, Content([]))
    assert keys(found.actions) == ["police_certificate", "best_qualified", "remote", "confidentiality"]
    assert checklist(Content([]), "before", DAY, ENGLISH) == ("", ())


@pytest.mark.parametrize("part", CHECKLISTS)
@pytest.mark.parametrize("language", UiLanguage)
def test_each_checklist_has_items_in_every_language(part, language):
    title, items = checklist(CONTENT, part, DAY, Texts(language))
    assert title
    assert len(items) >= 4
