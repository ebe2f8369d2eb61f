"""How alike names of people are, and who of many is found by a name that is written differently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.roster_choice import LIKELY, SURE
from interpreter_app.name_matching import NameIndex, score, words_of


def alike(given_: str, known: str) -> int:
    return score(words_of(given_), words_of(known))


@pytest.mark.parametrize(
    ("given_", "known"),
    [
        ("Åse Sørensen", "Åse Sørensen"),
        ("Ase Sorensen", "Åse Sørensen"),
        ("Aase Soerensen", "Åse Sørensen"),
        ("ÅSE  SØRENSEN ", "Åse Sørensen"),
        ("A\u030ase Sørensen", "Åse Sørensen"),
        ("Sørensen, Åse", "Åse Sørensen"),
        ("Marta Bar", "Märta Bær"),
        ("Maerta Baer", "Märta Bær"),
        ("Kovacevic Ana", "Ana Kovačević"),
        ("OBrien Sa'ad", "O'Brien Saad"),
        ("Al Masri Huda", "Huda Al-Masri"),
    ],
)
def test_customary_spellings_and_the_order_make_no_difference(given_: str, known: str) -> None:
    assert alike(given_, known) == 100


@pytest.mark.parametrize(
    ("given_", "known", "points"),
    [
        ("Yonas Ghebre", "Yonas Tekle Ghebre", 96),
        ("Yonas Ghebre", "Yonas Tekle Abel Ghebre", 92),
        ("Yonas Tekle", "Yonas Tekle Ghebre", 88),
        ("Yonas Tekle Ghebre", "Yonas Ghebre", 90),
        ("Amina Ali", "Amira Ali", 87),
        ("A. Hassan", "Amina Hassan", 81),
        ("Abdulrahman Ali", "Abdul Rahman Ali", 97),
        ("AliHassan", "Ali Hassan", 97),
        ("Hassan", "Ali Hassan", 60),
        ("Ali Hassan", "Hassan", 60),
        ("Hassan", "Hassan", 100),
        ("Ali Hassan", "Per Olsen", 0),
        ("", "Per Olsen", 0),
        ("?!", "Per Olsen", 0),
    ],
)
def test_what_is_left_out_or_wrong_costs_points(given_: str, known: str, points: int) -> None:
    assert alike(given_, known) == points


@pytest.mark.parametrize("known", ["Muhammad Abdulrahman Abdullahi", "Konstantinos Papadopoulos"])
def test_a_wrong_letter_is_never_sure_however_long_the_name(known: str) -> None:
    for place in range(len(known)):
        if known[place] != " ":
            assert LIKELY < alike(known[:place] + "x" + known[place + 1 :], known) < SURE


_NAMES = st.lists(
    st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=1, max_size=8), min_size=1, max_size=4
)


@given(names=_NAMES, known=_NAMES)
def test_swapped_first_and_last_names_score_the_same(names: list[str], known: list[str]) -> None:
    swapped = [names[-1], *names[:-1]]
    assert alike(" ".join(names), " ".join(known)) == alike(" ".join(swapped), " ".join(known))


@given(names=_NAMES)
def test_a_name_is_like_itself_and_any_text_has_some_score(names: list[str]) -> None:
    assert alike(" ".join(names), " ".join(names)) == 100


@given(one=st.text(max_size=30), other=st.text(max_size=30))
def test_any_two_texts_have_a_score(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 100


@pytest.mark.parametrize(
    "given_", ["Selam Haile", "Haile Selam", "Selan Haile", "Selma Haile", "Slam Haile", "Sellam Haile", "Selam Haike"]
)
def test_a_name_is_found_with_a_letter_missing_too_many_wrong_or_swapped(given_: str) -> None:
    index = NameIndex([("Per Olsen",), ("Selam Haile",), ("Kari Hansen",)])
    assert [one.place for one in index.find(given_, LIKELY, 8)] == [1]


def test_every_name_of_a_person_finds_the_person() -> None:
    index = NameIndex([("Timo Nieminen", "Pasi Nieminen"), ("Kari Hansen",)])
    assert [one.place for one in index.find("Pasi Nieminen", LIKELY, 8)] == [0]
    assert index.score_of(0, "Nieminen Timo") == index.score_of(0, "Pasi Nieminen") == 100


def test_the_best_come_first_and_no_more_than_are_wanted() -> None:
    index = NameIndex([("Ali Hassen",), ("Ali Hassan",), ("Ali Omar Hassan",)])
    assert [one.place for one in index.find("Ali Hassan", LIKELY, 8)] == [1, 2, 0]
    assert [one.place for one in index.find("Ali Hassan", LIKELY, 1)] == [1]


def test_one_whose_other_word_is_written_badly_is_found_among_very_many_of_a_common_name() -> None:
    many = [(f"Mohamed {chr(97 + n // 26)}{chr(97 + n % 26)}xyzw",) for n in range(200)]
    index = NameIndex([*many, ("Mohamed Abdirahman",)])
    assert [one.place for one in index.find("Mohamed Abdirxxman", LIKELY, 8)] == [200]


def test_a_name_of_no_known_word_finds_nobody() -> None:
    assert NameIndex([("Ali Hassan",)]).find("Qwerty Zxcvb", LIKELY, 8) == []
    assert NameIndex([]).find("Ali Hassan", LIKELY, 8) == []
