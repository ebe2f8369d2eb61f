"""Files that are there whole or not at all: written aside and renamed when all is in them."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from interpreter_app.domain.errors import N_, UserError

_OWNER_ONLY = 0o600


def check_place(path: Path, *, replace: bool) -> None:
    """Raise ``UserError`` when no file can be made at ``path``: its folder, or it is there and not to be replaced."""
    if path.is_dir():
        raise UserError(N_("{name} is a folder."), N_("Give a file."), name=path)
    if not path.parent.is_dir():
        raise UserError(N_("There is no folder {name}."), N_("Make it, or name another."), name=path.parent)
    if path.exists() and not replace:
        raise UserError(
            N_("There is a file {name} already."), N_("Name another, or replace it with --force."), name=path
        )


def check_other_file(path: Path, others: Iterable[Path]) -> None:
    """Raise ``UserError`` when the file at ``path`` is one of ``others``, which are read or written, too."""
    if any(_is_same(path, other) for other in others):
        raise UserError(
            N_("The file {name} is named twice."),
            N_("What is read and what is written are files of their own."),
            name=path,
        )


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are of one file, whether it is there yet or not."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return os.path.normcase(one.absolute().resolve()) == os.path.normcase(other.absolute().resolve())


@contextmanager
def whole_file(path: Path, *, replace: bool) -> Iterator[Path]:
    """A file to write into, which becomes ``path`` when the block ends well, and is taken away when it does not.

    Raises what ``check_place`` raises, before the block and, as another program may have made a file meanwhile, after.
    """
    check_place(path, replace=replace)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
    try:
        yield aside
        check_place(path, replace=replace)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def save_at_once(save: Callable[[BytesIO], object], path: Path) -> None:
    """Let ``save`` write into memory, then write all of it to ``path``; raises ``OSError`` when that fails.

    For what writes ZIP files: on a disk that is full it would try again when it is taken down, and complain of that on
    the person's screen.
    """
    content = BytesIO()
    save(content)
    path.write_bytes(content.getbuffer())
