"""The columns of a list of interpreters, and what stands in them."""

from datetime import date

import pytest

from interpreter_app.documents.interpreter_lists import HEADINGS, ListForm, list_columns, list_rows
from interpreter_app.documents.tables import Cell, CellKind
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.qualifications import EvidenceType, Qualification
from interpreter_app.i18n import Texts, UiLanguage
from tests.support.lists import SECRET_ADDRESS, SECRET_NUMBER
from tests.support.registers import TODAY, bachelor, bilingual_and_tao, credits_30, dossier

WORDS = ListForm(texts=Texts(UiLanguage.ENGLISH))
CODES = ListForm()
PER_LANGUAGE = ListForm(per_language=True)
STAFF = ListForm(sees_all=True)


def rows(person: Dossier, form: ListForm, day: date = TODAY) -> list[dict[str, Cell]]:
    names = [column.name for column in list_columns(form)]
    return [dict(zip(names, row, strict=True)) for row in list_rows(person, day, form)]


def row(person: Dossier, form: ListForm = CODES) -> dict[str, Cell]:
    (only,) = rows(person, form)
    return only


def secretive(*, consents: bool) -> Dossier:
    return dossier(
        identity_number=SECRET_NUMBER,
        address=SECRET_ADDRESS,
        postal_code="0150",
        place="Oslo",
        address_public=consents,
    )


def test_a_person_is_one_line_with_all_languages_and_their_categories_of_the_day() -> None:
    polyglot = dossier(languages=("som", "tir"), evidence=(bachelor("som"), *bilingual_and_tao("tir")))
    assert row(polyglot)["languages"] == "som B, tir E"
    assert row(polyglot, WORDS)["languages"] == "Somali B, Tigrinya E"


def test_a_language_without_a_category_that_day_has_a_dash() -> None:
    assert row(dossier(evidence=()))["languages"] == "som –"


def test_a_kind_that_is_not_the_languages_own_is_named() -> None:
    person = dossier(languages=(("nor", Kind.SPEECH_TO_TEXT),), evidence=())
    assert row(person)["languages"] == "nor (speech_to_text) –"
    assert row(person, WORDS)["kinds"] == "Speech-to-text"


def test_each_language_has_a_line_with_its_category_and_why() -> None:
    polyglot = dossier(languages=("som", "tir"), evidence=(bachelor("som"), *bilingual_and_tao("tir")))
    found = rows(polyglot, PER_LANGUAGE)
    assert [(one["language"], one["kind"], one["category"]) for one in found] == [
        ("som", "spoken", "B"),
        ("tir", "spoken", "E"),
    ]
    assert [one["reason"] for one in found] == ["bachelor", "bilingual_test+tao"]
    assert {one["source"] for one in found} == {"TF 11"}


def test_the_reason_is_a_sentence_where_words_are_wanted() -> None:
    (found,) = rows(dossier(), ListForm(texts=Texts(UiLanguage.BOKMAL), per_language=True))
    assert found["reason"] == "B fordi bachelor i tolking er dokumentert."
    assert (found["language"], found["language_name"]) == ("som", "somali")


def test_the_category_is_that_of_the_day() -> None:
    later = dossier(evidence=(bachelor(obtained=date(2020, 1, 1)), credits_30(obtained=date(2012, 1, 1))))
    assert [rows(later, CODES, day)[0]["languages"] for day in (date(2019, 12, 31), date(2020, 1, 1))] == [
        "som D",
        "som B",
    ]


def test_only_the_pairs_asked_for_have_a_line() -> None:
    polyglot = dossier(languages=("som", "tir"))
    found = list(list_rows(polyglot, TODAY, PER_LANGUAGE, lambda one: one.pair.language == "tir"))
    assert len(found) == 1


