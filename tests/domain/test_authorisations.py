"""An authorisation counts from the day it was granted, not while withdrawn, and not from the day it is revoked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.authorisations import (
    Authorisation,
    Withdrawal,
    evidence_from_authorisation,
    periods_held,
)
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.periods import FOREVER, Period
from interpreter_app.domain.qualifications import EvidenceType
from tests.support.strategies import ALL_DAYS, days, open_days

GRANTED = date(2015, 3, 1)
FEBRUARY, AUGUST = date(2024, 2, 1), date(2024, 8, 1)
DAY = timedelta(1)


def authorisation(granted: date = GRANTED, revoked: date | None = None, **details) -> Authorisation:
    return Authorisation(interpreter_id="p", language="som", granted=granted, revoked=revoked, **details)


def withdrawal(start: date, end: date | None = None) -> Withdrawal:
    return Withdrawal(interpreter_id="p", authorisation_id="a", withdrawn_from=start, withdrawn_until=end)


def holds(on: date, held: Authorisation, *gaps: Withdrawal) -> bool:
    return evidence_from_authorisation(held, gaps, Kind.SPOKEN).counts_on(on)


@pytest.mark.parametrize(
    ("on", "held"), [(GRANTED - DAY, False), (GRANTED, True), (GRANTED + DAY, True), (date.max, True)]
)
def test_it_holds_from_the_day_it_was_granted(on, held):
    assert holds(on, authorisation()) is held


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (FEBRUARY - DAY, True),
        (FEBRUARY, False),
        (FEBRUARY + DAY, False),
        (AUGUST - DAY, False),
        (AUGUST, True),
        (AUGUST + DAY, True),
    ],
)
def test_until_is_the_first_day_it_counts_again(on, held):
    assert holds(on, authorisation(), withdrawal(FEBRUARY, AUGUST)) is held


@pytest.mark.parametrize(("on", "held"), [(FEBRUARY - DAY, True), (FEBRUARY, False), (date.max, False)])
def test_an_open_withdrawal_still_lasts(on, held):
    assert holds(on, authorisation(), withdrawal(FEBRUARY)) is held


@pytest.mark.parametrize(
    ("on", "held"), [(FEBRUARY - DAY, True), (FEBRUARY, False), (FEBRUARY + DAY, False), (date.max, False)]
)
def test_it_does_not_hold_from_the_day_it_is_revoked(on, held):
    assert holds(on, authorisation(revoked=FEBRUARY)) is held


@pytest.mark.parametrize(
    ("held", "gaps", "periods"),
    [
        (authorisation(), [], [(GRANTED, FOREVER)]),
        (authorisation(revoked=GRANTED), [], []),
        (authorisation(revoked=GRANTED - DAY), [], []),
        (authorisation(revoked=GRANTED + DAY), [], [(GRANTED, GRANTED + DAY)]),
        (authorisation(), [(GRANTED, None)], []),
        (authorisation(), [(GRANTED, GRANTED + DAY)], [(GRANTED + DAY, FOREVER)]),
        (authorisation(), [(FEBRUARY, FEBRUARY)], [(GRANTED, FOREVER)]),
        (authorisation(), [(AUGUST, FEBRUARY)], [(GRANTED, FOREVER)]),
        (
            authorisation(),
            [(FEBRUARY, date(2024, 6, 1)), (date(2024, 4, 1), AUGUST)],
            [(GRANTED, FEBRUARY), (AUGUST, FOREVER)],
        ),
        (authorisation(), [(FEBRUARY, AUGUST), (date(2024, 4, 1), None)], [(GRANTED, FEBRUARY)]),
        (
            authorisation(),
            [(date(2024, 5, 1), AUGUST), (FEBRUARY, date(2024, 3, 1))],
            [(GRANTED, FEBRUARY), (date(2024, 3, 1), date(2024, 5, 1)), (AUGUST, FOREVER)],
        ),
        (authorisation(revoked=date(2024, 4, 1)), [(FEBRUARY, AUGUST)], [(GRANTED, FEBRUARY)]),
        (authorisation(revoked=AUGUST), [(FEBRUARY, AUGUST)], [(GRANTED, FEBRUARY)]),
        (authorisation(revoked=FEBRUARY), [(AUGUST, None)], [(GRANTED, FEBRUARY)]),
        (authorisation(), [(date(2010, 1, 1), date(2011, 1, 1))], [(GRANTED, FOREVER)]),
        (authorisation(granted=date.min), [(FEBRUARY, AUGUST)], [(date.min, FEBRUARY), (AUGUST, FOREVER)]),
        (authorisation(granted=date.max), [], []),
    ],
    ids=[
        "held",
        "revoked on the day granted",
        "revoked before it was granted",
        "held one day",
        "withdrawn from the first day",
        "withdrawn on the first day only",
        "withdrawn for no day",
        "withdrawn backwards",
        "overlapping withdrawals",
        "a second withdrawal left open",
        "withdrawals in any order",
        "revoked while withdrawn",
        "revoked when the withdrawal ends",
        "withdrawn after it was revoked",
        "withdrawn before it was granted",
        "held for ever",
        "granted on the last day of the calendar",
    ],
)
def test_the_periods_in_which_it_holds(held, gaps, periods):
    withdrawals = [withdrawal(*gap) for gap in gaps]
    assert periods_held(held, withdrawals) == tuple(Period(*period) for period in periods)


@given(days, open_days, st.lists(st.tuples(days, open_days), max_size=3))
def test_it_holds_on_exactly_the_days_after_the_grant_before_the_revocation_and_outside_withdrawals(
    granted, revoked, gaps
):
    held = authorisation(granted, revoked)
    for on in ALL_DAYS[:-1]:
        expected = (
            granted <= on
            and (revoked is None or on < revoked)
            and not any(start <= on and (end is None or on < end) for start, end in gaps)
        )
        assert holds(on, held, *(withdrawal(*gap) for gap in gaps)) is expected


def test_as_evidence_it_is_of_its_own_language_and_day():
    found = evidence_from_authorisation(authorisation(), [], Kind.SPOKEN)
    assert (found.type, found.language, found.obtained) == (EvidenceType.STATE_AUTHORISATION, "som", GRANTED)


@pytest.mark.parametrize(("named", "counted"), [(None, Kind.SIGN), (Kind.DEAFBLIND, Kind.DEAFBLIND)])
def test_as_evidence_it_is_of_the_kind_it_names_else_of_the_languages_own(named, counted):
    assert evidence_from_authorisation(authorisation(kind=named), [], Kind.SIGN).kind is counted
