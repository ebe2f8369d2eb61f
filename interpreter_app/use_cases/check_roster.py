"""Checking a supplier's list against the register: each row by number, name and language on the row's day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.domain.roster import Reason, Result, RosterRow, Verdict, judge
from interpreter_app.domain.roster_choice import LIKELY, Choice, Match, choose
from interpreter_app.domain.roster_report import Candidate, CheckedRow, RosterReport
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.name_matching import NameIndex, Scored, words_of
from interpreter_app.store.database import Connection
from interpreter_app.store.people import read_dossiers_by_ids
from interpreter_app.store.people_names import KnownPerson, read_names
from interpreter_app.use_cases.open_profile import Profile

MOST_CANDIDATES = 8
"""People that are shown for a row that may mean several."""
_PORTION = 500
_EVERY = 200
_READING_NAMES = N_("Reading the names in the register")
_LOOKING = N_("Looking for the names of the list")
_READING = N_("Reading what the register holds on them")
_COMPARING = N_("Comparing")
_NOT_LOOKED_FOR = frozenset(
    {
        Reason.NOBODY_NAMED,
        Reason.UNREADABLE_NUMBER,
        Reason.UNREADABLE_DATE,
        Reason.DAY_NOT_KNOWN,
        Reason.NO_LANGUAGE,
        Reason.UNKNOWN_LANGUAGE,
    }
)


def check_roster(
    profile: Profile, rows: Sequence[RosterRow], *, on: date, today: date, progress: Progress = no_progress
) -> RosterReport:
    """What the register says of each row, in the order of the rows; ``on`` is the day that rows without one were given.

    Only people who are listed on a row's day are found and shown, as in a search (tolkeforskriften § 13). Nothing is
    called right or wrong of a day after ``today``. Raises ``NotFound`` for a profile without data, ``Cancelled`` when
    ``progress`` does.
    """
    state = profile.require_state()
    rows = [_of_known_day(row, state) for row in rows]
    steps = 3 * max(1, len(rows))
    progress(0, steps, _READING_NAMES)
    with profile.database.read() as connection:
        people = _People(read_names(connection))
        wanted = people.look_for(rows, steps, progress)
        dossiers = _read(connection, wanted, len(rows), progress)
    checked: list[CheckedRow] = []
    for place, row in enumerate(rows):
        if place % _EVERY == 0:
            progress(2 * len(rows) + place, steps, _COMPARING)
        found = _checked(row, people.meant_by(row, dossiers), dossiers)
        checked.append(_of_day_to_come(found) if row.day and row.day > today else found)
    progress(steps, steps, _COMPARING)
    return RosterReport(on=on, state=state, rows=tuple(checked))


class _People:
    """Everybody by number and by name; a name is looked for once."""

    def __init__(self, people: Sequence[KnownPerson]) -> None:
        self._people = people
        self._by_number = {person.number: place for place, person in enumerate(people) if person.number is not None}
        self._index = NameIndex(person.names for person in people)
        self._found: dict[str, list[Scored]] = {}

    def look_for(self, rows: Sequence[RosterRow], steps: int, progress: Progress) -> set[str]:
        """Look for all that the rows name, and give the ids of those who may be meant."""
        wanted: set[str] = set()
        for done, row in enumerate(rows):
            if done % _EVERY == 0:
                progress(done, steps, _LOOKING)
            if row.fault not in _NOT_LOOKED_FOR:
                wanted.update(self._people[place].id for place in self._places(row))
        return wanted

    def _places(self, row: RosterRow) -> Iterable[int]:
        if row.number in self._by_number:
            yield self._by_number[row.number]
        yield from (one.place for one in self._like(row.name))

    def _like(self, name: str) -> list[Scored]:
        if not name:
            return []
        if name not in self._found:
            self._found[name] = self._index.find(name, LIKELY, MOST_CANDIDATES)
        return self._found[name]

    def meant_by(self, row: RosterRow, dossiers: Mapping[str, Dossier]) -> Choice:
        """Who is meant by a row, or may be."""
        if row.fault in _NOT_LOOKED_FOR:
            return Choice()
        by_name = [self._match(one.place, one.score, row, dossiers) for one in self._like(row.name)]
        place = None if row.number is None else self._by_number.get(row.number)
        by_number = None
        if place is not None:
            score = self._index.score_of(place, row.name) if row.name else None
            by_number = self._match(place, score, row, dossiers)
        are_all = len(by_name) < MOST_CANDIDATES  # others of the name may have been left out
        return choose(
            row.number,
            by_number,
            by_name,
            has_language=lambda one: not are_all or _may_have_language(dossiers.get(one.id), row),
        )

    def _match(self, place: int, score: int | None, row: RosterRow, dossiers: Mapping[str, Dossier]) -> Match:
        person = self._people[place]
        dossier = dossiers.get(person.id)
        listed = dossier is not None and dossier.listed_on(row.known_day)
        return Match(person.id, person.number, person.names[0], score, listed)


def _read(connection: Connection, wanted: Iterable[str], rows: int, progress: Progress) -> dict[str, Dossier]:
    """The dossiers of those who may be meant."""
    ids = sorted(wanted)
    found: dict[str, Dossier] = {}
    for start in range(0, len(ids), _PORTION):
        progress(rows + rows * start // len(ids), 3 * rows, _READING)
        found |= read_dossiers_by_ids(connection, ids[start : start + _PORTION])
    return found


def _of_known_day(row: RosterRow, state: ProfileState) -> RosterRow:
    """The row, which cannot be checked where the data say nothing of its day: whoever is not found may be listed."""
    if row.day is None or row.fault in _NOT_LOOKED_FOR or state.known_from is None or row.day >= state.known_from:
        return row
    return replace(row, fault=Reason.DAY_NOT_KNOWN)


def _may_have_language(dossier: Dossier | None, row: RosterRow) -> bool:
    """Whether somebody is, or would be if listed, listed for the row's language that day."""
    return dossier is None or judge(dossier, row).pair is not None


