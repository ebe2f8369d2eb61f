"""The command that writes a list of interpreters into a file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interpreter_app.documents.csv_lists import DELIMITERS
from interpreter_app.documents.list_files import ListFile
from interpreter_app.domain.errors import N_
from ui.command_line import wording
from ui.command_line.arguments import OneOf, words
from ui.command_line.commands import SpokenCommand
from ui.command_line.known import known_field, known_option, known_words, register_as_known
from ui.command_line.progress import progress_of
from ui.command_line.run import Run
from ui.command_line.search_filters import check_neighbours, corrected_words, request_of, search_filters

if TYPE_CHECKING:
    from interpreter_app.domain.profiles import ProfileState
    from interpreter_app.use_cases.export_list import ExportedList

_PER = ("person", "language")
_HEADINGS = ("words", "fields")


@click.command(
    cls=SpokenCommand,
    help=N_("Write all the people that a search finds into a file, .xlsx or .csv, in the same order."),
)
@click.argument("file", metavar=N_("FILE"))
@search_filters
@known_option
@click.option(
    "--per",
    metavar=words(_PER),
    type=OneOf(_PER),
    default=_PER[0],
    help=N_("A line for each person or language."),
)
@click.option(
    "--headings",
    metavar=words(_HEADINGS),
    type=OneOf(_HEADINGS),
    default=_HEADINGS[0],
    help=N_("Headings and values in words, or names of fields and codes."),
)
@click.option(
    "--delimiter",
    metavar=words(DELIMITERS),
    type=OneOf(DELIMITERS),
    default="semicolon",
    help=N_("What stands between the cells of a .csv file."),
)
@click.option(
    "--with-identity-number", is_flag=True, help=N_("The identity numbers too; for the register's own staff only.")
)
@click.option("--force", is_flag=True, help=N_("Replace the file if there is one."))
@click.pass_obj
def export(
    run: Run,
    /,
    *,
    file: str,
    per: str,
    headings: str,
    delimiter: str,
    with_identity_number: bool,
    force: bool,
    known: date | None,
    **asked: Any,
) -> None:
    """Write the list and answer with what is in the file."""
    from interpreter_app.use_cases.export_list import ListChoice, export_found

    check_neighbours(asked["county"], asked["neighbours"])
    into = ListFile(Path(file), DELIMITERS[delimiter], force)
    into.check()
    choice = ListChoice(
        per_language=per == "language", field_names=headings == "fields", identity_numbers=with_identity_number
    )
    with register_as_known(run, known) as (profile, state):
        exported = export_found(
            profile,
            request_of(run, state, **asked),
            into,
            choice,
            today=run.today,
            now=run.clock(),
            texts=run.texts,
            progress=progress_of(run),
        )
    if exported.reading and exported.reading.corrected:
        run.tell(corrected_words(run, exported.reading))
    run.answer(
        _document(exported) | known_field(known),
        lambda: [*_lines(run, state, exported), *known_words(known, run)],
    )


def _document(exported: "ExportedList") -> dict[str, object]:
    return {
        "file": str(exported.path),
        "rows": exported.rows,
        "columns": list(exported.columns),
        "as_of": exported.as_of.isoformat(),
        "on": exported.on.isoformat(),
    }


def _lines(run: Run, state: "ProfileState", exported: "ExportedList") -> list[str]:
    rows = run.texts.number(exported.rows)
    written = run.say(N_("Written to {file}. Lines: {rows}."), file=exported.path, rows=rows)
    return [written, wording.age_words(state, run)]
