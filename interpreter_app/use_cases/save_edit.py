"""Saving what is to be done with a person, and trying it out: what it does to the categories, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.edits import Act, Draft, Edit, changed
from interpreter_app.domain.effects import CategoryEffect, effects
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.ids import NewId
from interpreter_app.store.database import Connection
from interpreter_app.store.identity_numbers import people_by_identity_number
from interpreter_app.store.people import read_dossier_by_id
from interpreter_app.use_cases.new_person import NewPerson
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import Saved, require_account, save_in_parts
from interpreter_app.use_cases.person_records import Plan, dossier_after, read_person


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What drafts would do to a person; ``before`` and ``after`` are None where the person is not there.

    ``effects`` is what becomes of the categories from today on.
    """

    person: str
    drafts: tuple[Draft, ...]
    before: Dossier | None
    after: Dossier | None
    effects: tuple[CategoryEffect, ...]

    @property
    def number(self) -> int | None:
        """The person's register number, if one is given already."""
        dossier = self.before or self.after
        return dossier.interpreter.number if dossier else None

    @property
    def changed(self) -> dict[str, tuple[object, object]]:
        """The fields of the person's own record that change, each before and after."""
        own = [draft for draft in self.drafts if draft.record == self.person]
        return {name: values for draft in own for name, values in changed(draft).items()}


@dataclass(frozen=True, slots=True)
class Edited:
    """What was saved, as one save, or several where it was too large for one; and what it does."""

    saves: tuple[Saved, ...]
    what: WhatIf

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, in order."""
        return tuple(edit for saved in self.saves for edit in saved.edits)

    @property
    def op_id(self) -> str:
        """The edit that stands for all: that of the person's own record, else the first."""
        own = (edit for edit in self.edits if edit.record == self.what.person)
        return next(own, self.edits[0]).op_id


def save_edit(
    profile: Profile, key: str | int, plan: Plan, *, now: datetime, new_id: NewId, reason: str = ""
) -> Edited:
    """Save what ``plan`` makes of the person with register number or record id ``key``; ``now`` is the local time.

    Raises ``UserError`` when nobody is logged in, the plan cannot be or changes nothing, ``NotFound`` for nobody.
    """
    with profile.database.write() as connection:
        what = _planned(connection, key, plan, now.date())
        return _saved(connection, what, now, new_id, reason)


def try_out(profile: Profile, key: str | int, plan: Plan, today: date) -> WhatIf:
    """What ``save_edit`` would do, without saving anything; raises the same."""
    with profile.database.read() as connection:
        return _planned(connection, key, plan, today)


def simulate(profile: Profile, key: str | int, drafts: Sequence[Draft], day: date) -> WhatIf:
    """What ``drafts`` would make of a person from ``day`` on; saves nothing. Raises what ``try_out`` raises."""
    return try_out(profile, key, lambda _: drafts, day)


def add_person(profile: Profile, person: NewPerson, *, now: datetime, new_id: NewId, reason: str = "") -> Edited:
    """Save a new person; see ``read_new_person``.

    Raises ``UserError`` when nobody is logged in, or somebody in the file has the same identity number.
    """
    with profile.database.write() as connection:
        return _saved(connection, _new(connection, person, now.date()), now, new_id, reason)


def try_out_person(profile: Profile, person: NewPerson, today: date) -> WhatIf:
    """What ``add_person`` would do, without saving anything; raises the same."""
    with profile.database.read() as connection:
        return _new(connection, person, today)


def _planned(connection: Connection, key: str | int, plan: Plan, today: date) -> WhatIf:
    require_account(connection)
    person = read_person(connection, key)
    drafts = tuple(plan(person))
    if not drafts:
        raise UserError(N_("There is nothing to save."), N_("The register has it so already."))
    refuse_shared_identity_number(connection, drafts)
    after = person.after(drafts)
    return WhatIf(person.id, drafts, person.dossier, after, effects(person.dossier, after, today))


def _new(connection: Connection, person: NewPerson, today: date) -> WhatIf:
    require_account(connection)
    refuse_shared_identity_number(connection, person.drafts)
    after = dossier_after(person.id, {}, person.drafts)
    return WhatIf(person.id, person.drafts, None, after, effects(None, after, today))


def _saved(connection: Connection, what: WhatIf, now: datetime, new_id: NewId, reason: str) -> Edited:
    return Edited(save_in_parts(connection, what.drafts, now=now, new_id=new_id, reason=reason), what)


def refuse_shared_identity_number(connection: Connection, drafts: Iterable[Draft]) -> None:
    """Refuse drafts that give a person the identity number of another in the file; the number itself is not told.

    Somebody whose number the drafts take away at the same time does not stand in the way.
    """
    given = {draft.person: number for draft in drafts if (number := _identity_number_given(draft)) is not None}
    for holders in people_by_identity_number(connection, set(given.values()) - {""}).values():
        keepers = holders - given.keys()
        if keepers:
            raise _shared(connection, min(keepers))


def _identity_number_given(draft: Draft) -> str | None:
    """The identity number that a draft gives, empty where it takes it away, None where it says nothing of it."""
    if draft.type != "interpreter":
        return None
    number = "" if draft.act is Act.DELETE else draft.set.get("identity_number")
    return number if isinstance(number, str) else None


def _shared(connection: Connection, other: str) -> UserError:
    dossier = read_dossier_by_id(connection, other)
    return UserError(
        N_("{name} ({number}) has the same identity number."),
        N_("Change that person, or correct the identity number."),
        name=dossier.interpreter.name if dossier else "?",
        number=(dossier.interpreter.number if dossier else None) or other,
    )
