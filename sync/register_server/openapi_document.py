"""The OpenAPI document: made from the routes, and then told what their types cannot say."""

from collections.abc import Iterator, Sequence
from functools import cache
from inspect import isclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from litestar import Litestar, MediaType
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import License, Tag
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition
from litestar.utils.sync import AsyncCallable

from interpreter_app.domain.records import RECORD_TYPES
from sync import protocol
from sync.register_server.auth import GUARDS
from sync.register_server.openapi_examples import ANSWERS, BODIES, LINES, PROBLEMS
from sync.register_server.tokens import PREFIX

if TYPE_CHECKING:
    from litestar._openapi.schema_generation import SchemaCreator

_TITLE = "Central register of interpreters"
_DESCRIPTION = (
    "The register: look-ups, and a change feed by which a client keeps a copy. Without a token you are shown what the "
    "public may see; the register's staff send theirs. "
    "You cannot book in the register. Every error is a problem document (RFC 9457)."
)
_TAGS = [
    Tag("look-up", "Who is listed on a day, and what a category rests on."),
    Tag("sync", "A first copy in parts, then the changes since a cursor."),
    Tag("account", "Whom the register takes one for, and for administrators the tokens."),
]
_SCHEME = "token"
_BEARER = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": f"{PREFIX}…",
    "description": "The token that an administrator of the register has given; none is needed for what is public.",
}
_REFERENCE = "#/components/schemas/{name}"

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


class _RecordsAsObjects(OpenAPISchemaPlugin):
    """Describes the types that carry a record as it came, which to a reader is an object; null where there is none."""

    def is_plugin_supported_field(self, field_definition: FieldDefinition) -> bool:
        """Whether the type is one that carries a record."""
        type_ = field_definition.annotation
        if not isclass(type_) or not issubclass(type_, msgspec.Struct):
            return False
        return any(field.type is msgspec.Raw for field in msgspec.structs.fields(type_))

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: "SchemaCreator") -> Any:
        """The schema of the same type with objects for records."""
        described = _with_objects(field_definition.annotation)
        return schema_creator.for_field_definition(FieldDefinition.from_annotation(described))


@cache
def _with_objects(type_: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """The type with objects where it carries records."""
    fields = [_as_object(field) for field in msgspec.structs.fields(type_)]
    return msgspec.defstruct(type_.__name__, fields, namespace={"__doc__": type_.__doc__})


def _as_object(field: msgspec.structs.FieldInfo) -> tuple[str, Any] | tuple[str, Any, Any]:
    """A field as ``defstruct`` takes it: name, type, and a default where it has one."""
    carries = field.type is msgspec.Raw
    if field.required:
        return field.name, dict[str, Any] if carries else field.type
    if carries:
        return field.name, dict[str, Any] | None, None
    if field.default_factory is not msgspec.NODEFAULT:
        return field.name, field.type, msgspec.field(default_factory=field.default_factory)
    return field.name, field.type, field.default


def openapi_document(routes: Sequence[HTTPRouteHandler]) -> bytes:
    """The OpenAPI document of ``routes``, as JSON."""
    document = _generated(routes)
    handlers = {handler.handler_name: handler for handler in routes}
    for path, item in document["paths"].items():
        for operation in item.values():
            _simplify_parameters(operation)
            _add_examples(path, operation)
            _add_security(operation, handlers[operation["operationId"]])
            _add_body(document, operation)
    document["components"]["securitySchemes"] = {_SCHEME: _BEARER}
    _add_line_types(document)
    _narrow_snapshot_request(document)
    return msgspec.json.encode(document).replace(rb"\\Z", b"$")  # the end of a text, as other languages write it


def _generated(routes: Sequence[HTTPRouteHandler]) -> Json:
    config = OpenAPIConfig(
        title=_TITLE,
        version=str(protocol.API_VERSION),
        description=_DESCRIPTION,
        license=License("MIT"),
        tags=_TAGS,
        use_handler_docstrings=True,
        operation_id_creator=lambda handler, _, __: _name_of(handler.fn),
    )
    app = Litestar(
        [*routes],
        dependencies={name: Provide(lambda: None, sync_to_thread=False) for name in ("service", "asker")},
        openapi_config=config,
        plugins=[_RecordsAsObjects()],
        logging_config=None,
    )
    schema: Json = msgspec.to_builtins(app.openapi_schema.to_schema(), str_keys=True)
    return schema


def _name_of(function: Any) -> str:
    """The name of a route's function, also where Litestar has wrapped it, as it does when routes share an address."""
    while isinstance(function, AsyncCallable):
        function = function.func
    return str(function.__name__)


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
                content["examples"] = _example(PROBLEMS[int(status)])
            elif media_type == protocol.NDJSON:
                lines = [msgspec.json.encode(line).decode() for line in LINES[path]]
                content["examples"] = _example("\n".join([*lines, ""]))
                content["schema"] = {"type": "string", "description": _lines_described(path)}
            elif media_type == MediaType.JSON:
                content["examples"] = _example(ANSWERS[operation["operationId"]])


def _example(value: object) -> Json:
    return {"example": {"value": msgspec.json.decode(msgspec.json.encode(value))}}


def _add_security(operation: Json, handler: HTTPRouteHandler) -> None:
    """Say whether a token is needed, or only changes what is shown."""
    needed = any(guard in GUARDS for guard in handler.guards or ())
    operation["security"] = [{_SCHEME: []}] if needed else [{}, {_SCHEME: []}]


def _add_body(document: Json, operation: Json) -> None:
    """The body of a request, which the route reads itself, so that it takes nothing but what is written here."""
    if operation["operationId"] not in BODIES:
        return
    example = BODIES[operation["operationId"]]
    (schema,), components = msgspec.json.schema_components([type(example)], ref_template=_REFERENCE)
    document["components"]["schemas"] |= components
    operation["requestBody"] = {
        "required": True,
        "content": {"application/json": {"schema": schema, "examples": _example(example)}},
    }


def _lines_described(path: str) -> str:
    line, *_, last = (type(example).__name__ for example in LINES[path])
    return f"NDJSON: each line is a {line}, the last a {last} (see the schemas); without it the answer was cut short."


def _add_line_types(document: Json) -> None:
    _, components = msgspec.json.schema_components(list(_line_types()), ref_template=_REFERENCE)
    document["components"]["schemas"] |= components


def _line_types() -> Iterator[type]:
    for examples in LINES.values():
        for example in examples:
            yield Change if isinstance(example, protocol.Change) else type(example)


def _narrow_snapshot_request(document: Json) -> None:
    """Say what a scope may hold, which its type cannot say."""
    scope = document["components"]["schemas"]["Scope"]["properties"]
    types = {"type": "array", "minItems": 1, "items": {"enum": sorted(RECORD_TYPES)}}
    scope["types"] = {"anyOf": [types, {"type": "null"}], "default": None, "description": "Absent means all."}
    for name in ("languages", "counties"):
        scope[name] = {"type": "null", "description": "Not supported yet; leave it out."}
