"""Call lists in the local file."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from interpreter_app.domain.call_lists import Answer, Available, CallList
from interpreter_app.store.call_lists import add_call_list, read_call_list, read_call_lists, replace_call_list
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
