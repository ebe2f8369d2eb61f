"""Identity numbers are known again however they are written, and nothing else is taken for one."""

import unicodedata
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interpreter_app.identity_numbers import (
    birth_date,
    identity_numbers_in,
    is_identity_number,
    is_like_identity_number,
    is_right_synthetic,
    is_synthetic,
    without_identity_numbers,
)

FODSELSNUMMER = "15077050008"
"""Laid out as that of somebody born in 1870, before there were such numbers: nobody has had it."""
SYNTHETIC, SYNTHETIC_D = "15879010079", "55879010062"
MISTYPED = "01019012345"
LETTERS = st.sampled_from(["", "a", "fnr", "Ø", "x_", "(", ". ", " er ", "nr:", "ب"])
GAPS = st.sampled_from([" ", ".", "-", " - ", "–", "/", "_", "\u00a0", "\u200b", "\u2060", "\n", ":", "…"])


@pytest.mark.parametrize(
    "written",
    [
        "01019012345",
        "010190 12345",
        "fnr01019012345",
        "01019012345x",
        "Å01019012345_",
        "010190-12345",
        "010190 - 12345",
        "010190.12345",
        "010190_12345",
        "010190\u00a012345",
        "010190\u200b12345",
        "0101\u200d9012\u0300345",
        "01.01.90 12345",
        "01.01.90-12345",
        "01 01 90 12345",
        "01 01 90 123 45",
        "010190 123 45",
        "0 1 0 1 9 0 1 2 3 4 5",
        "０１０１９０１２３４５",
        "٠١٠١٩٠١٢٣٤٥",
        "०१०१९०१२३४५",
        "⁰¹⁰¹⁹⁰¹²³⁴⁵",
        "+01019012345",
        "01.01.2001 12345",
        "1.1.2001 12345",
        "1/1-2001 12345",
        "01 01 2001 12345",
        "01. 01. 2001 – 12345",
        "01.01.2001, 12345",
        "2001-01-01 12345",
        "2001.1.1 12345",
        "01012001 12345",
        "20010101-12345",
        "01.01.1854 12345",
        "31.12.2021 12345",
        "29.02.2000 12345",
        "1.1.01 12345",
        "1-1-01 12345",
        "010101, 12345",
        "010101;12345",
        "290200, 12345",
        "nr 0012 01.01.2001 12345",
        "٠١.٠١.٢٠٠١ ١٢٣٤٥",
        "01.01.\u200b2001 12345",
        "1 01019012345",
        "01019012345 1",
    ],
)
def test_a_number_is_known_in_all_its_forms_valid_or_not(written: str) -> None:
    assert without_identity_numbers(f"Samtale med {written}.") != f"Samtale med {written}."
    assert len(identity_numbers_in(f"Samtale med {written}.")) == 1


@pytest.mark.parametrize(
    "written", ["1587 9010 079", "15-87-9-010079", "158.790.100.79", "+15879010079", "+158790 10079"]
)
def test_a_valid_number_is_known_however_it_is_parted(written: str) -> None:
    assert identity_numbers_in(written) == [SYNTHETIC]


