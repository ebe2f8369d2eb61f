"""Call lists in the local file."""

import json
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select, update

from interpreter_app.domain.call_lists import Answer, Available, CallList
from interpreter_app.store.call_lists import (
    add_call_list,
    delete_call_list,
    read_call_list,
    read_call_lists,
    replace_call_list,
)
from interpreter_app.store.tables import call_lists
from tests.support.call_lists import NOW, attempt, call_list, called, whole_need
from tests.support.registers import profile_with


@pytest.fixture
def database(tmp_path):
    profile = profile_with(tmp_path, [])
    yield profile.database
    profile.close()


ANNA = called("Anna Ås", 1)
FULL = call_list(
    replace(ANNA, put_off=NOW),
    called("Bilal", 2, ""),
    log=(
        replace(attempt(ANNA, Answer.LATER, 0, Available(date(2026, 11, 24), time(9, 30))), taken_back=NOW),
        attempt(ANNA, Answer.LATER, 1, Available(date(2026, 11, 24))),
    ),
    need=whole_need(),
    agreed="p2",
    closed=NOW,
)


def test_a_list_is_kept_whole(database):
    with database.write() as connection:
        add_call_list(connection, FULL)
    with database.read() as connection:
        assert read_call_list(connection, "list") == FULL
        assert read_call_list(connection, "other") is None


def test_lists_come_the_newest_first_whatever_the_zone(database):
    older = replace(FULL, id="older", made=NOW - timedelta(minutes=1))
    with database.write() as connection:
        add_call_list(connection, FULL)
        add_call_list(connection, older)
    with database.read() as connection:
        assert [one.id for one in read_call_lists(connection)] == ["list", "older"]


def test_a_list_takes_the_place_of_what_it_was(database):
    changed: CallList = replace(FULL, agreed="", closed=None)
    with database.write() as connection:
        add_call_list(connection, FULL)
        replace_call_list(connection, changed, NOW)
    with database.read() as connection:
        assert read_call_lists(connection) == [changed]


def stored(connection) -> bytes:
    """What the file has of the list."""
    (data,) = connection.scalars(select(call_lists.c.data))
    return data


def test_how_people_are_reached_is_not_kept_and_a_list_that_has_kept_it_still_opens(database):
    with database.write() as connection:
        add_call_list(connection, FULL)
        data = json.loads(stored(connection))
        assert not {"phone", "email", "contact"} & data["people"][0].keys()
        for one in data["people"]:
            one |= {"phone": "+47 000 00 001", "email": "anna@example.no"}
        connection.execute(update(call_lists).values(data=json.dumps(data).encode()))
        assert read_call_list(connection, "list") == FULL
        replace_call_list(connection, FULL, NOW)
        assert b"anna@example.no" not in stored(connection)


def test_of_a_deleted_list_nothing_is_left_but_that_it_was(database):
    other = replace(FULL, id="other")
    with database.write() as connection:
        add_call_list(connection, FULL)
        delete_call_list(connection, "list", NOW)
        assert stored(connection) == b""
        add_call_list(connection, other)
    with database.read() as connection:
        assert read_call_list(connection, "list") is None
        assert read_call_lists(connection) == [other]
