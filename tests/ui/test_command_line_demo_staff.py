"""Trying the program as one of the fictional register's staff."""

from pathlib import Path
from typing import Any

import pytest

from interpreter_app.data_folder import DEMO_STAFF_PROFILE
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.use_cases.outbox import list_unsent
from interpreter_app.use_cases.resolve_conflicts import list_conflicts
from interpreter_app.use_cases.sync_log import read_sync_log
from sync.register_server import fictional_register
from tests.support.command_line import CommandLine
from ui.command_line.run import local_time
from ui.desktop import main as desktop
from ui.desktop import screenshot

PEOPLE = 600


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(fictional_register, "DEFAULT_SIZE", PEOPLE)
    return CommandLine(tmp_path / "data", clock=local_time)


def test_the_demo_opens_as_a_case_worker_in_a_profile_of_its_own(cli, monkeypatch):
    seen: list[Any] = []

    def look(context: Any, *_: object) -> int:
        profile = context.open_profile()
        seen.append((context.profile_name, profile.account(), profile.key is not None))
        profile.close()
        return 0

    monkeypatch.setattr(desktop, "run_window", look)
    for _ in range(2):
        outcome = cli("demo", "--as", "case_worker")
        assert outcome.code == 0, outcome.err
    (name, account, encrypted), again = seen
    assert (name, account.role, encrypted) == (DEMO_STAFF_PROFILE, AccountRole.CASE_WORKER, True)
    assert again[1].client == account.client


def test_a_picture_shows_work_that_waits_was_merged_and_collides(cli, monkeypatch, tmp_path):
    seen: list[Any] = []

    def look(context: Any, *_: object, **__: object) -> None:
        profile = context.open_profile()
        merged = [edit for entry in read_sync_log(profile) for edit in entry.merged]
        seen.append((len(list_unsent(profile)), len(list_conflicts(profile)), len(merged)))
        profile.close()

    monkeypatch.setattr(screenshot, "take_screenshot", look)
    outcome = cli("--screenshot", str(tmp_path / "page.png"), "--page", "conflicts", "demo", "--as", "case_worker")
    assert outcome.code == 0, outcome.err
    assert seen == [(5, 2, 1)]
    assert list(cli.folder.glob("*")) == []


def test_a_role_that_there_is_not_is_refused(cli):
    assert cli("demo", "--as", "public").code == 2
