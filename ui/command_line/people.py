"""The command that lists all people of the register, listed or not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from interpreter_app import explanations
from interpreter_app.domain.errors import N_
from interpreter_app.domain.people_lists import Listed, SortBy
from interpreter_app.domain.places import county_table
from ui.command_line import output, wording
from ui.command_line.arguments import OneOf, WholeNumber, words
from ui.command_line.commands import SpokenCommand
from ui.command_line.run import Run
from ui.command_line.search_filters import check_neighbours, people_filters, request_of

if TYPE_CHECKING:
    from interpreter_app.domain.profiles import ProfileState
    from interpreter_app.use_cases.list_people import PersonRow

_LISTED = {"yes": Listed.LISTED, "no": Listed.NOT_LISTED, "all": Listed.ALL}
_SHOWN = 50
_YES = N_("yes")


@click.command(cls=SpokenCommand, help=N_("List all people, listed or not; for the register's own staff."))
@people_filters
@click.option(
    "--listed",
    metavar=words(_LISTED),
    type=OneOf(_LISTED),
    default="all",
    help=N_("Those listed on the day, those not, or all."),
)
@click.option("--without-category", is_flag=True, help=N_("Only those who are listed and have no category."))
@click.option("--unsent", is_flag=True, help=N_("Only those who have edits that are not sent."))
@click.option("--sort", metavar=words(SortBy), type=OneOf(SortBy), default=SortBy.NAME, help=N_("What to sort by."))
@click.option("--descending", is_flag=True, help=N_("The other way round."))
@click.option(
    "--limit", metavar="N", type=WholeNumber(0), default=_SHOWN, help=N_("Show at most this many people (50).")
)
@click.pass_obj
def people(
    run: Run,
    /,
    *,
    listed: str,
    without_category: bool,
    unsent: bool,
    sort: SortBy,
    descending: bool,
    limit: int,
    **asked: Any,
) -> None:
    """Answer with the people on the list, as many of them as are to be shown."""
    from interpreter_app.use_cases.list_people import PeopleRequest, list_people, read_rows

    check_neighbours(asked["county"], asked["neighbours"])
    with run.register() as (profile, state):
        request = PeopleRequest(
            search=request_of(run, state, **asked),
            listed=_LISTED[listed],
            without_category=without_category,
            unsent=unsent,
            by=sort,
            descending=descending,
        )
        ids = list_people(profile, request, _counties(run), run.today)
        rows = read_rows(profile, ids[:limit], request.search.on or run.today)
        run.answer(_document(len(ids), state, rows), lambda: _lines(run, len(ids), state, rows))


def _counties(run: Run) -> list[str]:
    """The numbers of all counties, in the order of their names."""
    return sorted((one.code for one in county_table().counties), key=lambda code: wording.county_name(code, run))


def _document(count: int, state: "ProfileState", rows: "Sequence[PersonRow]") -> dict[str, object]:
    return {"count": count, "as_of": state.as_of.isoformat(), "people": [_person(row) for row in rows]}


def _person(row: "PersonRow") -> dict[str, object]:
    person, listing = row.person, row.listing
    until = listing.listed_until if listing else None
    return {
        "id": row.id,
        "number": person.number,
        "name": person.name,
        "gender": person.gender,
        "county": person.county,
        "capacity": person.capacity,
        "phone": person.phone,
        "email": person.email,
        "languages": [
            {"language": one.pair.language, "kind": one.pair.kind, "category": one.category} for one in row.assessments
        ],
        "listed_from": listing.listed_from.isoformat() if listing else None,
        "listed_until": until.isoformat() if until else None,
        "unsent": row.unsent,
    }


def _lines(run: Run, count: int, state: "ProfileState", rows: "Sequence[PersonRow]") -> list[str]:
    """A table of the people under how many there are, over the age of the data."""
    text = N_("{count} people, the first {shown} shown.") if len(rows) < count else N_("People: {count}.")
    heading = run.say(text, count=run.texts.number(count), shown=run.texts.number(len(rows)))
    titles = (N_("No."), N_("Name"), N_("Languages"), N_("County"), N_("Capacity"), N_("Telephone"), N_("E-mail"))
    headings = [run.say(title) for title in (*titles, N_("Listed from"), N_("Listed until"), N_("Unsent"))]
    table = output.table(headings, [_row(run, row) for row in rows]) if rows else []
    return [heading, *table, wording.age_words(state, run)]


def _row(run: Run, row: "PersonRow") -> list[str]:
    person, listing = row.person, row.listing
    until = listing.listed_until if listing else None
    return [
        str(person.number or wording.NO_CATEGORY),
        person.name,
        ", ".join(
            f"{wording.pair_name(*one.pair, run)} {one.category or wording.NO_CATEGORY}" for one in row.assessments
        ),
        wording.county_name(person.county, run),
        run.say(explanations.CAPACITY_NAMES[person.capacity]) if person.capacity else "",
        person.phone,
        person.email,
        listing.listed_from.isoformat() if listing else "",
        until.isoformat() if until else "",
        run.say(_YES) if row.unsent else "",
    ]
