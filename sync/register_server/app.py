"""The HTTP application of the central register."""

from collections.abc import Iterator
from functools import cache
from typing import cast

from litestar import HttpMethod, Litestar, Request, Response, route
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.handlers import HTTPRouteHandler
from litestar.params import HeaderParameter
from litestar.types import HTTPScope, LifeSpanReceive, LifeSpanScope, LifeSpanSend, Receive, Scope, Send

from sync.register_server.access_log import ObservedAnswer
from sync.register_server.auth import Authentication, asker_of_request
from sync.register_server.history_routes import HISTORY_ROUTES
from sync.register_server.lookup_routes import LOOKUP_ROUTES
from sync.register_server.openapi_document import openapi_document
from sync.register_server.page_routes import PAGE_ROUTES
from sync.register_server.problems import BAD_PARAMETER, refusal
from sync.register_server.push_routes import PUSH_ROUTES
from sync.register_server.refusals import EXCEPTION_HANDLERS
from sync.register_server.service import Clock, Service
from sync.register_server.snapshots import Snapshots
from sync.register_server.store import RegisterStore
from sync.register_server.sync_routes import ALREADY_COMPRESSED, SYNC_ROUTES
from sync.register_server.token_routes import TOKEN_ROUTES

LARGEST_REQUEST_BYTES = 1024 * 1024
API_PREFIX = "/v1/"
API_ROUTES = (*SYNC_ROUTES, *PUSH_ROUTES, *LOOKUP_ROUTES, *HISTORY_ROUTES, *TOKEN_ROUTES)
_NAME_SHOWN = 64
_NOT_IN_THE_QUERY = frozenset({"request", "service", "asker", "data"})


class RegisterApp(Litestar):
    """A Litestar application whose every answer has the same headers and one line in the access log."""

    async def __call__(
        self, scope: Scope | LifeSpanScope, receive: Receive | LifeSpanReceive, send: Send | LifeSpanSend
    ) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != ScopeType.HTTP:
            await super().__call__(scope, receive, send)
            return
        answer = ObservedAnswer(cast(HTTPScope, scope), cast(Send, send))
        try:
            await super().__call__(scope, receive, answer.send)
        finally:
            answer.log()


def create_app(store: RegisterStore, clock: Clock) -> Litestar:
    """The application that serves ``store``, which its maker closes; ``clock`` gives the time in UTC."""
    service = Service(store, Snapshots(store), clock)
    authentication = Authentication(service)
    return RegisterApp(
        route_handlers=[*_options_of_shared_addresses(), *API_ROUTES, *PAGE_ROUTES],
        dependencies={
            "service": Provide(lambda: service, sync_to_thread=False),
            "asker": Provide(asker_of_request, sync_to_thread=False),
            "openapi_document": Provide(_openapi_document, sync_to_thread=False),
        },
        guards=[authentication],
        before_request=_refuse_unknown_parameters,
        exception_handlers=EXCEPTION_HANDLERS,
        compression_config=CompressionConfig("gzip", gzip_compress_level=5, exclude_opt_key=ALREADY_COMPRESSED),
        request_max_body_size=LARGEST_REQUEST_BYTES,
        on_shutdown=[service.close],
        openapi_config=None,
        logging_config=None,
        debug=False,
    )


def _options_of_shared_addresses() -> Iterator[HTTPRouteHandler]:
    """What an address with several methods answers to OPTIONS: left to itself, Litestar names the first method only."""
    methods: dict[str, set[str]] = {}
    for handler in API_ROUTES:
        for path in handler.paths:
            methods.setdefault(path, set()).update(handler.http_methods)
    for path, known in methods.items():
        if len(known) > 1:
            yield _options(path, ", ".join(sorted({*known, HttpMethod.OPTIONS})))


def _options(path: str, allowed: str) -> HTTPRouteHandler:
    @route(path, http_method=HttpMethod.OPTIONS, status_code=204, include_in_schema=False, sync_to_thread=False)
    def name_methods() -> Response[None]:
        return Response(None, status_code=204, headers={"Allow": allowed})

    return name_methods


@cache
def _openapi_document() -> bytes:
    return openapi_document(API_ROUTES)


def _refuse_unknown_parameters(request: Request[None, None, State]) -> None:
    """A filter that is misspelt or given twice must not be passed over: the answer would hold others."""
    handler = request.route_handler
    if not isinstance(handler, HTTPRouteHandler) or not request.url.path.startswith(API_PREFIX):
        return
    known = _query_parameters(handler) - request.path_params.keys()
    given = [name for name, _ in request.query_params.multi_items()]
    for name, value in request.query_params.multi_items():
        if name not in known:
            title = "This address does not know such a parameter."
            raise refusal(400, BAD_PARAMETER, title, field=name[:_NAME_SHOWN], choices=sorted(known))
        if given.count(name) > 1:
            raise refusal(400, BAD_PARAMETER, "A parameter may be given once.", field=name)
        if value.casefold() == "null" and handler.parsed_fn_signature.parameters[name].is_optional:
            raise refusal(400, BAD_PARAMETER, "A parameter that is not meant is left out.", field=name)


def _query_parameters(handler: HTTPRouteHandler) -> set[str]:
    parameters = handler.parsed_fn_signature.parameters
    return {
        name
        for name, field in parameters.items()
        if name not in _NOT_IN_THE_QUERY and not isinstance(field.kwarg_definition, HeaderParameter)
    }
