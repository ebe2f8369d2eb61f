"""Edits: what they make of a record, what they say of it, and which belong together."""

from datetime import UTC, datetime

from interpreter_app.domain.edits import UNSENT, Act, Draft, Edit, EditState, by_tx, changed, over

MADE = datetime(2026, 6, 30, tzinfo=UTC)


def draft(act=Act.UPDATE, **fields):
    return Draft(act=act, type="interpreter", record="p", person="p", **fields)


def edit(n, tx):
    return Edit(act=Act.UPDATE, type="interpreter", record="p", person="p", op_id=f"op{n}", n=n, tx=tx, made=MADE)


def test_an_update_over_a_record_changes_the_fields_it_names_and_no_other():
    record = {"phone": "1", "email": "a@example.no"}
    assert over(record, draft(set={"phone": "2"})) == {"phone": "2", "email": "a@example.no"}
    assert record["phone"] == "1"


def test_an_update_of_a_record_that_is_not_there_leaves_it_away():
    assert over(None, draft(set={"phone": "2"})) is None


def test_a_creation_makes_the_record_whatever_was_there():
    assert over(None, draft(Act.CREATE, set={"phone": "1"})) == {"phone": "1"}
    assert over({"email": "a@example.no"}, draft(Act.CREATE, set={"phone": "1"})) == {"phone": "1"}


def test_a_deletion_takes_the_record_away():
    assert over({"phone": "1"}, draft(Act.DELETE, base={"phone": "1"})) is None
    assert over(None, draft(Act.DELETE)) is None


def test_an_update_says_what_it_changes_and_not_what_it_only_saw():
    seen = draft(base={"address": "A", "place": "Oslo"}, set={"address": "B"})
    assert changed(seen) == {"address": ("A", "B")}


def test_a_creation_changes_every_field_from_none_and_a_deletion_every_field_to_none():
    assert changed(draft(Act.CREATE, set={"phone": "1"})) == {"phone": (None, "1")}
    assert changed(draft(Act.DELETE, base={"phone": "1"})) == {"phone": ("1", None)}


def test_edits_come_save_by_save_in_order_whatever_order_they_are_given_in():
    edits = [edit(3, "b"), edit(1, "a"), edit(2, "b"), edit(4, "a")]
    assert [[one.n for one in save] for save in by_tx(edits)] == [[1, 4], [2, 3]]
    assert by_tx([]) == []


def test_only_what_is_acknowledged_is_in_the_register():
    assert set(EditState) - UNSENT == {EditState.ACKNOWLEDGED}
