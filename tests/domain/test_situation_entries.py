"""Booking situations are read strictly from JSON: whole, or refused with the place."""

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.situation_entries import read_situation, read_situations
from interpreter_app.domain.situations import Body, Proposed, Sector
from tests.domain.test_guidance import situations
from tests.support.situations import situation_data

TODAY = date(2026, 6, 30)
LEAST = {
    "body": "public",
    "sector": "health",
    "norwegian_involved": True,
    "duty_in_other_act": False,
    "needed": True,
}
NO_SHOW = {"told_of_booking": True, "told_of_fee": False, "cost": 1400}


def read(document):
    return read_situations(json.dumps(document).encode(), TODAY)


def situation(**fields):
    return read(LEAST | fields).entries[0].situation


def refusal(document):
    with pytest.raises(UserError) as refused:
        read(document)
    return str(refused.value)


def test_what_is_not_said_is_the_ordinary_case_of_today():
    found = situation()
    assert (found.body, found.sector, found.day) == (Body.PUBLIC, Sector.HEALTH, TODAY)
    assert (found.proposed, found.can_wait, found.emergency, found.strong_reasons) == (
        Proposed.NONE,
        True,
        False,
        False,
    )
    assert (found.criminal_case, found.child_defensible, found.proposed_birth_date) == (False, False, None)
    assert found.no_show is None


@pytest.mark.parametrize("shape", [LEAST, {"situation": LEAST}, {"name": "one", "situation": LEAST, "expect": {}}])
def test_a_situation_may_stand_bare_or_with_a_name(shape):
    alone, listed = read(shape), read([shape, shape])
    assert (alone.is_list, len(alone.entries)) == (False, 1)
    assert (listed.is_list, len(listed.entries)) == (True, 2)
    assert alone.entries[0].name == shape.get("name")
    assert alone.entries[0].situation == situation()


@pytest.mark.parametrize("entry", [{"name": "one"}, {"expect": {}}, {"name": "one", "situation": None}])
def test_an_entry_with_a_name_must_hold_a_situation(entry):
    assert refusal([LEAST, entry]).startswith("[1].situation is missing.")


def test_an_empty_list_has_no_situations():
    assert read([]).entries == ()


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (None, False),
        ("", False),
        ("  ", False),
        ("\u200b", False),
        ("—", False),
        ("the only one who knows the dialect", True),
        ("ئەم", True),
        (True, True),
        (False, False),
    ],
)
def test_strong_reasons_are_given_in_words_or_as_true(given_, expected):
    assert situation(strong_reasons=given_).strong_reasons is expected


def test_a_no_show_is_read_with_its_cost():
    found = situation(no_show=NO_SHOW | {"cost": 812.5}).no_show
    assert (found.told_of_booking, found.told_of_fee, found.cost) == (True, False, Decimal("812.5"))


@pytest.mark.parametrize("name", LEAST)
def test_what_decides_the_duty_must_be_said(name):
    assert refusal([{key: value for key, value in LEAST.items() if key != name}]).startswith(f"[0].{name} is missing.")


def test_in_conciliation_it_must_be_said_whether_the_case_is_criminal():
    assert refusal(LEAST | {"sector": "conciliation"}).startswith("criminal_case is missing.")
    assert situation(sector="conciliation", criminal_case=True).criminal_case


@pytest.mark.parametrize(
    ("fields", "place", "word"),
    [
        ({"body": "municipality"}, "body", "private_kindergarten"),
        ({"sector": "hospital"}, "sector", "child_welfare_board"),
        ({"proposed": "friend"}, "proposed", "adult_relative"),
        ({"needed": "yes"}, "needed", "true or false"),
        ({"can_wait": 1}, "can_wait", "true or false"),
        ({"date": "1.6.2026"}, "date", "2026-06-01"),
        ({"date": "2026-02-30"}, "date", "2026-06-01"),
        ({"strong_reasons": 3}, "strong_reasons", "reasons in words, not 3"),
        ({"strong_reasons": "false"}, "strong_reasons", 'reasons in words, not "false"'),
        ({"strong_reasons": " TRUE"}, "strong_reasons", 'reasons in words, not " TRUE"'),
        ({"body": ""}, "body", 'cannot be "".'),
        ({"needed": "true"}, "needed", 'not "true"'),
        ({"proposed_birth_date": "2026-07-01"}, "proposed_birth_date", "2026-06-30"),
        ({"no_show": True}, "no_show", "object"),
        ({"no_show": {"told_of_booking": True, "told_of_fee": True}}, "no_show.cost", "missing"),
        ({"no_show": NO_SHOW | {"cost": -1}}, "no_show.cost", "from 0"),
        ({"no_show": NO_SHOW | {"cost": 10_000_001}}, "no_show.cost", "10000000"),
        ({"no_show": NO_SHOW | {"cost": "1400"}}, "no_show.cost", "number"),
        ({"no_show": NO_SHOW | {"paid": True}}, "no_show.paid", "told_of_fee"),
        ({"urgent": True}, "urgent", "can_wait"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(fields, place, word):
    said = refusal([LEAST, {"situation": LEAST | fields}])
    assert said.startswith(f"[1].situation.{place} ")
    assert word in said


@pytest.mark.parametrize("document", ["text", 3, None, [None], {"situation": None}, {"situation": LEAST, "on": "x"}])
def test_what_is_no_situation_at_all_is_refused(document):
    refusal(document)


@given(situations)
def test_a_situation_is_read_back_as_it_was_written(one):
    if one.proposed_birth_date and one.proposed_birth_date > one.day:
        return
    assert read_situation(situation_data(one), "", TODAY) == one


@given(st.binary(max_size=40) | st.from_type(dict).map(lambda value: json.dumps(value, default=str).encode()))
def test_nothing_but_a_refusal_comes_of_what_is_no_situation(content):
    with suppress(UserError):
        read_situations(content, TODAY)
