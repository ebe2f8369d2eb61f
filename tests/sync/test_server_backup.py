"""Backup and restore: one portable file, made while people work; after a restore clients begin anew."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import select

from interpreter_app.domain.errors import EnvironmentFault, UserError
from sync import protocol
from sync.register_server import backup, tables
from sync.register_server.audit import audit
from sync.register_server.backup import COPIED, LEFT_OUT, back_up, copy_table
from sync.register_server.databases import open_server_database
from sync.register_server.migrations import migrate_to
from sync.register_server.restore import NUMBERS_PASSED_OVER, restore
from sync.register_server.roles import Role
from sync.register_server.simulation import simulate
from sync.register_server.state import change_state
from sync.register_server.store import open_register
from sync.register_server.tokens import Tokens
from tests.support.pushing import deletion, edit, person_row, push_one, row_of, update
from tests.support.registers import record_id
from tests.support.server import (
    NOW,
    Replica,
    empty_postgres_database,
    fill_with,
    new_postgres_database,
    new_token,
    some_people,
)

pytest_plugins = ["tests.support.server_fixtures"]

YONAS = record_id("p10001")


@pytest.fixture(scope="session")
def second_postgres_database():
    """Another PostgreSQL database that holds the tables of a register."""
    for address in new_postgres_database():
        open_register(address, NOW).close()
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request, tmp_path):
    """Another register, empty, on each kind of server."""
    address = str(tmp_path / "other.register")
    if request.param == "postgresql":
        address = request.getfixturevalue("second_postgres_database")
        empty_postgres_database(address)
    with closing(open_register(address, NOW)) as opened:
        yield opened


@pytest.fixture
def file(tmp_path):
    return tmp_path / "backup.register"


def contents(store) -> dict[str, list]:
    with store.read() as connection:
        return {table.name: sorted(map(repr, connection.execute(select(table)))) for table in COPIED}


def sound(store) -> bool:
    with store.read() as connection:
        return audit(connection).sound


def test_a_backup_holds_all_but_tokens_and_snapshots():
    assert {*COPIED, *LEFT_OUT, tables.register} == set(tables.metadata.sorted_tables)


def test_a_backup_restored_elsewhere_is_the_same_register(fictional, other, file):
    push_one(fictional, update(person_row(fictional), county="46"))
    made = back_up(fictional, file)
    before = fictional.state()
    assert (made.head, made.head_hash) == (before.head, before.head_hash)
    restored = restore(other, file)
    after = other.state()
    assert contents(other) == contents(fictional)
    assert sound(other)
    assert (after.register, after.fictional, after.head) == (before.register, True, before.head)
    assert (restored.previous_epoch, restored.restored_seq) == (before.epoch, before.head)
    assert after.epoch == restored.epoch != before.epoch


def test_what_came_after_the_backup_is_gone_after_a_restore(fictional, file):
    back_up(fictional, file)
    before, kept = contents(fictional), fictional.state()
    simulate(fictional, 20, 1, now=NOW)
    later = fictional.state()
    restored = restore(fictional, file)
    after = fictional.state()
    assert contents(fictional) == before
    assert sound(fictional)
    assert (restored.previous_epoch, restored.restored_seq) == (kept.epoch, kept.head)
    assert (after.head, after.last_tx, after.floor) == (kept.head, kept.last_tx, 0)
    assert after.last_number == later.last_number + NUMBERS_PASSED_OVER
    simulate(fictional, 20, 2, now=NOW)
    assert sound(fictional)


def test_a_number_given_since_the_backup_is_given_to_nobody_else(fictional, file):
    back_up(fictional, file)
    lost = push_one(fictional, edit("create", "interpreter", record_id("lost"), set={"first_name": "Ny"}))
    number = msgspec.json.decode(lost.d)["number"]
    restore(fictional, file)
    other = push_one(fictional, edit("create", "interpreter", record_id("other"), set={}))
    assert msgspec.json.decode(other.d)["number"] > number
    again = push_one(
        fictional, edit("create", "interpreter", record_id("lost"), set={"first_name": "Ny"}, number=number)
    )
    assert msgspec.json.decode(again.d)["number"] == number


def test_edits_are_remembered_as_far_as_the_backup_goes(fictional, file):
    kept = update(person_row(fictional), county="46")
    push_one(fictional, kept)
    back_up(fictional, file)
    lost = update(person_row(fictional), capacity="full_time")
    push_one(fictional, lost)
    restore(fictional, file)
    assert push_one(fictional, kept).st == "duplicate"
    assert push_one(fictional, lost).st == "applied"


def test_tokens_stay_as_they_are_now(fictional, file):
    tokens = Tokens(fictional)
    new_token(fictional, Role.CASE_WORKER, "Kari")
    back_up(fictional, file)
    tokens.revoke(tokens.all()[0].id, NOW + timedelta(hours=1))
    new_token(fictional, Role.CASE_WORKER, "Ola")
    before = tokens.all()
    restore(fictional, file)
    assert tokens.all() == before
    assert {token.name: token.revoked is None for token in before} == {"Kari": False, "Ola": True}


def test_a_backup_holds_no_tokens(fictional, file):
    new_token(fictional, Role.CASE_WORKER)
    back_up(fictional, file)
    with closing(open_server_database(file)) as copy, copy.read() as connection:
        assert connection.execute(select(tables.tokens)).all() == []


def test_the_epochs_before_a_second_restore(fictional, tmp_path):
    """What a backup shares with the register of now: all of it, what the restore between them kept, or nobody knows."""
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    back_up(fictional, first)
    simulate(fictional, 5, 1, now=NOW)
    back_up(fictional, second)
    kept = restore(fictional, first).restored_seq
    simulate(fictional, 5, 2, now=NOW)
    back_up(fictional, third)
    assert restore(fictional, second).restored_seq == kept
    assert restore(fictional, first).restored_seq is None
    assert restore(fictional, first).restored_seq is None


def test_clients_copy_anew_after_a_restore(served, file):
    back_up(served.store, file)
    kept = served.store.state().head
    reader = Replica(served)
    reader.bootstrap()
    simulate(served.store, 5, 1, now=NOW)
    reader.follow()
    restore(served.store, file)
    answer = served.get("/v1/sync/changes", params={"cursor": reader.cursor})
    assert (answer.status_code, answer.json()["type"]) == (410, "epoch-changed")
    assert answer.json()["restored_seq"] == kept
    assert served.get("/v1/sync/info").json()["epoch"] == served.store.state().epoch
    reader.bootstrap()
    simulate(served.store, 5, 2, now=NOW)
    reader.follow()


def test_a_restore_ends_the_snapshots(served, file):
    back_up(served.store, file)
    snapshot = served.snapshot()
    restore(served.store, file)
    assert served.get(snapshot.parts[0].href).status_code in (404, 410)


def test_a_push_to_the_epoch_before_is_told_so(served, file):
    staff = served.acting(new_token(served.store, Role.CASE_WORKER))
    epoch = served.store.state().epoch
    back_up(served.store, file)
    restore(served.store, file)
    op = msgspec.to_builtins(update(person_row(served.store), county="46"))
    body = {"epoch": epoch, "client": record_id("c"), "ops": [op]}
    answer = staff.ask("POST", "/v1/sync/ops", json=body)
    assert (answer.status_code, answer.json()["type"]) == (409, protocol.EPOCH_CHANGED)
    assert staff.ask("POST", "/v1/sync/ops", json=body | {"epoch": served.store.state().epoch}).status_code == 200


def test_a_backup_is_made_while_people_work(fictional, other, file):
    with ThreadPoolExecutor(1) as writer:
        working = writer.submit(simulate, fictional, 30, 5, now=NOW)
        made = back_up(fictional, file)
        working.result(timeout=60)
    restore(other, file)
    assert other.state().head == made.head <= fictional.state().head
    assert sound(other)


def test_a_backup_is_one_file_for_its_owner(fictional, file):
    back_up(fictional, file)
    assert os.listdir(file.parent).count(file.name) == 1
    assert not [name for name in os.listdir(file.parent) if name.startswith(f"{file.name}.")]
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_backups_at_once_into_one_file_do_not_hinder_each_other(fictional, file, monkeypatch):
    copy_out = backup._copy_out

    def with_another_within(store, partial):
        monkeypatch.setattr(backup, "_copy_out", copy_out)
        copied = copy_out(store, partial)
        back_up(fictional, file)
        return copied

    monkeypatch.setattr(backup, "_copy_out", with_another_within)
    back_up(fictional, file)
    assert os.listdir(file.parent).count(file.name) == 1
    assert not [name for name in os.listdir(file.parent) if name.startswith(f"{file.name}.")]


def test_what_an_interrupted_backup_left_goes_with_the_next(fictional, file):
    old, new = (file.with_name(f"{file.name}.{name}.partial") for name in ("abc", "def"))
    for left in (old, new):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    back_up(fictional, file)
    assert not old.exists()
    assert new.exists()


def test_a_file_that_is_there_is_written_over_only_when_told_to(fictional, file):
    file.write_text("precious")
    with pytest.raises(UserError, match="there already"):
        back_up(fictional, file)
    assert file.read_text() == "precious"
    assert back_up(fictional, file, replace=True).bytes == file.stat().st_size


def test_the_register_is_no_backup_of_itself(tmp_path):
    path = tmp_path / "server.register"
    with closing(open_register(path, NOW)) as store, pytest.raises(UserError, match="register itself"):
        back_up(store, path, replace=True)


def test_no_backup_is_made_of_a_register_that_is_not_sound(fictional, file):
    with fictional.database.write() as connection:
        connection.execute(tables.records.update().where(tables.records.c.id == YONAS).values(data=b"{}"))
    with pytest.raises(EnvironmentFault, match="not sound"):
        back_up(fictional, file)
    assert not list(file.parent.glob("backup*"))


def test_a_backup_that_is_not_whole_is_none(fictional, file, monkeypatch):
    def all_but_the_search(source, target, table):
        if table is not tables.people:
            copy_table(source, target, table)

    monkeypatch.setattr(backup, "copy_table", all_but_the_search)
    with pytest.raises(EnvironmentFault, match="not whole"):
        back_up(fictional, file)
    assert not list(file.parent.glob("backup*"))


def test_a_backup_of_another_register_is_refused(fictional, file, tmp_path):
    with closing(open_register(tmp_path / "another.register", NOW)) as another:
        fill_with(another, some_people())
        back_up(another, file)
    before = contents(fictional)
    with pytest.raises(UserError, match="another register"):
        restore(fictional, file)
    assert contents(fictional) == before


@pytest.mark.parametrize("content", [b"", b"not a database " * 100])
def test_a_file_that_is_no_backup_is_refused(fictional, file, content):
    file.write_bytes(content)
    before = fictional.state()
    with pytest.raises(EnvironmentFault, match="no backup") as caught:
        restore(fictional, file)
    assert str(file) in str(caught.value)
    assert fictional.state() == before
    assert file.read_bytes() == content


def test_a_backup_that_was_tampered_with_is_refused(fictional, file):
    back_up(fictional, file)
    with closing(open_server_database(file)) as copy, copy.write() as connection:
        connection.execute(tables.records.update().where(tables.records.c.id == YONAS).values(data=b"{}"))
    with pytest.raises(EnvironmentFault, match="damaged"):
        restore(fictional, file)


def test_a_backup_of_a_newer_program_is_refused(fictional, file):
    back_up(fictional, file)
    with closing(open_server_database(file)) as copy, copy.write() as connection:
        connection.exec_driver_sql("UPDATE schema_version SET version = 99")
    with pytest.raises(EnvironmentFault, match="newer version"):
        restore(fictional, file)


def test_a_backup_of_an_older_program_is_brought_up_to_date(fictional, other, file):
    back_up(fictional, file)
    with closing(open_server_database(file)) as copy:
        migrate_to(copy, 2)
    old = file.read_bytes()
    restore(other, file)
    assert sound(other)
    assert person_row(other) == person_row(fictional)
    assert file.read_bytes() == old, "the backup itself is left as it is"


def test_a_restore_that_fails_leaves_all_as_it_was(fictional, file, monkeypatch):
    back_up(fictional, file)
    simulate(fictional, 5, 1, now=NOW)
    before = contents(fictional), fictional.state()
    monkeypatch.setattr(fictional, "new_id", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        restore(fictional, file)
    assert (contents(fictional), fictional.state()) == before


def test_what_was_deleted_since_is_back_and_can_be_deleted_again(fictional, file):
    back_up(fictional, file)
    listing = row_of(fictional, record_id("r2-10001"))
    op = deletion(listing)
    push_one(fictional, op)
    restore(fictional, file)
    assert not row_of(fictional, listing.id).deleted
    assert push_one(fictional, op).st == "applied"


def test_the_epoch_and_head_of_a_register_that_was_never_restored_are_its_own(fictional):
    state = fictional.state()
    assert state.kept_of(state.epoch) == state.head
    assert state.kept_of("another") is None
    with fictional.database.write() as connection:
        change_state(connection, previous_epoch="another", restored_seq=3)
    assert fictional.state().kept_of("another") == 3
