"""The routes about whom the register knows: one's own account, and for administrators the tokens."""

from asyncio import to_thread
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Request, delete, get, post
from litestar.di import NamedDependency
from litestar.params import PathParameter

from sync import protocol
from sync.register_server.auth import Asker, administrators_only
from sync.register_server.bodies import json_body
from sync.register_server.refusals import documented
from sync.register_server.roles import Role
from sync.register_server.service import Service
from sync.register_server.tokens import NAME_MAX, Token, TokenOrder, Tokens

_TAGS = ["account"]


class TokenRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Asks for a token for ``name``, a person or a machine; ``expires`` is the first day on which it is refused."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_MAX)]
    role: Literal["case_worker", "administrator"]
    expires: date | None = None


class TokenShown(msgspec.Struct, frozen=True):
    """What is kept of a token; the token itself is not.

    ``expires`` is the first day on which it is refused, ``last_used`` the last day on which it was taken; ``created``
    and ``revoked`` are times in UTC.
    """

    id: str
    name: str
    role: Role
    created: str
    expires: date | None
    revoked: str | None
    last_used: date | None


class TokenCreated(TokenShown, frozen=True, kw_only=True):
    """A new token, with its text: it is answered this once."""

    token: str


@get("/v1/account", tags=_TAGS, responses=documented(400, 500, 503), sync_to_thread=False)
def get_account(asker: NamedDependency[Asker]) -> protocol.Account:
    """Whom the register takes one for."""
    return protocol.Account(asker.role, asker.name)


@get(
    "/v1/tokens",
    tags=_TAGS,
    guards=[administrators_only],
    responses=documented(400, 403, 500, 503),
    sync_to_thread=True,
)
def get_tokens(service: NamedDependency[Service]) -> list[TokenShown]:
    """All tokens ever made, oldest first; revoked ones stay, because the history names their people."""
    return [TokenShown(**_fields(token)) for token in Tokens(service.store).all()]


@post(
    "/v1/tokens",
    tags=_TAGS,
    guards=[administrators_only],
    responses=documented(400, 403, 413, 415, 422, 500, 503),
)
async def make_token(request: Request[Any, Any, Any], service: NamedDependency[Service]) -> TokenCreated:
    """Make a token for a person or a machine. Its text is answered this once and never again."""
    asked = await json_body(request, TokenRequest)
    order = TokenOrder(asked.name, Role(asked.role), asked.expires)
    made = await to_thread(Tokens(service.store).create, order, service.clock())
    return TokenCreated(**_fields(made.token), token=made.text)


@delete(
    "/v1/tokens/{id:uuid}",
    tags=_TAGS,
    guards=[administrators_only],
    status_code=200,
    responses=documented(400, 403, 404, 500, 503),
    sync_to_thread=True,
)
def delete_token(
    service: NamedDependency[Service],
    id: Annotated[UUID, PathParameter(description="The token's id, as the list of tokens shows it.")],
) -> TokenShown:
    """Revoke a token: it is refused from now on. One that is revoked already stays as it is."""
    return TokenShown(**_fields(Tokens(service.store).revoke(str(id), service.clock())))


def _fields(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "role": token.role,
        "created": token.created.isoformat(),
        "expires": token.expires,
        "revoked": token.revoked.isoformat() if token.revoked else None,
        "last_used": token.last_used,
    }


TOKEN_ROUTES = [get_account, get_tokens, make_token, delete_token]
