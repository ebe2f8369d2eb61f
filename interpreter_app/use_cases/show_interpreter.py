"""Showing one person: all that the register holds, and the category of each language with its reason."""

from dataclasses import dataclass
from datetime import date

from interpreter_app.domain.categories import Assessment
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_, NotFound
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.store.people import read_dossier_by_id, read_dossiers_by_number
from interpreter_app.use_cases.open_profile import Profile


@dataclass(frozen=True, slots=True)
class ShownInterpreter:
    """A person on a day; ``assessments`` are the listed pairs, best first."""

    dossier: Dossier
    day: date
    assessments: tuple[Assessment, ...]
    state: ProfileState


def show_by_number(profile: Profile, number: int, day: date) -> ShownInterpreter:
    """The person with register number ``number`` who is listed on ``day``.

    Raises ``NotFound`` when nobody is: that says that the person was not found in the register, never that the person
    is not qualified (TL § 7, third paragraph).
    """
    state = profile.require_state()
    with profile.database.read() as connection:
        found = read_dossiers_by_number(connection, number)
    for dossier in found:
        if dossier.listed_on(day):
            return _shown(dossier, day, state)
    raise NotFound(
        N_("Nobody listed on {day} was found in the register with number {number}."),
        N_("Check the number; being listed is voluntary, so this does not say that a person is not qualified."),
        day=day.isoformat(),
        number=number,
    )


def show_by_id(profile: Profile, id_: str, day: date) -> ShownInterpreter | None:
    """The person with record id ``id_``; None when the person is no longer in the register or not listed that day."""
    state = profile.require_state()
    with profile.database.read() as connection:
        dossier = read_dossier_by_id(connection, id_)
    return _shown(dossier, day, state) if dossier and dossier.listed_on(day) else None


def _shown(dossier: Dossier, day: date, state: ProfileState) -> ShownInterpreter:
    return ShownInterpreter(dossier, day, tuple(dossier.assessments(day)), state)
