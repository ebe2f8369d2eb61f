"""Days as lists and invoices write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.written_days import read_day
from interpreter_app.i18n import Texts, UiLanguage

TWELFTH = date(2026, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-12",
        "2026/03/12",
        "2026.3.12",
        "20260312",
        "12.03.2026",
        "12.3.2026",
        "12. 3. 2026",
        "12.3.26",
        "12.03.26",
        "12/3-26",
        "12/3 - 2026",
        "12/3/26",
        "12/03/2026",
        "12-03-2026",
        "12. mars 2026",
        "12 mars 2026",
        "12.mars.2026",
        "12. MAR. 26",
        "12-mar-26",
        "12 March 2026",
        "12th March 2026",
        "March 12, 2026",
        "Mar 12th 2026",
        "  12.\u00a0mars   2026 ",
    ],
)
def test_a_day_is_read_in_the_forms_that_are_in_use(text: str) -> None:
    assert read_day(text) == TWELFTH


@pytest.mark.parametrize("language", list(UiLanguage))
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_read_in_every_language_by_its_name(month: int, language: UiLanguage) -> None:
    day = date(2026, month, 3)
    assert read_day(Texts(language).date(day)) == day


@pytest.mark.parametrize(
    ("abbreviation", "month"),
    [
        *(("jan", 1), ("feb", 2), ("febr", 2), ("mar", 3), ("apr", 4), ("mai", 5), ("may", 5), ("jun", 6), ("jul", 7)),
        *(("aug", 8), ("sep", 9), ("sept", 9), ("okt", 10), ("oct", 10), ("nov", 11), ("des", 12), ("dec", 12)),
    ],
)
def test_months_are_read_by_their_abbreviations_with_a_point_or_without(abbreviation: str, month: int) -> None:
    assert read_day(f"3. {abbreviation}. 2026") == read_day(f"3 {abbreviation} 26") == date(2026, month, 3)


@pytest.mark.parametrize(("text", "year"), [("00", 2000), ("68", 2068), ("69", 1969), ("99", 1999)])
def test_a_year_of_two_digits_is_of_the_century_that_computers_take_it_for(text: str, year: int) -> None:
    assert read_day(f"12.3.{text}") == date(year, 3, 12)


@pytest.mark.parametrize("text", ["12.3.26", "12/3-26", "12. mars 26"])
def test_a_year_of_two_digits_can_be_refused(text: str) -> None:
    assert read_day(text, short_years=False) is None
    assert read_day(text.replace("26", "2026"), short_years=False) == TWELFTH


@pytest.mark.parametrize(
    "after",
    [
        " 10:30",
        ", 10:30",
        " 10.30",
        " 10:30:15",
        " 10:30-12:00",
        " 10.30 – 12.00",
        " kl. 10.30",
        " kl 10",
        " kl. 10-12",
        " 9:30 am",
    ],
)
@pytest.mark.parametrize("day", ["12.3.2026", "12. mars 2026", "2026-03-12"])
def test_a_time_of_day_may_follow(day: str, after: str) -> None:
    assert read_day(day + after) == TWELFTH


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-12T10:30:00", TWELFTH),
        ("2026-03-12 10:30:00.000", TWELFTH),
        ("2026-03-12T22:59:59Z", TWELFTH),
        ("2026-03-12T23:00:00Z", date(2026, 3, 13)),
        ("2026-03-12T00:30:00+02:00", date(2026, 3, 11)),
        ("2026-03-29T02:30:00", None),
    ],
)
def test_a_moment_is_of_the_day_that_it_is_in_norway(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i går",
        "5",
        "46093",
        "12.3",
        "12. mars",
        "mars 2026",
        "2026-13-01",
        "13/14/2026",
        "31.2.2026",
        "29.02.2026",
        "0.3.2026",
        "12.0.2026",
        "12. ma. 2026",
        "12. marsj 2026",
        "12-03-26",
        "26-03-12",
        "12.3.0026",
        "12.3.126",
        "12.3.2026 til 14.3.2026",
        "12.03.2026 01.02.2027",
        "12.3.2026 Oslo",
        "१२.३.२०२६",
    ],
)
def test_what_is_no_day_or_may_be_two_is_none(text: str) -> None:
    assert read_day(text) is None


@given(st.text(max_size=100))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert read_day(text) is None or isinstance(read_day(text), date)
