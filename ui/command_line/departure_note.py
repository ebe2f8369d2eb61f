"""The command that writes a departure note: why the demand for a qualified interpreter was departed from."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_
from ui.command_line.arguments import RecordId
from ui.command_line.commands import SpokenCommand
from ui.command_line.files import check_outputs, read_file
from ui.command_line.guidance import guidance_content
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.domain.departure_notes import AtHand

_CURRENT = "current"


@click.command(
    "departure-note",
    cls=SpokenCommand,
    help=N_("Write a departure note as a PDF from a JSON file; a suggestion, as no form stands in act or regulation."),
)
@click.argument("file", metavar=N_("FILE"))
@click.option("--pdf", metavar=N_("OUT"), required=True, help=N_("The PDF file to write."))
@click.option(
    "--from-call-list",
    metavar=N_("ID|current"),
    type=RecordId(),
    help=N_("Take language, who was tried and the earliest time from this call list where the file has none."),
)
@click.option("--force", is_flag=True, help=N_("Replace the file if there is one."))
@click.pass_obj
def departure_note(run: Run, file: str, pdf: str, from_call_list: str | None, force: bool) -> None:
    """Answer with the file that was written; a note that does not fit is refused whole."""
    from interpreter_app.domain.departure_note_entries import departure_note_data
    from interpreter_app.use_cases.departure_notes import take_departure_note, write_departure_note

    check_outputs((Path(pdf), [".pdf"]), replace=force, given=file)
    note = take_departure_note(read_file(file), run.clock(), _at_hand(run, from_call_list))
    with guidance_content(run) as content:
        write_departure_note(note, content, Path(pdf), run.texts, replace=force)
    document = {"file": pdf, "note": departure_note_data(note)}
    run.answer(document, lambda: [run.say(N_("Written to {file}."), file=pdf)])


def _at_hand(run: Run, which: str | None) -> "AtHand | None":
    if which is None:
        return None
    from interpreter_app.domain.departure_notes import AtHand
    from interpreter_app.use_cases.call_lists import contacts_of, get_call_list

    with run.register() as (profile, _):
        call_list = get_call_list(profile, None if which.casefold() == _CURRENT else which)
        return AtHand(call_list, contacts_of(profile, [call_list], run.today))
