"""What may stand in a field, and how it is then kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.contact_checks import (
    CHECKED_FIELDS,
    LONGEST_REASON,
    LONGEST_TEXT,
    check_booking_line,
    check_booking_text,
    check_field,
    check_length,
    check_record,
    is_nobodys_phone,
)
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.places import AmbiguousCounty
from interpreter_app.domain.records import DEFAULTS
from sync.register_server.fictional_register import fictional_people
from sync.register_server.records import record_data

FODSELSNUMMER, D_NUMBER, H_NUMBER = "15077050008", "55077050182", "15477050090"
"""Laid out as those of people born in 1870, before there were such numbers: nobody has had them."""
SYNTHETIC, SYNTHETIC_D = "15879010079", "55879010062"


def refused(name: str, value: object, *, fictional: bool = False) -> UserError:
    with pytest.raises(UserError) as caught:
        check_field(name, value, fictional=fictional)
    return caught.value


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("22123456", "+47 22 12 34 56"),
        ("22 12 34 56", "+47 22 12 34 56"),
        ("+4740612345", "+47 40 61 23 45"),
        ("0047 22 12 34 56", "+47 22 12 34 56"),
        ("+46 8 123 456 78", "+46 8 123 456 78"),
        ("+44 20 7946 0958", "+44 20 7946 0958"),
    ],
)
def test_a_telephone_number_is_kept_in_the_international_form(given: str, kept: str) -> None:
    assert check_field("phone", given, fictional=False) == kept
    assert check_field("phone", kept, fictional=False) == kept


@pytest.mark.parametrize("given", ["00012345", "+47 000 12 345", "0047 00012345", "4700012345"])
def test_a_number_that_nobody_has_is_for_a_fictional_register_only(given: str) -> None:
    assert check_field("phone", given, fictional=True) == "+47 000 12 345"
    refused("phone", given)


@pytest.mark.parametrize(
    "given", ["1234", "ring meg", "2212345", "221234567", "0001234", "000123456", "22 12 34 56 hjem"]
)
@pytest.mark.parametrize("fictional", [True, False])
def test_what_is_no_telephone_number_is_refused_with_the_field_and_the_value(given: str, fictional: bool) -> None:
    error = refused("phone", given, fictional=fictional)
    assert (error.values["field"], error.values["given"]) == ("phone", given)
    assert error.hint


def test_a_fictional_register_takes_numbers_that_somebody_may_have_too():
    assert check_field("phone", "22123456", fictional=True) == "+47 22 12 34 56"


@pytest.mark.parametrize(
    ("given", "kept"),
    [("Kari@EXAMPLE.no", "Kari@example.no"), (" ola@example.com ", "ola@example.com"), ("å@blåbær.no", "å@blåbær.no")],
)
def test_a_mail_address_is_kept_with_its_domain_in_small_letters(given: str, kept: str) -> None:
    assert check_field("email", given, fictional=False) == kept


@pytest.mark.parametrize("given", ["kari", "kari@", "@example.no", "a b@example.no", "a@x.no; b@x.no", "a@localhost"])
def test_what_is_no_mail_address_is_refused(given: str) -> None:
    assert refused("email", given).values["given"] == given


def test_an_identity_number_is_kept_as_eleven_digits() -> None:
    for number in (FODSELSNUMMER, D_NUMBER, H_NUMBER):
        assert check_field("identity_number", f" {number[:6]} {number[6:]} ", fictional=False) == number


def test_a_synthetic_identity_number_is_for_a_fictional_register_only() -> None:
    for number in (SYNTHETIC, SYNTHETIC_D):
        assert check_field("identity_number", number, fictional=True) == number
        refused("identity_number", number)


@pytest.mark.parametrize("number", [FODSELSNUMMER, SYNTHETIC])
@pytest.mark.parametrize("fictional", [True, False])
def test_a_refused_identity_number_is_never_told(number: str, fictional: bool) -> None:
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    for value in (wrong, wrong[:-1], int(wrong), int(wrong[:-1]), f"{wrong} "):
        error = refused("identity_number", value, fictional=fictional)
        assert wrong[:6] not in str(error)
        assert wrong[:6] not in repr(error.values)


@pytest.mark.parametrize("name", ["phone", "email", "postal_code", "county", "gender", "capacity", "address_public"])
@pytest.mark.parametrize("number", [FODSELSNUMMER, SYNTHETIC, f"{SYNTHETIC[:6]} {SYNTHETIC[6:]}"])
def test_an_identity_number_in_the_wrong_field_is_not_told_either(name: str, number: str) -> None:
    assert number[:6] not in str(refused(name, number))


@pytest.mark.parametrize("number", [FODSELSNUMMER, D_NUMBER, SYNTHETIC])
@pytest.mark.parametrize("address", ["{}@example.no", "ola.{}@example.no"])
def test_a_mail_address_holds_no_identity_number(address: str, number: str) -> None:
    error = refused("email", address.format(number))
    assert "identity number" in str(error)
    assert number[:6] not in str(error)


@pytest.mark.parametrize("number", [FODSELSNUMMER, SYNTHETIC, f"{SYNTHETIC[:6]} {SYNTHETIC[6:]}"])
@pytest.mark.parametrize("name", ["first_name", "last_name", "address", "place"])
def test_a_text_that_others_may_read_holds_no_identity_number(name: str, number: str) -> None:
    assert number[:6] not in str(refused(name, f"Ane {number}"))


@pytest.mark.parametrize(
    ("type_", "name"),
    [("qualification", "institution"), ("qualification", "document_reference"), ("authorisation", "number")],
)
def test_a_record_that_others_may_read_holds_no_identity_number(type_: str, name: str) -> None:
    with pytest.raises(UserError, match=f"{name} holds an identity number"):
        check_record(type_, {name: f"({SYNTHETIC})"}, fictional=True)
    wrong = SYNTHETIC[:-1] + str((int(SYNTHETIC[-1]) + 1) % 10)
    assert check_record(type_, {name: wrong}, fictional=True) == {name: wrong}


def test_a_synthetic_number_without_a_day_of_birth_is_refused() -> None:
    refused("identity_number", "00818100000", fictional=True)


@pytest.mark.parametrize("given", ["150", "01500", "O150", "١٢٣٤", "0150 Oslo"])
def test_a_postal_code_has_four_digits(given: str) -> None:
    assert check_field("postal_code", "0150", fictional=False) == "0150"
    refused("postal_code", given)


@pytest.mark.parametrize(("given", "code"), [("3", "03"), ("03", "03"), ("oslo", "03"), ("Oppland", "34")])
def test_a_county_is_given_by_number_or_name(given: str, code: str) -> None:
    assert check_field("county", given, fictional=False) == code


def test_a_divided_county_asks_which() -> None:
    with pytest.raises(AmbiguousCounty):
        check_field("county", "Viken", fictional=False)


def test_choices_are_taken_in_any_letter_case() -> None:
    assert check_field("gender", "f", fictional=False) == "F"
    assert check_field("capacity", "FULL_TIME", fictional=False) == "full_time"
    assert "full_time, part_time, occasional" in str(refused("capacity", "mye"))


@pytest.mark.parametrize(
    ("given", "kept"), [(True, True), (False, False), ("ja", True), ("No", False), ("true", True), ("0", False)]
)
def test_consent_is_a_yes_or_a_no(given: object, kept: bool) -> None:
    assert check_field("address_public", given, fictional=False) is kept
    refused("address_public", "kanskje")


@pytest.mark.parametrize("name", CHECKED_FIELDS)
@pytest.mark.parametrize("empty", ["", "   ", None])
def test_an_empty_value_clears_a_field(name: str, empty: object) -> None:
    assert check_field(name, empty, fictional=False) == DEFAULTS["interpreter"][name]


def test_a_name_loses_superfluous_spaces() -> None:
    assert check_field("first_name", "  Åse \u00a0 Marie ", fictional=False) == "Åse Marie"


def test_a_name_is_composed_as_the_search_index_has_it() -> None:
    assert check_field("last_name", unicodedata.normalize("NFD", "Øygård"), fictional=False) == "Øygård"


@pytest.mark.parametrize(
    "sign",
    [
        *("\0", "\x1b", "\n", "\u2028", "\u061c", "\u202e", "\ufeff", "\u200b", "\u2063", "\ud800"),
        *("\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\U0001d173", "\U0001d17a"),
        *("\U000e0001", "\U000e0020", "\U000e0041", "\U000e007f"),
        *("\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"),
    ],
)
def test_a_sign_that_cannot_be_seen_is_refused(sign: str) -> None:
    assert f"U+{ord(sign):04X}" in str(refused("last_name", f"Ha{sign}nsen"))


@pytest.mark.parametrize(
    "sign", ["\u200c", "\u200d", "\u00ad", "\u4e2d", "\u0e01", "\u1100", "\U0001d172", "\U0001f642"]
)
def test_a_sign_that_scripts_are_written_with_is_kept(sign: str) -> None:
    assert check_field("last_name", f"Ha{sign}nsen", fictional=False) == f"Ha{sign}nsen"
    assert check_booking_text("reason", f"Ha{sign}nsen") == f"Ha{sign}nsen"


def test_a_short_text_has_at_most_200_characters() -> None:
    assert check_field("place", "x" * LONGEST_TEXT, fictional=False) == "x" * LONGEST_TEXT
    assert "200" in str(refused("place", "x" * (LONGEST_TEXT + 1)))


def test_a_reason_may_have_lines_and_2000_characters() -> None:
    assert check_length("reason", " a\nb ", LONGEST_REASON) == "a\nb"
    with pytest.raises(UserError, match="2000"):
        check_length("reason", "x" * (LONGEST_REASON + 1), LONGEST_REASON)
    with pytest.raises(UserError, match=r"U\+0000"):
        check_length("reason", "a\0", LONGEST_REASON)


@pytest.mark.parametrize("value", [5, 1.5, ["x"], {"x": 1}, True])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert "first_name" in str(refused("first_name", value))


def test_an_unknown_field_is_refused_with_those_there_are() -> None:
    assert "phone, email" in str(refused("number", 5))


def test_every_person_of_the_fictional_register_passes_and_stays_as_it_is() -> None:
    for person in fictional_people(300):
        for type_, _, record in person.records:
            data = record_data(record)
            assert check_record(type_, data, fictional=True) == data


def test_a_record_is_checked_field_by_field_and_keeps_what_is_not_known() -> None:
    data = {"phone": "22123456", "later_field": [1], "number": 10001}
    assert check_record("interpreter", data, fictional=False) == {**data, "phone": "+47 22 12 34 56"}


def test_a_language_is_kept_by_its_own_code() -> None:
    assert check_record("language", {"language": "ARB", "kind": "spoken"}, fictional=False)["language"] == "ara"
    with pytest.raises(UserError):
        check_record("qualification", {"language": "klingon"}, fictional=False)


@pytest.mark.parametrize(
    ("type_", "name", "longest"),
    [("qualification", "institution", 200), ("authorisation", "number", 200), ("listing", "end_reason", 2000)],
)
def test_free_texts_of_records_have_a_limit(type_: str, name: str, longest: int) -> None:
    assert check_record(type_, {name: "x" * longest}, fictional=False) == {name: "x" * longest}
    with pytest.raises(UserError, match=str(longest)):
        check_record(type_, {name: "x" * (longest + 1)}, fictional=False)


def test_fiction_is_told_from_its_telephone_numbers() -> None:
    assert is_nobodys_phone("+47 000 12 345")
    assert not is_nobodys_phone("+47 22 12 34 56")


@given(st.sampled_from(CHECKED_FIELDS), st.text(max_size=30))
def test_what_is_accepted_is_accepted_again_as_it_is(name: str, value: str) -> None:
    try:
        kept = check_field(name, value, fictional=True)
    except UserError:
        return
    assert check_field(name, kept, fictional=True) == kept


@pytest.mark.parametrize(
    "number",
    [
        *("01019012345", "fnr01019012345", "01.01.90-12345", "٠١٠١٩٠١٢٣٤٥", "010190\u00ad12345"),
        *("01.01.1990 12345", "1.1.1990 12345", "1990-01-01 12345", "01011990 12345", "010190, 12345", "010190;12345"),
    ],
)
def test_a_text_about_a_booking_holds_no_identity_number_valid_or_not(number: str) -> None:
    with pytest.raises(UserError, match="place holds what may be an identity number") as caught:
        check_booking_line("place", f"Rom {number}")
    assert "90" not in str(caught.value)
    with pytest.raises(UserError, match="risk holds"):
        check_booking_text("risk", f"Det første.\n{number}", 4000)


def test_a_text_about_a_booking_keeps_its_lines_and_a_line_has_none() -> None:
    assert check_booking_text("risk", " Ett.\n To. ") == "Ett.\n To."
    assert check_booking_line("unit", " Ett.\n To. ") == "Ett. To."
    with pytest.raises(UserError, match="20 characters"):
        check_booking_text("risk", "x" * 21, 20)


@pytest.mark.parametrize(
    "text",
    ["+47 000 00 001", "Org.nr. 987 654 321", "Sak 2026/12345-2", "14207", "01.06.2026 14207", "سلام\u200cها"],
)
def test_an_ordinary_text_about_a_booking_is_kept(text: str) -> None:
    assert check_booking_line("place", text) == text


def test_an_identity_number_within_a_refused_value_is_not_told() -> None:
    assert "…" in str(refused("county", f"Oslo {SYNTHETIC[:6]}-{SYNTHETIC[6:]} 1234"))
