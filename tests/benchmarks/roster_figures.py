"""How well and how fast a supplier's list is checked: precision and recall for each result, seconds for 10,000 rows."""

import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from interpreter_app.documents.raw_sheets import read_pasted
from interpreter_app.domain.roster import Result, RosterRow
from interpreter_app.domain.roster_report import RosterReport
from interpreter_app.store.people import read_dossiers_by_ids
from interpreter_app.store.people_names import read_names
from interpreter_app.use_cases.check_roster import check_roster
from interpreter_app.use_cases.open_profile import Profile, open_profile
from interpreter_app.use_cases.roster_columns import find_list
from interpreter_app.use_cases.roster_rows import rows_of
from sync.register_server.fictional_register import fictional_people
from tests.benchmarks.figures import report
from tests.support.registers import profile_with
from tests.support.rosters import ON, MadeRow, as_text, fictional_dossiers, made_list, quality

REGISTER = 2_000
ROWS = 1_000
MANY_ROWS = 10_000
SECONDS = 10
_NAMED = 3_000


def measure(path: Path, folder: Path, size: int, seed: int) -> None:
    """Print the figures for a register made in ``folder``, and for the one with ``size`` people at ``path``."""
    people = fictional_dossiers(REGISTER, seed)
    made = profile_with(folder, [list(one.records_by_id) for one in fictional_people(REGISTER, seed)], name="roster")
    with closing(made) as profile:
        _report_quality(profile, made_list(people, ROWS, seed))
        _report_speed(profile, REGISTER, _rows(made_list(people, MANY_ROWS, seed)))
    with closing(open_profile("register", path)) as profile:
        _report_speed(profile, size, _rows(made_list(fictional_dossiers(size, seed, _NAMED), MANY_ROWS, seed)))


def _rows(made: list[MadeRow]) -> list[RosterRow]:
    return rows_of(find_list(read_pasted(as_text(made))), ON)


def _report_quality(profile: Profile, made: list[MadeRow]) -> None:
    """What is typed wrongly without a number is best answered with candidates, and counts as not met for valid."""
    checked = check_roster(profile, _rows(made), on=ON, today=ON).rows
    for result, met in quality(made, checked).items():
        limit = "1: nothing is valid that should not be" if result is Result.VALID else "near 1"
        share = 0.0 if met.precision is None else met.precision
        recall = None if met.recall is None else round(met.recall, 4)
        name = f"list of {ROWS:,} rows with errors, precision of {result}"
        report(name, share, 1, "share", limit, recall=recall, given=met.given, true=met.true)


def _report_speed(profile: Profile, size: int, rows: list[RosterRow]) -> None:
    """The whole check, beside reading all names and what the register holds on those who may be meant."""
    answers: list[RosterReport] = []
    figure = _worked(lambda: answers.append(check_roster(profile, rows, on=ON, today=ON)))
    meant = {
        person.id
        for row in answers[0].rows
        for person in (row.match, *(one.person for one in row.candidates))
        if person is not None
    }
    floor = _worked(partial(_read, profile, meant))
    limit = f"seconds of work at most {SECONDS}"
    report(f"list of {len(rows):,} rows against {size:,} people", figure, floor, "s", limit, people=len(meant))


def _worked(work: Callable[[], object]) -> float:
    """How long the processor works on it, in seconds."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _read(profile: Profile, people: set[str]) -> None:
    with profile.database.read() as connection:
        read_names(connection)
        read_dossiers_by_ids(connection, people)
