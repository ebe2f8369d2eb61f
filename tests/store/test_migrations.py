"""A file is brought to the newest form, up and down, whole or not at all; a newer one is refused."""

import subprocess
import sys
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
import sqlcipher3.dbapi2 as sqlite

from interpreter_app.domain.errors import EnvironmentFault
from interpreter_app.store import migrations, tables
from interpreter_app.store.database import open_database
from interpreter_app.store.migrations import NEWEST, create_text_index, migrate, migrate_to, schema_version, versions
from interpreter_app.use_cases.open_profile import open_profile
from tests.support.registers import person, profile_with

SCHEMA = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
ROWS = {
    1: {
        "records": ("r1", "p1", "language", 7, b'{"new":1}'),
        "people": (1, "p1", 10001, "Yonas", "yonas", "M", "03", None, "", "", "  yonas"),
        "search_entries": (1, "som", "spoken", 2, 1, 2, 1, 1, 1, "03", "M", None, 5),
        "profile": (1, "central", "r", 1, "http://x", "e", "c", 9, "2026-06-30T00:00:00+00:00", "2026-06-30"),
        "digests": ("language", 1, "00000000000000ff"),
        "bootstrap": (1, "http://x", "{}"),
        "staged_parts": (0, "{}"),
        "sync_log": (1, "2026-06-30T00:00:00+00:00", "changes", "{}"),
    },
    2: {
        "account": (1, "case_worker", "Kari", "http://x", "tolk_x", "c1", "desk", 0, "2026-06-30T00:00:00+00:00"),
        "outbox": (
            *(1, "o1", "t1", "update", "interpreter", "p1", "p1", 7, b"{}", b"{}", None, "2026-06-30T00:00:00+00:00"),
            *("why", "Kari", "desk", "pending", None, None, "", "", None, None),
        ),
        "conflicts": ("o1", "[]", 8, 0, "Ola", "2026-06-30T00:00:00+00:00", 0),
        "kept_records": ("r1", "p1", "language", 7, b"{}"),
        "history": (7, 1, "p1", "p1", "interpreter", "put", "2026-06-30", "Kari", "desk", "why", "o1", None, b"{}", 0),
        "history_reach": ("p1", 7, "e", "2026-06-30T00:00:00+00:00"),
    },
    3: {
        "private_notes": ("p1", '["preferred"]', "Rings back", "2026-06-30T00:00:00+00:00"),
        "call_lists": ("l1", "2026-06-30T00:00:00+00:00", "2026-06-30T00:00:00+00:00", b"{}"),
        "assignments": (
            *("a1", "2026-06-30", "som", "spoken", "on_site", 60, "health", "Ward 3", "register", "p1", 10001, "B"),
            *(None, "2026-06-30T00:00:00+00:00", 0),
        ),
        "assignment_versions": (1, "a1", "2026-06-30T00:00:00+00:00", "wrong day", b"{}"),
        "unit_answers": ("guidelines", "2026-06-30T00:00:00+00:00", b"{}"),
        "guidance_seen": ("law", 1),
    },
}
"""A row for each table that a migration makes, by the number of the migration."""


@pytest.fixture
def database(tmp_path):
    opened = open_database(tmp_path / "a.register")
    yield opened
    opened.close()


@contextmanager
def file_at(path, version):
    opened = open_database(path)
    migrate_to(opened, version)
    yield opened
    opened.close()


def schema(database):
    with database.read() as connection:
        return dict(connection.exec_driver_sql(SCHEMA).all())


def put_rows(database, version):
    with database.write() as connection:
        for table, row in ROWS[version].items():
            connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
        if "people" in ROWS[version]:
            connection.exec_driver_sql("INSERT INTO people_text (rowid, text) VALUES (1, '  yonas')")


def rows(database, names):
    with database.read() as connection:
        return {name: connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in names}


def test_every_migration_has_its_number_and_the_newest_is_known():
    assert len(versions.MIGRATIONS) == NEWEST
    assert sorted(ROWS) == list(range(1, NEWEST + 1))


def test_a_new_file_is_brought_to_the_newest_form(database):
    assert schema_version(database) == 0
    migrate(database)
    assert schema_version(database) == NEWEST


def test_a_file_of_the_newest_form_stays_as_it_is(database):
    migrate(database)
    put_rows(database, 1)
    before = schema(database), rows(database, ROWS[1])
    migrate(database)
    assert (schema(database), rows(database, ROWS[1])) == before


def test_the_migrations_make_the_tables_that_the_program_uses(database, tmp_path):
    migrate(database)
    expected = open_database(tmp_path / "expected.register")
    with expected.write() as connection:
        tables.metadata.create_all(connection)
        create_text_index(connection)
    assert schema(database) == schema(expected)
    expected.close()


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_each_migration_goes_up_and_down_and_up(tmp_path, version):
    with file_at(tmp_path / "a.register", version - 1) as database:
        before = schema(database)
        migrate_to(database, version)
        after = schema(database)
        put_rows(database, version)
        migrate_to(database, version - 1)
        assert (schema(database), schema_version(database)) == (before, version - 1)
        migrate_to(database, version)
        assert (schema(database), schema_version(database)) == (after, version)
        put_rows(database, version)


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_what_a_file_of_each_version_holds_is_there_in_the_newest(tmp_path, version):
    with file_at(tmp_path / "a.register", version) as database:
        put_rows(database, version)
        before = rows(database, ROWS[version])
        migrate(database)
        assert rows(database, ROWS[version]) == before


def test_all_the_way_down_leaves_an_empty_file(database):
    migrate(database)
    migrate_to(database, 0)
    assert (schema(database), schema_version(database)) == ({}, 0)


def test_a_file_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path):
    profile = profile_with(tmp_path, [person()])
    path = profile.database.path
    with profile.database.write() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {NEWEST + 1}")
    profile.close()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(EnvironmentFault, match="newer version of the program") as told:
        open_profile("register", path)
    assert str(path) in str(told.value)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_migration_that_fails_changes_nothing(database, monkeypatch):
    def fail(operations):
        operations.execute("CREATE TABLE half (id INTEGER)")
        raise RuntimeError

    migrate(database)
    before = schema(database)
    monkeypatch.setattr(versions, "MIGRATIONS", (*versions.MIGRATIONS, SimpleNamespace(upgrade=fail)))
    monkeypatch.setattr(migrations, "NEWEST", NEWEST + 1)
    with pytest.raises(RuntimeError):
        migrate(database)
    assert (schema(database), schema_version(database)) == (before, NEWEST)


def test_opening_a_file_of_the_newest_form_does_not_load_the_migrations(database):
    migrate(database)
    program = (
        "import sys; from pathlib import Path\n"
        "from interpreter_app.use_cases.open_profile import open_profile\n"
        "open_profile('a', Path(sys.argv[1])).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(database.path)], check=True)


def test_another_programs_file_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "other.db"
    other = sqlite.connect(str(path))
    other.execute("CREATE TABLE theirs (id INTEGER)")
    other.commit()
    other.close()
    database = open_database(path)
    with pytest.raises(EnvironmentFault, match="another program"):
        migrate(database)
    database.close()
    again = sqlite.connect(str(path))
    assert [row[0] for row in again.execute("SELECT name FROM sqlite_master")] == ["theirs"]
    again.close()
