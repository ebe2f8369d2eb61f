"""Conflicts are settled by a person: mine, the register's, later, or field by field; nothing is lost silently."""

from datetime import date, timedelta
from functools import partial

import pytest

from interpreter_app.domain.conflicts import Reason
from interpreter_app.domain.edits import Act, EditState
from interpreter_app.domain.errors import NotFound, UserError
from interpreter_app.use_cases.edit_person import change_person, delete_person
from interpreter_app.use_cases.edit_qualifications import change_qualification, remove_qualification
from interpreter_app.use_cases.resolve_conflicts import (
    Side,
    choose_by_field,
    count_conflicts,
    decide_later,
    keep_mine,
    keep_register,
    list_conflicts,
)
from tests.support.registers import AS_OF, TODAY, bachelor, credits_30, person, record_id
from tests.support.staff import NUMBER, PERSON, Desk

BASE, MINE, THEIRS = "+47 000 00 001", "+47 000 00 002", "+47 000 00 003"
RECORDS = person(
    phone=BASE, address="Gamleveien 1", postal_code="0150", place="Oslo", evidence=[bachelor(), credits_30()]
)
LANGUAGE, LISTING, BACHELOR, CREDITS = (record_id(f"r{n}-10001") for n in range(4))
ADDRESS = ("address", "postal_code", "place")


@pytest.fixture
def desk(tmp_path):
    made = Desk.over(tmp_path, [RECORDS])
    yield made
    made.profile.close()


def change(desk, **changes):
    (edit,) = desk.do(partial(change_person, changes=changes), reason="why").edits
    return edit


def phone_conflict(desk):
    edit = change(desk, phone=MINE)
    desk.register_puts(RECORDS[0], phone=THEIRS)
    desk.refuse(edit, "phone")
    return edit.op_id


def mine(desk, id_):
    return keep_mine(desk.profile, id_, now=AS_OF, new_id=desk.new_id)


def by_field(desk, id_, **choices):
    return choose_by_field(desk.profile, id_, choices, new_id=desk.new_id)


def test_a_conflict_shows_the_three_values_and_who_changed_it_when(desk):
    id_ = phone_conflict(desk)
    (conflict,) = list_conflicts(desk.profile)
    assert conflict.fields == (("phone", BASE, MINE, THEIRS),)
    assert (conflict.id, conflict.number, conflict.reason) == (id_, 10001, Reason.SAME_FIELD)
    assert (conflict.by, conflict.at, conflict.later) == ("Ola", AS_OF + timedelta(hours=1), False)
    assert count_conflicts(desk.profile) == 1


def test_my_value_is_sent_as_a_new_edit_over_what_the_register_has_now(desk):
    id_ = phone_conflict(desk)
    mine(desk, id_)
    (left,) = desk.unsent
    assert (left.base, left.set, left.base_rev) == ({"phone": THEIRS}, {"phone": MINE}, 100)
    assert (left.state, left.reason, left.op_id != id_) == (EditState.PENDING, "why", True)
    assert (desk.fields()["phone"], list_conflicts(desk.profile)) == (MINE, [])


def test_the_registers_value_stands_and_nothing_is_sent(desk):
    keep_register(desk.profile, phone_conflict(desk))
    assert (desk.fields()["phone"], desk.unsent, list_conflicts(desk.profile)) == (THEIRS, [], [])


def test_what_is_decided_later_stays_in_sight(desk):
    decide_later(desk.profile, phone_conflict(desk))
    (conflict,) = list_conflicts(desk.profile)
    assert conflict.later
    assert desk.fields()["phone"] == MINE


@pytest.mark.parametrize("settle", [decide_later, keep_register])
def test_a_conflict_that_is_not_there_cannot_be_settled(desk, settle):
    with pytest.raises(NotFound, match="There is no conflict nothing"):
        settle(desk.profile, "nothing")
    with pytest.raises(NotFound):
        mine(desk, "nothing")
    with pytest.raises(NotFound):
        by_field(desk, "nothing", phone=Side.MINE)


