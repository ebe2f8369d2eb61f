"""Files that one program at a time holds."""

import subprocess
import sys

import pytest

from interpreter_app import file_locks
from interpreter_app.file_locks import AlreadyHeld, held

_CHILD = """
import sys
from pathlib import Path
from interpreter_app.file_locks import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_file_is_held_by_one_at_a_time_and_stays(tmp_path):
    path = tmp_path / "lock"
    with held(path), pytest.raises(AlreadyHeld), held(path):
        pass
    assert path.exists()
    with held(path):
        pass


def test_a_killed_program_lets_go(tmp_path):
    path = tmp_path / "lock"
    command = [sys.executable, "-c", _CHILD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(AlreadyHeld), held(path):
            pass
        child.kill()
        child.wait()
    with held(path):
        pass


def test_a_file_that_cannot_be_made_is_not_said_to_be_held(tmp_path):
    with pytest.raises(FileNotFoundError), held(tmp_path / "none" / "lock"):
        pass


def test_what_the_system_cannot_do_is_not_said_to_be_held(tmp_path, monkeypatch):
    def cannot(handle: int, *, wait: bool) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(file_locks, "_ask_system", cannot)
    with pytest.raises(OSError, match="No locks") as told, held(tmp_path / "lock"):
        pass
    assert not isinstance(told.value, AlreadyHeld)
