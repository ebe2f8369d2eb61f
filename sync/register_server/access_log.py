"""What is logged of a request: route, status, time and size. Nothing that says who asked, or for whom."""

import logging
from time import perf_counter

from litestar.types import HTTPScope, Message, Send

log = logging.getLogger("sync.register_server.access")

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
)


class ObservedAnswer:
    """One answer on its way out: given the headers that every answer has, and measured for the log."""

    def __init__(self, scope: HTTPScope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._started = perf_counter()
        self._status = 0
        self._size = 0
        self._logged = False

    async def send(self, message: Message) -> None:
        """Pass a message of the answer on."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            present = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(h for h in _SECURITY_HEADERS if h[0] not in present)]
        elif message["type"] == "http.response.body":
            self._size += len(message.get("body", b""))
            if not message.get("more_body", False):
                self.log()
        await self._send(message)

    def log(self) -> None:
        """Write the line, once; called again when the answer may not have come to its end."""
        if self._logged:
            return
        self._logged = True
        method = self._scope["method"] if self._scope["method"] in _METHODS else "OTHER"
        route = self._scope.get("path_template") or "(no route)"
        took_ms = (perf_counter() - self._started) * 1000
        log.info("%s %s %d %.1f ms %d B", method, route, self._status, took_ms, self._size)
