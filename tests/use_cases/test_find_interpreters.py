"""What a person types is understood, looked up and counted."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import Cancelled, UserError
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.places import AmbiguousCounty
from interpreter_app.domain.searches import Order
from interpreter_app.use_cases.find_interpreters import (
    PAGE,
    SearchRequest,
    count_choices,
    count_found,
    find_interpreters,
    more_interpreters,
    readings,
)
from interpreter_app.use_cases.ladder import climb
from tests.support.registers import TODAY, authorised, bachelor, bilingual_and_tao, credits_30, person, profile_with

FEMALE, MALE = Gender.FEMALE, Gender.MALE


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """A small register; nothing in these tests changes it."""
    people = [
        person("Yonas Tekle", 10001, county="03", gender=MALE, capacity=Capacity.FULL_TIME),
        person("Amina Ali", 10002, evidence=[credits_30()], county="32", gender=FEMALE),
        person("Åse Sørensen", 10003, [("nsl", Kind.SIGN), ("nsl", Kind.DEAFBLIND)], county="46", gender=FEMALE),
        person("Ivana Kovačević", 10004, ["hbs"], county="03", gender=FEMALE),
        person("Mirza Hodžić", 10005, ["bos", "hbs"], [bachelor("bos"), credits_30("hbs")], county="03"),
        person("Somali Hassan", 10006, ["ara"], bilingual_and_tao("ara"), county="50", gender=MALE),
        person("Mei Lin", 10007, ["cmn"], [bachelor("cmn"), authorised("cmn")], county="34"),
        person("Tigist Haile", 10008, ["tir"], listed=[(date(2016, 1, 1), date(2020, 1, 1))]),
    ]
    opened = profile_with(tmp_path_factory.mktemp("find"), people)
    yield opened
    opened.close()


def names(profile, text: str = "", **asked) -> list[str]:
    request = SearchRequest(text=text, **asked)
    return sorted(who.name for who in find_interpreters(profile, request, TODAY).rows)


# Understanding


def test_a_word_that_names_a_language_is_read_as_the_language_first_and_as_a_name_next():
    first, second = readings(SearchRequest(text="somali hassan"), TODAY)
    assert (first.language, first.from_text, first.search.languages, first.search.words) == (
        "som",
        True,
        ("som",),
        ("hassan",),
    )
    assert (second.language, second.from_text, second.search.languages) == (None, False, ())
    assert second.search.words == ("somali", "hassan")


def test_words_that_name_no_language_are_read_in_one_way():
    (only,) = readings(SearchRequest(text="Yonas  TEKLE"), TODAY)
    assert (only.language, only.search.words) == (None, ("yonas", "tekle"))


def test_a_language_that_is_chosen_leaves_the_whole_text_to_names():
    (only,) = readings(SearchRequest(text="somali 14 207", language="ARB"), TODAY)
    assert (only.language, only.from_text, only.search.languages) == ("ara", False, ("ara",))
    assert only.search.words == ("somali", "14207")


@pytest.mark.parametrize(
    ("code", "searched"),
    [("bos", ("bos", "hbs")), ("hbs", ("hbs",)), ("ces", ("ces", "ces-slk")), ("som", ("som",))],
)
def test_a_language_is_searched_with_the_bundles_that_hold_it(code, searched):
    assert readings(SearchRequest(language=code), TODAY)[0].search.languages == searched


def test_a_county_is_searched_alone_or_with_its_neighbours():
    assert readings(SearchRequest(county="oslo"), TODAY)[0].search.counties == ("03",)
    assert readings(SearchRequest(county="03", neighbours=True), TODAY)[0].search.counties == ("03", "32", "33")
    assert readings(SearchRequest(neighbours=True), TODAY)[0].search.counties == ()


def test_without_a_date_today_counts():
    assert readings(SearchRequest(), TODAY)[0].search.on == TODAY
    assert readings(SearchRequest(on=date(2019, 1, 1)), TODAY)[0].search.on == date(2019, 1, 1)


def test_every_filter_is_passed_on():
    request = SearchRequest(
        min_category=Category.C, gender=FEMALE, capacity=Capacity.PART_TIME, kind=Kind.SIGN, order=Order.NAME
    )
    search = readings(request, TODAY)[0].search
    assert (search.min_category, search.gender, search.capacity, search.kind, search.order) == (
        Category.C,
        FEMALE,
        Capacity.PART_TIME,
        Kind.SIGN,
        Order.NAME,
    )


@pytest.mark.parametrize(
    "asked", [{"language": "xyz"}, {"language": "norsk"}, {"county": "Atlantis"}, {"county": "99"}]
)
def test_an_unknown_language_or_county_is_told(profile, asked):
    with pytest.raises(UserError):
        find_interpreters(profile, SearchRequest(**asked), TODAY)


def test_a_county_that_was_divided_is_asked_for(profile):
    with pytest.raises(AmbiguousCounty):
        find_interpreters(profile, SearchRequest(county="Viken"), TODAY)


@given(st.text(max_size=40))
def test_any_text_is_understood_somehow(text):
    assert readings(SearchRequest(text=text), TODAY)


# Finding


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("somali", ["Amina Ali", "Yonas Tekle"]),
        ("somalisk", ["Amina Ali", "Yonas Tekle"]),
        ("som", ["Amina Ali", "Yonas Tekle"]),
        ("somali amina", ["Amina Ali"]),
        ("somali hassan", ["Somali Hassan"]),
        ("bosnisk", ["Ivana Kovačević", "Mirza Hodžić"]),
        ("mei lin", ["Mei Lin"]),
        ("10003", ["Åse Sørensen"]),
        ("10 003", ["Åse Sørensen"]),
        ("sorensen", ["Åse Sørensen"]),
        ("hodzic", ["Mirza Hodžić"]),
        ("yonas amina", []),
        ("tigist", []),
        ("tigrinja", []),
    ],
)
def test_a_text_finds_people_by_language_name_and_number(profile, text, found):
    assert names(profile, text) == found


def test_the_answer_says_how_the_text_was_read(profile):
    as_language = find_interpreters(profile, SearchRequest(text="somali"), TODAY).reading
    as_name = find_interpreters(profile, SearchRequest(text="somali hassan"), TODAY).reading
    assert (as_language.language, as_language.from_text) == ("som", True)
    assert (as_name.language, as_name.from_text) == (None, False)


def test_a_text_that_finds_nobody_is_answered_by_its_likeliest_reading(profile):
    page = find_interpreters(profile, SearchRequest(text="somali zzzzz"), TODAY)
    assert (page.rows, page.reading.language, page.reading.corrected) == ((), "som", False)


@pytest.mark.parametrize(
    ("text", "found", "read_as"),
    [
        ("tekel", ["Yonas Tekle"], ("tekle",)),
        ("somali aminna", ["Amina Ali"], ("amina",)),
        ("kovacevitsch", [], ("kovacevitsch",)),
        ("kovacevick", ["Ivana Kovačević"], ("kovacevic",)),
        ("yon", ["Yonas Tekle"], ("yon",)),
        ("10009", [], ("10009",)),
    ],
)
def test_a_name_with_a_typing_mistake_is_read_as_the_nearest_name(profile, text, found, read_as):
    page = find_interpreters(profile, SearchRequest(text=text), TODAY)
    assert [who.name for who in page.rows] == found
    assert page.reading.search.words == read_as
    assert page.reading.corrected is (read_as != tuple(text.split()[-1:]))


def test_the_nearest_name_is_looked_for_only_where_nobody_is_found(profile):
    assert not find_interpreters(profile, SearchRequest(text="ali"), TODAY).reading.corrected


def test_a_corrected_name_keeps_the_other_filters(profile):
    assert names(profile, "tekel", county="46") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"county": "03"}, ["Ivana Kovačević", "Mirza Hodžić", "Yonas Tekle"]),
        ({"county": "03", "neighbours": True}, ["Amina Ali", "Ivana Kovačević", "Mirza Hodžić", "Yonas Tekle"]),
        ({"gender": MALE}, ["Somali Hassan", "Yonas Tekle"]),
        ({"capacity": Capacity.FULL_TIME}, ["Yonas Tekle"]),
        ({"kind": Kind.SIGN}, ["Åse Sørensen"]),
        ({"kind": Kind.DEAFBLIND}, []),
        ({"min_category": Category.A}, ["Mei Lin"]),
        ({"language": "som", "min_category": Category.C}, ["Yonas Tekle"]),
        ({"language": "bos", "min_category": Category.D}, ["Ivana Kovačević", "Mirza Hodžić"]),
        ({"language": "hbs", "min_category": Category.B}, ["Ivana Kovačević"]),
        ({"language": "som", "county": "03", "gender": FEMALE}, []),
        ({"language": "tir", "on": date(2019, 6, 1)}, ["Tigist Haile"]),
        ({"language": "tir"}, []),
    ],
)
def test_filters_narrow_the_search(profile, asked, found):
    assert names(profile, **asked) == found


def test_further_pages_follow_the_first_and_name_everybody_once(profile):
    first = find_interpreters(profile, SearchRequest(), TODAY, limit=3)
    rows = [
        *first.rows,
        *more_interpreters(profile, first.reading, offset=3, limit=3).rows,
        *more_interpreters(profile, first.reading, offset=6, limit=3).rows,
    ]
    assert len(first.rows) == 3
    assert len({who.id for who in rows}) == len(rows) == count_found(profile, first.reading) == 7
    assert tuple(rows) == find_interpreters(profile, SearchRequest(), TODAY).rows


def test_a_page_beyond_the_end_is_empty_and_keeps_its_reading(profile):
    reading = find_interpreters(profile, SearchRequest(text="somali"), TODAY).reading
    page = more_interpreters(profile, reading, offset=PAGE)
    assert (page.rows, page.reading) == ((), reading)


@pytest.mark.parametrize(
    "stopped",
    [
        lambda profile, reading: find_interpreters(profile, SearchRequest(), TODAY, cancelled=lambda: True),
        lambda profile, reading: more_interpreters(profile, reading, offset=1, cancelled=lambda: True),
        lambda profile, reading: count_found(profile, reading, lambda: True),
        lambda profile, reading: count_choices(profile, reading, lambda: True),
        lambda profile, reading: climb(profile, SearchRequest(county="03"), TODAY, lambda: True),
    ],
    ids=["find", "more", "count", "choices", "help"],
)
def test_a_search_that_is_stopped_raises_cancelled(profile, monkeypatch, stopped):
    monkeypatch.setattr("interpreter_app.store.database.STEPS_BETWEEN_CANCEL_CHECKS", 5)
    with pytest.raises(Cancelled):
        stopped(profile, readings(SearchRequest(), TODAY)[0])


# Counting


def counts(profile, **asked):
    return count_choices(profile, readings(SearchRequest(**asked), TODAY)[0])


def test_each_choice_says_how_many_it_would_leave(profile):
    found = counts(profile)
    assert found.total == 7
    assert found.languages == {
        "ara": 1, "bos": 2, "cmn": 1, "hbs": 2, "hrv": 2, "srp": 2, "cnr": 2, "nsl": 1, "som": 2,
    }  # fmt: skip
    assert found.categories == {"A": 1, "B": 5, "C": 5, "D": 6, "E": 7}
    assert found.counties == {"03": 3, "32": 1, "34": 1, "46": 1, "50": 1}
    assert found.genders == {FEMALE: 3, MALE: 2}
    assert found.capacities == {Capacity.FULL_TIME: 1}
    assert found.kinds == {Kind.SPOKEN: 6, Kind.SIGN: 1}


def test_a_filter_that_is_set_still_counts_its_other_choices(profile):
    found = counts(profile, language="som", county="03", min_category=Category.B)
    assert found.total == 1
    assert found.counties == {"03": 1}
    assert found.languages == {"som": 1, "bos": 2, "hbs": 1, "hrv": 1, "srp": 1, "cnr": 1}
    assert found.categories == {"A": 0, "B": 1, "C": 1, "D": 1, "E": 1}


def test_a_person_found_under_a_member_and_its_bundle_is_counted_once_in_each_choice(profile):
    found = counts(profile, language="bos")
    assert found.total == 2
    assert found.categories == {"A": 0, "B": 2, "C": 2, "D": 2, "E": 2}
    assert found.counties == {"03": 2}
    assert found.kinds == {Kind.SPOKEN: 2}


@pytest.mark.parametrize("asked", [{}, {"language": "som"}, {"language": "bos"}, {"county": "03"}, {"text": "a"}])
def test_a_choice_that_is_made_finds_as_many_as_it_was_counted_for(profile, asked):
    found = counts(profile, **asked)
    request = SearchRequest(**asked)
    for field, choices in (
        ("language", found.languages),
        ("min_category", found.categories),
        ("county", found.counties),
        ("gender", found.genders),
        ("capacity", found.capacities),
        ("kind", found.kinds),
    ):
        for value, count in choices.items():
            chosen = readings(replace(request, **{field: value}), TODAY)[0]
            assert count_found(profile, chosen) == count, (field, value)


@pytest.mark.parametrize("text", ["%", '"', "***", "\0", "_", "'", "-- ;", "😀", "%_*\"'();--"])
def test_signs_that_are_no_words_find_nobody_instead_of_everybody(tmp_path, text):
    profile = profile_with(tmp_path, [person()])
    assert find_interpreters(profile, SearchRequest(text=text), TODAY).rows == ()
    profile.close()
