"""What can be done with a person, the languages and the listing: each edit holds what was seen, and may be."""

from datetime import date, timedelta
from functools import partial

import pytest

from interpreter_app.domain.edits import Act
from interpreter_app.domain.errors import NotFound, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.places import AmbiguousCounty
from interpreter_app.use_cases.edit_authorisations import grant_authorisation, withdraw_authorisation
from interpreter_app.use_cases.edit_person import (
    add_language,
    change_listing,
    change_person,
    correct_last_listing,
    delete_person,
    list_person,
    remove_language,
    remove_listing,
)
from interpreter_app.use_cases.person_records import find_person
from interpreter_app.use_cases.save_edit import refuse_shared_identity_number, save_edit, simulate, try_out
from tests.support.lists import SECRET_NUMBER, log_in, new_ids
from tests.support.registers import AS_OF, TODAY, bachelor, credits_30, person, profile_with, record_id
from tests.support.staff import NUMBER, PERSON, Desk

DAY = timedelta(1)
LANGUAGE, LISTING = record_id("r0-10001"), record_id("r1-10001")
ENDED, UNLISTED = 10002, 10003
ENDED_LISTING = record_id("r1-10002")
START, END = date(2016, 1, 1), date(2020, 1, 1)
PEOPLE = [
    person(phone="+47 000 00 001", address="Gamleveien 1", postal_code="0150", place="Oslo"),
    person("Tigist Haile", ENDED, listed=[(START, END)], identity_number=SECRET_NUMBER),
    person("Ane Li", UNLISTED, listed=[], evidence=[credits_30()]),
]


@pytest.fixture
def desk(tmp_path):
    made = Desk.over(tmp_path, PEOPLE)
    yield made
    made.profile.close()


def changing(seen=None, **changes):
    return partial(change_person, changes=changes, seen=seen)


# Finding


@pytest.mark.parametrize("key", [NUMBER, "10001", PERSON])
def test_a_person_is_found_by_number_and_by_id(desk, key):
    found = find_person(desk.profile, key)
    assert (found.id, found.interpreter.number, found.fictional) == (PERSON, NUMBER, True)
    assert set(found.of_type("language")) == {LANGUAGE}


def test_people_who_are_not_listed_are_found_too(desk):
    assert find_person(desk.profile, UNLISTED).interpreter.name == "Ane Li"


@pytest.mark.parametrize("key", [9, "no-such-id", 2**70])
def test_nobody_is_not_found(desk, key):
    with pytest.raises(NotFound, match="Nobody in the register"):
        find_person(desk.profile, key)


def test_an_identity_number_given_for_a_key_is_not_repeated(desk):
    with pytest.raises(NotFound) as told:
        find_person(desk.profile, SECRET_NUMBER)
    assert SECRET_NUMBER not in str(told.value)


# The person


def test_a_change_holds_the_new_value_and_the_one_that_was_seen(desk):
    (edit,) = desk.do(changing(phone="00000002"), reason="called").edits
    assert (edit.act, edit.type, edit.record) == (Act.UPDATE, "interpreter", PERSON)
    assert (edit.base, edit.set) == ({"phone": "+47 000 00 001"}, {"phone": "+47 000 00 002"})
    assert (edit.base_rev, edit.reason) == (1, "called")


def test_a_change_of_a_part_of_the_address_holds_all_of_it_as_seen(desk):
    (edit,) = desk.do(changing(place="Bergen")).edits
    assert edit.base == {"address": "Gamleveien 1", "postal_code": "0150", "place": "Oslo"}
    assert edit.set == {"place": "Bergen"}


def test_what_was_on_the_screen_when_it_was_typed_is_the_base_not_what_is_there_now(desk):
    (edit,) = desk.do(changing({"phone": "+47 000 00 009"}, phone="00000002")).edits
    assert edit.base == {"phone": "+47 000 00 009"}


def test_a_field_that_was_never_given_has_its_default_for_a_base(desk):
    (edit,) = desk.do(changing(gender="f", address_public="ja")).edits
    assert edit.base == {"gender": None, "address_public": False}
    assert edit.set == {"gender": "F", "address_public": True}


def test_an_empty_value_clears_a_field(desk):
    desk.do(changing(capacity="part_time"))
    (edit,) = desk.do(changing(phone="", capacity="")).edits
    assert edit.set == {"phone": "", "capacity": None}


@pytest.mark.parametrize("changes", [{}, {"phone": "00000001"}, {"email": ""}])
def test_what_changes_nothing_is_refused(desk, changes):
    with pytest.raises(UserError, match="nothing to save"):
        desk.do(changing(**changes))
    assert desk.unsent == []


def test_a_person_must_keep_a_name(desk):
    with pytest.raises(UserError, match="must have a name"):
        desk.do(changing(first_name="", last_name=""))
    desk.do(changing(first_name="", last_name="", chosen_name="Yoni"))


@pytest.mark.parametrize("field", ["number", "category", "fone"])
def test_a_field_that_cannot_be_changed_is_refused_with_those_that_can(desk, field):
    with pytest.raises(UserError, match="Choose one of: phone, email"):
        desk.do(changing(**{field: "1"}))


