"""A whole new person from a document: all of it, or nothing, with the place of what does not fit."""

import json

import pytest

from interpreter_app.domain.edits import Act
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.json_documents import read_json
from interpreter_app.use_cases.new_person import read_new_person
from interpreter_app.use_cases.person_records import find_person
from interpreter_app.use_cases.save_edit import add_person, try_out_person
from tests.support.lists import SECRET_NUMBER, new_ids
from tests.support.registers import AS_OF, TODAY, person
from tests.support.staff import Desk

WHOLE = {
    "first_name": "Ane",
    "last_name": "Li",
    "gender": "F",
    "phone": "00012345",
    "county": "Oslo",
    "address": "Fiksjonsveien 13",
    "postal_code": "0150",
    "place": "Oslo",
    "address_public": True,
    "identity_number": SECRET_NUMBER,
    "languages": [{"language": "som"}, {"language": "nor", "kind": "speech_to_text"}],
    "qualifications": [
        {"type": "credits", "language": "som", "obtained": "2012-06-01", "amount": 30},
        {
            "type": "tao",
            "obtained": "2012-06-01",
            "institution": "OsloMet",
            "country": "se",
            "recognised": "2013-01-01",
        },
    ],
    "authorisations": [
        {
            "language": "som",
            "granted": "2014-01-01",
            "number": "17",
            "withdrawn": [{"from": "2015-01-01", "until": "2015-02-01", "reason": "case"}],
            "revoked": "2020-01-01",
            "revocation_reason": "TL § 20",
        }
    ],
    "listed": [{"from": "2012-06-01", "until": "2013-01-01", "reason": "own wish"}, {"from": "2016-01-01"}],
}


@pytest.fixture
def desk(tmp_path):
    made = Desk.over(tmp_path, [person()])
    yield made
    made.profile.close()


def read(document, *, new_id=None, fictional=True):
    content = read_json(json.dumps(document).encode())
    return read_new_person(content, new_id=new_id or new_ids(), today=TODAY, fictional=fictional)


def add(desk, document):
    return add_person(desk.profile, read(document, new_id=desk.new_id), now=AS_OF, new_id=desk.new_id)


def test_a_whole_person_is_added_with_every_record_in_one_save(desk):
    edited = add(desk, WHOLE)
    assert [edit.type for edit in edited.edits] == [
        "interpreter",
        *["language"] * 2,
        *["qualification"] * 2,
        "authorisation",
        "withdrawal",
        *["listing"] * 2,
    ]
    assert {edit.act for edit in edited.edits} == {Act.CREATE}
    assert len({edit.tx for edit in edited.edits}) == 1
    assert {edit.person for edit in edited.edits} == {edited.what.person}
    assert (edited.op_id, edited.what.number) == (edited.edits[0].op_id, None)
    assert edited.edits[6].set["authorisation_id"] == edited.edits[5].record


def test_the_person_is_on_the_screen_at_once_with_what_the_evidence_gives(desk):
    edited = add(desk, WHOLE)
    found = find_person(desk.profile, edited.what.person)
    assert (found.interpreter.name, found.interpreter.county) == ("Ane Li", "03")
    assert found.interpreter.phone == "+47 000 12 345"
    assert {one.pair.language: one.category for one in found.dossier.assessments(TODAY)} == {"som": "D", "nor": None}
    assert [effect.after.category for effect in edited.what.effects] == [None, "D"]


def test_what_is_empty_is_left_out_of_the_records(desk):
    own = add(desk, {"last_name": "Li", "email": "", "gender": None}).edits[0]
    assert own.set == {"last_name": "Li"}


def test_trying_out_a_person_saves_nothing(desk):
    what = try_out_person(desk.profile, read(WHOLE), TODAY)
    assert what.after.interpreter.name == "Ane Li"
    assert desk.unsent == []


def test_somebody_with_the_same_identity_number_is_not_added_again_sent_or_not(desk):
    edited = add(desk, WHOLE)
    with pytest.raises(UserError, match=r"Ane Li .* has the same identity number") as told:
        add(desk, WHOLE)
    assert edited.what.person in str(told.value)
    assert SECRET_NUMBER not in str(told.value)
    assert len(desk.unsent) == len(edited.edits)


