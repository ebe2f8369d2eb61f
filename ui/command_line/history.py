"""The command that shows the history of a person: who changed what, when, from which device, and why."""

from typing import TYPE_CHECKING

import click

from interpreter_app import edit_explanations
from interpreter_app.domain.errors import N_
from interpreter_app.domain.history import FieldChange, HistoryLine
from ui.command_line.arguments import WholeNumber
from ui.command_line.commands import SpokenCommand
from ui.command_line.edit_answers import changed_words, person_argument
from ui.command_line.known import person_with_history, said_beside
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.read_history import HistoryPage

_SHOWN = 50
_MOST = 10_000


@click.command(
    cls=SpokenCommand,
    help=N_("Show who changed what of a person, when, from which device and why; the newest change first."),
)
@person_argument
@click.option(
    "--limit",
    metavar="N",
    type=WholeNumber(1, _MOST),
    default=_SHOWN,
    help=N_("Show at most this many changes (50)."),
)
@click.option("--before", metavar="ID", type=WholeNumber(1), help=N_("The changes before this one."))
@click.option("--record", metavar="ID", help=N_("Only the record with this id, as “show NUMBER --ids” shows it."))
@click.option("--offline", is_flag=True, help=N_("Only what has been read on this machine."))
@click.pass_obj
def history(run: Run, /, *, key: str, limit: int, before: int | None, record: str | None, offline: bool) -> None:
    """Answer with a page of the person's history, and how far it is whole on this machine."""
    from interpreter_app.use_cases.read_history import find_in_history, read_history, refuse_public

    with run.register() as (profile, _):
        refuse_public(profile)
        if offline:
            person, failed = find_in_history(profile, key), None
        else:
            person, failed = person_with_history(run, profile, key, run.clock())
        page = read_history(profile, person, record=record, before=before, limit=limit)
        _refuse_nothing(page)
        with said_beside(run, failed):
            run.answer(_document(page), lambda: _lines(run, page))


def _refuse_nothing(page: "HistoryPage") -> None:
    """Raise ``NotReadYet`` when there is nothing here to answer with."""
    from interpreter_app.use_cases.known_register import NotReadYet

    if page.lacking.until is None and not page.lines:
        raise NotReadYet(
            N_("The history of this person has not been read on this machine."), N_("Try again with a network.")
        )


def _document(page: "HistoryPage") -> dict[str, object]:
    until = page.lacking.until
    return {
        "id": page.person,
        "entries": [_entry(line) for line in page.lines],
        "next": page.next,
        "whole_until": until.isoformat() if until else None,
        "unread": page.lacking.unread,
    }


def _entry(line: HistoryLine) -> dict[str, object]:
    return {
        "id": line.id,
        "at": line.at.isoformat(),
        "by": line.by,
        "device": line.device,
        "reason": line.reason,
        "type": line.type,
        "record": line.record,
        "act": line.act,
        "changes": [_change(change) for change in line.changes],
        "erased": line.erased,
        "unsent": line.unsent,
        "undone": line.undone,
    }


def _change(change: FieldChange) -> dict[str, object]:
    return {"field": change.name, "before": change.before, "after": change.after}


def _lines(run: Run, page: "HistoryPage") -> list[str]:
    lines: list[str] = []
    for line in page.lines:
        lines += [_heading(run, line), *(f"  {words}" for words in _told(run, line)), ""]
    if page.next is not None:
        lines.append(run.say(N_("Earlier changes: --before {id}."), id=page.next))
    return [*lines, *_lacking(run, page)]


def _heading(run: Run, line: HistoryLine) -> str:
    when = line.at.astimezone(run.clock().tzinfo).strftime("%Y-%m-%d %H:%M")
    what = edit_explanations.record_name(line.type, run.texts)
    done = run.say(edit_explanations.ACT_NAMES[line.act])
    marks = [run.say(text) for text, holds in ((_UNSENT, line.unsent), (_UNDONE, line.undone)) if holds]
    who = ", ".join(part for part in (line.by, line.device) if part)
    return "  ".join([when, who, f"{what}: {done}", *marks, f"[{line.id}]"])


_UNSENT = N_("not sent")
_UNDONE = N_("undone here")


def _told(run: Run, line: HistoryLine) -> list[str]:
    """What changed, and why."""
    told = changed_words(run, {change.name: (change.before, change.after) for change in line.changes})
    if line.erased:
        told.append(run.say(N_("What changed has been erased by law.")))
    if line.reason:
        told.append(run.say(N_("Reason: {reason}"), reason=line.reason))
    return told


def _lacking(run: Run, page: "HistoryPage") -> list[str]:
    until = page.lacking.until
    if until is None:
        return [run.say(N_("The history of this person has not been read on this machine."))]
    when = until.astimezone(run.clock().tzinfo).strftime("%Y-%m-%d %H:%M")
    whole = run.say(N_("The history is whole up to {time}."), time=when)
    if not page.lacking.unread:
        return [whole]
    unread = run.say(N_("Records that have changed since, and are not read: {count}."), count=page.lacking.unread)
    return [f"{whole} {unread}"]
