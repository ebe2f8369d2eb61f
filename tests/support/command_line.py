"""Running commands as a person does, in this process: what they write, and the exit code."""

import io
import json
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from interpreter_app.keys import OpenKeyring
from tests.support.keyrings import NO_KEYRING
from tests.support.registers import AS_OF
from ui.command_line.main import main

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


def terminal() -> io.TextIOWrapper:
    """A stream as on a console that knows ASCII only."""
    return io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)


@dataclass(frozen=True)
class CommandLine:
    """The program over a data folder, in a language, at a time, with a keyring or none."""

    folder: Path
    language: str | None = "en"
    clock: Callable[[], datetime] = lambda: AS_OF
    open_keyring: OpenKeyring = NO_KEYRING

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Outcome:
        spoken = ["--ui-language", self.language] if self.language else []
        given = ["--data-dir", str(self.folder), *spoken, *map(str, arguments)]
        out, err = terminal(), terminal()
        with (
            redirect_stdout(out),
            redirect_stderr(err),
            patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin))),
        ):
            code = main(given, self.clock, self.open_keyring)
        return Outcome(code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")


def assert_refused(outcome: Outcome, code: int, *words: str) -> None:
    """Nothing on standard output, one line on standard error that holds ``words``, no traceback."""
    assert (outcome.code, outcome.out) == (code, "")
    lines = outcome.err.splitlines()
    assert len(lines) == 1
    assert "Traceback" not in outcome.err
    for word in words:
        assert word in outcome.err
