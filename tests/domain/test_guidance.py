"""What the law says of a booking situation, from the wording of each paragraph, with its borders."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interpreter_app.domain.guidance import (
    ChildUse,
    Duty,
    Qualified,
    act_applies,
    assess_situation,
    child,
    child_proposed,
    departure,
    duty,
    grounds,
    is_child,
    no_show_fee,
    point_keys,
    police_certificate,
    qualified,
)
from interpreter_app.domain.guidance_content import Content, LawData, shipped_pieces
from interpreter_app.domain.situation_entries import read_situations
from interpreter_app.domain.situations import Body, Ground, NoShow, Proposed, Sector, Situation
from tests.support.situations import EVERY_POINT, EXAMPLES, IN_2026, IN_2027, NEEDED, TOLD

LAW = LawData(
    in_force=date(2022, 1, 1),
    dispensed_until=date(2026, 12, 31),
    court_fees={2026: Decimal(1345)},
    checked=date(2026, 7, 2),
)
CHILD = replace(NEEDED, proposed=Proposed.CHILD)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
situations = st.builds(
    Situation,
    body=st.sampled_from(Body),
    sector=st.sampled_from(Sector),
    norwegian_involved=st.booleans(),
    duty_in_other_act=st.booleans(),
    needed=st.booleans(),
    day=days,
    criminal_case=st.booleans(),
    proposed=st.sampled_from(Proposed),
    proposed_birth_date=st.none() | st.dates(date(1990, 1, 1), date(2019, 12, 31)),
    can_wait=st.booleans(),
    emergency=st.booleans(),
    strong_reasons=st.booleans(),
    child_defensible=st.booleans(),
    no_show=st.none()
    | st.builds(
        NoShow,
        told_of_booking=st.booleans(),
        told_of_fee=st.booleans(),
        cost=st.integers(0, 5000).map(Decimal),
    ),
)


def sources_of(guidance):
    """The paragraphs of all its points, each once."""
    return tuple(dict.fromkeys(source for point in guidance.points for source in point.sources))


def plain(guidance):
    fee = guidance.no_show_fee
    return {
        "act_applies": guidance.act_applies,
        "duty": guidance.duty,
        "qualified": guidance.qualified,
        "departure": {"allowed": guidance.departure.allowed, "grounds": list(guidance.departure.grounds)},
        "child": guidance.child,
        "police_certificate": guidance.police_certificate,
        "no_show_fee": {"allowed": fee.allowed, "maximum": fee.maximum if fee.maximum is None else float(fee.maximum)},
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_each_example_is_answered_right_by_the_law_that_ships(example):
    (entry,) = read_situations(json.dumps(example).encode(), IN_2026).entries
    law = Content(shipped_pieces()).law(entry.situation.day)
    answer = plain(assess_situation(entry.situation, law))
    assert {key: answer[key] for key in example["expect"]} == example["expect"]


# TL § 2: interpreting to and from Norwegian; public bodies, private ones on their behalf, kindergartens and schools


@pytest.mark.parametrize(
    ("body", "applies"),
    [
        (Body.PUBLIC, True),
        (Body.PRIVATE_ON_BEHALF, True),
        (Body.PRIVATE_KINDERGARTEN, True),
        (Body.PRIVATE_SCHOOL, True),
        (Body.PRIVATE_OTHER, False),
    ],
)
def test_the_act_binds_public_bodies_and_those_private_ones_that_it_names(body, applies):
    assert act_applies(replace(NEEDED, body=body), LAW) is applies


def test_the_act_is_about_interpreting_to_and_from_norwegian():
    assert not act_applies(replace(NEEDED, norwegian_involved=False), LAW)


@pytest.mark.parametrize(("day", "applies"), [(date(2021, 12, 31), False), (date(2022, 1, 1), True)])
def test_the_act_came_into_force_on_the_first_of_january_2022(day, applies):
    assert act_applies(replace(NEEDED, day=day), LAW) is applies


# TL §§ 3 and 6: another act first; then by need; otherwise should consider


@pytest.mark.parametrize(
    ("in_other_act", "needed", "expected"),
    [
        (True, True, Duty.OTHER_ACT),
        (True, False, Duty.OTHER_ACT),
        (False, True, Duty.TOLKELOVEN),
        (False, False, Duty.SHOULD_CONSIDER),
    ],
)
def test_the_duty_stands_in_another_act_first_then_by_need(in_other_act, needed, expected):
    assert duty(replace(NEEDED, duty_in_other_act=in_other_act, needed=needed), LAW) is expected


def test_outside_the_act_it_gives_no_duty_and_says_that_another_act_may():
    outside = replace(NEEDED, body=Body.PRIVATE_OTHER, duty_in_other_act=True)
    answer = assess_situation(outside, LAW)
    assert (answer.duty, answer.qualified) == (Duty.NONE, Qualified.NOT_REQUIRED)
    assert [point.key for point in answer.points] == ["outside_body", "outside_but_other_act", "outside_recommended"]


@pytest.mark.parametrize("needed", [True, False])
def test_where_another_act_demands_what_is_not_needed_one_is_told_to_look_again(needed):
    keys = [point.key for point in assess_situation(replace(NEEDED, duty_in_other_act=True, needed=needed), LAW).points]
    assert keys[0] == "duty_other_act"
    assert ("duty_other_act_not_needed" in keys) is not needed


# TL § 7(1), (2), (5)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 1, 1), Qualified.SUSPENDED),
        (date(2026, 12, 31), Qualified.SUSPENDED),
        (date(2027, 1, 1), Qualified.REQUIRED),
    ],
)
@pytest.mark.parametrize("in_other_act", [True, False])
def test_a_qualified_interpreter_is_demanded_by_need_from_the_day_after_the_dispensation(day, expected, in_other_act):
    assert qualified(replace(NEEDED, day=day, duty_in_other_act=in_other_act), LAW) is expected


def test_the_date_of_the_dispensation_is_data():
    longer = replace(LAW, dispensed_until=date(2028, 6, 30))
    assert qualified(replace(NEEDED, day=date(2028, 6, 30)), longer) is Qualified.SUSPENDED
    assert qualified(replace(NEEDED, day=date(2028, 7, 1)), longer) is Qualified.REQUIRED


@pytest.mark.parametrize("in_other_act", [True, False])
def test_without_need_nobody_must_be_qualified(in_other_act):
    without = replace(NEEDED, needed=False, duty_in_other_act=in_other_act, day=IN_2027)
    assert qualified(without, LAW) is Qualified.NOT_REQUIRED


@pytest.mark.parametrize(
    ("circumstances", "expected"),
    [
        ({}, ()),
        ({"can_wait": False}, (Ground.CANNOT_WAIT,)),
        ({"emergency": True}, (Ground.EMERGENCY,)),
        ({"strong_reasons": True}, (Ground.STRONG_REASONS,)),
        (
            {"can_wait": False, "emergency": True, "strong_reasons": True},
            (Ground.CANNOT_WAIT, Ground.EMERGENCY, Ground.STRONG_REASONS),
        ),
    ],
)
def test_the_demand_may_be_departed_from_on_three_grounds_only(circumstances, expected):
    situation = replace(NEEDED, day=IN_2027, **circumstances)
    assert grounds(situation) == expected
    assert departure(situation, LAW).allowed is bool(expected)


@pytest.mark.parametrize("changes", [{"day": IN_2026}, {"needed": False}, {"body": Body.PRIVATE_OTHER}])
def test_where_no_demand_holds_nothing_is_departed_from_but_the_grounds_are_told(changes):
    found = departure(replace(NEEDED, **({"day": IN_2027, "emergency": True} | changes)), LAW)
    assert (found.allowed, found.grounds) == (False, (Ground.EMERGENCY,))


def test_that_the_dispensation_may_have_been_extended_is_told_as_not_verified():
    keys = [point.key for point in assess_situation(replace(NEEDED, day=IN_2027), LAW).points]
    assert "dispensation_not_verified" in keys
    known_later = replace(LAW, checked=IN_2027)
    assert "dispensation_not_verified" not in [
        point.key for point in assess_situation(replace(NEEDED, day=IN_2027), known_later).points
    ]


# TL § 4


@pytest.mark.parametrize(
    ("born", "day", "expected"),
    [
        (date(2008, 6, 2), date(2026, 6, 1), True),
        (date(2008, 6, 1), date(2026, 6, 1), False),
        (date(2008, 5, 31), date(2026, 6, 1), False),
        (date(2008, 2, 29), date(2026, 2, 28), True),
        (date(2008, 2, 29), date(2026, 3, 1), False),
        (date(2026, 6, 1), date(2026, 6, 1), True),
    ],
)
def test_a_child_is_under_eighteen(born, day, expected):
    assert is_child(born, day) is expected


@pytest.mark.parametrize("proposed", Proposed)
def test_the_birth_date_decides_whether_whoever_is_proposed_is_a_child(proposed):
    situation = replace(NEEDED, proposed=proposed, day=date(2026, 6, 1))
    assert child_proposed(replace(situation, proposed_birth_date=date(2008, 6, 2)))
    assert not child_proposed(replace(situation, proposed_birth_date=date(2008, 6, 1)))
    assert child_proposed(situation) is (proposed is Proposed.CHILD)


@pytest.mark.parametrize(
    ("circumstances", "expected"),
    [
        ({}, ChildUse.FORBIDDEN),
        ({"emergency": True}, ChildUse.EMERGENCY),
        ({"child_defensible": True}, ChildUse.DEFENSIBLE),
        ({"emergency": True, "child_defensible": True}, ChildUse.EMERGENCY),
        ({"can_wait": False}, ChildUse.FORBIDDEN),
        ({"strong_reasons": True}, ChildUse.FORBIDDEN),
        ({"needed": False}, ChildUse.FORBIDDEN),
        ({"body": Body.PRIVATE_OTHER}, ChildUse.NOT_RELEVANT),
        ({"proposed": Proposed.ADULT_RELATIVE}, ChildUse.NOT_RELEVANT),
    ],
)
def test_a_child_may_interpret_in_an_emergency_or_when_defensible_and_never_else(circumstances, expected):
    assert child(replace(CHILD, **circumstances), LAW) is expected


@pytest.mark.parametrize("body", [Body.PUBLIC, Body.PRIVATE_OTHER])
@pytest.mark.parametrize(
    ("born", "told"), [(date(2008, 6, 2), False), (date(2008, 6, 1), True), (date(1990, 1, 1), True), (None, False)]
)
def test_of_a_child_that_has_come_of_age_is_told_what_holds_of_an_adult(body, born, told):
    keys = [point.key for point in assess_situation(replace(CHILD, proposed_birth_date=born, body=body), LAW).points]
    of_age = "proposed_of_age" if body is Body.PUBLIC else "proposed_outside"
    assert (of_age in keys) is told
    assert any(key.startswith("child_") for key in keys) is not told


@pytest.mark.parametrize(
    ("circumstances", "expected"),
    [
        ({"day": IN_2027}, "child_not_qualified"),
        ({"day": date(2026, 12, 31)}, "child_defensible"),
        ({"day": date(2027, 1, 1)}, "child_not_qualified"),
        ({"day": IN_2027, "needed": False}, "child_defensible"),
        ({"day": IN_2027, "can_wait": False}, "child_defensible"),
        ({"day": IN_2027, "strong_reasons": True}, "child_defensible"),
        ({"day": IN_2027, "emergency": True}, "child_emergency"),
        ({"day": IN_2027, "child_defensible": False}, "child_forbidden"),
    ],
)
def test_that_a_child_is_defensible_does_not_lift_the_demand_for_a_qualified_interpreter(circumstances, expected):
    situation = replace(CHILD, **{"child_defensible": True} | circumstances)
    (point,) = [one for one in assess_situation(situation, LAW).points if one.key.startswith("child_")]
    assert point.key == expected
    assert ("TL 7(1)" in point.sources) is (expected == "child_not_qualified")
    assert child(situation, LAW) is not ChildUse.NOT_RELEVANT


@pytest.mark.parametrize(
    "outside", [{"body": Body.PRIVATE_OTHER}, {"norwegian_involved": False}, {"day": date(2021, 12, 31)}]
)
@pytest.mark.parametrize(
    ("proposed", "expected"),
    [
        (Proposed.NONE, None),
        (Proposed.REGISTER, "proposed_outside"),
        (Proposed.OTHER, "proposed_outside"),
        (Proposed.ADULT_RELATIVE, "proposed_relative_outside"),
        (Proposed.CHILD, "child_outside"),
    ],
)
def test_outside_the_act_nothing_of_whoever_is_proposed_is_told_as_law(outside, proposed, expected):
    found = assess_situation(replace(NEEDED, proposed=proposed, **outside), LAW)
    told = [one.key for one in found.points if one.key.startswith(("proposed_", "child_"))]
    assert told == ([expected] if expected else [])
    assert not {"TL 7(3)", "TL 16", "FVL 6"} & set(sources_of(found))


@pytest.mark.parametrize("changes", [{}, {"needed": False}, {"duty_in_other_act": True, "needed": False}])
@pytest.mark.parametrize("ground", ["emergency", "strong_reasons", None])
def test_that_a_ground_is_not_needed_is_told_where_one_is_given(changes, ground):
    given_ = {ground: True} if ground else {}
    found = assess_situation(replace(NEEDED, **changes, **given_), LAW)
    assert ("departure_not_needed" in [one.key for one in found.points]) is bool(ground)
    assert ("TL 7(2)" in sources_of(found)) is bool(ground)


# TL § 10


WITH_CERTIFICATE = {
    Sector.POLICE,
    Sector.PROSECUTION,
    Sector.COURT,
    Sector.IMMIGRATION,
    Sector.PRISON,
    Sector.PROBATION,
    Sector.REVIEW_COMMISSION,
    Sector.CHILD_WELFARE_BOARD,
}


@pytest.mark.parametrize("sector", sorted(set(Sector) - {Sector.CONCILIATION}))
@pytest.mark.parametrize("criminal", [True, False])
def test_a_police_certificate_is_due_for_the_assigners_that_the_act_names(sector, criminal):
    situation = replace(NEEDED, sector=sector, criminal_case=criminal)
    assert police_certificate(situation, LAW) is (sector in WITH_CERTIFICATE)


@pytest.mark.parametrize("criminal", [True, False])
def test_in_conciliation_a_certificate_is_due_in_criminal_cases(criminal):
    assert police_certificate(replace(NEEDED, sector=Sector.CONCILIATION, criminal_case=criminal), LAW) is criminal


def test_outside_the_act_no_certificate_is_due():
    assert not police_certificate(replace(NEEDED, sector=Sector.COURT, norwegian_involved=False), LAW)


# TL § 11, TF § 20


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (True, Decimal("672.5"))),
        ({"needed": False}, (True, Decimal("672.5"))),
        ({"no_show": replace(TOLD, cost=Decimal("672.49"))}, (True, Decimal("672.49"))),
        ({"no_show": replace(TOLD, cost=Decimal("672.51"))}, (True, Decimal("672.5"))),
        ({"no_show": replace(TOLD, cost=Decimal(0))}, (True, Decimal(0))),
        ({"no_show": replace(TOLD, told_of_booking=False)}, (False, Decimal(0))),
        ({"no_show": replace(TOLD, told_of_fee=False)}, (False, Decimal(0))),
        ({"duty_in_other_act": True}, (False, Decimal(0))),
        ({"body": Body.PRIVATE_OTHER}, (False, Decimal(0))),
        ({"no_show": None}, (False, Decimal(0))),
        ({"day": date(2025, 12, 31)}, (True, None)),
        ({"day": date(2027, 1, 1)}, (True, None)),
        ({"day": date(2027, 1, 1), "no_show": replace(TOLD, told_of_fee=False)}, (False, Decimal(0))),
    ],
)
def test_a_fee_is_at_most_the_cost_and_half_a_court_fee_and_only_after_both_notices(changes, expected):
    fee = no_show_fee(replace(NEEDED, **({"no_show": TOLD} | changes)), LAW)
    assert (fee.allowed, fee.maximum) == expected


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "fee_allowed"),
        ({"no_show": replace(TOLD, told_of_fee=False)}, "fee_not_told"),
        ({"duty_in_other_act": True, "no_show": replace(TOLD, told_of_fee=False)}, "fee_other_act"),
        ({"day": date(2025, 12, 31)}, "fee_year_unknown"),
        ({"body": Body.PRIVATE_OTHER}, "fee_outside"),
        ({"norwegian_involved": False, "duty_in_other_act": True}, "fee_outside"),
        ({"day": date(2021, 12, 31)}, "fee_outside"),
    ],
)
def test_whoever_asks_about_the_fee_is_always_answered_once(changes, told):
    answer = assess_situation(replace(NEEDED, **({"no_show": TOLD} | changes)), LAW)
    assert [point.key for point in answer.points if point.key.startswith("fee_")] == [told]


# The whole answer


@given(situations)
def test_every_answer_follows_from_the_rules_and_every_point_has_its_text(situation):
    answer = assess_situation(situation, LAW)
    assert answer.act_applies is (answer.duty is not Duty.NONE)
    assert {point.key for point in answer.points} <= set(point_keys())
    assert len({point.key for point in answer.points}) == len(answer.points)
    assert answer.departure.grounds == grounds(situation)
    if answer.departure.allowed:
        assert answer.qualified is Qualified.REQUIRED
        assert answer.departure.grounds
    if answer.no_show_fee.allowed:
        assert answer.duty in (Duty.TOLKELOVEN, Duty.SHOULD_CONSIDER)
    else:
        assert answer.no_show_fee.maximum == 0


@given(situations)
def test_outside_the_act_nothing_is_demanded(situation):
    assume(not act_applies(situation, LAW))
    answer = assess_situation(situation, LAW)
    assert (answer.duty, answer.qualified, answer.child) == (Duty.NONE, Qualified.NOT_REQUIRED, ChildUse.NOT_RELEVANT)
    assert [answer.police_certificate, answer.departure.allowed, answer.no_show_fee.allowed] == [False] * 3


@given(situations)
def test_a_greater_need_never_lowers_a_demand(situation):
    less = assess_situation(replace(situation, needed=False), LAW)
    more = assess_situation(replace(situation, needed=True), LAW)
    assert list(Qualified).index(more.qualified) <= list(Qualified).index(less.qualified)
    assert list(Duty).index(more.duty) <= list(Duty).index(less.duty)


@given(situations)
def test_every_point_that_names_no_paragraph_is_advice_and_no_rule(situation):
    answer = assess_situation(situation, LAW)
    advice = {"outside_recommended", "best_qualified", "proposed_outside", "proposed_relative_outside"}
    assert {point.key for point in answer.points if not point.sources} <= advice


@given(st.dates(date(1980, 1, 1), date(2020, 12, 31)))
def test_everybody_becomes_of_age_once(born):
    turns = next(day for day in _days_from(date(born.year + 18, 1, 1)) if not is_child(born, day))
    assert (turns.month, turns.day) in ((born.month, born.day), (3, 1))
    assert is_child(born, turns - timedelta(days=1))


def _days_from(day):
    while True:
        yield day
        day += timedelta(days=1)


def test_the_points_name_every_paragraph_that_the_answer_rests_on():
    answer = assess_situation(replace(CHILD, sector=Sector.COURT, no_show=TOLD), LAW)
    assert sources_of(answer) == (
        *("TL 2", "TL 6(1)", "TL 4", "TL 7(1)", "TL 7(3)", "TL 7(5)", "TL 10", "TL 8", "TL 15", "TL 11", "TF 20"),
    )


@pytest.mark.parametrize("changes", [{}, {"body": Body.PRIVATE_OTHER}, {"needed": False}])
def test_that_a_child_must_not_interpret_is_told_before_what_can_wait(changes):
    keys = [point.key for point in assess_situation(replace(CHILD, **changes), LAW).points]
    assert next(place for place, key in enumerate(keys) if key.startswith("child")) <= 2


def test_every_key_of_a_point_can_be_told():
    told = {point.key for change in EVERY_POINT for point in assess_situation(replace(NEEDED, **change), LAW).points}
    assert told == set(point_keys())
