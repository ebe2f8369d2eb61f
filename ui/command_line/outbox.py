"""The commands that show what is not sent yet, and take it back."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from interpreter_app import edit_explanations
from interpreter_app.domain.edits import Edit, changed
from interpreter_app.domain.errors import N_
from ui.command_line.commands import SpokenCommand, SpokenGroup
from ui.command_line.edit_answers import changed_words
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.name_people import PersonName

_Names = Mapping[str, "PersonName"]


@click.group(
    cls=SpokenGroup,
    invoke_without_command=True,
    help=N_("Show what was changed here and is not in the register yet; “outbox discard” takes it back."),
)
@click.pass_context
def outbox(ctx: click.Context) -> None:
    """Answer with the unsent edits, in order."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj)


def _list(run: Run) -> None:
    from interpreter_app.use_cases.name_people import name_people
    from interpreter_app.use_cases.outbox import list_unsent

    with run.register() as (profile, _):
        edits = list_unsent(profile)
        names = name_people(profile, edits)
    run.answer([_document(run, edit, names) for edit in edits], lambda: _lines(run, edits, names))


@outbox.command(cls=SpokenCommand, help=N_("Take back a save that is not sent yet, by the id of one of its edits."))
@click.argument("op_id", metavar=N_("OP"))
@click.option("--with-later", is_flag=True, help=N_("Take back what builds on it too."))
@click.pass_obj
def discard(run: Run, op_id: str, with_later: bool) -> None:
    """Answer with what was taken back."""
    from interpreter_app.use_cases.name_people import name_people
    from interpreter_app.use_cases.outbox import discard as take_back
    from interpreter_app.use_cases.outbox import list_unsent

    with run.register() as (profile, _):
        names = name_people(profile, list_unsent(profile))
        gone = take_back(profile, op_id.lower(), with_later=with_later).edits
    document = {"discarded": [_document(run, edit, names) for edit in gone]}
    run.answer(document, lambda: [run.say(N_("Taken back:")), *_lines(run, gone, names)])


def _document(run: Run, edit: Edit, names: _Names) -> dict[str, object]:
    person = names.get(edit.person)
    return {
        "op_id": edit.op_id,
        "tx": edit.tx,
        "number": person.number if person else None,
        "id": edit.person,
        "name": person.name if person else None,
        "type": edit.type,
        "record": edit.record,
        "act": edit.act,
        "changed": {name: list(values) for name, values in changed(edit).items()},
        "reason": edit.reason,
        "made": edit.made.isoformat(),
        "by": edit.by,
        "state": edit.state,
        "code": edit.code or None,
        "field": edit.field_at_fault or None,
        "why": edit_explanations.rejection(edit.code, edit.field_at_fault, run.texts) or None,
    }


def _lines(run: Run, edits: Sequence[Edit], names: _Names) -> list[str]:
    if not edits:
        return [run.say(N_("Everything is sent."))]
    return [line for edit in edits for line in _edit_lines(run, edit, names)]


def _edit_lines(run: Run, edit: Edit, names: _Names) -> list[str]:
    person = names.get(edit.person)
    what = f"{edit_explanations.record_name(edit.type, run.texts)} {run.say(edit_explanations.ACT_NAMES[edit.act])}"
    who = f"{person.number or edit.person} {person.name}" if person else edit.person
    lines = [f"{edit.op_id}  {who}: {what} ({run.say(edit_explanations.STATE_NAMES[edit.state])})"]
    lines += changed_words(run, changed(edit))
    lines += [edit.reason, edit_explanations.rejection(edit.code, edit.field_at_fault, run.texts)]
    return [lines[0], *(f"  {line}" for line in lines[1:] if line)]
