"""The commands that change, add and delete a person."""

from functools import partial
from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_, UserError
from ui.command_line.commands import SpokenCommand
from ui.command_line.edit_answers import Asked, answer_saved, answer_what_if, do, edit_options, person_argument
from ui.command_line.files import read_file
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.new_person import NewPerson


@click.command(
    cls=SpokenCommand, help=N_("Change a person's contact data and other fields; an empty value clears one.")
)
@person_argument
@click.option(
    "--set",
    "settings",
    metavar=N_("FIELD=VALUE"),
    multiple=True,
    required=True,
    help=N_("A field and its new value; give it once for each field."),
)
@edit_options
@click.pass_obj
def edit(run: Run, /, *, asked: Asked, settings: tuple[str, ...]) -> None:
    """Answer with each changed field before and after, and what becomes of the categories."""
    from interpreter_app.use_cases.edit_person import change_person

    do(run, asked, partial(change_person, changes=fields_of(settings)))


def fields_of(settings: tuple[str, ...]) -> dict[str, str]:
    """The values by field of ``field=value``; raises ``UserError`` for what is no such, and a field given twice."""
    fields: dict[str, str] = {}
    for number, setting in enumerate(settings, start=1):
        name, equals, value = setting.partition("=")
        if not equals or not name:
            raise UserError(
                N_("The value given at place {number} is not of the form field=value."),
                N_("Write for example phone=00012345, and text of several words in quotes."),
                number=number,
            )
        if name in fields:
            raise UserError(N_("The field {name} is given twice."), N_("Keep one of them."), name=name)
        fields[name] = value
    return fields


@click.command(cls=SpokenCommand, help=N_("Add a person from a JSON file (- is standard input)."))
@click.option("--file", metavar=N_("FILE"), required=True, help=N_("The file with the person; see the documentation."))
@edit_options
@click.pass_obj
def new(run: Run, /, *, asked: Asked, file: str) -> None:
    """Answer with the id of the person; the register gives the number when it gets the person."""
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases.save_edit import add_person, try_out_person

    with run.register() as (profile, state):
        person = _read(run, file, fictional=state.fictional)
        if asked.what_if:
            answer_what_if(run, try_out_person(profile, person, run.today))
        else:
            answer_saved(run, add_person(profile, person, now=run.clock(), new_id=new_id, reason=asked.reason))


def _read(run: Run, file: str, *, fictional: bool) -> "NewPerson":
    from interpreter_app.domain.json_documents import read_json
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases.new_person import read_new_person

    return read_new_person(read_json(read_file(file)), new_id=new_id, today=run.today, fictional=fictional)


@click.command(cls=SpokenCommand, help=N_("Delete a person with everything recorded of the person."))
@person_argument
@edit_options
@click.pass_obj
def delete(run: Run, /, *, asked: Asked) -> None:
    """Answer with all that is deleted; it can be taken back until it is sent, and undone after."""
    from interpreter_app.use_cases.edit_person import delete_person

    do(run, asked, delete_person)
