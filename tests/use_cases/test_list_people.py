"""The list of all people: listed and not, filtered and sorted, with what a row of it shows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.people_lists import Listed, SortBy
from interpreter_app.domain.places import county_table
from interpreter_app.use_cases.edit_person import add_language, change_person, list_person, remove_language
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.list_people import PeopleRequest, addresses_of, count_people, list_people, read_rows
from tests.support.desktop import evidence_for
from tests.support.desktop_staff import add_person
from tests.support.registers import TODAY, person, profile_with, record_id
from tests.support.staff import Desk

COUNTIES = sorted((one.code for one in county_table().counties), key=lambda code: county_table().get(code).name("nb"))
GONE = ((date(2016, 1, 1), date(2020, 1, 1)),)
PEOPLE = [
    person("Åse Ås", 10001, ["som"], evidence_for("A", "som"), county="55", phone="00000001", email="ase@example.no"),
    person("Bo Berg", 10002, ["pol"], evidence_for("C", "pol"), county="03", email="BO@example.no", listed=GONE),
    person("Ada Ås", 10003, ["pol", "som"], evidence_for("D", "pol"), county="46", email="ase@example.no"),
    person("Cai Dahl", 10004, [], [], listed=()),
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.over(tmp_path, PEOPLE)


def numbers(desk: Desk, search: SearchRequest | None = None, **request: object) -> list[int]:
    """The last digit of the register numbers on the list."""
    wanted = PeopleRequest(search=search or SearchRequest(), **request)  # type: ignore[arg-type]
    ids = list_people(desk.profile, wanted, COUNTIES, TODAY)
    known = {record_id(f"p{number}"): number - 10000 for number in range(10001, 10010)}
    return [known[id_] for id_ in ids]


@pytest.mark.parametrize(
    ("listed", "found"), [(Listed.ALL, [3, 2, 4, 1]), (Listed.LISTED, [3, 1]), (Listed.NOT_LISTED, [2, 4])]
)
def test_who_is_listed_who_is_not_and_everybody_by_norwegian_name(desk, listed, found):
    assert numbers(desk, listed=listed) == found


@pytest.mark.parametrize(
    ("by", "descending", "found"),
    [
        (SortBy.NUMBER, False, [1, 2, 3, 4]),
        (SortBy.NUMBER, True, [4, 3, 2, 1]),
        (SortBy.COUNTY, False, [2, 1, 3, 4]),
        (SortBy.COUNTY, True, [3, 1, 2, 4]),
        (SortBy.PHONE, False, [1, 3, 2, 4]),
    ],
)
def test_columns_sort_with_what_is_empty_last(desk, by, descending, found):
    assert numbers(desk, by=by, descending=descending) == found


def test_the_day_decides_who_is_listed(desk):
    assert numbers(desk, SearchRequest(on=date(2019, 12, 31)), listed=Listed.LISTED) == [3, 2, 1]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (SearchRequest(text="ås"), [3, 1]),
        (SearchRequest(text="10004"), [4]),
        (SearchRequest(text="polsk"), [3, 2]),
        (SearchRequest(language="som"), [3, 1]),
        (SearchRequest(min_category=Category.C), [2, 1]),
        (SearchRequest(county="03"), [2]),
        (SearchRequest(county="55", text="ada"), []),
    ],
)
def test_filters_leave_those_they_fit(desk, search, found):
    assert numbers(desk, search) == found


def test_a_part_of_the_mail_address_or_the_telephone_number_finds_too(desk):
    assert numbers(desk, SearchRequest(text="bo@")) == [2]
    assert numbers(desk, SearchRequest(text="example.NO")) == [3, 2, 1]
    assert numbers(desk, SearchRequest(text="000 00 001")) == [1]
    assert numbers(desk, SearchRequest(text="+47 00000001")) == [1]
    assert numbers(desk, SearchRequest(text="10 003")) == [3]


@pytest.mark.parametrize("text", ["%@", "_@example", "ase@example.no%"])
def test_signs_that_mean_something_in_sql_are_only_signs(desk, text):
    assert numbers(desk, SearchRequest(text=text)) == []


def test_the_category_of_the_day_counts_for_the_listed_and_the_last_one_for_the_others(tmp_path):
    authorised_lately = [*evidence_for("A", "som", 2024)]
    ended = ((date(2016, 1, 1), date(2020, 1, 1)),)
    twice = ((date(2016, 1, 1), date(2020, 1, 1)), (date(2022, 1, 1), None))
    desk = Desk.over(
        tmp_path,
        [
            person("Listed Now", 10001, ["som"], authorised_lately, listed=twice),
            person("Listed Then", 10002, ["som"], evidence_for("C", "som", 2015), listed=ended),
        ],
    )
    before = SearchRequest(min_category=Category.C, on=date(2023, 1, 1))
    assert numbers(desk, before) == [2]
    assert numbers(desk, replace(before, on=None)) == [1, 2]


def test_a_language_counts_that_somebody_was_never_listed_for(tmp_path):
    desk = Desk.over(tmp_path, [person("Never Listed", 10001, ["som"], evidence_for("A", "som"), listed=())])
    assert numbers(desk, SearchRequest(language="som")) == [1]
    assert numbers(desk, SearchRequest(language="som"), listed=Listed.LISTED) == []
    assert numbers(desk, SearchRequest(language="pol")) == []


def test_unsent_edits_decide_which_languages_somebody_has(tmp_path):
    desk = Desk.over(tmp_path, [person("Never Listed", 10001, ["som"], (), listed=())])
    desk.do(lambda who: add_language(who, "pol", new_id=desk.new_id))
    desk.do(lambda who: remove_language(who, "som"))
    assert numbers(desk, SearchRequest(language="pol")) == [1]
    assert numbers(desk, SearchRequest(language="som")) == []


def test_a_new_person_who_is_not_sent_is_on_the_list(desk):
    made = add_person(desk.profile, first_name="Ny", last_name="Aas", county="03", email="ny@example.no")
    wanted = PeopleRequest(unsent=True)
    assert list_people(desk.profile, wanted, COUNTIES, TODAY) == [made.person]
    assert made.person in list_people(desk.profile, PeopleRequest(listed=Listed.NOT_LISTED), COUNTIES, TODAY)
    (row,) = read_rows(desk.profile, [made.person], TODAY)
    assert (row.person.number, row.unsent) == (None, True)


def test_those_who_are_listed_without_any_category_are_found(tmp_path):
    people = [
        person("Has One", 10001, ["som"], evidence_for("E", "som")),
        person("Has None", 10002, ["som"], ()),
        person("Has One Of Two", 10003, ["som", "pol"], evidence_for("D", "pol")),
        person("Not Listed", 10004, ["som"], (), listed=()),
    ]
    assert numbers(Desk.over(tmp_path, people), without_category=True) == [2]


def test_the_best_category_of_what_is_asked_for_sorts(desk):
    assert numbers(desk, by=SortBy.CATEGORY, listed=Listed.LISTED) == [1, 3]
    assert numbers(desk, by=SortBy.CATEGORY, descending=True) == [3, 1, 2, 4]
    both = SearchRequest(language="som")
    assert numbers(desk, both, by=SortBy.CATEGORY) == [1, 3]


def test_the_latest_listing_sorts_with_what_is_not_sent(desk):
    assert numbers(desk, by=SortBy.LISTED_FROM) == [3, 2, 1, 4]
    desk.do(lambda who: list_person(who, date(2026, 1, 1), new_id=desk.new_id), key=10002)
    assert numbers(desk, by=SortBy.LISTED_FROM, descending=True) == [2, 3, 1, 4]


def test_each_choice_is_counted_with_the_other_filters_as_they_are(desk):
    counted = count_people(desk.profile, PeopleRequest(search=SearchRequest(county="03")), TODAY)
    assert counted.total == 1
    assert counted.counties == {"03": 1, "46": 1, "55": 1}
    assert counted.categories[Category.C] == 1
    assert counted.categories[Category.A] == 0
    everybody = count_people(desk.profile, PeopleRequest(), TODAY)
    assert everybody.total == 4
    assert everybody.categories == {
        category: len(numbers(desk, SearchRequest(min_category=category))) for category in Category
    }
    assert everybody.kinds == {kind: len(numbers(desk, SearchRequest(kind=kind))) for kind in Kind}


def test_rows_come_in_the_order_they_are_asked_for(desk):
    ids = [record_id(f"p{number}") for number in (10003, 10001, 10002)]
    assert [row.id for row in read_rows(desk.profile, ids, TODAY)] == ids


def test_a_row_shows_the_categories_of_the_day_the_latest_listing_and_what_is_not_sent(desk):
    desk.do(lambda who: change_person(who, {"place": "Oslo"}), key=10002)
    (row,) = read_rows(desk.profile, [record_id("p10002")], TODAY)
    assert [(one.pair.language, one.category) for one in row.assessments] == [("pol", "C")]
    assert row.listing is not None
    assert row.listing.listed_until == date(2020, 1, 1)
    assert row.unsent
    (other,) = read_rows(desk.profile, [record_id("p10004"), "nobody"], TODAY)
    assert (other.assessments, other.listing, other.unsent) == ((), None, False)


def test_addresses_come_clean_and_each_once(desk):
    ids = [record_id(f"p{number}") for number in (10003, 10001, 10004, 10002)]
    assert addresses_of(desk.profile, ids) == "ase@example.no; BO@example.no"


def test_the_public_has_no_such_list(tmp_path):
    profile = profile_with(tmp_path, PEOPLE)
    with pytest.raises(UserError):
        list_people(profile, PeopleRequest(), COUNTIES, TODAY)
