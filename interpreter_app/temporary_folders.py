"""Folders that go away with the work that they are for; what a killed process left goes at the next start."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from interpreter_app.file_locks import held
from interpreter_app.private_files import OWNER_ONLY_FOLDER

PREFIX = "temporary-"
_LOCK = ".lock"


@contextmanager
def temporary_folder(parent: Path) -> Iterator[Path]:
    """A folder in ``parent`` for its owner only, deleted in the end with all that is in it, whatever happens.

    A lock beside it says that it is in use: the system lets go of it when the process ends.
    """
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=_LOCK, dir=parent)
    path = Path(name)
    folder = path.with_suffix("")
    try:
        os.close(handle)
        with held(path, wait=True):
            folder.mkdir(mode=OWNER_ONLY_FOLDER)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        path.unlink(missing_ok=True)


def remove_leftovers(parent: Path) -> None:
    """Delete the temporary folders in ``parent`` that no process uses any more; what cannot be deleted stays."""
    for path in parent.glob(f"{PREFIX}*{_LOCK}"):
        with suppress(OSError), held(path):
            shutil.rmtree(path.with_suffix(""), ignore_errors=True)
            if sys.platform != "win32":
                path.unlink(missing_ok=True)
        if sys.platform == "win32":
            with suppress(OSError):
                path.unlink(missing_ok=True)
