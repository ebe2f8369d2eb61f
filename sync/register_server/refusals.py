"""Every error as a problem document, in answers and in the OpenAPI document."""

import logging
import re
from collections.abc import Mapping, Sequence
from enum import Enum
from http import HTTPStatus
from traceback import extract_tb
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example
from litestar.types import ExceptionHandlersMap

from interpreter_app.domain.errors import AppError, EnvironmentFault, NotFound
from sync import protocol
from sync.register_server.problems import (
    BAD_PARAMETER,
    INTERNAL,
    NOT_FOUND,
    NOT_UNDERSTOOD,
    UNAVAILABLE,
    ProblemDocument,
    Refusal,
)

_AnyRequest = Request[Any, Any, Any]
log = logging.getLogger(__name__)

RETRY_AFTER_S = 5
_STACK_SHOWN = 6
_MISSING = re.compile(r"^Missing required \w+ parameter '([\w-]+)'")

_ABOUT_TOKENS = (401, 429)
_DESCRIPTIONS = {
    400: "The request is malformed, or a parameter is not what it may be: field and choices say which and what.",
    401: "The token is not taken, or the address is for known people only: type says which.",
    403: "The role of the token may not do this.",
    404: "Not found in the register. This never says that a person is not qualified.",
    405: "The address does not take this method.",
    409: "The register was restored: the client must ask for a new snapshot before it sends edits.",
    410: "Gone: type says why. The client must ask for a new snapshot, and keeps what it has not sent.",
    412: "The record was changed meanwhile: current is how it is now.",
    413: "The request is larger than the server takes.",
    415: "The request is not JSON.",
    422: "The request is understood but cannot be done.",
    429: "Too many wrong tokens from this place; Retry-After says in how many seconds to try again.",
    428: "The header If-Match must say which revision of the record is to be changed.",
    500: "The server failed; the answer says nothing more.",
    503: "The database cannot be reached or is too busy; Retry-After says in how many seconds to try again.",
}


def documented(*statuses: int, examples: Mapping[int, ProblemDocument] | None = None) -> dict[int, ResponseSpec]:
    """The error responses of a route, for the OpenAPI document; those about tokens every route has."""
    return {
        status: ResponseSpec(
            ProblemDocument,
            generate_examples=False,
            description=_DESCRIPTIONS[status],
            media_type=protocol.PROBLEM_JSON,
            examples=[Example(value=msgspec.to_builtins(shown))]
            if examples and (shown := examples.get(status))
            else None,
        )
        for status in sorted({*statuses, *_ABOUT_TOKENS})
    }


def answer(problem: ProblemDocument, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    """A problem document as an HTTP answer."""
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        media_type=protocol.PROBLEM_JSON,
        headers=dict(headers or {}),
    )


def _on_refusal(_: _AnyRequest, error: Refusal) -> Response[bytes]:
    return answer(error.problem, error.headers)


def _on_app_error(_: _AnyRequest, error: AppError) -> Response[bytes]:
    if isinstance(error, EnvironmentFault):
        log.error("unavailable: %s", error.message)
        problem = ProblemDocument(UNAVAILABLE, "The register cannot be reached just now.", 503, "Try again soon.")
        return answer(problem, {"Retry-After": str(RETRY_AFTER_S)})
    status, type_ = (404, NOT_FOUND) if isinstance(error, NotFound) else (422, BAD_PARAMETER)
    return answer(ProblemDocument(type_, str(error), status))


def _on_http_exception(request: _AnyRequest, error: HTTPException) -> Response[bytes]:
    status = HTTPStatus(error.status_code)
    if isinstance(error, ValidationException):
        return answer(_of_validation(request, error))
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return answer(_internal(error))
    names = {HTTPStatus.NOT_FOUND: NOT_FOUND, HTTPStatus.BAD_REQUEST: NOT_UNDERSTOOD}
    type_ = names.get(status) or status.phrase.lower().replace(" ", "-")
    return answer(ProblemDocument(type_, f"{status.phrase}.", status.value), error.headers)


def _of_validation(request: _AnyRequest, error: ValidationException) -> ProblemDocument:
    """What is wrong with a parameter; never the address, which may hold what was searched for."""
    faults: Sequence[Any] = error.extra if isinstance(error.extra, Sequence) else ()
    first = faults[0] if faults and isinstance(faults[0], Mapping) else {}
    missing = _MISSING.search(error.detail)
    field = missing[1] if missing else first.get("key")
    return ProblemDocument(
        BAD_PARAMETER,
        "A parameter is missing." if missing else "A parameter is not what it may be.",
        400,
        str(first.get("message", "")),
        field=field,
        choices=_choices(request, field) if field else None,
    )


def _choices(request: _AnyRequest, field: str) -> list[str] | None:
    """What the parameter may be, where its type says so."""
    handler = request.scope.get("route_handler")
    if not isinstance(handler, HTTPRouteHandler) or field not in handler.parsed_fn_signature.parameters:
        return None
    definition = handler.parsed_fn_signature.parameters[field]
    for type_ in (definition, *definition.inner_types):
        if isinstance(type_.annotation, type) and issubclass(type_.annotation, Enum):
            return [str(choice) for choice in type_.annotation]
    return None


def _on_anything(_: _AnyRequest, error: Exception) -> Response[bytes]:
    return answer(_internal(error))


def _internal(error: BaseException) -> ProblemDocument:
    """Logs where it happened, but no values: the words of an error may hold a person's data."""
    while isinstance(error, HTTPException) and error.__cause__ is not None:
        error = error.__cause__
    frames = extract_tb(error.__traceback__)[-_STACK_SHOWN:]
    where = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in reversed(frames))
    log.error("failed: %s in %s", type(error).__name__, where)
    return ProblemDocument(INTERNAL, "The server failed.", 500, "The failure is in the server's log.")


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    Refusal: _on_refusal,
    AppError: _on_app_error,
    HTTPException: _on_http_exception,
    Exception: _on_anything,
}
