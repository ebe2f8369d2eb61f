"""What a list would do to the register, line by line: looked at before anything is done, and done in the same way."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from interpreter_app.contact_checks import CHECKED_FIELDS, safely_quoted
from interpreter_app.domain.edits import Act, Draft, changed, over
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.ids import NewId
from interpreter_app.store.screen import ScreenRecord
from interpreter_app.use_cases.edit_person import change_person, require_name
from interpreter_app.use_cases.list_additions import additions
from interpreter_app.use_cases.list_values import LineValues
from interpreter_app.use_cases.person_records import PersonRecords, creation, dossier_after

_OWNER = "interpreter_id"
_PERSON = "interpreter"


class Verdict(StrEnum):
    """What a line does: changes somebody's fields, adds records to somebody, adds a person, nothing, or it is wrong."""

    CHANGE = "change"
    ADD = "add"
    NEW = "new"
    NOTHING = "nothing"
    WRONG = "wrong"


class LineChange(NamedTuple):
    """A field that a line changes, of the person's own record or of one that belongs to it."""

    type: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line with what it does. ``number`` and ``name`` are of its person, as far as it has them."""

    line: int
    verdict: Verdict
    number: int | None = None
    name: str = ""
    drafts: tuple[Draft, ...] = ()
    faults: tuple[UserError, ...] = ()

    @property
    def changes(self) -> tuple[LineChange, ...]:
        """What changes, field by field."""
        return tuple(
            LineChange(draft.type, name, before, after)
            for draft in self.drafts
            for name, (before, after) in changed(draft).items()
            if name != _OWNER
        )


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a list does; ``not_mapped`` are the headings that mean nothing."""

    lines: tuple[PlannedLine, ...]
    not_mapped: tuple[str, ...]
    guessed_encoding: bool = False

    @property
    def wrong(self) -> tuple[PlannedLine, ...]:
        """The lines that cannot be done."""
        return tuple(line for line in self.lines if line.verdict is Verdict.WRONG)

    def count(self, verdict: Verdict) -> int:
        """How many lines do this."""
        return Counter(line.verdict for line in self.lines)[verdict]

    def does_the_same_as(self, other: "ImportPlan") -> bool:
        """Whether both do the same to the same people."""
        return [_gist(line) for line in self.lines] == [_gist(line) for line in other.lines]


