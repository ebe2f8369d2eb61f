"""A case worker's profile over the window's small register: edits, and what the register did to them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import msgspec

from interpreter_app.data_folder import DEFAULT_PROFILE, profile_path
from interpreter_app.domain.edits import Act, Draft, Edit, EditState
from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.store import outbox
from interpreter_app.store.account import write_account
from interpreter_app.store.base import BaseChange, Removed, index_people
from interpreter_app.store.database import Connection
from interpreter_app.store.records import StoredRecord
from interpreter_app.store.screen import ScreenRecord, read_base_records, read_screen_records
from interpreter_app.use_cases.open_profile import Profile, open_profile
from interpreter_app.use_cases.outbox import save
from sync.protocol import record_hash
from tests.support.desktop import NOW
from tests.support.registers import record_id

SERVER = "http://127.0.0.1:1"
ME, OTHER = "Kari Saksbehandler", "Per Kollega"
_numbers = count(1)


def account(role: AccountRole = AccountRole.CASE_WORKER, *, locked: bool = False) -> Account:
    """Somebody of the register's staff."""
    return Account(
        role=role,
        name=ME,
        server=SERVER,
        token="no real token",
        client=record_id("client"),
        device="pc-17",
        since=NOW,
        locked=locked,
    )


def staff_profile(
    folder: Path, *, role: AccountRole = AccountRole.CASE_WORKER, name: str = DEFAULT_PROFILE, locked: bool = False
) -> Profile:
    """The profile in ``folder``, somebody logged in to it; the caller closes it."""
    profile = open_profile(name, profile_path(folder, name))
    with profile.database.write() as connection:
        write_account(connection, account(role, locked=locked))
    return profile


def person_id(number: int) -> str:
    """The id of the person with a register number."""
    return record_id(f"p{number}")


def own_id() -> str:
    """An id that nobody has had in this run."""
    return record_id(f"own{next(_numbers):05d}")


def record_of(profile: Profile, number: int, type_: str = "interpreter") -> tuple[str, ScreenRecord]:
    """A person's first record of a type, with its id, as it is on the screen."""
    with profile.database.read() as connection:
        records = read_screen_records(connection, person_id(number))
    return next((id_, record) for id_, record in records.items() if record.type == type_)


def change(profile: Profile, number: int, *, reason: str = "", made: datetime = NOW, **fields: object) -> Edit:
    """Save other values of fields of a person."""
    id_, record = record_of(profile, number)
    draft = Draft(
        act=Act.UPDATE,
        type="interpreter",
        record=id_,
        person=person_id(number),
        base={name: record.fields.get(name) for name in fields},
        set=fields,
        base_rev=record.rev,
    )
    return save(profile, [draft], now=made, new_id=own_id, reason=reason).edits[0]


def add_qualification(profile: Profile, number: int, *, person: str = "", **fields: object) -> Edit:
    """Save a new qualification of a person."""
    whole: dict[str, object] = {
        "type": "bachelor",
        "language": "tir",
        "obtained": "2026-06-12",
        "institution": "OsloMet",
    }
    owner = person or person_id(number)
    draft = Draft(
        act=Act.CREATE,
        type="qualification",
        record=own_id(),
        person=owner,
        set={"interpreter_id": owner, "institution": "OsloMet", **whole, **fields},
    )
    return save(profile, [draft], now=NOW, new_id=own_id).edits[0]


def add_person(profile: Profile, **fields: object) -> Edit:
    """Save a new person."""
    id_ = own_id()
    whole = {"first_name": "Ny", "last_name": "Person", **fields}
    draft = Draft(act=Act.CREATE, type="interpreter", record=id_, person=id_, set=whole)
    return save(profile, [draft], now=NOW, new_id=own_id).edits[0]


def delete(profile: Profile, number: int, type_: str) -> Edit:
    """Save the removal of a person's first record of a type."""
    id_, record = record_of(profile, number, type_)
    draft = Draft(
        act=Act.DELETE,
        type=type_,
        record=id_,
        person=person_id(number),
        base=record.fields,
        base_rev=record.rev,
    )
    return save(profile, [draft], now=NOW, new_id=own_id).edits[0]


def others_change(profile: Profile, edit: Edit, **fields: object) -> int:
    """Others change the record of ``edit`` in the register, and the change is here; its rev."""
    rev = 1_000_000 + next(_numbers)
    with profile.database.write() as connection:
        record = read_base_records(connection, edit.person)[edit.record]
        data = msgspec.json.encode({**record.fields, **fields})
        _apply(connection, edit, puts=[StoredRecord(edit.record, edit.person, edit.type, rev, data)])
    return rev


def others_delete(profile: Profile, edit: Edit) -> int:
    """Others delete the record of ``edit`` in the register; the rev of the deletion."""
    rev = 1_000_000 + next(_numbers)
    with profile.database.write() as connection:
        _apply(connection, edit, removals=[Removed(edit.record, rev, revoked=False)])
    return rev


def _apply(
    connection: Connection, edit: Edit, puts: list[StoredRecord] | None = None, removals: list[Removed] | None = None
) -> None:
    base = BaseChange(connection, record_hash)
    base.apply(puts or [], removals or [])
    base.finish()
    index_people(connection, [edit.person])


def in_conflict(profile: Profile, edit: Edit, register: Mapping[str, object] | None) -> Edit:
    """The register has other values for ``edit``: those in ``register``, or None where it has deleted the record."""
    rev = others_delete(profile, edit) if register is None else others_change(profile, edit, **register)
    said = outbox.Refused(
        op_id=edit.op_id,
        fields=tuple(register) if register is not None else tuple(edit.set),
        rev=rev,
        deleted=register is None,
        by=OTHER,
        at=(NOW - timedelta(days=1)).isoformat(),
    )
    with profile.database.write() as connection:
        outbox.keep_verdicts(connection, [said], "sync")
        index_people(connection, [edit.person])
    return replace(edit, state=EditState.CONFLICT)


def rejected(profile: Profile, edit: Edit, code: str = "invalid", field: str = "phone") -> None:
    """The register does not accept ``edit``."""
    with profile.database.write() as connection:
        outbox.keep_verdicts(connection, [outbox.Rejection(edit.op_id, code, field)], "sync")


def on_its_way(profile: Profile, edit: Edit) -> None:
    """The fate of ``edit`` is not known: the connection broke while it was sent."""
    with profile.database.write() as connection:
        outbox.set_state(connection, [edit.op_id], EditState.SENT)


def acknowledged(profile: Profile, edits: list[Edit], sync: str) -> None:
    """The register has ``edits`` since the sync with this id."""
    with profile.database.write() as connection:
        said = [outbox.Acknowledgement(edit.op_id, 2_000_000 + edit.n, NOW) for edit in edits]
        outbox.keep_verdicts(connection, said, sync)
