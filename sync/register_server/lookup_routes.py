"""The routes of the look-up. A search is the same for everybody; of one person, staff are shown all."""

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from litestar import Request, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter

from interpreter_app.domain.categories import Category
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.places import county_table
from interpreter_app.domain.searches import Order
from interpreter_app.use_cases.find_interpreters import SearchRequest
from sync.register_server.answers import (
    CountyShown,
    FoundPeople,
    LanguageShown,
    ShownPerson,
    county_shown,
    found_person,
    language_shown,
    shown_person,
)
from sync.register_server.auth import Asker
from sync.register_server.lookups import find_people, find_person
from sync.register_server.problems import BAD_PARAMETER, NOT_FOUND, refusal
from sync.register_server.refusals import documented
from sync.register_server.service import Service

PAGE = 50
PAGE_MAX = 200
OFFSET_MAX = 1_000_000
TEXT_MAX = 200
NUMBER_MAX = 999_999_999
_TAGS = ["look-up"]

LANGUAGE_CODES = sorted(code for language in language_table().languages for code in language.codes)
COUNTY_CODES = [county.code for county in county_table().counties]

LanguageCode = Annotated[
    str | None,
    QueryParameter(
        description="A language or bundle by ISO 639-3 code; a member of a bundle finds the bundle too.",
        schema_extra={"enum": LANGUAGE_CODES},
    ),
]
CountyCode = Annotated[
    str | None, QueryParameter(description="A county by its number of 2024.", schema_extra={"enum": COUNTY_CODES})
]
LegalDay = Annotated[
    date | None,
    QueryParameter(description="Who is listed that day, with that day's category; today if absent."),
]


@get("/v1/interpreters", tags=_TAGS, responses=documented(400, 422, 500, 503), sync_to_thread=True)
def find_interpreters(
    *,
    request: Request[None, None, State],
    service: NamedDependency[Service],
    text: Annotated[
        str,
        QueryParameter(max_length=TEXT_MAX, description="Names or parts of names, a register number, a language."),
    ] = "",
    language: LanguageCode = None,
    min_category: Annotated[Category | None, QueryParameter(description="This category or a better one.")] = None,
    county: CountyCode = None,
    neighbours: Annotated[bool, QueryParameter(description="The neighbours of the county too.")] = False,
    gender: Annotated[Gender | None, QueryParameter(description="The register's gender.")] = None,
    capacity: Annotated[Capacity | None, QueryParameter(description="How much the interpreter works.")] = None,
    kind: Annotated[Kind | None, QueryParameter(description="The kind of interpreting.")] = None,
    order: Annotated[
        Order, QueryParameter(description="Inside a category: a fair order that changes by day, or by name.")
    ] = Order.FAIR,
    on: LegalDay = None,
    offset: Annotated[int, QueryParameter(ge=0, le=OFFSET_MAX, description="How many to pass over.")] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=PAGE_MAX, description="How many to answer at most.")] = PAGE,
) -> FoundPeople:
    """Interpreters listed on a day, best qualified first. You cannot book in the register."""
    _refuse_unless_one_of("language", language, LANGUAGE_CODES)
    _refuse_unless_one_of("county", county, COUNTY_CODES)
    day = on or service.today()
    asked = SearchRequest(
        text=text,
        language=language,
        min_category=min_category,
        county=county,
        neighbours=neighbours,
        gender=gender,
        capacity=capacity,
        kind=kind,
        order=order,
        on=day,
    )
    with service.store.read() as connection:
        found = find_people(connection, asked, day, limit, offset)
    more = offset + limit < found.total and offset + limit <= OFFSET_MAX
    next_page = {"on": day.isoformat(), "offset": str(offset + limit)}
    return FoundPeople(
        total=found.total,
        offset=offset,
        limit=limit,
        on=day,
        next=f"{request.url.path}?{urlencode(dict(request.query_params) | next_page)}" if more else None,
        results=[found_person(person) for person in found.rows],
    )


def _refuse_unless_one_of(field: str, value: str | None, choices: list[str]) -> None:
    if value is not None and value not in choices:
        raise refusal(400, BAD_PARAMETER, "A parameter is not what it may be.", field=field, choices=choices)


@get(
    "/v1/interpreters/{number:int}",
    tags=_TAGS,
    responses=documented(400, 404, 500, 503),
    sync_to_thread=True,
)
def get_interpreter(
    service: NamedDependency[Service],
    asker: NamedDependency[Asker],
    number: Annotated[int, PathParameter(ge=1, le=NUMBER_MAX, description="The register number.")],
    on: LegalDay = None,
) -> ShownPerson:
    """One interpreter who is listed on the day, with the category of each language and the evidence for it.

    The register's staff are shown everybody who has a number, listed or not, and under ``staff`` what is not public.
    """
    day = on or service.today()
    with service.store.read() as connection:
        dossier = find_person(connection, number, day, asker.role)
    if dossier is None:
        raise refusal(
            404,
            NOT_FOUND,
            "Nobody listed that day has this register number.",
            "Being listed is voluntary, so this does not say that a person is not qualified.",
        )
    return shown_person(dossier, day, asker.role)


@get("/v1/languages", tags=_TAGS, responses=documented(400, 500), sync_to_thread=False)
def list_languages() -> list[LanguageShown]:
    """The languages and bundles that a person can be listed for."""
    return [language_shown(language) for language in language_table().languages]


@get("/v1/counties", tags=_TAGS, responses=documented(400, 500), sync_to_thread=False)
def list_counties() -> list[CountyShown]:
    """The counties of today, and Svalbard."""
    return [county_shown(county) for county in county_table().counties]


LOOKUP_ROUTES = [find_interpreters, get_interpreter, list_languages, list_counties]
