"""What can be done with qualifications and authorisations, and what it does to the categories."""

from datetime import date, timedelta
from functools import partial

import pytest

from interpreter_app.domain.edits import Act
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.periods import FOREVER, Period
from interpreter_app.use_cases.edit_authorisations import (
    change_authorisation,
    grant_authorisation,
    restore_authorisation,
    revoke_authorisation,
    withdraw_authorisation,
)
from interpreter_app.use_cases.edit_qualifications import (
    add_qualification,
    change_qualification,
    remove_qualification,
)
from tests.support.registers import TODAY, authorised, bachelor, credits_30, person, record_id
from tests.support.staff import PERSON, Desk

DAY = timedelta(1)
GRANTED = date(2010, 1, 1)
CREDITS, AUTHORISATION = record_id("r2-10001"), record_id("r3-10001")
CREDIT_FIELDS = {"type": "credits", "language": "som", "obtained": "2020-01-01", "amount": "15", "unit": "studiepoeng"}


@pytest.fixture
def desk(tmp_path):
    made = Desk.over(tmp_path, [person(evidence=[credits_30(), authorised(granted=GRANTED)])])
    yield made
    made.profile.close()


def added(desk, **fields):
    return desk.do(partial(add_qualification, fields=fields, new_id=desk.new_id, today=TODAY))


def changed(desk, seen=None, **changes):
    plan = partial(change_qualification, record=CREDITS, changes=changes, seen=seen, today=TODAY)
    return desk.do(plan)


def letters(edited):
    return [
        (effect.period, *(one.category if one else None for one in (effect.before, effect.after)))
        for effect in edited.what.effects
    ]


# Qualifications


def test_a_qualification_is_added_and_says_what_it_does(desk):
    edited = added(desk, type="bachelor", language="som", obtained="2020-01-01", institution=" OsloMet ", kind=None)
    (edit,) = edited.edits
    assert edit.set == {
        "interpreter_id": PERSON,
        "type": "bachelor",
        "language": "som",
        "obtained": "2020-01-01",
        "institution": "OsloMet",
    }
    assert letters(edited) == [(Period(TODAY, FOREVER), "B", "A")]


def test_tao_is_for_no_language(desk):
    assert added(desk, type="tao", obtained="2020-01-01").edits[0].set["type"] == "tao"
    with pytest.raises(UserError, match="language is not given for TAO"):
        added(desk, type="tao", obtained="2020-01-01", language="som")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"obtained": "2020-01-01"}, "type is missing"),
        ({"type": "bachelor", "language": "som"}, "obtained is missing"),
        ({"type": "bachelor", "obtained": "2020-01-01"}, "language is missing"),
        ({"type": "bachelor", "language": "som", "obtained": "2020-01-01", "amount": "30"}, "for credits only"),
        ({"type": "bachelor", "language": "som", "obtained": "2020-01-01", "unit": "vekttall"}, "for credits only"),
        ({**CREDIT_FIELDS, "amount": None}, "amount is missing"),
        ({**CREDIT_FIELDS, "amount": "1001"}, "cannot be so"),
        ({**CREDIT_FIELDS, "unit": "points"}, "unit cannot be points. Choose one of: studiepoeng, vekttall"),
        ({**CREDIT_FIELDS, "type": "diploma"}, "type cannot be diploma. Choose one of: state_authorisation, bachelor"),
        ({**CREDIT_FIELDS, "kind": "loud"}, "kind cannot be loud"),
        ({**CREDIT_FIELDS, "type": "state_authorisation"}, "authorisation grant"),
        ({**CREDIT_FIELDS, "language": "xyz"}, "No language has the code"),
        ({**CREDIT_FIELDS, "country": "XX"}, "is no country"),
        ({**CREDIT_FIELDS, "category": "A"}, "category is not a field"),
        ({**CREDIT_FIELDS, "obtained": "2026-07-01"}, "obtained cannot be later than today"),
        ({**CREDIT_FIELDS, "country": "SE", "recognised": "2026-07-01"}, "recognised cannot be later than today"),
        ({**CREDIT_FIELDS, "institution": "x" * 201}, "institution is longer than 200"),
    ],
)
def test_what_no_qualification_can_be_is_refused(desk, fields, said):
    with pytest.raises(UserError, match=said):
        added(desk, **fields)
    assert desk.unsent == []


