"""Somebody who was put off a call list, tried or not, and another language for the list."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.call_list_undo import last_step
from interpreter_app.domain.errors import UserError
from interpreter_app.use_cases.call_lists import (
    add_by_number,
    begin_call_list,
    change_call_list,
    change_need,
    get_call_list,
)
from interpreter_app.use_cases.open_profile import Profile
from tests.support.call_lists import NOW, attempt, need
from tests.support.registers import person, profile_with, record_id

ANNA = record_id("p1")


@pytest.fixture
def profile(tmp_path: Path, new_id) -> Iterator[Profile]:
    """A profile with a list on which Anna is."""
    made = profile_with(tmp_path, [person("Anna Aas", 1, ["som"])])
    begin_call_list(made, need(), now=NOW, new_id=new_id)
    add_by_number(made, None, [1], today=NOW.date(), now=NOW)
    yield made
    made.close()


def remove(profile: Profile) -> None:
    change_call_list(profile, None, lambda one: rules.remove_person(one, ANNA, NOW), now=NOW)


def test_who_was_put_off_is_kept_and_can_be_brought_back(profile):
    before = get_call_list(profile)
    remove(profile)
    assert rules.in_calling_order(get_call_list(profile)) == []
    assert change_call_list(profile, None, lambda one: rules.bring_back(one, ANNA), now=NOW) == before
    assert get_call_list(profile) == before


def test_the_language_changes_once_only_people_who_were_never_tried_were_there_and_they_do_not_come_back(profile):
    with pytest.raises(UserError, match="chosen for another language"):
        change_need(profile, None, need(language="prs"), now=NOW)
    remove(profile)
    after = change_need(profile, None, need(language="prs"), now=NOW)
    assert (after.need.language, after.people, last_step(after)) == ("prs", (), None)


def test_the_language_stays_where_somebody_was_tried(profile):
    tried = replace(attempt(rules.Called(person=ANNA, number=1, name="Anna Aas")), at=NOW)
    change_call_list(profile, None, lambda one: rules.log_attempt(one, tried), now=NOW)
    remove(profile)
    with pytest.raises(UserError, match="chosen for another language"):
        change_need(profile, None, need(language="prs"), now=NOW)


def test_another_need_for_the_same_language_leaves_those_who_can_be_brought_back(profile):
    remove(profile)
    assert last_step(change_need(profile, None, need(minutes=30), now=NOW)) is not None
