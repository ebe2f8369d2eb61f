"""The commands that take care of a register server's data: audit, backup, restore, erase."""

from contextlib import closing

import pytest

from sync.register_server import tables
from sync.register_server.simulation import simulate
from sync.register_server.store import open_register
from tests.support.command_line import CommandLine, assert_refused
from tests.support.registers import record_id
from tests.support.server import NOW, fill_with, some_people


@pytest.fixture
def cli(tmp_path):
    return CommandLine(tmp_path / "data")


@pytest.fixture
def database(tmp_path):
    """The path of a register of a few people."""
    path = tmp_path / "server.register"
    with closing(open_register(path, NOW)) as store:
        fill_with(store, some_people())
    return path


def state(database):
    with closing(open_register(database, NOW)) as store:
        return store.state()


def change(database):
    with closing(open_register(database, NOW)) as store:
        simulate(store, 5, 1, now=NOW)


def tamper(database):
    with closing(open_register(database, NOW)) as store, store.database.write() as connection:
        connection.execute(tables.changes.update().where(tables.changes.c.seq == 3).values(by="Ola"))


def test_a_sound_register_is_told_with_its_head(cli, database):
    found = cli("server", "audit", "--database", database, "--json")
    now = state(database)
    assert found.code == 0
    assert found.json == {"entries": now.head, "head_hash": now.head_hash, "sound": True}
    words = cli("server", "audit", "--database", database).out
    assert "All is as it was recorded." in words
    assert now.head_hash in words


def test_a_register_that_was_tampered_with_gives_code_1_and_the_place(cli, database):
    tamper(database)
    found = cli("server", "audit", "--database", database, "--json")
    assert found.code == 1
    assert (found.json["sound"], found.json["first_bad"]) == (False, 3)
    assert "First wrong change:" in cli("server", "audit", "--database", database).out


def test_the_head_noted_earlier_must_be_in_the_history(cli, database):
    noted = state(database).head_hash
    change(database)
    assert cli("server", "audit", "--database", database, "--expect", noted.upper()).code == 0
    found = cli("server", "audit", "--database", database, "--expect", "ab" * 32, "--json")
    assert (found.code, found.json["first_bad"]) == (1, None)


@pytest.mark.parametrize("given", ["", "abc", "g" * 64, "a" * 65])
def test_what_is_no_hash_is_refused(cli, database, given):
    assert_refused(cli("server", "audit", "--database", database, "--expect", given), 2, "no hash")


def test_a_backup_is_made_and_restored(cli, database, tmp_path):
    file = tmp_path / "backup.register"
    before = state(database)
    made = cli("server", "backup", file, "--database", database, "--json").json
    assert made == {
        "file": str(file),
        "entries": before.head,
        "head": before.head,
        "head_hash": before.head_hash,
        "bytes": file.stat().st_size,
    }
    change(database)
    restored = cli("server", "restore", file, "--database", database, "--json").json
    after = state(database)
    assert restored == {
        "epoch": after.epoch,
        "previous_epoch": before.epoch,
        "restored_seq": before.head,
        "head": before.head,
    }
    assert after.head_hash == before.head_hash


def test_a_backup_can_be_restored_into_an_empty_database(cli, database, tmp_path):
    file = tmp_path / "backup.register"
    assert cli("server", "backup", file, "--database", database).code == 0
    words = cli("server", "restore", file, "--database", tmp_path / "new" / "server.register")
    assert words.code == 0
    assert state(tmp_path / "new" / "server.register").epoch in words.out


def test_a_backup_that_is_there_is_written_over_with_force_only(cli, database, tmp_path):
    file = tmp_path / "backup.register"
    assert cli("server", "backup", file, "--database", database).code == 0
    assert_refused(cli("server", "backup", file, "--database", database), 2, "there already", "--force")
    assert cli("server", "backup", file, "--database", database, "--force").code == 0


def test_a_backup_that_is_not_there_cannot_be_restored(cli, database, tmp_path):
    assert_refused(cli("server", "restore", tmp_path / "none", "--database", database), 2, "There is no file")


def test_a_file_that_is_no_backup_is_refused(cli, database, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Kjære register")
    assert_refused(cli("server", "restore", file, "--database", database), 3, "no backup")


def test_a_person_is_erased_from_the_history(cli, database):
    id_ = record_id("p10001")
    before = state(database)
    erased = cli("server", "erase", id_, "--database", database, "--reason", "TF § 15", "--json").json
    after = state(database)
    assert erased == {"records": after.head - before.head, "entries": erased["records"]}
    assert cli("server", "audit", "--database", database).code == 0
    assert "Entries erased:" in cli("server", "erase", id_, "--database", database, "--reason", "igjen").out


def test_who_never_was_in_the_register_is_not_erased(cli, database):
    nobody = cli("server", "erase", record_id("nobody"), "--database", database, "--reason", "x")
    assert (nobody.code, nobody.out) == (1, "")


def test_an_id_that_is_no_text_is_refused(cli, database):
    assert_refused(cli("server", "erase", "\udcff", "--database", database, "--reason", "x"), 2, "U+DCFF")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001])
def test_an_erasure_needs_a_reason(cli, database, reason):
    before = state(database)
    assert_refused(cli("server", "erase", record_id("p10001"), "--database", database, "--reason", reason), 2, "reason")
    assert state(database) == before


@pytest.mark.parametrize("command", [["audit"], ["backup", "f"], ["erase", "x", "--reason", "x"]])
def test_where_there_is_no_register_none_is_made(cli, tmp_path, command):
    path = tmp_path / "none.register"
    assert_refused(cli("server", *command, "--database", path), 3, "no register")
    assert not path.exists()
