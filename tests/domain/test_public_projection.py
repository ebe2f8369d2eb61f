"""The public sees what is listed as public, and an address only where consent is recorded."""

import json
from dataclasses import fields

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.public_projection import ADDRESS_FIELDS, PUBLIC_FIELDS, public_view
from interpreter_app.domain.records import RECORD_TYPES
from tests.support.guidance import piece
from tests.support.registers import TYPE_NAMES, authorised, person

HIDDEN = {
    "interpreter": {"address", "postal_code", "place", "identity_number"},
    "language": {"stated_category"},
    "listing": {"end_reason"},
    "qualification": {"document_reference"},
    "authorisation": {"revocation_reason"},
    "withdrawal": {"reason"},
    "guidance": set(),
}
IDENTITY_NUMBER = "01819012345"
EVERY_FIELD = sorted({field.name for type_ in RECORD_TYPES.values() for field in fields(type_)})
names = st.sampled_from([*EVERY_FIELD, "identity", "IDENTITY_NUMBER", "address ", "born", ""]) | st.text(max_size=8)
secrets = st.recursive(
    st.just(IDENTITY_NUMBER),
    lambda inner: st.lists(inner, min_size=1, max_size=2) | st.dictionaries(names, inner, min_size=1, max_size=2),
    max_leaves=4,
)
payloads = st.dictionaries(names, secrets, max_size=12)
types = st.sampled_from([*RECORD_TYPES, "warning", "exclusion", ""]) | st.text(max_size=12)
no_consent = st.sampled_from([False, None, 0, 1, 1.0, "true", "True", "yes", [True], {"value": True}])


@pytest.mark.parametrize("type_", RECORD_TYPES)
def test_every_field_of_a_record_is_either_public_or_hidden(type_):
    every = {field.name for field in fields(RECORD_TYPES[type_])}
    assert PUBLIC_FIELDS[type_] | HIDDEN[type_] == every
    assert not PUBLIC_FIELDS[type_] & HIDDEN[type_]


def test_nothing_is_public_of_what_is_no_record_type():
    assert PUBLIC_FIELDS.keys() == RECORD_TYPES.keys()


def full_person() -> dict[str, object]:
    _, own = person(
        phone="98765432",
        email="yonas@example.no",
        address="Storgata 1",
        postal_code="0155",
        place="Oslo",
        identity_number=IDENTITY_NUMBER,
    )[0]
    return msgspec.to_builtins(own)


def test_without_consent_the_address_is_not_shown():
    shown = public_view("interpreter", full_person())
    assert not shown.keys() & HIDDEN["interpreter"]
    assert (shown["first_name"], shown["phone"]) == ("Yonas", "98765432")


def test_with_consent_the_address_is_shown_and_nothing_else_with_it():
    shown = public_view("interpreter", full_person() | {"address_public": True})
    assert (shown["address"], shown["postal_code"], shown["place"]) == ("Storgata 1", "0155", "Oslo")
    assert "identity_number" not in shown


@pytest.mark.parametrize("type_", sorted(RECORD_TYPES.keys() - {"interpreter"}))
def test_consent_written_on_another_record_opens_nothing(type_):
    shown = public_view(type_, dict.fromkeys(EVERY_FIELD, "x") | {"address_public": True})
    assert shown.keys() == PUBLIC_FIELDS[type_]


@given(types, payloads, no_consent)
def test_no_field_that_is_not_public_is_ever_shown(type_, payload, consent):
    allowed = PUBLIC_FIELDS.get(type_, frozenset())
    public = dict.fromkeys(allowed, "public")
    hidden = {name: value for name, value in payload.items() if name not in allowed}
    shown = public_view(type_, {**hidden, **public, "address_public": consent})
    assert shown.keys() <= allowed
    assert IDENTITY_NUMBER not in json.dumps(shown)


@given(types, payloads)
def test_consent_opens_the_address_and_no_other_field(type_, payload):
    shown = public_view(type_, {**payload, "address_public": True})
    opened = shown.keys() - PUBLIC_FIELDS.get(type_, frozenset())
    assert opened <= (ADDRESS_FIELDS if type_ == "interpreter" else frozenset())


@given(types, payloads)
def test_what_is_shown_is_shown_as_it_is_and_the_record_stays_whole(type_, payload):
    before = dict(payload)
    assert public_view(type_, payload).items() <= payload.items()
    assert payload == before


@pytest.mark.parametrize(
    "record",
    [*(record for _, record in person(evidence=[authorised()])), piece(sources=("TL 6(1)",), data={"x": 1})],
    ids=lambda record: TYPE_NAMES[type(record)],
)
def test_the_public_view_is_still_a_record_that_a_program_can_read(record):
    type_ = TYPE_NAMES[type(record)]
    shown = public_view(type_, msgspec.to_builtins(record))
    assert isinstance(msgspec.convert(shown, RECORD_TYPES[type_]), RECORD_TYPES[type_])


def test_the_public_sees_the_whole_of_a_piece_of_guidance():
    whole = msgspec.to_builtins(piece(sources=("TL 6(1)",), data={"x": 1}))
    assert public_view("guidance", whole) == whole
