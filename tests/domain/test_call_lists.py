"""The rules of a call list: who stands on it, what is logged, whom to try next, and who can come first."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.call_list_undo import require_last_step, take_back
from interpreter_app.domain.call_lists import Answer, Available
from interpreter_app.domain.errors import NotFound, UserError
from tests.support.call_lists import NOW, STARTS, attempt, call_list, called, contact, contacts, need

ANNA, BILAL, CAWO = called("Anna", 1, "A"), called("Bilal", 2, "B"), called("Cawo", 3, "")
THERE = contacts(ANNA, BILAL, CAWO)


def test_a_person_stands_on_the_list_once():
    once = rules.add_person(call_list(), ANNA)
    assert rules.add_person(once, replace(ANNA, category="B")) == once
    assert once.people == (ANNA,)


@pytest.mark.parametrize("log", [(), (attempt(ANNA, Answer.CANNOT),)])
def test_whoever_is_put_off_can_come_back_and_the_attempts_stay(log):
    without = rules.remove_person(call_list(ANNA, BILAL, log=log), "p1", NOW)
    assert rules.in_calling_order(without) == [BILAL]
    assert without.log == log
    assert rules.find_called(without, "p1") == replace(ANNA, put_off=NOW)


def test_whoever_was_put_off_comes_back_as_the_register_has_the_person_now_with_the_log():
    without = rules.remove_person(call_list(ANNA, log=(attempt(ANNA),)), "p1", NOW)
    moved = replace(ANNA, category="B")
    back = rules.add_person(without, moved)
    assert rules.in_calling_order(back) == [moved]
    assert len(rules.attempts_of(back, "p1")) == 1


def test_nobody_is_agreed_with_who_is_taken_off():
    agreed = call_list(ANNA, BILAL, log=(attempt(ANNA, Answer.CAN),), agreed="p1")
    assert rules.remove_person(agreed, "p1", NOW).agreed == ""
    assert rules.remove_person(agreed, "p2", NOW).agreed == "p1"


@pytest.mark.parametrize("person", ["p9", "p1"])
def test_only_who_is_on_the_list_is_taken_off_tried_or_agreed_with(person):
    off = call_list(replace(ANNA, put_off=NOW))
    for act in (
        lambda: rules.remove_person(off, person, NOW),
        lambda: rules.log_attempt(off, replace(attempt(ANNA), person=person)),
        lambda: rules.agree(off, person, NOW),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_person_is_found_by_number_or_record_id_unless_put_off():
    shown = call_list(ANNA, replace(BILAL, put_off=NOW))
    assert rules.find_by_key(shown, "1") == rules.find_by_key(shown, "p1") == ANNA
    for key in ("2", "p2", "9"):
        with pytest.raises(NotFound, match=key):
            rules.find_by_key(shown, key)


def test_an_attempt_that_is_taken_back_stays_marked_and_counts_no_more():
    tried = call_list(ANNA, log=(attempt(ANNA, Answer.CANNOT), attempt(ANNA, Answer.CAN, 5)))
    after = rules.take_back_attempt(tried, 1, NOW)
    assert after.log[1] == replace(tried.log[1], taken_back=NOW)
    assert rules.last_attempt(after, "p1") == tried.log[0]


@pytest.mark.parametrize("place", [-1, 1, 7])
def test_only_an_attempt_that_counts_is_taken_back(place):
    gone = replace(attempt(ANNA), taken_back=NOW)
    with pytest.raises(NotFound):
        rules.take_back_attempt(call_list(ANNA, log=(attempt(ANNA), gone)), place, NOW)


def test_only_who_has_said_yes_is_agreed_with():
    shown = call_list(ANNA, log=(attempt(ANNA, Answer.CAN),))
    assert rules.agree(shown, "p1", NOW).agreed == "p1"
    for unheard in (call_list(ANNA), rules.log_attempt(shown, attempt(ANNA, Answer.CANNOT, 5))):
        with pytest.raises(UserError, match="Anna has not said yes"):
            rules.agree(unheard, "p1", NOW)


def test_an_agreement_ends_when_the_yes_is_taken_back_or_followed_by_a_no():
    agreed = rules.agree(call_list(ANNA, log=(attempt(ANNA, Answer.CAN),)), "p1", NOW)
    assert rules.take_back_attempt(agreed, 0, NOW).agreed == ""
    assert rules.log_attempt(agreed, attempt(ANNA, Answer.CANNOT, 5)).agreed == ""
    assert rules.log_attempt(agreed, attempt(ANNA, Answer.CAN, 5)).agreed == "p1"


def test_a_list_is_closed_once():
    closed = rules.close(call_list(), NOW)
    assert closed.closed == NOW
    assert rules.close(closed, NOW + timedelta(days=1)).closed == NOW


def test_the_best_qualified_are_called_first_otherwise_in_the_order_they_came():
    other_a = called("Dahir", 4, "A")
    assert rules.in_calling_order(call_list(CAWO, BILAL, ANNA, other_a)) == [ANNA, other_a, BILAL, CAWO]


def test_next_is_whoever_was_not_tried_then_the_one_reached_least_recently_of_the_unreached():
    shown = call_list(BILAL, ANNA)
    assert rules.next_to_call(shown, THERE) == ANNA
    shown = rules.log_attempt(shown, attempt(ANNA, Answer.NO_ANSWER, 5))
    assert rules.next_to_call(shown, THERE) == BILAL
    shown = rules.log_attempt(shown, attempt(BILAL, Answer.CALL_BACK, 1))
    assert rules.next_to_call(shown, THERE) == BILAL
    shown = rules.log_attempt(shown, attempt(BILAL, Answer.CANNOT, 6))
    assert rules.next_to_call(shown, THERE) == ANNA


@pytest.mark.parametrize("answer", [Answer.CANNOT, Answer.CAN, Answer.LATER])
def test_whoever_has_answered_is_not_called_again(answer):
    assert rules.next_to_call(call_list(ANNA, log=(attempt(ANNA, answer),)), THERE) is None


def test_nobody_is_called_when_somebody_is_agreed_with_or_nobody_is_there():
    agreed = call_list(ANNA, BILAL, log=(attempt(ANNA, Answer.CAN),), agreed="p1")
    assert rules.next_to_call(agreed, THERE) is None
    assert rules.next_to_call(call_list(), {}) is None


def test_nobody_is_called_who_is_no_longer_in_the_register_and_the_attempts_stay():
    gone = contacts(BILAL, gone=(ANNA,))
    shown = call_list(ANNA, BILAL, log=(attempt(ANNA, Answer.CALL_BACK),))
    assert rules.next_to_call(shown, gone) == BILAL
    assert rules.next_to_call(rules.log_attempt(shown, attempt(BILAL, Answer.CANNOT, 5)), gone) is None
    assert rules.attempts_of(shown, "p1") == [shown.log[0]]


def test_how_somebody_is_reached_is_not_said_of_one_who_is_no_longer_in_the_register():
    gone = contacts(BILAL, gone=(ANNA,))
    assert rules.require_contact(gone, BILAL) == contact(BILAL)
    with pytest.raises(NotFound, match="Anna is no longer in the register"):
        rules.require_contact(gone, ANNA)


def test_the_earliest_is_the_first_time_that_anybody_named_last():
    tomorrow, later = Available(date(2026, 11, 24), time(8)), Available(date(2026, 11, 24))
    log = (
        attempt(ANNA, Answer.LATER, 0, Available(date(2026, 11, 21))),
        attempt(ANNA, Answer.LATER, 1, tomorrow),
        attempt(BILAL, Answer.LATER, 2, later),
        attempt(CAWO, Answer.NO_ANSWER, 3),
    )
    assert rules.earliest_qualified(call_list(ANNA, BILAL, CAWO, log=log), THERE) == (BILAL, later)


def test_of_two_at_the_same_time_the_best_qualified_is_the_earliest():
    when = Available(date(2026, 11, 24))
    log = (attempt(BILAL, Answer.LATER, 0, when), attempt(ANNA, Answer.LATER, 1, when))
    assert rules.earliest_qualified(call_list(BILAL, ANNA, log=log), THERE) == (ANNA, when)


def test_whoever_can_comes_at_the_time_that_is_needed_where_that_is_known():
    log = (attempt(ANNA, Answer.CAN),)
    at_the_time = Available(STARTS.date(), STARTS.time())
    assert rules.earliest_qualified(call_list(ANNA, log=log, need=need(starts=STARTS)), THERE) == (ANNA, at_the_time)
    assert rules.earliest_qualified(call_list(ANNA, log=log), THERE) is None


def test_nobody_is_earliest_without_a_time():
    log = (attempt(ANNA, Answer.CANNOT),)
    assert rules.earliest_qualified(call_list(ANNA, BILAL, log=log, need=need(starts=STARTS)), THERE) is None


def test_a_day_without_a_time_begins_at_midnight():
    assert Available(date(2026, 11, 24)).moment == datetime(2026, 11, 24)
    assert Available(date(2026, 11, 24), time(9, 30)).moment == datetime(2026, 11, 24, 9, 30)


_ACTS = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "log", "undo", "agree"]), st.integers(1, 3), st.sampled_from(Answer)),
    max_size=30,
)


@given(_ACTS)
def test_whatever_is_done_no_attempt_is_lost_and_only_a_yes_is_agreed_with(acts):
    shown, entered = call_list(), 0
    for minute, (act, number, answer) in enumerate(acts):
        person = called(number=number)
        now = NOW + timedelta(minutes=minute)
        try:
            match act:
                case "add":
                    shown = rules.add_person(shown, person)
                case "remove":
                    shown = rules.remove_person(shown, person.person, now)
                case "log":
                    shown = rules.log_attempt(shown, attempt(person, answer, minute))
                    entered += 1
                case "undo":
                    shown = take_back(shown, require_last_step(shown), now)
                case _:
                    shown = rules.agree(shown, person.person, now)
        except (NotFound, UserError):
            continue
        assert len(shown.log) == entered
        ids = [one.person for one in shown.people]
        assert len(ids) == len(set(ids))
        assert {one.person for one in shown.log} <= set(ids)
        if shown.agreed:
            last = rules.last_attempt(shown, shown.agreed)
            assert last is not None
            assert last.answer is Answer.CAN
            assert rules.require_called(shown, shown.agreed)


@pytest.mark.parametrize("minutes", [-60, 0, 5])
def test_an_attempt_that_was_made_by_now_is_logged_though_clocks_differ(minutes):
    before = call_list(ANNA)
    rules.check_new_attempts(before, rules.log_attempt(before, attempt(ANNA, minutes=minutes)), NOW)


def test_an_attempt_that_was_not_made_yet_is_refused_and_one_that_is_logged_stays():
    later = rules.log_attempt(call_list(ANNA), attempt(ANNA, minutes=6))
    with pytest.raises(UserError, match="on 2026-11-20 has not been made"):
        rules.check_new_attempts(call_list(ANNA), later, NOW)
    rules.check_new_attempts(later, rules.take_back_attempt(later, 0, NOW), NOW)
