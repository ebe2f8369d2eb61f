"""What happens when a command cannot do its work: one plain sentence, and the exit code that scripts rely on."""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from traceback import extract_tb

import click

from interpreter_app.domain.errors import N_, AppError, Cancelled, EnvironmentFault, NotFound, UserError
from interpreter_app.private_files import make_private_folder, owner_only
from ui.command_line import output
from ui.command_line.run import Run
from ui.command_line.versions import program_version, python_version

DONE, NO, BAD_USAGE, COULD_NOT = 0, 1, 2, 3
LOG_NAME = "errors.log"
_LONGEST_LOG = 1_000_000
"""Bytes; a log that has grown larger is begun anew."""


def guarded(run: Run, work: Callable[[], int]) -> int:
    """Do ``work`` and return its exit code; whatever goes wrong is told plainly and gives the code that it means.

    0 done, 1 the answer is no, 2 bad input or usage, 3 could not. An interruption from the keyboard is quiet (3), and
    so is a reader of the output that has gone away (0).
    """
    try:
        return _kept_short(run, work)
    except BrokenPipeError:
        _forget_output()
        return DONE
    except OSError as error:
        run.tell(_file_fault(run, error))
        return COULD_NOT
    except Exception as error:
        run.tell(_our_fault(run, error))
        return COULD_NOT


def _kept_short(run: Run, work: Callable[[], int]) -> int:
    """Do ``work``; what a person can act on is told in a sentence."""
    try:
        code = work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, Cancelled, click.Abort):
        return COULD_NOT
    except AppError as error:
        return _told(run, error)
    return code


def _told(run: Run, error: AppError) -> int:
    if isinstance(error, NotFound) and run.json:
        output.write_json(None)
    run.tell(error.in_words(run.texts.gettext))
    if isinstance(error, NotFound):
        return NO
    return BAD_USAGE if isinstance(error, UserError) else COULD_NOT


def _forget_output() -> None:
    """Let what is still to be written go nowhere, so that nothing complains about it at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _file_fault(run: Run, error: OSError) -> str:
    if error.filename is None:
        return run.say(N_("Writing or reading failed. Check the disk and the connection, and try again."))
    return run.say(
        N_("{path} cannot be read or written. Check that it is there and that you may use it."),
        path=error.filename,
    )


def _our_fault(run: Run, error: Exception) -> str:
    path = run.folder / LOG_NAME
    try:
        _write_log(path, error, run.clock())
    except (OSError, EnvironmentFault):
        return run.say(N_("The program has a fault and could not do this. Try again with the newest version."))
    return run.say(
        N_("The program has a fault and could not do this. Report it with the file {path}."),
        path=path,
    )


def _write_log(path: Path, error: Exception, at: datetime) -> None:
    """Add to the log where the fault happened. Messages and values stay out: they may hold personal data."""
    make_private_folder(path.parent)
    too_long = path.exists() and path.stat().st_size > _LONGEST_LOG
    with open(path, "w" if too_long else "a", encoding="utf-8", opener=owner_only) as log:
        log.write(f"{at.isoformat()} {program_version()} Python {python_version()} {sys.platform}\n")
        log.writelines(_places(error))


def _places(error: BaseException) -> list[str]:
    """Where a fault and those that led to it happened, first cause first, a line each."""
    cause = error.__cause__ or error.__context__
    before = _places(cause) if cause else []
    frames = [f"  {frame.filename}:{frame.lineno} {frame.name}\n" for frame in extract_tb(error.__traceback__)]
    return [*before, f"{type(error).__qualname__}\n", *frames]
