"""What is taken back on a call list: the last that was done, whether an attempt, a removal or an agreement."""

from dataclasses import replace
from datetime import timedelta

import pytest

from interpreter_app.booking_words import step_in_words
from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.call_list_undo import Act, last_step, require_last_step, take_back
from interpreter_app.domain.call_lists import Answer, CallList
from interpreter_app.domain.errors import NotFound
from interpreter_app.i18n import Texts, UiLanguage
from tests.support.call_lists import NOW, attempt, call_list, called

ANNA, BILAL = called("Anna", 1, "A"), called("Bilal", 2, "B")
YES = call_list(ANNA, BILAL, log=(attempt(ANNA, Answer.CAN),))


def at(minutes: int):
    return NOW + timedelta(minutes=minutes)


def undone(shown: CallList) -> CallList:
    return take_back(shown, require_last_step(shown), at(60))


def test_undo_goes_backwards_by_what_was_entered_last():
    early_entered_late = attempt(ANNA, Answer.CANNOT, -60)
    once = undone(call_list(ANNA, log=(attempt(ANNA, Answer.CAN), early_entered_late)))
    assert [one.taken_back for one in once.log] == [None, at(60)]
    twice = undone(once)
    assert last_step(twice) is None
    with pytest.raises(NotFound):
        undone(twice)


def test_somebody_put_off_comes_back_and_the_agreement_with_another_stays():
    agreed = rules.agree(YES, "p1", at(1))
    after = undone(rules.remove_person(agreed, "p2", at(2)))
    assert after == agreed


def test_an_agreement_is_taken_back_before_the_yes_that_it_rests_on():
    agreed = rules.agree(YES, "p1", at(0))
    once = undone(agreed)
    assert (once.agreed, once.log) == ("", YES.log)
    assert undone(once).log[0].taken_back


def test_everything_is_taken_back_in_the_reverse_order():
    shown = rules.remove_person(YES, "p2", at(1))
    shown = rules.agree(shown, "p1", at(2))
    shown = rules.log_attempt(shown, attempt(ANNA, Answer.CAN, 3))
    acts = []
    while (step := last_step(shown)) is not None:
        acts.append(step.act)
        shown = take_back(shown, step, at(60))
    assert acts == [Act.ATTEMPT, Act.AGREEMENT, Act.REMOVAL, Act.ATTEMPT]
    assert rules.in_calling_order(shown) == [ANNA, BILAL]


def test_an_attempt_that_was_logged_later_than_it_was_made_counts_by_when_it_was_logged():
    removed = rules.remove_person(YES, "p2", at(5))
    late = replace(attempt(ANNA, Answer.CANNOT, 1), entered=at(9))
    assert require_last_step(rules.log_attempt(removed, late)).act is Act.ATTEMPT


def test_a_removal_at_the_same_moment_is_taken_back_before_an_attempt():
    assert require_last_step(rules.remove_person(YES, "p2", at(0))).act is Act.REMOVAL


def test_who_was_agreed_with_comes_back_agreed_unless_another_is_by_then():
    off = rules.remove_person(rules.agree(YES, "p1", at(1)), "p1", at(2))
    assert undone(off).agreed == "p1"
    other = rules.log_attempt(off, attempt(BILAL, Answer.CAN, 3))
    other = rules.agree(other, "p2", at(4))
    assert rules.bring_back(other, "p1").agreed == "p2"
    assert not rules.require_called(rules.bring_back(other, "p1"), "p1").was_agreed


def test_an_agreement_from_before_its_time_was_kept_counts_as_made_with_the_yes():
    shown = replace(YES, agreed="p1")
    assert require_last_step(shown).act is Act.AGREEMENT
    later = rules.log_attempt(shown, attempt(BILAL, Answer.CANNOT, 5))
    assert require_last_step(later).person == "p2"


def test_who_was_added_again_is_not_brought_back_by_undo():
    back = rules.add_person(rules.remove_person(call_list(ANNA), "p1", at(1)), ANNA)
    assert last_step(back) is None


@pytest.mark.parametrize("person", ["p1", "p9"])
def test_only_who_was_put_off_is_brought_back(person):
    with pytest.raises(NotFound):
        rules.bring_back(call_list(ANNA), person)


def test_a_closed_list_is_open_again():
    assert rules.reopen(rules.close(YES, NOW)) == YES


def test_what_is_taken_back_is_said_by_name():
    texts = Texts(UiLanguage.ENGLISH)
    removed, agreed = rules.remove_person(YES, "p2", at(1)), rules.agree(YES, "p1", at(1))
    words = [step_in_words(one, require_last_step(one), texts) for one in (YES, removed, agreed)]
    assert words == ["Anna: can", "Bilal is off the list", "agreed with Anna"]
