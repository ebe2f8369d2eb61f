"""Every route of the server with requests to it, and what each role is answered: a new route needs a row here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import msgspec
import requests

from sync.register_server.app import create_app
from sync.register_server.roles import Role
from sync.register_server.tokens import TokenOrder, Tokens
from tests.support.pushing import person_row, update
from tests.support.registers import record_id
from tests.support.server import IDENTITY_NUMBER, NOW, SECRET_ADDRESS, Clock, Served, new_token

Route = tuple[str, str]
"""A method and a path as the application names it."""


@dataclass(frozen=True)
class Ask:
    """A request; ``json`` is its body."""

    method: str
    path: str
    json: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Visitor:
    """Somebody who walks the routes, and what one needs to know for it."""

    served: Served
    cursor: str
    snapshot: str
    another_token: str
    """The id of a token that may be revoked."""

    def send(self, ask: Ask) -> requests.Response:
        return self.served.ask(ask.method, ask.path, json=ask.json, headers=ask.headers)


@dataclass(frozen=True)
class Case:
    """A route: the statuses that (public, case worker, administrator) are answered with to the first request.

    ``more`` are further requests, such as ones with faults, whose answers must be as discreet.
    """

    statuses: tuple[int, int, int]
    first: Callable[[Visitor], Ask]
    more: Callable[[Visitor], list[Ask]] = lambda _: []

    def status(self, role: Role) -> int:
        return self.statuses[list(Role).index(role)]

    def asks(self, visitor: Visitor) -> list[Ask]:
        return [self.first(visitor), *self.more(visitor)]


def get(path: str) -> Ask:
    return Ask("GET", path)


def _ops(visitor: Visitor, **fields: Any) -> Ask:
    """An edit of the first person's own record."""
    store = visitor.served.store
    op = msgspec.to_builtins(update(person_row(store), **fields))
    return Ask("POST", "/v1/sync/ops", {"epoch": store.state().epoch, "client": _CLIENT, "ops": [op]})


def _patch(seen: str, **fields: Any) -> Ask:
    return Ask("PATCH", f"/v1/interpreters/{_PERSON}", fields, {"If-Match": seen})


EVERYBODY = (200, 200, 200)
STAFF = (401, 200, 200)
_CLIENT = record_id("client")
_PERSON = record_id("p10001")
_SNAPSHOTS = "/v1/sync/snapshots"
_NO_TOKEN_ID = "6f1c2a3e-0b5d-4c7a-9e8f-112233445566"

