"""The routes of the sync: info, snapshots in parts, and the changes since a cursor."""

import gzip
from asyncio import get_running_loop
from typing import Annotated
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter

from interpreter_app.domain.records import RECORD_TYPES
from sync import protocol
from sync.register_server.auth import Asker
from sync.register_server.bodies import json_body
from sync.register_server.encodings import accepts_gzip
from sync.register_server.feed import changes_page
from sync.register_server.problems import (
    BAD_PARAMETER,
    SCOPE_NOT_SUPPORTED,
    refusal,
)
from sync.register_server.refusals import documented
from sync.register_server.roles import Role, View
from sync.register_server.service import Service

_TAGS = ["sync"]
ALREADY_COMPRESSED = "already_compressed"
"""The option of routes that see to compression themselves."""

InService = NamedDependency[Service]
WhoAsks = NamedDependency[Asker]
AnyRequest = Request[None, None, State]


@get("/v1/sync/info", tags=_TAGS, responses=documented(400, 500, 503), sync_to_thread=True)
def get_info(service: InService) -> protocol.Info:
    """What the register is: its permanent id, its epoch, and how far it reaches."""
    state = service.store.state()
    return protocol.Info(
        api=protocol.ApiRange(protocol.API_VERSION, protocol.API_VERSION),
        schema=protocol.SCHEMA,
        register=state.register,
        fictional=state.fictional,
        epoch=state.epoch,
        head=state.head,
        floor=state.floor,
        at=service.clock().isoformat(),
    )


@post("/v1/sync/snapshots", tags=_TAGS, responses=documented(400, 413, 415, 422, 500, 503))
async def create_snapshot(request: AnyRequest, service: InService, asker: WhoAsks) -> protocol.Snapshot:
    """Ask for a first copy. A recent one is given again; a new one of a large register takes a while."""
    asked = await json_body(request, protocol.SnapshotRequest)
    view = _view(asked.scope, asker.role)
    return await get_running_loop().run_in_executor(service.making, service.snapshots.give, view, service.clock())


def _view(scope: protocol.Scope, role: Role) -> View:
    """What ``role`` sees of ``scope``; raises ``Refusal`` for a scope that this server cannot keep to."""
    for name, chosen in (("languages", scope.languages), ("counties", scope.counties)):
        if chosen is not None:
            raise refusal(
                422,
                SCOPE_NOT_SUPPORTED,
                f"This server cannot yet narrow a copy by {name}.",
                "Leave it out to copy all.",
                field=f"scope.{name}",
            )
    if scope.types is None:
        return View(role)
    unknown = sorted(set(scope.types) - RECORD_TYPES.keys())
    if unknown or not scope.types:
        raise refusal(
            400,
            BAD_PARAMETER,
            "The scope names a type that the register does not have, or none.",
            field="scope.types",
            choices=sorted(RECORD_TYPES),
        )
    return View(role, tuple(sorted(set(scope.types))))


@get(
    "/v1/sync/snapshots/{snapshot:uuid}/{part:int}",
    tags=_TAGS,
    media_type=protocol.NDJSON,
    responses=documented(400, 404, 410, 500, 503),
    opt={ALREADY_COMPRESSED: True},
    sync_to_thread=True,
)
def get_snapshot_part(
    snapshot: Annotated[UUID, PathParameter(description="The snapshot's id.")],
    part: Annotated[int, PathParameter(ge=0, le=10**6, description="The part's number, from 0.")],
    request: AnyRequest,
    service: InService,
    asker: WhoAsks,
) -> Response[bytes]:
    """A part of a snapshot: a record a line, all records of a person together, and a last line that says how many."""
    found = service.snapshots.part(str(snapshot), part, asker.role, service.clock())
    headers = {"ETag": f'W/"{found.sha256}"', "Vary": "Accept-Encoding"}
    if accepts_gzip(request.headers.get("accept-encoding", "")):
        return Response(found.data, media_type=protocol.NDJSON, headers=headers | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(found.data), media_type=protocol.NDJSON, headers=headers)


@get(
    "/v1/sync/changes",
    tags=_TAGS,
    media_type=protocol.NDJSON,
    responses=documented(400, 404, 410, 500, 503),
    sync_to_thread=True,
)
def get_changes(
    request: AnyRequest,
    service: InService,
    asker: WhoAsks,
    cursor: Annotated[str, QueryParameter(description="Where to go on: a snapshot's cursor, or the next of a page.")],
    limit: Annotated[
        int,
        QueryParameter(
            ge=1,
            le=protocol.CHANGES_LIMIT_MAX,
            description="How many records at most; a page goes beyond it to the end of a server transaction.",
        ),
    ] = protocol.CHANGES_LIMIT,
) -> Response[bytes]:
    """The changes since a cursor: a change a line, and a last line with the next cursor.

    The header Register-Epoch may say which epoch the client believes in; another one than the register's is told.
    """
    epoch = request.headers.get(protocol.EPOCH_HEADER)
    with service.store.read() as connection:
        page = changes_page(connection, cursor, asker.role, limit=limit, now=service.clock(), epoch=epoch)
    return Response(page, media_type=protocol.NDJSON)


SYNC_ROUTES = [get_info, create_snapshot, get_snapshot_part, get_changes]
