"""A person in the register, and what the person is listed for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

LARGEST_NUMBER = 999_999_999
"""The largest register number that is typed: one with more digits is another number, maybe an identity number."""


class Gender(StrEnum):
    """Gender as the register holds it (tolkeforskriften § 13)."""

    FEMALE = "F"
    MALE = "M"
    OTHER = "X"


class Capacity(StrEnum):
    """How much the interpreter takes assignments, self-declared (kapasitet: heltid, deltid, sporadisk)."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    OCCASIONAL = "occasional"


class Kind(StrEnum):
    """Kind of interpreting (talespråk, tegnspråk, skrivetolking, døvblindetolking)."""

    SPOKEN = "spoken"
    SIGN = "sign"
    SPEECH_TO_TEXT = "speech_to_text"
    DEAFBLIND = "deafblind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """A person (tolk), with the contact data and what the person consents to show.

    ``number`` is the register number, absent until the register has given one. ``county`` is a county
    number of 2024. The address may be shown to the public only with ``address_public``; the identity
    number never (tolkeforskriften §§ 13–14).
    """

    number: int | None = None
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    chosen_name: str = ""
    gender: Gender | None = None
    phone: str = ""
    email: str = ""
    county: str | None = None
    capacity: Capacity | None = None
    address: str = ""
    postal_code: str = ""
    place: str = ""
    address_public: bool = False
    identity_number: str = ""

    @property
    def full_address(self) -> str:
        """The address on one line: street, then postal code and place; empty when none is known."""
        place = " ".join(part for part in (self.postal_code, self.place) if part)
        return ", ".join(part for part in (self.address, place) if part)

    @property
    def name(self) -> str:
        """The name the person goes by: the chosen one, else first, middle and last name."""
        if self.chosen_name:
            return self.chosen_name
        return " ".join(part for part in (self.first_name, self.middle_name, self.last_name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLanguage:
    """A pair of language and kind that a person is listed for.

    ``stated_category`` is set only where the public register's statement is all that is known.
    """

    interpreter_id: str
    language: str
    kind: Kind
    stated_category: Literal["A", "B", "C", "D", "E"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A period in which the person is listed (oppføring, tolkeforskriften § 10).

    ``listed_until`` is the first day the person is no longer listed; None while the listing lasts.
    """

    interpreter_id: str
    listed_from: date
    listed_until: date | None = None
    end_reason: str = ""
