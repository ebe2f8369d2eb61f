"""Edits, conflicts and what the register said, in words that people read."""

from dataclasses import fields

import pytest

from interpreter_app import edit_explanations
from interpreter_app.domain.conflicts import Reason
from interpreter_app.domain.edits import Act, EditState
from interpreter_app.domain.effects import effects
from interpreter_app.domain.records import RECORD_TYPES
from interpreter_app.i18n import Texts, UiLanguage
from sync import protocol, push
from sync.register_server import push_checks
from tests.support.lists import SECRET_NUMBER
from tests.support.registers import TODAY, authorised, bachelor, dossier

ENGLISH = Texts(UiLanguage.ENGLISH)
CODES = [
    push_checks.INVALID,
    push_checks.UNKNOWN_TYPE,
    push_checks.PERSON_MISSING,
    push_checks.AUTHORISATION_MISSING,
    push_checks.NOT_SETTABLE,
    push_checks.PUBLISHED_ONLY,
    protocol.NOT_ALLOWED,
    push.NOT_UNDERSTOOD,
]


def test_every_field_of_every_record_has_a_name():
    names = {field.name for type_ in RECORD_TYPES.values() for field in fields(type_)}
    assert names - edit_explanations.FIELD_NAMES.keys() == set()
    assert edit_explanations.field_name("phone", ENGLISH) == "Telephone"


def test_every_type_act_and_state_has_a_name():
    assert edit_explanations.RECORD_NAMES.keys() == RECORD_TYPES.keys()
    assert edit_explanations.ACT_NAMES.keys() == set(Act)
    assert edit_explanations.STATE_NAMES.keys() == set(EditState)


def test_a_field_and_a_type_that_are_not_known_go_by_their_own_name():
    assert edit_explanations.field_name("colour", ENGLISH) == "colour"
    assert edit_explanations.record_name("card", ENGLISH) == "card"


@pytest.mark.parametrize("code", CODES)
def test_every_reason_of_the_register_has_a_sentence_of_its_own(code):
    said = edit_explanations.rejection(code, "phone", ENGLISH)
    assert said.endswith(".")
    assert code not in said.split()
    assert "(" not in said


def test_a_reason_that_is_not_known_is_told_by_its_code_and_none_is_nothing():
    assert edit_explanations.rejection("new", "", ENGLISH) == "The register did not accept this (new)."
    assert edit_explanations.rejection("", "phone", ENGLISH) == ""


def test_every_reason_for_a_conflict_has_a_sentence():
    said = {edit_explanations.conflict_reason(reason, ENGLISH) for reason in Reason}
    assert len(said) == len(Reason)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("phone", "", "–"),
        ("gender", None, "–"),
        ("gender", "F", "Female"),
        ("capacity", "part_time", "Part time"),
        ("kind", "sign", "Sign language"),
        ("type", "credits", "Credits"),
        ("type", "bachelor", "Bachelor in interpreting"),
        ("county", "03", "Oslo"),
        ("county", "99", "99"),
        ("language", "som", "Somali"),
        ("country", "SE", "Sweden"),
        ("address_public", True, "yes"),
        ("address_public", False, "no"),
        ("obtained", "2020-01-01", "2020-01-01"),
        ("colour", 7, "7"),
    ],
)
def test_a_value_is_worded_as_people_read_it(name, value, words):
    assert edit_explanations.value_words(name, value, ENGLISH) == words


def test_an_identity_number_is_told_by_its_last_two_digits():
    assert edit_explanations.value_words("identity_number", SECRET_NUMBER, ENGLISH) == f"{'•' * 9}{SECRET_NUMBER[-2:]}"


def test_an_effect_says_from_which_day_and_why():
    before, after = dossier(evidence=[authorised()]), dossier(evidence=[authorised(), bachelor()])
    (raised,) = effects(before, after, TODAY)
    assert edit_explanations.effect_words(raised, ENGLISH) == (
        "Somali: C → A, from 2026-06-30. A because a state authorisation and a bachelor in interpreting are documented."
    )
    (gone,) = effects(after, None, TODAY)
    assert edit_explanations.effect_words(gone, ENGLISH) == (
        "Somali: A → –, from 2026-06-30. The person no longer has this language."
    )
