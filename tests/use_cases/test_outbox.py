"""Edits are saved on this machine at once, and can be taken back until they are sent."""

from functools import partial

import pytest

from interpreter_app.domain.edits import MOST_IN_A_TX, Act, Draft, EditState
from interpreter_app.domain.errors import NotFound, UserError
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.use_cases.edit_authorisations import grant_authorisation, withdraw_authorisation
from interpreter_app.use_cases.edit_person import add_language, change_person, delete_person
from interpreter_app.use_cases.outbox import count_unsent, discard, save, save_in_parts
from tests.support.lists import log_in, new_ids
from tests.support.registers import AS_OF, TODAY, person, profile_with
from tests.support.staff import NUMBER, PERSON, Desk

FIRST, SECOND, THIRD = "+47 000 00 001", "+47 000 00 002", "+47 000 00 003"


@pytest.fixture
def desk(tmp_path):
    made = Desk.over(tmp_path, [person(phone=FIRST), person("Tigist Haile", 10002)])
    yield made
    made.profile.close()


def phone(value):
    return partial(change_person, changes={"phone": value})


def draft(n=0):
    fields = {"interpreter_id": PERSON, "language": "ara", "kind": "spoken"}
    return Draft(act=Act.CREATE, type="language", record=f"record-{n:03}", person=PERSON, set=fields)


def test_a_save_is_whole_and_says_who_made_it_where_when_and_why(desk):
    saved = save(desk.profile, [draft(1), draft(2)], now=AS_OF, new_id=desk.new_id, reason="  moved ")
    assert [edit.n for edit in saved.edits] == [1, 2]
    assert {edit.tx for edit in saved.edits} == {saved.tx}
    assert {(edit.by, edit.device, edit.made, edit.reason) for edit in saved.edits} == {
        ("Kari Saksbehandler", "desk", AS_OF, "moved")
    }
    assert desk.unsent == list(saved.edits)
    assert saved.people == {PERSON}


@pytest.mark.parametrize(("count", "said"), [(0, "nothing to save"), (MOST_IN_A_TX + 1, "At most 100")])
def test_a_save_holds_one_edit_at_least_and_a_hundred_at_most(desk, count, said):
    with pytest.raises(UserError, match=said):
        save(desk.profile, [draft(n) for n in range(count)], now=AS_OF, new_id=desk.new_id)
    assert count_unsent(desk.profile) == 0


@pytest.mark.parametrize(("count", "saves"), [(1, [1]), (100, [100]), (101, [100, 1])])
def test_what_is_too_much_for_one_save_is_several(desk, count, saves):
    with desk.profile.database.write() as connection:
        done = save_in_parts(connection, [draft(n) for n in range(count)], now=AS_OF, new_id=desk.new_id, reason="")
    assert [len(saved.edits) for saved in done] == saves
    assert len({saved.tx for saved in done}) == len(saves)


def test_an_empty_job_in_parts_is_refused(desk):
    with desk.profile.database.write() as connection, pytest.raises(UserError, match="nothing to save"):
        save_in_parts(connection, [], now=AS_OF, new_id=desk.new_id, reason="")


def test_a_reason_that_the_register_cannot_keep_is_refused_here(desk):
    with pytest.raises(UserError, match="reason is longer"):
        save(desk.profile, [draft()], now=AS_OF, new_id=desk.new_id, reason="x" * 2001)
    assert count_unsent(desk.profile) == 0


def test_the_public_can_save_nothing(tmp_path):
    profile = profile_with(tmp_path, [person()])
    with pytest.raises(UserError, match="Log in first"):
        save(profile, [draft()], now=AS_OF, new_id=new_ids())
    log_in(profile, AccountRole.PUBLIC)
    with pytest.raises(UserError, match="Log in first"):
        save(profile, [draft()], now=AS_OF, new_id=new_ids())
    profile.close()


def test_whose_login_the_register_refuses_can_save_nothing(tmp_path):
    profile = log_in(profile_with(tmp_path, [person()]), locked=True)
    with pytest.raises(UserError, match="Log in anew"):
        save(profile, [draft()], now=AS_OF, new_id=new_ids())
    profile.close()


def test_a_save_that_is_taken_back_is_as_if_it_had_never_been(desk):
    before = desk.fields()
    edited = desk.do(phone(SECOND))
    gone = discard(desk.profile, edited.op_id)
    assert gone.edits == edited.edits
    assert gone.people == {PERSON}
    assert (desk.fields(), count_unsent(desk.profile)) == (before, 0)


def test_any_edit_of_a_save_takes_all_of_it_back(desk):
    saved = desk.save(draft(1), draft(2))
    assert len(discard(desk.profile, saved.edits[1].op_id).edits) == 2
    assert desk.unsent == []


def test_an_edit_that_nobody_made_cannot_be_taken_back(desk):
    with pytest.raises(NotFound, match="There is no edit nobody"):
        discard(desk.profile, "nobody")


@pytest.mark.parametrize(
    ("state", "said"), [(EditState.SENT, "the register may have it"), (EditState.ACKNOWLEDGED, "is in the register")]
)
def test_what_is_sent_cannot_be_taken_back(desk, state, said):
    edited = desk.do(phone(SECOND))
    desk.mark(state, *edited.edits)
    with pytest.raises(UserError, match=said):
        discard(desk.profile, edited.op_id)


