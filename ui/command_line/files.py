"""Reading the file that a command is given; ``-`` is standard input."""

import sys
from pathlib import Path

from interpreter_app.domain.errors import N_, EnvironmentFault, UserError

STANDARD_INPUT = "-"


def read_file(name: str) -> bytes:
    """The content of the file ``name``.

    Raises ``UserError`` when there is no such file and ``EnvironmentFault`` when it cannot be read.
    """
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read() if sys.stdin else b""
    try:
        return Path(name).read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UserError(N_("There is no file {name}."), N_("Check its name and folder."), name=name) from error
    except IsADirectoryError as error:
        raise UserError(N_("{name} is a folder."), N_("Give a file."), name=name) from error
    except OSError as error:
        raise EnvironmentFault(
            N_("The file {name} cannot be read."), N_("Check that you may read it."), name=name
        ) from error