def test_a_day_after_the_act_came_into_force_and_five_digits_count_where_the_number_is_valid() -> None:
    assert identity_numbers_in("15.07.2070 50008") == [FODSELSNUMMER]
    assert identity_numbers_in("15.07.2070 50009") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+47 000 00 001",
        "+4700000001",
        "0047 000 00 001",
        "22 12 34 56, linje 101",
        "+46 70 123 45 67",
        "+46701234567",
        "+15 8790 100 79",
        "1587/90100-79",
        "+44 20 7946 0958",
        "01.06.2026",
        "01.06.2026 14207",
        "1.1.2022 14207",
        "2026-06-01 14207",
        "01.06.2026, 14207",
        "1.1.2026 14:05",
        "01.01.2001 123456",
        "01.01.2001 1234",
        "01.01.2001    12345",
        "01.01.2001 kl. 12345",
        "01.01.2001",
        "31.02.2001 12345",
        "01.13.2001 12345",
        "29.02.1900 12345",
        "00.01.2001 12345",
        "01.01.1853 12345",
        "15.07.1770 50008",
        "310201, 12345",
        "41012001 14207",
        "+47 20101990 14207",
        "+4720101990, 14207",
        "0047 20101990 14207",
        "22 10 19 90 14207",
        "22 22 22 22",
        "kl. 9.10-11 14207",
        "kl. 10.00",
        "2026-06-01 14:05",
        "2026-06-01 14:05–15:30",
        "12.06.26 kl. 10.00–11.30",
        "12.06.26 10:00-11:30",
        "Org.nr. 987 654 321",
        "987654321 12",
        "2026/12345",
        "2026/12345-12",
        "26/123456-3",
        "10001, 10002, 10003",
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11",
        "1234567890",
        "123456789012",
        "0192f0c1-8a7b-7c3d-8e4f-a12345678901",
        "12345678-1234-7123-8123-123456789012",
        "1 time og 30 minutter, 2 samtaler, rom 204, 3. etasje",
        "postnr. 0150",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert without_identity_numbers(text) == text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (f"“{SYNTHETIC}” is no county.", "“…” is no county."),
        (f"There is no option --{SYNTHETIC[:6]} {SYNTHETIC[6:]}.", "There is no option --…."),
        ("fnr01019012345x og 01.01.90\u200b 12345 ⁰.", "fnr…x og … ⁰."),
        ("Ａ０１０１９０ １２３４５Ｂ", "Ａ…Ｂ"),
    ],
)
def test_only_the_number_is_left_out(said: str, shown: str) -> None:
    assert without_identity_numbers(said) == shown


def _in_another_script(digits: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in digits)


@given(
    st.integers(0, 10**11 - 1).map("{:011}".format),
    st.sampled_from(["0", "٠", "۰", "०", "০", "๐", "０"]),
    LETTERS,
    LETTERS,
    st.one_of(st.just(""), GAPS),
)
def test_any_eleven_digits_are_left_out_in_any_script_whatever_is_beside_them(
    digits: str, zero: str, before: str, after: str, gap: str
) -> None:
    written = _in_another_script(digits, zero)
    parted = f"{written[:6]}{gap}{written[6:]}"
    if not gap:
        parted = written
    assert without_identity_numbers(f"{before}{parted}{after}") == f"{before}…{after}"


@given(st.dates(date(1900, 1, 1), date(2040, 1, 1)), st.integers(0, 99999), GAPS, st.sampled_from(["", " ", ".", "-"]))
def test_a_day_of_birth_with_five_digits_is_left_out_however_it_is_parted(
    born: date, last: int, gap: str, between: str
) -> None:
    written = f"{born:%d}{between}{born:%m}{between}{born:%y}{gap}{last:05}"
    assert without_identity_numbers(f"født {written}, gift") == "født …, gift"


WAYS_TO_WRITE_A_DAY = st.sampled_from(
    [
        "{0:%d.%m.%Y}",
        "{0.day}.{0.month}.{0.year}",
        "{0:%Y-%m-%d}",
        "{0:%d%m%Y}",
        "{0:%Y%m%d}",
        "{0:%d %m %Y}",
        "{0:%d%m%y}",
    ]
)
APART = st.text(st.sampled_from(" .,;:-–/_()"), min_size=1, max_size=3)


@given(
    st.dates(date(1900, 1, 1), date(2021, 12, 31)),
    st.integers(0, 99999),
    WAYS_TO_WRITE_A_DAY,
    APART,
    st.sampled_from(["0", "٠", "०", "０"]),
)
def test_a_whole_day_of_birth_with_five_digits_is_left_out_in_any_script(
    born: date, last: int, way: str, apart: str, zero: str
) -> None:
    written = "".join(
        _in_another_script(sign, zero) if sign.isdecimal() else sign for sign in f"{way.format(born)}{apart}{last:05}"
    )
    assert without_identity_numbers(f"født {written}, gift") == "født …, gift"
    assert identity_numbers_in(written) == [f"{born:%d%m%y}{last:05}"]


