"""Records on their way into the register: what is to be done with them, and what is accepted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from interpreter_app.contact_checks import is_nobodys_phone
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.records import DEFAULTS, PUBLISHED, RECORD_TYPES, Record
from interpreter_app.identity_numbers import is_synthetic
from interpreter_app.store.records import decode, owner

_DEFAULTS = {type_: DEFAULTS[name] for name, type_ in RECORD_TYPES.items()}


@dataclass(frozen=True, slots=True)
class Put:
    """Add a record, or replace all of its fields; ``data`` is the record as JSON data."""

    type: str
    id: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete a record; with a person go all records of the person."""

    id: str


Operation = Put | Delete


class RecordRow(NamedTuple):
    """A row of ``records``, in the order of the table's columns."""

    id: str
    person: str
    type: str
    rev: int
    tx: int
    deleted: bool
    public: bool
    was_public: bool
    data: bytes


class Accepted(NamedTuple):
    """A record that may be kept: whose it is, its JSON text with sorted keys, and what it says.

    What belongs to nobody stands under its own id, as a person's own record does.
    """

    person: str
    data: bytes
    record: Record


def record_data(record: Record) -> dict[str, object]:
    """A record as JSON data; fields that have their default value are left out."""
    plain: dict[str, object] = msgspec.to_builtins(record)
    defaults = _DEFAULTS[type(record)]
    return {name: value for name, value in plain.items() if name not in defaults or value != defaults[name]}


def accept(put: Put, *, fictional: bool) -> Accepted:
    """What ``put`` holds as a record that the register may keep; fields that are not known are kept too.

    Raises ``UserError`` for an unknown type, for a field that is not what the type demands, and for fiction in a
    register that is not ``fictional``.
    """
    if put.type not in RECORD_TYPES:
        raise UserError(N_("The register has no records of the type {type}."), type=put.type)
    text = msgspec.json.encode(put.data, order="sorted")
    if rb"\u0000" in text:
        raise UserError(N_("A record of the type {type} holds a character that cannot be kept."), type=put.type)
    try:
        record = decode(put.type, text)
    except msgspec.ValidationError as error:
        raise UserError(
            N_("A record of the type {type} is not valid: {reason}."), type=put.type, reason=error
        ) from error
    person = put.id if put.type in PUBLISHED else owner(put.id, record)
    assert record is not None  # the type is known
    assert person is not None
    _refuse_other_names(record)
    if not fictional and isinstance(record, Interpreter) and is_fictional(record):
        raise UserError(
            N_("This register is not fictional; it cannot hold people who do not exist."),
            N_("Use a register that was filled with --demo."),
        )
    return Accepted(person, text, record)


def _refuse_other_names(record: Record) -> None:
    """Refuse a language that is unknown or goes by an alias: records are compared by the code itself."""
    code = getattr(record, "language", None)
    if code is not None and language_table().get(code).code != code:
        raise UserError(
            N_("The language {given} is kept in the register as {code}."),
            N_("Use that code."),
            given=code,
            code=language_table().get(code).code,
        )


def with_number(accepted: Accepted, number: int) -> Accepted:
    """A person's record with the register number that the register gives it."""
    data = msgspec.json.decode(accepted.data) | {"number": number}
    text = msgspec.json.encode(data, order="sorted")
    record = decode("interpreter", text)
    assert record is not None
    return Accepted(accepted.person, text, record)


def is_fictional(person: Interpreter) -> bool:
    """Whether a person bears a synthetic identity number or a telephone number that nobody can have."""
    return is_synthetic(person.identity_number) or is_nobodys_phone(person.phone)
