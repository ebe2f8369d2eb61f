"""Who has which identity number, unsent edits included."""

from pathlib import Path

from interpreter_app.domain.edits import Act, Draft
from interpreter_app.store.identity_numbers import people_by_identity_number
from interpreter_app.use_cases.outbox import save
from tests.support.lists import SECRET_NUMBER, log_in, new_ids
from tests.support.registers import AS_OF, person, profile_with, record_id

OTHER_NUMBER = "55879010062"


def test_people_are_found_by_the_number_that_the_screen_shows(tmp_path: Path) -> None:
    profile = log_in(
        profile_with(
            tmp_path,
            [person("A A", 10001, identity_number=SECRET_NUMBER), person("B B", 10002, identity_number=SECRET_NUMBER)],
        )
    )
    changed = Draft(
        act=Act.UPDATE,
        type="interpreter",
        record=record_id("p10002"),
        person=record_id("p10002"),
        base={"identity_number": SECRET_NUMBER},
        set={"identity_number": OTHER_NUMBER},
        base_rev=1,
    )
    wanted = [SECRET_NUMBER, OTHER_NUMBER, "00000000000"]
    with profile.database.read() as connection:
        before = people_by_identity_number(connection, wanted)
    save(profile, [changed], now=AS_OF, new_id=new_ids())
    with profile.database.read() as connection:
        after = people_by_identity_number(connection, wanted)
        assert people_by_identity_number(connection, []) == {}
    profile.close()
    first, second = record_id("p10001"), record_id("p10002")
    assert before == {SECRET_NUMBER: {first, second}, OTHER_NUMBER: set(), "00000000000": set()}
    assert after == {SECRET_NUMBER: {first}, OTHER_NUMBER: {second}, "00000000000": set()}


def test_an_edit_of_something_else_leaves_the_number_and_a_deletion_frees_it(tmp_path: Path) -> None:
    people = [person("A A", 10001, identity_number=SECRET_NUMBER), person("B B", 10002, identity_number=OTHER_NUMBER)]
    profile = log_in(profile_with(tmp_path, people))
    first, second = record_id("p10001"), record_id("p10002")
    own = {"type": "interpreter", "base_rev": 1}
    call = Draft(act=Act.UPDATE, record=first, person=first, base={"phone": ""}, set={"phone": "+47 000 00 001"}, **own)
    gone = Draft(act=Act.DELETE, record=second, person=second, base={"identity_number": OTHER_NUMBER}, **own)
    save(profile, [call, gone], now=AS_OF, new_id=new_ids())
    with profile.database.read() as connection:
        found = people_by_identity_number(connection, [SECRET_NUMBER, OTHER_NUMBER])
    profile.close()
    assert found == {SECRET_NUMBER: {first}, OTHER_NUMBER: set()}
