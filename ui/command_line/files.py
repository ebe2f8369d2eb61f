"""The files of a command: reading the one that it is given (``-`` is standard input), checking those that it writes."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from interpreter_app.documents.sheets import LARGEST_FILE
from interpreter_app.domain.errors import N_, EnvironmentFault, UserError
from ui.command_line.run import Run

STANDARD_INPUT = "-"


def read_file(name: str) -> bytes:
    """The content of the file ``name``.

    Raises ``UserError`` when there is no such file or it is too large, ``EnvironmentFault`` when it cannot be read.
    """
    if name == STANDARD_INPUT:
        return _whole(sys.stdin.buffer) if sys.stdin else b""
    try:
        with Path(name).open("rb") as file:
            return _whole(file)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UserError(N_("There is no file {name}."), N_("Check its name and folder."), name=name) from error
    except IsADirectoryError as error:
        raise UserError(N_("{name} is a folder."), N_("Give a file."), name=name) from error
    except OSError as error:
        raise EnvironmentFault(
            N_("The file {name} cannot be read."), N_("Check that you may read it."), name=name
        ) from error


def _whole(file: BinaryIO) -> bytes:
    """All that a file holds; a device may have no end, so that only a bound keeps it from taking all memory."""
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UserError(N_("The file is too large."), N_("Give a smaller one."))
    return content


def check_outputs(*files: tuple[Path | None, Sequence[str]], replace: bool, given: str = STANDARD_INPUT) -> None:
    """Refuse all files that a command is to write when one of them cannot be, before the first is written.

    ``files`` are their places, None for one that is not wanted, with the endings that they may have. Raises
    ``UserError`` for another ending, for what ``check_place`` refuses, and for one file that is named twice, the one
    ``given`` to read included.
    """
    from interpreter_app.documents.whole_files import check_other_file, check_place

    taken = [] if given == STANDARD_INPUT else [Path(given)]
    for path, endings in files:
        if path is None:
            continue
        if path.suffix.lower() not in endings:
            raise UserError(
                N_("The file {name} must end in {ending}."), N_("Name it so."), name=path.name, ending="/".join(endings)
            )
        check_other_file(path, taken)
        check_place(path, replace=replace)
        taken.append(path)


def tell_encoding(run: Run, *, guessed: bool) -> None:
    """Say on standard error that the encoding of a list was ``guessed``, where it was."""
    if guessed:
        run.tell(run.say(N_("The file is not UTF-8 and was read as Windows text (cp1252); check letters such as å.")))
