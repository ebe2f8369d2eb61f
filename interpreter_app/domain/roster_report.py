"""What came of checking a supplier's list: each row with its result, and what was checked against what."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from interpreter_app.domain.categories import Category, Pair
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.domain.roster import Reason, Result, RosterRow
from interpreter_app.domain.roster_choice import How, Match


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, with the pair and the category for the row's language that day; None for none."""

    person: Match
    pair: Pair | None
    category: Category | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """A row with what came of it. ``match`` is who is meant, ``how`` by what the person was found."""

    row: RosterRow
    result: Result
    reason: Reason | None = None
    match: Match | None = None
    how: How | None = None
    pair: Pair | None = None
    category: Category | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReport:
    """What came of a list; ``on`` is the day of rows that have none, ``state`` says how old the data are."""

    on: date
    state: ProfileState
    rows: tuple[CheckedRow, ...]

    @property
    def counts(self) -> dict[Result, int]:
        """How many rows came to each result, all results named."""
        found = Counter(row.result for row in self.rows)
        return {result: found[result] for result in Result}

    @property
    def lines(self) -> int:
        """How many lines of the list were checked; one with several languages gives several rows."""
        return len({checked.row.line for checked in self.rows})


@dataclass(frozen=True, slots=True)
class RosterSource:
    """What was checked: the file's name, empty for pasted text, and the SHA-256 digest of its content in hex."""

    name: str
    digest: str


def source_of(name: str, content: bytes) -> RosterSource:
    """What a file called ``name`` is known by afterwards."""
    return RosterSource(name, sha256(content).hexdigest())
