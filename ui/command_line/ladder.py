"""The command that says what opens where nobody or too few fit: the ladder, step by step, with counts."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from interpreter_app.domain.errors import N_
from interpreter_app.domain.schemes import Scheme
from ui.command_line import wording
from ui.command_line.commands import SpokenCommand
from ui.command_line.run import Run
from ui.command_line.search_filters import check_neighbours, filters_of, options_of, people_filters, request_of

if TYPE_CHECKING:
    from interpreter_app.domain.profiles import ProfileState
    from interpreter_app.use_cases.ladder import Ladder, LanguageState, Step


@click.command(cls=SpokenCommand, help=N_("Say what opens where nobody or too few fit a search, step by step."))
@people_filters
@click.pass_obj
def ladder(run: Run, /, **asked: Any) -> None:
    """Answer with how many the search finds, and how many each step beyond it."""
    from interpreter_app.use_cases.ladder import climb

    check_neighbours(asked["county"], asked["neighbours"])
    with run.register() as (profile, state):
        request = request_of(run, state, **asked)
        climbed = climb(profile, request, run.today)
    run.answer(_document(climbed, state, run.today), lambda: _lines(climbed, state, request.on or run.today, run))


def _document(ladder: "Ladder", state: "ProfileState", today: date) -> dict[str, object]:
    return {
        "as_of": state.as_of.isoformat(),
        "count": ladder.count,
        "enough": ladder.enough,
        "steps": [_step(step, today) for step in ladder.steps],
        "also": [_step(step, today) for step in ladder.also],
        "language": _language(ladder.language) if ladder.language else None,
    }


def _step(step: "Step", today: date) -> dict[str, object]:
    return {
        "step": step.way,
        "min_category": step.request.min_category,
        "search": filters_of(step.request, today),
        "count": step.count,
        "more": step.more,
    }


def _language(state: "LanguageState") -> dict[str, object]:
    return {
        "code": state.code,
        "anybody": state.anybody,
        "since": state.since.isoformat() if state.since else None,
        "schemes": [_scheme(scheme) for scheme in state.schemes],
    }


def _scheme(scheme: Scheme) -> dict[str, object]:
    return {
        "type": scheme.type,
        "first": scheme.first.isoformat(),
        "last": scheme.last.isoformat(),
        "people": scheme.people,
    }


def _lines(ladder: "Ladder", state: "ProfileState", day: date, run: Run) -> Iterator[str]:
    """How many fit, the steps with what is typed to go there, and how the language stands."""
    from interpreter_app.ladder_explanations import language_lines, scheme_note

    found = run.texts.ngettext("{n} interpreter fits on {day}.", "{n} interpreters fit on {day}.", ladder.count)
    yield found.format(n=run.texts.number(ladder.count), day=day.isoformat())
    if ladder.steps:
        yield run.say(N_("Step by step, each with what those before it opened:"))
        yield from (step_words(run, step) for step in ladder.steps)
    if ladder.also:
        yield run.say(N_("Each alone:"))
        yield from (step_words(run, step) for step in ladder.also)
    yield from filter(None, [scheme_note(ladder, run.texts)])
    if ladder.language:
        yield from language_lines(ladder.language, state.origin, run.texts)
    yield wording.age_words(state, run)


def step_words(run: Run, step: "Step") -> str:
    """A step: what it opens, how many that finds, how many more that is, and what is typed to find them."""
    from interpreter_app.ladder_explanations import found_words, more_words, step_title

    title, found, more = step_title(step, run.texts), found_words(step.count, run.texts), more_words(step, run.texts)
    return f"{title}: {found}, {more} (search {options_of(step.request, run.today)})"
