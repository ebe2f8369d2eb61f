"""Who asks: found out for every request before anything else is done with it.

No token means the public. A token that is not taken is always told, never passed over: who believes to be known must
not be answered as the public. To whom holds a real token it is said that it has expired or is revoked, which tells
nobody else anything; every other text is answered alike.
"""

from asyncio import to_thread
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from sync import protocol
from sync.register_server.auth_limits import WrongTokens
from sync.register_server.problems import TOO_MANY_REQUESTS, Refusal, refusal
from sync.register_server.roles import Role
from sync.register_server.service import Service
from sync.register_server.tokens import Token, Tokens, day_of

CHALLENGE = {"WWW-Authenticate": "Bearer"}
_SCHEME = "bearer"
_NO_ADDRESS = ""

_Connection = ASGIConnection[Any, Any, Any, Any]
Guard = Callable[[_Connection, BaseRouteHandler], None]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who sent a request: the role, and the name and id of the token; the public has neither."""

    role: Role = Role.PUBLIC
    name: str = ""
    token: str | None = None


THE_PUBLIC = Asker()


def asker_of(connection: _Connection) -> Asker:
    """Who sent the request, as ``Authentication`` has found."""
    asker: Asker = connection.scope["user"]
    return asker


def asker_of_request(request: Request[Any, Any, Any]) -> Asker:
    """Who sent the request: what a route takes as ``asker``."""
    return asker_of(request)


def staff_only(connection: _Connection, _: BaseRouteHandler) -> None:
    """The guard of routes for those who may write: case workers and administrators; raises ``Refusal``."""
    asker = asker_of(connection)
    if not asker.role.may_write:
        raise not_allowed(asker)


def administrators_only(connection: _Connection, _: BaseRouteHandler) -> None:
    """The guard of routes for administrators; raises ``Refusal``."""
    asker = asker_of(connection)
    if not asker.role.administers:
        raise not_allowed(asker)


GUARDS: tuple[Guard, ...] = (staff_only, administrators_only)
"""The guards by which a route demands a role."""


def not_allowed(asker: Asker) -> Refusal:
    """What ``asker`` is told of something that the role may not do."""
    if asker.token is None:
        return refusal(
            401,
            protocol.NO_TOKEN,
            "This address is for people whom the register knows.",
            "Send a token in the header Authorization.",
            headers=CHALLENGE,
        )
    return refusal(403, protocol.NOT_ALLOWED, "The role of the token may not do this.")


class Authentication:
    """The guard of the whole application, which finds out who asks before the guards of a route look."""

    def __init__(self, service: Service) -> None:
        self._tokens = Tokens(service.store)
        self._clock = service.clock
        self._wrong = WrongTokens()

    async def __call__(self, connection: _Connection, _: BaseRouteHandler) -> None:
        """Note who sent the request; raises ``Refusal`` when its token is not taken."""
        headers = connection.headers.getall("authorization", [])
        connection.scope["user"] = await to_thread(self._known, connection, headers) if headers else THE_PUBLIC

    def _known(self, connection: _Connection, headers: list[str]) -> Asker:
        token = self._find(headers)
        if token is None:
            raise self._refused(connection.client.host if connection.client else _NO_ADDRESS)
        today = day_of(self._clock())
        if token.revoked is not None:
            raise _token_refused("The token is revoked.", "Ask an administrator of the register for a new one.")
        if token.expires is not None and token.expires <= today:
            raise _token_refused("The token has expired.", "Ask an administrator of the register for a new one.")
        self._tokens.note_use(token, today)
        return Asker(token.role, token.name, token.id)

    def _find(self, headers: list[str]) -> Token | None:
        """The token that the request carries; None when it is none of ours."""
        scheme, _, text = headers[0].partition(" ")
        if len(headers) != 1 or scheme.casefold() != _SCHEME:
            return None
        return self._tokens.find(text.strip())

    def _refused(self, address: str) -> Refusal:
        """What the sender of a wrong token is told."""
        wait = self._wrong.another(address, self._clock())
        if wait:
            return refusal(
                429,
                TOO_MANY_REQUESTS,
                "Too many wrong tokens came from here.",
                "Wait as long as Retry-After says, in seconds. A right token is taken at once.",
                headers={"Retry-After": str(wait)},
            )
        return _token_refused("The token is not taken.", "Send it as: Authorization: Bearer <token>.")


def _token_refused(title: str, detail: str) -> Refusal:
    return refusal(401, protocol.TOKEN_REFUSED, title, detail, headers=CHALLENGE)
