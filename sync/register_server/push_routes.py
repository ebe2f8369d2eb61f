"""The routes by which the register's staff change it: edits of a client, and one person's record by itself."""

from asyncio import to_thread
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, patch, post
from litestar.di import NamedDependency
from litestar.params import PathParameter
from sqlalchemy import Connection, select

from interpreter_app.contact_checks import check_length
from interpreter_app.domain.records import DEFAULTS
from sync import protocol
from sync.register_server import tables
from sync.register_server.auth import Asker, staff_only
from sync.register_server.bodies import json_body
from sync.register_server.problems import BAD_PARAMETER, NOT_FOUND, ProblemDocument, Refusal, refusal
from sync.register_server.push import Pusher, push
from sync.register_server.records import RecordRow
from sync.register_server.refusals import documented
from sync.register_server.service import Service
from sync.register_server.state import RegisterState, lock_state

PRECONDITION_FAILED = "precondition-failed"
PRECONDITION_REQUIRED = "precondition-required"
_ANY = "*"

AnyRequest = Request[Any, Any, Any]


class _Counted(msgspec.Struct, frozen=True):
    """A request with edits, as far as they can be counted."""

    ops: list[msgspec.Raw]


class ChangedMeanwhile(ProblemDocument, frozen=True, omit_defaults=True):
    """A problem document with ``current``, the record as it is now."""

    current: protocol.SnapshotRow | None = None


@post(
    "/v1/sync/ops",
    tags=["sync"],
    guards=[staff_only],
    status_code=200,
    responses=documented(400, 403, 409, 413, 415, 422, 500, 503),
)
async def push_ops(
    request: AnyRequest, service: NamedDependency[Service], asker: NamedDependency[Asker]
) -> protocol.OpsAnswer:
    """Send edits: at most 100, and those of one transaction together. The answer says of each what became of it."""
    counted = await json_body(request, _Counted)
    if len(counted.ops) > protocol.OPS_LIMIT:
        raise refusal(422, BAD_PARAMETER, f"At most {protocol.OPS_LIMIT} edits can be sent at once.", field="ops")
    asked = await json_body(request, protocol.OpsRequest)
    if len({op.op_id for op in asked.ops}) < len(asked.ops):
        raise refusal(422, BAD_PARAMETER, "Two edits of the request have the same id.", field="ops")
    return await to_thread(_push, service, asker, asked)


def _push(service: Service, asker: Asker, asked: protocol.OpsRequest) -> protocol.OpsAnswer:
    pusher = Pusher(asker.name, check_length("device", asked.device), asker.role.administers)
    now = service.clock()
    with service.store.database.write() as connection:
        state = lock_state(connection)
        if asked.epoch != state.epoch:
            raise _epoch_changed(state, asked.epoch)
        results = push(connection, asked.ops, pusher, now)
    return protocol.OpsAnswer(results, now.isoformat())


def _epoch_changed(state: RegisterState, epoch: str) -> Refusal:
    return refusal(
        409,
        protocol.EPOCH_CHANGED,
        "The register was restored from a backup.",
        "Ask for a new snapshot, then send again what was acknowledged after restored_seq, or all when it is absent.",
        restored_seq=state.kept_of(epoch),
    )


@patch(
    "/v1/interpreters/{id:uuid}",
    tags=["records"],
    guards=[staff_only],
    responses=documented(400, 403, 404, 412, 413, 415, 422, 428, 500, 503),
)
async def change_interpreter(
    request: AnyRequest,
    service: NamedDependency[Service],
    asker: NamedDependency[Asker],
    id: Annotated[UUID, PathParameter(description="The person's id.")],
) -> Response[protocol.SnapshotRow]:
    """Change fields of a person's own record: those named are set, null clears one.

    The header If-Match holds the revision that was seen, as in the header ETag of the answer: "812".
    """
    seen = request.headers.get("if-match")
    if seen is None:
        raise refusal(428, PRECONDITION_REQUIRED, "The header If-Match is missing.", 'Send the revision seen: "812".')
    wanted = await json_body(request, dict[str, Any])
    changed = await to_thread(_change, service, asker, str(id), seen, wanted)
    return Response(changed, headers={"ETag": _tag(changed.rev)})


def _change(service: Service, asker: Asker, person: str, seen: str, wanted: dict[str, Any]) -> protocol.SnapshotRow:
    with service.store.database.write() as connection:
        lock_state(connection)
        current = _current(connection, person)
        if not {_ANY, _tag(current.rev)} & {tag.strip() for tag in seen.split(",")}:
            raise _changed_meanwhile(current)
        op = _edit(service, current, wanted)
        (result,) = push(connection, [op], Pusher(asker.name), service.clock())
        if result.st not in protocol.ACKNOWLEDGED:
            raise refusal(
                422, result.code, "The record cannot be changed so.", result.detail, field=result.field or None
            )
        return protocol.SnapshotRow(op.t, op.id, result.rev, result.d)


def _current(connection: Connection, person: str) -> RecordRow:
    records = tables.records.c
    chosen = select(tables.records).where(records.id == person, records.type == "interpreter", ~records.deleted)
    row = connection.execute(chosen).one_or_none()
    if row is None:
        raise refusal(404, NOT_FOUND, "The register has no person with this id.")
    return RecordRow(*row)


def _edit(service: Service, current: RecordRow, wanted: dict[str, Any]) -> protocol.Op:
    """The edit that a client would send for the same change."""
    defaults = DEFAULTS[current.type]
    return protocol.Op(
        op_id=service.store.new_id(),
        n=0,
        tx=service.store.new_id(),
        op="update",
        t=current.type,
        id=current.id,
        base_rev=current.rev,
        base=msgspec.json.decode(current.data),
        set={name: defaults.get(name) if value is None else value for name, value in wanted.items()},
    )


def _changed_meanwhile(current: RecordRow) -> Refusal:
    shown = protocol.SnapshotRow(current.type, current.id, current.rev, msgspec.Raw(current.data))
    return Refusal(ChangedMeanwhile(PRECONDITION_FAILED, "The record was changed meanwhile.", 412, current=shown), {})


def _tag(rev: int) -> str:
    return f'"{rev}"'


PUSH_ROUTES = [push_ops, change_interpreter]
