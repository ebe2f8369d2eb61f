"""What a person keeps here only is counted, and carried from file to file: nothing lost, nothing twice."""

from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.own_data import NOTHING_OWN, OwnData
from interpreter_app.store.own_data import carry_own
from interpreter_app.use_cases.open_profile import open_profile
from tests.support import own_data as own
from tests.support.registers import person, profile_with

ONE_OF_EACH = OwnData(1, 1, 1, 1)


@pytest.fixture
def source(tmp_path):
    opened = profile_with(tmp_path, [person()], name="source")
    yield opened
    opened.close()


@pytest.fixture
def target(tmp_path):
    opened = profile_with(tmp_path, [person()], name="target")
    yield opened
    opened.close()


def carry(source, target):
    return carry_own(source.database, target.database)


def test_it_is_counted(source):
    assert source.own() == NOTHING_OWN
    own.keep_one_of_each(source)
    assert source.own() == ONE_OF_EACH


def test_a_removed_assignment_is_not_counted(source):
    own.assignment(source, deleted=True)
    assert source.own() == NOTHING_OWN


def test_counts_are_added():
    assert ONE_OF_EACH.plus(OwnData(2, 3, 4, 5)) == OwnData(3, 4, 5, 6)


def test_all_of_it_is_carried_into_an_empty_file(source, target):
    own.keep_one_of_each(source)
    own.assignment(source, "removed", deleted=True)
    before = own.own_rows(source)
    assert carry(source, target) == OwnData(1, 1, 2, 1)
    assert own.own_rows(target) == own.own_rows(source) == before


def test_to_carry_it_again_changes_nothing(source, target):
    own.keep_one_of_each(source)
    carry(source, target)
    before = own.own_rows(target)
    assert carry(source, target) == NOTHING_OWN
    assert own.own_rows(target) == before


def test_to_carry_nothing_changes_nothing(source, target):
    own.keep_one_of_each(target)
    before = own.own_rows(target)
    assert carry(source, target) == NOTHING_OWN
    assert own.own_rows(target) == before


@pytest.mark.parametrize(("theirs", "ours"), [(1, 2), (2, 1), (1, 1)])
def test_where_both_have_it_what_was_changed_last_counts(source, target, theirs, ours):
    for profile, said, hour in ((source, "theirs", theirs), (target, "ours", ours)):
        own.note(profile, said, hour=hour)
        own.call_list(profile, said=said, hour=hour)
        own.assignment(profile, unit=said, hour=hour)
        own.answers(profile, said=said, hour=hour)
    came = carry(source, target)
    expected = own.own_rows(source if theirs > ours else target)
    assert own.own_rows(target) == expected
    assert came == (ONE_OF_EACH if theirs > ours else NOTHING_OWN)
    assert ("theirs" in str(expected)) is (theirs > ours)


def test_times_are_compared_as_times_whatever_zone_they_are_written_in(source, target):
    own.note(source, "later")
    own.note(target, "earlier")
    for profile, changed in ((source, "2026-06-30T13:00:00+00:00"), (target, "2026-06-30T14:30:00+02:00")):
        with profile.database.write() as connection:
            connection.exec_driver_sql("UPDATE private_notes SET changed = ?", (changed,))
    carry(source, target)
    assert own.own_rows(target)["private_notes"][0][2] == "later"


def test_earlier_versions_are_united_in_the_order_of_their_times(source, target):
    for hour, profiles in enumerate([(source, target), (target,), (source,), (target,), (source, target)]):
        for profile in profiles:
            own.version(profile, said=f"{hour}", hour=hour)
    carry(source, target)
    assert [row[3] for row in own.own_rows(target)["assignment_versions"]] == [b"0", b"1", b"2", b"3", b"4"]


def test_of_the_guidance_the_newest_version_that_was_seen_counts(source, target):
    own.seen(source, law=3, nav=1)
    own.seen(target, law=2, court=1, nav=2)
    carry(source, target)
    assert own.own_rows(target)["guidance_seen"] == [("court", 1), ("law", 3), ("nav", 2)]


hours = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), max_size=3)
versions = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 2), st.sampled_from("xy")), max_size=4, unique=True)


@given(hours, hours, versions, versions)
def test_nothing_is_lost_or_doubled_whatever_two_files_hold(tmp_path_factory, theirs, ours, old, new):
    folder = tmp_path_factory.mktemp("own")
    with ExitStack() as stack:
        profiles = []
        for name, changed, said in (("source", theirs, old), ("target", ours, new)):
            profile = open_profile(name, folder / f"{name}.register")
            stack.callback(profile.close)
            for id_, hour in changed.items():
                own.assignment(profile, id_, hour)
            for id_, hour, reason in said:
                own.version(profile, id_, hour=hour, reason=reason)
            profiles.append(profile)
        carry(*profiles)
        found = own.own_rows(profiles[1])
    assert {row[0]: row[13] for row in found["assignments"]} == {
        id_: own.time(max(theirs.get(id_, 0), ours.get(id_, 0))) for id_ in theirs | ours
    }
    kept = [(row[0], row[1], row[2]) for row in found["assignment_versions"]]
    assert sorted(kept) == sorted({(id_, own.time(hour), reason) for id_, hour, reason in [*old, *new]})


def deleted_list(profile, hour: int) -> None:
    own.call_list(profile, said="", hour=hour)


def test_a_deleted_call_list_is_not_counted_and_counts_for_nothing_that_came(source, target):
    deleted_list(source, 1)
    assert source.own() == NOTHING_OWN
    assert carry(source, target) == NOTHING_OWN


@pytest.mark.parametrize("deleted_here", [True, False])
def test_a_call_list_that_was_deleted_is_not_brought_back_by_an_older_copy(source, target, deleted_here):
    deleting, older = (target, source) if deleted_here else (source, target)
    own.call_list(older, said="names", hour=1)
    deleted_list(deleting, 2)
    assert carry(source, target).call_lists == 0
    assert target.own().call_lists == 0
    assert b"names" not in [row[-1] for row in own.own_rows(target)["call_lists"]]