@pytest.mark.parametrize("state", [EditState.CONFLICT, EditState.REJECTED])
def test_what_the_register_did_not_take_can_be_taken_back(desk, state):
    edited = desk.do(phone(SECOND))
    desk.mark(state, *edited.edits)
    discard(desk.profile, edited.op_id)
    assert desk.fields()["phone"] == FIRST


def test_a_later_edit_of_the_same_field_keeps_its_value_and_sees_what_was_there_before(desk):
    first, second = desk.do(phone(SECOND)), desk.do(phone(THIRD))
    discard(desk.profile, first.op_id)
    (left,) = desk.unsent
    assert (left.op_id, left.base, left.set) == (second.op_id, {"phone": FIRST}, {"phone": THIRD})
    assert desk.fields()["phone"] == THIRD


def test_the_middle_of_three_edits_of_a_field_can_be_taken_back(desk):
    desk.do(phone(SECOND))
    middle = desk.do(phone(THIRD))
    desk.do(phone(""))
    discard(desk.profile, middle.op_id)
    assert [(edit.base["phone"], edit.set["phone"]) for edit in desk.unsent] == [(FIRST, SECOND), (SECOND, "")]


def test_an_edit_that_saw_the_same_value_from_another_edit_keeps_what_it_saw(desk):
    first = desk.do(phone(SECOND))
    for value in (THIRD, SECOND, ""):
        desk.do(phone(value))
    discard(desk.profile, first.op_id)
    assert [edit.base["phone"] for edit in desk.unsent] == [FIRST, THIRD, SECOND]


def test_a_later_edit_that_is_on_its_way_is_frozen(desk):
    first, second = desk.do(phone(SECOND)), desk.do(phone(THIRD))
    desk.mark(EditState.SENT, *second.edits)
    discard(desk.profile, first.op_id)
    assert desk.unsent[0].base == {"phone": SECOND}


def test_a_later_deletion_carries_what_is_there_without_the_edit(desk):
    first = desk.do(phone(SECOND))
    desk.do(delete_person)
    discard(desk.profile, first.op_id)
    assert next(edit for edit in desk.unsent if edit.record == PERSON).base["phone"] == FIRST


def test_an_edit_of_other_fields_is_left_as_it_is(desk):
    first = desk.do(phone(SECOND))
    other = desk.do(partial(change_person, changes={"email": "a@example.no"}))
    discard(desk.profile, first.op_id)
    assert desk.unsent == list(other.edits)


def test_an_address_that_was_seen_as_one_is_seen_without_what_is_taken_back(desk):
    first = desk.do(partial(change_person, changes={"place": "Oslo"}))
    desk.do(partial(change_person, changes={"address": "Fiksjonsveien 1"}))
    discard(desk.profile, first.op_id)
    assert desk.unsent[0].base == {"address": "", "postal_code": "", "place": ""}
    assert desk.fields()["place"] == ""


def granted(desk):
    return desk.do(partial(grant_authorisation, language="som", granted=TODAY, new_id=desk.new_id))


def withdrawn(desk, authorisation):
    record = authorisation.edits[0].record
    return desk.do(lambda person: withdraw_authorisation(person, record, TODAY, new_id=desk.new_id))


def test_what_a_later_save_builds_on_is_not_taken_back_alone(desk):
    authorisation = granted(desk)
    withdrawn(desk, authorisation)
    with pytest.raises(UserError, match="1 later edits build on this one"):
        discard(desk.profile, authorisation.op_id)
    assert len(desk.unsent) == 2


def test_it_is_taken_back_with_what_builds_on_it_and_nothing_else(desk):
    kept = desk.do(phone(SECOND))
    authorisation = granted(desk)
    gap = withdrawn(desk, authorisation)
    gone = discard(desk.profile, authorisation.op_id, with_later=True)
    assert gone.edits == (*authorisation.edits, *gap.edits)
    assert desk.unsent == list(kept.edits)


def test_a_later_save_goes_whole_when_a_part_of_it_must_go(desk):
    first = desk.save(draft(1))
    update = Draft(act=Act.UPDATE, type="language", record="record-001", person=PERSON, set={"kind": "sign"})
    later = desk.save(update, draft(2))
    of_that = desk.save(Draft(act=Act.DELETE, type="language", record="record-002", person=PERSON))
    gone = discard(desk.profile, first.edits[0].op_id, with_later=True)
    assert gone.edits == (*first.edits, *later.edits, *of_that.edits)
    assert desk.unsent == []


def test_what_builds_on_it_and_is_on_its_way_stands_in_the_way(desk):
    authorisation = granted(desk)
    desk.mark(EditState.SENT, *withdrawn(desk, authorisation).edits)
    with pytest.raises(UserError, match="the register may have it"):
        discard(desk.profile, authorisation.op_id, with_later=True)
    assert len(desk.unsent) == 2


def test_a_search_finds_what_is_on_the_screen_after_a_save_and_after_taking_it_back(desk):
    edited = desk.do(partial(add_language, language="ara", new_id=desk.new_id))
    with desk.profile.database.read() as connection:
        listed = connection.exec_driver_sql("SELECT count(*) FROM search_entries WHERE language = 'ara'").scalar()
    discard(desk.profile, edited.op_id)
    with desk.profile.database.read() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM search_entries WHERE language = 'ara'").scalar()
    assert (listed, left) == (1, 0)


def test_a_person_who_is_not_concerned_keeps_the_edits(desk):
    other = desk.do(phone(SECOND), key=10002)
    mine = desk.do(phone(SECOND), key=NUMBER)
    discard(desk.profile, mine.op_id)
    assert desk.unsent == list(other.edits)
