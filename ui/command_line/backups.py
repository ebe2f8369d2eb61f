"""The commands that back up the profile and restore it, and the backup that is made by itself once a day."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_, AppError, UserError
from ui.command_line import output
from ui.command_line.commands import SpokenCommand
from ui.command_line.failures import DONE
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.back_up import Contents, Listed
    from interpreter_app.use_cases.restore_backup import Restored

LATEST = "latest"


@click.command(cls=SpokenCommand, help=N_("Back up the profile: a whole, checked copy with the same key."))
@click.argument("file", metavar=N_("FILE"), required=False, type=click.Path(path_type=Path))
@click.pass_obj
def backup(run: Run, file: Path | None) -> None:
    """Back up into FILE, or into the profile's folder of backups, and answer with what the copy holds."""
    from interpreter_app.use_cases.back_up import back_up, back_up_to, contents_of

    with run.register() as (profile, _):
        if file is None:
            made = back_up(profile, run.clock())
            contents = contents_of(profile, made)
        else:
            made, contents = file, back_up_to(profile, file)
    run.answer(_document(made, contents), lambda: _lines(run, made, contents))


@click.command(cls=SpokenCommand, help=N_("Put a backup in the place of the profile's file, which is set aside."))
@click.argument("file", metavar=N_("FILE|latest"), required=False)
@click.option("--list", "listing", is_flag=True, help=N_("Only list the backups that there are."))
@click.pass_obj
def restore(run: Run, file: str | None, listing: bool) -> None:
    """Restore FILE or the latest backup; edits that it lacks are carried over."""
    from interpreter_app.use_cases.back_up import list_backups
    from interpreter_app.use_cases.restore_backup import restore_backup

    context = run.context
    if listing:
        found = list_backups(context.files, context.keys)
        run.answer([_listed(one) for one in found], lambda: _table(run, found))
        return
    chosen = _chosen(file)
    done = restore_backup(context.profile_name, context.files, chosen, context.keys, now=run.clock())
    run.answer(_restored(done), lambda: _restored_lines(run, done))


def back_up_daily(run: Run) -> int:
    """Back up this run's private profile once a day, after its work is done; a full disk is told and no more."""
    if "context" not in vars(run):
        return DONE  # a command without a profile; it has not even loaded the store
    from interpreter_app.use_cases.back_up import back_up_daily as begin

    context = run.context
    try:
        begin(context.profile_name, context.files, context.open_keyring, run.clock())
    except (AppError, OSError) as error:
        reason = error.in_words(run.texts.gettext) if isinstance(error, AppError) else error.strerror or ""
        run.tell(run.say(N_("The daily backup could not be made. {reason}"), reason=reason))
    return DONE


def _chosen(file: str | None) -> Path | None:
    """The file to restore, None for the latest; raises ``UserError`` for one that is not there."""
    if file is None:
        raise UserError(
            N_("{name} is missing."), N_("See {command} --help."), name="FILE|latest", command="interpreter-app restore"
        )
    if file == LATEST:
        return None
    if not Path(file).is_file():
        raise UserError(N_("There is no file {name}."), N_("Check its name and folder."), name=file)
    return Path(file)


def _document(file: Path, contents: "Contents") -> dict[str, object]:
    return {"file": str(file), "bytes": contents.bytes, "unsent": contents.unsent, "people": contents.people}


def _lines(run: Run, file: Path, contents: "Contents") -> list[str]:
    number = run.texts.number
    return output.pairs(
        [
            (run.say(N_("Backup")), str(file)),
            (run.say(N_("People")), number(contents.people)),
            (run.say(N_("Unsent edits")), number(contents.unsent)),
        ]
    )


def _listed(one: "Listed") -> dict[str, object]:
    contents = one.contents
    return {
        "file": str(one.backup.path),
        "at": one.backup.at.isoformat(),
        "sound": contents is not None,
        "bytes": contents.bytes if contents else None,
        "unsent": contents.unsent if contents else None,
        "people": contents.people if contents else None,
    }


def _table(run: Run, found: "list[Listed]") -> list[str]:
    if not found:
        return [run.say(N_("There are no backups yet."))]
    headings = [run.say(word) for word in (N_("Made"), N_("People"), N_("Unsent edits"), N_("File"))]
    return output.table(headings, [_row(run, one) for one in found])


def _row(run: Run, one: "Listed") -> list[str]:
    made = one.backup.at.astimezone(run.clock().tzinfo).isoformat(" ", "minutes")
    if one.contents is None:
        return [made, run.say(N_("cannot be opened")), "", str(one.backup.path)]
    number = run.texts.number
    return [made, number(one.contents.people), number(one.contents.unsent), str(one.backup.path)]


def _restored(done: "Restored") -> dict[str, object]:
    return {
        "restored": str(done.path),
        "people": done.contents.people,
        "unsent": done.unsent,
        "carried": done.carried,
        "set_aside": str(done.set_aside.path) if done.set_aside else None,
    }


def _restored_lines(run: Run, done: "Restored") -> list[str]:
    number = run.texts.number
    carried = run.say(N_("none: the old file could not be read")) if done.carried is None else number(done.carried)
    return output.pairs(
        [
            (run.say(N_("Restored")), str(done.path)),
            (run.say(N_("People")), number(done.contents.people)),
            (run.say(N_("Unsent edits")), number(done.unsent)),
            (run.say(N_("Edits carried over")), carried if done.set_aside else ""),
            (run.say(N_("The old file is kept as")), str(done.set_aside.path) if done.set_aside else ""),
        ]
    )
