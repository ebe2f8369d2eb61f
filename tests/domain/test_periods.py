"""Periods of days are half open; together they are ordered, disjoint and hold the same days."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.periods import FOREVER, Period, union, until, without
from tests.support.strategies import ALL_DAYS, periods

MARCH, APRIL, MAY, JUNE = (date(2020, month, 1) for month in (3, 4, 5, 6))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        ("2020-02-29", False),
        ("2020-03-01", True),
        ("2020-04-30", True),
        ("2020-05-01", False),
        ("0001-01-01", False),
        ("9999-12-31", False),
    ],
)
def test_a_period_holds_from_its_first_day_up_to_but_not_with_its_end(on, held):
    assert Period(MARCH, MAY).holds(day(on)) is held


def test_a_period_without_end_holds_on_the_last_day_of_the_calendar_too():
    assert Period(MARCH, FOREVER).holds(date.max)
    assert Period(date.min, FOREVER).holds(date.min)


@pytest.mark.parametrize("start", [MARCH, APRIL, FOREVER])
@pytest.mark.parametrize("end", [date.min, MARCH])
def test_a_period_that_ends_before_or_when_it_begins_holds_on_no_day(start, end):
    assert not any(Period(start, end).holds(on) for on in [*ALL_DAYS, start, end])


def test_nothing_begins_on_the_last_day_of_the_calendar():
    assert not Period(FOREVER, FOREVER).holds(date.max)


def test_a_period_whose_last_border_is_open_never_ends():
    assert until(None) == FOREVER
    assert until(MAY) == MAY


@pytest.mark.parametrize(
    ("given_periods", "joined"),
    [
        ([], []),
        ([Period(MARCH, MARCH)], []),
        ([Period(MAY, MARCH)], []),
        ([Period(MAY, JUNE), Period(MARCH, APRIL)], [Period(MARCH, APRIL), Period(MAY, JUNE)]),
        ([Period(MARCH, APRIL), Period(APRIL, MAY)], [Period(MARCH, MAY)]),
        ([Period(MARCH, MAY), Period(APRIL, JUNE)], [Period(MARCH, JUNE)]),
        ([Period(MARCH, JUNE), Period(APRIL, MAY)], [Period(MARCH, JUNE)]),
        ([Period(MARCH, FOREVER), Period(APRIL, MAY)], [Period(MARCH, FOREVER)]),
    ],
    ids=["none", "empty", "reversed", "apart", "side by side", "overlapping", "inside", "without end"],
)
def test_periods_are_joined_in_order(given_periods, joined):
    assert union(given_periods) == joined


@pytest.mark.parametrize(
    ("gaps", "left"),
    [
        ([], [Period(MARCH, JUNE)]),
        ([Period(APRIL, MAY)], [Period(MARCH, APRIL), Period(MAY, JUNE)]),
        ([Period(date.min, APRIL)], [Period(APRIL, JUNE)]),
        ([Period(MAY, FOREVER)], [Period(MARCH, MAY)]),
        ([Period(MARCH, JUNE)], []),
        ([Period(date.min, date.max)], []),
        ([Period(JUNE, FOREVER)], [Period(MARCH, JUNE)]),
        ([Period(date.min, MARCH)], [Period(MARCH, JUNE)]),
        ([Period(MARCH, MAY), Period(APRIL, MAY)], [Period(MAY, JUNE)]),
        ([Period(MAY, APRIL)], [Period(MARCH, JUNE)]),
    ],
    ids=["none", "inside", "begins", "ends", "all", "more than all", "after", "before", "overlapping", "empty"],
)
def test_gaps_are_taken_out_of_a_period(gaps, left):
    assert without(Period(MARCH, JUNE), gaps) == left


def assert_ordered_and_disjoint(made):
    assert all(period.start < period.end for period in made)
    assert all(earlier.end < later.start for earlier, later in pairwise(made))


@given(st.lists(periods, max_size=6))
def test_joined_periods_hold_the_same_days_as_before(given_periods):
    joined = union(given_periods)
    assert_ordered_and_disjoint(joined)
    for on in ALL_DAYS:
        assert any(p.holds(on) for p in joined) == any(p.holds(on) for p in given_periods)


@given(periods, st.lists(periods, max_size=6))
def test_a_period_without_its_gaps_holds_the_days_of_the_one_and_none_of_the_others(period, gaps):
    left = without(period, gaps)
    assert_ordered_and_disjoint(left)
    for on in ALL_DAYS:
        assert any(p.holds(on) for p in left) == (period.holds(on) and not any(gap.holds(on) for gap in gaps))