def test_choices_stand_in_words_or_codes() -> None:
    person = dossier(gender=Gender.FEMALE, capacity=Capacity.PART_TIME, county="03")
    assert [row(person)[name] for name in ("gender", "capacity", "county", "county_name")] == [
        "F",
        "part_time",
        "03",
        "Oslo",
    ]
    assert [row(person, WORDS)[name] for name in ("gender", "capacity")] == ["Female", "Part time"]


def test_the_listing_is_the_one_that_holds_the_day() -> None:
    person = dossier(listed=((date(2016, 1, 1), date(2018, 1, 1)), (date(2020, 1, 1), date(2030, 1, 1))))
    assert [row(person)[name] for name in ("listed_from", "listed_until")] == [date(2020, 1, 1), date(2030, 1, 1)]
    (before,) = rows(person, CODES, date(2017, 12, 31))
    assert (before["listed_from"], before["listed_until"]) == (date(2016, 1, 1), date(2018, 1, 1))


def test_days_of_listing_that_are_not_known_are_empty() -> None:
    assert row(dossier(), ListForm(listing_dates=False))["listed_from"] is None


def test_the_address_is_there_with_consent_only() -> None:
    names = ("address", "postal_code", "place")
    assert [row(secretive(consents=True))[name] for name in names] == [SECRET_ADDRESS, "0150", "Oslo"]
    assert [row(secretive(consents=False))[name] for name in names] == ["", "", ""]


def test_staff_see_every_address_and_whether_it_may_be_shown() -> None:
    found = row(secretive(consents=False), STAFF)
    assert (found["address"], found["address_public"]) == (SECRET_ADDRESS, False)
    assert row(secretive(consents=True), STAFF)["address_public"] is True


def test_the_identity_number_is_there_for_staff_who_ask_for_it_and_for_nobody_else() -> None:
    asked = ListForm(sees_all=True, identity_numbers=True)
    assert row(secretive(consents=True), asked)["identity_number"] == SECRET_NUMBER
    for form in (CODES, WORDS, PER_LANGUAGE, STAFF, ListForm(identity_numbers=True)):
        assert "identity_number" not in [column.name for column in list_columns(form)]
        assert SECRET_NUMBER not in str(rows(secretive(consents=True), form))


def test_reasons_of_withdrawal_and_references_of_documents_are_in_no_list() -> None:
    hidden = Qualification(
        interpreter_id="",
        type=EvidenceType.BACHELOR,
        language="som",
        obtained=date(2015, 6, 1),
        document_reference="hidden reference",
    )
    for form in (CODES, PER_LANGUAGE, STAFF, ListForm(sees_all=True, per_language=True, identity_numbers=True)):
        assert "hidden" not in str(rows(dossier(evidence=(hidden,)), form))


@pytest.mark.parametrize("language", list(UiLanguage))
def test_no_two_headings_of_a_list_are_the_same(language: UiLanguage) -> None:
    for per_language in (False, True):
        form = ListForm(texts=Texts(language), per_language=per_language, sees_all=True, identity_numbers=True)
        headings = [column.heading for column in list_columns(form)]
        assert len(set(headings)) == len(headings)


def test_names_of_fields_can_be_the_headings() -> None:
    assert [column.heading for column in list_columns(CODES)] == [column.name for column in list_columns(CODES)]
    assert all(name in HEADINGS for name in (column.name for column in list_columns(PER_LANGUAGE)))


def test_numbers_and_days_are_columns_of_their_kind() -> None:
    kinds = {column.name: column.kind for column in list_columns(STAFF)}
    assert kinds["number"] is CellKind.NUMBER
    assert kinds["listed_from"] is CellKind.DATE
    assert kinds["address_public"] is CellKind.BOOL
    assert kinds["postal_code"] is CellKind.TEXT


def test_only_the_columns_that_are_wanted_are_there_and_none_that_may_not_be() -> None:
    wanted = frozenset({"name", "email", "identity_number"})
    chosen = ListForm(columns=wanted)
    assert [column.name for column in list_columns(chosen)] == ["name", "email"]
    assert list(row(secretive(consents=True), chosen)) == ["name", "email"]
