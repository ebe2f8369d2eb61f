"""The command ``interpreter-app``: what is said outside any command, and the commands it has."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import click

from interpreter_app.data_folder import default_folder
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.keys import OpenKeyring, system_keyring
from interpreter_app.settings import THEMES, read_settings
from ui.command_line import (
    backups,
    call_list,
    conflicts,
    data,
    demo,
    departure_note,
    editing,
    evidence_edits,
    exporting,
    guidance,
    guidelines,
    health,
    history,
    importing,
    ladder,
    listing_edits,
    lists,
    login,
    notes,
    outbox,
    people,
    roster,
    search,
    server_care,
    server_guidance,
    server_tokens,
    serving,
    show,
    sync_log,
    syncing,
    undoing,
    usage_reports,
    window,
)
from ui.command_line.arguments import OneOf, WholeNumber, words
from ui.command_line.commands import SpokenGroup, run_of
from ui.command_line.failures import DONE, NO, guarded
from ui.command_line.output import use_utf8
from ui.command_line.run import Picture, Run, local_time
from ui.command_line.versions import program_version

PROGRAM = "interpreter-app"
_LARGEST_SCALE = 4
_FILE = click.Path(path_type=Path)
_WITH_PICTURE = frozenset({None, demo.demo.name})


def main(
    arguments: Sequence[str],
    clock: Callable[[], datetime] = local_time,
    open_keyring: OpenKeyring = system_keyring,
) -> int:
    """Do what ``arguments`` (without the program's name) ask for; returns the exit code 0–3.

    ``clock`` gives the local time with its zone, ``open_keyring`` the keyring with the keys of encrypted profiles.
    """
    use_utf8()
    run = _begin(arguments, clock, open_keyring)
    code = guarded(run, lambda: _invoke(arguments, run))
    if code in (DONE, NO):
        guarded(run, lambda: backups.back_up_daily(run))
    return code


def _begin(arguments: Sequence[str], clock: Callable[[], datetime], open_keyring: OpenKeyring) -> Run:
    """The run that ``arguments`` ask for, as far as they can be understood before they are checked."""
    said = program.make_context(PROGRAM, list(arguments), resilient_parsing=True).params
    folder = said.get("data_dir") or default_folder()
    language = said.get("ui_language")
    texts = Texts(language or read_settings(folder).ui_language)
    return Run(folder, texts, clock, said.get("profile"), language, open_keyring=open_keyring)


def _invoke(arguments: Sequence[str], run: Run) -> int:
    with program.make_context(PROGRAM, list(arguments), obj=run) as context:
        code = program.invoke(context)
    return code if isinstance(code, int) else DONE


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value and not ctx.resilient_parsing:
        click.echo(f"{PROGRAM} {program_version()}")
        ctx.exit()


@click.command(
    cls=SpokenGroup,
    name=PROGRAM,
    invoke_without_command=True,
    help=N_("Find interpreters in a local copy of the register. Without a command, the window opens."),
)
@click.option("--data-dir", metavar=N_("DIR"), type=_FILE, help=N_("Keep the program's data in this folder."))
@click.option("--profile", metavar=N_("NAME"), help=N_("Work with this profile."))
@click.option(
    "--ui-language",
    metavar=words(UiLanguage),
    type=OneOf(UiLanguage),
    help=N_("Speak this language: bokmål, nynorsk or English."),
)
@click.option("--screenshot", metavar=N_("FILE"), type=_FILE, help=N_("Make a picture of a page as a PNG file."))
@click.option("--page", metavar=N_("PAGE"), help=N_("The page to make a picture of."))
@click.option("--theme", metavar=words(THEMES), type=OneOf(THEMES), help=N_("The colours of the picture."))
@click.option(
    "--scale", metavar="N", type=WholeNumber(1, _LARGEST_SCALE), help=N_("How many times to enlarge the picture.")
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=N_("Show the version of the program."),
)
@click.pass_context
def program(
    ctx: click.Context,
    /,
    *,
    screenshot: Path | None,
    page: str | None,
    theme: str | None,
    scale: int | None,
    **_begun: object,
) -> int:
    """Open the window, or make a picture of it, unless a command follows."""
    run = run_of(ctx)
    run.picture = _picture(screenshot, page, theme, scale)
    if run.picture and ctx.invoked_subcommand not in _WITH_PICTURE:
        raise UserError(
            N_("--screenshot makes a picture of the window and does not go with {command}."),
            N_("Leave one of them out."),
            command=ctx.invoked_subcommand,
        )
    return window.open_window(run) if ctx.invoked_subcommand is None else DONE


def _picture(file: Path | None, page: str | None, theme: str | None, scale: int | None) -> Picture | None:
    if file is not None:
        return Picture(file, page, theme, scale or 1)
    if page or theme or scale:
        raise UserError(
            N_("--page, --theme and --scale say what a picture shows."), N_("Name its file with --screenshot.")
        )
    return None


for _command in (
    search.search,
    ladder.ladder,
    show.show,
    notes.note,
    notes.notes,
    people.people,
    exporting.export,
    importing.import_,
    data.categories,
    data.import_public,
    lists.languages,
    lists.counties,
    guidance.guidance,
    call_list.call_list,
    departure_note.departure_note,
    usage_reports.usage,
    guidelines.guidelines,
    roster.roster,
    syncing.sync,
    sync_log.sync_log,
    serving.serve,
    serving.server,
    demo.demo,
    health.health,
    login.login,
    login.logout,
    login.recover,
    backups.backup,
    backups.restore,
    editing.edit,
    editing.new,
    editing.delete,
    listing_edits.language,
    listing_edits.listing,
    evidence_edits.qualification,
    evidence_edits.authorisation,
    outbox.outbox,
    conflicts.conflicts,
    conflicts.resolve,
    history.history,
    undoing.undo,
):
    program.add_command(_command)
for _command in (server_tokens.token, server_guidance.guidance_, *server_care.COMMANDS):
    serving.server.add_command(_command)
