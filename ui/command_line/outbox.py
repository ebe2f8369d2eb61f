"""The commands that show what is not sent yet, and take it back."""

from collections.abc import Sequence

import click

from interpreter_app.domain.edits import Edit
from interpreter_app.domain.errors import N_
from ui.command_line.arguments import RecordId
from ui.command_line.commands import SpokenCommand, SpokenGroup
from ui.command_line.edit_words import Names, edit_document, edit_lines
from ui.command_line.run import Run


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
    run.answer([edit_document(run, edit, names) for edit in edits], lambda: _lines(run, edits, names))


@outbox.command(cls=SpokenCommand, help=N_("Take back a save that is not sent yet, by the id of one of its edits."))
@click.argument("op_id", metavar=N_("OP"), type=RecordId())
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
    document = {"discarded": [edit_document(run, edit, names) for edit in gone]}
    run.answer(document, lambda: [run.say(N_("Taken back:")), *_lines(run, gone, names)])


@outbox.command(cls=SpokenCommand, help=N_("Let the next sync send a save again that the register did not accept."))
@click.argument("op_id", metavar=N_("OP"), type=RecordId())
@click.pass_obj
def retry(run: Run, op_id: str) -> None:
    """Answer with the edits that will be sent, under their new ids."""
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases.name_people import name_people
    from interpreter_app.use_cases.outbox import try_again

    with run.register() as (profile, _):
        again = try_again(profile, op_id.lower(), new_id)
        names = name_people(profile, again)
    document = {"again": [edit_document(run, edit, names) for edit in again]}
    run.answer(document, lambda: [run.say(N_("Will be sent again:")), *_lines(run, again, names)])


def _lines(run: Run, edits: Sequence[Edit], names: Names) -> list[str]:
    if not edits:
        return [run.say(N_("Everything is sent."))]
    return [line for edit in edits for line in edit_lines(run, edit, names)]