def test_a_qualification_that_is_obtained_today_counts_today(desk):
    assert letters(added(desk, type="bachelor", language="som", obtained="2026-06-30")) == [
        (Period(TODAY, FOREVER), "B", "A")
    ]


def test_a_foreign_qualification_counts_when_it_is_recognised(desk):
    foreign = added(desk, type="bachelor", language="som", obtained="2020-01-01", country="se")
    record = foreign.edits[0].record
    assert (foreign.edits[0].set["country"], foreign.what.effects) == ("SE", ())
    plan = partial(change_qualification, record=record, changes={"recognised": "2026-06-30"}, today=TODAY)
    assert letters(desk.do(plan)) == [(Period(TODAY, FOREVER), "B", "A")]


def test_a_change_holds_all_that_must_not_part_as_it_was_seen(desk):
    (edit,) = changed(desk, amount="15").edits
    assert edit.set == {"amount": "15"}
    assert edit.base == {
        "type": "credits",
        "language": "som",
        "kind": None,
        "obtained": "2012-06-01",
        "amount": "30",
        "unit": "studiepoeng",
        "country": "",
        "recognised": None,
    }


def test_a_change_of_the_institution_holds_that_alone(desk):
    (edit,) = changed(desk, seen={"institution": "HVL"}, institution="UiO").edits
    assert (edit.base, edit.set) == ({"institution": "HVL"}, {"institution": "UiO"})


def test_credits_that_are_too_few_lower_the_category(desk):
    assert letters(changed(desk, amount="15")) == [(Period(TODAY, FOREVER), "B", "C")]


def test_a_qualification_can_become_of_another_type_when_the_rest_fits(desk):
    with pytest.raises(UserError, match="amount is given for credits only"):
        changed(desk, type="bachelor")
    (edit,) = changed(desk, type="bachelor", amount=None, unit=None).edits
    assert edit.set == {"type": "bachelor", "amount": None, "unit": None}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"obtained": "2026-07-01"}, "later than today"),
        ({"language": None}, "language is missing"),
        ({"obtained": None}, "obtained is missing"),
        ({"amount": "30"}, "nothing to save"),
    ],
)
def test_a_qualification_cannot_become_what_none_can_be(desk, changes, said):
    with pytest.raises(UserError, match=said):
        changed(desk, **changes)


def test_a_removed_qualification_carries_what_it_was(desk):
    edited = desk.do(partial(remove_qualification, record=CREDITS))
    (edit,) = edited.edits
    assert (edit.act, edit.base["amount"], edit.base["institution"]) == (Act.DELETE, "30", "OsloMet")
    assert letters(edited) == [(Period(TODAY, FOREVER), "B", "C")]


# Authorisations


def grant(desk, language="ara", granted=TODAY, **details):
    return desk.do(partial(grant_authorisation, language=language, granted=granted, new_id=desk.new_id, **details))


def withdraw(desk, start, end=None, reason=""):
    plan = partial(withdraw_authorisation, record=AUTHORISATION, start=start, end=end, reason=reason)
    return desk.do(partial(plan, new_id=desk.new_id))


def test_an_authorisation_is_granted_with_its_number(desk):
    (edit,) = grant(desk, number="2026-17", kind=Kind.SPOKEN).edits
    assert edit.set == {
        "interpreter_id": PERSON,
        "language": "ara",
        "kind": "spoken",
        "granted": "2026-06-30",
        "number": "2026-17",
    }


@pytest.mark.parametrize("kind", [None, Kind.SPOKEN])
def test_nobody_has_two_authorisations_for_a_language_at_a_time(desk, kind):
    with pytest.raises(UserError, match="has an authorisation for som already, granted 2010-01-01"):
        grant(desk, "som", kind=kind)
    desk.do(partial(revoke_authorisation, record=AUTHORISATION, day=TODAY))
    with pytest.raises(UserError, match="already"):
        grant(desk, "som", TODAY - DAY, kind=kind)
    grant(desk, "som", TODAY, kind=kind)


def test_a_withdrawal_has_its_days_and_its_reason_and_the_category_falls_meanwhile(desk):
    edited = withdraw(desk, TODAY + DAY, TODAY + 3 * DAY, "case")
    assert edited.edits[0].set == {
        "interpreter_id": PERSON,
        "authorisation_id": AUTHORISATION,
        "withdrawn_from": "2026-07-01",
        "withdrawn_until": "2026-07-03",
        "reason": "case",
    }
    assert letters(edited) == [(Period(TODAY + DAY, TODAY + 3 * DAY), "B", "D")]


