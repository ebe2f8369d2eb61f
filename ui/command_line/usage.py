"""The commands of the usage log: adding, listing, correcting and removing assignments, and looking them up again."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from interpreter_app import situation_words, usage_words
from interpreter_app.domain.assignments import MOST_MINUTES, Assignment, LogPeriod
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import LARGEST_NUMBER, Kind
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector
from interpreter_app.ids import new_id
from ui.command_line import output
from ui.command_line.arguments import IsoDate, LanguageCode, OneOf, RecordId, WholeNumber, words
from ui.command_line.commands import SpokenGroup
from ui.command_line.progress import progress_of
from ui.command_line.run import Run
from ui.command_line.wording import NO_CATEGORY, pair_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from interpreter_app.use_cases.usage import AssignmentHistory, LoggedAssignment
    from interpreter_app.use_cases.usage_recheck import Recheck

_SHOWN = 50


@click.group(cls=SpokenGroup, help=N_("Log who interpreted, and count how often it was a qualified interpreter."))
def usage() -> None:
    """The commands of the usage log."""


def _said_of_assignment(command: "Callable[..., Any]") -> "Callable[..., Any]":
    """The options that say what an assignment was."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--date", "day", metavar=N_("DATE"), type=IsoDate(), help=N_("The day of the assignment; today.")),
    click.option("--language", metavar=N_("LANGUAGE"), type=LanguageCode(), help=N_("The language, by code or name.")),
    click.option("--kind", metavar=words(Kind), type=OneOf(Kind), help=N_("The kind of interpreting.")),
    click.option("--method", metavar=words(Method), type=OneOf(Method), help=N_("How the interpreter took part.")),
    click.option("--minutes", metavar="N", type=WholeNumber(1, MOST_MINUTES), help=N_("How long it lasted.")),
    click.option("--sector", metavar=N_("SECTOR"), type=OneOf(Sector), help=N_("What it belonged to; the unit's own.")),
    click.option("--unit", metavar=N_("NAME"), help=N_("The unit's name; the one in the settings.")),
    click.option("--number", metavar="N", type=WholeNumber(1, LARGEST_NUMBER), help=N_("The register number.")),
    click.option("--used", metavar=words(Proposed), type=OneOf(Proposed), help=N_("Who interpreted.")),
    click.option("--ground", metavar=words(Ground), type=OneOf(Ground), help=N_("Why nobody with a category did.")),
)


def period_options(command: "Callable[..., Any]") -> "Callable[..., Any]":
    """The options that say which days are meant."""
    first = click.option("--from", "first", metavar=N_("DATE"), type=IsoDate(), help=N_("From this day on."))
    last = click.option("--to", "last", metavar=N_("DATE"), type=IsoDate(), help=N_("Up to this day."))
    return first(last(command))


@usage.command(help=N_("Add an assignment; the category of that day is looked up."))
@_said_of_assignment
@click.pass_obj
def add(run: Run, /, **said: Any) -> None:
    """Answer with the assignment as it stands in the log."""
    from interpreter_app.use_cases.usage import add_assignment
    from interpreter_app.use_cases.usage_drafts import begun_draft

    given = {name: value for name, value in said.items() if value is not None}
    draft = replace(begun_draft(run.context.settings.unit, run.today), **{"used": _likely(given), **given})
    with run.register() as (profile, _):
        added = add_assignment(profile, draft, now=run.clock(), new_id=new_id)
    run.answer(document(added), lambda: [run.say(N_("Logged: {id}"), id=added.id), *_facts(run, added)])


def _likely(given: dict[str, object]) -> Proposed | None:
    """Whoever has a register number was found in the register."""
    return Proposed.REGISTER if "number" in given else None


@usage.command("list", help=N_("List the assignments, newest first."))
@period_options
@click.option("--limit", metavar="N", type=WholeNumber(1), default=_SHOWN, help=N_("At most so many (50)."))
@click.pass_obj
def list_(run: Run, /, *, first: date | None, last: date | None, limit: int) -> None:
    """Answer with the assignments of the period."""
    from interpreter_app.use_cases.usage import count_assignments, list_assignments

    period = LogPeriod(first, last)
    with run.register() as (profile, _):
        found = list_assignments(profile, period, limit=limit)
        total = count_assignments(profile, period)
    answer = {"total": total, "assignments": [{**document(one.assignment), "name": one.name or None} for one in found]}
    run.answer(answer, lambda: _table(run, found, total))


@usage.command(help=N_("Correct an assignment; what it was is kept."))
@click.argument("id_", metavar="ID", type=RecordId())
@_said_of_assignment
@click.option("--reason", metavar="R", required=True, help=N_("Why; kept with what was before."))
@click.pass_obj
def correct(run: Run, /, *, id_: str, reason: str, **said: Any) -> None:
    """Answer with the assignment as it now stands."""
    from interpreter_app.use_cases.usage import correct_assignment

    changes = {name: value for name, value in said.items() if value is not None}
    if not changes:
        raise UserError(N_("Nothing is said that could be corrected."), N_("Give what was wrong, as with “usage add”."))
    if "number" in changes:
        changes.setdefault("used", Proposed.REGISTER)
    with run.register() as (profile, _):
        after = correct_assignment(profile, id_.lower(), changes, now=run.clock(), reason=reason)
    run.answer(document(after), lambda: [run.say(N_("Corrected: {id}"), id=after.id), *_facts(run, after)])


