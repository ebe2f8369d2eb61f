"""What the columns of a list mean: as a file says, and as the headings suggest."""

import json

import pytest

from interpreter_app.contact_checks import CHECKED_FIELDS
from interpreter_app.documents.interpreter_lists import ListForm, list_columns
from interpreter_app.domain.errors import UserError
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.list_mapping import FIELDS, ListMapping, read_mapping, suggest_mapping


def mapping(**document: object) -> ListMapping:
    return read_mapping(json.dumps(document).encode())


def test_a_mapping_gives_headings_their_fields() -> None:
    read = mapping(
        columns={"Nr": "number", " Telefon  privat ": "phone"},
        key="number",
        dates="%d/%m/%Y",
        delimiter="comma",
        sheet="Ark 2",
        clear_empty=True,
    )
    assert read == ListMapping(
        columns={"Nr": "number", "Telefon privat": "phone"},
        key="number",
        dates="%d/%m/%Y",
        delimiter=",",
        sheet="Ark 2",
        clear_empty=True,
    )


def test_the_key_is_the_number_unless_another_is_named() -> None:
    assert mapping(columns={"Nr": "number"}).key == "number"
    assert mapping(columns={"Fnr": "identity_number"}, key="identity_number").key == "identity_number"
    assert mapping(columns={"Navn": "first_name"}, key=None).key is None


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({}, "columns"),
        ({"columns": {}}, "columns"),
        ({"columns": ["phone"]}, "columns"),
        ({"columns": {"A": 1}}, "columns.A"),
        ({"columns": {"A": "telephone"}}, "columns.A"),
        ({"columns": {"A": "category"}}, "columns.A"),
        ({"columns": {"A": "phone"}}, "No column holds the number"),
        ({"columns": {"A": "phone"}, "key": "identity_number"}, "No column holds the identity_number"),
        ({"columns": {"A": "phone", "B": "phone"}, "key": None}, "Two columns mean the field phone"),
        ({"columns": {"A": "number"}, "key": None}, "can only be the key"),
        ({"columns": {"A": "number"}, "key": "name"}, "key"),
        ({"columns": {"A": "number"}, "delimiter": "|"}, "semicolon, comma, tab"),
        ({"columns": {"A": "number"}, "clear_empty": "yes"}, "clear_empty"),
        ({"columns": {"A": "number"}, "colour": "red"}, "colour"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_with_the_place(document: object, words: str) -> None:
    with pytest.raises(UserError) as caught:
        read_mapping(json.dumps(document).encode())
    assert words in str(caught.value)


def test_a_heading_that_the_file_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(UserError, match="“Tlf”"):
        mapping(columns={"Nr": "number", "Tlf": "phone"}).check(["Nr", "Telefon"])


def test_columns_that_mean_nothing_are_named() -> None:
    assert mapping(columns={"Nr": "number"}).not_mapped(["Nr", "Navn", "Merknad"]) == ("Navn", "Merknad")


@pytest.mark.parametrize("language", list(UiLanguage))
@pytest.mark.parametrize("per_language", [False, True])
def test_our_own_lists_are_understood_in_every_language(language: UiLanguage, per_language: bool) -> None:
    form = ListForm(texts=Texts(language), per_language=per_language, sees_all=True, identity_numbers=True)
    columns = list_columns(form)
    suggested = suggest_mapping(column.heading for column in columns)
    names = {column.heading: column.name for column in columns}
    assert suggested == {heading: name for heading, name in names.items() if name in FIELDS}
    assert {*CHECKED_FIELDS, "number", "listed_from", "listed_until"} <= set(suggested.values())
    assert ("language" in suggested.values()) is per_language


def test_headings_that_people_write_are_understood() -> None:
    headings = ["Tolkenummer", "E-POST", "mobil", "Postnr.", "Poststed", "Fødselsnr", "Bevilling fra", "Merknad"]
    assert list(suggest_mapping(headings).values()) == [
        "number",
        "email",
        "phone",
        "postal_code",
        "place",
        "identity_number",
        "granted",
    ]


def test_no_field_is_suggested_twice_and_a_code_goes_before_a_name() -> None:
    assert suggest_mapping(["Telefon", "Mobil"]) == {"Telefon": "phone"}
    assert suggest_mapping(["county_name", "county"]) == {"county": "county"}
    assert suggest_mapping(["county_name"]) == {"county_name": "county"}
