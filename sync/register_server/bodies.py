"""Reading what a request carries: JSON of one type, and nothing else."""

from typing import Any, TypeVar

import msgspec
from litestar import Request

from sync.register_server.problems import BAD_PARAMETER, NOT_UNDERSTOOD, UNSUPPORTED_MEDIA_TYPE, refusal

T = TypeVar("T")


async def json_body(request: Request[Any, Any, Any], type_: type[T]) -> T:
    """The body of the request as ``type_``; raises ``Refusal`` when it is not that."""
    media_type, _ = request.content_type
    if media_type != "application/json":
        raise refusal(415, UNSUPPORTED_MEDIA_TYPE, "The request must be application/json.")
    try:
        return msgspec.json.decode(await request.body(), type=type_)
    except msgspec.ValidationError as error:
        raise refusal(400, BAD_PARAMETER, "The request is not as it should be.", str(error)) from None
    except (msgspec.DecodeError, RecursionError):
        raise refusal(400, NOT_UNDERSTOOD, "The request is not JSON.") from None
