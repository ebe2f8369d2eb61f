"""What an edit may do: the checks of the values that it brings, and the reasons for which it is stopped."""

import re
from collections.abc import Mapping

import msgspec

from interpreter_app.contact_checks import LONGEST_REASON, check_length, check_record
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.records import GIVEN_BY_REGISTER, PUBLISHED, RECORD_TYPES
from sync import protocol
from sync.register_server.push_results import Outcome
from sync.register_server.records import Accepted, Put, accept

UNKNOWN_TYPE = "unknown-type"
INVALID = "invalid"
PERSON_MISSING = "person-missing"
AUTHORISATION_MISSING = "authorisation-missing"
NOT_SETTABLE = "not-settable"
PUBLISHED_ONLY = "published-only"

Fields = Mapping[str, object]

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_PLACE = re.compile(r"at `\$\.(\w+)")
_MISSING = re.compile(r"missing required field `(\w+)`")


class Stopped(Exception):
    """The edit cannot be done, and with it none of its transaction; ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.st)
        self.outcome = outcome


def is_id(value: object) -> bool:
    """Whether a value is an id in its usual form."""
    return isinstance(value, str) and _ID.match(value) is not None


def conflict(*fields: str) -> Stopped:
    """The edit collides with what the register has in ``fields``."""
    return Stopped(Outcome(protocol.CONFLICT, fields=fields))


def rejected(code: str, field: str, detail: str) -> Stopped:
    """The edit cannot be done whatever the register has; ``detail`` says why, in English."""
    return Stopped(Outcome(protocol.REJECTED, code=code, field=field, detail=detail))


def refuse_type(type_: str) -> None:
    """Stop an edit of a type that the register has no records of, or that it publishes itself."""
    if type_ not in RECORD_TYPES:
        raise rejected(UNKNOWN_TYPE, "t", "The register has no records of this type.")
    if type_ in PUBLISHED:
        raise rejected(PUBLISHED_ONLY, "t", "Records of this type are published on the register's server only.")


def refuse_unsettable(type_: str, wanted: Fields, *, creating: bool) -> None:
    """Stop an edit that sets what only the register gives, or gives a record to another person."""
    name = GIVEN_BY_REGISTER.get(type_)
    if name and name in wanted and not (creating and wanted[name] is None):
        raise rejected(NOT_SETTABLE, name, "Only the register gives this.")
    if not creating and "interpreter_id" in wanted:
        raise rejected(NOT_SETTABLE, "interpreter_id", "A record stays with its person.")


def checked_fields(type_: str, fields: Fields, *, fictional: bool) -> dict[str, object]:
    """The fields as the register keeps them; stops the edit at one that is not valid."""
    checked: dict[str, object] = {}
    for name, value in fields.items():
        try:
            checked |= check_record(type_, {name: value}, fictional=fictional)
        except UserError as error:
            raise rejected(INVALID, name, str(error)) from error
    return checked


def checked_reason(reason: str) -> str:
    """The reason as the history keeps it; stops the edit when it holds what cannot be shown."""
    try:
        return check_length("reason", reason, LONGEST_REASON)
    except UserError as error:
        raise rejected(INVALID, "reason", str(error)) from error


def accepted(type_: str, id_: str, data: Fields, *, fictional: bool) -> Accepted:
    """The record as the register may keep it; stops the edit at the field that it cannot keep."""
    try:
        return accept(Put(type_, id_, data), fictional=fictional)
    except UserError as error:
        raise rejected(INVALID, _field_at_fault(error), str(error)) from error


def _field_at_fault(error: UserError) -> str:
    """The field that a record fails by; empty where it is the record as a whole."""
    cause = error.__cause__
    if isinstance(cause, msgspec.ValidationError):
        found = _PLACE.search(str(cause)) or _MISSING.search(str(cause))
        return found[1] if found else ""
    return "language" if "given" in error.values else ""
