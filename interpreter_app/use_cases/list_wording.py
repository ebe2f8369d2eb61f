"""What a list says of itself: where it is from, how old its data are, and what was searched for, in words."""

from collections.abc import Sequence
from datetime import date

from interpreter_app import explanations
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import N_
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.places import county_table
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.domain.searches import Order
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.find_interpreters import Reading, SearchRequest

_ORDERS = {
    Order.FAIR: N_("Fair, another each day, inside each category"),
    Order.NAME: N_("By name inside each category"),
}


def about_list(
    state: ProfileState, day: date, rows: int, selection: Sequence[tuple[str, Cell]], texts: Texts
) -> list[tuple[str, Cell]]:
    """The lines of the sheet about a list: labels and values."""
    say = texts.gettext
    return [
        (say(N_("Source")), _source(state, texts)),
        (say(N_("Data as of")), f"{state.as_of:%Y-%m-%d %H:%M %Z}".rstrip()),
        (say(N_("As it is on")), day),
        *selection,
        (say(N_("Lines")), rows),
        (say(N_("Note")), say(N_("The register is not a booking register. Make contact directly."))),
    ]


def _source(state: ProfileState, texts: Texts) -> str:
    if state.origin is Origin.PUBLIC:
        return texts.gettext(N_("The public register's search answer"))
    source = texts.gettext(N_("The register at {server}")).format(server=state.server)
    fictional = texts.gettext(N_("The register is fictional."))
    return f"{source}. {fictional}" if state.fictional else source


def filters_in_words(request: SearchRequest, reading: Reading, texts: Texts) -> list[tuple[str, Cell]]:
    """The filters of a search that are set, labels and values; and the order."""
    say = texts.gettext
    filters = [
        (say(N_("Search text")), request.text.strip()),
        (say(N_("Language")), language_table().get(reading.language).name(texts.language) if reading.language else ""),
        (
            say(N_("Category")),
            explanations.category_range(request.min_category, texts) if request.min_category else "",
        ),
        (say(N_("County")), _counties(reading, texts)),
        (say(N_("Gender")), say(explanations.GENDER_NAMES[request.gender]) if request.gender else ""),
        (say(N_("Capacity")), say(explanations.CAPACITY_NAMES[request.capacity]) if request.capacity else ""),
        (say(N_("Kind of interpreting")), say(explanations.KIND_NAMES[request.kind]) if request.kind else ""),
        (say(N_("Order")), say(_ORDERS[request.order])),
    ]
    return [(label, value) for label, value in filters if value]


def _counties(reading: Reading, texts: Texts) -> str:
    return ", ".join(county_table().get(code).name(texts.language) for code in reading.search.counties)
