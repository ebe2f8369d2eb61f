"""Stored records become the domain's own types, and a person's records a dossier."""

import json
from datetime import date
from decimal import Decimal

import msgspec
import pytest

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import EnvironmentFault
from interpreter_app.domain.guidance_content import GuidancePiece, PieceText
from interpreter_app.domain.interpreters import Gender, Interpreter, Kind, ListedLanguage, Listing
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType, Qualification
from interpreter_app.domain.records import RECORD_TYPES
from interpreter_app.store import tables
from interpreter_app.store.people import read_dossier_by_id, read_dossiers_by_ids, read_dossiers_by_number
from interpreter_app.store.records import StoredRecord, decode, dossier_of, dossiers_of, encode, owner, read_dossiers
from interpreter_app.store.search_index import insert_rows
from tests.support.registers import authorised, credits_30, person, profile_with, record_id, stored

WITHDRAWAL = Withdrawal(interpreter_id="p1", authorisation_id="a1", withdrawn_from=date(2024, 2, 1))
RECORDS = [
    ("interpreter", {"number": 10001, "first_name": "Åse", "gender": "F"}),
    ("language", {"interpreter_id": "p1", "language": "som", "kind": "spoken"}),
    ("listing", {"interpreter_id": "p1", "listed_from": "2016-01-01", "listed_until": None}),
    (
        "qualification",
        {
            "interpreter_id": "p1",
            "type": "credits",
            "obtained": "2012-06-01",
            "language": "som",
            "amount": "29.5",
            "unit": "studiepoeng",
        },
    ),
    ("authorisation", {"interpreter_id": "p1", "language": "som", "granted": "2010-01-01"}),
    ("withdrawal", {"interpreter_id": "p1", "authorisation_id": "a1", "withdrawn_from": "2024-02-01"}),
    (
        "guidance",
        {
            "key": "law",
            "version": 2,
            "valid_from": "2026-07-01",
            "sources": ["TL 7(5)"],
            "data": {"checked": "2026-07-02"},
            "texts": {"nb": {"title": "Loven", "body": ["En linje."]}, "nn": {"title": "Lova"}},
        },
    ),
]
READ = {
    "interpreter": Interpreter(number=10001, first_name="Åse", gender=Gender.FEMALE),
    "language": ListedLanguage(interpreter_id="p1", language="som", kind=Kind.SPOKEN),
    "listing": Listing(interpreter_id="p1", listed_from=date(2016, 1, 1)),
    "qualification": Qualification(
        interpreter_id="p1",
        type=EvidenceType.CREDITS,
        obtained=date(2012, 6, 1),
        language="som",
        amount=Decimal("29.5"),
        unit=CreditUnit.STUDIEPOENG,
    ),
    "authorisation": Authorisation(interpreter_id="p1", language="som", granted=date(2010, 1, 1)),
    "withdrawal": WITHDRAWAL,
    "guidance": GuidancePiece(
        key="law",
        version=2,
        valid_from=date(2026, 7, 1),
        sources=("TL 7(5)",),
        data={"checked": "2026-07-02"},
        texts={"nb": PieceText(title="Loven", body=("En linje.",)), "nn": PieceText(title="Lova")},
    ),
}


def as_json(fields) -> bytes:
    return json.dumps(fields).encode()


@pytest.fixture
def profile(tmp_path):
    opened = profile_with(tmp_path, [person("Yonas Tekle", 10001), person("Åse Sørensen", 10002, evidence=[])])
    yield opened
    opened.close()


def put(profile, *records: StoredRecord):
    with profile.database.write() as connection:
        insert_rows(connection, tables.records, records)


def read(profile, *ids: str) -> list[Dossier]:
    with profile.database.read() as connection:
        return list(read_dossiers(connection, tables.records, ids))


def test_every_type_of_record_is_tried_here():
    assert [type_ for type_, _ in RECORDS] == list(RECORD_TYPES)


@pytest.mark.parametrize(("type_", "fields"), RECORDS, ids=READ)
def test_a_record_is_read_as_the_domains_own_type(type_, fields):
    assert decode(type_, as_json(fields)) == READ[type_]


@pytest.mark.parametrize(("type_", "fields"), RECORDS, ids=READ)
def test_fields_that_this_program_does_not_know_are_passed_over(type_, fields):
    assert decode(type_, as_json({**fields, "shoe_size": 43, "nested": {"a": [1]}})) == READ[type_]


@pytest.mark.parametrize(("type_", "fields"), RECORDS, ids=READ)
def test_what_is_written_is_read_again(type_, fields):
    record = decode(type_, as_json(fields))
    assert decode(type_, encode(record)) == record


def test_a_type_that_this_program_does_not_know_is_no_record():
    assert decode("warning", b'{"reasons":"x"}') is None
    assert decode("", b"not even JSON") is None


