"""Synchronising as staff by command: what would go and come, the exit code while conflicts wait, and the sync log."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.register_server.roles import Role
from tests.support.command_line import CommandLine
from tests.support.offices import Office, open_office
from tests.support.server import new_token

MINE, THEIRS = "+47 000 00 001", "+47 000 00 002"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path / "office") as opened:
        yield opened


def clerk(office: Office, folder: Path, name: str) -> CommandLine:
    """Somebody who has logged in and fetched the register."""
    folder.mkdir()
    (folder / "token").write_text(new_token(office.store, Role.CASE_WORKER, name))
    cli = CommandLine(folder)
    assert cli("login", "--token-file", folder / "token", "--server", office.url).code == 0
    assert cli("sync").code == 0
    return cli


@pytest.fixture
def kari(office: Office, tmp_path: Path) -> CommandLine:
    return clerk(office, tmp_path / "kari", "Kari")


@pytest.fixture
def ola(office: Office, tmp_path: Path) -> CommandLine:
    return clerk(office, tmp_path / "ola", "Ola")


def edit(cli: CommandLine, **fields: str) -> str:
    """Change person 10001; returns the id of the edit."""
    settings = [part for name, value in fields.items() for part in ("--set", f"{name}={value}")]
    answer = cli("edit", "10001", *settings, "--json")
    assert answer.code == 0, answer.err
    return str(answer.json["op_id"])


def test_a_dry_run_says_what_would_go_and_come_and_changes_nothing(kari: CommandLine, ola: CommandLine) -> None:
    mine = edit(kari, phone=MINE)
    edit(ola, email="ny@example.no")
    assert ola("sync").code == 0
    for _ in range(2):
        found = kari("sync", "--dry-run", "--json").json
        assert [sent["op_id"] for sent in found["send"]] == [mine]
        assert found["send"][0]["changed"] == {"phone": ["", MINE]}
        assert found["receive"]["records"] == found["receive"]["people_concerned"] == 1
        assert found["receive"]["people"][0]["number"] == 10001
        assert (found["held"], found["conflicts"]) == ([], [])
    assert kari("outbox", "--json").json[0]["state"] == "pending"


def test_a_dry_run_foretells_a_conflict(kari: CommandLine, ola: CommandLine) -> None:
    mine = edit(kari, phone=MINE)
    edit(ola, phone=THEIRS)
    ola("sync")
    (collision,) = kari("sync", "--dry-run", "--json").json["conflicts"]
    assert (collision["op_id"], collision["fields"]) == (mine, ["phone"])
    assert "Would be in conflict: 1" in kari("sync", "--dry-run").out


def test_the_code_says_no_while_a_conflict_waits_and_done_when_it_is_resolved(
    kari: CommandLine, ola: CommandLine
) -> None:
    mine = edit(kari, phone=MINE)
    edit(ola, phone=THEIRS)
    assert ola("sync").code == 0
    first = kari("sync", "--json")
    assert (first.code, first.json["conflicts"], first.json["unsent"], first.json["sent"]) == (1, 1, 1, 0)
    assert kari("sync", "--json").code == 1
    (held,) = kari("sync", "--dry-run", "--json").json["held"]
    assert held["op_id"] == mine
    assert "Waits for your decision: 1" in kari("sync", "--dry-run").out
    assert kari("resolve", mine, "mine").code == 0
    last = kari("sync", "--json")
    assert (last.code, last.json["sent"], last.json["unsent"]) == (0, 1, 0)
    assert ola("sync").code == 0
    assert ola("show", "10001", "--json").json["phone"] == MINE


def test_the_log_tells_what_merged_and_what_others_had_changed(kari: CommandLine, ola: CommandLine) -> None:
    mine = edit(kari, phone=MINE)
    edit(ola, email="ny@example.no")
    ola("sync")
    assert kari("sync", "--json").json["merged"] == 1
    newest, oldest = kari("sync-log", "--json").json
    assert oldest["bootstrap"]
    assert oldest["edits"] == []
    assert newest["complete"]
    assert newest["counts"]["merged"] == 1
    assert [(told["op_id"], told["merged"]) for told in newest["edits"]] == [(mine, True)]
    (others,) = newest["by_others"]
    assert (others["name"], others["changed"]) == ("Person 10001", {"email": ["", "ny@example.no"]})
    words = kari("sync-log").out
    assert "sent: 1, merged: 1" in words
    assert "Changed by others meanwhile: Person 10001" in words
    assert len(kari("sync-log", "--limit", "1", "--json").json) == 1