def test_my_value_that_the_register_has_meanwhile_needs_not_be_sent(desk):
    id_ = phone_conflict(desk)
    desk.register_puts(RECORDS[0], rev=101, phone=MINE)
    mine(desk, id_)
    assert (desk.unsent, desk.fields()["phone"]) == ([], MINE)


def test_a_value_of_ones_own_is_checked_and_sent(desk):
    id_ = phone_conflict(desk)
    with pytest.raises(UserError, match="phone"):
        by_field(desk, id_, phone="no number")
    assert count_conflicts(desk.profile) == 1
    by_field(desk, id_, phone="00000004")
    assert [edit.set for edit in desk.unsent] == [{"phone": "+47 000 00 004"}]


def test_an_empty_value_clears_the_field(desk):
    by_field(desk, phone_conflict(desk), phone="")
    assert [edit.set for edit in desk.unsent] == [{"phone": ""}]


def address_conflict(desk):
    """I have moved across the street, and the register says Bergen."""
    edit = change(desk, address="Nyveien 2")
    desk.register_puts(RECORDS[0], address="Bryggen 3", postal_code="5003", place="Bergen")
    desk.refuse(edit, *ADDRESS)
    return edit.op_id


def test_my_address_is_mine_as_one(desk):
    mine(desk, address_conflict(desk))
    fields = desk.fields()
    assert [fields[name] for name in ADDRESS] == ["Nyveien 2", "0150", "Oslo"]
    (left,) = desk.unsent
    assert left.base == {"address": "Bryggen 3", "postal_code": "5003", "place": "Bergen"}
    assert left.set == {"address": "Nyveien 2", "postal_code": "0150", "place": "Oslo"}


def test_an_address_can_be_put_together_by_hand(desk):
    by_field(desk, address_conflict(desk), address="Bryggen 4", postal_code=Side.REGISTER, place=Side.REGISTER)
    (left,) = desk.unsent
    assert left.set == {"address": "Bryggen 4"}
    assert left.base == {"address": "Bryggen 3", "postal_code": "5003", "place": "Bergen"}


def test_every_field_in_conflict_must_be_decided(desk):
    id_ = address_conflict(desk)
    with pytest.raises(UserError, match="postal_code is not decided"):
        by_field(desk, id_, address=Side.MINE)
    with pytest.raises(UserError, match="phone cannot be decided by itself"):
        by_field(desk, id_, **dict.fromkeys(ADDRESS, Side.MINE), phone=Side.MINE)
    assert count_conflicts(desk.profile) == 1


def test_fields_that_do_not_collide_go_with_whatever_is_chosen(desk):
    edit = change(desk, phone=MINE, email="a@example.no")
    desk.register_puts(RECORDS[0], phone=THEIRS)
    desk.refuse(edit, "phone")
    by_field(desk, edit.op_id, phone=Side.REGISTER)
    assert [edit.set for edit in desk.unsent] == [{"email": "a@example.no"}]


def test_the_registers_value_for_all_that_was_changed_leaves_nothing_to_send(desk):
    by_field(desk, phone_conflict(desk), phone=Side.REGISTER)
    assert desk.unsent == []


def qualification_change(desk, **changes):
    (edit,) = desk.do(partial(change_qualification, record=BACHELOR, changes=changes, today=TODAY)).edits
    return edit


def test_a_value_that_the_record_cannot_have_is_refused(desk):
    edit = qualification_change(desk, obtained="2014-01-01")
    desk.register_puts(RECORDS[3], obtained=date(2013, 1, 1))
    desk.refuse(edit, "obtained")
    with pytest.raises(UserError, match="cannot be so"):
        by_field(desk, edit.op_id, obtained="yesterday")
    assert count_conflicts(desk.profile) == 1


def deleted_by_the_register(desk, *ids):
    edit = qualification_change(desk, institution="UiO")
    desk.register_deletes(*ids)
    desk.refuse(edit, deleted=True)
    return edit.op_id


