"""Counties are found by number and name, old ones too, and asked for where they were divided."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.folding import fold
from interpreter_app.domain.places import AmbiguousCounty, county_table

TABLE = county_table()
COUNTIES = {
    "03": "Oslo", "11": "Rogaland", "15": "Møre og Romsdal", "18": "Nordland", "21": "Svalbard", "31": "Østfold",
    "32": "Akershus", "33": "Buskerud", "34": "Innlandet", "39": "Vestfold", "40": "Telemark", "42": "Agder",
    "46": "Vestland", "50": "Trøndelag", "55": "Troms", "56": "Finnmark",
}  # fmt: skip
NEIGHBOURS = {
    "03": "32 33", "11": "40 42 46", "15": "34 46 50", "18": "50 55", "21": "", "31": "32", "32": "03 31 33 34",
    "33": "03 32 34 39 40 46", "34": "15 32 33 46 50", "39": "33 40", "40": "11 33 39 42 46", "42": "11 40",
    "46": "11 15 33 34 40", "50": "15 18 34", "55": "18 56", "56": "55",
}  # fmt: skip
FORMER = {
    "01": "31", "02": "32", "04": "34", "05": "34", "06": "33", "07": "39", "08": "40", "09": "42", "10": "42",
    "12": "46", "13": "46", "14": "46", "16": "50", "17": "50", "19": "55", "20": "56",
    "Hedmark": "34", "Oppland": "34", "Aust-Agder": "42", "Vest-Agder": "42", "Hordaland": "46", "Bergen": "46",
    "Sogn og Fjordane": "46", "Sør-Trøndelag": "50", "Nord-Trøndelag": "50",
}  # fmt: skip
DIVIDED = {
    "30": "31 32 33", "Viken": "31 32 33", "38": "39 40", "Vestfold og Telemark": "39 40", "54": "55 56",
    "Troms og Finnmark": "55 56", "Romsa ja Finnmárku": "55 56",
}  # fmt: skip


def test_there_are_fifteen_counties_and_svalbard():
    assert {county.code: county.name("nb") for county in TABLE.counties} == COUNTIES


@pytest.mark.parametrize(("code", "name"), COUNTIES.items())
def test_a_county_is_found_by_number_and_by_name(code, name):
    assert TABLE.get(code) is TABLE.get(name) is TABLE.get(name.upper())
    assert TABLE.get(code).code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Romsa", "55"),
        ("Tromssa", "55"),
        ("Finnmárku", "56"),
        ("Finmarkku", "56"),
        ("Trööndelage", "50"),
        ("Nordlánnda", "18"),
        ("Nordlaante", "18"),
        ("Troms – Romsa – Tromssa", "55"),
        ("more og romsdal", "15"),
    ],
)
def test_a_county_is_found_by_its_parallel_names(name, code):
    assert TABLE.get(name).code == code


def test_a_number_that_lost_its_nought_is_read_as_written_in_full():
    assert TABLE.get("3").code == "03"


@pytest.mark.parametrize(("old", "code"), FORMER.items())
def test_an_old_number_or_name_gives_the_county_that_took_over(old, code):
    assert TABLE.get(old).code == code


@pytest.mark.parametrize(("old", "codes"), DIVIDED.items())
def test_a_county_since_divided_must_be_chosen(old, codes):
    with pytest.raises(AmbiguousCounty) as raised:
        TABLE.get(old)
    assert " ".join(county.code for county in raised.value.choices) == codes
    assert all(county.name("nb") in str(raised.value) for county in raised.value.choices)
    assert old in str(raised.value)


@pytest.mark.parametrize("unknown", ["", "99", "Atlantis", "0", "Oslo Akershus"])
def test_what_is_no_county_is_refused(unknown):
    with pytest.raises(UserError, match=r"is no county.*two digits") as raised:
        TABLE.get(unknown)
    assert not isinstance(raised.value, AmbiguousCounty)


@given(st.text())
def test_any_text_gives_a_county_or_is_refused(text):
    with contextlib.suppress(UserError):
        assert TABLE.get(text) in TABLE.counties


@pytest.mark.parametrize(("code", "neighbours"), NEIGHBOURS.items())
def test_neighbours_share_a_border_on_land(code, neighbours):
    assert " ".join(TABLE.neighbours(code)) == neighbours


def test_being_neighbours_is_mutual():
    for county in TABLE.counties:
        assert county.code not in county.neighbours
        for other in county.neighbours:
            assert county.code in TABLE.neighbours(other)


def test_neighbours_are_found_by_name_too():
    assert TABLE.neighbours("Oslo") == ("32", "33")


def test_no_number_or_name_of_today_means_another_county():
    owners: dict[str, set[str]] = {}
    for county in TABLE.counties:
        for key in (county.code, *county.names.values(), *county.other_names):
            owners.setdefault(fold(key), set()).add(county.code)
    assert {key: codes for key, codes in owners.items() if len(codes) > 1} == {}


def test_a_former_county_lies_in_counties_of_today():
    codes = {county.code for county in TABLE.counties}
    for former in TABLE.former:
        assert former.code not in codes
        assert former.now
        assert {*former.now, *former.moved} <= codes
        assert not set(former.now) & set(former.moved)


def test_municipalities_that_went_elsewhere_are_told():
    moved = {former.name: former.moved for former in TABLE.former if former.moved}
    assert moved["Oppland"] == {"32": ("Jevnaker", "Lunner")}
    assert set(moved) == {"Østfold", "Oppland", "Buskerud", "Vestfold", "Sogn og Fjordane"}


def test_the_population_adds_up_to_that_of_the_country():
    assert sum(county.population for county in TABLE.counties if county.code != "21") == 5_550_203
