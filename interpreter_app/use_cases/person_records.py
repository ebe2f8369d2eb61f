"""A person with every record as it stands on the screen, and the drafts that change them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from interpreter_app.contact_checks import check_record
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.edits import Act, Draft, Fields, over
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.records import Record, field_value, group_of
from interpreter_app.identity_numbers import is_like_identity_number
from interpreter_app.store.base import read_profile
from interpreter_app.store.database import Connection
from interpreter_app.store.people import find_by_number
from interpreter_app.store.records import decode
from interpreter_app.store.screen import ScreenRecord, dossier_on_screen, read_screen_records
from interpreter_app.use_cases.open_profile import Profile


@dataclass(frozen=True, slots=True)
class PersonRecords:
    """A person, listed or not, with unsent edits included.

    ``records`` are by id, the person's own under ``id``. ``fictional`` is whether the register is.
    """

    id: str
    dossier: Dossier
    records: Mapping[str, ScreenRecord]
    fictional: bool

    @property
    def interpreter(self) -> Interpreter:
        """The person's own record."""
        return self.dossier.interpreter

    def of_type(self, type_: str) -> dict[str, Record]:
        """The records of a type by id, as the domain's own type."""
        found = {id_: record for id_, record in self.records.items() if record.type == type_}
        return {id_: decoded(type_, record.fields) for id_, record in found.items()}

    def after(self, drafts: Sequence[Draft]) -> Dossier | None:
        """What the person would be with ``drafts`` done; None when they delete the person.

        Raises ``UserError`` when a record cannot be so.
        """
        return dossier_after(self.id, self.records, drafts)


Plan = Callable[[PersonRecords], Sequence[Draft]]
"""What is to be done with a person: the drafts for it, from the records as they are. Raises ``UserError``."""


def find_person(profile: Profile, key: str | int) -> PersonRecords:
    """The person whose register number, or record id, is ``key``; people who are not listed too.

    Raises ``NotFound`` when nobody is.
    """
    with profile.database.read() as connection:
        return read_person(connection, key)


def read_person(connection: Connection, key: str | int) -> PersonRecords:
    """The same inside a transaction."""
    id_ = _person_id(connection, str(key))
    records = read_screen_records(connection, id_) if id_ else {}
    dossier = dossier_on_screen(id_, records) if id_ else None
    if dossier is None:
        raise NotFound(
            N_("Nobody in the register has the number or id {key}."),
            N_("Check it; synchronise to get people who were added lately."),
            key="…" if is_like_identity_number(str(key)) else key,
        )
    state = read_profile(connection)
    return PersonRecords(dossier.id, dossier, records, fictional=state is not None and state.fictional)


def _person_id(connection: Connection, key: str) -> str | None:
    if key.isascii() and key.isdecimal() and len(key) < _ID_LENGTH:
        number = int(key)
        return find_by_number(connection, number) if number <= _LARGEST else None
    return key


_ID_LENGTH = 32
_LARGEST = 2**63 - 1


def dossier_after(person: str, records: Mapping[str, ScreenRecord], drafts: Sequence[Draft]) -> Dossier | None:
    """The dossier of ``person`` with ``drafts`` over ``records``; raises ``UserError`` when a record cannot be so."""
    shown = dict(records)
    for draft in drafts:
        before = shown.get(draft.record)
        fields = over(before.fields if before else None, draft)
        if fields is None:
            shown.pop(draft.record, None)
        else:
            decoded(draft.type, fields)
            shown[draft.record] = ScreenRecord(draft.type, before.rev if before else 0, fields)
    return dossier_on_screen(person, shown)


def decoded(type_: str, fields: Fields) -> Record:
    """A record as the domain's own type; raises ``UserError`` when it cannot be so."""
    try:
        record = decode(type_, msgspec.json.encode(fields))
    except msgspec.DecodeError as error:
        raise UserError(N_("The record cannot be so ({reason})."), N_("Choose other values."), reason=error) from error
    if record is None:
        raise UserError(N_("The register has no records of the type {type}."), type=type_)
    return record


def creation(type_: str, record: str, person: str, fields: Fields, *, fictional: bool) -> Draft:
    """The draft of a new record, with its fields checked as the register keeps them; what is empty is left out."""
    checked = check_record(type_, fields, fictional=fictional)
    given = {name: value for name, value in checked.items() if value != field_value(type_, {}, name)}
    decoded(type_, given)
    return Draft(act=Act.CREATE, type=type_, record=record, person=person, set=given)


def change(person: PersonRecords, record: str, wanted: Fields, seen: Fields | None = None) -> tuple[Draft, ...]:
    """The draft that gives a record the fields ``wanted``; none where it has them.

    ``seen`` are the values that were on the screen when the change was made, where they are not those of now. The
    draft's base holds what was seen of the changed fields and of those that must not part from them.
    """
    now = person.records[record]
    shown = {**now.fields, **(seen or {})}
    checked = check_record(now.type, wanted, fictional=person.fictional)
    new = {name: value for name, value in checked.items() if value != field_value(now.type, shown, name)}
    if not new:
        return ()
    decoded(now.type, {**shown, **new})
    concerned = dict.fromkeys(other for name in new for other in group_of(now.type, name))
    base = {name: field_value(now.type, shown, name) for name in concerned}
    draft = Draft(act=Act.UPDATE, type=now.type, record=record, person=person.id, base=base, set=new, base_rev=now.rev)
    return (draft,)


def deletion(person: PersonRecords, record: str) -> Draft:
    """The draft that deletes a record as it is on the screen."""
    seen = person.records[record]
    return Draft(act=Act.DELETE, type=seen.type, record=record, person=person.id, base=seen.fields, base_rev=seen.rev)
