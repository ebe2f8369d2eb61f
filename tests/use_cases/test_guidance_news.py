"""The guidance that holds on a machine, and what a person is told of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from interpreter_app.domain.guidance_content import LAW, Content, shipped_pieces
from interpreter_app.store.guidance import read_seen
from interpreter_app.use_cases import guidance_news
from interpreter_app.use_cases.guidance_news import News, mark_seen, read_news
from interpreter_app.use_cases.read_guidance import read_content, read_received
from tests.support.guidance import FICTIONAL_UNTIL, fictional_law, piece, receive, receive_raw, take_back
from tests.support.registers import person, profile_with

FICTIONAL = fictional_law()
SHIPPED = Content(shipped_pieces()).piece(LAW, FICTIONAL.valid_from)
DAY = FICTIONAL.valid_from
DAY_BEFORE = DAY - timedelta(1)


@pytest.fixture
def profile(tmp_path):
    opened = profile_with(tmp_path, [person()])
    yield opened
    opened.close()


def seen(profile):
    with profile.database.read() as connection:
        return read_seen(connection)


def left_out(profile):
    with profile.database.read() as connection:
        return [str(error) for error in read_received(connection).left_out]


def test_without_a_profile_what_is_shipped_holds():
    assert read_content(None).piece(LAW, DAY) == SHIPPED


def test_a_newer_piece_of_the_register_holds_from_its_day(profile):
    receive(profile, FICTIONAL)
    content = read_content(profile)
    assert content.piece(LAW, DAY_BEFORE) == SHIPPED
    assert content.piece(LAW, DAY) == FICTIONAL
    assert content.law(DAY).dispensed_until == FICTIONAL_UNTIL
    take_back(profile, FICTIONAL)
    assert read_content(profile).piece(LAW, DAY) == SHIPPED


def test_what_a_newer_program_ships_holds_over_an_older_piece_of_the_register(profile, monkeypatch):
    receive(profile, replace(SHIPPED, version=SHIPPED.version + 1))
    newest = replace(SHIPPED, version=SHIPPED.version + 2)
    monkeypatch.setattr("interpreter_app.use_cases.read_guidance.shipped_pieces", lambda: (SHIPPED, newest))
    assert read_content(profile).piece(LAW, DAY) == newest


@pytest.mark.parametrize(
    ("faulty", "said"),
    [
        (replace(FICTIONAL, texts={"nb": FICTIONAL.texts["nb"]}), "texts.nn is not right"),
        (replace(FICTIONAL, sources=("TL 999",)), "sources is not right"),
        (replace(FICTIONAL, data={}), "data is not right"),
    ],
)
def test_a_piece_that_is_not_whole_is_left_out_and_the_shipped_one_holds(profile, faulty, said):
    receive(profile, faulty, piece())
    assert read_content(profile).piece(LAW, DAY) == SHIPPED
    assert read_content(profile).find("procurement.test", DAY) == piece()
    (told,) = left_out(profile)
    assert said in told
    assert [news.key for news in read_news(profile, DAY)] == ["procurement.test"]


def test_a_piece_that_cannot_be_read_is_left_out(profile):
    receive_raw(profile, {"a-record": b'{"key":"law"}'})
    assert read_content(profile).piece(LAW, DAY) == SHIPPED
    assert ["cannot be read (a-record)" in told for told in left_out(profile)] == [True]


def test_at_the_first_look_nothing_is_new(profile):
    assert read_news(profile, DAY) == ()
    assert seen(profile)[LAW] == SHIPPED.version


def test_a_newer_piece_is_told_once(profile):
    receive(profile, FICTIONAL)
    news = read_news(profile, DAY)
    assert news == (News(LAW, SHIPPED, FICTIONAL),)
    assert read_news(profile, DAY) == news
    mark_seen(profile, news)
    assert read_news(profile, DAY) == ()


def test_what_comes_into_force_later_is_told_ahead_and_not_again_on_its_day(profile):
    receive(profile, FICTIONAL)
    (news,) = read_news(profile, DAY_BEFORE)
    assert news.new.valid_from > DAY_BEFORE
    assert read_content(profile).piece(LAW, DAY_BEFORE) == SHIPPED
    mark_seen(profile, [news])
    assert read_news(profile, DAY_BEFORE) == read_news(profile, DAY) == ()


def test_a_piece_that_was_seen_and_is_taken_back_is_told(profile):
    receive(profile, FICTIONAL)
    mark_seen(profile, read_news(profile, DAY))
    take_back(profile, FICTIONAL)
    news = read_news(profile, DAY)
    assert news == (News(LAW, None, SHIPPED),)
    mark_seen(profile, news)
    assert read_news(profile, DAY) == ()


def test_what_a_newer_program_ships_is_told_who_has_looked_before(profile, monkeypatch):
    read_news(profile, DAY)
    newer = replace(SHIPPED, version=SHIPPED.version + 1)
    monkeypatch.setattr("interpreter_app.use_cases.read_guidance.shipped_pieces", lambda: (*shipped_pieces(), newer))
    assert read_news(profile, DAY) == (News(LAW, SHIPPED, newer),)


def test_what_is_shipped_ahead_of_its_day_is_told_at_the_first_look(profile, monkeypatch):
    ahead = replace(SHIPPED, version=SHIPPED.version + 1, valid_from=date(2030, 1, 1))
    for module in ("interpreter_app.use_cases.read_guidance", "interpreter_app.use_cases.guidance_news"):
        monkeypatch.setattr(f"{module}.shipped_pieces", lambda: (SHIPPED, ahead))
    assert read_news(profile, DAY) == (News(LAW, SHIPPED, ahead),)


def test_marking_nothing_changes_nothing(profile):
    read_news(profile, DAY)
    before = seen(profile)
    mark_seen(profile, ())
    assert seen(profile) == before


def test_the_names_that_pages_use_are_there():
    assert set(guidance_news.__all__) == {"News", "mark_seen", "read_news"}
