"""The usage log: what an assignment may say, and how assignments are counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.assignments import (
    DRAFT_FIELDS,
    EVER,
    FIRST_DAY,
    NOTHING,
    Assignment,
    AssignmentDraft,
    By,
    Counted,
    Group,
    LogPeriod,
    Tally,
    check_assignment,
    counted,
    draft_of,
    draft_of_agreed,
    group_of,
    in_all,
    key_of,
    may_be_logged,
    tallies,
)
from interpreter_app.domain.call_lists import Answer, agree
from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector
from tests.support.assignments import assignment, assignments, by_category
from tests.support.call_lists import NOW, STARTS, attempt, call_list, called, whole_need
from tests.support.registers import TODAY

logs = st.lists(assignments(), max_size=30)


def refused_field(given_: Assignment) -> object:
    with pytest.raises(UserError) as refusal:
        check_assignment(given_, TODAY)
    return refusal.value.values["field"]


@given(assignments())
def test_what_may_be_in_the_log_is_let_in(given_: Assignment) -> None:
    check_assignment(given_, TODAY)


@pytest.mark.parametrize("minutes", [1, 1440])
def test_an_assignment_lasts_from_a_minute_to_a_day(minutes: int) -> None:
    check_assignment(assignment(minutes=minutes), TODAY)


@pytest.mark.parametrize("minutes", [-1, 0, 1441])
def test_no_other_length_is_let_in(minutes: int) -> None:
    assert refused_field(assignment(minutes=minutes)) == "minutes"


def test_an_assignment_is_logged_when_it_is_done() -> None:
    check_assignment(assignment(day=TODAY), TODAY)
    assert refused_field(assignment(day=TODAY + timedelta(days=1))) == "date"


def test_a_day_long_ago_is_a_slip() -> None:
    check_assignment(assignment(day=FIRST_DAY), TODAY)
    assert refused_field(assignment(day=FIRST_DAY - timedelta(days=1))) == "date"


@pytest.mark.parametrize("missing", ["person", "number"])
def test_somebody_from_the_register_has_a_number(missing: str) -> None:
    assert refused_field(by_category(Category.A, **{missing: None})) == "number"


@pytest.mark.parametrize("details", [{"person": "p"}, {"number": 1}, {"category": Category.A}])
@pytest.mark.parametrize("used", [one for one in Proposed if one is not Proposed.REGISTER])
def test_nobody_else_has_a_number_or_a_category(used: Proposed, details: dict[str, object]) -> None:
    assert refused_field(assignment(used=used, **details)) == "number"


@pytest.mark.parametrize("ground", Ground)
def test_a_ground_is_for_when_nobody_with_a_category_interpreted(ground: Ground) -> None:
    check_assignment(by_category(None, ground=ground), TODAY)
    check_assignment(assignment(ground=ground), TODAY)
    assert refused_field(by_category(Category.E, ground=ground)) == "ground"


def test_a_draft_is_what_a_person_said() -> None:
    logged = by_category(Category.A)
    draft = draft_of(logged)
    assert all(getattr(draft, name) == getattr(logged, name) for name in DRAFT_FIELDS)
    assert not {"category", "person", "id"} & set(DRAFT_FIELDS)


@pytest.mark.parametrize(
    ("used", "category", "group"),
    [
        *((Proposed.REGISTER, one, Group.HIGHLY_QUALIFIED) for one in "ABCD"),
        (Proposed.REGISTER, "E", Group.CATEGORY_E),
        (Proposed.REGISTER, None, Group.WITHOUT_CATEGORY),
        (Proposed.OTHER, None, Group.NOT_FOUND),
        (Proposed.ADULT_RELATIVE, None, Group.ADULT_RELATIVE),
        (Proposed.CHILD, None, Group.CHILD),
        (Proposed.NONE, None, Group.NOBODY),
    ],
)
def test_each_assignment_is_in_one_group(used: Proposed, category: str | None, group: Group) -> None:
    assert group_of(used, Category(category) if category else None) is group


@pytest.mark.parametrize(
    ("by", "key"),
    [
        (By.TOTAL, ""),
        (By.UNIT, "Sykehuset"),
        (By.LANGUAGE, "som"),
        (By.METHOD, Method.SCREEN),
        (By.MONTH, "2026-06"),
        (By.SECTOR, Sector.HEALTH),
    ],
)
def test_what_an_assignment_is_counted_under(by: By, key: str) -> None:
    assert key_of(assignment(), by) == key


def test_shares_are_of_all_assignments() -> None:
    tally = Tally(highly_qualified=6, category_e=2, without_category=1, not_found=1)
    assert (tally.total, tally.qualified, tally.rate, tally.rate_highly_qualified) == (10, 8, 80, 60)


def test_nothing_has_no_share() -> None:
    assert (NOTHING.total, NOTHING.rate, NOTHING.rate_highly_qualified) == (0, None, None)


def test_the_fields_of_a_tally_are_its_groups() -> None:
    assert Tally._fields == (*(group.value for group in Group), "minutes")


@given(logs, st.sampled_from(By))
def test_the_parts_add_up_to_the_whole(log: list[Assignment], by: By) -> None:
    parts = tallies(counted(log, by))
    whole = in_all(parts.values())
    assert whole == tallies(counted(log, By.TOTAL)).get("", NOTHING)
    assert whole.total == len(log)
    assert whole.minutes == sum(one.minutes for one in log)
    assert set(parts) == {key_of(one, by) for one in log}


@given(logs)
def test_the_groups_add_up_and_the_shares_stay_within_bounds(log: list[Assignment]) -> None:
    tally = in_all(tallies(counted(log, By.LANGUAGE)).values())
    assert sum(getattr(tally, group.value) for group in Group) == tally.total
    if log:
        assert tally.rate is not None
        assert tally.rate_highly_qualified is not None
        assert 0 <= tally.rate_highly_qualified <= tally.rate <= 100


@given(logs, st.sampled_from(By))
def test_rows_that_are_counted_together_say_the_same_as_one_by_one(log: list[Assignment], by: By) -> None:
    together: dict[tuple[object, ...], Counted] = {}
    for row in counted(log, by):
        alike = (row.key, row.used, row.category)
        before = together.get(alike, row._replace(times=0, minutes=0))
        together[alike] = row._replace(times=before.times + 1, minutes=before.minutes + row.minutes)
    assert tallies(together.values()) == tallies(counted(log, by))


def test_a_period_may_be_a_day_or_open() -> None:
    for period in (EVER, LogPeriod(TODAY, TODAY), LogPeriod(TODAY), LogPeriod(None, TODAY)):
        period.check()
    with pytest.raises(UserError, match="before it begins"):
        LogPeriod(TODAY, date(2026, 1, 1)).check()


def test_what_was_agreed_in_a_call_list_is_the_beginning_of_an_assignment() -> None:
    yonas = called()
    listed = call_list(yonas, need=whole_need(sector=Sector.HEALTH), log=(attempt(yonas, Answer.CAN),))
    draft = draft_of_agreed(agree(listed, yonas.person, NOW))
    assert draft == AssignmentDraft(
        day=STARTS.date(),
        language="som",
        kind=Kind.SPOKEN,
        method=Method.SCREEN,
        minutes=60,
        sector=Sector.HEALTH,
        unit="Storgata helsestasjon",
        used=Proposed.REGISTER,
        number=yonas.number,
    )


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (1, True)])
def test_what_was_agreed_is_logged_from_its_day_on(days: int, may: bool) -> None:
    yonas = called()
    listed = call_list(yonas, need=whole_need(), log=(attempt(yonas, Answer.CAN),))
    today = STARTS.date() + timedelta(days)
    assert may_be_logged(agree(listed, yonas.person, NOW), today) is may
    assert not may_be_logged(listed, today)


def test_what_was_agreed_without_a_day_may_be_logged() -> None:
    yonas = called()
    assert may_be_logged(agree(call_list(yonas, log=(attempt(yonas, Answer.CAN),)), yonas.person, NOW), TODAY)


def test_before_anybody_agreed_a_call_list_says_only_what_is_needed() -> None:
    assert draft_of_agreed(call_list(called())) == AssignmentDraft(language="som", kind=Kind.SPOKEN)
