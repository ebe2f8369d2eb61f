"""The three-way merge: what nobody else touched is taken, what is so already stays, all else is a conflict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.records import DEFAULTS, FIELD_GROUPS, RECORD_TYPES, field_value, group_of
from sync.merge import changed_since, merge_update

UNKNOWN = "favourite_word"
GROUP = FIELD_GROUPS["listing"][0]
values = st.sampled_from([None, "", "a", "b"])


@st.composite
def situations(draw):
    """A type, the register's record, the record as the editor saw it, and the fields that the edit sets."""
    type_ = draw(st.sampled_from(sorted(RECORD_TYPES)))
    names = [*FIELD_GROUPS.get(type_, ((),))[0], "phone", "institution", UNKNOWN]
    fields = st.dictionaries(st.sampled_from(names), values, max_size=len(names))
    return type_, draw(fields), draw(fields), draw(fields)


def seen_fields(type_, base, wanted):
    """All fields that the edit says something of."""
    return {other for name in wanted for other in group_of(type_, name) if other in wanted or other in base}


def merged_record(current, changes):
    return {**current, **changes}


def equal(type_, one, other, names):
    return all(field_value(type_, one, name) == field_value(type_, other, name) for name in names)


@given(situations())
def test_an_edit_is_done_whole_or_stopped_whole(situation):
    type_, current, base, wanted = situation
    merged = merge_update(type_, current, base, wanted)
    assert not (merged.changes and merged.conflicts)
    assert merged.changes.items() <= wanted.items()
    assert set(merged.conflicts) <= seen_fields(type_, base, wanted)
    assert len(set(merged.conflicts)) == len(merged.conflicts)


@given(situations())
def test_without_a_conflict_the_register_has_what_the_edit_wants_and_nothing_else_changes(situation):
    type_, current, base, wanted = situation
    merged = merge_update(type_, current, base, wanted)
    after = merged_record(current, merged.changes)
    if not merged.conflicts:
        assert equal(type_, after, wanted, wanted)
    untouched = (current.keys() | base.keys()) - wanted.keys()
    assert equal(type_, after, current, untouched)


@given(situations())
def test_over_the_very_record_that_was_seen_nothing_conflicts(situation):
    type_, current, _, wanted = situation
    merged = merge_update(type_, current, current, wanted)
    assert merged.conflicts == ()
    assert equal(type_, merged_record(current, merged.changes), wanted, wanted)


@given(situations())
def test_the_same_edit_again_changes_nothing(situation):
    type_, current, base, wanted = situation
    first = merge_update(type_, current, base, wanted)
    again = merge_update(type_, merged_record(current, first.changes), base, wanted)
    assert again.changes == {}
    assert again.conflicts == first.conflicts


@given(situations())
def test_a_change_of_others_is_never_overwritten_silently(situation):
    type_, current, base, wanted = situation
    merged = merge_update(type_, current, base, wanted)
    for name in merged.changes:
        assert field_value(type_, current, name) == field_value(type_, base, name) or (
            field_value(type_, current, name) == field_value(type_, wanted, name)
        )


@given(situations())
def test_a_conflict_is_in_a_field_that_others_changed(situation):
    type_, current, base, wanted = situation
    conflicts = merge_update(type_, current, base, wanted).conflicts
    if conflicts:
        assert not equal(type_, current, base, conflicts)
        assert not equal(type_, current, {**base, **wanted}, conflicts)


@given(situations())
def test_two_editors_of_different_fields_merge_in_either_order(situation):
    type_, seen, mine, theirs = situation
    mine = {name: value for name, value in mine.items() if len(group_of(type_, name)) == 1}
    theirs = {name: value for name, value in theirs.items() if name not in mine and len(group_of(type_, name)) == 1}
    results = []
    for first, second in ((mine, theirs), (theirs, mine)):
        once = merged_record(seen, merge_update(type_, seen, seen, first).changes)
        merged = merge_update(type_, once, seen, second)
        assert merged.conflicts == ()
        results.append(merged_record(once, merged.changes))
    assert equal(type_, *results, {*results[0], *results[1]})


@pytest.mark.parametrize(
    ("current", "changes", "conflicts"),
    [
        ("a", {"phone": "b"}, ()),
        ("b", {}, ()),
        ("c", {}, ("phone",)),
    ],
)
def test_the_three_ways(current, changes, conflicts):
    merged = merge_update("interpreter", {"phone": current}, {"phone": "a"}, {"phone": "b"})
    assert (merged.changes, merged.conflicts) == (changes, conflicts)


def test_a_field_that_is_not_named_has_its_default():
    assert merge_update("interpreter", {}, {"phone": ""}, {"phone": "1"}).changes == {"phone": "1"}
    assert merge_update("interpreter", {"phone": ""}, {}, {"phone": "1"}).changes == {"phone": "1"}
    assert merge_update("interpreter", {}, {}, {"phone": ""}) == ({}, ())


def test_fields_that_must_not_part_conflict_as_one():
    base = {"listed_from": "2020-01-01", "listed_until": None, "end_reason": ""}
    current = base | {"end_reason": "x"}
    merged = merge_update("listing", current, base, {"listed_until": "2026-01-01"})
    assert set(merged.conflicts) == set(GROUP)


def test_of_a_group_only_the_fields_that_were_set_are_changed():
    base = {"listed_from": "2020-01-01", "listed_until": None, "end_reason": ""}
    merged = merge_update("listing", base, base, {"listed_until": "2026-01-01"})
    assert merged.changes == {"listed_until": "2026-01-01"}


def test_a_conflict_in_one_field_stops_the_others():
    merged = merge_update(
        "interpreter", {"phone": "c", "email": ""}, {"phone": "a", "email": ""}, {"phone": "b", "email": "e"}
    )
    assert merged == ({}, ("phone",))


def test_a_type_that_is_not_known_is_merged_field_by_field():
    assert merge_update("opinion", {"a": 1}, {"a": 1}, {"a": 2}) == ({"a": 2}, ())


@given(situations())
def test_a_deletion_sees_every_change(situation):
    type_, current, seen, _ = situation
    changed = changed_since(type_, current, seen)
    assert set(changed) == {name for name in current.keys() | seen.keys() if not equal(type_, current, seen, [name])}
    assert changed_since(type_, current, current) == ()


def test_defaults_are_no_change():
    assert changed_since("interpreter", {"phone": ""}, dict(DEFAULTS["interpreter"])) == ()
