"""A gateway between client and server that can do to an answer what bad networks do."""

from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit


class Answer(NamedTuple):
    """An answer on its way to the client; ``content`` may be cut or replaced, ``drop`` closes without a word."""

    status: int
    headers: dict[str, str]
    content: bytes
    drop: bool = False


Fault = Callable[[Answer], Answer]
"""What is done to an answer on its way back."""


class Delivery(NamedTuple):
    """What is done with a request: ``deliver`` is given what forwards it, and gives the answer."""

    deliver: Callable[[Callable[[], Answer]], Answer]


lost = Delivery(lambda _: Answer(0, {}, b"", drop=True))
"""The request never arrives."""


def _twice(forward: Callable[[], Answer]) -> Answer:
    forward()
    return forward()


twice = Delivery(_twice)
"""The request arrives twice."""


def instead(fault: Fault) -> Delivery:
    """Something else answers; the request never arrives."""
    return Delivery(lambda _: fault(Answer(0, {}, b"")))


def after(meanwhile: Callable[[], None]) -> Delivery:
    """Something happens while the request is on its way."""

    def deliver(forward: Callable[[], Answer]) -> Answer:
        meanwhile()
        return forward()

    return Delivery(deliver)


def cut_in_half(answer: Answer) -> Answer:
    """The length is announced in full, but only half arrives."""
    return answer._replace(content=answer.content[: len(answer.content) // 2])


def half_a_body(answer: Answer) -> Answer:
    """Half arrives, and the length says so: only the content can tell."""
    half = answer.content[: len(answer.content) // 2]
    return answer._replace(content=half, headers=answer.headers | {"Content-Length": str(len(half))})


def dropped(answer: Answer) -> Answer:
    """The connection is closed without an answer."""
    return answer._replace(drop=True)


def web_page(answer: Answer) -> Answer:
    """A guest network's own page with status 200."""
    content = b"<!DOCTYPE html><html><body>Welcome to the guest network</body></html>"
    return Answer(200, {"Content-Type": "text/html", "Content-Length": str(len(content))}, content)


def redirect(answer: Answer) -> Answer:
    """A guest network that sends everybody to its own page."""
    return Answer(302, {"Location": "http://192.0.2.1/login", "Content-Length": "0"}, b"")


def status(number: int, **headers: str) -> Fault:
    """An answer without content."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: Answer(number, {"Content-Length": "0", **named}, b"")


def replaced(content: bytes, content_type: str) -> Fault:
    """Other content with status 200."""
    return lambda _: Answer(200, {"Content-Type": content_type, "Content-Length": str(len(content))}, content)


_OF_THE_CONNECTION = ("transfer-encoding", "connection", "content-length")
"""The headers that the gateway sets anew; a fault that changes the content says how long it is."""


class Gateway:
    """Forwards every request to ``target``; ``faults`` are done in turn to the answers of paths that contain a text.

    ``seen`` are the paths asked for, ``sent`` all that each request held: path, headers and body.
    """

    def __init__(self, target: str) -> None:
        self.target = target
        self.faults: list[tuple[str, Fault | Delivery]] = []
        self.seen: list[str] = []
        self.sent: list[bytes] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def fail(self, path: str, *faults: Fault | Delivery) -> None:
        """Do ``faults`` to the next answers of paths that contain ``path``."""
        self.faults += [(path, fault) for fault in faults]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _faulted(self, path: str, forward: Callable[[], Answer]) -> Answer:
        for place, (text, fault) in enumerate(self.faults):
            if text in path:
                del self.faults[place]
                return fault.deliver(forward) if isinstance(fault, Delivery) else fault(forward())
        return forward()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # an answer in one piece: the network waits before it sends a second small one
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                self._forward(None)

            def do_POST(self) -> None:
                self._forward(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

            def _forward(self, body: bytes | None) -> None:
                gateway.seen.append(self.path)
                gateway.sent.append(b"\n".join((self.path.encode(), bytes(self.headers), body or b"")))
                ask = partial(gateway._ask, self.command, self.path, dict(self.headers), body)
                answer = gateway._faulted(self.path, ask)
                if answer.drop:
                    self.close_connection = True
                    self.connection.shutdown(2)
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.content)
                self.wfile.flush()
                if len(answer.content) < int(answer.headers.get("Content-Length", "0")):
                    self.close_connection = True

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Answer:
        connection = HTTPConnection(urlsplit(self.target).netloc, timeout=30)
        try:
            connection.request(method, path, body, {k: v for k, v in headers.items() if k.lower() != "host"})
            response = connection.getresponse()
            content = response.read()
            kept = {k: v for k, v in response.getheaders() if k.lower() not in _OF_THE_CONNECTION}
            return Answer(response.status, kept | {"Content-Length": str(len(content))}, content)
        finally:
            connection.close()
