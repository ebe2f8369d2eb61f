"""The clock in Norway over the nights in which it is set."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.norwegian_time import in_norway, on_norwegian_clock, read_time


@pytest.mark.parametrize(
    ("on_clock", "in_utc"),
    [
        (datetime(2026, 3, 29, 1, 59), datetime(2026, 3, 29, 0, 59)),
        (datetime(2026, 3, 29, 3, 0), datetime(2026, 3, 29, 1, 0)),
        (datetime(2026, 10, 25, 1, 59), datetime(2026, 10, 24, 23, 59)),
        (datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 0, 30)),
        (datetime(2026, 10, 25, 2, 30, fold=1), datetime(2026, 10, 25, 1, 30)),
        (datetime(2026, 10, 25, 3, 0), datetime(2026, 10, 25, 2, 0)),
        (datetime(2026, 7, 1, 10, 0), datetime(2026, 7, 1, 8, 0)),
        (datetime(2026, 12, 1, 10, 0), datetime(2026, 12, 1, 9, 0)),
    ],
)
def test_a_time_on_the_clock_is_a_moment_in_summer_and_in_winter(on_clock, in_utc):
    assert in_norway(on_clock).astimezone(UTC) == in_utc.replace(tzinfo=UTC)


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_the_hour_that_is_skipped_in_march_does_not_come(minute):
    with pytest.raises(UserError, match="set forward"):
        in_norway(datetime(2026, 3, 29, 2, minute))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC)))
def test_every_moment_shows_a_time_that_leads_back_to_it(moment):
    assert in_norway(on_norwegian_clock(moment)).astimezone(UTC) == moment


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-11-23T10:00", datetime(2026, 11, 23, 10)),
        ("2026-11-23 10:00", datetime(2026, 11, 23, 10)),
        ("2026-11-23T10:00Z", datetime(2026, 11, 23, 11)),
        ("2026-06-23T10:00+00:00", datetime(2026, 6, 23, 12)),
        ("2026-11-23", None),
        ("20261123", None),
        ("10:00", None),
        ("tomorrow", None),
    ],
)
def test_a_time_is_read_with_or_without_a_zone(text, time):
    assert read_time(text) == time


def test_a_time_that_does_not_come_is_refused():
    with pytest.raises(UserError):
        read_time("2026-03-29T02:30")


def test_another_zone_is_turned_into_the_norwegian_clock():
    kabul = timezone(timedelta(hours=4, minutes=30))
    assert on_norwegian_clock(datetime(2026, 11, 23, 13, 30, tzinfo=kabul)) == datetime(2026, 11, 23, 10)


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-12:00",
        "9999-12-31T23:59",
        "0026-06-01T10:00",
        "1899-12-31T23:59",
        "2101-01-01T00:00Z",
    ],
)
def test_a_time_too_far_away_is_refused_with_the_days_there_are(text):
    with pytest.raises(UserError, match="from 1900-01-01 to 2100-12-31"):
        read_time(text)
    with pytest.raises(UserError, match="from 1900-01-01 to 2100-12-31"):
        in_norway(datetime.fromisoformat(text).replace(tzinfo=None))


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31, 23, 59), timezones=st.timezones()))
def test_every_time_of_those_days_is_read_in_any_zone(moment):
    assert read_time(moment.isoformat()) == on_norwegian_clock(moment)


def test_the_first_and_the_last_time_are_taken():
    for at in (datetime(1900, 1, 1), datetime(2100, 12, 31, 23, 59)):
        assert read_time(at.isoformat()) == at
