"""An edit that was made here, as a document and in words: for the outbox, the preview of a sync and the sync log."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from interpreter_app import edit_explanations
from interpreter_app.domain.edits import Edit, changed
from ui.command_line.edit_answers import changed_words
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.name_people import PersonName

Names = Mapping[str, "PersonName"]
"""What people are called, by id."""


def edit_document(run: Run, edit: Edit, names: Names) -> dict[str, object]:
    """The edit as JSON data."""
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


def edit_lines(run: Run, edit: Edit, names: Names) -> list[str]:
    """The edit in words: whose record and what, then each field with its value before and after."""
    person = names.get(edit.person)
    what = f"{edit_explanations.record_name(edit.type, run.texts)} {run.say(edit_explanations.ACT_NAMES[edit.act])}"
    who = f"{person.number or edit.person} {person.name}" if person else edit.person
    lines = [f"{edit.op_id}  {who}: {what} ({run.say(edit_explanations.STATE_NAMES[edit.state])})"]
    lines += changed_words(run, changed(edit))
    lines += [edit.reason, edit_explanations.rejection(edit.code, edit.field_at_fault, run.texts)]
    return [lines[0], *(f"  {line}" for line in lines[1:] if line)]
