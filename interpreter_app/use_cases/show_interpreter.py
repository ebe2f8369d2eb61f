"""Showing one person: all that the register holds, and the category of each language with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from interpreter_app.domain.categories import Assessment
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_, NotFound
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.store.database import Connection
from interpreter_app.store.outbox import read_edits_of
from interpreter_app.store.people import read_dossier_by_id, read_dossiers_by_number
from interpreter_app.store.screen import ScreenRecord, read_screen_records
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.standing import sees_all


@dataclass(frozen=True, slots=True)
class ShownInterpreter:
    """A person on a day; ``assessments`` are the listed pairs, best first.

    The register's own staff see people who are not ``listed`` that day too. ``unsent`` counts the edits of the person
    that the register does not have, which are shown as done; None for the public, who has none. ``records`` are all
    records by id.
    """

    dossier: Dossier
    day: date
    assessments: tuple[Assessment, ...]
    state: ProfileState
    listed: bool = True
    unsent: int | None = None
    records: Mapping[str, ScreenRecord] = field(default_factory=dict)


def show_person(profile: Profile, key: str, day: date) -> ShownInterpreter:
    """The person whose register number or record id is ``key``, as ``show_by_number`` shows one."""
    if key.isdecimal():
        return show_by_number(profile, int(key), day)
    shown = show_by_id(profile, key, day)
    if shown is None:
        raise _not_found(key, day)
    return shown


def show_by_number(profile: Profile, number: int, day: date) -> ShownInterpreter:
    """The person with register number ``number`` who is listed on ``day``; to the register's own staff listed or not.

    Raises ``NotFound`` when nobody is: that says that the person was not found in the register, never that the person
    is not qualified (TL § 7, third paragraph).
    """
    state = profile.require_state()
    with profile.database.read() as connection:
        for dossier in read_dossiers_by_number(connection, number):
            if _may_be_shown(connection, dossier, day):
                return _shown(connection, dossier, day, state)
    raise _not_found(number, day)


def show_by_id(profile: Profile, id_: str, day: date) -> ShownInterpreter | None:
    """The person with record id ``id_``; None when ``show_by_number`` would not show one."""
    state = profile.require_state()
    with profile.database.read() as connection:
        dossier = read_dossier_by_id(connection, id_)
        if dossier and _may_be_shown(connection, dossier, day):
            return _shown(connection, dossier, day, state)
    return None


def _may_be_shown(connection: Connection, dossier: Dossier, day: date) -> bool:
    return dossier.listed_on(day) or sees_all(connection)


def _shown(connection: Connection, dossier: Dossier, day: date, state: ProfileState) -> ShownInterpreter:
    return ShownInterpreter(
        dossier,
        day,
        tuple(dossier.assessments(day)),
        state,
        listed=dossier.listed_on(day),
        unsent=len(read_edits_of(connection, dossier.id)) if sees_all(connection) else None,
        records=read_screen_records(connection, dossier.id),
    )


def _not_found(key: str | int, day: date) -> NotFound:
    return NotFound(
        N_("Nobody listed on {day} was found in the register with number {number}."),
        N_("Check the number; being listed is voluntary, so this does not say that a person is not qualified."),
        day=day.isoformat(),
        number=key,
    )
