"""The command that takes a list of people from a file into the outbox."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_
from interpreter_app.ids import new_id
from ui.command_line import output
from ui.command_line.commands import SpokenCommand
from ui.command_line.files import read_file, tell_encoding
from ui.command_line.progress import progress_of
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.plan_import import ImportPlan, LineChange, PlannedLine

_HIDDEN = "…"
_VERDICTS = {
    "change": N_("changes"),
    "add": N_("adds"),
    "new": N_("new person"),
    "nothing": N_("nothing to do"),
    "wrong": N_("wrong"),
}


@click.command("import", cls=SpokenCommand, help=N_("Import people from a list, .csv or .xlsx, as edits to be sent."))
@click.argument("file", metavar=N_("FILE"))
@click.option("--mapping", metavar="M", required=True, help=N_("The JSON file that says what the columns mean."))
@click.option("--dry-run", is_flag=True, help=N_("Say what each line would do, and do nothing."))
@click.option("--skip-wrong-lines", is_flag=True, help=N_("Leave out the lines that are wrong."))
@click.option("--reason", metavar="R", help=N_("Why; kept with every change."))
@click.pass_obj
def import_(run: Run, /, *, file: str, mapping: str, dry_run: bool, skip_wrong_lines: bool, reason: str | None) -> None:
    """Answer with what each line does; without ``--dry-run`` it is saved, all of it or nothing."""
    from interpreter_app.documents.sheet_files import read_sheet
    from interpreter_app.use_cases.import_list import import_list, preview_import
    from interpreter_app.use_cases.list_mapping import read_mapping

    meaning = read_mapping(read_file(mapping))
    sheet = read_sheet(file, read_file(file), delimiter=meaning.delimiter, sheet=meaning.sheet)
    why = reason or run.say(N_("Import of {file}"), file=PurePath(file).name)
    edits = 0
    with run.register() as (profile, _):
        if dry_run:
            plan = preview_import(profile, sheet, meaning, today=run.today, new_id=new_id, progress=progress_of(run))
        else:
            done = import_list(
                profile,
                sheet,
                meaning,
                now=run.clock(),
                new_id=new_id,
                reason=why,
                skip_wrong=skip_wrong_lines,
                progress=progress_of(run),
            )
            plan, edits = done.plan, done.edits
    _warn(run, plan)
    run.answer(_document(run, plan, file, edits, dry_run), lambda: _lines(run, plan, edits))


def _warn(run: Run, plan: "ImportPlan") -> None:
    tell_encoding(run, guessed=plan.guessed_encoding)
    if plan.not_mapped:
        run.tell(run.say(N_("Columns that mean nothing here: {headings}."), headings=", ".join(plan.not_mapped)))


def _document(run: Run, plan: "ImportPlan", file: str, edits: int, dry_run: bool) -> dict[str, object]:
    return {
        "file": file,
        "dry_run": dry_run,
        "edits": edits,
        "counts": {verdict: _count(plan, verdict) for verdict in _VERDICTS},
        "not_mapped": list(plan.not_mapped),
        "lines": [_line(run, line) for line in plan.lines],
    }


def _line(run: Run, line: "PlannedLine") -> dict[str, object]:
    return {
        "line": line.line,
        "verdict": line.verdict,
        "number": line.number,
        "name": line.name,
        "changes": [
            {"type": one.type, "field": one.field, "before": before, "after": after}
            for one in line.changes
            for before, after in [_shown(one)]
        ],
        "reasons": [fault.in_words(run.texts.gettext) for fault in line.faults],
    }


def _shown(change: "LineChange") -> tuple[object, object]:
    """Before and after, an identity number only as being there."""
    if change.field == "identity_number":
        return (_HIDDEN if change.before else ""), (_HIDDEN if change.after else "")
    return change.before, change.after


def _count(plan: "ImportPlan", verdict: str) -> int:
    return sum(line.verdict == verdict for line in plan.lines)


def _lines(run: Run, plan: "ImportPlan", edits: int) -> list[str]:
    counts = ((run.say(words), run.texts.number(_count(plan, verdict))) for verdict, words in _VERDICTS.items())
    summary = ", ".join(f"{words}: {count}" for words, count in counts)
    saved = run.say(N_("Saved edits: {edits}; “interpreter-app sync” sends them."), edits=run.texts.number(edits))
    return [*_table(run, plan.lines), summary, *([saved] if edits else [])]


def _table(run: Run, lines: "Iterable[PlannedLine]") -> list[str]:
    """The lines that do something or are wrong."""
    headings = [run.say(text) for text in (N_("Line"), N_("No."), N_("Name"), N_("Does"), N_("What"))]
    rows = [
        [
            str(line.line),
            str(line.number or ""),
            line.name,
            run.say(_VERDICTS[line.verdict]),
            _what(run, line),
        ]
        for line in lines
        if line.verdict != "nothing"
    ]
    return output.table(headings, rows) if rows else []


def _what(run: Run, line: "PlannedLine") -> str:
    faults = [fault.in_words(run.texts.gettext) for fault in line.faults]
    return "; ".join([*faults, *(_change_words(change) for change in line.changes)])


def _change_words(change: "LineChange") -> str:
    before, after = ("" if value is None else str(value) for value in _shown(change))
    return f"{change.field}: {before} → {after}" if before else f"{change.field}: {after}"
