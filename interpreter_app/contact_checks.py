"""What may stand in a field of a record, as a person types it or a program sends it, and how it is then kept.

Telephone numbers, mail addresses and identity numbers are judged by the libraries made for them, which are loaded when
a value is there to be judged. A fictional register holds people who do not exist: its telephone numbers begin with 000
and its identity numbers may be synthetic (month + 80), as no other register's do.
"""

import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from interpreter_app.domain.countries import check_country
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Capacity, Gender
from interpreter_app.domain.json_documents import quoted
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.places import AmbiguousCounty, county_table
from interpreter_app.domain.records import DEFAULTS
from interpreter_app.identity_numbers import (
    LIKE_IDENTITY,
    identity_numbers_in,
    is_identity_number,
    is_right_synthetic,
    without_identity_numbers,
)

LONGEST_TEXT = 200
"""Characters of a name, a place and all other short texts."""
LONGEST_REASON = 2000
"""Characters of a reason."""

YES = frozenset({"true", "1", "ja", "yes", "j", "y", "x"})
NO = frozenset({"false", "0", "nei", "no", "n"})
"""The words that a yes and a no are given by, in small letters."""

_REGION = "NO"
_COUNTRY_CODE = "47"
_NATIONAL_DIGITS = 8
_NOBODYS = "000"  # no telephone number in Norway begins so
_POSTAL_DIGITS = 4
_KEPT_IN_REASONS = frozenset("\n\t")
_REFUSED_SIGNS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_HIDDEN_SIGNS = frozenset(
    map(
        chr,
        (
            *(0x061C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200E, 0x200F, 0x2800, 0x3164, 0xFEFF, 0xFFA0),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            *range(0xFFF9, 0xFFFC),
            *range(0x1D173, 0x1D17B),
            *range(0xE0000, 0xE0080),
            *range(0xFDD0, 0xFDF0),
            *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
        ),
    )
)
"""They cannot be seen, and may change how the text around them is shown: marks of direction, fillers of Hangul and
Braille, marks of musical notation, tags, and what Unicode keeps from ever being a sign.

The joiners that Persian is written with (U+200C, U+200D) and soft hyphens are no such.
"""


class _Given(NamedTuple):
    """A value to be checked: the field's name, the text without spaces around it, and whether fiction is allowed."""

    name: str
    text: str
    fictional: bool

    def refused(self, message: str, hint: str, **values: object) -> UserError:
        """The refusal of the value; ``message`` holds {field} and may hold {given}."""
        return UserError(message, hint, field=self.name, given=safely_quoted(self.text), **values)


def check_field(name: str, value: object, *, fictional: bool) -> object:
    """The value of the field ``name`` of an interpreter as the register keeps it.

    ``value`` is text as typed, or a JSON value; null and empty text clear the field (its default is returned).
    ``fictional`` is whether the register is. Raises ``UserError`` with the field, the value (never an identity number)
    and what to do, ``AmbiguousCounty`` for a county that was divided.
    """
    if name not in _CHECKS:
        raise UserError(
            N_("An interpreter has no field “{field}” that can be changed."),
            N_("Choose one of: {choices}."),
            field=quoted(name),
            choices=", ".join(_CHECKS),
        )
    if isinstance(value, bool) and name == "address_public":
        return value
    given = _Given(name, _text(name, value), fictional)
    return _CHECKS[name](given) if given.text else DEFAULTS["interpreter"][name]


def check_length(name: str, value: object, longest: int = LONGEST_TEXT) -> str:
    """A free text without the spaces around it, null as empty text; lines are kept.

    Raises ``UserError`` for what is no text, is longer than ``longest`` characters or holds signs that cannot be shown.
    """
    text = _text(name, value)
    _refuse_length(name, text, longest)
    _refuse_signs(name, text, _KEPT_IN_REASONS)
    return text


def check_booking_text(name: str, value: object, longest: int = LONGEST_REASON) -> str:
    """A free text that is kept about a booking, a unit or an interpreter, as ``check_length`` gives it.

    Raises what ``check_length`` and ``refuse_served`` raise.
    """
    text = check_length(name, value, longest)
    refuse_served(name, text)
    return text


