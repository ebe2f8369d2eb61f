"""The commands that take data from files: computing categories, importing the public register's answer."""

from typing import TYPE_CHECKING

import click

from interpreter_app.data_folder import PUBLIC_PROFILE, profile_names
from interpreter_app.domain.errors import N_, AppError
from interpreter_app.domain.evidence_entries import read_entries
from interpreter_app.domain.public_register import PublicAnswer, Skipped, Warned, read_public_answer
from interpreter_app.use_cases.compute_categories import ComputedCategories, compute_categories
from ui.command_line import evidence, output, wording
from ui.command_line.commands import SpokenCommand
from ui.command_line.files import read_file
from ui.command_line.run import Run

if TYPE_CHECKING:
    pass


@click.command(
    cls=SpokenCommand, help=N_("Compute the categories that evidence gives, from a JSON file of one entry or a list.")
)
@click.argument("file", metavar=N_("FILE"))
@click.pass_obj
def categories(run: Run, file: str) -> None:
    """Answer with the categories of each entry; a file that does not fit is refused whole."""
    computed = compute_categories(read_entries(read_file(file)), run.today)
    run.answer(
        [
            {"name": entry.name, "categories": [evidence.category(one, run) for one in entry.categories]}
            for entry in computed
        ],
        lambda: [line for entry in computed for line in _category_lines(entry, run)],
    )


def _category_lines(entry: ComputedCategories, run: Run) -> list[str]:
    heading = run.say(N_("{name}, on {day}:"), name=entry.name or run.say(N_("Unnamed")), day=entry.day.isoformat())
    rows = [
        f"  {one.category}  {wording.pair_name(*one.pair, run)}: {evidence.reason_with_source(one, run)}"
        for one in entry.categories
    ]
    none = run.say(N_("No category."))
    return [heading, *(rows or [f"  {none}"])]


@click.command(
    "import-public",
    cls=SpokenCommand,
    help=N_("Import a search answer of the public register into a profile of its own."),
)
@click.argument("file", metavar=N_("FILE"))
@click.pass_obj
def import_public(run: Run, file: str) -> None:
    """Take the file's people into the profile ``public``, or the one that is named, and report what was left out."""
    from interpreter_app.use_cases import import_public as importing
    from sync.protocol import record_hash

    answer = read_public_answer(read_file(file))
    name = run.profile or PUBLIC_PROFILE
    profile = run.context.open_profile(name=name)
    try:
        importing.import_public(profile, answer, run.clock(), record_hash)
    finally:
        profile.close()
    _take_into_use(run, name)
    run.answer(_report(answer, run), lambda: _report_lines(answer, name, run))


def _take_into_use(run: Run, name: str) -> None:
    """Work with the profile from now on when no other holds a register; otherwise say how to."""
    others = [other for other in profile_names(run.folder) if other != name]
    if any(_holds_register(run, other) for other in others):
        run.tell(run.say(N_("The people are in the profile {name}; use it with --profile {name}."), name=name))
    elif others:
        run.context.remember(profile=name)


def _holds_register(run: Run, name: str) -> bool:
    """Whether a profile has data; one that cannot be read may have."""
    try:
        profile = run.context.open_profile(name=name)
    except AppError:
        return True
    try:
        return profile.state() is not None
    finally:
        profile.close()


def _report(answer: PublicAnswer, run: Run) -> dict[str, object]:
    return {
        "read": answer.read,
        "imported": len(answer.people),
        "merged": answer.merged,
        "skipped": [
            {"index": one.index, "number": one.number, "reason": _why_skipped(one, run)} for one in answer.skipped
        ],
        "warnings": [
            {"index": one.index, "number": one.number, "field": one.field, "reason": _why_warned(one, run)}
            for one in answer.warnings
        ],
    }


def _why_skipped(skipped: Skipped, run: Run) -> str:
    return " ".join(reason.in_words(run.texts.gettext) for reason in skipped.reasons)


def _why_warned(warned: Warned, run: Run) -> str:
    return warned.reason.in_words(run.texts.gettext)


def _report_lines(answer: PublicAnswer, name: str, run: Run) -> list[str]:
    lines = output.pairs(
        [
            (run.say(N_("Profile")), name),
            (run.say(N_("Read")), run.texts.number(answer.read)),
            (run.say(N_("Imported")), run.texts.number(len(answer.people))),
            (run.say(N_("Repeated")), run.texts.number(answer.merged)),
            (run.say(N_("Skipped")), run.texts.number(len(answer.skipped))),
        ]
    )
    lines += [
        run.say(
            N_("Skipped: entry {index}, number {number}. {reason}"),
            index=one.index,
            number=one.number or "–",
            reason=_why_skipped(one, run),
        )
        for one in answer.skipped
    ]
    lines += [
        run.say(
            N_("Left out: entry {index}, number {number}, {field}. {reason}"),
            index=one.index,
            number=one.number,
            field=one.field,
            reason=_why_warned(one, run),
        )
        for one in answer.warnings
    ]
    return lines