def test_a_county_that_was_divided_is_asked_for(desk):
    with pytest.raises(AmbiguousCounty):
        desk.do(changing(county="Viken"))


def test_a_value_that_the_field_cannot_have_is_refused(desk):
    with pytest.raises(UserError, match="phone"):
        desk.do(changing(phone="12"))
    assert desk.unsent == []


def test_nobody_gets_the_identity_number_of_another_and_the_number_is_not_told(desk):
    with pytest.raises(UserError, match=r"Tigist Haile \(10002\)") as told:
        desk.do(changing(identity_number=SECRET_NUMBER))
    assert SECRET_NUMBER not in str(told.value)


def test_an_identity_number_that_is_free_again_can_be_given(desk):
    desk.do(changing(identity_number=""), key=ENDED)
    desk.do(changing(identity_number=SECRET_NUMBER))
    with pytest.raises(UserError, match="Yonas Tekle"):
        desk.do(changing(identity_number=SECRET_NUMBER), key=ENDED)


def test_an_identity_number_can_move_from_one_to_another_in_one_save(desk):
    drafts = [
        *changing(identity_number=SECRET_NUMBER)(find_person(desk.profile, NUMBER)),
        *changing(identity_number="")(find_person(desk.profile, ENDED)),
    ]
    with desk.profile.database.read() as connection:
        refuse_shared_identity_number(connection, drafts)
        with pytest.raises(UserError, match="same identity number"):
            refuse_shared_identity_number(connection, drafts[:1])


def test_the_public_changes_nothing(tmp_path):
    profile = profile_with(tmp_path, PEOPLE)
    with pytest.raises(UserError, match="Log in first"):
        save_edit(profile, NUMBER, changing(phone="00000002"), now=AS_OF, new_id=new_ids())
    with pytest.raises(UserError, match="Log in first"):
        try_out(profile, 99999, changing(phone="00000002"), TODAY)
    profile.close()


# Deleting


def test_a_deletion_carries_every_record_as_seen_and_the_person_last(desk):
    granted = desk.do(partial(grant_authorisation, language="som", granted=TODAY, new_id=desk.new_id)).edits[0].record
    desk.do(lambda one: withdraw_authorisation(one, granted, TODAY, new_id=desk.new_id))
    desk.do(changing(phone="00000002"))
    edits = desk.do(delete_person).edits
    assert [edit.type for edit in edits][-2:] == ["authorisation", "interpreter"]
    assert edits[0].type == "withdrawal"
    assert len(edits) == 6
    assert edits[-1].base["phone"] == "+47 000 00 002"
    assert len({edit.tx for edit in edits}) == 1
    with pytest.raises(NotFound):
        find_person(desk.profile, NUMBER)


def test_a_person_with_more_records_than_a_save_holds_is_deleted_in_several(tmp_path):
    desk = Desk.over(tmp_path, [person(evidence=[bachelor(obtained=START + n * DAY) for n in range(120)])])
    edited = desk.do(delete_person)
    assert [len(saved.edits) for saved in edited.saves] == [100, 23]
    assert edited.edits[-1].record == PERSON
    assert edited.op_id == edited.edits[-1].op_id
    desk.profile.close()


# Languages


def test_a_language_is_added_with_its_own_kind_and_under_its_own_code(desk):
    (edit,) = desk.do(partial(add_language, language="arb", new_id=desk.new_id)).edits
    assert edit.set == {"interpreter_id": PERSON, "language": "ara", "kind": "spoken"}
    (edit,) = desk.do(partial(add_language, language="nsl", new_id=desk.new_id)).edits
    assert edit.set["kind"] == "sign"


def test_a_language_that_the_person_has_is_refused_and_another_kind_of_it_is_not(desk):
    with pytest.raises(UserError, match=r"has som \(spoken\) already"):
        desk.do(partial(add_language, language="som", new_id=desk.new_id))
    desk.do(partial(add_language, language="som", kind=Kind.SPEECH_TO_TEXT, new_id=desk.new_id))


def test_every_record_of_a_pair_is_removed(desk):
    twin = (record_id("twin"), PEOPLE[0][1][1])
    desk.register_puts(twin)
    edits = desk.do(partial(remove_language, language="som")).edits
    assert {(edit.act, edit.record) for edit in edits} == {(Act.DELETE, LANGUAGE), (Act.DELETE, twin[0])}
    assert edits[0].base["language"] == "som"


def test_a_language_that_the_person_does_not_have_cannot_be_removed(desk):
    with pytest.raises(UserError, match=r"does not have som \(deafblind\). The person has: som \(spoken\)"):
        desk.do(partial(remove_language, language="som", kind=Kind.DEAFBLIND))


# The listing


def listing(desk, start, key=UNLISTED, end=None):
    return desk.do(partial(list_person, start=start, end=end, new_id=desk.new_id), key=key)


def test_a_person_with_a_category_that_day_is_listed(desk):
    (edit,) = listing(desk, TODAY).edits
    assert edit.set["listed_from"] == "2026-06-30"
    assert "listed_until" not in edit.set


