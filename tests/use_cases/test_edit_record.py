"""A whole record is saved as one act, over what was seen; looking ahead says what it does to the categories."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from interpreter_app.domain.edits import Act
from interpreter_app.domain.errors import UserError
from interpreter_app.use_cases.edit_record import RecordChange, RecordRefused, look_ahead, save_record
from interpreter_app.use_cases.person_records import find_person
from interpreter_app.use_cases.save_edit import Edited
from tests.support.desktop import evidence_for
from tests.support.registers import TODAY, person, record_id
from tests.support.staff import PERSON, Desk

_BACHELOR = {"interpreter_id": PERSON, "type": "bachelor", "language": "som", "obtained": "2020-06-01"}
OTHERS = "01900000-0000-7000-8000-00000000aaaa"
PEOPLE = person("Ola Nordmann", 10001, ["som"], evidence_for("C", "som"), phone="00000001")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.over(tmp_path, [PEOPLE])


def seen(desk: Desk) -> dict[str, RecordChange]:
    """Every record as a form that was just opened has it."""
    records = find_person(desk.profile, PERSON).records
    return {id_: RecordChange(id_, one.type, one.fields, one.fields) for id_, one in records.items()}


def changed(one: RecordChange, **values: object) -> RecordChange:
    return replace(one, now={**(one.now or {}), **values})


def save(desk: Desk, *changes: RecordChange, person: str = PERSON, reason: str = "") -> Edited:
    return save_record(desk.profile, person, changes, now=desk.now, new_id=desk.new_id, fictional=True, reason=reason)


def of_type(desk: Desk, type_: str) -> RecordChange:
    return next(one for one in seen(desk).values() if one.type == type_)


def test_all_that_was_typed_is_one_save(desk):
    own = seen(desk)[PERSON]
    edited = save(
        desk, changed(own, phone="00000002"), RecordChange(OTHERS, "qualification", None, _BACHELOR), reason="Diploma"
    )
    assert len(edited.saves) == 1
    assert [(edit.act, edit.type, edit.reason) for edit in desk.unsent] == [
        (Act.UPDATE, "interpreter", "Diploma"),
        (Act.CREATE, "qualification", "Diploma"),
    ]
    assert find_person(desk.profile, PERSON).dossier.assessments(TODAY)[0].category == "A"


def test_the_base_is_what_was_seen_and_not_what_has_become_of_it_since(desk):
    own = seen(desk)[PERSON]
    desk.register_puts(PEOPLE[0], phone="00000009", email="ny@example.no")
    save(desk, changed(own, phone="00000002"))
    (edit,) = desk.unsent
    assert (dict(edit.base), dict(edit.set)) == ({"phone": "00000001"}, {"phone": "+47 000 00 002"})


def test_a_removal_carries_what_was_seen(desk):
    language = of_type(desk, "language")
    save(desk, replace(language, now=None))
    (edit,) = desk.unsent
    assert (edit.act, edit.base) == (Act.DELETE, language.seen)


def test_what_others_have_removed_already_needs_no_removal_and_takes_no_change(desk):
    listing = of_type(desk, "listing")
    desk.register_deletes(listing.id)
    with pytest.raises(UserError):
        save(desk, replace(listing, now=None))
    with pytest.raises(RecordRefused) as refused:
        save(desk, changed(listing, listed_until="2026-01-01"))
    assert refused.value.record == listing.id
    assert desk.unsent == []


def test_one_record_that_cannot_be_stops_all_of_it_and_is_named(desk):
    own = seen(desk)[PERSON]
    later = RecordChange(OTHERS, "qualification", None, {**_BACHELOR, "obtained": "2030-01-01"})
    with pytest.raises(RecordRefused) as refused:
        save(desk, changed(own, phone="00000002"), later)
    assert refused.value.record == OTHERS
    assert desk.unsent == []


def test_a_language_is_listed_once(desk):
    again = RecordChange(OTHERS, "language", None, {"interpreter_id": PERSON, "language": "som", "kind": "spoken"})
    with pytest.raises(RecordRefused):
        save(desk, again)


def test_nobody_gets_a_second_authorisation_for_a_language_while_one_holds(desk):
    fields = {"interpreter_id": PERSON, "language": "som", "granted": "2026-01-01"}
    with pytest.raises(RecordRefused, match="has an authorisation for som already"):
        save(desk, RecordChange(OTHERS, "authorisation", None, fields))


def test_a_withdrawal_must_lie_in_the_time_of_its_authorisation(desk):
    authorisation = of_type(desk, "authorisation")
    fields = {"interpreter_id": PERSON, "authorisation_id": authorisation.id, "withdrawn_from": "1990-01-01"}
    with pytest.raises(RecordRefused):
        save(desk, RecordChange(OTHERS, "withdrawal", None, fields))
    save(desk, RecordChange(OTHERS, "withdrawal", None, {**fields, "withdrawn_from": "2026-01-01"}))
    assert [edit.type for edit in desk.unsent] == ["withdrawal"]


def test_a_removed_authorisation_goes_after_its_withdrawals(desk):
    authorisation = of_type(desk, "authorisation")
    fields = {"interpreter_id": PERSON, "authorisation_id": authorisation.id, "withdrawn_from": "2026-01-01"}
    save(desk, RecordChange(OTHERS, "withdrawal", None, fields))
    save(desk, replace(authorisation, now=None), replace(seen(desk)[OTHERS], now=None))
    assert [(edit.act, edit.type) for edit in desk.unsent[1:]] == [
        (Act.DELETE, "withdrawal"),
        (Act.DELETE, "authorisation"),
    ]


def new_person(**own: object) -> list[RecordChange]:
    id_ = record_id("new")
    return [
        RecordChange(id_, "interpreter", None, {"first_name": "Kari", "last_name": "Ny", **own}),
        RecordChange(OTHERS, "listing", None, {"interpreter_id": id_, "listed_from": "2026-06-30"}),
        RecordChange(record_id("l"), "language", None, {"interpreter_id": id_, "language": "som", "kind": "spoken"}),
        RecordChange(record_id("q"), "qualification", None, {**_BACHELOR, "interpreter_id": id_}),
    ]


def test_a_new_person_is_saved_with_everything_own_record_first(desk):
    edited = save(desk, *reversed(new_person()), person=record_id("new"))
    assert edited.edits[0].type == "interpreter"
    assert find_person(desk.profile, record_id("new")).interpreter.name == "Kari Ny"


def test_a_new_person_is_listed_only_with_a_qualification_and_a_name(desk):
    *others, _qualification = new_person()
    with pytest.raises(RecordRefused) as refused:
        save(desk, *others, person=record_id("new"))
    assert refused.value.record == OTHERS
    with pytest.raises(RecordRefused) as refused:
        save(desk, *new_person(first_name="", last_name=""), person=record_id("new"))
    assert refused.value.record == record_id("new")
    assert desk.unsent == []


def test_looking_ahead_says_what_becomes_of_each_category(desk):
    records = [*seen(desk).values(), RecordChange(OTHERS, "qualification", None, _BACHELOR)]
    outlook = look_ahead(PERSON, records, TODAY)
    (effect,) = outlook.effects
    assert effect.before is not None
    assert effect.after is not None
    assert (effect.before.category, effect.after.category) == ("C", "A")
    assert outlook.unfinished == frozenset()
    assert desk.unsent == []


def test_looking_ahead_passes_over_what_is_not_finished(desk):
    records = [*seen(desk).values(), RecordChange(OTHERS, "qualification", None, {"type": "bachelor"})]
    outlook = look_ahead(PERSON, records, TODAY)
    assert (outlook.effects, outlook.unfinished) == ((), frozenset({OTHERS}))


def test_looking_ahead_from_another_day(desk):
    records = [*seen(desk).values(), RecordChange(OTHERS, "qualification", None, _BACHELOR)]
    (effect,) = look_ahead(PERSON, records, date(2019, 1, 1)).effects
    assert effect.period.start == date(2020, 6, 1)


def test_looking_ahead_of_somebody_who_is_to_go(desk):
    outlook = look_ahead(PERSON, [replace(one, now=None) for one in seen(desk).values()], TODAY)
    assert outlook.after is None
    assert [effect.after for effect in outlook.effects] == [None]
