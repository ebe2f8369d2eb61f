"""What a sync would do, as a document and in words."""

from typing import TYPE_CHECKING

from interpreter_app.domain.edits import Edit, changed
from interpreter_app.domain.errors import N_
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.open_profile import Profile
    from sync.preview import Preview


def preview_document(profile: "Profile", found: "Preview") -> dict[str, object]:
    """What would go and come, as JSON data."""
    numbers = _numbers(profile, found)
    return {
        "send": [_edit(edit, numbers) for edit in found.send],
        "held": [_edit(edit, numbers) for edit in found.held],
        "receive": {
            "bootstrap": found.bootstrap,
            "records": None if found.bootstrap else found.receive,
            "people_concerned": None if found.bootstrap else found.people_concerned,
            "people": [{"id": one.id, "number": one.number, "name": one.name or None} for one in found.people],
        },
        "conflicts": [{**_edit(one.edit, numbers), "fields": list(one.fields)} for one in found.collisions],
    }


def _numbers(profile: "Profile", found: "Preview") -> dict[str, int | None]:
    """The register numbers of the people that edits concern, by id."""
    from interpreter_app.use_cases.outbox import numbers_of

    return numbers_of(profile, {edit.person for edit in (*found.send, *found.held)})


def _edit(edit: Edit, numbers: dict[str, int | None]) -> dict[str, object]:
    return {
        "op_id": edit.op_id,
        "number": numbers.get(edit.person),
        "id": edit.person,
        "type": edit.type,
        "act": edit.act,
        "state": edit.state,
        "changed": {name: list(values) for name, values in changed(edit).items()},
    }


def preview_lines(run: Run, profile: "Profile", found: "Preview") -> list[str]:
    """What would go and come, in words."""
    numbers = _numbers(profile, found)
    number = run.texts.number
    lines = [run.say(N_("Would be sent: {count}"), count=number(len(found.send)))]
    lines += [f"  {_edit_words(edit, numbers)}" for edit in found.send]
    if found.held:
        lines.append(run.say(N_("Waits for your decision: {count}"), count=number(len(found.held))))
        lines += [f"  {_edit_words(edit, numbers)}" for edit in found.held]
    return [*lines, *_coming(run, found), *_colliding(run, found, numbers)]


def _edit_words(edit: Edit, numbers: dict[str, int | None]) -> str:
    return f"{numbers.get(edit.person) or edit.person}  {edit.type} {edit.act}  {', '.join(changed(edit))}"


def _coming(run: Run, found: "Preview") -> list[str]:
    if found.bootstrap:
        return [run.say(N_("The whole register would be copied anew."))]
    coming = run.say(
        N_("Would be received: {count} records of {people} people"),
        count=run.texts.number(found.receive),
        people=run.texts.number(found.people_concerned),
    )
    return [coming, *(f"  {one.number or ''}  {one.name or one.id}" for one in found.people)]


def _colliding(run: Run, found: "Preview", numbers: dict[str, int | None]) -> list[str]:
    if not found.collisions:
        return []
    heading = run.say(N_("Would be in conflict: {count}"), count=run.texts.number(len(found.collisions)))
    return [heading, *(f"  {_edit_words(one.edit, numbers)}" for one in found.collisions)]
