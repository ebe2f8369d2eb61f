"""What every command that edits a person takes and answers: what changes, and what it does to the categories."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from interpreter_app import edit_explanations, explanations
from interpreter_app.domain.edits import Draft, changed
from interpreter_app.domain.effects import CategoryEffect
from interpreter_app.domain.errors import N_, UserError
from ui.command_line import evidence, output
from ui.command_line.arguments import PersonKey
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.person_records import Plan
    from interpreter_app.use_cases.save_edit import Edited, WhatIf

_Command = TypeVar("_Command", bound=Callable[..., Any])

person_argument = click.argument("key", metavar=N_("NUMBER"), type=PersonKey())
"""The person who is meant: a register number, or the id of someone who has none yet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What every command that edits a person is given."""

    key: str
    reason: str
    what_if: bool


def edit_options(command: _Command) -> _Command:
    """The options of every command that edits a person; the command gets them, and the person, as ``asked``."""

    @wraps(command)
    def with_asked(*args: Any, key: str = "", reason: str, what_if: bool, **others: Any) -> Any:
        return command(*args, asked=Asked(key, reason, what_if), **others)

    said = N_("Only say what it would do to the categories, and save nothing.")
    with_options = click.option("--what-if", is_flag=True, help=said)(with_asked)
    why = click.option("--reason", metavar=N_("TEXT"), default="", help=N_("Why; the history keeps it."))
    return cast(_Command, why(with_options))


def do(run: Run, asked: Asked, plan: "Plan") -> None:
    """Do what ``plan`` makes of the person, or try it out, and answer."""
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases.save_edit import save_edit, try_out

    with run.register() as (profile, _):
        if asked.what_if:
            answer_what_if(run, try_out(profile, asked.key, plan, run.today))
        else:
            now = run.clock()
            answer_saved(run, save_edit(profile, asked.key, plan, now=now, new_id=new_id, reason=asked.reason))


def answer_saved(run: Run, edited: "Edited") -> None:
    """Answer with what was saved."""
    run.answer(_document(run, edited.what, edited.op_id), lambda: _saved_words(run, edited))


def answer_what_if(run: Run, what: "WhatIf") -> None:
    """Answer with what would be saved."""
    run.answer(_document(run, what, None), lambda: _words(run, what))


def _document(run: Run, what: "WhatIf", op_id: str | None) -> dict[str, object]:
    return {
        "op_id": op_id,
        "number": what.number,
        "id": what.person,
        "changed": _changed(what.changed),
        "edits": [_draft(draft) for draft in what.drafts],
        "effects": [_effect(effect, run) for effect in what.effects],
    }


def _draft(draft: Draft) -> dict[str, object]:
    return {"type": draft.type, "id": draft.record, "act": draft.act, "changed": _changed(changed(draft))}


def _changed(fields: dict[str, tuple[object, object]]) -> dict[str, list[object]]:
    return {name: list(values) for name, values in fields.items()}


def _effect(effect: CategoryEffect, run: Run) -> dict[str, object]:
    after = effect.after
    return {
        "language": effect.pair.language,
        "kind": effect.pair.kind,
        **evidence.period(effect.period),
        "before": effect.before.category if effect.before else None,
        "after": after.category if after else None,
        "reason": explanations.reason(after, run.texts) if after else None,
        "source": evidence.source(after) if after else None,
    }


def _saved_words(run: Run, edited: "Edited") -> Iterable[str]:
    yield from _words(run, edited.what)
    yield run.say(
        N_("Saved here. “interpreter-app sync” sends it; until then “outbox discard {id}” takes it back."),
        id=edited.op_id,
    )


def _words(run: Run, what: "WhatIf") -> Iterable[str]:
    dossier = what.after or what.before
    if dossier:
        yield f"{dossier.interpreter.number or what.person}  {dossier.interpreter.name}"
    for draft in what.drafts:
        act = run.say(edit_explanations.ACT_NAMES[draft.act])
        yield f"{edit_explanations.record_name(draft.type, run.texts)}: {act}"
        yield from (f"  {line}" for line in changed_words(run, changed(draft)))
    for effect in what.effects:
        yield edit_explanations.effect_words(effect, run.texts)
    if not what.effects:
        yield run.say(N_("The categories stay as they are."))


def changed_words(run: Run, fields: Mapping[str, tuple[object, object]]) -> list[str]:
    """A line for each field that changes, with its value before and after; ids are left out."""
    shown = {name: values for name, values in fields.items() if not name.endswith("_id")}
    return output.pairs(
        (
            edit_explanations.field_name(name, run.texts),
            " → ".join(edit_explanations.value_words(name, value, run.texts) for value in values),
        )
        for name, values in shown.items()
        if (values[0] or None) != (values[1] or None)
    )


def the_one(given: str, ids: Iterable[str]) -> str:
    """The one of ``ids`` that is ``given``, or begins so; raises ``UserError`` when it is none or several."""
    found = [id_ for id_ in ids if id_.startswith(given)]
    if given in found:
        return given
    if len(found) != 1:
        raise UserError(
            N_("{count} such records of the person have an id that begins with {given}."),
            N_("See their ids with “interpreter-app show NUMBER --ids”."),
            count=len(found),
            given=given,
        )
    return found[0]
