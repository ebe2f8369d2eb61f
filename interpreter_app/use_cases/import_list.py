"""Taking a list of people into the register's outbox: looked at first, then done whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from interpreter_app.documents.sheets import Sheet
from interpreter_app.domain.edits import MOST_IN_A_TX, Draft
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.ids import NewId
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.store import outbox
from interpreter_app.store.base import log, read_profile
from interpreter_app.store.database import Connection
from interpreter_app.store.identity_numbers import people_by_identity_number
from interpreter_app.use_cases.list_mapping import ListMapping
from interpreter_app.use_cases.list_values import LineValues, read_line
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import Saved, require_account, save_in
from interpreter_app.use_cases.person_records import PersonRecords, read_person
from interpreter_app.use_cases.plan_import import ImportPlan, KnownPeople, PlannedLine, Verdict, plan_import

_READING = N_("Looking up the people of the list")
_PLANNING = N_("Checking the list")
_SAVING = N_("Saving the list")
_BETWEEN_REPORTS = 50


@dataclass(frozen=True, slots=True)
class ImportedList:
    """What was done with a list: its plan, and the saves that the outbox shows."""

    plan: ImportPlan
    saves: tuple[Saved, ...]

    @property
    def people(self) -> frozenset[str]:
        """The ids of the people concerned."""
        return frozenset(person for saved in self.saves for person in saved.people)

    @property
    def edits(self) -> int:
        """How many edits were saved."""
        return sum(len(saved.edits) for saved in self.saves)


def preview_import(
    profile: Profile,
    sheet: Sheet,
    mapping: ListMapping,
    *,
    today: date,
    new_id: NewId,
    progress: Progress = no_progress,
) -> ImportPlan:
    """What ``import_list`` would do now, line by line; nothing is saved. Raises what it raises, but for wrong lines."""
    with profile.database.read() as connection:
        return _Planning(connection, today, new_id, progress).plan(sheet, mapping)


def import_list(
    profile: Profile,
    sheet: Sheet,
    mapping: ListMapping,
    *,
    now: datetime,
    new_id: NewId,
    reason: str = "",
    skip_wrong: bool = False,
    previewed: ImportPlan | None = None,
    progress: Progress = no_progress,
) -> ImportedList:
    """Save what the lines of ``sheet`` do: all of them together, or nothing.

    With ``skip_wrong`` the wrong lines are left out. ``reason`` is kept with every edit. ``now`` is the local time.
    Raises ``UserError`` when nobody is logged in, the mapping does not fit, a line is wrong, or the register has
    changed since the lines were looked at, here or when they were ``previewed``; ``Cancelled`` when ``progress`` does.
    """
    with profile.database.read() as connection:
        plan, seen = _Planning(connection, now.date(), new_id, progress).plan(sheet, mapping), _moment(connection)
    if previewed is not None and not plan.does_the_same_as(previewed):
        raise _changed_meanwhile()
    if plan.wrong and not skip_wrong:
        raise wrong_lines(plan)
    with profile.database.write() as connection:
        if _moment(connection) != seen:
            raise _changed_meanwhile()
        return ImportedList(plan, _save(connection, plan, now=now, new_id=new_id, reason=reason, progress=progress))


def _save(
    connection: Connection, plan: ImportPlan, *, now: datetime, new_id: NewId, reason: str, progress: Progress
) -> tuple[Saved, ...]:
    together = list(_saves(plan.lines))
    saves = []
    for done, drafts in enumerate(together):
        progress(done, len(together), _SAVING)
        saves.append(save_in(connection, drafts, now=now, new_id=new_id, reason=reason))
    counts = {str(verdict): plan.count(verdict) for verdict in Verdict}
    log(connection, now, "import-list", lines=counts, edits=sum(len(saved.edits) for saved in saves))
    return tuple(saves)


def _moment(connection: Connection) -> tuple[object, ...]:
    """Differs when the register or the outbox does: planning a long list must not keep others from writing."""
    return read_profile(connection), outbox.next_n(connection), outbox.count_unsent(connection)


def _changed_meanwhile() -> UserError:
    return UserError(N_("The register has changed since you looked at what the list does."), N_("Look at it again."))


def wrong_lines(plan: ImportPlan) -> UserError:
    """The refusal of a list with wrong lines; it names the first."""
    first = plan.wrong[0]
    return UserError(
        N_("Lines that cannot be done: {count}, the first is line {line}; nothing was saved. {fault}"),
        N_("See all of them with --dry-run, correct them, or leave them out with --skip-wrong-lines."),
        count=len(plan.wrong),
        line=first.line,
        fault=first.faults[0],
    )


@dataclass(frozen=True, slots=True)
class _Planning:
    """A list as it is being planned."""

    connection: Connection
    today: date
    new_id: NewId
    progress: Progress

    def plan(self, sheet: Sheet, mapping: ListMapping) -> ImportPlan:
        """What the lines of ``sheet`` do."""
        require_account(self.connection)
        mapping.check(sheet.headings)
        state = read_profile(self.connection)
        fictional = state is not None and state.fictional
        lines = [read_line(line, sheet.headings, mapping, fictional=fictional) for line in sheet.lines]
        people = self._known_people(lines, mapping.key, fictional)
        watch = self._watch(len(lines), _PLANNING)
        planned = plan_import(lines, mapping.key, people, today=self.today, new_id=self.new_id, watch=watch)
        return ImportPlan(planned, mapping.not_mapped(sheet.headings), sheet.guessed_encoding)

    def _watch(self, total: int, text: str) -> Callable[[int], None]:
        def watch(done: int) -> None:
            if done % _BETWEEN_REPORTS == 0 or done == total:
                self.progress(done, total, text)

        return watch

    def _known_people(self, lines: Sequence[LineValues], key: str | None, fictional: bool) -> KnownPeople:
        """The people whom the lines may name, read once."""
        numbers = people_by_identity_number(self.connection, _said(lines, "identity_number"))
        ids: dict[str, Iterable[str]] = {}
        if key == "identity_number":
            ids = {number: of_number for number, of_number in numbers.items() if of_number}
        elif key is not None:
            ids = {number: (number,) for number in _said(lines, key)}
        return KnownPeople(self._read(ids), numbers, fictional)

    def _read(self, ids: Mapping[str, Iterable[str]]) -> dict[str, PersonRecords]:
        """The people by what the list calls them; where that are several, one (the lines are refused)."""
        found = {}
        watch = self._watch(len(ids), _READING)
        for done, (key, of_key) in enumerate(ids.items(), start=1):
            with suppress(NotFound):
                found[key] = read_person(self.connection, min(of_key))
            watch(done)
        return found


def _said(lines: Iterable[LineValues], name: str) -> tuple[str, ...]:
    """What the lines say for a field, each once."""
    return tuple(dict.fromkeys(str(line.values[name]) for line in lines if line.values.get(name)))


def _saves(lines: Iterable[PlannedLine]) -> Iterator[list[Draft]]:
    """The drafts of all lines, as many together as can be; those of a line are never parted."""
    together: list[Draft] = []
    for line in lines:
        if len(together) + len(line.drafts) > MOST_IN_A_TX:
            yield together
            together = []
        together += line.drafts
    if together:
        yield together
