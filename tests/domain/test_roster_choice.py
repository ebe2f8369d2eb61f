"""Who a row means: by number, by name, and who may be meant where that is not sure."""

from collections.abc import Collection, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.roster import Reason
from interpreter_app.domain.roster_choice import AGREES, CLOSE, LIKELY, SURE, Choice, How, Match
from interpreter_app.domain.roster_choice import choose as choose_with


def choose(
    number: int | None, by_number: Match | None, by_name: Sequence[Match], *, with_language: Collection[int] = ()
) -> Choice:
    """Who is meant where only those with these numbers have the language."""
    return choose_with(number, by_number, by_name, has_language=lambda one: one.number in with_language)


def match(number: int, score: int | None = 100, *, listed: bool = True) -> Match:
    return Match(f"p{number}", number, f"Person {number}", score, listed)


@pytest.mark.parametrize(("score", "sure"), [(100, True), (SURE, True), (SURE - 1, False), (LIKELY, False)])
def test_a_name_alone_is_sure_from_a_high_score(score: int, sure: bool) -> None:
    choice = choose(None, None, [match(1, score)])
    assert (choice.match is not None) is sure
    if not sure:
        assert (choice.candidates, choice.reason) == ((match(1, score),), Reason.NOT_SURE)


@pytest.mark.parametrize(("other", "sure"), [(100, False), (100 - CLOSE + 1, False), (100 - CLOSE, True)])
def test_people_of_names_too_close_to_each_other_are_candidates(other: int, sure: bool) -> None:
    choice = choose(None, None, [match(2, other), match(1)])
    assert choice.match == (match(1) if sure else None)
    if not sure:
        assert (choice.candidates[0].number, choice.reason) == (1, Reason.SEVERAL)


def test_nobody_is_found_by_a_name_that_nobody_has() -> None:
    assert choose(None, None, []) == choose(7, None, []) == choose(7, match(7, None, listed=False), [])
    assert choose(None, None, []).candidates == ()


def test_a_number_alone_is_enough() -> None:
    choice = choose(1, match(1, None), [])
    assert (choice.match, choice.how) == (match(1, None), How.NUMBER)


@pytest.mark.parametrize(("score", "agrees"), [(100, True), (AGREES, True), (AGREES - 1, False), (0, False)])
def test_beside_the_number_the_name_may_be_written_badly_but_not_be_another(score: int, agrees: bool) -> None:
    choice = choose(1, match(1, score), [])
    assert (choice.match is not None) is agrees
    if not agrees:
        assert (choice.candidates, choice.reason) == ((match(1, score),), Reason.NUMBER_OF_ANOTHER)


@pytest.mark.parametrize(("score", "agrees"), [(100 - CLOSE + 1, True), (100 - CLOSE, False)])
def test_a_name_that_is_clearly_more_like_that_of_another_is_not_settled_by_the_number(
    score: int, agrees: bool
) -> None:
    choice = choose(1, match(1, score), [match(1, score), match(2)])
    assert (choice.match is not None) is agrees
    if not agrees:
        assert [one.number for one in choice.candidates] == [1, 2]


@pytest.mark.parametrize("by_number", [None, match(1, 100, listed=False)])
def test_a_number_that_nobody_listed_has_is_told_whatever_the_name(by_number: Match | None) -> None:
    choice = choose(1, by_number, [match(2)])
    assert (choice.match, choice.candidates, choice.reason) == (None, (match(2),), Reason.NUMBER_NOT_FOUND)


def test_who_is_not_listed_that_day_is_never_shown_but_makes_a_name_less_sure() -> None:
    assert choose(None, None, [match(1, listed=False)]) == choose(None, None, [])
    choice = choose(None, None, [match(1, listed=False), match(2)])
    assert (choice.match, choice.candidates, choice.reason) == (None, (match(2),), Reason.NOT_SURE)


def test_of_people_of_the_very_same_name_the_only_one_with_the_language_is_meant() -> None:
    choice = choose(None, None, [match(1), match(2)], with_language=[2])
    assert (choice.match, choice.how, choice.candidates) == (match(2), How.NAME_AND_LANGUAGE, ())


@pytest.mark.parametrize("with_language", [[], [1, 2]])
def test_of_people_of_the_very_same_name_none_is_meant_where_none_or_several_have_the_language(
    with_language: list[int],
) -> None:
    choice = choose(None, None, [match(1), match(2)], with_language=with_language)
    assert (choice.match, choice.candidates, choice.reason) == (None, (match(1), match(2)), Reason.SEVERAL)


@pytest.mark.parametrize("score", [99, SURE, 100 - CLOSE + 1])
def test_people_of_names_that_are_only_like_each_other_are_not_told_apart_by_language(score: int) -> None:
    assert choose(None, None, [match(1), match(2, score)], with_language=[1]).match is None
    assert choose(None, None, [match(1, score), match(2, score)], with_language=[1]).match is None


def test_one_who_is_not_listed_is_not_meant_and_keeps_another_with_the_language_from_it() -> None:
    gone = match(2, listed=False)
    assert choose(None, None, [match(1), gone], with_language=[2]).match is None
    assert choose(None, None, [match(1), gone], with_language=[1, 2]).match is None
    assert choose(None, None, [match(1), gone], with_language=[1]).match == match(1)


@given(
    number=st.sampled_from([None, 1]),
    named=st.booleans(),
    scores=st.lists(st.tuples(st.integers(LIKELY, 100), st.booleans()), max_size=4),
    data=st.data(),
)
def test_the_order_of_those_found_does_not_matter_and_nobody_who_is_not_listed_is_shown(
    number: int | None, named: bool, scores: list[tuple[int, bool]], data: st.DataObject
) -> None:
    found = [match(place + 2, score, listed=listed) for place, (score, listed) in enumerate(scores)]
    by_number = match(1, 90 if named else None) if number and data.draw(st.booleans()) else None
    choice = choose(number, by_number, found)
    assert choose(number, by_number, data.draw(st.permutations(found))) == choice
    assert all(one.listed for one in (*choice.candidates, *([choice.match] if choice.match else [])))
