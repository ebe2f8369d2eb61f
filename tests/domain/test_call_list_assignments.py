"""On which call list somebody comes without a question, so that assignments are kept apart."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from interpreter_app.domain.call_lists import CallList, Need, is_settled, takes
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Ground, Method, Sector
from tests.support.call_lists import NOW, STARTS, call_list, called, need, whole_need

TODAY = NOW.date()
DAY = STARTS.date()
OPEN = call_list(need=whole_need())
NEEDS = pytest.mark.parametrize("meant", [False, True])


def asked(**details: object) -> Need:
    """What somebody was found for; as the list where nothing else is said."""
    return need(**{"day": DAY, "method": Method.SCREEN} | details)


def test_who_was_found_for_the_same_day_and_method_comes_on_the_list():
    assert takes(OPEN, asked(), TODAY)
    assert takes(OPEN, asked(day=None, starts=STARTS), TODAY)


def test_what_was_not_asked_does_not_keep_anybody_away():
    assert takes(OPEN, need(), TODAY)
    assert takes(OPEN, need(method=Method.SCREEN), TODAY)
    assert takes(OPEN, need(day=DAY), TODAY)
    assert takes(OPEN, asked(sector=Sector.HEALTH, grounds=(Ground.EMERGENCY,), place="Rom 3"), TODAY)


@pytest.mark.parametrize(
    "details",
    [
        {"day": DAY - timedelta(days=1)},
        {"day": DAY + timedelta(days=1)},
        {"day": None, "starts": STARTS - timedelta(days=1)},
        {"method": Method.ON_SITE},
        {"method": Method.TELEPHONE},
    ],
)
def test_another_day_or_method_keeps_away_unless_the_list_is_meant(details):
    assert not takes(OPEN, asked(**details), TODAY)
    assert takes(OPEN, asked(**details), TODAY, meant=True)


@pytest.mark.parametrize("known", [need(), need(method=Method.SCREEN), need(day=DAY), need(day=DAY, method=None)])
def test_a_list_that_does_not_say_what_was_asked_may_be_for_something_else(known):
    assert not takes(call_list(need=known), asked(), TODAY)
    assert takes(call_list(need=known), asked(), TODAY, meant=True)


@NEEDS
@pytest.mark.parametrize("details", [{"language": "ara"}, {"kind": Kind.SPEECH_TO_TEXT}])
def test_languages_and_kinds_are_never_mixed(details, meant):
    assert not takes(OPEN, asked(**details), TODAY, meant=meant)


@NEEDS
@pytest.mark.parametrize(
    "settled",
    [
        replace(OPEN, agreed="p1", people=(called("Anna", 1),)),
        replace(OPEN, closed=NOW),
        call_list(need=whole_need(starts=datetime(2026, 11, 19, 23, 59))),
        call_list(need=need(day=date(2026, 11, 19), method=Method.SCREEN)),
    ],
    ids=["agreed", "closed", "held yesterday", "of yesterday"],
)
def test_a_settled_list_takes_nobody(settled: CallList, meant):
    assert is_settled(settled, TODAY)
    assert not takes(settled, need(), TODAY, meant=meant)


@pytest.mark.parametrize("wanted", [need(), need(day=TODAY), need(starts=datetime(2026, 11, 20, 0, 0)), whole_need()])
def test_a_list_of_today_of_a_later_day_or_of_none_is_not_settled(wanted):
    assert not is_settled(call_list(need=wanted), TODAY)
    assert takes(call_list(need=wanted), need(), TODAY)