def check_shown_line(name: str, text: str, longest: int) -> None:
    """Refuse a line that is shown to everybody exactly as it is written.

    Raises ``UserError`` for one that is longer than ``longest`` characters, that holds signs which cannot be seen, line
    ends among them, or what may be an identity number.
    """
    _refuse_length(name, text, longest)
    _refuse_signs(name, text)
    refuse_served(name, text)


def check_booking_line(name: str, value: object) -> str:
    """A short text that is kept about a booking, its lines and spaces folded into one line, null as empty text.

    Raises what ``check_booking_text`` raises.
    """
    return " ".join(check_booking_text(name, value, LONGEST_TEXT).split())


def refuse_served(name: str, text: str) -> None:
    """Raise ``UserError`` where a text about a booking holds what may be an identity number, valid or not.

    The person who is served is nobody here, and an invalid number may be hers, mistyped.
    """
    if identity_numbers_in(text):
        raise UserError(
            N_("{field} holds what may be an identity number."),
            N_("Take it out; nothing about the person who is served belongs here."),
            field=name,
        )


def check_record(type_: str, data: Mapping[str, object], *, fictional: bool) -> dict[str, object]:
    """A record, or some of its fields, as JSON data, with every field that is checked as the register keeps it.

    Fields that are not checked here, unknown ones too, stay as they are. Raises what ``check_field`` and
    ``check_length`` raise, and ``UserError`` for a language that is not known.
    """
    if type_ == "interpreter":
        return {
            name: check_field(name, value, fictional=fictional) if name in _CHECKS else value
            for name, value in data.items()
        }
    return {name: _checked_part(type_, name, value) for name, value in data.items()}


def is_nobodys_phone(phone: str) -> bool:
    """Whether a telephone number is one that nobody can have: a Norwegian one that begins with 000."""
    return _national_digits(phone).startswith(_NOBODYS)


def safely_quoted(text: str) -> str:
    """Text as a message shows it, cut short; what may be an identity number, whatever the field, is left out."""
    digits = sum(char.isdecimal() for char in text)
    return "…" if digits in LIKE_IDENTITY and not text.startswith("+") else quoted(without_identity_numbers(text))


