"""The OpenAPI document and the page that shows it; the page's files ship with the server, none comes from elsewhere."""

from functools import cache
from importlib.resources import files

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from sync.register_server.problems import NOT_FOUND, refusal

OPENAPI_JSON = "application/vnd.oai.openapi+json"
_ASSETS = {
    "rapidoc-min.js": "text/javascript",
    "rapidoc-min.js.LICENSE.txt": "text/plain",
    "rapidoc-LICENSE.txt": "text/plain",
}
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@cache
def _asset(name: str) -> bytes:
    return files("sync.register_server").joinpath("assets", name).read_bytes()


@get("/openapi.json", media_type=OPENAPI_JSON, include_in_schema=False, sync_to_thread=False)
def get_openapi_document(openapi_document: NamedDependency[bytes]) -> Response[bytes]:
    """The OpenAPI document."""
    return Response(openapi_document, media_type=OPENAPI_JSON)


@get("/docs", include_in_schema=False, sync_to_thread=False)
def get_page() -> Response[bytes]:
    """The page that shows the OpenAPI document."""
    headers = {"Content-Security-Policy": _PAGE_POLICY}
    return Response(_asset("docs.html"), media_type=MediaType.HTML, headers=headers)


@get("/docs/{name:str}", include_in_schema=False, sync_to_thread=False)
def get_asset(name: FromPath[str]) -> Response[bytes]:
    """A file of the page."""
    if name not in _ASSETS:
        raise refusal(404, NOT_FOUND, "Not Found.")
    return Response(_asset(name), media_type=_ASSETS[name])


PAGE_ROUTES = [get_openapi_document, get_page, get_asset]
