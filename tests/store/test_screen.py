"""The screen shows the base with the unsent edits over it."""

from datetime import date

import pytest

from interpreter_app.domain.edits import Act, Draft, EditState
from interpreter_app.domain.errors import EnvironmentFault
from interpreter_app.store import tables
from interpreter_app.store.screen import read_base_records, read_screen_dossiers, read_screen_records
from tests.support.registers import person, record_id
from tests.support.staff import PERSON, Desk

OTHER = record_id("p10002")
LANGUAGE, LISTING, BACHELOR = (record_id(f"r{n}-10001") for n in range(3))


@pytest.fixture
def desk(tmp_path):
    made = Desk.over(tmp_path, [person(phone="+47 000 00 001"), person("Tigist Haile", 10002)])
    yield made
    made.profile.close()


def phone(value, before="+47 000 00 001"):
    return Draft(
        act=Act.UPDATE, type="interpreter", record=PERSON, person=PERSON, base={"phone": before}, set={"phone": value}
    )


def on_screen(desk, id_=PERSON):
    with desk.profile.database.read() as connection:
        return read_screen_records(connection, id_)


def dossiers(desk, *ids):
    with desk.profile.database.read() as connection:
        return {one.id: one for one in read_screen_dossiers(connection, ids)}


def test_without_edits_the_screen_is_the_base(desk):
    with desk.profile.database.read() as connection:
        assert read_base_records(connection, PERSON) == on_screen(desk)
    assert set(on_screen(desk)) == {PERSON, LANGUAGE, LISTING, BACHELOR}


def test_edits_are_shown_in_their_order_over_the_base_which_stays_as_it_is(desk):
    rev = on_screen(desk)[PERSON].rev
    desk.save(phone("2"))
    desk.save(phone("3", "2"))
    assert on_screen(desk)[PERSON].fields["phone"] == "3"
    assert on_screen(desk)[PERSON].rev == rev
    with desk.profile.database.read() as connection:
        assert read_base_records(connection, PERSON)[PERSON].fields["phone"] == "+47 000 00 001"


def test_edits_of_one_person_are_no_other_persons(desk):
    desk.save(phone("2"))
    found = dossiers(desk, PERSON, OTHER)
    assert (found[PERSON].interpreter.phone, found[OTHER].interpreter.phone) == ("2", "")


@pytest.mark.parametrize("state", [EditState.SENT, EditState.CONFLICT, EditState.REJECTED])
def test_an_edit_is_shown_until_the_register_has_it(desk, state):
    saved = desk.save(phone("2"))
    desk.mark(state, *saved.edits)
    assert on_screen(desk)[PERSON].fields["phone"] == "2"
    desk.mark(EditState.ACKNOWLEDGED, *saved.edits)
    assert on_screen(desk)[PERSON].fields["phone"] == "+47 000 00 001"


def test_a_new_record_has_no_rev_and_a_deleted_one_is_not_shown(desk):
    fields = {"interpreter_id": PERSON, "language": "ara", "kind": "spoken"}
    new = Draft(act=Act.CREATE, type="language", record="new", person=PERSON, set=fields)
    gone = Draft(act=Act.DELETE, type="language", record=LANGUAGE, person=PERSON, base=on_screen(desk)[LANGUAGE].fields)
    desk.save(new, gone)
    assert (on_screen(desk)["new"].rev, LANGUAGE in on_screen(desk)) == (0, False)
    assert [one.language for one in dossiers(desk, PERSON)[PERSON].languages] == ["ara"]


def test_a_person_whose_own_record_is_deleted_is_not_there(desk):
    own = on_screen(desk)[PERSON]
    desk.save(Draft(act=Act.DELETE, type="interpreter", record=PERSON, person=PERSON, base=own.fields))
    assert dossiers(desk, PERSON) == {}


def test_an_update_of_a_record_that_the_register_has_deleted_shows_nothing(desk):
    change = {"act": Act.UPDATE, "type": "qualification", "record": BACHELOR, "person": PERSON}
    desk.save(Draft(**change, set={"institution": "UiO"}))
    desk.register_deletes(BACHELOR)
    assert BACHELOR not in on_screen(desk)
    assert dossiers(desk, PERSON)[PERSON].qualifications == ()


def test_an_edit_that_no_longer_fits_its_record_is_left_out(desk):
    change = {"act": Act.UPDATE, "type": "qualification", "record": BACHELOR, "person": PERSON}
    desk.save(Draft(**change, set={"amount": "30"}))
    assert dossiers(desk, PERSON)[PERSON].qualifications[0].amount is None
    desk.save(Draft(**change, set={"obtained": "2016-01-01"}))
    assert dossiers(desk, PERSON)[PERSON].qualifications[0].obtained == date(2016, 1, 1)


def test_an_edit_of_a_type_that_is_not_known_here_is_left_out(desk):
    desk.save(Draft(act=Act.CREATE, type="card", record="card", person=PERSON, set={"number": 1}))
    assert "card" not in on_screen(desk)


def test_a_record_of_the_base_that_cannot_be_read_is_told_plainly(desk):
    desk.save(phone("2"))
    with desk.profile.database.write() as connection:
        connection.execute(tables.records.update().where(tables.records.c.id == BACHELOR).values(data=b"{}"))
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        dossiers(desk, PERSON)
