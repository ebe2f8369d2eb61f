"""The commands for a unit's guidelines: an answers file to fill in, what is missing in it, and the guidelines made."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_, UserError
from ui.command_line.commands import SpokenGroup
from ui.command_line.failures import DONE, NO
from ui.command_line.files import check_outputs, read_file
from ui.command_line.guidance import guidance_content
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.domain.guidelines import Missing
    from interpreter_app.use_cases.guidelines import Checked

_OUT = N_("OUT")


@click.group(cls=SpokenGroup, help=N_("Make a unit's guidelines for the use of interpreters, and check them."))
def guidelines() -> None:
    """Hold the commands for guidelines."""


@guidelines.command(help=N_("Show an answers file to fill in, with its questions; the answer is always JSON."))
@click.pass_obj
def template(run: Run) -> None:
    """Answer with an empty file; what the unit has said of itself in the settings is in it."""
    from interpreter_app.domain.guidelines import part_contents
    from interpreter_app.use_cases.guidelines import template as make_template

    with guidance_content(run) as content:
        contents = part_contents(content, run.today, run.texts.language)
    document = make_template(run.context.settings.unit, contents, run.texts)
    run.answer(document, lambda: [json.dumps(document, ensure_ascii=False, indent=1)])


@guidelines.command(help=N_("Say what is missing in an answers file; the exit code is 1 when something must be added."))
@click.argument("file", metavar=N_("FILE"))
@click.pass_obj
def check(run: Run, file: str) -> int:
    """Answer with what is in place and what is missing; a file that does not fit is refused whole."""
    checked = _checked(run, file)
    run.answer(_document(checked, run), lambda: _lines(checked, run))
    return NO if checked.required else DONE


@guidelines.command(help=N_("Make the guidelines from an answers file, as DOCX, as PDF, or both."))
@click.argument("file", metavar=N_("FILE"))
@click.option("--docx", metavar=_OUT, help=N_("The DOCX file to write."))
@click.option("--pdf", metavar=_OUT, help=N_("The PDF file to write."))
@click.option("--draft", is_flag=True, help=N_("Make a draft, which lists what is missing, when something is."))
@click.option("--force", is_flag=True, help=N_("Replace the file if there is one."))
@click.pass_obj
def build(run: Run, /, *, file: str, docx: str | None, pdf: str | None, draft: bool, force: bool) -> None:
    """Answer with the files that were written; nothing is written while something is missing, but for a draft."""
    if not (docx or pdf):
        raise UserError(N_("It is not said which file to write."), N_("Name it with --docx or --pdf."))
    from interpreter_app.use_cases.guidelines import build_guidelines, write_guidelines

    as_docx, as_pdf = (Path(name) if name else None for name in (docx, pdf))
    check_outputs((as_docx, [".docx"]), (as_pdf, [".pdf"]), replace=force, given=file)
    checked = _checked(run, file)
    document = build_guidelines(checked, run.texts, draft=draft)
    write_guidelines(document, as_docx, as_pdf, replace=force)
    files = [name for name in (docx, pdf) if name]
    run.answer(
        _document(checked, run) | {"docx": docx, "pdf": pdf, "draft": bool(checked.required)},
        lambda: [run.say(N_("Written to {file}."), file=name) for name in files],
    )


def _checked(run: Run, file: str) -> "Checked":
    from interpreter_app.use_cases.guidelines import check_answers, take_answers

    answers = take_answers(read_file(file))
    with guidance_content(run) as content:
        return check_answers(answers, content, run.today, run.texts)


def _document(checked: "Checked", run: Run) -> dict[str, object]:
    from interpreter_app.domain.guidelines import POINT_SOURCES, points_in_place

    return {
        "complete": not checked.required,
        "must_have_guidelines": checked.answers.must_have_guidelines,
        "points": [
            {"point": point, "in_place": in_place, "sources": list(POINT_SOURCES[point])}
            for point, in_place in points_in_place(checked.missing).items()
        ],
        "missing": [_missing(one, checked, run) for one in checked.required],
        "recommended": [_missing(one, checked, run) for one in checked.recommended],
    }


def _missing(one: "Missing", checked: "Checked", run: Run) -> dict[str, object]:
    from interpreter_app.guidelines_words import missing_in_words

    point = {"point": one.point} if one.point else {}
    words = missing_in_words(one, checked.contents, run.texts)
    return {"field": one.field, "lack": one.lack, **point, "text": words}


def _lines(checked: "Checked", run: Run) -> Iterator[str]:
    from interpreter_app.domain.guidelines import POINT_SOURCES, points_in_place
    from interpreter_app.guidelines_words import POINT_NAMES, in_place_in_words, missing_in_words, sources_in_words

    in_place = points_in_place(checked.missing)
    yield in_place_in_words(in_place, run.texts)
    for point, there in in_place.items():
        said = run.say(N_("in place")) if there else run.say(N_("missing"))
        sources = sources_in_words(POINT_SOURCES[point], run.texts)
        yield f"  {run.say(POINT_NAMES[point])}: {said}" + (f" ({sources})" if sources else "")
    for heading, found in (
        (run.say(N_("What is missing:")), checked.required),
        (run.say(N_("What is recommended, too:")), checked.recommended),
    ):
        if found:
            yield heading
            yield from (f"  • {missing_in_words(one, checked.contents, run.texts)}" for one in found)
    if not checked.answers.must_have_guidelines:
        yield run.say(N_("The act does not demand guidelines of this unit; they are of use all the same."))
