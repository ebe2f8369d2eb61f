"""Running the central register: in a thread, or as a program until it is told to stop."""

import logging
import signal
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Thread
from types import FrameType, TracebackType
from typing import Self

import uvicorn

from interpreter_app.domain.errors import N_, EnvironmentFault
from sync.register_server.app import create_app
from sync.register_server.filling import fill_with_fiction
from sync.register_server.service import Clock
from sync.register_server.store import RegisterStore, open_register

__all__ = ["RunningServer", "create_app", "fill_with_fiction", "open_register", "serve", "utc_now"]

log = logging.getLogger(__name__)

_GRACE_S = 1
_KEEP_ALIVE_S = 30
_START_S = 15.0
_POLL_S = 0.01
_BACKLOG = 128
_PORTS = range(2**16)


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class _Uvicorn(uvicorn.Server):
    """uvicorn's server, which says when it takes requests, and leaves signals to the program."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take requests."""
        await super().startup(sockets)
        self.ready.set()


class RunningServer:
    """The register served over HTTP from a thread of its own, for as long as the ``with`` block lasts.

    ``port`` 0 takes a free one; ``url`` is the address. The store stays open. Raises ``EnvironmentFault`` when the
    port cannot be had.
    """

    def __init__(self, store: RegisterStore, host: str = "127.0.0.1", port: int = 0, clock: Clock = utc_now) -> None:
        self._socket = _listen(host, port)
        name, real_port = self._socket.getsockname()[:2]
        self.url = f"http://[{name}]:{real_port}" if ":" in name else f"http://{name}:{real_port}"
        config = uvicorn.Config(
            create_app(store, clock),
            access_log=False,
            log_config=None,
            lifespan="on",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=_GRACE_S,
            timeout_keep_alive=_KEEP_ALIVE_S,
        )
        self._server = _Uvicorn(config)
        logging.getLogger("uvicorn.access").disabled = True  # it names addresses and what was searched for
        self._thread = Thread(target=self._run, name="register-server", daemon=True)

    def _run(self) -> None:
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._server.ready.set()

    def start(self) -> Self:
        """Begin to serve; returns when requests are taken."""
        self._thread.start()
        if not self._server.ready.wait(_START_S) or not self._server.started:
            self.stop()
            raise EnvironmentFault(N_("The server did not start."), N_("Its log says why."))
        log.info("serving")
        return self

    def stop(self) -> None:
        """Answer what is under way for at most a second, then stop."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    @property
    def running(self) -> bool:
        """Whether it still serves."""
        return self._thread.is_alive()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.stop()


def _listen(host: str, port: int) -> socket.socket:
    if port not in _PORTS:
        raise _cannot_listen(host, port)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise _cannot_listen(host, port) from error
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where SO_REUSEADDR would let two programs share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise _cannot_listen(host, port) from error
    return listening


def _cannot_listen(host: str, port: int) -> EnvironmentFault:
    return EnvironmentFault(
        N_("The server cannot listen on {host}, port {port}."),
        N_("Another program may use the port; choose another, or 0 for a free one."),
        host=host,
        port=port,
    )


def serve(store: RegisterStore, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve ``store`` until SIGTERM or Ctrl-C; ``on_ready`` is given the address once requests are taken.

    To be called in the main thread, where signals arrive. The store stays open.
    """
    told = Event()

    def stop(_: int, __: FrameType | None) -> None:
        told.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        with RunningServer(store, host, port) as server:
            on_ready(server.url)
            while server.running and not told.wait(0.2):
                pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
