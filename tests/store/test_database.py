"""A register file is opened safely, kept whole, and its faults are told plainly."""

import traceback
from contextlib import ExitStack

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from interpreter_app.domain.errors import Cancelled, EnvironmentFault
from interpreter_app.store import database as module
from interpreter_app.store.database import Database, open_database

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
LONG_QUERY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000000) SELECT count(*) FROM n"
DAMAGED = "damaged, is no register file, or another key"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.register"


@pytest.fixture
def opened():
    """Opens databases and closes them after the test."""
    with ExitStack() as stack:

        def open_one(path, key=None) -> Database:
            database = open_database(path, key)
            stack.callback(database.close)
            return database

        yield open_one


def make_file(path, key=None, names=("Yonas",)):
    """A closed file with a table of names."""
    database = open_database(path, key)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE people (name TEXT PRIMARY KEY)")
        for name in names:
            connection.exec_driver_sql("INSERT INTO people VALUES (?)", (name,))
    database.close()
    return path


def add(connection, name):
    connection.exec_driver_sql("INSERT INTO people VALUES (?)", (name,))


def names(database):
    with database.read() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM people ORDER BY name").scalars())


def contents(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def settings(connection):
    pragmas = ("journal_mode", "synchronous", "foreign_keys")
    return tuple(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in pragmas)


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_every_connection_logs_ahead_writes_through_and_checks_foreign_keys(path, opened, key):
    database = opened(path, key)
    with database.read() as first, database.read() as second, database.read() as third, database.write() as writer:
        raws = {id(each.connection.dbapi_connection) for each in (first, second, third, writer)}
        assert len(raws) == 4
        for connection in (first, second, third, writer):
            assert settings(connection) == ("wal", 2, 1)


def test_a_row_that_points_nowhere_is_refused(path, opened):
    database = opened(path)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE b (a INTEGER REFERENCES a)")
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO b VALUES (1)")


def test_an_encrypted_file_opens_with_its_key(path, opened):
    make_file(path, KEY)
    assert names(opened(path, KEY)) == ["Yonas"]


def test_an_encrypted_file_shows_nothing_of_what_is_in_it(path, opened, tmp_path):
    database = opened(path, KEY)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE people (name TEXT PRIMARY KEY)")
        add(connection, "Yonas Tekle")
    kept = contents(tmp_path)
    assert path.name in kept
    for content in kept.values():
        assert b"Yonas" not in content
        assert b"people" not in content
    database.close()
    assert not path.read_bytes().startswith(b"SQLite format 3")


def test_a_plain_file_is_an_ordinary_one(path):
    assert make_file(path).read_bytes().startswith(b"SQLite format 3\x00")


@pytest.mark.parametrize(
    ("made_with", "opened_with"),
    [(KEY, OTHER_KEY), (KEY, None), (None, KEY)],
    ids=["another key", "no key", "a key for a plain file"],
)
def test_a_file_with_another_key_is_told_plainly_and_left_as_it_is(path, tmp_path, made_with, opened_with):
    make_file(path, made_with)
    before = contents(tmp_path)
    with pytest.raises(EnvironmentFault, match=DAMAGED) as told:
        open_database(path, opened_with)
    assert str(path) in str(told.value)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("content", [b"This is a letter.\n" * 400, b"\x00" * 8192, b"%PDF-1.7"])
def test_what_is_no_register_file_is_told_plainly_and_left_as_it_is(path, tmp_path, content):
    path.write_bytes(content)
    with pytest.raises(EnvironmentFault, match=DAMAGED):
        open_database(path)
    assert contents(tmp_path) == {path.name: content}


def test_a_damaged_file_is_told_plainly(path, opened):
    make_file(path, names=[f"{number:0200}" for number in range(200)])
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    database = opened(path)
    with pytest.raises(EnvironmentFault, match=DAMAGED):
        names(database)


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_has_32_bytes(path, length):
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(path, bytes(length))
    assert not path.exists()


def test_a_file_in_a_folder_that_is_not_there_is_told_plainly(tmp_path):
    with pytest.raises(EnvironmentFault, match="cannot be opened for writing"):
        open_database(tmp_path / "nowhere" / "a.register")


def test_a_folder_in_the_place_of_the_file_is_told_plainly(tmp_path):
    with pytest.raises(EnvironmentFault, match="cannot be opened for writing"):
        open_database(tmp_path)


def open_read_only(monkeypatch):
    """From now on files are opened as on a drive that may only be read."""
    connect = module.sqlite.connect

    def read_only(path, **options):
        return connect(f"file:{path}?mode=ro", uri=True, **options)

    monkeypatch.setattr(module.sqlite, "connect", read_only)


def test_a_file_that_may_only_be_read_is_told_plainly_when_something_is_written(path, opened, monkeypatch):
    make_file(path)
    open_read_only(monkeypatch)
    database = opened(path)
    with pytest.raises(EnvironmentFault, match="cannot be opened for writing"), database.write() as connection:
        add(connection, "Amina")


def test_a_new_file_in_a_folder_that_may_only_be_read_is_told_plainly(path, monkeypatch):
    open_read_only(monkeypatch)
    with pytest.raises(EnvironmentFault, match="cannot be opened for writing"):
        open_database(path)


def test_a_drive_that_cannot_log_ahead_is_refused(tmp_path, monkeypatch):
    connect = module.sqlite.connect
    monkeypatch.setattr(module.sqlite, "connect", lambda path, **options: connect(":memory:", **options))
    with pytest.raises(EnvironmentFault, match="cannot keep the register's file safe"):
        open_database(tmp_path / "a.register")


def test_a_full_disk_is_told_plainly_and_nothing_is_half_kept(path, opened):
    make_file(path)
    database = opened(path)

    def write_too_much():
        with database.write() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 8")
            add(connection, "Amina")
            add(connection, "x" * 100_000)

    with pytest.raises(EnvironmentFault, match="is full or cannot be written"):
        write_too_much()
    assert names(database) == ["Yonas"]


def test_a_file_that_another_program_is_writing_is_told_plainly(path, opened, monkeypatch):
    make_file(path)
    monkeypatch.setattr(module, "BUSY_TIMEOUT_MS", 1)
    first, second = opened(path), opened(path)
    with first.write() as connection:
        add(connection, "Amina")
        with pytest.raises(EnvironmentFault, match="in use by another program"), second.write():
            pass
    assert names(second) == ["Amina", "Yonas"]


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_a_library_that_can_damage_files_is_refused(path, monkeypatch, version):
    monkeypatch.setattr(module.sqlite, "sqlite_version_info", version)
    with pytest.raises(EnvironmentFault, match="can damage files"):
        open_database(path)
    assert not path.exists()


@pytest.mark.parametrize("text", ["locked", "not a database", "busy", "readonly", "disk is full"])
def test_a_fault_of_the_program_is_not_told_as_a_fault_of_the_machine(path, opened, text):
    database = opened(path)
    with pytest.raises(OperationalError, match="no such table"), database.read() as connection:
        connection.exec_driver_sql("SELECT * FROM absent WHERE name = ?", (text,))


def test_a_row_refused_by_the_tables_is_a_fault_of_the_program(path, opened):
    database = opened(make_file(path, names=["Busy Person"]))
    with pytest.raises(IntegrityError), database.write() as connection:
        add(connection, "Busy Person")


def test_a_fault_of_the_program_tells_no_values(path, opened):
    secret = "".join(["1583", "8312345"])
    database = opened(make_file(path, names=[secret]))
    with pytest.raises(IntegrityError) as caught, database.write() as connection:
        add(connection, secret)
    assert secret not in "".join(traceback.format_exception(caught.value))


def test_what_is_written_is_kept_when_the_block_ends(path, opened):
    database = opened(make_file(path))
    with database.write() as connection:
        add(connection, "Amina")
    database.close()
    assert names(opened(path)) == ["Amina", "Yonas"]


@pytest.mark.parametrize("error", [RuntimeError, Cancelled, KeyboardInterrupt])
def test_an_error_takes_back_all_that_was_written_in_the_block(path, opened, error):
    database = opened(make_file(path))

    def write_and_fail():
        with database.write() as connection:
            add(connection, "Amina")
            connection.exec_driver_sql("CREATE TABLE more (id INTEGER)")
            raise error

    with pytest.raises(error):
        write_and_fail()
    assert names(database) == ["Yonas"]
    with database.write() as connection:
        add(connection, "Zeynep")
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'more'").scalar_one() == 0
    assert names(database) == ["Yonas", "Zeynep"]


def test_a_reader_sees_one_state_while_another_writes(path, opened):
    database = opened(make_file(path))
    count = "SELECT count(*) FROM people"
    with database.read() as reader:
        assert reader.exec_driver_sql(count).scalar_one() == 1
        with database.write() as writer:
            add(writer, "Amina")
        assert reader.exec_driver_sql(count).scalar_one() == 1
    assert names(database) == ["Amina", "Yonas"]


def test_two_open_databases_share_one_file(path, opened):
    first, second = opened(make_file(path)), opened(path)
    with first.write() as connection:
        add(connection, "Amina")
    assert names(second) == ["Amina", "Yonas"]
    with second.write() as connection:
        add(connection, "Zeynep")
    assert names(first) == ["Amina", "Yonas", "Zeynep"]


def test_a_query_that_is_stopped_raises_cancelled(path, opened):
    database = opened(path)
    with pytest.raises(Cancelled), database.read(lambda: True) as connection:
        connection.exec_driver_sql(LONG_QUERY)


def test_a_query_is_stopped_while_it_runs(path, opened):
    database = opened(path)
    asked = []

    def stop_later():
        asked.append(True)
        return len(asked) > 5

    with pytest.raises(Cancelled), database.read(stop_later) as connection:
        connection.exec_driver_sql(LONG_QUERY)
    assert len(asked) > 5


def test_after_a_stopped_query_the_database_works_as_before(path, opened):
    database = opened(make_file(path))
    with pytest.raises(Cancelled), database.read(lambda: True) as connection:
        connection.exec_driver_sql(LONG_QUERY)
    short = LONG_QUERY.replace("50000000", "200000")
    with database.read() as connection:
        assert connection.exec_driver_sql(short).scalar_one() == 200000
    assert names(database) == ["Yonas"]


def test_a_query_that_nobody_stops_ends_as_usual(path, opened):
    database = opened(make_file(path))
    with database.read(lambda: False) as connection:
        assert connection.exec_driver_sql("SELECT name FROM people").scalar_one() == "Yonas"


def test_an_error_that_is_no_stop_is_raised_as_it_is(path, opened):
    database = opened(path)
    with pytest.raises(OperationalError, match="no such table"), database.read(lambda: False) as connection:
        connection.exec_driver_sql("SELECT * FROM absent")
