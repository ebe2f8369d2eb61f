"""Health tells whether the file is whole, what it is made with, and how old its data are."""

from datetime import timedelta

import pytest

from interpreter_app.store.migrations import NEWEST
from tests.support.command_line import CommandLine
from tests.support.guidance import piece, receive, receive_raw
from tests.support.registers import AS_OF, person, profile_with


@pytest.fixture
def cli(tmp_path):
    return CommandLine(tmp_path)


def test_without_a_file_there_is_nothing_wrong(cli):
    outcome = cli("health", "--json")
    assert outcome.code == 0
    document = outcome.json
    assert (document["integrity"], document["problems"], document["last_sync"]) == (None, [], None)
    assert document["file"]["exists"] is False
    assert list(cli.folder.iterdir()) == []
    assert "There is no file yet." in cli("health").out


def test_a_data_folder_that_is_not_there_yet_has_a_disk_all_the_same(tmp_path):
    document = CommandLine(tmp_path / "a" / "b")("health", "--json").json
    assert document["disk"]["free_bytes"] > 0
    assert not (tmp_path / "a").exists()


def test_a_whole_file_is_told_with_all_that_is_to_know(cli):
    profile_with(cli.folder, [person(), person(number=2)]).close()
    later = CommandLine(cli.folder, clock=lambda: AS_OF + timedelta(days=9))
    outcome = later("health", "--json")
    assert outcome.code == 0
    document = outcome.json
    assert set(document["versions"]) == {"program", "python", "qt", "sqlite", "sqlcipher"}
    assert all(document["versions"].values())
    file = document["file"]
    assert (file["people"], file["schema"], file["exists"]) == (2, NEWEST, True)
    assert file["bytes"] > 0
    assert (document["integrity"], document["problems"]) == ("ok", [])
    assert document["last_sync"] == {
        "as_of": "2026-06-30T13:42:00+00:00",
        "age_days": 9,
        "origin": "central",
        "server": "http://127.0.0.1:1",
        "fictional": True,
        "head": 8,
    }
    out = later("health").out
    assert "Integrity:         Whole" in out
    assert "Data as of 2026-06-30 13:42" in out


def test_records_that_are_not_those_that_were_counted_are_told(cli):
    profile = profile_with(cli.folder, [person()])
    with profile.database.write() as connection:
        connection.exec_driver_sql("UPDATE records SET rev = rev + 1")
    profile.close()
    outcome = cli("health", "--json")
    assert (outcome.code, outcome.json["integrity"]) == (1, "damaged")
    assert "synchronise again" in outcome.json["problems"][0]
    assert cli("health").code == 1


def test_guidance_that_is_not_used_is_told_and_is_no_damage(cli):
    profile = profile_with(cli.folder, [person()])
    receive(profile, piece(sources=("TL 999",)))
    receive_raw(profile, {"unread": b"{}"})
    profile.close()
    outcome = cli("health", "--json")
    assert (outcome.code, outcome.json["integrity"]) == (0, "ok")
    told = " ".join(outcome.json["problems"])
    assert len(outcome.json["problems"]) == 2
    assert "“procurement.test”, version 1: sources is not right" in told
    assert "cannot be read (unread)" in told
    assert "cannot be read (unread)" in cli("health").out


def test_a_damaged_file_is_told(cli):
    profile_with(cli.folder, [person(number=number) for number in range(1, 200)]).close()
    path = cli.folder / "register.register"
    content = bytearray(path.read_bytes())
    content[8192 : len(content) // 2] = b"\xaa" * (len(content) // 2 - 8192)
    path.write_bytes(content)
    outcome = cli("health", "--json")
    assert (outcome.code, outcome.json["integrity"]) == (1, "damaged")
    assert outcome.json["problems"]


def test_a_file_that_is_no_register_is_told(cli):
    (cli.folder / "register.register").write_bytes(b"no database" * 1000)
    outcome = cli("health", "--json")
    assert (outcome.code, outcome.json["integrity"]) == (1, "damaged")
    assert "is no register file" in outcome.json["problems"][0]
    assert "Damaged or not readable" in cli("health").out


def test_a_file_of_a_newer_program_is_told(cli):
    profile = profile_with(cli.folder, [person()])
    with profile.database.write() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 999")
    profile.close()
    assert "newer version" in cli("health", "--json").json["problems"][0]