def _checked(row: RosterRow, choice: Choice, dossiers: Mapping[str, Dossier]) -> CheckedRow:
    """What comes of a row once it is known who is meant."""
    if row.fault in _NOT_LOOKED_FOR:
        return CheckedRow(row=row, result=Result.COULD_NOT_CHECK, reason=row.fault)
    if choice.match is None:
        result = Result.CANDIDATES if choice.candidates else Result.NOT_FOUND
        if result is Result.NOT_FOUND and row.number is None and len(words_of(row.name)) == 1:
            return CheckedRow(row=row, result=Result.COULD_NOT_CHECK, reason=Reason.ONE_NAME)
        candidates = tuple(_candidate(one, row, dossiers) for one in choice.candidates)
        return CheckedRow(row=row, result=result, reason=choice.reason, candidates=candidates)
    verdict = _not_settled(row, judge(dossiers[choice.match.id], row))
    return CheckedRow(
        row=row,
        result=verdict.result,
        reason=verdict.reason,
        match=choice.match,
        how=choice.how,
        pair=verdict.pair,
        category=verdict.category,
    )


def _not_settled(row: RosterRow, verdict: Verdict) -> Verdict:
    """The verdict; where what is stated could not be read nobody can say that it is what is held."""
    if row.fault in (Reason.UNREADABLE_CATEGORY, Reason.UNKNOWN_KIND) and verdict.result is Result.VALID:
        return Verdict(Result.COULD_NOT_CHECK, verdict.pair, verdict.category, row.fault)
    return verdict


def _of_day_to_come(checked: CheckedRow) -> CheckedRow:
    """The row: who is meant and what the register holds now are told, but nothing is settled by it."""
    if checked.result is Result.COULD_NOT_CHECK:
        return checked
    return replace(checked, result=Result.COULD_NOT_CHECK, reason=Reason.DAY_TO_COME)


def _candidate(person: Match, row: RosterRow, dossiers: Mapping[str, Dossier]) -> Candidate:
    verdict = judge(dossiers[person.id], row)
    return Candidate(person, verdict.pair, verdict.category)