def without(name):
    return {field: value for field, value in WHOLE.items() if field != name}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": 10005}, "number is not a field that can be given here"),
        ({"category": "A"}, "category is not a field"),
        ({"first_name": "", "last_name": None}, "must have a name"),
        ({"phone": "12"}, "phone: "),
        ({"phone": 12345678}, "phone must be text"),
        ({"languages": {"language": "som"}}, "languages must be a list"),
        ({"languages": [{"kind": "spoken"}]}, r"languages\[0\].language is missing"),
        ({"languages": [{"language": "xyz"}]}, r"languages\[0\].language cannot be xyz"),
        ({"languages": [{"language": "som"}, {"language": "som", "kind": "spoken"}]}, r"languages\[1\] stands twice"),
        ({"qualifications": [{"type": "bachelor", "language": "som"}]}, r"qualifications\[0\].obtained is missing"),
        (
            {"qualifications": [{"type": "bachelor", "obtained": "2012-06-01"}]},
            r"qualifications\[0\]: language is missing",
        ),
        (
            {"qualifications": [{"type": "bachelor", "language": "som", "obtained": "2026-07-01"}]},
            r"qualifications\[0\]: obtained cannot be later than today",
        ),
        ({"authorisations": [{"language": "som"}]}, r"authorisations\[0\].granted is missing"),
        (
            {"authorisations": [{"language": "som", "granted": "2014-01-01", "revoked": "2013-12-31"}]},
            r"authorisations\[0\]: revoked cannot be earlier than 2014-01-01",
        ),
        (
            {
                "authorisations": [
                    {"language": "som", "granted": "2014-01-01", "withdrawn": [{"from": "2013-01-01"}]},
                ]
            },
            r"authorisations\[0\]: withdrawn_from cannot be earlier",
        ),
        (
            {"authorisations": [{"language": "som", "granted": "2014-01-01", "withdrawn": [{"until": "2013-01-01"}]}]},
            r"authorisations\[0\].withdrawn\[0\].from is missing",
        ),
        (
            {"authorisations": [{"language": "som", "granted": day} for day in ("2014-01-01", "2015-01-01")]},
            r"authorisations\[0\]: Ane Li has an authorisation for som already, granted 2015-01-01",
        ),
        ({"listed": [{"from": "2012-05-31"}]}, r"listed\[0\]: Ane Li has no category on 2012-05-31"),
        ({"listed": [{"from": "2013-01-01"}, {"from": "2016-01-01"}]}, r"listed\[0\]: The person is listed already"),
        ({"listed": ["2016-01-01"]}, r"listed\[0\] must be an object"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(changes, said):
    with pytest.raises(UserError, match=said):
        read(WHOLE | changes)


def test_an_identity_number_that_is_wrong_is_not_repeated():
    with pytest.raises(UserError) as told:
        read(WHOLE | {"identity_number": SECRET_NUMBER[:-1] + "0"})
    assert SECRET_NUMBER[:9] not in str(told.value)


def test_a_real_register_takes_nobody_who_does_not_exist():
    with pytest.raises(UserError, match="phone"):
        read(WHOLE, fictional=False)


@pytest.mark.parametrize("document", [[], "Ane", None])
def test_what_is_no_object_is_no_person(document):
    with pytest.raises(UserError, match="must be an object"):
        read(document)


def test_a_problem_in_a_record_is_worded_in_the_language_of_the_person():
    with pytest.raises(UserError) as told:
        read(WHOLE | {"qualifications": [{"type": "bachelor", "obtained": "2012-06-01"}]})
    norwegian = {"{where} is missing.": "{where} mangler.", "Add it.": "Legg det til."}
    said = told.value.in_words(lambda text: norwegian.get(text, text))
    assert said == "qualifications[0]: language mangler. Legg det til."


@pytest.mark.parametrize("amount", [0, -1, 1001, 1e300])
def test_an_amount_that_no_education_has_is_refused_with_its_place(amount):
    evidence = {"type": "credits", "language": "som", "obtained": "2012-06-01", "amount": amount}
    with pytest.raises(UserError, match=r"qualifications\[0\].amount must be above 0 and at most 1000"):
        read({"last_name": "Li", "qualifications": [evidence]})


def test_an_amount_too_long_to_be_written_out_is_refused():
    evidence = b'{"type": "credits", "language": "som", "obtained": "2012-06-01", "amount": 1e999999999}'
    content = read_json(b'{"last_name": "Li", "qualifications": [' + evidence + b"]}")
    with pytest.raises(UserError, match="amount"):
        read_new_person(content, new_id=new_ids(), today=TODAY, fictional=True)
