"""kill -9 of a real client while it backs up and restores: the file stays whole, and no edit is lost."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interpreter_app.keys import ProfileKeys
from interpreter_app.use_cases.back_up import list_backups
from tests.support.keyrings import NO_KEYRING
from tests.support.private_profiles import files_of, private_profile, reopened

ROUNDS = 8


def edits_until_killed(folder: Path, chance: random.Random) -> int:
    """Let a client work and kill it somewhere; returns how many edits it said it had saved."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.support.private_child", str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    seen = sum(1 for _ in zip(range(chance.randrange(1, 6)), child.stdout, strict=False))
    time.sleep(chance.random() * 0.06)  # somewhere in what comes after an edit
    child.kill()
    seen += len(child.stdout.readlines())
    child.stdout.close()
    assert child.wait() != 0
    return seen


@pytest.mark.slow
def test_a_client_killed_while_it_restores_keeps_every_edit(tmp_path: Path, rounds: int) -> None:
    chance = random.Random(13)
    private_profile(tmp_path).close()
    saved = 0
    for _ in range(ROUNDS * rounds):
        saved += edits_until_killed(tmp_path, chance)
        profile = reopened(tmp_path)
        with profile.database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert saved <= profile.unsent() <= saved + 1  # one may have been saved and not told
        saved = profile.unsent()
        profile.close()
    files = files_of(tmp_path)
    backups = list_backups(files, ProfileKeys(files, NO_KEYRING))
    assert backups
    assert all(one.contents for one in backups)
