"""The server's tables, and how they come to be."""

import subprocess
import sys
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from interpreter_app.domain.errors import EnvironmentFault, UserError
from sync.register_server import migrations, tables
from sync.register_server.audit import audit
from sync.register_server.databases import open_server_database
from sync.register_server.migrations.versions import v0003_history
from sync.register_server.simulation import simulate
from sync.register_server.store import open_register
from tests.support.pushing import entries
from tests.support.server import NOW, fill_with, new_postgres_database, some_people

pytest_plugins = ["tests.support.server_fixtures"]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_location(request, tmp_path):
    """The address of a database without any tables."""
    if request.param == "sqlite":
        yield str(tmp_path / "folder" / "server.register")
    else:
        yield from new_postgres_database()


def test_migrations_make_the_tables_that_the_program_uses(new_location):
    database = open_server_database(new_location)
    migrations.migrate(database)
    with database.read() as connection:
        found = compare_metadata(MigrationContext.configure(connection), tables.metadata)
        assert migrations.schema_version(connection) == migrations.NEWEST
    database.close()
    assert [change for change in found if "schema_version" not in str(change)] == []


def test_each_migration_goes_down_and_up_again(new_location):
    database = open_server_database(new_location)
    migrations.migrate(database)
    migrations.migrate_to(database, 0)
    with database.read() as connection:
        assert inspect(connection).get_table_names() == ["schema_version"]
    migrations.migrate(database)
    database.close()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(location):
    open_register(location, NOW).close()
    with closing(open_server_database(location)) as database:
        with database.write() as connection:
            connection.execute(text("UPDATE schema_version SET version = 99"))
        with pytest.raises(EnvironmentFault, match="newer version"):
            open_register(location, NOW)
        with database.write() as connection:
            connection.execute(text(f"UPDATE schema_version SET version = {migrations.NEWEST}"))


def test_a_database_of_another_program_is_refused_and_left_alone(new_location):
    with closing(open_server_database(new_location)) as database:
        with database.write() as connection:
            connection.execute(text("CREATE TABLE booking (id INTEGER)"))
        with pytest.raises(EnvironmentFault, match="another program"):
            open_register(new_location, NOW)
        with database.read() as connection:
            assert inspect(connection).get_table_names() == ["booking"]


def test_a_register_keeps_its_identity(location):
    with closing(open_register(location, NOW)) as store:
        first = store.state()
    with closing(open_register(location, NOW)) as store:
        assert store.state() == first
    assert first.register != first.epoch


def test_the_migration_library_is_loaded_only_when_there_is_something_to_migrate(tmp_path):
    path = tmp_path / "server.register"
    open_register(path, NOW).close()
    program = (
        "import sys; from datetime import datetime, UTC; from sync.register_server.store import open_register;"
        f"open_register({str(path)!r}, datetime.now(UTC)).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=30).returncode == 0


@pytest.mark.parametrize("address", ["mysql://u@h/d", "sqlite://", "sqlite:///:memory:", "://"])
def test_an_address_that_is_not_understood_is_refused(address):
    with pytest.raises(UserError, match="not understood"):
        open_server_database(address)


def test_a_database_that_cannot_be_reached_is_named_without_its_password():
    with pytest.raises(EnvironmentFault) as caught:
        open_server_database("postgresql+psycopg://someone:secret@127.0.0.1:1/register")
    assert "127.0.0.1" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault, match="cannot be made"):
        open_server_database(str(tmp_path / "file" / "server.register"))


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "server.register").write_text("not a database " * 100)
    with pytest.raises(EnvironmentFault, match="no register file"):
        open_register(f"sqlite:///{tmp_path}/server.register", NOW)


def test_the_history_there_is_becomes_a_chain(location, monkeypatch):
    monkeypatch.setattr(v0003_history, "_AT_ONCE", 7)  # batches that end within people
    with closing(open_register(location, NOW)) as store:
        fill_with(store, some_people())
        simulate(store, 20, 1, now=NOW)
        before = [(entry.seq, entry.person, entry.op, entry.before, entry.after) for entry in entries(store)]
        migrations.migrate_to(store.database, 2)
        migrations.migrate(store.database)
        after = entries(store)
        with store.read() as connection:
            found = audit(connection)
    assert [(entry.seq, entry.person, entry.op, entry.before, entry.after) for entry in after] == before
    assert {(entry.device, entry.reason, entry.op_id, entry.erased) for entry in after} == {("", "", "", False)}
    assert len({entry.salt for entry in after}) == len(after)
    assert (found.sound, found.entries) == (True, len(before))
