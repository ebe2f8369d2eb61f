"""The order in which an answer helps: why, what to do now, and what can wait to be read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from interpreter_app.domain.guidance import point_keys
from interpreter_app.domain.guidance_content import Content, PieceText, shipped_pieces
from interpreter_app.domain.guidance_keys import CHECKLISTS
from interpreter_app.domain.situations import Body, NoShow, Proposed, Sector, Situation
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
    found = advise(CONTENT, situation, ENGLISH)
    applies = found.guidance.act_applies
    return arrange_advice(found.points, content, situation.sector, situation.day, ENGLISH, act_applies=applies)


def keys(points: tuple[Told, ...]) -> list[str]:
    return [point.key for point in points]


def test_why_comes_first_then_what_must_be_done_at_once():
    found = arranged(SITUATION)
    assert keys(found.reasons) == [
        "duty_tolkeloven",
        "qualified_required",
        "dispensation_not_verified",
        "departure_not_allowed",
    ]
    assert keys(found.actions) == ["police_certificate", "sector.police", "contact", "best_qualified"]
    assert set(keys(found.further)) == {"remote", "confidentiality"}


@pytest.mark.parametrize("proposed", Proposed)
@pytest.mark.parametrize("can_wait", [True, False])
@pytest.mark.parametrize("no_show", [None, NoShow(told_of_booking=True, told_of_fee=False, cost=Decimal(0))])
def test_that_the_demand_is_not_verified_is_never_put_off(proposed, can_wait, no_show):
    """Every answer for such a day rests on the demand, and is no more certain than that is."""
    situation = replace(SITUATION, proposed=proposed, can_wait=can_wait, no_show=no_show, child_defensible=True)
    found = arranged(situation)
    assert "dispensation_not_verified" in keys(found.reasons)
    assert len(found.reasons) <= MOST_REASONS + 1
    verified = arranged(replace(situation, day=date(2026, 12, 31)))
    assert "dispensation_not_verified" not in keys(verified.points)
    assert len(verified.reasons) <= MOST_REASONS


def test_what_the_act_of_the_sector_demands_is_not_put_off_either():
    """There konfliktrådsloven demands a qualified interpreter, also where tolkeloven lets one depart."""
    found = arranged(
        replace(
            SITUATION,
            sector=Sector.CONCILIATION,
            criminal_case=True,
            can_wait=False,
            proposed=Proposed.ADULT_RELATIVE,
        )
    )
    assert "sector.conciliation" in keys(found.actions)


def test_what_lets_one_depart_is_not_put_off_and_stands_after_what_it_departs_from():
    found = arranged(replace(SITUATION, can_wait=False))
    assert keys(found.reasons) == [
        "duty_tolkeloven",
        "qualified_required",
        "dispensation_not_verified",
        "departure_cannot_wait",
    ]
    assert "departure_note" in keys(found.actions)
    child = arranged(replace(SITUATION, can_wait=False, proposed=Proposed.CHILD))
    assert set(keys(child.reasons)) == {
        *("duty_tolkeloven", "departure_cannot_wait", "child_forbidden", "dispensation_not_verified"),
    }
    assert "qualified_required" in keys(child.further)


def test_nothing_is_lost_and_nothing_is_told_twice():
    situation = replace(SITUATION, can_wait=False, proposed=Proposed.ADULT_RELATIVE)
    found = arranged(situation)
    given = advise(CONTENT, situation, ENGLISH).points
    assert sorted(keys(found.points)) == sorted([*keys(given), "contact", "sector.police"])
    assert len(found.actions) <= MOST_ACTIONS


def test_its_paragraphs_are_those_of_all_that_is_told_once_each():
    found = arranged(replace(SITUATION, sector=Sector.CRISIS_SHELTER, day=date(2026, 11, 20)))
    assert "KSL 3" in found.sources
    assert len(set(found.sources)) == len(found.sources)
    assert set(found.sources) == {source for point in found.points for source in point.sources}


def test_every_point_has_its_place():
    """A new point of the rules must be put among the reasons or the actions."""
    from interpreter_app.use_cases import arrange_advice as module

    beginnings = (*module._REASONS, module.NOT_VERIFIED, *module._ACTIONS)
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


def sector_of(situation: Situation) -> list[Told]:
    return [point for point in arranged(situation).points if point.key.startswith("sector.")]


OUTSIDE = [{"body": Body.PRIVATE_OTHER}, {"norwegian_involved": False}]


@pytest.mark.parametrize("outside", OUTSIDE)
@pytest.mark.parametrize("sector", Sector)
def test_outside_the_act_nothing_is_claimed_of_the_sector(outside, sector):
    situation = replace(SITUATION, sector=sector)
    (inside,) = sector_of(situation)
    for point in sector_of(replace(situation, **outside)):
        assert not set(point.text.body) & set(inside.text.body)
        assert not [source for source in point.sources if source.startswith(("TL", "TF"))]


@pytest.mark.parametrize("outside", OUTSIDE)
def test_outside_the_act_it_is_said_which_other_act_may_be_read(outside):
    (point,) = sector_of(replace(SITUATION, sector=Sector.CRISIS_SHELTER, **outside))
    assert (point.text.title, point.sources) == ("Crisis shelter", ("KSL 3",))
    assert "See whether it covers you" in point.in_one
    assert sector_of(replace(SITUATION, sector=Sector.NAV, **outside)) == []


def test_before_the_guidance_holds_nothing_is_told_of_the_sector():
    assert sector_of(replace(SITUATION, sector=Sector.HEALTH, day=date(2021, 12, 31))) == []


@pytest.mark.parametrize("part", CHECKLISTS)
@pytest.mark.parametrize("language", UiLanguage)
def test_each_checklist_has_items_in_every_language(part, language):
    title, items = checklist(CONTENT, part, DAY, Texts(language))
    assert title
    assert len(items) >= 4
