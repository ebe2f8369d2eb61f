"""The commands that take care of a register server's data: audit, backup, restore, and erasing by law."""

import re
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_, UserError
from ui.command_line import output
from ui.command_line.arguments import RecordId
from ui.command_line.commands import SpokenCommand
from ui.command_line.failures import DONE, NO
from ui.command_line.run import Run
from ui.command_line.serving import DATABASE_HELP, existing, opened, require_server

if TYPE_CHECKING:
    from sync.register_server.audit import Audit

_FILE = click.Path(path_type=Path)
_HASH = re.compile(r"[0-9a-f]{64}\Z")


@click.command(cls=SpokenCommand, help=N_("Verify the register's history, and its records against it."))
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.option(
    "--expect",
    metavar=N_("HASH"),
    help=N_("The head of an earlier audit, which must still be in the history."),
)
@click.pass_obj
def audit(run: Run, /, *, database: str | None, expect: str | None) -> int:
    """Answer with the entries verified and the hash of the last; exit code 1 when something is not as it was."""
    require_server()
    from sync.register_server.audit import audit as verify

    expected = None if expect is None else _hash(expect)
    with existing(run, database) as store, store.read() as connection:
        found = verify(connection, expected)
    document = {"entries": found.entries, "head_hash": found.head_hash, "sound": found.sound} | _fault(run, found)
    run.answer(document, lambda: output.pairs(_audited(run, found)))
    return DONE if found.sound else NO


def _hash(given: str) -> str:
    text = given.strip().lower()
    if not _HASH.match(text):
        raise UserError(
            N_("“{given}” is no hash of a history."), N_("Give the 64 digits that an audit answered."), given=given
        )
    return text


def _fault(run: Run, found: "Audit") -> dict[str, object]:
    return {"first_bad": found.fault.seq, "fault": run.say(found.fault.text)} if found.fault else {}


def _audited(run: Run, found: "Audit") -> list[tuple[str, str]]:
    fault = found.fault
    return [
        (run.say(N_("Entries verified")), str(found.entries)),
        (run.say(N_("Hash of the last")), found.head_hash),
        (run.say(N_("Found")), run.say(fault.text if fault else N_("All is as it was recorded."))),
        (run.say(N_("First wrong change")), str(fault.seq) if fault and fault.seq is not None else ""),
    ]


@click.command(cls=SpokenCommand, help=N_("Write a verified backup of the register, while it is served."))
@click.argument("file", metavar=N_("FILE"), type=_FILE)
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@click.pass_obj
def backup(run: Run, /, file: Path, *, database: str | None, force: bool) -> None:
    """Answer with what the backup holds."""
    require_server()
    from sync.register_server.backup import back_up

    with existing(run, database) as store:
        made = back_up(store, file, replace=force)
    document = {
        "file": str(file),
        "entries": made.entries,
        "head": made.head,
        "head_hash": made.head_hash,
        "bytes": made.bytes,
    }
    rows = {N_("File"): "file", N_("Entries verified"): "entries", N_("Hash of the last"): "head_hash"}
    run.answer(document, lambda: output.pairs((run.say(label), str(document[name])) for label, name in rows.items()))


@click.command(cls=SpokenCommand, help=N_("Replace the register by a backup; clients send again what it lacks."))
@click.argument("file", metavar=N_("FILE"), type=_FILE)
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.pass_obj
def restore(run: Run, /, file: Path, *, database: str | None) -> None:
    """Answer with the new epoch, and the last change that was kept."""
    require_server()
    from sync.register_server.restore import restore as bring_back

    if not file.is_file():
        raise UserError(N_("There is no file {name}."), N_("Check its name and folder."), name=file)
    with opened(run, database) as store:
        restored = bring_back(store, file)
    document = {
        "epoch": restored.epoch,
        "previous_epoch": restored.previous_epoch,
        "restored_seq": restored.restored_seq,
        "head": restored.head,
    }
    rows = {N_("Epoch"): "epoch", N_("Last change"): "head"}
    run.answer(document, lambda: output.pairs((run.say(label), str(document[name])) for label, name in rows.items()))


@click.command(
    cls=SpokenCommand,
    help=N_("Erase the earlier contents of a record, or of all records of a person, from the history."),
)
@click.argument("id_", metavar=N_("ID"), type=RecordId())
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.option(
    "--reason", metavar=N_("TEXT"), required=True, help=N_("Why; it stands in the history, so without personal data.")
)
@click.pass_obj
def erase(run: Run, /, id_: str, *, database: str | None, reason: str) -> None:
    """Answer with how much was erased; exit code 1 when the register never had the record."""
    require_server()
    from sync.register_server.erasure import erase as take_out

    text = _reason(reason)
    now = run.clock().astimezone(UTC)
    with existing(run, database) as store, store.database.write() as connection:
        erased = take_out(connection, id_, text, now)
    document = {"records": erased.records, "entries": erased.entries}
    rows = {N_("Records"): "records", N_("Entries erased"): "entries"}
    run.answer(document, lambda: output.pairs((run.say(label), str(document[name])) for label, name in rows.items()))


def _reason(given: str) -> str:
    from interpreter_app.contact_checks import LONGEST_REASON, check_length

    text = check_length("--reason", given, LONGEST_REASON)
    if not text:
        raise UserError(N_("An erasure needs a reason."), N_("Say with --reason why it must be."))
    return text


COMMANDS = (audit, backup, restore, erase)
"""The commands of the group ``server`` that are made here."""