def _gist(line: PlannedLine) -> tuple[object, ...]:
    return line.line, line.verdict, line.number, line.changes


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The people of the register whom a list may name.

    ``by_key`` holds them by what the list tells them by: register number, record id or identity number.
    ``identity_numbers`` says who has each identity number of the list.
    """

    by_key: Mapping[str, PersonRecords]
    identity_numbers: Mapping[str, frozenset[str]]
    fictional: bool


def plan_import(
    lines: Iterable[LineValues],
    key: str | None,
    people: KnownPeople,
    *,
    today: date,
    new_id: NewId,
    watch: Callable[[int], None] = lambda _: None,
) -> tuple[PlannedLine, ...]:
    """What ``lines`` do, each over what those before it have done; ``watch`` is told how many are done.

    ``key`` is the field that tells whose line it is, None where each is a new person. What is wrong with a line stands
    in its plan, and the line does nothing.
    """
    planner = _Planner(key, people, today, new_id)
    planned = []
    for line in lines:
        planned.append(planner.plan(line))
        watch(len(planned))
    return tuple(planned)


class _Planner:
    """Plans one line after the other, and keeps what they have done so far."""

    def __init__(self, key: str | None, people: KnownPeople, today: date, new_id: NewId) -> None:
        self._key = key
        self._people = dict(people.by_key)
        self._taken = {number: set(ids) for number, ids in people.identity_numbers.items()}
        self._fictional = people.fictional
        self._today = today
        self._new_id = new_id
        self._said: dict[tuple[str, str], tuple[int, object]] = {}

    def plan(self, line: LineValues) -> PlannedLine:
        """What the line does; a wrong one leaves everything as it was."""
        person = None
        try:
            person = self._person(line)
            if line.faults:
                return _wrong(line, person, line.faults)
            after, drafts = self._drafts(line, person)
        except UserError as error:
            return _wrong(line, person, [*line.faults, error])
        self._keep(line, after)
        own = after.interpreter
        return PlannedLine(line.number, _verdict(drafts, after), own.number, own.name, tuple(drafts))

    def _person(self, line: LineValues) -> PersonRecords | None:
        """The person whose line it is; None for a new one."""
        if self._key is None:
            return None
        key = line.values.get(self._key)
        if key is None:
            if line.faults:
                return None
            raise UserError(N_("The line does not say whose it is: {key} is empty."), N_("Fill it in."), key=self._key)
        person = self._people.get(str(key))
        if person is None and self._key == "number":
            raise UserError(
                N_("Nobody in the register has the number or id {key}."),
                N_("Check it; synchronise to get people who were added lately."),
                key=safely_quoted(str(key)),
            )
        return person

    def _drafts(self, line: LineValues, person: PersonRecords | None) -> tuple[PersonRecords, list[Draft]]:
        """The person as the line leaves it, and the drafts that do so."""
        values = {name: line.values[name] for name in CHECKED_FIELDS if name in line.values}
        self._refuse_shared(values.get("identity_number"), person)
        if person is None:
            drafts = [self._creation(values)]
            person = self._new(drafts[0])
        else:
            self._refuse_contradiction(person, values)
            drafts = list(change_person(person, values))
            person = _done(person, drafts)
        for addition in additions(line.values, self._today, self._new_id):
            more = addition(person)
            person = _done(person, more)
            drafts += more
        return person, drafts

    def _creation(self, values: Mapping[str, object]) -> Draft:
        require_name(values)
        id_ = self._new_id()
        return creation(_PERSON, id_, id_, values, fictional=self._fictional)

    def _new(self, own: Draft) -> PersonRecords:
        """The person whom ``own`` creates."""
        dossier = dossier_after(own.person, {}, [own])
        assert dossier is not None  # it is created just now
        return PersonRecords(own.person, dossier, {own.record: ScreenRecord(own.type, 0, own.set)}, self._fictional)

    def _refuse_shared(self, identity_number: object, person: PersonRecords | None) -> None:
        others = self._taken.get(str(identity_number), set()) if identity_number else set()
        if others - ({person.id} if person else set()):
            raise UserError(
                N_("Somebody else in the register has the identity number of this line."),
                N_("Check whose line it is."),
            )

    def _refuse_contradiction(self, person: PersonRecords, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            earlier, said = self._said.get((person.id, name), (0, value))
            if said != value:
                raise UserError(
                    N_("Line {earlier} says otherwise of the same person ({field})."),
                    N_("Keep one of them."),
                    earlier=earlier,
                    field=name,
                )

    def _keep(self, line: LineValues, person: PersonRecords) -> None:
        if self._key is not None:
            self._people[str(line.values[self._key])] = person
        for name in CHECKED_FIELDS:
            if name in line.values:
                self._said.setdefault((person.id, name), (line.number, line.values[name]))
        number = person.interpreter.identity_number
        if number:
            self._taken.setdefault(number, set()).add(person.id)


def _done(person: PersonRecords, drafts: Sequence[Draft]) -> PersonRecords:
    """The person with ``drafts`` done."""
    if not drafts:
        return person
    dossier = dossier_after(person.id, person.records, drafts)
    assert dossier is not None  # nothing is deleted
    records = dict(person.records)
    for draft in drafts:
        before = records.get(draft.record)
        fields = over(before.fields if before else None, draft)
        assert fields is not None
        records[draft.record] = ScreenRecord(draft.type, before.rev if before else 0, fields)
    return replace(person, dossier=dossier, records=records)


def _verdict(drafts: Iterable[Draft], person: PersonRecords) -> Verdict:
    acts = {(draft.act, draft.record == person.id) for draft in drafts}
    if (Act.CREATE, True) in acts:
        return Verdict.NEW
    if any(act is Act.UPDATE for act, _ in acts):
        return Verdict.CHANGE
    return Verdict.ADD if acts else Verdict.NOTHING


def _wrong(line: LineValues, person: PersonRecords | None, faults: Iterable[UserError]) -> PlannedLine:
    number = person.interpreter.number if person else None
    name = person.interpreter.name if person else ""
    return PlannedLine(line.number, Verdict.WRONG, number, name, faults=tuple(faults))
