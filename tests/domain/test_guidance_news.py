"""News in the guidance: what holds now and was not seen, and what will hold, each told once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.guidance_news import News, news_of
from tests.support.guidance import piece

TODAY = date(2026, 6, 30)
BEFORE, LATER = TODAY - timedelta(1), TODAY + timedelta(1)
KEY = "sector.test"
ONE, TWO = piece(KEY, 1, BEFORE), piece(KEY, 2, BEFORE)
TWO_LATER, THREE_LATER = piece(KEY, 2, LATER), piece(KEY, 3, LATER)


@pytest.mark.parametrize(
    ("pieces", "seen", "told"),
    [
        ([ONE], 1, []),
        ([ONE], None, [(None, ONE)]),
        ([ONE, TWO], 1, [(ONE, TWO)]),
        ([TWO, ONE], 1, [(ONE, TWO)]),
        ([ONE, TWO], 2, []),
        ([ONE, TWO], None, [(None, TWO)]),
        ([ONE, TWO_LATER], 1, [(ONE, TWO_LATER)]),
        ([ONE, TWO_LATER], 2, []),
        ([ONE, TWO_LATER, THREE_LATER], 1, [(ONE, TWO_LATER), (TWO_LATER, THREE_LATER)]),
        ([ONE, TWO_LATER, THREE_LATER], 2, [(ONE, THREE_LATER)]),
        ([ONE, TWO, THREE_LATER], 1, [(ONE, TWO), (TWO, THREE_LATER)]),
        ([TWO_LATER], None, [(None, TWO_LATER)]),
        ([ONE], 2, [(None, ONE)]),
        ([ONE, THREE_LATER], 2, [(None, ONE), (ONE, THREE_LATER)]),
        ([], 1, []),
    ],
)
def test_what_is_told(pieces, seen, told):
    news = news_of(pieces, {} if seen is None else {KEY: seen}, TODAY)
    assert news == tuple(News(KEY, old, new) for old, new in told)


def test_a_piece_holds_from_its_very_day():
    first_day = piece(KEY, 2, TODAY)
    assert news_of([ONE, first_day], {KEY: 2}, TODAY - timedelta(1)) == ()
    assert news_of([ONE, first_day], {KEY: 2}, TODAY) == ()
    assert news_of([ONE, first_day], {KEY: 1}, TODAY - timedelta(1)) == (News(KEY, ONE, first_day),)


def test_of_two_pieces_with_the_same_version_the_first_counts():
    other = piece(KEY, 1, BEFORE, order=5)
    assert news_of([ONE, other], {}, TODAY) == (News(KEY, None, ONE),)


def test_news_come_in_the_order_of_their_days():
    late, early = piece("sector.a", 2, BEFORE), piece("sector.b", 2, BEFORE - timedelta(9))
    assert [news.key for news in news_of([late, early, THREE_LATER], {}, TODAY)] == ["sector.b", "sector.a", KEY]


versions = st.lists(
    st.builds(piece, st.just(KEY), st.integers(1, 4), st.sampled_from([BEFORE, TODAY, LATER])),
    max_size=5,
    unique_by=lambda one: one.version,
)


@given(versions, st.none() | st.integers(1, 5))
def test_who_has_seen_the_news_is_told_nothing_more(pieces, seen):
    before = {} if seen is None else {KEY: seen}
    news = news_of(pieces, before, TODAY)
    after = before | ({KEY: max(item.new.version for item in news)} if news else {})
    assert news_of(pieces, after, TODAY) == ()


@given(versions, st.none() | st.integers(1, 5))
def test_what_holds_is_the_version_seen_or_told_or_one_that_gives_way_to_what_was_seen(pieces, seen):
    holding = Content(pieces).find(KEY, TODAY)
    told = [item.new for item in news_of(pieces, {} if seen is None else {KEY: seen}, TODAY)]
    if holding is not None and holding not in told:
        assert seen is not None
        assert seen >= holding.version
        assert any(one.version == seen for one in pieces)