CASES: Mapping[Route, Case] = {
    ("GET", "/v1/sync/info"): Case(EVERYBODY, lambda _: get("/v1/sync/info")),
    ("POST", "/v1/sync/snapshots"): Case(
        (201, 201, 201),
        lambda _: Ask("POST", _SNAPSHOTS, {"schema": 1}),
        lambda _: [
            Ask("POST", _SNAPSHOTS, {"schema": 1, "scope": {"types": ["interpreter"]}}),
            Ask("POST", _SNAPSHOTS, {"schema": "x"}),
            Ask("POST", _SNAPSHOTS, {"schema": 1, "scope": {"counties": ["03"]}}),
        ],
    ),
    ("GET", "/v1/sync/snapshots/{snapshot:uuid}/{part:int}"): Case(
        EVERYBODY,
        lambda visitor: get(f"{_SNAPSHOTS}/{visitor.snapshot}/0"),
        lambda visitor: [get(f"{_SNAPSHOTS}/{visitor.snapshot}/9"), get(f"{_SNAPSHOTS}/{uuid4()}/0")],
    ),
    ("GET", "/v1/sync/changes"): Case(
        EVERYBODY,
        lambda visitor: get(f"/v1/sync/changes?cursor={visitor.cursor}"),
        lambda visitor: [
            get(f"/v1/sync/changes?cursor={visitor.cursor}&limit=1"),
            get("/v1/sync/changes"),
            get(f"/v1/sync/changes?cursor={IDENTITY_NUMBER}"),
        ],
    ),
    ("POST", "/v1/sync/ops"): Case(
        STAFF,
        lambda visitor: _ops(visitor, county="46"),
        lambda visitor: [
            _ops(visitor, identity_number=IDENTITY_NUMBER),
            Ask("POST", "/v1/sync/ops", {"epoch": "of yesterday", "ops": []}),
        ],
    ),
    ("GET", "/v1/history"): Case(STAFF, lambda _: get("/v1/history"), lambda _: [get("/v1/history?after=3&limit=2")]),
    ("GET", "/v1/interpreters"): Case(
        EVERYBODY,
        lambda _: get("/v1/interpreters"),
        lambda _: [
            *(
                get(f"/v1/interpreters?text={word}")
                for word in (IDENTITY_NUMBER, SECRET_ADDRESS, "Yonas", "Usett", "a")
            ),
            get("/v1/interpreters?gender=Q"),
            get(f"/v1/interpreters?identity={IDENTITY_NUMBER}"),
        ],
    ),
    ("GET", "/v1/interpreters/{number:int}"): Case(
        EVERYBODY,
        lambda _: get("/v1/interpreters/10001"),
        lambda _: [
            *(get(f"/v1/interpreters/{number}") for number in range(10001, 10011)),
            get("/v1/interpreters/10002?on=2018-01-01"),
            get("/v1/interpreters/10001?on=never"),
        ],
    ),
    ("PATCH", "/v1/interpreters/{id:uuid}"): Case(
        STAFF,
        lambda _: _patch("*", county="32"),
        lambda _: [_patch('"1"', county="03"), _patch("*", identity_number="1"), _patch("", county="03")],
    ),
    ("GET", "/v1/interpreters/{id:uuid}/history"): Case(
        STAFF,
        lambda _: get(f"/v1/interpreters/{_PERSON}/history"),
        lambda _: [get(f"/v1/interpreters/{uuid4()}/history")],
    ),
    ("GET", "/v1/languages"): Case(EVERYBODY, lambda _: get("/v1/languages")),
    ("GET", "/v1/counties"): Case(EVERYBODY, lambda _: get("/v1/counties")),
    ("GET", "/v1/account"): Case(EVERYBODY, lambda _: get("/v1/account")),
    ("GET", "/v1/tokens"): Case((401, 403, 200), lambda _: get("/v1/tokens")),
    ("POST", "/v1/tokens"): Case(
        (401, 403, 201), lambda _: Ask("POST", "/v1/tokens", {"name": "Ola", "role": "case_worker"})
    ),
    ("DELETE", "/v1/tokens/{id:uuid}"): Case(
        (401, 403, 200),
        lambda visitor: Ask("DELETE", f"/v1/tokens/{visitor.another_token}"),
        lambda _: [Ask("DELETE", f"/v1/tokens/{_NO_TOKEN_ID}")],
    ),
    ("GET", "/openapi.json"): Case(EVERYBODY, lambda _: get("/openapi.json")),
    ("GET", "/docs"): Case(EVERYBODY, lambda _: get("/docs")),
    ("GET", "/docs/{name:str}"): Case(
        EVERYBODY, lambda _: get("/docs/rapidoc-LICENSE.txt"), lambda _: [get(f"/docs/{SECRET_ADDRESS}")]
    ),
}

OUTSIDE = [get("/"), get("/v1/sync/nothing"), Ask("PUT", "/v1/interpreters/10001", {"address": SECRET_ADDRESS})]
"""Requests to what is no route."""


def routes_of_the_application(served: Served) -> set[Route]:
    """The routes that the application has, other than what every address answers to OPTIONS."""
    app = create_app(served.store, Clock())
    return {(str(method), route.path) for route in app.routes for method in route.methods if method != "OPTIONS"}  # type: ignore[union-attr]


def as_role(served: Served, role: Role) -> Served:
    """The register as asked by somebody in ``role``."""
    return served if role is Role.PUBLIC else served.acting(new_token(served.store, role))


def visitor(served: Served, role: Role) -> Visitor:
    """Somebody in ``role`` who has just begun a copy."""
    asking = as_role(served, role)
    copy = asking.snapshot()
    another = Tokens(served.store).create(TokenOrder("Per Permisjon", Role.CASE_WORKER), NOW).token.id
    return Visitor(asking, copy.cursor, copy.snapshot, another)


def anew(visiting: Visitor) -> Visitor:
    """The same visitor with a new copy beside the cursor of the first."""
    return replace(visiting, snapshot=visiting.served.snapshot().snapshot)