def test_a_person_without_a_category_that_day_is_not_listed(desk):
    with pytest.raises(UserError, match=r"no category on 2012-05-31.*Regulation §§ 10 and 11"):
        listing(desk, date(2012, 5, 31))
    listing(desk, date(2012, 6, 1))


def test_who_is_listed_then_is_not_listed_again(desk):
    with pytest.raises(UserError, match="listed already from 2016-01-01"):
        listing(desk, TODAY, key=NUMBER)
    with pytest.raises(UserError, match="listed already"):
        listing(desk, END - DAY, key=ENDED)
    desk.do(partial(list_person, start=END, new_id=desk.new_id), key=ENDED)


OF_AGE = date(1990 + 18, 7, 15)
"""The day on which whoever has ``SECRET_NUMBER`` becomes of age."""


def test_who_is_not_of_legal_age_that_day_is_not_listed(desk):
    young = 10004
    for named in person("Bo Ung", young, listed=[], evidence=[bachelor(obtained=START - 4000 * DAY)]):
        desk.register_puts(named)
    desk.do(changing(identity_number=""), key=ENDED)
    desk.do(changing(identity_number=SECRET_NUMBER), key=young)
    with pytest.raises(UserError, match=r"not of legal age on 2008-07-14.*§ 10"):
        listing(desk, OF_AGE - DAY, key=young)
    listing(desk, OF_AGE, key=young)


def test_a_listing_ends_with_the_day_and_the_reason(desk):
    (edit,) = desk.do(partial(remove_listing, end=TODAY, reason="own wish")).edits
    assert (edit.record, edit.set) == (LISTING, {"listed_until": "2026-06-30", "end_reason": "own wish"})
    assert edit.base == {"listed_from": "2016-01-01", "listed_until": None, "end_reason": ""}


@pytest.mark.parametrize("key", [ENDED, UNLISTED])
def test_who_is_not_listed_has_no_listing_to_end(desk, key):
    with pytest.raises(UserError, match="is not listed on 2026-06-30"):
        desk.do(partial(remove_listing, end=TODAY), key=key)


def test_a_listing_that_has_not_begun_ends_when_it_begins(desk):
    listing(desk, TODAY + DAY)
    desk.do(partial(remove_listing, end=TODAY), key=UNLISTED)
    assert not find_person(desk.profile, UNLISTED).dossier.listed_periods()


def test_the_last_listing_is_corrected(desk):
    (edit,) = desk.do(partial(correct_last_listing, start=START + DAY, is_open=True), key=ENDED).edits
    assert (edit.record, edit.set) == (ENDED_LISTING, {"listed_from": "2016-01-02", "listed_until": None})
    with pytest.raises(UserError, match="nothing to save"):
        desk.do(partial(correct_last_listing), key=ENDED)
    with pytest.raises(UserError, match="has never been listed"):
        desk.do(partial(correct_last_listing, end=TODAY), key=UNLISTED)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"listed_until": "2015-12-31"}, "listed_until cannot be earlier"),
        ({"listed_from": "2015-01-01"}, "no category on 2015-01-01"),
        ({"listed_from": "soon"}, "cannot be so"),
    ],
)
def test_a_listing_cannot_become_what_none_may_be(desk, changes, said):
    with pytest.raises(UserError, match=said):
        desk.do(partial(change_listing, record=LISTING, changes=changes))


# What if


def test_trying_out_says_what_it_would_do_and_saves_nothing(desk):
    what = try_out(desk.profile, NUMBER, changing(phone="00000002"), TODAY)
    assert what.changed == {"phone": ("+47 000 00 001", "+47 000 00 002")}
    assert (what.number, what.person, what.effects) == (NUMBER, PERSON, ())
    assert (what.after.interpreter.phone, desk.unsent) == ("+47 000 00 002", [])


def test_drafts_can_be_simulated_together(desk):
    seen = find_person(desk.profile, NUMBER)
    drafts = [*add_language(seen, "ara", new_id=desk.new_id), *remove_language(seen, "som")]
    what = simulate(desk.profile, NUMBER, drafts, TODAY)
    assert [effect.pair.language for effect in what.effects] == ["ara", "som"]
    assert [one.language for one in what.after.languages] == ["ara"]
    assert what.changed == {}
    assert desk.unsent == []


def test_a_deletion_that_is_tried_out_leaves_nobody(desk):
    what = try_out(desk.profile, NUMBER, delete_person, TODAY)
    assert (what.after, what.number, [effect.after for effect in what.effects]) == (None, NUMBER, [None])


def test_saving_answers_what_it_does_too(desk):
    edited = desk.do(partial(remove_language, language="som"))
    assert [effect.before.category for effect in edited.what.effects] == ["B"]


def test_the_login_is_asked_for_before_anything_else(tmp_path):
    profile = log_in(profile_with(tmp_path, PEOPLE), locked=True)
    with pytest.raises(UserError, match="Log in anew"):
        try_out(profile, 99999, delete_person, TODAY)
    profile.close()
