"""The command that tells what each sync did."""

from typing import TYPE_CHECKING

import click

from interpreter_app import edit_explanations
from interpreter_app.domain.errors import N_
from ui.command_line.arguments import WholeNumber
from ui.command_line.commands import SpokenCommand
from ui.command_line.edit_answers import changed_words
from ui.command_line.edit_words import Names, edit_document, edit_lines
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.sync_log import ChangedByOthers, SyncLogEntry

_SHOWN = 20
_COUNTS = {
    "received": N_("received: {count}"),
    "sent": N_("sent: {count}"),
    "merged": N_("merged: {count}"),
    "conflicts": N_("conflicts: {count}"),
    "rejected": N_("not accepted: {count}"),
}


@click.command(cls=SpokenCommand, name="sync-log", help=N_("Tell what each sync sent, what came, and what merged."))
@click.option("--limit", metavar="N", type=WholeNumber(1), default=_SHOWN, help=N_("Tell of at most so many (20)."))
@click.pass_obj
def sync_log(run: Run, limit: int) -> None:
    """Answer with the last syncs, newest first."""
    from interpreter_app.use_cases.name_people import name_people
    from interpreter_app.use_cases.sync_log import read_sync_log

    with run.register() as (profile, _):
        entries = read_sync_log(profile, limit)
        names = name_people(profile, [edit for entry in entries for edit in entry.edits])
    document = [_document(run, entry, names) for entry in entries]
    run.answer(document, lambda: [line for entry in entries for line in _lines(run, entry, names)])


def _document(run: Run, entry: "SyncLogEntry", names: Names) -> dict[str, object]:
    merged = {edit.op_id for edit in entry.merged}
    return {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "complete": entry.complete,
        "bootstrap": entry.bootstrap,
        "counts": dict(entry.counts),
        "edits": [{**edit_document(run, edit, names), "merged": edit.op_id in merged} for edit in entry.edits],
        "by_others": [_by_others(change) for change in entry.by_others],
    }


def _by_others(change: "ChangedByOthers") -> dict[str, object]:
    return {
        "id": change.person,
        "name": change.name or None,
        "type": change.type,
        "record": change.record,
        "deleted": change.deleted,
        "changed": {name: list(values) for name, values in change.fields.items()},
    }


def _lines(run: Run, entry: "SyncLogEntry", names: Names) -> list[str]:
    at = entry.at.astimezone(run.clock().tzinfo).isoformat(" ", "minutes")
    counts = [run.say(text, count=entry.counts[name]) for name, text in _COUNTS.items() if entry.counts.get(name)]
    lines = [f"{at}  sync:{entry.id}  {', '.join(counts) or _nothing(run, entry)}"]
    for edit in entry.edits:
        lines += [f"  {line}" for line in edit_lines(run, edit, names)]
    for change in entry.by_others:
        what = edit_explanations.record_name(change.type, run.texts)
        said = run.say(N_("Changed by others meanwhile: {name}, {what}"), name=change.name or change.person, what=what)
        lines += [f"  {said}", *(f"    {line}" for line in changed_words(run, change.fields))]
    return lines


def _nothing(run: Run, entry: "SyncLogEntry") -> str:
    return run.say(N_("nothing new") if entry.complete else N_("broken off"))
