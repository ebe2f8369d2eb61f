"""The commands of private notes. They alone give notes as JSON: what other commands answer may travel on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_
from interpreter_app.domain.private_notes import Mark, Note
from interpreter_app.note_explanations import ONLY_HERE, signs_in_words
from ui.command_line import output
from ui.command_line.arguments import OneOf, PersonKey, words
from ui.command_line.commands import SpokenCommand
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.open_profile import Profile
    from interpreter_app.use_cases.private_notes import NotedPerson

_BREAK = " / "


@click.command(cls=SpokenCommand, help=N_("Show or write the private note on one person; it stays on this machine."))
@click.argument("key", metavar=N_("NUMBER"), type=PersonKey())
@click.option(
    "--mark", "marks", metavar=words(Mark), type=OneOf(Mark), multiple=True, help=N_("Set these marks, no others.")
)
@click.option("--text", metavar=N_("TEXT"), help=N_("Set the text."))
@click.option("--clear", is_flag=True, help=N_("Take away what is noted, before setting anything."))
@click.pass_obj
def note(run: Run, key: str, marks: tuple[str, ...], text: str | None, clear: bool) -> None:
    """Answer with the note as it then stands; raises ``NotFound`` for nobody, ``UserError`` for what cannot be."""
    from interpreter_app.use_cases.private_notes import find_noted

    with run.register() as (profile, _):
        noted = find_noted(profile, key, run.today, run.clock())
        if marks or clear or text is not None:
            noted = replace(noted, note=_written(run, profile, noted.note, marks, text, clear=clear))
    run.answer(_document(noted), lambda: _lines([noted], run))


def _written(
    run: Run, profile: "Profile", before: Note, marks: tuple[str, ...], text: str | None, *, clear: bool
) -> Note:
    """The note once written: what is not given stays as it was, unless it is cleared."""
    from interpreter_app.use_cases.private_notes import write_note

    kept_marks, kept_text = (frozenset[Mark](), "") if clear else (before.marks, before.text)
    wanted = frozenset(Mark(mark) for mark in marks) or kept_marks
    return write_note(profile, before.person, wanted, kept_text if text is None else text, run.clock())


@click.command(cls=SpokenCommand, help=N_("List the private notes, those on people who are gone too."))
@click.pass_obj
def notes(run: Run) -> None:
    """Answer with all notes, those changed last first."""
    from interpreter_app.use_cases.private_notes import list_notes

    with run.register() as (profile, _):
        found = list_notes(profile, run.today)
    run.answer({"count": len(found), "notes": [_document(one) for one in found]}, lambda: _lines(found, run))


def _document(noted: "NotedPerson") -> dict[str, object]:
    note = noted.note
    return {
        "id": note.person,
        "number": noted.number,
        "name": noted.name,
        "listed": noted.listed,
        "marks": list(note.marks_in_order()),
        "text": note.text,
        "changed": note.changed.isoformat() if note.says_something else None,
    }


def _lines(found: "Sequence[NotedPerson]", run: Run) -> Iterator[str]:
    """A line for each person: who, the marks, the text."""
    headings = [run.say(text) for text in (N_("No."), N_("Name"), N_("Marks"), N_("Text"))]
    if found:
        yield from output.table(headings, [_row(noted, run) for noted in found])
    else:
        yield run.say(N_("Nothing is noted of anybody."))
    yield run.say(ONLY_HERE)


def note_lines(note: Note | None, run: Run) -> Iterator[str]:
    """A note under the person that it is on; nothing where nothing is noted."""
    if note is not None and note.says_something:
        yield ""
        yield f"{run.say(N_('Private note'))}: {signs_in_words(note, run.texts)}"
        yield from (f"   {line}" for line in note.text.splitlines())
        yield f"   {run.say(ONLY_HERE)}"


def _row(noted: "NotedPerson", run: Run) -> list[str]:
    named = noted.name if noted.listed or noted.name else run.say(N_("not listed"))
    marks = signs_in_words(replace(noted.note, text=""), run.texts)
    return [str(noted.number or noted.note.person), named, marks, _BREAK.join(noted.note.text.splitlines())]
