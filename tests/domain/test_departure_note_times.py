"""The times of calls and notes that cannot have been are refused with their field; clocks may differ by minutes."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.call_lists import Answer, Available, CallList
from interpreter_app.domain.departure_note_entries import read_departure_note
from interpreter_app.domain.departure_notes import DepartureNote
from interpreter_app.domain.errors import UserError
from tests.domain.test_departure_notes import OWN, TRIED, WHOLE
from tests.support.call_lists import NOW, at_hand, attempt, call_list, called, need

ANNA = called("Anna", 1, "A")
TODAY, YESTERDAY = NOW.date(), date(2026, 11, 19)
SET_BACK = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
"""02.30 in Norway for the second time that night."""


def read(now: datetime = NOW, **changes: Any) -> DepartureNote:
    """The note of the whole document without attempts, with changes."""
    document = WHOLE | {"tried": [], "earliest_qualified": None} | changes
    return read_departure_note(json.dumps(document).encode(), now)


def read_with(on_list: CallList, now: datetime = NOW, **changes: Any) -> DepartureNote:
    """The same with what a call list knows."""
    return read_departure_note(json.dumps(OWN | changes).encode(), now, at_hand(on_list))


def later(earliest: Available, at: datetime = NOW) -> CallList:
    """A list on which Anna was tried, and said from when she can come."""
    said = replace(attempt(ANNA, Answer.LATER, earliest=earliest), at=at)
    return call_list(ANNA, log=(said,), need=need())


# An attempt on a call list


def logged(earliest: Available, at: datetime = NOW) -> None:
    rules.check_new_attempts(call_list(ANNA), later(earliest, at), at)


@pytest.mark.parametrize(
    "earliest",
    [Available(TODAY), Available(TODAY, time(14, 0)), Available(TODAY, time(23, 59)), Available(date(2027, 1, 1))],
)
def test_who_can_come_from_the_attempt_on_is_logged(earliest):
    logged(earliest)


@pytest.mark.parametrize(
    ("earliest", "written"),
    [
        (Available(YESTERDAY), "2026-11-19"),
        (Available(TODAY, time(13, 59)), "2026-11-20T13:59"),
        (Available(date(2020, 1, 1)), "2020-01-01"),
        (Available(date(1, 1, 1)), "0001-01-01"),
    ],
)
def test_nobody_can_come_before_the_attempt(earliest, written):
    with pytest.raises(UserError, match=f"The earliest time, {written}, is before the attempt at 2026-11-20 14:05"):
        logged(earliest)


def test_at_midnight_the_day_before_may_still_be_that_of_the_other_clock():
    midnight = datetime(2026, 11, 19, 23, 4, tzinfo=UTC)
    logged(Available(YESTERDAY), midnight)
    with pytest.raises(UserError, match="before the attempt"):
        logged(Available(YESTERDAY), midnight + timedelta(minutes=1))


def test_a_time_that_comes_twice_that_night_may_be_the_second():
    logged(Available(date(2026, 10, 25), time(2, 30)), SET_BACK)
    with pytest.raises(UserError, match="before the attempt"):
        logged(Available(date(2026, 10, 25), time(2, 24)), SET_BACK)


def test_a_time_that_does_not_come_is_none_to_come_at():
    with pytest.raises(UserError, match="no such time"):
        logged(Available(date(2027, 3, 28), time(2, 30)))


# The time of the note


@pytest.mark.parametrize(("day", "at"), [("2026-11-20", "14:10"), ("2026-11-20", None), ("2026-11-19", "23:59")])
def test_a_note_is_of_a_time_that_has_come(day, at):
    assert read(date=day, time=at).day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "at", "field"),
    [
        ("2026-11-20", "14:11", "time"),
        ("2026-11-20", "23:59", "time"),
        ("2026-11-21", "00:00", "date"),
        ("2026-11-21", None, "date"),
        ("2027-01-20", "14:05", "date"),
    ],
)
def test_a_note_of_a_time_to_come_is_refused(day, at, field):
    with pytest.raises(UserError, match=f"^{field} has not come yet; it is 2026-11-20 14:05 now"):
        read(date=day, time=at, follow_up={"not_planned": "moved"})


def test_at_midnight_a_note_may_be_of_the_day_that_another_clock_shows():
    now = datetime(2026, 11, 20, 22, 56, tzinfo=UTC)
    assert read(now, date="2026-11-21", time="00:01").day == date(2026, 11, 21)
    assert read(now, date="2026-11-21", time=None).day == date(2026, 11, 21)
    with pytest.raises(UserError, match=r"^date has not come yet"):
        read(now - timedelta(minutes=2), date="2026-11-21", time=None)


def test_a_note_of_a_time_that_does_not_come_is_refused():
    with pytest.raises(UserError, match=r"^time: There is no such time"):
        read(date="2026-03-29", time="02:30")


# What goes with the time of the note


@pytest.mark.parametrize("at", ["2026-11-20T14:10", "2026-11-20T14:05", "2026-11-19T23:00"])
def test_who_was_tried_before_the_note_stands_in_it(at):
    assert len(read(tried=[TRIED | {"at": at}]).tried) == 1


@pytest.mark.parametrize(
    ("at", "noted", "words"),
    [
        ("2026-11-20T14:11", "14:05", "2026-11-20 14:05"),
        ("2026-11-21T08:00", "14:05", "2026-11-20 14:05"),
        ("2026-11-21T00:00", None, "2026-11-20"),
    ],
)
def test_nobody_was_tried_after_the_note(at, noted, words):
    with pytest.raises(UserError, match=rf"^tried\[1\]\.at is after the time of the note, {words}\."):
        read(NOW + timedelta(days=2), time=noted, tried=[TRIED, TRIED | {"at": at}])


def test_a_note_of_a_day_takes_all_attempts_of_the_day():
    assert read(time=None, tried=[TRIED | {"at": "2026-11-20T23:59"}]).tried


def test_the_attempts_of_a_call_list_that_were_made_after_the_note_are_no_part_of_it():
    on_list = call_list(ANNA, log=(attempt(ANNA, minutes=10),), need=need())
    assert read_with(on_list, NOW + timedelta(minutes=10)).tried == ()
    assert read_with(on_list, NOW + timedelta(minutes=10), time="14:10").tried


def test_seconds_of_an_attempt_that_was_just_logged_do_not_count():
    fast = call_list(ANNA, log=(replace(attempt(ANNA), at=NOW + timedelta(minutes=5, seconds=59)),), need=need())
    assert read_with(fast, NOW + timedelta(seconds=59)).tried


def test_in_the_night_when_clocks_are_set_back_a_note_comes_after_what_was_tried_an_hour_earlier():
    first = call_list(ANNA, log=(replace(attempt(ANNA), at=SET_BACK - timedelta(minutes=40)),), need=need())
    note = read_with(first, SET_BACK, date="2026-10-25", time="02:30")
    assert note.tried[0].at == datetime(2026, 10, 25, 2, 50)


@pytest.mark.parametrize("earliest", ["2026-11-20", "2026-11-20T13:45"])
def test_who_was_tried_can_come_from_then_on(earliest):
    assert read(tried=[TRIED | {"earliest": earliest}]).tried


@pytest.mark.parametrize("earliest", ["2020-01-01", "2026-11-19", "2026-11-20T13:44"])
def test_who_was_tried_cannot_come_before_that(earliest):
    with pytest.raises(UserError, match=r"^tried\[0\]\.earliest is before the attempt at 2026-11-20 13:50"):
        read(tried=[TRIED | {"earliest": earliest}])


@pytest.mark.parametrize("earliest", ["2026-11-20", "2026-11-20T14:00", "2026-11-21"])
def test_a_qualified_interpreter_may_come_from_the_note_on(earliest):
    assert read(earliest_qualified=earliest).earliest is not None


@pytest.mark.parametrize(
    ("earliest", "noted"),
    [("2026-11-19", "14:05"), ("2026-11-20T13:59", "14:05"), ("2026-11-19T23:59", None), ("2020-01-01", None)],
)
def test_a_qualified_interpreter_who_could_come_before_the_note_is_no_reason_for_it(earliest, noted):
    with pytest.raises(UserError, match=r"^earliest_qualified is before the time of the note"):
        read(earliest_qualified=earliest, time=noted)


def test_a_day_takes_any_time_of_it():
    assert read(earliest_qualified="2026-11-20T00:00", time=None).earliest is not None


def test_when_somebody_on_the_list_could_come_is_not_known_once_it_is_over():
    """Whether the one who could come at noon still can, nobody has asked; what was said stands with the attempt."""
    noon = later(Available(TODAY, time(12)), NOW - timedelta(hours=3))
    note = read_with(noon)
    assert note.earliest is None
    assert note.tried[0].earliest == Available(TODAY, time(12))
    assert read_with(noon, time="11:55").earliest == Available(TODAY, time(12))


def test_who_was_tried_before_clocks_are_set_back_may_come_at_the_second_half_past_two():
    on_list = later(Available(date(2026, 10, 25), time(2, 30)), SET_BACK - timedelta(minutes=40))
    assert read_with(on_list, SET_BACK, date="2026-10-25", time="02:30").tried