@given(st.dates(date(2022, 1, 1), date(2099, 12, 31)), st.integers(10001, 99999), APART)
def test_a_day_of_an_assignment_beside_a_register_number_is_left_out_only_where_it_is_a_valid_number(
    day: date, number: int, apart: str
) -> None:
    found = identity_numbers_in(f"{day:%d.%m.%Y}{apart}{number}")
    assert found == [one for one in [f"{day:%d%m%y}{number}"] if is_identity_number(one)]


ORDINARY = st.one_of(
    st.integers(0, 99_999_999).map(lambda n: f"+47 {n:08}"),
    st.integers(0, 99_999_999).map(lambda n: f"{n:08}"[:3] + " " + f"{n:08}"[3:5] + " " + f"{n:08}"[5:]),
    st.integers(0, 99_999_999).map(lambda n: " ".join(f"{n:08}"[place : place + 2] for place in (0, 2, 4, 6))),
    st.integers(800_000_000, 999_999_999).map(lambda n: f"{n:,}".replace(",", " ")),
    st.integers(1, 999_999_999).map(str).filter(lambda number: len(number) not in (6, 8)),
    st.dates(date(2022, 1, 1)).map(date.isoformat),
    st.dates(date(2022, 1, 1)).map("{:%d.%m.%Y}".format),
    st.dates(date(1000, 1, 1)).map("{:%d.%m.%y}".format),
    st.times().map("{:%H.%M}".format),
    st.builds("{}/{}".format, st.integers(1900, 2099), st.integers(1, 99999)),
    st.builds("{}/{}-{}".format, st.integers(1900, 2099), st.integers(1, 99999), st.integers(1, 99)),
    st.sampled_from(["ring", "møte på rom 204", "Kari Nordmann", "", "سلام", "12 %"]),
)


@given(st.lists(ORDINARY, max_size=6), st.sampled_from([", ", "; ", " og ", " (ring) "]))
def test_telephones_dates_register_and_case_numbers_are_never_left_out(parts: list[str], between: str) -> None:
    text = between.join(parts)
    assume(not any(map(is_identity_number, identity_numbers_in(text))))  # a day and a number may be a valid one
    assert without_identity_numbers(text) == text


@given(st.text(max_size=20))
def test_any_text_is_gone_through_and_nothing_is_left_to_hide(text: str) -> None:
    assert identity_numbers_in(without_identity_numbers(text)) == []
    if not any(unicodedata.digit(sign, None) is not None for sign in unicodedata.normalize("NFKC", text)):
        assert without_identity_numbers(text) == text


def test_fiction_is_told_from_its_numbers() -> None:
    assert is_synthetic(SYNTHETIC)
    assert not is_synthetic(FODSELSNUMMER)
    assert not is_synthetic("")


@pytest.mark.parametrize(
    ("number", "is_one", "is_fiction"),
    [
        (SYNTHETIC, True, True),
        (SYNTHETIC_D, True, True),
        (FODSELSNUMMER, True, False),
        (MISTYPED, False, False),
        ("00818100000", False, False),
        ("15879010078", False, False),
        ("1587901007", False, False),
    ],
)
def test_the_control_digits_tell_a_number_from_eleven_digits(number: str, is_one: bool, is_fiction: bool) -> None:
    assert is_identity_number(number) is is_one
    assert is_right_synthetic(number) is is_fiction


@pytest.mark.parametrize(
    ("number", "born"),
    [
        (SYNTHETIC, date(1990, 7, 15)),
        (SYNTHETIC_D, date(1990, 7, 15)),
        (FODSELSNUMMER, date(1870, 7, 15)),
        ("", None),
        ("15139010079", None),
        ("not a number", None),
    ],
)
def test_an_identity_number_tells_the_day_of_birth(number: str, born: date | None) -> None:
    assert birth_date(number) == born


@pytest.mark.parametrize(
    ("text", "is_like"), [("1587901007", True), ("15879010079", True), ("10001", False), ("", False)]
)
def test_ten_or_eleven_digits_may_be_an_identity_number(text: str, is_like: bool) -> None:
    assert is_like_identity_number(text) is is_like