def _text(name: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UserError(
            N_("{field} must be text, not {given}."),
            N_("Correct it."),
            field=name,
            given="…" if name == "identity_number" else safely_quoted(quoted(value)),
        )
    return unicodedata.normalize("NFC", value).strip()


def _refuse_length(name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise UserError(
            N_("{field} is longer than {longest} characters."), N_("Shorten it."), field=name, longest=longest
        )


def _refuse_signs(name: str, text: str, kept: frozenset[str] = frozenset()) -> None:
    for char in text:
        if char not in kept and (char in _HIDDEN_SIGNS or unicodedata.category(char) in _REFUSED_SIGNS):
            raise UserError(
                N_("{field} holds a sign that cannot be seen (U+{code})."),
                N_("Type the text again without it."),
                field=name,
                code=f"{ord(char):04X}",
            )


def _line(given: _Given) -> str:
    """Text on one line, its inner spaces single."""
    _refuse_signs(given.name, given.text)
    text = " ".join(given.text.split())
    _refuse_length(given.name, text, LONGEST_TEXT)
    _refuse_identity_number(given.name, text)
    return text


def _refuse_identity_number(name: str, text: str) -> None:
    """Refuse an identity number in a text that anybody may come to read (tolkeforskriften § 13 d)."""
    if any(map(is_identity_number, identity_numbers_in(text))):
        raise UserError(
            N_("{field} holds an identity number."),
            N_("Take it out; it has a field of its own, identity_number, which is never shown to the public."),
            field=name,
        )


def _phone(given: _Given) -> str:
    """In the international form; a Norwegian number needs no country code."""
    if is_nobodys_phone(given.text):
        return _nobodys_phone(given)
    import phonenumbers

    try:
        number = phonenumbers.parse(given.text, _REGION)
    except phonenumbers.NumberParseException as error:
        raise _no_phone(given) from error
    if any(char.isalpha() for char in given.text) or not phonenumbers.is_valid_number(number):
        raise _no_phone(given)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _nobodys_phone(given: _Given) -> str:
    digits = _national_digits(given.text)
    if not given.fictional or len(digits) != _NATIONAL_DIGITS or any(char.isalpha() for char in given.text):
        raise _no_phone(given)
    return f"+{_COUNTRY_CODE} {digits[:3]} {digits[3:5]} {digits[5:]}"


def _no_phone(given: _Given) -> UserError:
    return given.refused(
        N_("{field}: “{given}” is no telephone number."),
        N_("Write a Norwegian number with its digits alone, any other with + and the country's code first."),
    )


def _national_digits(phone: str) -> str:
    digits = "".join(char for char in phone if char.isdecimal())
    if len(digits) > _NATIONAL_DIGITS:
        digits = digits.removeprefix("00").removeprefix(_COUNTRY_CODE)
    return digits


def _email(given: _Given) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(given.text, check_deliverability=False, test_environment=given.fictional)
    except EmailNotValidError as error:
        raise given.refused(N_("{field}: “{given}” is no mail address."), N_("Write it as name@example.no.")) from error
    _refuse_identity_number(given.name, found.normalized)
    return found.normalized


def _postal_code(given: _Given) -> str:
    if not (given.text.isascii() and given.text.isdecimal() and len(given.text) == _POSTAL_DIGITS):
        raise given.refused(N_("{field}: “{given}” is no postal code."), N_("Write its four digits, such as 0150."))
    return given.text


def _identity_number(given: _Given) -> str:
    """Eleven digits: fødselsnummer, D-number, or in a fictional register a synthetic one."""
    number = "".join(given.text.split())
    if given.fictional and is_right_synthetic(number):
        return number
    from stdnum.exceptions import ValidationError
    from stdnum.no import fodselsnummer

    try:
        return fodselsnummer.validate(number)
    except ValidationError as error:
        raise UserError(
            N_("{field}: the number given is no Norwegian identity number or D-number."),
            N_("Check its eleven digits; the last two follow from the others."),
            field=given.name,
        ) from error


def _county(given: _Given) -> str:
    try:
        return county_table().get(given.text).code
    except AmbiguousCounty:
        raise
    except UserError as error:
        raise UserError(error.message, error.hint, given=safely_quoted(given.text)) from error


def _choice(choices: type[StrEnum]) -> Callable[[_Given], str]:
    def check(given: _Given) -> str:
        for choice in choices:
            if choice.casefold() == given.text.casefold():
                return str(choice)
        raise given.refused(
            N_("{field} cannot be “{given}”."), N_("Choose one of: {choices}."), choices=", ".join(choices)
        )

    return check


def _yes_or_no(given: _Given) -> bool:
    word = given.text.casefold()
    if word in YES | NO:
        return word in YES
    raise given.refused(N_("{field} cannot be “{given}”."), N_("Give true or false."))


_CHECKS: Mapping[str, Callable[[_Given], object]] = {
    "phone": _phone,
    "email": _email,
    "gender": _choice(Gender),
    "county": _county,
    "capacity": _choice(Capacity),
    "first_name": _line,
    "middle_name": _line,
    "last_name": _line,
    "chosen_name": _line,
    "address": _line,
    "postal_code": _postal_code,
    "place": _line,
    "address_public": _yes_or_no,
    "identity_number": _identity_number,
}

CHECKED_FIELDS = tuple(_CHECKS)
"""The fields of an interpreter that a person can change, in the order in which a message names them."""

_LONGEST = {
    "qualification": {"institution": LONGEST_TEXT, "document_reference": LONGEST_TEXT},
    "authorisation": {"number": LONGEST_TEXT, "revocation_reason": LONGEST_REASON},
    "withdrawal": {"reason": LONGEST_REASON},
    "listing": {"end_reason": LONGEST_REASON},
}
"""The free texts of all other records."""


def _checked_part(type_: str, name: str, value: object) -> object:
    """A field of a record that belongs to a person."""
    if name == "language" and isinstance(value, str) and type_ in ("language", "qualification", "authorisation"):
        return language_table().get(value).code
    if name == "country" and type_ == "qualification":
        return check_country(value)
    longest = _LONGEST.get(type_, {}).get(name)
    if longest is None:
        return value
    text = check_length(name, value, longest)
    if longest == LONGEST_TEXT:
        _refuse_identity_number(name, text)
    return text
