"""The command that searches the local register."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from interpreter_app import explanations
from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import N_
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.private_notes import Note
from interpreter_app.domain.searches import FoundInterpreter
from interpreter_app.note_explanations import NOTE_NAME, signs_in_words
from ui.command_line import output, wording
from ui.command_line.arguments import WholeNumber
from ui.command_line.commands import SpokenCommand
from ui.command_line.known import known_field, known_option, known_words, register_as_known
from ui.command_line.ladder import step_words
from ui.command_line.run import Run
from ui.command_line.search_filters import check_neighbours, corrected_words, request_of, search_filters

if TYPE_CHECKING:
    from interpreter_app.domain.profiles import ProfileState
    from interpreter_app.use_cases.find_interpreters import Reading, SearchRequest
    from interpreter_app.use_cases.open_profile import Profile

_ROWS_AT_ONCE = 1000
_SHOWN = 50


@click.command(cls=SpokenCommand, help=N_("Find interpreters, the best qualified first."))
@search_filters
@known_option
@click.option(
    "--limit", metavar="N", type=WholeNumber(0), default=_SHOWN, help=N_("Show at most this many people (50).")
)
@click.pass_obj
def search(
    run: Run,
    /,
    *,
    limit: int,
    known: date | None,
    **asked: Any,
) -> None:
    """Answer with the people found; when there are none, say on standard error what would help."""
    from interpreter_app.use_cases.find_interpreters import count_found
    from interpreter_app.use_cases.private_notes import notes_of

    check_neighbours(asked["county"], asked["neighbours"])
    with register_as_known(run, known) as (profile, state):
        request = request_of(run, state, **asked)
        reading, found = _find(run, profile, request, limit)
        count = count_found(profile, reading)
        notes = {} if run.json or known else notes_of(profile, [person.id for person in found])
        run.answer(
            _document(count, state, found) | known_field(known),
            lambda: [*_lines(run, count, reading, state, found, notes=notes), *known_words(known, run)],
        )
        if reading.corrected:
            run.tell(corrected_words(run, reading))
        if not count:
            _help(run, profile, state, request, reading)


def _find(
    run: Run, profile: "Profile", request: "SearchRequest", limit: int
) -> "tuple[Reading, list[FoundInterpreter]]":
    """The first ``limit`` people found, fetched in portions that any register file can answer."""
    from interpreter_app.use_cases.find_interpreters import find_interpreters, more_interpreters

    page = find_interpreters(profile, request, run.today, limit=min(max(limit, 1), _ROWS_AT_ONCE))
    found = list(page.rows)
    while len(page.rows) == _ROWS_AT_ONCE and len(found) < limit:
        page = more_interpreters(profile, page.reading, offset=len(found), limit=_ROWS_AT_ONCE)
        found += page.rows
    return page.reading, found[:limit]


def _document(count: int, state: "ProfileState", found: Iterable[FoundInterpreter]) -> dict[str, object]:
    return {"count": count, "as_of": state.as_of.isoformat(), "results": [_result(person) for person in found]}


def _result(person: FoundInterpreter) -> dict[str, object]:
    return {
        "number": person.number,
        "name": person.name,
        "gender": person.gender,
        "county": person.county,
        "capacity": person.capacity,
        "phone": person.phone,
        "email": person.email,
        "languages": [
            {"language": item.language, "kind": item.kind, "category": item.category} for item in person.languages
        ],
    }


def _lines(
    run: Run,
    count: int,
    reading: "Reading",
    state: "ProfileState",
    found: list[FoundInterpreter],
    *,
    notes: Mapping[str, Note],
) -> list[str]:
    """A table of the people found, under how many there are and over the age of the data.

    The signs of private notes stand in a column of their own where anybody has one.
    """
    headings = [
        run.say(text)
        for text in (N_("Cat."), N_("Name"), N_("No."), N_("County"), N_("Capacity"), N_("Telephone"), N_("Languages"))
    ]
    cells = [_row(run, person) for person in found]
    if notes:
        headings.append(run.say(NOTE_NAME))
        cells = [
            [*row, signs_in_words(notes.get(person.id), run.texts)] for row, person in zip(cells, found, strict=True)
        ]
    rows = output.table(headings, cells) if found else []
    return [_heading(run, count, reading, len(found)), *rows, wording.age_words(state, run)]


def _heading(run: Run, count: int, reading: "Reading", shown: int) -> str:
    searched = wording.language_name(reading.language, run) if reading.language else ""
    text = N_("Found {count}, the first {shown} shown.") if shown < count else N_("Found {count}.")
    found = run.say(text, count=run.texts.number(count), shown=run.texts.number(shown))
    return f"{searched}: {found}" if searched else found


def _row(run: Run, person: FoundInterpreter) -> list[str]:
    return [
        list(Category)[person.rank - 1] if person.rank <= len(Category) else wording.NO_CATEGORY,
        person.name,
        str(person.number or ""),
        wording.county_name(person.county, run),
        run.say(explanations.CAPACITY_NAMES[person.capacity]) if person.capacity else "",
        person.phone,
        ", ".join(
            f"{wording.pair_name(item.language, item.kind, run)} {item.category or wording.NO_CATEGORY}"
            for item in person.languages
        ),
    ]


def _help(run: Run, profile: "Profile", state: "ProfileState", request: "SearchRequest", reading: "Reading") -> None:
    """Say why nobody was found, and what would find somebody."""
    from interpreter_app.ladder_explanations import language_lines
    from interpreter_app.use_cases.ladder import climb

    ladder = climb(profile, request, run.today)
    of_language = list(language_lines(ladder.language, state.origin, run.texts)) if ladder.language else []
    for line in of_language or [_why(run, request, reading)]:
        run.tell(line)
    for step in ladder.helpful:
        run.tell(step_words(run, step))


def _why(run: Run, request: "SearchRequest", reading: "Reading") -> str:
    day = (request.on or run.today).isoformat()
    if reading.language:
        language = wording.language_name(reading.language, run)
        return run.say(
            N_("Nobody listed on {day} was found for {language} with these terms."), day=day, language=language
        )
    meant = language_table().suggest(request.text) if request.text else []
    if meant:
        names = ", ".join(f"{one.name(run.texts.language)} ({one.code})" for one in meant)
        return run.say(
            N_("Nobody listed on {day} was found so named. Did you mean one of these languages: {names}?"),
            day=day,
            names=names,
        )
    return run.say(N_("Nobody listed on {day} was found with these terms."), day=day)
