"""Whoever is shortlisted comes on the list of the assignment that is meant, and never on one of another."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.call_lists import Answer, CallList, Need
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.private_notes import Mark
from interpreter_app.domain.situations import Method
from interpreter_app.use_cases.call_lists import (
    Shortlisted,
    add_by_number,
    begin_call_list,
    change_call_list,
    change_need,
    get_call_list,
    list_call_lists,
    shortlist,
)
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.private_notes import write_note
from tests.support.call_lists import NOW, attempt, need, whole_need
from tests.support.registers import person, profile_with, record_id

TODAY = NOW.date()


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = profile_with(tmp_path, [person("Anna Aas", 1, ["som"]), person("Gro Haug", 7, ["som", "ara"])])
    yield made
    made.close()


@pytest.fixture
def screen(profile: Profile, new_id: Callable[[], str]) -> CallList:
    """A list for 23 November by screen."""
    return begin_call_list(profile, whole_need(), now=NOW, new_id=new_id)


@pytest.fixture
def put(profile: Profile, new_id: Callable[[], str]) -> Callable[..., Shortlisted]:
    """Puts people on lists by number, for what the guide asked."""
    minutes = count(30)

    def put_(number: int, language: str | None = "som", meant: str | None = None, **asked: object) -> Shortlisted:
        def known(wanted: Need) -> Need:
            return replace(wanted, **asked)  # type: ignore[arg-type]

        now = NOW + timedelta(minutes=next(minutes))
        id_ = record_id(f"p{number}")
        return shortlist(profile, id_, language, None, today=TODAY, now=now, new_id=new_id, known=known, meant=meant)

    return put_


def agree_with_anna(profile: Profile, id_: str) -> None:
    add_by_number(profile, id_, [1], today=TODAY, now=NOW)
    anna = record_id("p1")
    said = replace(attempt(rules.require_called(get_call_list(profile, id_), anna), Answer.CAN))
    change_call_list(profile, id_, lambda one: rules.agree(rules.log_attempt(one, said), anna, NOW), now=NOW)


def test_another_assignment_begins_a_list_of_its_own_and_the_next_ones_come_on_that(profile, screen, put):
    first = put(1, day=TODAY, method=Method.ON_SITE)
    second = put(7, day=TODAY, method=Method.ON_SITE)
    assert (first.began, second.began) == (True, False)
    assert second.call_list.id == first.call_list.id != screen.id
    assert first.call_list.need == need(day=TODAY, method=Method.ON_SITE)
    assert get_call_list(profile, screen.id) == screen


def test_for_the_same_day_and_method_the_list_there_is_is_taken(screen, put):
    assert put(1, day=screen.need.on, method=Method.SCREEN).call_list.id == screen.id


def test_an_agreed_list_takes_nobody_more(profile, screen, put):
    agree_with_anna(profile, screen.id)
    before = get_call_list(profile, screen.id)
    done = put(7)
    assert done.began
    assert get_call_list(profile, screen.id) == before


def test_an_agreed_list_says_nothing_of_what_is_looked_for_next(profile, screen, put):
    agree_with_anna(profile, screen.id)
    assert put(7, None).call_list.need.language != "som"


def test_the_list_that_is_meant_takes_people_though_its_need_was_changed_since(profile, screen, put):
    begun = put(1, day=TODAY, method=Method.ON_SITE).call_list
    change_need(profile, begun.id, replace(begun.need, method=Method.TELEPHONE), now=NOW)
    assert put(7, meant=begun.id, day=TODAY, method=Method.ON_SITE).call_list.id == begun.id


def test_the_list_that_is_meant_goes_before_a_newer_one(screen, put):
    put(1, day=TODAY, method=Method.ON_SITE)
    assert put(7, meant=screen.id).call_list.id == screen.id
    assert put(7, None, meant=screen.id).call_list.id == screen.id


def test_a_list_that_is_meant_and_agreed_is_not_taken(profile, screen, put):
    agree_with_anna(profile, screen.id)
    assert put(7, meant=screen.id).began
    assert len(list_call_lists(profile)) == 2


def test_a_private_note_comes_with_who_was_shortlisted_and_not_into_the_list(profile, put):
    noted = write_note(profile, record_id("p1"), [Mark.DO_NOT_USE], "Ring aldri", NOW)
    done = put(1)
    assert done.note == noted
    assert put(7).note is None
    assert "Ring aldri" not in str(done.call_list)


def test_nobody_is_added_to_a_current_list_that_is_settled_unless_it_is_named(profile, screen):
    agree_with_anna(profile, screen.id)
    with pytest.raises(UserError, match=f"On the newest call list, {screen.id}, nobody is looked for any more"):
        add_by_number(profile, None, [7], today=TODAY, now=NOW)
    assert len(add_by_number(profile, screen.id, [7], today=TODAY, now=NOW).people) == 2


@pytest.mark.parametrize(("days", "is_over"), [(3, False), (4, True)])
def test_a_current_list_is_settled_the_day_after_it_was_needed(profile, screen, days, is_over):
    today = TODAY + timedelta(days=days)
    if is_over:
        with pytest.raises(UserError, match="its day is over"):
            add_by_number(profile, None, [1], today=today, now=NOW)
    else:
        assert add_by_number(profile, None, [1], today=today, now=NOW).people
