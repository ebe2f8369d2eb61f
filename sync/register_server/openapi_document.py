"""The OpenAPI document: made from the routes, and then told what their types cannot say."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
from litestar import Litestar
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import License, Tag

from interpreter_app.domain.records import RECORD_TYPES
from sync import protocol
from sync.register_server.openapi_examples import ANSWERS, LINES, PROBLEMS

_TITLE = "Central register of interpreters"
_DESCRIPTION = (
    "What the public may see of the register: look-ups, and a change feed by which a client keeps a copy. "
    "You cannot book in the register. Every error is a problem document (RFC 9457)."
)
_TAGS = [
    Tag("look-up", "Who is listed on a day, and what a category rests on."),
    Tag("sync", "A first copy in parts, then the changes since a cursor."),
]
_REFERENCE = "#/components/schemas/{name}"
_SNAPSHOTS = "/v1/sync/snapshots"

Json = dict[str, Any]


class Change(msgspec.Struct):
    """One change; ``d`` is there when ``op`` is put, ``tx`` groups what belongs together.

    put: the record as it is now. del: it is deleted. revoke: it may no longer be seen, and is deleted from a copy.
    """

    op: Literal["put", "del", "revoke"]
    t: str
    id: str
    rev: int
    tx: int
    d: dict[str, Any] | None = None


def openapi_document(routes: Sequence[HTTPRouteHandler]) -> bytes:
    """The OpenAPI document of ``routes``, as JSON."""
    document = _generated(routes)
    for path, item in document["paths"].items():
        for operation in item.values():
            _simplify_parameters(operation)
            _add_examples(path, operation)
    _add_line_types(document)
    _add_snapshot_request(document)
    return msgspec.json.encode(document)


def _generated(routes: Sequence[HTTPRouteHandler]) -> Json:
    config = OpenAPIConfig(
        title=_TITLE,
        version=str(protocol.API_VERSION),
        description=_DESCRIPTION,
        license=License("MIT"),
        tags=_TAGS,
        use_handler_docstrings=True,
        operation_id_creator=lambda handler, _, __: handler.handler_name,
    )
    app = Litestar(
        [*routes],
        dependencies={"service": Provide(lambda: None, sync_to_thread=False)},
        openapi_config=config,
        logging_config=None,
    )
    schema: Json = msgspec.to_builtins(app.openapi_schema.to_schema(), str_keys=True)
    return schema


def _simplify_parameters(operation: Json) -> None:
    """A parameter that may be left out is never null: it is not there."""
    operation["summary"] = operation["operationId"].replace("_", " ").capitalize()
    for parameter in operation.get("parameters", ()):
        schema = parameter["schema"]
        choices = [choice for choice in schema.pop("oneOf", ()) if choice != {"type": "null"}]
        schema |= choices[0] if choices else {}


def _add_examples(path: str, operation: Json) -> None:
    for status, response in operation["responses"].items():
        for media_type, content in response["content"].items():
            if media_type == protocol.PROBLEM_JSON and int(status) in PROBLEMS:
                content["examples"] = _example(msgspec.to_builtins(PROBLEMS[int(status)]))
            elif media_type == protocol.NDJSON:
                lines = [msgspec.json.encode(line).decode() for line in LINES[path]]
                content["examples"] = _example("\n".join([*lines, ""]))
                content["schema"] = {"type": "string", "description": _lines_described(path)}
            elif path in ANSWERS:
                content["examples"] = _example(msgspec.to_builtins(ANSWERS[path]))


def _example(value: object) -> Json:
    return {"example": {"value": value}}


def _lines_described(path: str) -> str:
    line, last = (type(example).__name__ for example in LINES[path])
    return f"NDJSON: each line is a {line}, the last a {last} (see the schemas); without it the answer was cut short."


def _add_line_types(document: Json) -> None:
    _, components = msgspec.json.schema_components(list(_line_types()), ref_template=_REFERENCE)
    document["components"]["schemas"] |= components


def _line_types() -> Iterator[type]:
    for examples in LINES.values():
        for example in examples:
            yield Change if isinstance(example, protocol.Change) else type(example)


def _add_snapshot_request(document: Json) -> None:
    """The body of the request, which the route reads itself, so that it takes nothing but what is written here."""
    (schema,), components = msgspec.json.schema_components([protocol.SnapshotRequest], ref_template=_REFERENCE)
    scope = components["Scope"]["properties"]
    types = {"type": "array", "minItems": 1, "items": {"enum": sorted(RECORD_TYPES)}}
    scope["types"] = {"anyOf": [types, {"type": "null"}], "default": None, "description": "Absent means all."}
    for name in ("languages", "counties"):
        scope[name] = {"type": "null", "description": "Not supported yet; leave it out."}
    document["components"]["schemas"] |= components
    document["paths"][_SNAPSHOTS]["post"]["requestBody"] = {
        "required": True,
        "content": {"application/json": {"schema": schema, "examples": _example({"schema": protocol.SCHEMA})}},
    }