@usage.command(help=N_("Take an assignment out of the log; what it was is kept."))
@click.argument("id_", metavar="ID", type=RecordId())
@click.option("--reason", metavar="R", required=True, help=N_("Why; kept with what was before."))
@click.pass_obj
def remove(run: Run, /, *, id_: str, reason: str) -> None:
    """Answer with the assignment as it was."""
    from interpreter_app.use_cases.usage import remove_assignment

    with run.register() as (profile, _):
        before = remove_assignment(profile, id_.lower(), now=run.clock(), reason=reason)
    run.answer({**document(before), "removed": True}, lambda: [run.say(N_("Removed: {id}"), id=before.id)])


@usage.command(help=N_("Tell what an assignment was before each correction."))
@click.argument("id_", metavar="ID", type=RecordId())
@click.pass_obj
def history(run: Run, /, *, id_: str) -> None:
    """Answer with the assignment and its versions, oldest first."""
    from interpreter_app.use_cases.usage import read_assignment_history

    with run.register() as (profile, _):
        found = read_assignment_history(profile, id_.lower())
    answer = {
        **document(found.kept.assignment),
        "changed": found.kept.changed.isoformat(),
        "removed": found.kept.deleted,
        "versions": [
            {"until": one.at.isoformat(), "reason": one.reason, "assignment": document(one.assignment)}
            for one in found.versions
        ],
    }
    run.answer(answer, lambda: _history_lines(run, found))


@usage.command(help=N_("Look the categories up again; with --reason the log is corrected."))
@period_options
@click.option("--reason", metavar="R", help=N_("Correct what differs, and keep what was, with this reason."))
@click.pass_obj
def recheck(run: Run, /, *, first: date | None, last: date | None, reason: str | None) -> None:
    """Answer with the assignments whose category the register now says otherwise."""
    from interpreter_app.use_cases import usage_recheck

    period = LogPeriod(first, last)
    with run.register() as (profile, _):
        if reason is None:
            found = usage_recheck.recheck(profile, period, progress=progress_of(run))
        else:
            found = usage_recheck.correct_categories(
                profile, period, now=run.clock(), reason=reason, progress=progress_of(run)
            )
    answer = {
        "looked_up": found.looked_up,
        "gone": found.gone,
        "corrected": reason is not None,
        "differences": [{**document(one.assignment), "now": one.now} for one in found.differences],
    }
    run.answer(answer, lambda: _recheck_lines(run, found))


def document(one: Assignment) -> dict[str, object]:
    """An assignment as JSON data."""
    return {
        "id": one.id,
        "date": one.day.isoformat(),
        "language": one.language,
        "kind": one.kind,
        "method": one.method,
        "minutes": one.minutes,
        "sector": one.sector,
        "unit": one.unit,
        "used": one.used,
        "number": one.number,
        "category": one.category,
        "ground": one.ground,
    }


def _facts(run: Run, one: Assignment) -> list[str]:
    names = usage_words.FIELD_NAMES
    values = {
        "day": one.day.isoformat(),
        "language": pair_name(one.language, one.kind, run),
        "method": run.say(situation_words.METHOD_NAMES[one.method]),
        "minutes": str(one.minutes),
        "sector": run.say(situation_words.SECTOR_NAMES[one.sector]),
        "unit": one.unit,
        "used": run.say(usage_words.USED_NAMES[one.used]),
        "number": str(one.number or ""),
        "category": (one.category or NO_CATEGORY) if one.used is Proposed.REGISTER else "",
        "ground": run.say(situation_words.GROUND_NAMES[one.ground]) if one.ground else "",
    }
    return output.pairs((run.say(names[name]), value) for name, value in values.items())


def _table(run: Run, found: "list[LoggedAssignment]", total: int) -> list[str]:
    if not found:
        return [run.say(N_("No assignments are logged in this period."))]
    headings = ("ID", *(run.say(usage_words.FIELD_NAMES[name]) for name in ("day", "language", "method", "minutes")))
    headings += tuple(run.say(usage_words.FIELD_NAMES[name]) for name in ("unit", "used", "category"))
    rows = [_row(run, one) for one in found]
    shown = run.say(N_("Shown: {shown} of {total}"), shown=len(found), total=run.texts.number(total))
    return [*output.table(headings, rows), shown]


def _row(run: Run, logged: "LoggedAssignment") -> list[str]:
    one = logged.assignment
    who = f"{one.number} {logged.name}" if one.number else run.say(usage_words.USED_NAMES[one.used])
    return [
        one.id,
        one.day.isoformat(),
        pair_name(one.language, one.kind, run),
        run.say(situation_words.METHOD_NAMES[one.method]),
        str(one.minutes),
        one.unit,
        who,
        one.category or (NO_CATEGORY if one.used is Proposed.REGISTER else ""),
    ]


def _history_lines(run: Run, found: "AssignmentHistory") -> list[str]:
    lines = []
    for version in found.versions:
        until = f"{version.at.astimezone(run.clock().tzinfo):%Y-%m-%d %H:%M}"
        lines += [run.say(N_("Until {time}: {reason}"), time=until, reason=version.reason)]
        lines += [f"  {line}" for line in _facts(run, version.assignment)]
    now = run.say(N_("Removed") if found.kept.deleted else N_("Now"))
    return [*lines, now, *(f"  {line}" for line in _facts(run, found.kept.assignment))]


def _recheck_lines(run: Run, found: "Recheck") -> list[str]:
    lines = [
        f"{one.assignment.id}  {one.assignment.day.isoformat()}  {one.assignment.number}  "
        f"{one.assignment.category or NO_CATEGORY} → {one.now or NO_CATEGORY}"
        for one in found.differences
    ]
    counts = run.say(
        N_("Looked up: {count}, other category: {differences}, not to be looked up here: {gone}"),
        count=run.texts.number(found.looked_up),
        differences=run.texts.number(len(found.differences)),
        gone=run.texts.number(found.gone),
    )
    return [*lines, counts]
