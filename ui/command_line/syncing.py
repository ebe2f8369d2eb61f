"""The command that brings the local copy up to the central register."""

from typing import TYPE_CHECKING

import click

from interpreter_app.data_folder import profile_path
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.profiles import Origin
from interpreter_app.jobs import Progress
from ui.command_line import output
from ui.command_line.commands import SpokenCommand
from ui.command_line.progress import progress_of
from ui.command_line.run import Run, local_time

if TYPE_CHECKING:
    from interpreter_app.use_cases.open_profile import Profile
    from sync.engine import SyncOutcome


@click.command(cls=SpokenCommand, help=N_("Bring the local copy up to the central register."))
@click.option(
    "--server",
    metavar=N_("URL"),
    help=N_("The address of the register; if not given, that of the settings or the one that was used last."),
)
@click.pass_obj
def sync(run: Run, server: str | None) -> None:
    """Answer with what the sync did."""
    address = _address(run, server)
    profile = run.context.open_profile()
    try:
        outcome = synchronise(profile, address, run.context.settings.proxy, progress_of(run))
    finally:
        profile.close()
    run.answer(_document(outcome), lambda: _lines(run, outcome))


def synchronise(profile: "Profile", server: str, proxy: str, progress: Progress) -> "SyncOutcome":
    """Bring ``profile`` up to the register at the address ``server``, through ``proxy`` unless that is empty."""
    from sync.client import RegisterClient
    from sync.engine import synchronise as bring_up

    client = RegisterClient(server, proxy)
    try:
        return bring_up(profile, client, progress, local_time)
    finally:
        client.close()


def _address(run: Run, named: str | None) -> str:
    """The address to synchronise with, known to be one; raises ``UserError`` where there is none or it is refused."""
    from sync.client import checked_address

    last = _address_used_last(run)
    address = named or run.context.settings.server or last
    if not address:
        raise UserError(N_("The program does not know where the register is."), N_("Give its address with --server."))
    return checked_address(address)


def _address_used_last(run: Run) -> str:
    """The address that the profile's data came from; empty when it has none yet."""
    name = run.context.profile_name
    if not profile_path(run.folder, name).exists():
        return ""
    profile = run.context.open_profile()
    try:
        state = profile.state()
    finally:
        profile.close()
    if state and state.origin is Origin.PUBLIC:
        raise UserError(
            N_("The profile {name} was imported from a file and cannot be synchronised."),
            N_("Name another profile with --profile."),
            name=name,
        )
    return state.server if state else ""


def _document(outcome: "SyncOutcome") -> dict[str, object]:
    return {
        "bootstrap": outcome.bootstrap,
        "received": outcome.received,
        "sent": outcome.sent,
        "merged": outcome.merged,
        "conflicts": outcome.conflicts,
        "rejected": outcome.rejected,
        "unsent": outcome.unsent,
        "head": outcome.head,
        "as_of": outcome.as_of.isoformat(),
    }


def _lines(run: Run, outcome: "SyncOutcome") -> list[str]:
    number = run.texts.number
    what = N_("The whole register was copied.") if outcome.bootstrap else N_("The changes were fetched.")
    return [
        run.say(what),
        *output.pairs(
            [
                (run.say(N_("Records received")), number(outcome.received)),
                (run.say(N_("Data as of")), outcome.as_of.astimezone(run.clock().tzinfo).isoformat(" ", "minutes")),
            ]
        ),
    ]
