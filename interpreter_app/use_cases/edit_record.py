"""Saving what was typed into a person's whole record, and looking ahead to what it would do while it is typed."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.edits import Act, Draft, Fields
from interpreter_app.domain.effects import CategoryEffect, effects
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.record_order import check_authorisation, check_listings
from interpreter_app.domain.records import field_value
from interpreter_app.ids import NewId
from interpreter_app.store.screen import ScreenRecord, dossier_on_screen
from interpreter_app.use_cases.edit_authorisations import refuse_second
from interpreter_app.use_cases.edit_person import change_person, check_listing, require_name
from interpreter_app.use_cases.edit_qualifications import change_qualification, new_qualification
from interpreter_app.use_cases.new_person import NewPerson
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.person_records import (
    PersonRecords,
    Plan,
    change,
    creation,
    decoded,
    dossier_after,
)
from interpreter_app.use_cases.save_edit import Edited, add_person, save_edit

_Made = TypeVar("_Made")
_OWNER = "interpreter_id"
_PERSON = "interpreter"
_DEPTH = {_PERSON: 0, "withdrawal": 2}
"""How deep a type stands: what others belong to is there before them, and goes after them. All others stand between."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record as it was ``seen`` when the form was opened (None: new), and as it is to be ``now`` (None: gone)."""

    id: str
    type: str
    seen: Fields | None
    now: Fields | None

    @property
    def wanted(self) -> Fields:
        """The fields that are to be other than they were seen."""
        seen, now = self.seen or {}, self.now or {}
        names = dict.fromkeys([*seen, *now])
        values = {name: field_value(self.type, now, name) for name in names if name != _OWNER}
        return {name: value for name, value in values.items() if value != field_value(self.type, seen, name)}


class RecordRefused(UserError):
    """A record that cannot be so; ``record`` is its id."""

    def __init__(self, record: str, error: UserError) -> None:
        super().__init__(error.message, error.hint, **error.values)
        self.record = record


@dataclass(frozen=True, slots=True)
class Outlook:
    """What changes that are being typed would do; ``before`` and ``after`` are None where the person is not there.

    ``unfinished`` are the ids of records that cannot be so yet, and were left as they were seen.
    """

    before: Dossier | None
    after: Dossier | None
    effects: tuple[CategoryEffect, ...]
    unfinished: frozenset[str]


def look_ahead(person: str, records: Iterable[RecordChange], day: date, unfinished: Collection[str] = ()) -> Outlook:
    """What becomes of the categories of ``person`` from ``day`` on; ``records`` are all, changed or not.

    Reads and saves nothing, and is quick enough for each key. Records that cannot be so yet, and those with the ids
    ``unfinished``, in which something else is wrong, stay as they were seen.
    """
    seen, now, passed_over = dict[str, ScreenRecord](), dict[str, ScreenRecord](), set[str]()
    for one in records:
        if one.seen is not None:
            seen[one.id] = ScreenRecord(one.type, 0, one.seen)
        if one.now is None:
            continue
        if one.id not in unfinished and _can_be(one.type, one.now):
            now[one.id] = ScreenRecord(one.type, 0, one.now)
            continue
        passed_over.add(one.id)
        if one.id in seen:
            now[one.id] = seen[one.id]
    was, becomes = dossier_on_screen(person, seen), dossier_on_screen(person, now)
    return Outlook(was, becomes, effects(was, becomes, day), frozenset(passed_over))


def _can_be(type_: str, fields: Fields) -> bool:
    try:
        decoded(type_, fields)
    except UserError:
        return False
    return True


def save_record(
    profile: Profile,
    person: str,
    changes: Sequence[RecordChange],
    *,
    now: datetime,
    new_id: NewId,
    fictional: bool,
    reason: str = "",
) -> Edited:
    """Save what was typed into the record of ``person`` (a record id), all of it or nothing, as one act.

    The edits hold the values that were seen, so that what others changed meanwhile is merged or becomes a conflict.
    A person whose own record is new is added; ``fictional`` is whether the register is. ``now`` is the local time.
    Raises ``RecordRefused`` for a record that cannot be so, and what ``save_edit`` and ``add_person`` raise.
    """
    own = next((one for one in changes if one.id == person), None)
    if own is None or own.seen is not None:
        plan = plan_of(changes, now.date())
        return save_edit(profile, person, plan, now=now, new_id=new_id, reason=reason)
    drafts = _creations(person, changes, now.date(), fictional=fictional)
    return add_person(profile, NewPerson(person, drafts), now=now, new_id=new_id, reason=reason)


