"""The fair order is the same for everybody on a day, another one each day, and favours nobody in the long run."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.categories import Category
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.searches import SHUFFLE_MODULUS, FoundLanguage, day_order, shuffle_key

FIRST_DAY = date(2026, 1, 1)
keys = st.integers(0, SHUFFLE_MODULUS - 1)


def in_order(people: list[str], day: date) -> list[str]:
    factor, offset = day_order(day)
    return sorted(people, key=lambda id_: (shuffle_key(id_) * factor + offset) % SHUFFLE_MODULUS)


def people(count: int) -> list[str]:
    return [f"person {number}" for number in range(count)]


def test_the_order_is_the_same_throughout_a_day():
    day = date(2026, 6, 30)
    assert day_order(day) == day_order(date(2026, 6, 30))
    assert in_order(people(50), day) == in_order(people(50)[::-1], day)


def test_the_order_differs_from_day_to_day():
    orders = {tuple(in_order(people(20), FIRST_DAY + timedelta(days))) for days in range(365)}
    assert len(orders) == 365


@pytest.mark.parametrize("count", [2, 3, 5, 10])
@pytest.mark.parametrize("place", [0, -1])
def test_over_many_days_each_person_is_first_and_last_about_equally_often(count, place):
    days = 1000 * count
    times = Counter(in_order(people(count), FIRST_DAY + timedelta(days))[place] for days in range(days))
    assert set(times) == set(people(count))
    assert all(850 <= found <= 1150 for found in times.values()), times


def test_who_is_first_says_nothing_of_who_is_second():
    days = 6000
    times = Counter(tuple(in_order(people(3), FIRST_DAY + timedelta(days))) for days in range(days))
    assert len(times) == 6
    assert all(800 <= found <= 1200 for found in times.values()), times


@given(st.dates(), keys, keys)
def test_two_people_never_have_the_same_place(day, first, second):
    factor, offset = day_order(day)
    assert 1 <= factor < SHUFFLE_MODULUS
    assert 0 <= offset < SHUFFLE_MODULUS
    places = {(key * factor + offset) % SHUFFLE_MODULUS for key in (first, second)}
    assert len(places) == len({first, second})


@given(st.text())
def test_everybody_has_a_fixed_number_in_range(id_):
    assert 0 <= shuffle_key(id_) < SHUFFLE_MODULUS
    assert shuffle_key(id_) == shuffle_key(id_)


@pytest.mark.parametrize(("rank", "category"), [*enumerate(Category, start=1), (6, None)])
def test_the_category_of_a_found_language_follows_from_its_rank(rank, category):
    assert FoundLanguage("som", Kind.SPOKEN, rank).category is category
