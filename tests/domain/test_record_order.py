"""The order of dates that records must keep."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from interpreter_app.domain.authorisations import Withdrawal
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Listing
from interpreter_app.domain.record_order import check_authorisation, check_listings, check_obtained
from tests.support.registers import TODAY, authorised

DAY = timedelta(1)
GRANTED = date(2020, 1, 1)
REVOKED = date(2024, 1, 1)
HELD = authorised(granted=GRANTED)


def listing(start, end=None):
    return Listing(interpreter_id="p", listed_from=start, listed_until=end)


def gap(start, end=None):
    return Withdrawal(interpreter_id="p", authorisation_id="a", withdrawn_from=start, withdrawn_until=end)


def test_listings_one_after_the_other_are_in_order():
    check_listings([listing(REVOKED), listing(GRANTED, REVOKED)])
    check_listings([listing(GRANTED, GRANTED)])
    check_listings([])


def test_a_listing_ends_at_the_earliest_when_it_begins():
    with pytest.raises(UserError, match="listed_until cannot be earlier than 2020-01-01"):
        check_listings([listing(GRANTED, GRANTED - DAY)])


@pytest.mark.parametrize("end", [None, REVOKED + DAY])
def test_two_listings_at_the_same_time_are_refused(end):
    with pytest.raises(UserError, match="listed already from 2020-01-01"):
        check_listings([listing(REVOKED), listing(GRANTED, end)])


@pytest.mark.parametrize("revoked", [GRANTED, REVOKED])
def test_an_authorisation_is_revoked_from_the_day_it_was_granted_on(revoked):
    check_authorisation(replace(HELD, revoked=revoked), [])


def test_an_authorisation_cannot_be_revoked_before_it_was_granted():
    with pytest.raises(UserError, match="revoked cannot be earlier than 2020-01-01"):
        check_authorisation(replace(HELD, revoked=GRANTED - DAY), [])


@pytest.mark.parametrize(
    "gaps",
    [
        [gap(GRANTED, GRANTED + DAY)],
        [gap(GRANTED)],
        [gap(REVOKED - DAY, REVOKED + DAY)],
        [gap(GRANTED + DAY, REVOKED), gap(GRANTED, GRANTED + DAY)],
    ],
)
def test_withdrawals_while_it_holds_are_in_order(gaps):
    check_authorisation(replace(HELD, revoked=REVOKED), gaps)


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ([gap(GRANTED - DAY)], "withdrawn_from cannot be earlier than 2020-01-01"),
        ([gap(GRANTED, GRANTED)], "withdrawn_until must be later than 2020-01-01"),
        ([gap(REVOKED)], "revoked from 2024-01-01; it cannot be withdrawn from 2024-01-01"),
        ([gap(GRANTED), gap(GRANTED + DAY)], "withdrawn already from 2020-01-01"),
        ([gap(GRANTED, GRANTED + 2 * DAY), gap(GRANTED + DAY)], "withdrawn already from 2020-01-01 until 2020-01-03"),
    ],
)
def test_withdrawals_out_of_order_are_refused(gaps, said):
    with pytest.raises(UserError, match=said):
        check_authorisation(replace(HELD, revoked=REVOKED), gaps)


def test_what_is_obtained_today_is_obtained_and_tomorrow_is_not():
    check_obtained("obtained", TODAY, TODAY)
    check_obtained("recognised", None, TODAY)
    with pytest.raises(UserError, match=r"obtained cannot be later than today \(2026-06-30\), and is 2026-07-01"):
        check_obtained("obtained", TODAY + DAY, TODAY)
