"""What call lists and their rows are called, by the clock in Norway whatever the machine's is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from interpreter_app.i18n import Texts, UiLanguage
from tests.support.call_lists import NOW, attempt, call_list, called, contacts, need, whole_need
from ui.desktop.models.called import called_rows, list_titles
from ui.desktop.wording import day_in_short

ENGLISH, BOKMAL = Texts(UiLanguage.ENGLISH), Texts(UiLanguage.BOKMAL)
TODAY = NOW.date()
LATE = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
"""Half past midnight on the twentieth in Norway."""


@pytest.mark.parametrize(
    ("day", "english", "bokmal"),
    [
        (date(2026, 1, 1), "1 Jan", "1. jan."),
        (date(2026, 3, 31), "31 Mar", "31. mars"),
        (date(2026, 5, 17), "17 May", "17. mai"),
        (date(2026, 7, 4), "4 July", "4. juli"),
        (date(2026, 9, 9), "9 Sep", "9. sep."),
        (date(2025, 12, 31), "31 Dec 2025", "31. des. 2025"),
        (date(2027, 1, 1), "1 Jan 2027", "1. jan. 2027"),
    ],
)
def test_a_day_is_short_and_has_its_year_where_that_is_another(day, english, bokmal):
    assert (day_in_short(day, TODAY, ENGLISH), day_in_short(day, TODAY, BOKMAL)) == (english, bokmal)


@pytest.mark.parametrize(
    ("made", "title"),
    [
        (call_list(), "20. nov., somali"),
        (call_list(need=whole_need()), "23. nov. kl. 10.00, somali"),
        (call_list(need=need(language="tir"), made=LATE), "20. nov., tigrinja"),
        (call_list(made=NOW - timedelta(days=365)), "20. nov. 2025, somali"),
    ],
)
def test_a_list_is_called_by_when_it_is_needed_else_by_when_it_was_made(made, title):
    assert list_titles([made], TODAY, BOKMAL) == [title]


def test_lists_that_would_be_called_the_same_have_the_time_too():
    later = call_list(made=NOW + timedelta(hours=1))
    other = call_list(need=need(language="tir"))
    assert list_titles([call_list(), other, later], TODAY, ENGLISH) == [
        "20 Nov, Somali, at 14:05",
        "20 Nov, Tigrinya",
        "20 Nov, Somali, at 15:05",
    ]


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (TODAY, "at 14:05 no answer"),
        (TODAY + timedelta(days=1), "20 Nov at 14:05 no answer"),
        (date(2027, 1, 2), "20 Nov 2026 at 14:05 no answer"),
    ],
)
def test_an_attempt_has_its_day_where_that_is_not_today(today, told):
    person = called()
    rows = called_rows(call_list(person, log=(attempt(person),)), contacts(person), {}, today, ENGLISH)
    assert rows[0].detail.endswith(f" · {told}")


def test_a_list_of_a_day_without_a_time_is_called_by_that_day():
    wanted = call_list(need=need(day=date(2026, 11, 24)))
    assert list_titles([wanted], TODAY, ENGLISH) == ["24 Nov, Somali"]
