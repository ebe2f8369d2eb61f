"""The list of all people: listed and not, filtered and sorted, with what a row of it shows."""

from datetime import date
from pathlib import Path

import pytest

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.people_lists import Listed, SortBy
from interpreter_app.domain.places import county_table
from interpreter_app.use_cases.edit_person import change_person
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.list_people import PeopleRequest, addresses_of, list_people, read_rows
from tests.support.desktop import evidence_for
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
