"""The public look-up: who is listed on a day, and why."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from interpreter_app.domain.authorisations import Withdrawal
from sync.register_server.records import Delete
from tests.support.registers import bachelor, record_id
from tests.support.server import NOW, SHOWN_ADDRESS, fictional_person, operations, put, some_people

pytest_plugins = ["tests.support.server_fixtures"]


def found(served, query: str) -> list[int]:
    answer = served.get(f"/v1/interpreters?{query}")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["total"] == len(body["results"])
    return sorted(person["number"] for person in body["results"])


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [10001, 10002, 10003, 10004, 10005, 10006]),
        ("language=som", [10001, 10002, 10004]),
        ("language=bos", [10003]),
        ("language=som&min_category=C", [10001, 10002]),
        ("county=03", [10001, 10004]),
        ("county=03&neighbours=true", [10001, 10002, 10004]),
        ("gender=F", [10001]),
        ("capacity=full_time", [10002]),
        ("kind=sign", []),
        ("text=sorensen", [10002]),
        ("text=Kova%C4%8D", [10003]),
        ("text=somali", [10001, 10002, 10004]),
        ("text=10005", [10005]),
        ("text=%25", []),
        ("language=som&on=2015-12-31", []),
        ("order=name&limit=200", [10001, 10002, 10003, 10004, 10005, 10006]),
    ],
)
def test_every_filter_finds_the_right_people(asked, query, numbers):
    assert found(asked, query) == numbers


def test_both_databases_find_the_same(served):
    queries = ["language=som&min_category=D&order=name", "text=y", "language=hrv", "county=03&neighbours=true"]
    assert [found(served, query) for query in queries] == [
        [10001, 10002],
        [10001],
        [10003],
        [10001, 10002, 10004],
    ]


def test_the_best_qualified_come_first(asked):
    results = asked.get("/v1/interpreters?language=som").json()["results"]
    assert [person["languages"][0]["category"] for person in results] == ["B", "C", "E"]


def test_pages_follow_each_other_by_their_links(asked):
    path, numbers = "/v1/interpreters?limit=4&order=name", []
    while path:
        page = asked.get(path).json()
        numbers += [person["number"] for person in page["results"]]
        path = page["next"]
    assert len(numbers) == len(set(numbers)) == page["total"] == 6
    assert page["offset"] == 4


def test_a_next_link_keeps_to_the_day(asked):
    link = asked.get("/v1/interpreters?limit=1&language=som").json()["next"]
    assert parse_qs(urlsplit(link).query) == {
        "limit": ["1"],
        "language": ["som"],
        "on": ["2026-06-30"],
        "offset": ["1"],
    }


def test_one_person_is_shown_with_the_reason_and_its_evidence(served):
    authorisation = next(id_ for id_, record in some_people()[1] if type(record).__name__ == "Authorisation")
    gap = Withdrawal(
        interpreter_id=record_id("p10002"),
        authorisation_id=authorisation,
        withdrawn_from=date(2020, 1, 1),
        withdrawn_until=date(2021, 1, 1),
        reason="hemmelig",
    )
    served.store.write([put(record_id("gap"), gap)], "kari", NOW)
    person = served.get("/v1/interpreters/10002").json()
    assert (person["name"], person["address"], person["on"]) == ("Åse Sørensen", None, "2026-06-30")
    assert person["listed"] == [{"from": "2016-01-01", "until": None}]
    assert person["languages"] == [
        {
            "language": "som",
            "kind": "spoken",
            "category": "C",
            "reason": ["state_authorisation"],
            "source": "TF 11",
            "counts": [
                {
                    "type": "state_authorisation",
                    "language": "som",
                    "kind": "spoken",
                    "obtained": "2010-01-01",
                    "credits": None,
                    "institution": "",
                    "periods": [
                        {"from": "2010-01-01", "until": "2020-01-01"},
                        {"from": "2021-01-01", "until": None},
                    ],
                }
            ],
            "does_not_count": [],
        }
    ]


def test_the_category_is_that_of_the_day(served):
    later = fictional_person(20001, evidence=[bachelor("som", date(2025, 1, 1))])
    served.store.write(operations(later), "kari", NOW)
    categories = [
        served.get(f"/v1/interpreters/20001?on={day}").json()["languages"][0]["category"]
        for day in ("2024-12-31", "2025-01-01")
    ]
    assert categories == [None, "B"]


def test_an_address_is_shown_with_consent_only(asked):
    assert asked.get("/v1/interpreters/10005").json()["address"]["address"] == SHOWN_ADDRESS
    assert asked.get("/v1/interpreters/10001").json()["address"] is None


@pytest.mark.parametrize("path", ["/v1/interpreters/10001?on=2015-12-31", "/v1/interpreters/99999"])
def test_who_is_not_listed_that_day_is_not_found(asked, path):
    answer = asked.get(path)
    assert answer.status_code == 404
    assert "not say that a person is not qualified" in answer.json()["detail"]


def test_a_deleted_person_is_not_found(served):
    served.store.write([Delete(record_id("p10001"))], "kari", NOW)
    assert served.get("/v1/interpreters/10001").status_code == 404
    assert 10001 not in found(served, "")


def test_languages_and_counties_are_listed(asked):
    languages = {language["code"]: language for language in asked.get("/v1/languages").json()}
    counties = {county["code"]: county for county in asked.get("/v1/counties").json()}
    assert languages["hbs"]["members"] == ["bos", "hrv", "srp", "cnr"]
    assert languages["nsl"]["sign"] is True
    assert len(counties) == 16
    assert counties["03"]["neighbours"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("language=klingon", "language"),
        ("language=null", "language"),
        ("county=99", "county"),
        ("gender=Q", "gender"),
        ("gender=null", "gender"),
        ("gender=F&gender=M", "gender"),
        ("min_category=F", "min_category"),
        ("capacity=much", "capacity"),
        ("kind=dance", "kind"),
        ("order=worst", "order"),
        ("neighbours=perhaps", "neighbours"),
        ("on=2026-02-30", "on"),
        ("on=today", "on"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("offset=-1", "offset"),
        ("text=" + "a" * 201, "text"),
        ("lang=som", "lang"),
    ],
)
def test_a_bad_parameter_is_named(asked, query, field):
    answer = asked.get(f"/v1/interpreters?{query}")
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_the_choices_are_named(asked):
    assert asked.get("/v1/interpreters?gender=Q").json()["choices"] == ["F", "M", "X"]
    assert "03" in asked.get("/v1/interpreters?county=99").json()["choices"]
    assert "language" in asked.get("/v1/interpreters?lang=som").json()["choices"]