def _creations(person: str, changes: Iterable[RecordChange], today: date, *, fictional: bool) -> tuple[Draft, ...]:
    """The drafts of a person who is added with all records."""
    ordered = _in_order(changes)
    drafts = [_refusing(one, partial(_creation, person, one, today, fictional=fictional)) for one in ordered]
    _check_together(dossier_after(person, {}, drafts), ordered)
    return tuple(drafts)


def plan_of(changes: Iterable[RecordChange], today: date) -> Plan:
    """The plan that makes ``changes`` of a person's records; raises ``RecordRefused``."""

    def plan(person: PersonRecords) -> tuple[Draft, ...]:
        ordered = _in_order(changes)
        made = [_refusing(one, partial(_drafts, person, one, today)) for one in ordered]
        drafts = tuple(draft for some in made for draft in some)
        _check_together(person.after(drafts), ordered)
        return drafts

    return plan


def _in_order(changes: Iterable[RecordChange]) -> list[RecordChange]:
    def place(one: RecordChange) -> tuple[bool, int]:
        depth = _DEPTH.get(one.type, 1)
        return one.now is None, -depth if one.now is None else depth

    return sorted(changes, key=place)


def _drafts(person: PersonRecords, one: RecordChange, today: date) -> tuple[Draft, ...]:
    there = person.records.get(one.id)
    if one.now is None:
        return () if there is None else (_deletion(person, one, there.rev),)
    if one.seen is None:
        return (_creation(person.id, one, today, fictional=person.fictional),)
    if there is None:
        raise UserError(
            N_("Somebody else has removed this meanwhile."), N_("Remove it here too, or add it as a new one.")
        )
    match one.type:
        case "interpreter":
            return change_person(person, one.wanted, one.seen)
        case "qualification":
            return change_qualification(person, one.id, one.wanted, one.seen, today=today)
        case _:
            return change(person, one.id, one.wanted, one.seen)


def _deletion(person: PersonRecords, one: RecordChange, rev: int) -> Draft:
    """A deletion that carries what was seen (R7), not what has become of it since."""
    assert one.seen is not None  # what is new and gone is no change
    return Draft(act=Act.DELETE, type=one.type, record=one.id, person=person.id, base=one.seen, base_rev=rev)


def _creation(person: str, one: RecordChange, today: date, *, fictional: bool) -> Draft:
    fields = one.now or {}
    if one.type != "qualification":
        return creation(one.type, one.id, person, fields, fictional=fictional)
    own = {name: value for name, value in fields.items() if name != _OWNER}
    return new_qualification(person, own, new_id=lambda: one.id, today=today, fictional=fictional)


def _check_together(after: Dossier | None, changes: Iterable[RecordChange]) -> None:
    """Refuse what each record may be by itself and all of them together may not."""
    if after is None:
        return
    for one in changes:
        if one.now is not None:
            _refusing(one, partial(_check_among_others, after, one))


def _check_among_others(after: Dossier, one: RecordChange) -> None:
    fields = one.now or {}
    match one.type:
        case "interpreter":
            require_name(fields)
        case "language":
            _refuse_twice(after, fields)
        case "listing" if "listed_from" in one.wanted:
            check_listing(after, date.fromisoformat(str(fields["listed_from"])))
        case "listing":
            check_listings(after.listings)
        case "authorisation" | "withdrawal":
            authorisation = str(fields.get("authorisation_id", one.id))
            gaps = [gap for gap in after.withdrawals if gap.authorisation_id == authorisation]
            check_authorisation(after.authorisations[authorisation], gaps)
            if one.seen is None and one.type == "authorisation":
                refuse_second(after, authorisation)


def _refuse_twice(after: Dossier, fields: Fields) -> None:
    pair = (fields.get("language"), fields.get("kind"))
    if [(one.language, one.kind) for one in after.languages].count(pair) > 1:  # type: ignore[arg-type]
        raise UserError(N_("The person has this language already."), N_("Remove one of the two."))


def _refusing(one: RecordChange, act: Callable[[], _Made]) -> _Made:
    """What ``act`` gives; what it refuses is said to be of this record."""
    try:
        return act()
    except UserError as error:
        raise RecordRefused(one.id, error) from error
