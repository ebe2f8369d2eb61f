"""The record types that the register holds and exchanges, by the names they have on the wire."""

from collections.abc import Mapping
from dataclasses import MISSING, fields

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.guidance_content import GuidancePiece
from interpreter_app.domain.interpreters import Interpreter, ListedLanguage, Listing
from interpreter_app.domain.qualifications import Qualification

Record = Interpreter | ListedLanguage | Listing | Qualification | Authorisation | Withdrawal | GuidancePiece

RECORD_TYPES: Mapping[str, type[Record]] = {
    "interpreter": Interpreter,
    "language": ListedLanguage,
    "listing": Listing,
    "qualification": Qualification,
    "authorisation": Authorisation,
    "withdrawal": Withdrawal,
    "guidance": GuidancePiece,
}
"""Each type with its dataclass. All but ``interpreter`` and ``guidance`` belong to the person in ``interpreter_id``."""

PUBLISHED = frozenset({"guidance"})
"""The types that the register publishes to everybody: they belong to no person, and no client edits them."""

DEFAULTS: Mapping[str, Mapping[str, object]] = {
    name: {field.name: field.default for field in fields(type_) if field.default is not MISSING}
    for name, type_ in RECORD_TYPES.items()
}
"""What a field of each type holds when a record does not name it."""

GIVEN_BY_REGISTER: Mapping[str, str] = {"interpreter": "number", "language": "stated_category"}
"""Per type the field that the register alone gives, and no edit sets: who is brought back gets the number of before."""

FIELD_GROUPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "interpreter": (("address", "postal_code", "place"),),
    "listing": (("listed_from", "listed_until", "end_reason"),),
    "qualification": (("type", "language", "kind", "obtained", "amount", "unit", "country", "recognised"),),
    "authorisation": (("language", "kind", "granted"), ("revoked", "revocation_reason")),
    "withdrawal": (("withdrawn_from", "withdrawn_until", "reason"),),
}
"""The fields of each type that must not part: they are merged, and stand in conflict, as one."""


_DEPTHS = {"interpreter": 0, "authorisation": 1, "withdrawal": 3}


def depth(type_: str) -> int:
    """How deep records of a type stand: they are made after those that are less deep, and deleted before them."""
    return _DEPTHS.get(type_, 2)


def field_value(type_: str, data: Mapping[str, object], name: str) -> object:
    """The value of a field in a record as JSON data; its default where the record does not name it."""
    return data.get(name, DEFAULTS.get(type_, {}).get(name))


def group_of(type_: str, name: str) -> tuple[str, ...]:
    """The fields that must not part from ``name``, itself among them."""
    return next((group for group in FIELD_GROUPS.get(type_, ()) if name in group), (name,))
