"""The command that undoes a change, or all that a sync brought to the register, by new edits."""

from functools import partial
from typing import TYPE_CHECKING

import click

from interpreter_app import edit_explanations
from interpreter_app.domain.errors import N_
from interpreter_app.domain.undoing import UndoLine, UndoPlan
from interpreter_app.undo_explanations import OBSTACLE_NAMES, UNDO_NAMES
from ui.command_line.arguments import RecordId
from ui.command_line.commands import SpokenCommand
from ui.command_line.failures import DONE, NO
from ui.command_line.known import fetched, said_beside
from ui.command_line.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interpreter_app.jobs import Progress
    from interpreter_app.use_cases.open_profile import Profile
    from interpreter_app.use_cases.outbox import Saved
    from sync.client import RegisterClient


@click.command(
    cls=SpokenCommand, help=N_("Undo a change that the register has, or all that a sync sent, by new edits.")
)
@click.argument("id_", metavar="ID", type=RecordId())
@click.option("--dry-run", is_flag=True, help=N_("Only say what would be undone, and what stands in the way."))
@click.option("--partly", is_flag=True, help=N_("Undo what can be undone, where that is not all."))
@click.option("--reason", metavar=N_("TEXT"), default="", help=N_("Why; the history keeps it."))
@click.option("--offline", is_flag=True, help=N_("Do not ask the register what has changed since."))
@click.pass_obj
def undo(run: Run, /, *, id_: str, dry_run: bool, partly: bool, reason: str, offline: bool) -> int:
    """Answer with what was undone; the code says "no" when something is not."""
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases.read_history import refuse_public
    from interpreter_app.use_cases.undo import plan_undo, save_undo

    with run.register() as (profile, _):
        refuse_public(profile)
        failed = None if offline else fetched(run, profile, partial(_fetch, run, profile, id_))
        with said_beside(run, failed):
            plan = plan_undo(profile, id_)
        saved: Iterable[Saved] = ()
        held_back = not (plan.is_whole or partly)
        if not (dry_run or held_back):
            saved = save_undo(profile, plan, now=run.clock(), new_id=new_id, reason=reason, partly=partly)
        run.answer(_document(plan, saved), lambda: _lines(run, plan, saved))
        if held_back and not dry_run:
            run.tell(run.say(N_("Nothing was undone, since not all can be. Undo the rest with --partly.")))
    return DONE if plan.is_whole or (partly and not dry_run) else NO


def _fetch(run: Run, profile: "Profile", id_: str, client: "RegisterClient", progress: "Progress") -> None:
    """Fetch the history of the people concerned, so that it is known what others have changed since."""
    from interpreter_app.use_cases.undo import is_place, people_to_undo
    from sync.history import fetch_histories, person_of_change

    people = people_to_undo(profile, id_)
    if not people and is_place(id_):
        person = person_of_change(profile, client, int(id_))
        people = frozenset({person} if person else ())
    fetch_histories(profile, client, people, now=run.clock(), progress=progress)


def _document(plan: UndoPlan, saved: "Iterable[Saved]") -> dict[str, object]:
    return {
        "id": plan.id,
        "whole": plan.is_whole,
        "lines": [_line(line) for line in plan.lines],
        "op_ids": [edit.op_id for save in saved for edit in save.edits],
    }


def _line(line: UndoLine) -> dict[str, object]:
    return {
        "change": line.seq,
        "number": line.number,
        "person": line.person,
        "type": line.type,
        "record": line.record,
        "act": line.act,
        "field": line.field,
        "now": line.now,
        "back": line.back,
        "obstacle": line.obstacle,
        "by": line.by,
        "at": line.at.isoformat() if line.at else None,
        "unsent": line.unsent,
    }


def _lines(run: Run, plan: UndoPlan, saved: "Iterable[Saved]") -> list[str]:
    lines = [_words(run, line) for line in plan.lines]
    count = sum(len(save.edits) for save in saved)
    if count:
        lines.append(run.say(N_("Saved here as new edits: {count}. “interpreter-app sync” sends them."), count=count))
    return lines


def _words(run: Run, line: UndoLine) -> str:
    who = str(line.number or line.person)
    what = edit_explanations.record_name(line.type, run.texts)
    done = _done(run, line)
    if line.obstacle is None:
        return f"{who}  {what}: {done}"
    return f"{who}  {what}: {done} – {run.say(N_('not done'))}: {_why(run, line)}"


def _done(run: Run, line: UndoLine) -> str:
    if line.field is None:
        return run.say(UNDO_NAMES[line.act])
    values = (edit_explanations.value_words(line.field, value, run.texts) for value in (line.now, line.back))
    return f"{edit_explanations.field_name(line.field, run.texts)}: {' → '.join(values)}"


def _why(run: Run, line: UndoLine) -> str:
    why = run.say(OBSTACLE_NAMES[line.obstacle]) if line.obstacle else ""
    if line.unsent:
        return f"{why} ({run.say(N_('here, not sent'))})"
    if line.at is None:
        return why
    when = line.at.astimezone(run.clock().tzinfo).strftime("%Y-%m-%d %H:%M")
    return f"{why} ({line.by}, {when})"
