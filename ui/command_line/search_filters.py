"""The filters of a search, as options of every command that takes them."""

import shlex
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.domain.searches import Order
from ui.command_line.arguments import CountyNumber, IsoDate, LanguageCode, OneOf, words
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.find_interpreters import Reading, SearchRequest

_Command = TypeVar("_Command", bound=Callable[..., Any])

_ORDER = click.option(
    "--order",
    metavar=words(Order),
    type=OneOf(Order),
    default=Order.FAIR,
    help=N_("The order inside a category: fair, which changes from day to day, or by name."),
)
_FILTERS = (
    click.option("--language", metavar="L", type=LanguageCode(), help=N_("A language, by code or any of its names.")),
    click.option(
        "--min-category",
        metavar=words(Category),
        type=OneOf(Category),
        help=N_("At least this category, A being best."),
    ),
    click.option("--county", metavar="NN", type=CountyNumber(), help=N_("A county, by number or name.")),
    click.option("--neighbours", is_flag=True, help=N_("The neighbouring counties too.")),
    click.option("--gender", metavar=words(Gender), type=OneOf(Gender), help=N_("This gender only.")),
    click.option("--capacity", metavar=words(Capacity), type=OneOf(Capacity), help=N_("This capacity only.")),
    click.option("--kind", metavar=words(Kind), type=OneOf(Kind), help=N_("This kind of interpreting only.")),
    click.option("--on", metavar=N_("DATE"), type=IsoDate(), help=N_("As it is on this day; today if not given.")),
)


def search_filters(command: _Command) -> _Command:
    """Give ``command`` the text, the filters and the order of a search; it hands them on to ``request_of``."""
    return people_filters(_ORDER(command))


def people_filters(command: _Command) -> _Command:
    """Give ``command`` the text and the filters of a search without its order; see ``search_filters``."""
    for option in reversed(_FILTERS):
        command = option(command)
    return click.argument("text", metavar=N_("TEXT"), nargs=-1)(command)


def request_of(
    run: Run,
    state: ProfileState,
    *,
    text: tuple[str, ...],
    county: str | None,
    neighbours: bool,
    on: date | None,
    **filters: object,
) -> "SearchRequest":
    """What the person asked for; raises ``UserError`` for a day that the data say nothing of."""
    from interpreter_app.use_cases.find_interpreters import SearchRequest
    from interpreter_app.use_cases.import_public import legal_day

    return SearchRequest(
        text=" ".join(text),
        county=county,
        neighbours=neighbours,
        on=legal_day(state, on, run.today),
        **filters,  # type: ignore[arg-type]
    )


def options_of(request: "SearchRequest", today: date) -> str:
    """The text and the options of a search that ask for ``request``, as they are typed; see ``filters_of``."""
    named = [part for name, value in filters_of(request, today).items() for part in _option(name, value)]
    return shlex.join([*named, *([request.text.strip()] if request.text.strip() else [])])


def _option(name: str, value: object) -> list[str]:
    if name == "text":
        return []
    option = f"--{name.replace('_', '-')}"
    return [option] if value is True else [option, str(value)]


def filters_of(request: "SearchRequest", today: date) -> dict[str, object]:
    """What ``request`` asks for as JSON data by the names of the options.

    What is left open is left out, and the order, and the day where it is ``today``.
    """
    filters = {
        "text": request.text.strip() or None,
        "language": request.language,
        "min_category": request.min_category,
        "county": request.county,
        "neighbours": request.neighbours or None,
        "gender": request.gender,
        "capacity": request.capacity,
        "kind": request.kind,
        "on": request.on.isoformat() if request.on and request.on != today else None,
    }
    return {name: value for name, value in filters.items() if value is not None}


def check_neighbours(county: str | None, neighbours: bool) -> None:
    """Raise ``UserError`` when the neighbours are asked for of no county."""
    if neighbours and not county:
        raise UserError(N_("--neighbours widens a county."), N_("Name the county with --county."))


def corrected_words(run: Run, reading: "Reading") -> str:
    """That nobody has the name that was searched for, and which one was taken in its place."""
    words = " ".join(reading.search.words)
    return run.say(N_("Nobody is so named; the nearest name was looked for: {words}."), words=words)
