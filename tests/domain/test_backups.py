"""Backups grow fewer the older they are; what is kept does not depend on a clock."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.backups import kept

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
TIMES = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2036, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)))


def days_back(days: int) -> list[datetime]:
    return [NOW - timedelta(days=day) for day in range(days)]


def test_a_year_of_daily_backups_is_thinned_to_days_weeks_and_months():
    left: set[datetime] = set()
    for at in reversed(days_back(500)):
        left = kept(left | {at})
    newest_first = sorted(left, reverse=True)
    assert newest_first[:7] == days_back(7)
    assert len(left) == 7 + 5 + 12
    weekly = newest_first[7:12]
    assert len({at.isocalendar()[:2] for at in weekly}) == 5
    monthly = newest_first[12:]
    assert len({(at.year, at.month) for at in monthly}) == 12
    assert NOW - newest_first[-1] > timedelta(days=365)


def test_of_one_day_the_newest_is_kept():
    hours = [NOW - timedelta(hours=hour) for hour in range(12)]
    assert kept(hours) == {NOW}


def test_weeks_without_a_backup_remove_nothing():
    before = kept(days_back(100))
    after_leave = NOW + timedelta(days=60)
    assert len(before - kept(before | {after_leave})) <= 1


def test_nothing_is_kept_of_nothing():
    assert kept([]) == set()


@given(TIMES)
def test_the_newest_is_always_kept_and_never_more_than_24(times):
    keep = kept(times)
    assert keep <= set(times)
    assert len(keep) <= 24
    if times:
        assert max(times) in keep


@given(TIMES)
def test_thinning_again_removes_nothing(times):
    assert kept(kept(times)) == kept(times)


@given(TIMES)
def test_the_newest_of_each_of_the_last_seven_days_are_kept(times):
    newest: dict[object, datetime] = {}
    for at in sorted(times, reverse=True):
        newest.setdefault(at.date(), at)
    assert set(list(newest.values())[:7]) <= kept(times)
