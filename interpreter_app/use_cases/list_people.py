"""The list of all people for the register's own staff: who is on it, in which order, and what a row of it shows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from interpreter_app.domain.categories import Assessment, Category
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.interpreters import Capacity, Gender, Interpreter, Kind, Listing
from interpreter_app.domain.people_lists import Listed, PeopleFilter, SortBy
from interpreter_app.store.database import Connection
from interpreter_app.store.outbox import edited_people
from interpreter_app.store.people import read_dossiers_by_ids
from interpreter_app.store.people_list import count_by_column, count_people_list, read_emails, read_people_list
from interpreter_app.use_cases.export_list import copy_addresses
from interpreter_app.use_cases.find_interpreters import ChoiceCounts, IsCancelled, SearchRequest, readings
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import require_account

_Value = TypeVar("_Value")
_TELEPHONE = re.compile(r"\+?[\d\s]{3,}", re.ASCII)
_NORWEGIAN_CODE = "+47"
_SHORTEST = 3
"""Letters or digits of an address or a number that are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRequest:
    """What the list is to hold, and in which order.

    The text of ``search`` may be a part of a mail address or of a telephone number too. ``without_category`` leaves
    those who are listed and have no category, ``unsent`` those who have edits that are not sent.
    """

    search: SearchRequest = field(default_factory=SearchRequest)
    listed: Listed = Listed.ALL
    without_category: bool = False
    unsent: bool = False
    by: SortBy = SortBy.NAME
    descending: bool = False


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as a row shows one, with the categories of the day; ``listing`` is the latest, ``unsent`` edits wait."""

    id: str
    person: Interpreter
    assessments: tuple[Assessment, ...]
    listing: Listing | None
    unsent: bool


def list_people(
    profile: Profile,
    request: PeopleRequest,
    counties: Sequence[str],
    today: date,
    cancelled: IsCancelled | None = None,
) -> list[str]:
    """The ids of the people on the list, in order; ``counties`` are all county numbers in the order they are sorted in.

    Raises ``UserError`` when none of the register's staff is logged in, and for an unknown language or county.
    """
    wanted = _understood(request, today)
    with profile.database.read(cancelled) as connection:
        require_account(connection)
        return read_people_list(connection, wanted, request.by, counties, descending=request.descending)


def count_people(
    profile: Profile, request: PeopleRequest, today: date, cancelled: IsCancelled | None = None
) -> ChoiceCounts:
    """How many people are on the list, and would be for each choice of each filter but the language.

    Raises what ``list_people`` raises.
    """
    wanted = _understood(request, today)
    search = wanted.search
    with profile.database.read(cancelled) as connection:
        require_account(connection)
        counties, genders, capacities = (
            count_by_column(connection, replace(wanted, search=replace(search, **opened)), name)
            for name, opened in (
                ("county", {"counties": ()}),
                ("gender", {"gender": None}),
                ("capacity", {"capacity": None}),
            )
        )
        return ChoiceCounts(
            total=count_people_list(connection, wanted),
            languages={},
            categories=_count_each(connection, wanted, "min_category", Category),
            counties=counties,
            genders={Gender(key): count for key, count in genders.items()},
            capacities={Capacity(key): count for key, count in capacities.items()},
            kinds=_count_each(connection, wanted, "kind", Kind),
        )


def _count_each(connection: Connection, wanted: PeopleFilter, name: str, values: Iterable[_Value]) -> dict[_Value, int]:
    """How many people are left by each of ``values`` in a field of the search."""
    found = {}
    for value in values:
        search = replace(wanted.search, **{name: value})  # type: ignore[arg-type]
        found[value] = count_people_list(connection, replace(wanted, search=search))
    return found


def _understood(request: PeopleRequest, today: date) -> PeopleFilter:
    """What is asked for.

    A text with an @ is looked for in addresses alone, one of digits in both kinds of numbers; no register number begins
    with a nought.
    """
    text = request.search.text.strip()
    email = text if "@" in text else ""
    phone = _digits(text) if _TELEPHONE.fullmatch(text) else ""
    named = "" if email or phone.startswith("0") else phone or text
    search = readings(replace(request.search, text=named), today)[0].search
    if search.words and not phone and len(text) >= _SHORTEST:
        email = text
    return PeopleFilter(
        search=search,
        listed=request.listed,
        email=email,
        phone=phone,
        without_category=request.without_category,
        unsent=request.unsent,
    )


def _digits(text: str) -> str:
    """The digits of a telephone number as the register writes a Norwegian one."""
    return "".join(text.removeprefix(_NORWEGIAN_CODE).split()).lstrip("+")


def read_rows(profile: Profile, ids: Sequence[str], day: date) -> list[PersonRow]:
    """The rows of these people in their order, those that are there, with the categories of ``day``."""
    with profile.database.read() as connection:
        found = read_dossiers_by_ids(connection, ids)
        edited = edited_people(connection)
    return [_row(found[id_], day, unsent=id_ in edited) for id_ in ids if id_ in found]


def addresses_of(profile: Profile, ids: Sequence[str]) -> str:
    """The mail addresses of these people as a mail program takes them."""
    with profile.database.read() as connection:
        return copy_addresses(read_emails(connection, ids))


def _row(dossier: Dossier, day: date, *, unsent: bool) -> PersonRow:
    latest = max(dossier.listings, key=lambda one: one.listed_from, default=None)
    return PersonRow(dossier.id, dossier.interpreter, tuple(dossier.assessments(day)), latest, unsent)
