"""The fictional register, served by a process of its own so that the window is never slowed by it."""

import json
import subprocess
import sys
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import IO, Self

from interpreter_app.data_folder import server_path
from interpreter_app.domain.errors import N_, EnvironmentFault
from interpreter_app.jobs import Progress
from interpreter_app.private_files import make_private_folder, owner_only
from ui.command_line.run import Run
from ui.command_line.serving import require_server

_LOG_NAME = "demo-server.log"
_MAKING = N_("Making a fictional register")
_POLL_S = 0.1
_GRACE_S = 10


class DemoServer:
    """A fictional register that is served from ``start`` until the ``with`` block ends, or this process does."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._process: subprocess.Popen[bytes] | None = None
        self._url = ""

    def start(self, progress: Progress) -> str:
        """Serve the register, made first if need be, and return its address; once started, the same again.

        Raises ``EnvironmentFault`` when it cannot be served, and ``Cancelled`` when ``progress`` does.
        """
        if self._process is None or self._process.poll() is not None:
            require_server()
            self.stop()
            self._url = self._begin(progress)
        return self._url

    def _begin(self, progress: Progress) -> str:
        make_private_folder(self._run.folder)
        with open(self._run.folder / _LOG_NAME, "wb", opener=owner_only) as log:
            self._process = subprocess.Popen(self._command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        lines: Queue[bytes] = Queue()
        Thread(target=_pass_first_line, args=(self._process.stdout, lines), daemon=True).start()
        try:
            return self._address(_awaited(lines, progress))
        except BaseException:
            self.stop()
            raise

    def _command(self) -> list[str]:
        from sync.register_server.fictional_register import DEFAULT_SIZE

        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "interpreter_app"]
        database = server_path(self._run.folder, demo=True)
        arguments = ["serve", "--database", str(database), "--port", "0", "--demo", str(DEFAULT_SIZE)]
        return [*program, "--data-dir", str(self._run.folder), *arguments, "--until-input-ends"]

    def _address(self, line: bytes) -> str:
        if not line:
            raise EnvironmentFault(
                N_("The fictional register could not be served."),
                N_("The file {path} says why."),
                path=self._run.folder / _LOG_NAME,
            )
        return str(json.loads(line)["url"])

    def stop(self) -> None:
        """End the server: it stops when its input ends, and is stopped when it does not."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.stop()


def _pass_first_line(output: IO[bytes] | None, lines: "Queue[bytes]") -> None:
    """Pass the first line of ``output`` on; an empty one when it ends without."""
    lines.put(output.readline() if output else b"")


def _awaited(lines: "Queue[bytes]", progress: Progress) -> bytes:
    while True:
        progress(0, 1, _MAKING)
        try:
            return lines.get(timeout=_POLL_S)
        except Empty:
            continue
