"""Who finds nobody, or too few, is led on step by step in the order of the guidance, and never to another language."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.qualifications import EvidenceType
from interpreter_app.use_cases.find_interpreters import SearchRequest, find_interpreters
from interpreter_app.use_cases.ladder import ENOUGH, LanguageState, climb
from tests.support.registers import TODAY, authorised, bachelor, bilingual_and_tao, credits_30, person, profile_with

FEMALE, MALE = Gender.FEMALE, Gender.MALE
FULL, PART = Capacity.FULL_TIME, Capacity.PART_TIME
A, B, C, D, E = Category
ENDED = [(date(2016, 1, 1), date(2020, 1, 1))]


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """A small register; nothing in these tests changes it."""
    people = [
        person("Yonas Tekle", 10001, county="03", gender=MALE, capacity=FULL),
        person("Amina Ali", 10002, evidence=[credits_30()], county="32", gender=FEMALE),
        person("Åse Sørensen", 10003, [("nsl", Kind.SIGN), ("nsl", Kind.DEAFBLIND)], county="46", gender=FEMALE),
        person("Ivana Kovačević", 10004, ["hbs"], county="03", gender=FEMALE),
        person("Somali Hassan", 10006, ["ara"], bilingual_and_tao("ara"), county="50", gender=MALE),
        person("Tigist Haile", 10008, ["tir"], [bachelor("tir"), authorised("tir", date(2011, 5, 2))], ENDED),
        person("Selam Araya", 10009, ["tir"], [bachelor("tir", date(2018, 6, 1))], [(date(2018, 7, 1), TODAY)]),
        person("Late Comer", 10010, ["kat"], [bachelor("kat")], [(date(2027, 1, 1), None)]),
        person("None Yet", 10011, ["pol"], []),
    ]
    opened = profile_with(tmp_path_factory.mktemp("ladder"), people)
    yield opened
    opened.close()


def steps(profile, **asked) -> list[tuple[str, int, int]]:
    return [(step.way, step.count, step.more) for step in climb(profile, SearchRequest(**asked), TODAY).steps]


def also(profile, **asked) -> list[tuple[str, int]]:
    return [(step.way, step.count) for step in climb(profile, SearchRequest(**asked), TODAY).also]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"language": "som", "county": "33"}, [("neighbours", 2, 2), ("country", 2, 0)]),
        ({"language": "som", "county": "33", "neighbours": True}, [("country", 2, 0)]),
        ({"language": "som", "county": "46"}, [("neighbours", 0, 0), ("country", 2, 2)]),
        ({"language": "som", "min_category": C}, [("category", 2, 1), ("category", 2, 0)]),
        ({"language": "som", "min_category": E}, []),
        ({"language": "som", "capacity": Capacity.OCCASIONAL}, [("capacity", 2, 2)]),
        (
            {"language": "som", "county": "03", "min_category": A, "capacity": PART},
            [("neighbours", 0, 0), ("country", 0, 0), *[("category", 0, 0)] * 4, ("capacity", 2, 2)],
        ),
        ({"language": "som"}, []),
        ({"text": "nobody at all"}, []),
    ],
)
def test_each_step_keeps_what_those_before_it_opened_and_says_how_many_more(profile, asked, expected):
    assert steps(profile, **asked) == expected


def test_the_category_is_lowered_one_at_a_time(profile):
    climbed = climb(profile, SearchRequest(language="som", min_category=A), TODAY)
    assert [(step.request.min_category, step.count) for step in climbed.steps] == [(B, 1), (C, 1), (D, 2), (E, 2)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"language": "nsl", "gender": MALE}, [("gender", 1)]),
        ({"language": "nsl", "kind": Kind.DEAFBLIND, "gender": MALE}, [("gender", 0), ("kind", 0), ("all", 1)]),
        ({"language": "som", "text": "tekla"}, [("text", 2)]),
        ({"language": "som", "text": "tekla", "county": "03"}, [("text", 1)]),
        ({"language": "som", "gender": FEMALE, "county": "46"}, [("gender", 0), ("all", 2)]),
        ({"language": "som", "county": "03", "min_category": A}, []),
    ],
)
def test_what_the_person_demands_is_no_step_and_is_offered_apart(profile, asked, expected):
    assert also(profile, **asked) == expected


def test_gender_and_kind_stay_as_they_are_on_every_step(profile):
    request = SearchRequest(county="33", min_category=B, capacity=PART, gender=FEMALE, kind=Kind.SPOKEN)
    climbed = climb(profile, request, TODAY)
    assert {(step.request.gender, step.request.kind) for step in climbed.steps} == {(FEMALE, Kind.SPOKEN)}


COUNTIES = st.sampled_from([None, "03", "33", "46", "21"])
REQUESTS = st.builds(
    SearchRequest,
    language=st.sampled_from([None, "som", "nsl", "ara", "bos", "tir"]),
    text=st.sampled_from(["", "tekle", "somali", "somali hassan"]),
    county=COUNTIES,
    min_category=st.sampled_from([None, *Category]),
    capacity=st.sampled_from([None, *Capacity]),
    gender=st.sampled_from([None, FEMALE, MALE]),
    kind=st.sampled_from([None, *Kind]),
)


@given(REQUESTS)
def test_the_language_is_never_swapped_and_no_step_finds_fewer(profile, request):
    climbed = climb(profile, request, TODAY)
    count = climbed.count
    for step in climbed.steps:
        assert (step.request.language, step.request.text) == (request.language, request.text)
        assert step.count == count + step.more >= count
        count = step.count
    assert len({step.request for step in climbed.steps} | {request}) == len(climbed.steps) + 1


@given(REQUESTS)
def test_what_is_counted_can_be_asked(profile, request):
    for step in climb(profile, replace(request, text=""), TODAY).helpful:
        assert len(find_interpreters(profile, step.request, TODAY).rows) == step.count > 0


def test_a_text_is_read_as_the_search_reads_it(profile):
    climbed = climb(profile, SearchRequest(text="somali hassan", county="03"), TODAY)
    assert (climbed.count, [step.count for step in climbed.steps]) == (0, [0, 0])
    assert climb(profile, SearchRequest(text="somali hassan"), TODAY).count == 1


@pytest.mark.parametrize(("count", "enough"), [(2, False), (3, True)])
def test_three_are_enough_to_choose_from(profile, count, enough):
    request = SearchRequest(language="som") if count < ENOUGH else SearchRequest(county="03")
    climbed = climb(profile, replace(request, county=None) if enough else request, TODAY)
    assert (climbed.count >= count, climbed.enough) == (True, enough)


def language(profile, code: str, on: date | None = None) -> LanguageState | None:
    return climb(profile, SearchRequest(language=code, county="03", on=on), TODAY).language


def test_a_language_that_somebody_has_anywhere_is_not_without_anybody(profile):
    assert language(profile, "som") == LanguageState("som", anybody=True)
    assert language(profile, "bos") == LanguageState("bos", anybody=True)


def test_a_language_without_anybody_says_since_when_and_what_people_have_had(profile):
    state = language(profile, "tir")
    assert (state.anybody, state.since) == (False, TODAY)
    assert [(one.type, one.first, one.last, one.people) for one in state.schemes] == [
        (EvidenceType.STATE_AUTHORISATION, date(2011, 5, 2), date(2011, 5, 2), 1),
        (EvidenceType.BACHELOR, date(2015, 6, 1), date(2018, 6, 1), 2),
    ]


def test_on_the_last_day_of_a_listing_there_is_still_somebody(profile):
    assert language(profile, "tir", on=date(2026, 6, 29)).anybody


@pytest.mark.parametrize("code", ["tha", "kat", "pol"])
def test_a_language_that_never_had_anybody_with_a_category_has_no_day(profile, code):
    assert language(profile, code) == LanguageState(code, anybody=False)


def test_before_the_first_was_listed_nothing_is_said_of_later_days(profile):
    assert language(profile, "tir", on=date(2015, 1, 1)) == LanguageState("tir", anybody=False)


def test_without_a_language_nothing_is_said_of_one(profile):
    assert climb(profile, SearchRequest(county="03"), TODAY).language is None


def test_a_language_in_the_text_is_told_of(profile):
    assert climb(profile, SearchRequest(text="tigrinja"), TODAY).language.code == "tir"


def test_an_unknown_county_is_refused(profile):
    with pytest.raises(UserError):
        climb(profile, SearchRequest(county="99"), TODAY)
