"""The commands that show conflicts with the register, and settle them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from interpreter_app import edit_explanations
from interpreter_app.domain.conflicts import Conflict
from interpreter_app.domain.errors import N_, UserError
from ui.command_line import output
from ui.command_line.arguments import RecordId
from ui.command_line.commands import SpokenCommand
from ui.command_line.editing import fields_of
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.open_profile import Profile

MINE, REGISTER, LATER = "mine", "register", "later"
_NEXT = {
    MINE: N_("Your values go to the register at the next sync."),
    REGISTER: N_("The register's values stand; nothing is sent."),
    LATER: N_("The conflict stays until you decide; all else is sent meanwhile."),
}


@click.command(cls=SpokenCommand, help=N_("Show the edits that collide with what others have changed."))
@click.pass_obj
def conflicts(run: Run) -> None:
    """Answer with each conflict: the fields as they were, as changed here, and as the register has them."""
    from interpreter_app.use_cases.resolve_conflicts import list_conflicts

    with run.register() as (profile, _):
        found = list_conflicts(profile)
    run.answer([_document(run, conflict) for conflict in found], lambda: _lines(run, found))


def _document(run: Run, conflict: Conflict) -> dict[str, object]:
    return {
        "id": conflict.id,
        "number": conflict.number,
        "person": conflict.edit.person,
        "type": conflict.edit.type,
        "record": conflict.edit.record,
        "act": conflict.edit.act,
        "fields": [
            {"field": field.name, "base": field.base, "mine": field.mine, "register": field.register}
            for field in conflict.fields
        ],
        "by": conflict.by,
        "at": conflict.at.isoformat(),
        "reason": conflict.reason,
        "why": edit_explanations.conflict_reason(conflict.reason, run.texts),
        "made": conflict.edit.made.isoformat(),
        "later": conflict.later,
    }


def _lines(run: Run, found: Sequence[Conflict]) -> list[str]:
    if not found:
        return [run.say(N_("There are no conflicts."))]
    return [line for conflict in found for line in [*_conflict_lines(run, conflict), ""]][:-1]


def _conflict_lines(run: Run, conflict: Conflict) -> list[str]:
    what = edit_explanations.record_name(conflict.edit.type, run.texts)
    why = edit_explanations.conflict_reason(conflict.reason, run.texts)
    heading = f"{conflict.id}  {conflict.number or conflict.edit.person}  {what}: {why}"
    who = run.say(N_("Changed by {name}, {time}."), name=conflict.by or "–", time=f"{conflict.at:%Y-%m-%d %H:%M}")
    columns = [run.say(text) for text in (N_("Field"), N_("Before"), N_("Mine"), N_("Register"))]
    return [heading, who, *output.table(columns, [_row(run, *field) for field in conflict.fields])]


def _row(run: Run, name: str, base: object, mine: object, register: object) -> list[str]:
    values = [edit_explanations.value_words(name, value, run.texts) for value in (base, mine, register)]
    return [edit_explanations.field_name(name, run.texts), *values]


@click.command(
    cls=SpokenCommand,
    help=N_("Settle a conflict: mine, register or later; or mine, register or a value for each field."),
)
@click.argument("id_", metavar="ID", type=RecordId())
@click.argument("choices", metavar="mine|register|later|FIELD=mine|register|VALUE", nargs=-1, required=True)
@click.pass_obj
def resolve(run: Run, id_: str, choices: tuple[str, ...]) -> None:
    """Answer with what happens at the next sync."""
    with run.register() as (profile, _):
        conflict, decision = _decide(run, profile, id_.lower(), choices)
        left = _waits(profile, conflict)
    document = {
        "id": conflict.id,
        "number": conflict.number,
        "person": conflict.edit.person,
        "decision": decision,
        "next_sync": LATER if decision == LATER else "send" if left else "nothing",
    }
    run.answer(document, lambda: [run.say(_NEXT[LATER if decision == LATER else MINE if left else REGISTER])])


def _decide(run: Run, profile: "Profile", id_: str, choices: tuple[str, ...]) -> tuple[Conflict, str]:
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases import resolve_conflicts

    match choices:
        case ("mine",):
            return resolve_conflicts.keep_mine(profile, id_, now=run.clock(), new_id=new_id), MINE
        case ("register",):
            return resolve_conflicts.keep_register(profile, id_), REGISTER
        case ("later",):
            return resolve_conflicts.decide_later(profile, id_), LATER
    by_field = {name: _side(value) for name, value in _by_field(choices).items()}
    return resolve_conflicts.choose_by_field(profile, id_, by_field, new_id=new_id), "fields"


def _by_field(choices: tuple[str, ...]) -> dict[str, str]:
    if any(choice in (MINE, REGISTER, LATER) for choice in choices) or not all("=" in choice for choice in choices):
        raise UserError(
            N_("A conflict is settled by one of mine, register and later, or field by field."),
            N_("Write for example phone=mine email=register."),
        )
    return fields_of(choices)


def _side(value: str) -> object:
    from interpreter_app.use_cases.resolve_conflicts import Side

    return Side(value) if value in (MINE, REGISTER) else value


def _waits(profile: "Profile", conflict: Conflict) -> bool:
    """Whether an edit of the record in conflict is still to be sent."""
    from interpreter_app.use_cases.outbox import list_unsent

    return any(edit.record == conflict.edit.record for edit in list_unsent(profile))
