"""Temporary folders: gone with the work, and after a killed process gone at the next start."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from interpreter_app.temporary_folders import remove_leftovers, temporary_folder

_CHILD = """
import sys
from pathlib import Path
from interpreter_app.temporary_folders import temporary_folder
with temporary_folder(Path(sys.argv[1])) as folder:
    (folder / "file").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_a_folder_goes_with_all_that_is_in_it(tmp_path):
    with temporary_folder(tmp_path) as folder:
        (folder / "file").write_text("x")
        assert folder.parent == tmp_path
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="the rights of the parent folder count on Windows")
def test_nobody_else_may_look_into_it(tmp_path):
    with temporary_folder(tmp_path) as folder:
        assert folder.stat().st_mode & 0o077 == 0


def test_a_folder_goes_when_the_work_fails(tmp_path):
    with pytest.raises(FileNotFoundError), temporary_folder(tmp_path) as folder:
        (folder / "other" / "file").write_text("x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_use_is_left_alone(tmp_path):
    with temporary_folder(tmp_path) as folder:
        (folder / "file").write_text("x")
        remove_leftovers(tmp_path)
        assert (folder / "file").read_text() == "x"


def test_what_a_killed_process_left_goes_at_the_next_start(tmp_path):
    command = [sys.executable, "-c", _CHILD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        folder = Path(child.stdout.readline().strip())
        remove_leftovers(tmp_path)
        assert (folder / "file").exists()
        child.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        child.wait()
        assert (folder / "file").exists()
    remove_leftovers(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_other_files_are_left_alone(tmp_path):
    (tmp_path / "register.register").write_text("x")
    (tmp_path / "temporary-notes.txt").write_text("x")
    remove_leftovers(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
