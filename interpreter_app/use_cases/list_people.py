"""The list of all people for the register's own staff: who is on it, in which order, and what a row of it shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from interpreter_app.domain.categories import Assessment
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.interpreters import Interpreter, Listing
from interpreter_app.domain.people_lists import Listed, SortBy
from interpreter_app.store.outbox import edited_people
from interpreter_app.store.people import read_dossiers_by_ids
from interpreter_app.store.people_list import read_emails, read_people_list
from interpreter_app.use_cases.export_list import copy_addresses
from interpreter_app.use_cases.find_interpreters import IsCancelled, SearchRequest, readings
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import require_account


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRequest:
    """What the list is to hold, and in which order."""

    search: SearchRequest = field(default_factory=SearchRequest)
    listed: Listed = Listed.ALL
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
    reading = readings(request.search, today)[0]
    with profile.database.read(cancelled) as connection:
        require_account(connection)
        return read_people_list(
            connection, reading.search, request.listed, request.by, counties, descending=request.descending
        )


def read_rows(profile: Profile, ids: Sequence[str], day: date) -> list[PersonRow]:
    """The rows of these people, those that are there, with the categories of ``day``."""
    with profile.database.read() as connection:
        found = read_dossiers_by_ids(connection, ids)
        edited = edited_people(connection)
    return [_row(dossier, day, unsent=id_ in edited) for id_, dossier in found.items()]


def addresses_of(profile: Profile, ids: Sequence[str]) -> str:
    """The mail addresses of these people as a mail program takes them."""
    with profile.database.read() as connection:
        return copy_addresses(read_emails(connection, ids))


def _row(dossier: Dossier, day: date, *, unsent: bool) -> PersonRow:
    latest = max(dossier.listings, key=lambda one: one.listed_from, default=None)
    return PersonRow(dossier.id, dossier.interpreter, tuple(dossier.assessments(day)), latest, unsent)
