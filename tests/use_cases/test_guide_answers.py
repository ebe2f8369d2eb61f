"""From the answers in the guide to situations, to what is known by them, and to the search that follows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.call_lists import Need
from interpreter_app.domain.guidance import assess_situation
from interpreter_app.domain.guidance_content import Content, shipped_pieces
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situation_entries import read_situation
from interpreter_app.domain.situations import Body, Ground, Method, NoShow, Proposed, Sector, Situation
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.unit import Unit
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.guide_answers import (
    Answers,
    Hurry,
    Question,
    duty_in_sector,
    first_answers,
    for_booking,
    search_for,
    situations,
    what_is_known,
)
from tests.support.situations import EXAMPLES, hurry_of

TODAY = date(2026, 11, 20)
CONTENT = Content(shipped_pieces())
ENGLISH = Texts(UiLanguage.ENGLISH)


def answers_of(situation: Situation) -> Answers:
    """What a person answers who has this situation."""
    return Answers(
        sector=situation.sector,
        body=situation.body,
        norwegian_involved=situation.norwegian_involved,
        day=situation.day,
        criminal_case=situation.criminal_case,
        needed=situation.needed,
        other_act=situation.duty_in_other_act,
        hurry=hurry_of(situation),
        proposed=situation.proposed,
        child_defensible=situation.child_defensible,
        no_show=situation.no_show,
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["name"])
def test_the_answers_of_a_situation_lead_back_to_it(example):
    situation = read_situation(example["situation"], "", TODAY)
    assert list(situations(answers_of(situation), CONTENT, TODAY)) == [situation]


def test_nothing_answered_leaves_every_sector_and_need_possible():
    found = list(situations(Answers(), CONTENT, TODAY))
    assert {one.sector for one in found} == set(Sector)
    assert {(one.needed, one.duty_in_other_act) for one in found if one.sector is Sector.NAV} == {
        (True, True),
        (True, False),
        (False, True),
        (False, False),
    }
    assert {one.criminal_case for one in found if one.sector is Sector.CONCILIATION} == {True, False}


def test_another_act_is_what_the_guidance_says_of_the_sector_until_the_person_says_otherwise():
    assert duty_in_sector(CONTENT, Sector.COURT, TODAY)
    assert not duty_in_sector(CONTENT, Sector.SCHOOL, TODAY)
    court = Answers(sector=Sector.COURT, needed=True)
    assert [one.duty_in_other_act for one in situations(court, CONTENT, TODAY)] == [True]
    changed = replace(court, other_act=False)
    assert [one.duty_in_other_act for one in situations(changed, CONTENT, TODAY)] == [False]


def test_another_sector_asks_anew_what_belongs_to_the_sector():
    answers = Answers(sector=Sector.CONCILIATION, criminal_case=True, other_act=False, needed=True)
    assert answers.in_sector(Sector.CONCILIATION) is answers
    moved = answers.in_sector(Sector.NAV)
    assert (moved.sector, moved.criminal_case, moved.other_act, moved.needed) == (Sector.NAV, None, None, True)


def test_the_criminal_case_is_asked_in_konfliktraad_only():
    assert Answers(sector=Sector.CONCILIATION, needed=True).missing == (Question.CRIMINAL_CASE,)
    assert Answers(sector=Sector.POLICE, needed=True).missing == ()
    assert Answers().missing == (Question.SECTOR, Question.NEEDED)


def test_without_all_answers_only_what_holds_in_every_case_is_told():
    known = what_is_known(Answers(), CONTENT, TODAY, ENGLISH)
    assert known.headline == ""
    assert known.guidance is None
    assert {one.key for one in known.points} == {"best_qualified", "remote", "confidentiality"}


def test_while_the_day_is_not_known_nothing_is_told():
    """All depends on it: whether the act is in force, the dispensation, the fee, and which texts hold."""
    answers = Answers(sector=Sector.COURT, needed=True, day=date(2027, 3, 1), day_is_known=False)
    known = what_is_known(answers, CONTENT, TODAY, ENGLISH)
    assert (known.day, known.headline, known.points, known.guidance) == (None, "", (), None)
    assert known.missing == (Question.DAY,)
    assert known.arranged(CONTENT, ENGLISH).points == ()


def test_what_is_known_is_arranged_with_what_holds_in_the_sector():
    answers = Answers(sector=Sector.CRISIS_SHELTER, needed=True)
    inside = what_is_known(answers, CONTENT, TODAY, ENGLISH)
    outside = what_is_known(replace(answers, body=Body.PRIVATE_OTHER), CONTENT, TODAY, ENGLISH)
    told = [
        next(point for point in known.arranged(CONTENT, ENGLISH).points if point.key == "sector.crisis_shelter")
        for known in (inside, outside)
    ]
    assert ["requires a qualified interpreter" in point.in_one for point in told] == [True, False]


def test_a_duty_in_another_act_is_told_before_the_need_is():
    known = what_is_known(Answers(sector=Sector.COURT), CONTENT, TODAY, ENGLISH)
    assert known.headline == "You must use an interpreter"
    assert known.missing == (Question.NEEDED,)
    assert "qualified_suspended" not in {one.key for one in known.points}


def test_what_would_change_nothing_is_not_asked_for():
    outside = Answers(body=Body.PRIVATE_OTHER, other_act=False)
    known = what_is_known(outside, CONTENT, TODAY, ENGLISH)
    assert known.guidance is not None
    assert not known.guidance.act_applies
    assert known.missing == ()


some_answers = st.builds(
    Answers,
    sector=st.none() | st.sampled_from(Sector),
    body=st.sampled_from(Body),
    norwegian_involved=st.booleans(),
    day=st.none() | st.dates(date(2021, 6, 1), date(2028, 6, 1)),
    criminal_case=st.none() | st.booleans(),
    needed=st.none() | st.booleans(),
    other_act=st.none() | st.booleans(),
    hurry=st.sampled_from(Hurry),
    proposed=st.sampled_from(Proposed),
    birth_date=st.none() | st.dates(date(1990, 1, 1), date(2028, 6, 1)),
    child_defensible=st.booleans(),
    no_show=st.none() | st.just(NoShow(told_of_booking=True, told_of_fee=True, cost=Decimal(1400))),
)


@given(some_answers, st.data())
def test_what_is_known_stays_true_however_the_rest_is_answered(answers, data):
    """The first answer that is given is never taken back by another one."""
    known = what_is_known(answers, CONTENT, TODAY, ENGLISH)
    one = data.draw(st.sampled_from(list(situations(answers, CONTENT, TODAY))))
    points = assess_situation(one, CONTENT.law(one.day)).points
    assert [point.key for point in known.points if point.key not in {other.key for other in points}] == []
    if known.headline:
        last = what_is_known(answers_of(one), CONTENT, TODAY, ENGLISH)
        if one.proposed_birth_date is None:
            assert last.headline == known.headline


@pytest.mark.parametrize(
    ("hurry", "method"),
    [
        (Hurry.CAN_WAIT, Method.ON_SITE),
        (Hurry.STRONG_REASONS, Method.ON_SITE),
        (Hurry.CANNOT_WAIT, Method.SCREEN),
        (Hurry.EMERGENCY, Method.SCREEN),
    ],
)
def test_who_cannot_wait_is_shown_the_screen_first(hurry, method):
    assert Answers(hurry=hurry).suggested_method is method
    assert Answers(hurry=hurry, method=Method.TELEPHONE).suggested_method is Method.TELEPHONE


def test_on_site_the_search_is_near_and_by_screen_in_the_whole_country():
    here = Answers(language="tir", county="55")
    assert search_for(here) == SearchRequest(language="tir", county="55", neighbours=True)
    assert search_for(replace(here, method=Method.SCREEN)) == SearchRequest(language="tir")
    assert search_for(replace(here, county=None)) == SearchRequest(language="tir")


def test_a_birth_date_counts_only_for_a_child_and_not_after_the_conversation():
    child = Answers(sector=Sector.NAV, needed=True, proposed=Proposed.CHILD, birth_date=date(2010, 1, 1))
    assert next(situations(child, CONTENT, TODAY)).proposed_birth_date == date(2010, 1, 1)
    for other in (replace(child, proposed=Proposed.OTHER), replace(child, birth_date=date(2027, 1, 1))):
        assert next(situations(other, CONTENT, TODAY)).proposed_birth_date is None


def test_a_unit_begins_with_what_it_has_said_of_itself():
    unit = Unit(sector=Sector.SCHOOL, body=Body.PRIVATE_SCHOOL)
    assert first_answers(unit, "55") == Answers(sector=Sector.SCHOOL, body=Body.PRIVATE_SCHOOL, county="55")


NEED = Need(language="som", kind=Kind.SPOKEN)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, {"day": TODAY, "method": Method.ON_SITE}),
        (
            {"day": date(2026, 12, 1), "method": Method.TELEPHONE},
            {"day": date(2026, 12, 1), "method": Method.TELEPHONE},
        ),
        (
            {"hurry": Hurry.EMERGENCY, "sector": Sector.HEALTH},
            {"day": TODAY, "method": Method.SCREEN, "sector": Sector.HEALTH, "grounds": (Ground.EMERGENCY,)},
        ),
        (
            {"hurry": Hurry.STRONG_REASONS},
            {"day": TODAY, "method": Method.ON_SITE, "grounds": (Ground.STRONG_REASONS,)},
        ),
    ],
)
def test_what_was_answered_goes_with_the_booking_so_that_nobody_is_asked_twice(answers, expected):
    assert for_booking(Answers(language="som", **answers), NEED, TODAY) == replace(NEED, **expected)


def test_a_day_that_is_not_known_does_not_go_with_the_booking():
    answers = Answers(language="som", day=date(2027, 3, 1), day_is_known=False)
    assert for_booking(answers, NEED, TODAY).day == NEED.day


@pytest.mark.parametrize("language", [None, "ara"])
def test_answers_for_another_language_say_nothing_of_a_booking(language):
    assert for_booking(Answers(language=language, hurry=Hurry.EMERGENCY), NEED, TODAY) == NEED
