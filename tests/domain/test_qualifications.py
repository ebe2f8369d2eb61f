"""Qualifications count as evidence from the day they were obtained; credits are in studiepoeng."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest

from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.periods import FOREVER, Period
from interpreter_app.domain.qualifications import (
    CreditUnit,
    EvidenceType,
    Qualification,
    evidence_from_qualification,
    studiepoeng,
)
from interpreter_app.store.records import decode

OBTAINED = date(2020, 12, 15)
DAY = timedelta(1)


def qualification(type_: EvidenceType = EvidenceType.BACHELOR, obtained: date = OBTAINED, **details) -> Qualification:
    return Qualification(interpreter_id="p", type=type_, obtained=obtained, **({"language": "som"} | details))


@pytest.mark.parametrize(
    ("on", "counts"),
    [(date.min, False), (OBTAINED - DAY, False), (OBTAINED, True), (OBTAINED + DAY, True), (date.max, True)],
)
def test_evidence_counts_from_the_day_it_was_obtained(on, counts):
    assert evidence_from_qualification(qualification(), Kind.SPOKEN).counts_on(on) is counts


def test_evidence_obtained_on_the_first_day_of_the_calendar_counts_on_every_day():
    found = evidence_from_qualification(qualification(obtained=date.min), Kind.SPOKEN)
    assert found.counts_on(date.min)
    assert found.counts_on(date.max)


def test_evidence_keeps_what_explains_it():
    found = evidence_from_qualification(qualification(institution="OsloMet"), Kind.SPOKEN)
    assert (found.type, found.language, found.obtained, found.institution) == (
        EvidenceType.BACHELOR,
        "som",
        OBTAINED,
        "OsloMet",
    )
    assert found.periods == (Period(OBTAINED, FOREVER),)


@pytest.mark.parametrize(("named", "counted"), [(None, Kind.SPOKEN), (Kind.SPEECH_TO_TEXT, Kind.SPEECH_TO_TEXT)])
def test_evidence_is_of_the_kind_it_names_else_of_the_languages_own(named, counted):
    assert evidence_from_qualification(qualification(kind=named), Kind.SPOKEN).kind is counted


def test_the_tao_course_has_neither_language_nor_kind():
    course = Qualification(interpreter_id="p", type=EvidenceType.TAO, obtained=OBTAINED)
    found = evidence_from_qualification(course, None)
    assert (found.language, found.kind) == (None, None)


@pytest.mark.parametrize(
    ("amount", "unit", "points"),
    [
        ("30", CreditUnit.STUDIEPOENG, "30"),
        ("29.5", CreditUnit.STUDIEPOENG, "29.5"),
        ("0.5", CreditUnit.STUDIEPOENG, "0.5"),
        ("1", CreditUnit.VEKTTALL, "3"),
        ("10", CreditUnit.VEKTTALL, "30"),
        ("9.99", CreditUnit.VEKTTALL, "29.97"),
    ],
)
def test_one_vekttall_is_three_studiepoeng(amount, unit, points):
    assert studiepoeng(Decimal(amount), unit) == Decimal(points)
    found = evidence_from_qualification(
        qualification(EvidenceType.CREDITS, amount=Decimal(amount), unit=unit), Kind.SPOKEN
    )
    assert found.credits == Decimal(points)


@pytest.mark.parametrize("amount", ["0", "-0.0", "-30", "NaN", "sNaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("unit", CreditUnit)
def test_an_amount_of_credits_is_a_positive_number(amount, unit):
    with pytest.raises(ValueError, match="amount of credits"):
        qualification(EvidenceType.CREDITS, amount=Decimal(amount), unit=unit)


def test_credits_without_a_unit_are_studiepoeng():
    found = evidence_from_qualification(qualification(EvidenceType.CREDITS, amount=Decimal(10)), Kind.SPOKEN)
    assert found.credits == 10


def test_credits_have_an_amount_and_nothing_else_has():
    with pytest.raises(ValueError, match="credits have an amount"):
        qualification(EvidenceType.CREDITS)
    with pytest.raises(ValueError, match="credits have an amount"):
        qualification(amount=Decimal(180))


def test_only_tao_is_for_no_language():
    with pytest.raises(ValueError, match="save for TAO"):
        qualification(EvidenceType.BACHELOR, language=None)
    with pytest.raises(ValueError, match="save for TAO"):
        qualification(EvidenceType.TAO, language="som")


@pytest.mark.parametrize(
    "data", [b'"amount":"NaN"', b'"amount":"9e999999"', b'"amount":-1', b'"unit":"points","amount":1']
)
def test_a_record_with_impossible_credits_is_refused_when_it_is_read(data):
    record = b'{"interpreter_id":"p","type":"credits","language":"som","obtained":"2020-01-01",' + data + b"}"
    with pytest.raises(msgspec.ValidationError):
        decode("qualification", record)


@pytest.mark.parametrize(
    ("country", "recognised", "start"),
    [
        ("", None, OBTAINED),
        ("NO", None, OBTAINED),
        ("SE", OBTAINED + timedelta(1), OBTAINED + timedelta(1)),
        ("SE", OBTAINED, OBTAINED),
        ("SE", OBTAINED - timedelta(1), OBTAINED),
        ("", OBTAINED + timedelta(1), OBTAINED + timedelta(1)),
    ],
)
def test_a_foreign_qualification_counts_when_it_is_both_obtained_and_recognised(country, recognised, start):
    found = evidence_from_qualification(qualification(country=country, recognised=recognised), Kind.SPOKEN)
    assert found.periods == (Period(start, FOREVER),)
    assert found.obtained == OBTAINED


def test_a_foreign_qualification_that_is_not_recognised_never_counts():
    foreign = qualification(country="SE")
    assert foreign.is_foreign
    assert evidence_from_qualification(foreign, Kind.SPOKEN).periods == ()
