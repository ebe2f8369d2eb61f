"""What a sync would do, as a document and in words."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from interpreter_app.domain.edits import Edit
from interpreter_app.domain.errors import N_
from ui.command_line.edit_words import Names, edit_document, edit_lines
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.open_profile import Profile
    from sync.preview import Preview


def preview_document(run: Run, profile: "Profile", found: "Preview") -> dict[str, object]:
    """What would go and come, as JSON data."""
    names = _names(profile, found)
    return {
        "send": [edit_document(run, edit, names) for edit in found.going],
        "held": [edit_document(run, edit, names) for edit in (*found.stopped, *found.held)],
        "receive": {
            "bootstrap": found.bootstrap,
            "records": None if found.bootstrap else found.receive,
            "people_concerned": None if found.bootstrap else found.people_concerned,
            "people": [{"id": one.id, "number": one.number, "name": one.name or None} for one in found.people],
        },
        "conflicts": [{**edit_document(run, one.edit, names), "fields": list(one.fields)} for one in found.collisions],
    }


def _names(profile: "Profile", found: "Preview") -> Names:
    from interpreter_app.use_cases.name_people import name_people

    return name_people(profile, (*found.send, *found.held))


def preview_lines(run: Run, profile: "Profile", found: "Preview") -> list[str]:
    """What would go and come, in words."""
    names = _names(profile, found)
    lines = [run.say(N_("Would be sent: {count}"), count=run.texts.number(len(found.going)))]
    lines += _edits(run, found.going, names)
    if waiting := (*found.stopped, *found.held):
        lines.append(run.say(N_("Waits for your decision: {count}"), count=run.texts.number(len(waiting))))
        lines += _edits(run, waiting, names)
    return [*lines, *_coming(run, found), *_colliding(run, found, names)]


def _edits(run: Run, edits: Iterable[Edit], names: Names) -> list[str]:
    return [f"  {line}" for edit in edits for line in edit_lines(run, edit, names)]


def _coming(run: Run, found: "Preview") -> list[str]:
    if found.bootstrap:
        return [run.say(N_("The whole register would be copied anew."))]
    coming = run.say(
        N_("Would be received: {count} records of {people} people"),
        count=run.texts.number(found.receive),
        people=run.texts.number(found.people_concerned),
    )
    return [coming, *(f"  {one.number or ''}  {one.name or one.id}" for one in found.people)]


def _colliding(run: Run, found: "Preview", names: Names) -> list[str]:
    if not found.collisions:
        return []
    heading = run.say(N_("Would be in conflict: {count}"), count=run.texts.number(len(found.collisions)))
    return [heading, *_edits(run, [one.edit for one in found.collisions], names)]