def test_a_record_that_was_deleted_is_brought_back_with_my_values(desk):
    id_ = deleted_by_the_register(desk, BACHELOR)
    (conflict,) = list_conflicts(desk.profile)
    assert (conflict.reason, conflict.register) == (Reason.DELETED_THERE, None)
    mine(desk, id_)
    (left,) = desk.unsent
    assert (left.act, left.record, left.base_rev) == (Act.CREATE, BACHELOR, 100)
    assert (left.set["institution"], left.set["obtained"]) == ("UiO", "2015-06-01")
    assert desk.fields(BACHELOR)["institution"] == "UiO"


def test_a_deleted_record_stays_deleted_when_the_register_is_right(desk):
    keep_register(desk.profile, deleted_by_the_register(desk, BACHELOR))
    assert desk.unsent == []
    with pytest.raises(KeyError):
        desk.fields(BACHELOR)


def test_single_fields_of_a_deleted_record_cannot_be_decided(desk):
    with pytest.raises(UserError, match="cannot be decided by itself"):
        by_field(desk, deleted_by_the_register(desk, BACHELOR), institution=Side.MINE)


EVERYTHING = [id_ for id_, _ in RECORDS]


def test_with_a_deleted_person_comes_back_all_that_was_deleted_too(desk):
    edit = change(desk, phone=MINE)
    desk.register_deletes(*EVERYTHING)
    desk.refuse(edit, deleted=True)
    assert [conflict.number for conflict in list_conflicts(desk.profile)] == [NUMBER], "it still says who it was"
    mine(desk, edit.op_id)
    assert {one.record for one in desk.unsent} == set(EVERYTHING)
    assert desk.unsent[0].record == PERSON
    assert {(one.act, one.base_rev) for one in desk.unsent} == {(Act.CREATE, 100)}
    assert len({one.tx for one in desk.unsent}) == 1
    assert (desk.fields()["phone"], desk.fields()["first_name"]) == (MINE, "Yonas")


def test_a_record_of_a_deleted_person_brings_the_person_back(desk):
    mine(desk, deleted_by_the_register(desk, *EVERYTHING))
    assert desk.unsent[0].record == PERSON
    assert {one.record for one in desk.unsent} == set(EVERYTHING)
    assert desk.fields(BACHELOR)["institution"] == "UiO"


def test_two_conflicts_of_a_deleted_person_bring_every_record_back_once(desk):
    own, other = change(desk, phone=MINE), qualification_change(desk, institution="UiO")
    desk.register_deletes(*EVERYTHING)
    for edit in (own, other):
        desk.refuse(edit, deleted=True)
    mine(desk, own.op_id)
    mine(desk, other.op_id)
    made = [edit.record for edit in desk.unsent if edit.act is Act.CREATE]
    assert sorted(made) == sorted(EVERYTHING)
    assert (desk.fields()["phone"], desk.fields(BACHELOR)["institution"]) == (MINE, "UiO")
    assert list_conflicts(desk.profile) == []


def test_an_edit_made_before_its_record_is_brought_back_comes_after_that(desk):
    edit = qualification_change(desk, institution="UiO")
    qualification_change(desk, document_reference="7")
    desk.register_deletes(BACHELOR)
    desk.refuse(edit, deleted=True)
    mine(desk, edit.op_id)
    assert [one.act for one in desk.unsent] == [Act.CREATE, Act.UPDATE]
    assert (desk.fields(BACHELOR)["institution"], desk.fields(BACHELOR)["document_reference"]) == ("UiO", "7")


def deletion_conflict(desk):
    """I have deleted the bachelor, and the register has changed it."""
    (edit,) = desk.do(partial(remove_qualification, record=BACHELOR)).edits
    desk.register_puts(RECORDS[3], institution="UiO")
    desk.refuse(edit, "institution")
    return edit.op_id


def test_a_deletion_of_what_others_changed_shows_what_is_there(desk):
    deletion_conflict(desk)
    (conflict,) = list_conflicts(desk.profile)
    assert conflict.fields == (("institution", "OsloMet", None, "UiO"),)
    assert conflict.reason is Reason.CHANGED_THERE


def test_it_is_deleted_again_with_what_is_there_now(desk):
    mine(desk, deletion_conflict(desk))
    (left,) = desk.unsent
    assert (left.act, left.base["institution"], left.base_rev) == (Act.DELETE, "UiO", 100)