@pytest.mark.parametrize(
    ("type_", "fields"),
    [
        ("interpreter", {"number": "10001"}),
        ("interpreter", {"gender": "K"}),
        ("language", {"language": "som", "kind": "spoken"}),
        ("language", {"interpreter_id": "p1", "language": "som", "kind": "shouted"}),
        ("listing", {"interpreter_id": "p1", "listed_from": "2016-02-30"}),
        ("qualification", {"interpreter_id": "p1", "type": "diploma", "obtained": "2012-06-01"}),
        ("withdrawal", {}),
        ("guidance", {"key": "law", "version": "2", "valid_from": "2026-07-01"}),
        ("guidance", {"key": "law", "version": 2, "valid_from": "2026-07-01", "texts": {"nb": {"body": []}}}),
    ],
)
def test_a_field_that_is_not_what_its_type_demands_is_refused(type_, fields):
    with pytest.raises(msgspec.ValidationError):
        decode(type_, as_json(fields))


def test_a_record_belongs_to_its_interpreter():
    assert owner("p1", READ["interpreter"]) == "p1"
    assert owner("r1", READ["language"]) == "p1"
    assert owner("r1", None) is None


def test_a_piece_of_guidance_belongs_to_nobody():
    assert owner("g1", READ["guidance"]) is None
    assert dossiers_of([(StoredRecord("g1", None, "guidance", 1, b""), READ["guidance"])]) == []


def test_the_records_of_a_person_make_a_dossier():
    made = dossier_of("p1", [(f"r-{type_}", record) for type_, record in READ.items()])
    assert made == Dossier(
        "p1",
        READ["interpreter"],
        (READ["language"],),
        (READ["listing"],),
        (READ["qualification"],),
        {"r-authorisation": READ["authorisation"]},
        (WITHDRAWAL,),
    )


def test_without_the_persons_own_record_there_is_no_dossier():
    assert dossier_of("p1", [("r1", READ["language"])]) is None


def test_records_of_several_people_in_any_order_make_their_dossiers():
    yonas, amina = person("Yonas Tekle", 10001), person("Amina Ali", 10002, evidence=[])
    mixed = [pair for pairs in zip(yonas[::-1], [*amina, None, None], strict=False) for pair in pairs if pair]
    unknown = (StoredRecord("x", None, "warning", 1, b"{}"), None)
    orphan = (stored("y", READ["language"]), READ["language"])
    found = dossiers_of([unknown, orphan, *((stored(*named), named[1]) for named in mixed)])
    assert {made.interpreter.name: len(made.qualifications) for made in found} == {"Yonas Tekle": 1, "Amina Ali": 0}


def test_dossiers_are_read_for_the_people_asked_for(profile):
    first, second = record_id("p10001"), record_id("p10002")
    assert [made.interpreter.name for made in read(profile, second)] == ["Åse Sørensen"]
    assert [made.id for made in read(profile, second, first, second)] == [first, second]
    assert read(profile, record_id("p1")) == []
    assert read(profile) == []


def test_many_people_are_read_at_once(profile):
    everybody = [record_id(f"p{number}") for number in range(20000, 21200)]
    put(profile, *(stored(id_, Interpreter(number=number)) for number, id_ in enumerate(everybody)))
    assert [made.id for made in read(profile, *everybody)] == sorted(everybody)


def test_a_person_is_looked_up_by_number_and_by_id(profile):
    with profile.database.read() as connection:
        assert [made.id for made in read_dossiers_by_number(connection, 10002)] == [record_id("p10002")]
        assert read_dossiers_by_number(connection, 1) == []
        found = read_dossier_by_id(connection, record_id("p10001"))
        assert found is not None
        assert found.interpreter.number == 10001
        assert read_dossier_by_id(connection, "nobody") is None
        assert read_dossiers_by_ids(connection, [found.id, "nobody"]) == {found.id: found}


def test_records_of_unknown_types_and_orphans_are_passed_over(profile):
    id_ = record_id("p10001")
    put(profile, StoredRecord("x", id_, "warning", 1, b"{}"), StoredRecord("y", "nobody", "listing", 1, b"{}"))
    assert [made.interpreter.name for made in read(profile, id_)] == ["Yonas Tekle"]


@pytest.mark.parametrize("data", [b'{"gender":"K"}', b"{", b"\xff"], ids=["field", "JSON", "UTF-8"])
def test_a_record_that_cannot_be_read_is_told_plainly(profile, data):
    put(profile, StoredRecord("bad", "bad", "interpreter", 1, data))
    with pytest.raises(EnvironmentFault, match="The record bad in the file cannot be read"):
        read(profile, "bad")


def test_authorisations_keep_their_ids(tmp_path):
    profile = profile_with(tmp_path, [person(evidence=[credits_30(), authorised()])], name="other")
    (made,) = read(profile, record_id("p10001"))
    assert {id_: held.language for id_, held in made.authorisations.items()} == {record_id("r3-10001"): "som"}
    profile.close()
