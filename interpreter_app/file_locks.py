"""Files that one program at a time holds; the system lets go of them when the program ends, however it ends."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interpreter_app.private_files import OWNER_ONLY

_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class AlreadyHeld(OSError):
    """Another program holds the file, or another part of this one."""


@contextmanager
def held(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the file ``path``, which is made where it is not there and stays when it is let go of.

    Raises ``AlreadyHeld`` when another holds it and ``wait`` is not set, another ``OSError`` when it cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
    try:
        _hold(handle, wait=wait)
        yield
    finally:
        os.close(handle)


def _hold(handle: int, *, wait: bool) -> None:
    try:
        _ask_system(handle, wait=wait)
    except OSError as error:
        if error.errno in _HELD:
            raise AlreadyHeld from error
        raise


def _ask_system(handle: int, *, wait: bool) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