def test_an_authorisation_is_not_withdrawn_twice_at_a_time_nor_before_it_is_granted(desk):
    withdraw(desk, TODAY)
    with pytest.raises(UserError, match="withdrawn already from 2026-06-30"):
        withdraw(desk, TODAY + DAY)
    with pytest.raises(UserError, match="withdrawn_from cannot be earlier than 2010-01-01"):
        withdraw(desk, GRANTED - DAY, GRANTED + DAY)
    withdraw(desk, GRANTED, TODAY)


def test_a_withdrawal_that_is_still_open_is_ended(desk):
    gap = withdraw(desk, TODAY - DAY).edits[0].record
    (edit,) = desk.do(partial(restore_authorisation, record=AUTHORISATION, end=TODAY)).edits
    assert (edit.record, edit.set) == (gap, {"withdrawn_until": "2026-06-30"})
    assert edit.base == {"withdrawn_from": "2026-06-29", "withdrawn_until": None, "reason": ""}


def test_a_withdrawal_that_would_last_longer_is_shortened(desk):
    withdraw(desk, TODAY - DAY, TODAY + 9 * DAY)
    edited = desk.do(partial(restore_authorisation, record=AUTHORISATION, end=TODAY + DAY))
    assert letters(edited) == [(Period(TODAY + DAY, TODAY + 9 * DAY), "D", "B")]


def test_what_is_not_withdrawn_cannot_be_restored(desk):
    with pytest.raises(UserError, match="not withdrawn on 2026-06-30"):
        desk.do(partial(restore_authorisation, record=AUTHORISATION, end=TODAY))
    withdraw(desk, TODAY - 9 * DAY, TODAY)
    with pytest.raises(UserError, match="not withdrawn on 2026-06-30"):
        desk.do(partial(restore_authorisation, record=AUTHORISATION, end=TODAY))


def test_a_withdrawal_lasts_a_day_at_least(desk):
    withdraw(desk, TODAY)
    with pytest.raises(UserError, match="withdrawn_until must be later than 2026-06-30"):
        desk.do(partial(restore_authorisation, record=AUTHORISATION, end=TODAY))


def test_a_revocation_is_for_good_and_happens_once(desk):
    edited = desk.do(partial(revoke_authorisation, record=AUTHORISATION, day=TODAY, reason="TL § 20"))
    (edit,) = edited.edits
    assert edit.set == {"revoked": "2026-06-30", "revocation_reason": "TL § 20"}
    assert edit.base == {"revoked": None, "revocation_reason": ""}
    assert letters(edited) == [(Period(TODAY, FOREVER), "B", "D")]
    with pytest.raises(UserError, match="revoked already, from 2026-06-30"):
        desk.do(partial(revoke_authorisation, record=AUTHORISATION, day=TODAY))


@pytest.mark.parametrize(("day", "said"), [(GRANTED - DAY, "cannot be earlier"), (TODAY, "revoked from 2026-06-30")])
def test_an_authorisation_is_revoked_neither_before_it_was_granted_nor_before_it_was_withdrawn(desk, day, said):
    withdraw(desk, TODAY)
    with pytest.raises(UserError, match=said):
        desk.do(partial(revoke_authorisation, record=AUTHORISATION, day=day))
    desk.do(partial(revoke_authorisation, record=AUTHORISATION, day=TODAY + DAY))


def test_the_days_of_an_authorisation_are_corrected_in_order(desk):
    withdraw(desk, TODAY)
    with pytest.raises(UserError, match="withdrawn_from cannot be earlier than 2026-07-01"):
        desk.do(partial(change_authorisation, record=AUTHORISATION, changes={"granted": "2026-07-01"}))
    (edit,) = desk.do(partial(change_authorisation, record=AUTHORISATION, changes={"granted": "2011-01-01"})).edits
    assert edit.base == {"language": "som", "kind": None, "granted": "2010-01-01"}


def test_an_authorisation_beside_a_bachelor_gives_the_highest_category(tmp_path):
    desk = Desk.over(tmp_path, [person(evidence=[bachelor()])])
    assert letters(grant(desk, "som")) == [(Period(TODAY, FOREVER), "B", "A")]
    desk.profile.close()