def test_it_stays_when_the_register_is_right(desk):
    keep_register(desk.profile, deletion_conflict(desk))
    assert (desk.unsent, desk.fields(BACHELOR)["institution"]) == ([], "UiO")


@pytest.mark.parametrize("settle", [keep_register, partial(keep_mine, now=AS_OF, new_id=lambda: "again")])
def test_what_was_saved_together_with_a_deletion_is_kept(desk, settle):
    plans = (partial(remove_qualification, record=BACHELOR), partial(change_person, changes={"phone": MINE}))
    deletion, update = desk.do(lambda one: [draft for plan in plans for draft in plan(one)]).edits
    desk.register_puts(RECORDS[3], institution="UiO")
    desk.refuse(deletion, "institution")
    settle(desk.profile, deletion.op_id)
    assert update in desk.unsent
    assert {edit.tx for edit in desk.unsent} == {update.tx}


def person_deletion(desk):
    edits = desk.do(delete_person).edits
    desk.register_puts(RECORDS[3], institution="UiO")
    conflict = next(edit for edit in edits if edit.record == BACHELOR)
    desk.refuse(conflict, "institution")
    return conflict.op_id, edits


def test_the_deletion_of_a_person_is_given_up_whole(desk):
    id_, _ = person_deletion(desk)
    keep_register(desk.profile, id_)
    assert desk.unsent == []
    assert desk.fields()["first_name"] == "Yonas"


def test_a_person_is_deleted_again_whichever_record_others_have_changed(desk):
    id_, _ = person_deletion(desk)
    mine(desk, id_)
    assert {edit.record for edit in desk.unsent} == set(EVERYTHING)
    assert next(edit for edit in desk.unsent if edit.record == BACHELOR).base["institution"] == "UiO"
    assert desk.unsent[-1].record == PERSON
    assert len({edit.tx for edit in desk.unsent}) == 1


def test_a_person_is_deleted_again_with_all_that_is_there_now(desk):
    edits = desk.do(delete_person).edits
    new = (record_id("r9-10001"), RECORDS[1][1])
    desk.register_puts(new, language="ara")
    desk.refuse(edits[-1], "records")
    mine(desk, edits[-1].op_id)
    assert {edit.record for edit in desk.unsent} == {*EVERYTHING, new[0]}
    assert desk.unsent[-1].record == PERSON
    assert {edit.act for edit in desk.unsent} == {Act.DELETE}


def test_a_later_edit_of_the_field_in_conflict_keeps_its_value(desk):
    id_ = phone_conflict(desk)
    change(desk, phone="00000009")
    mine(desk, id_)
    assert [edit.set["phone"] for edit in desk.unsent] == [MINE, "+47 000 00 009"]
    assert desk.unsent[1].base == {"phone": MINE}
    assert desk.fields()["phone"] == "+47 000 00 009"


def test_what_the_register_changed_since_it_was_seen_is_not_overwritten(desk):
    id_ = phone_conflict(desk)
    (seen,) = list_conflicts(desk.profile)
    desk.register_puts(RECORDS[0], rev=101, phone="+47 000 00 004")
    with pytest.raises(UserError, match="other values now"):
        keep_mine(desk.profile, id_, now=AS_OF, new_id=desk.new_id, seen=seen)
    with pytest.raises(UserError, match="other values now"):
        choose_by_field(desk.profile, id_, {"phone": Side.MINE}, new_id=desk.new_id, seen=seen)
    (now,) = list_conflicts(desk.profile)
    keep_mine(desk.profile, id_, now=AS_OF, new_id=desk.new_id, seen=now)
    assert desk.unsent[0].base == {"phone": "+47 000 00 004"}


def test_a_field_that_was_not_decided_keeps_what_its_edit_had_seen(desk):
    edit = change(desk, phone=MINE, email="mi@example.no")
    desk.register_puts(RECORDS[0], phone=THEIRS)
    desk.refuse(edit, "phone")
    desk.register_puts(RECORDS[0], rev=101, phone=THEIRS, email="andre@example.no")
    mine(desk, edit.op_id)
    (left,) = desk.unsent
    assert left.base == {"phone": THEIRS, "email": ""}, "the register will find the other collision"
