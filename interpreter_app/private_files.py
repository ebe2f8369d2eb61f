"""Files that nobody but their owner may read, and putting one file in the place of another.

On Windows the rights are those that the person's own folder gives: there nobody else may read it.
"""

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, EnvironmentFault

OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o777 if os.name == "nt" else 0o700
"""Python on Windows would take 0o700 for rights of the folder's own, in the place of those that it is to inherit."""
_OF_OTHERS = 0o077


def make_private(path: Path, content: bytes = b"") -> None:
    """Make the file ``path``, which is not there yet, readable by its owner only from its first moment.

    Raises ``OSError``, ``FileExistsError`` among them.
    """
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
    with os.fdopen(made, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_private(path: Path, content: bytes) -> None:
    """Write the file ``path`` for its owner only, whole or not at all; one that is there is replaced."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    make_private(new, content)
    new.replace(path)


def owner_only(path: str, flags: int) -> int:
    """Open a file for its owner only, whether it is made or there already: the ``opener`` for ``open``."""
    narrow(Path(path))
    return os.open(path, flags, OWNER_ONLY)


def narrow(path: Path) -> None:
    """Take the rights of others from the file ``path`` if there is one and this person owns it; what cannot be stays.

    Files of earlier versions were made with the rights that the system gives any file.
    """
    if os.name == "nt":
        return
    with suppress(OSError):
        found = path.stat()
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and found.st_mode & _OF_OTHERS:
            path.chmod(stat.S_IMODE(found.st_mode) & ~_OF_OTHERS)


def make_private_folder(path: Path) -> None:
    """Make the folder ``path`` for its owner only, unless it is there; those that it lies in get the usual rights.

    One that is there keeps its rights: it may be shared on purpose. Raises ``EnvironmentFault`` when it cannot be made.
    """
    try:
        path.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            N_("The folder {path} cannot be made."),
            N_("Check that you may write there, or choose another with --data-dir."),
            path=path,
        ) from error


def begin_new(files: ProfileFiles) -> Path:
    """An empty file for what is to take the profile's place; one that an interrupted attempt left is dropped."""
    left = ProfileFiles(files.new)
    for path in (left.log, left.shared, left.path):
        path.unlink(missing_ok=True)
    make_private(files.new)
    return files.new


def put_in_place(files: ProfileFiles, keep_as: ProfileFiles | None) -> None:
    """Put ``files.new``, which is whole and has no log, in the place of the profile's file, in one step.

    The file that was there is copied to ``keep_as`` first, unless that is None. Whenever this is interrupted, either
    the old file is there whole or the new one; a log is never left beside a file that it does not belong to. Raises
    ``EnvironmentFault`` when another program begins to use the file while it is copied: what that saved would be lost.
    """
    if keep_as is not None and files.path.exists():
        _keep(files, keep_as)
    files.log.unlink(missing_ok=True)
    files.shared.unlink(missing_ok=True)
    files.new.replace(files.path)
    to_disk(files.path.parent)


def _keep(files: ProfileFiles, keep_as: ProfileFiles) -> None:
    """Copy the file and its log to ``keep_as``, unless another program begins to use them meanwhile."""
    before = _look_of(files)
    _copy_to_disk(files.log, keep_as.log)
    _copy_to_disk(files.path, keep_as.path)
    if _look_of(files) != before:
        for copied in (keep_as.log, keep_as.path):
            copied.unlink(missing_ok=True)
        raise EnvironmentFault(
            N_("The file {path} is in use by another program."),
            N_("Close the other program and try again."),
            path=files.path,
        )


def _look_of(files: ProfileFiles) -> tuple[int, int, bool]:
    """What changes when a program opens the file or saves in it: its time and size, and whether it has a log."""
    found = files.path.stat()
    return found.st_mtime_ns, found.st_size, files.log.exists()


def copy_private(source: Path, target: Path) -> None:
    """Copy ``source`` into the file ``target`` for its owner only, down to the disk."""
    target.unlink(missing_ok=True)
    make_private(target)
    shutil.copyfile(source, target)
    to_disk(target)


def _copy_to_disk(source: Path, target: Path) -> None:
    """A copy that has its name only when it is whole; nothing where there is no source."""
    if source.exists():
        half = target.with_name(f"{target.name}.new")
        copy_private(source, half)
        half.replace(target)


def to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk and not only in memory."""
    folder = path.is_dir()
    if folder and os.name == "nt":
        return  # Windows writes names through by itself and opens no folders
    opened = os.open(path, os.O_RDONLY if folder else os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def wipe(files: ProfileFiles) -> None:
    """Delete a profile's file, what was set aside, the backups, and the key file, with all that was left half done."""
    beginnings = (files.unsent.name, files.path.name, files.backups.name, files.key.name)
    for beginning in beginnings:
        for path in sorted(files.path.parent.glob(f"{beginning}*")):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
