"""The history as a person reads it: which fields changed, and what a change did to its record."""

from datetime import UTC, datetime

import pytest

from interpreter_app.domain.edits import Act, Edit
from interpreter_app.domain.history import (
    FieldChange,
    HistoryEntry,
    field_changes,
    line_of_edit,
    lines_of,
)

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


def entry(before=None, after=None, **details) -> HistoryEntry:
    """A change of a person's own record."""
    fixed = {"seq": 7, "tx": 3, "person": "p", "record": "p", "type": "interpreter", "deleted": False, "at": AT}
    return HistoryEntry(**{**fixed, "by": "Kari", "before": before, "after": after, **details})


def test_only_the_fields_that_differ_are_told():
    changes = field_changes("interpreter", {"first_name": "Åse", "phone": "1"}, {"first_name": "Åse", "phone": "2"})
    assert changes == (FieldChange("phone", "1", "2"),)


def test_a_field_that_is_not_named_has_its_default_value():
    assert field_changes("interpreter", {"phone": ""}, {}) == ()
    assert field_changes("interpreter", {}, {"address_public": True}) == (FieldChange("address_public", False, True),)


def test_whose_record_it_is_is_no_change():
    assert field_changes("language", None, {"interpreter_id": "p", "language": "som"}) == (
        FieldChange("language", None, "som"),
    )


@pytest.mark.parametrize(
    ("change", "act"),
    [
        (entry(None, {"phone": "1"}), Act.CREATE),
        (entry({"phone": "1"}, {"phone": "2"}), Act.UPDATE),
        (entry({"phone": "1"}, None, deleted=True), Act.DELETE),
        (entry(None, None, erased=True), Act.UPDATE),
        (entry(None, None, erased=True, deleted=True), Act.DELETE),
    ],
)
def test_what_was_done_follows_from_what_was_there(change, act):
    assert change.act is act


def test_a_line_tells_who_when_where_and_why():
    change = entry({"phone": "1"}, {"phone": "2"}, device="pc-17", reason="ny telefon")
    (line,) = lines_of([change], undone=())
    assert (line.id, line.at, line.by, line.device, line.reason) == ("7", AT, "Kari", "pc-17", "ny telefon")
    assert line.changes == (FieldChange("phone", "1", "2"),)
    assert (line.unsent, line.undone, line.erased) == (False, False, False)


def test_a_change_that_an_edit_here_takes_back_is_marked():
    (line,) = lines_of([entry()], undone={7})
    assert line.undone


def test_an_unsent_edit_is_marked_and_known_by_its_own_id():
    edit = Edit(
        act=Act.UPDATE,
        type="interpreter",
        record="p",
        person="p",
        base={"address": "A", "place": "B"},
        set={"place": "C"},
        op_id="op",
        n=1,
        tx="t",
        made=AT,
    )
    line = line_of_edit(edit)
    assert (line.id, line.unsent, line.changes) == ("op", True, (FieldChange("place", "B", "C"),))
