"""The usage log in a file: what is kept, what is kept of what was, and counts that are those of the rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from interpreter_app.domain.assignments import Assignment, By, LogPeriod, counted, tallies
from interpreter_app.domain.categories import Category
from interpreter_app.store import assignments as store
from interpreter_app.store import tables
from interpreter_app.store.database import Database
from interpreter_app.use_cases.open_profile import open_profile
from tests.support.assignments import assignment, assignments, by_category
from tests.support.registers import AS_OF, TODAY

logs = st.lists(assignments(), max_size=20, unique_by=lambda one: one.id)
kept_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    profile = open_profile("register", tmp_path / "register.register")
    yield profile.database
    profile.close()


def hold(database: Database, log: list[Assignment]) -> None:
    """Let the log hold these assignments alone."""
    with database.write() as connection:
        connection.execute(delete(tables.assignments))
        connection.execute(delete(tables.assignment_versions))
        store.add_assignments(connection, log, AS_OF)


@kept_file
@given(log=logs)
def test_what_is_read_is_what_was_added(database: Database, log: list[Assignment]) -> None:
    hold(database, log)
    with database.read() as connection:
        read = list(store.read_assignments(connection))
        assert all(store.read_assignment(connection, one.id).assignment == one for one in log)  # type: ignore[union-attr]
    assert sorted(read, key=lambda one: one.id) == sorted(log, key=lambda one: one.id)
    assert [one.day for one in read] == sorted((one.day for one in log), reverse=True)


@kept_file
@given(log=logs, by=st.sampled_from(By), days=st.tuples(st.dates(date(2023, 1, 1), TODAY), st.integers(0, 900)))
def test_the_counts_in_sql_are_those_of_the_rules(
    database: Database, log: list[Assignment], by: By, days: tuple[date, int]
) -> None:
    hold(database, log)
    period = LogPeriod(days[0], days[0] + timedelta(days=days[1]))
    within = [one for one in log if period.first <= one.day <= period.last]  # type: ignore[operator]
    with database.read() as connection:
        assert tallies(store.count_alike(connection, by)) == tallies(counted(log, by))
        assert tallies(store.count_alike(connection, by, period)) == tallies(counted(within, by))
        assert store.count_assignments(connection, period) == len(within)
        found = store.read_days(connection, period)
    assert found == ((min(o.day for o in within), max(o.day for o in within)) if within else None)


@kept_file
@given(versions=st.lists(assignments(), min_size=1, max_size=6), removed=st.booleans())
def test_no_correction_loses_what_was(database: Database, versions: list[Assignment], removed: bool) -> None:
    said = [replace(one, id="1") for one in versions]
    hold(database, said[:1])
    with database.write() as connection:
        for n, one in enumerate(said[1:], start=1):
            store.replace_assignment(connection, one, AS_OF + timedelta(hours=n), f"reason {n}")
        if removed:
            store.remove_assignment(connection, "1", AS_OF + timedelta(days=1), "removed")
    with database.read() as connection:
        kept = store.read_assignment(connection, "1")
        history = store.read_versions(connection, "1")
        listed = list(store.read_assignments(connection))
    assert kept is not None
    assert [version.assignment for version in history] + ([] if removed else [kept.assignment]) == said
    assert [version.reason for version in history] == [
        *(f"reason {n}" for n in range(1, len(said))),
        *(["removed"] if removed else []),
    ]
    assert kept.assignment == said[-1]
    assert kept.deleted is removed
    assert listed == ([] if removed else [said[-1]])


def test_a_removed_assignment_is_in_no_count(database: Database) -> None:
    hold(database, [assignment("1"), by_category(Category.A, "2", unit="")])
    with database.write() as connection:
        store.remove_assignment(connection, "1", AS_OF, "twice")
        assert store.count_assignments(connection) == 1
        assert [(row.key, row.times) for row in store.count_alike(connection, By.UNIT)] == [("", 1)]
        assert sum(store.count_same(connection, LogPeriod()).values()) == 1


def test_pages_of_the_log_follow_each_other(database: Database) -> None:
    hold(database, [assignment(str(n)) for n in range(5)])
    with database.read() as connection:
        ids = [
            [one.id for one in store.read_assignments(connection, limit=2, offset=offset)] for offset in (0, 2, 4, 6)
        ]
    assert ids == [["4", "3"], ["2", "1"], ["0"], []]


def test_what_says_the_same_is_counted_whatever_its_id_and_category(database: Database) -> None:
    alike = [by_category(Category.A, "1"), by_category(None, "2"), by_category(Category.A, "3", minutes=61)]
    hold(database, alike)
    with database.read() as connection:
        there = store.count_same(connection, LogPeriod(TODAY - timedelta(days=60), TODAY))
    assert there == {store.sameness(alike[0]): 2, store.sameness(alike[2]): 1}
