"""The commands that change what a person is listed for, and when."""

from datetime import date
from functools import partial

import click

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Kind
from ui.command_line.arguments import IsoDate, LanguageCode, OneOf, words
from ui.command_line.commands import SpokenCommand, SpokenGroup
from ui.command_line.edit_answers import Asked, do, edit_options, person_argument
from ui.command_line.run import Run

language_argument = click.argument("language", metavar=N_("LANGUAGE"), type=LanguageCode())
kind_option = click.option(
    "--kind",
    metavar=words(Kind),
    type=OneOf(Kind),
    help=N_("The kind of interpreting; the language's own if not given."),
)


@click.group(cls=SpokenGroup, help=N_("Add a language to a person, or remove one."))
def language() -> None:
    """The languages of a person."""


@language.command("add", cls=SpokenCommand, help=N_("Add a language to a person."))
@person_argument
@language_argument
@kind_option
@edit_options
@click.pass_obj
def add_language(run: Run, /, *, asked: Asked, language: str, kind: Kind | None) -> None:
    """Add a pair of language and kind."""
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases import edit_person

    plan = partial(edit_person.add_language, language=language, kind=kind, new_id=new_id)
    do(run, asked, plan)


@language.command("remove", cls=SpokenCommand, help=N_("Remove a language from a person."))
@person_argument
@language_argument
@kind_option
@edit_options
@click.pass_obj
def remove_language(run: Run, /, *, asked: Asked, language: str, kind: Kind | None) -> None:
    """Remove a pair of language and kind; the evidence for it stays."""
    from interpreter_app.use_cases import edit_person

    plan = partial(edit_person.remove_language, language=language, kind=kind)
    do(run, asked, plan)


@click.group(cls=SpokenGroup, help=N_("List a person in the register, or end the listing."))
def listing() -> None:
    """The listing of a person (tolkeforskriften § 10)."""


@listing.command("list", cls=SpokenCommand, help=N_("List a person."))
@person_argument
@click.option("--from", "start", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day; today if not given."))
@click.option("--until", "end", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day no longer; none if open."))
@edit_options
@click.pass_obj
def list_person(run: Run, /, *, asked: Asked, start: date | None, end: date | None) -> None:
    """List the person from a day on."""
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases import edit_person

    plan = partial(edit_person.list_person, start=start or run.today, end=end, new_id=new_id)
    do(run, asked, plan)


@listing.command("change", cls=SpokenCommand, help=N_("Change the days of the listing that lasts, or came last."))
@person_argument
@click.option("--from", "start", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day of the listing."))
@click.option("--until", "end", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day no longer."))
@click.option("--open", "is_open", is_flag=True, help=N_("Let the listing last."))
@edit_options
@click.pass_obj
def change_listing(run: Run, /, *, asked: Asked, start: date | None, end: date | None, is_open: bool) -> None:
    """Correct the period of the last listing."""
    from interpreter_app.use_cases import edit_person

    if is_open and end:
        raise UserError(N_("--open and --until cannot both be given."), N_("Leave one of them out."))
    plan = partial(edit_person.correct_last_listing, start=start, end=end, is_open=is_open)
    do(run, asked, plan)


@listing.command("remove", cls=SpokenCommand, help=N_("End the listing of a person."))
@person_argument
@click.option(
    "--until", "end", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day no longer listed; today if not given.")
)
@edit_options
@click.pass_obj
def remove_listing(run: Run, /, *, asked: Asked, end: date | None) -> None:
    """End the listing; the reason stands with it, too."""
    from interpreter_app.use_cases import edit_person

    plan = partial(edit_person.remove_listing, end=end or run.today, reason=asked.reason)
    do(run, asked, plan)
