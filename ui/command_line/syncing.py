"""The commands that bring the local copy up to the central register, and tell what each sync did."""

from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.profiles import Origin
from interpreter_app.jobs import Progress
from ui.command_line import output
from ui.command_line.commands import SpokenCommand
from ui.command_line.failures import DONE, NO
from ui.command_line.previewing import preview_document, preview_lines
from ui.command_line.progress import progress_of
from ui.command_line.run import Run, local_time

if TYPE_CHECKING:
    from interpreter_app.use_cases.open_profile import Profile
    from sync.client import RegisterClient
    from sync.engine import SyncOutcome
    from sync.preview import Preview


@click.command(cls=SpokenCommand, help=N_("Send what was changed here, and bring the local copy up to the register."))
@click.option(
    "--server",
    metavar=N_("URL"),
    help=N_("The address of the register; if not given, that of the settings or the one that was used last."),
)
@click.option("--dry-run", is_flag=True, help=N_("Only say what would be sent and what would come."))
@click.pass_obj
def sync(run: Run, server: str | None, dry_run: bool) -> int:
    """Answer with what the sync did, or would do; the code says "no" while edits wait for a person's decision."""
    address = _address(run, server)
    profile = run.context.open_profile()
    try:
        if dry_run:
            found = look_ahead(profile, address, run.context.settings.proxy, progress_of(run))
            run.answer(preview_document(run, profile, found), lambda: preview_lines(run, profile, found))
            return DONE
        outcome = synchronise(profile, address, run.context.settings.proxy, progress_of(run))
    finally:
        profile.close()
    run.answer(_document(outcome), lambda: _lines(run, outcome))
    return NO if outcome.conflicts or outcome.rejected else DONE


def look_ahead(profile: "Profile", server: str, proxy: str, progress: Progress) -> "Preview":
    """What a sync of ``profile`` with the register at ``server`` would do now."""
    from sync.preview import preview

    client = register_client(profile, server, proxy)
    try:
        return preview(profile, client, progress)
    finally:
        client.close()


def synchronise(profile: "Profile", server: str, proxy: str, progress: Progress) -> "SyncOutcome":
    """Bring ``profile`` up to the register at the address ``server``, through ``proxy`` unless that is empty."""
    from sync.engine import synchronise as bring_up

    client = register_client(profile, server, proxy)
    try:
        return bring_up(profile, client, progress, local_time)
    finally:
        client.close()


def fetch_history(profile: "Profile", server: str, proxy: str, person: str, progress: Progress) -> int:
    """Fetch what is lacking of the history of ``person`` (an id); how many changes came."""
    from sync.history import fetch_history as fetch

    client = register_client(profile, server, proxy)
    try:
        return fetch(profile, client, person, now=local_time(), progress=progress)
    finally:
        client.close()


def fetch_whole_history(profile: "Profile", server: str, proxy: str, progress: Progress) -> int:
    """Fetch what is lacking of the history of everybody; how many changes came."""
    from sync.history import fetch_all

    client = register_client(profile, server, proxy)
    try:
        return fetch_all(profile, client, now=local_time(), progress=progress)
    finally:
        client.close()


def register_client(profile: "Profile", server: str, proxy: str) -> "RegisterClient":
    """Speaks to the register at ``server`` as whoever is logged in to ``profile`` there."""
    from sync.client import RegisterClient

    return RegisterClient(server, proxy, profile.token_for(server))


def _address(run: Run, named: str | None) -> str:
    """The address to synchronise with; raises ``UserError`` where there is none or it is refused."""
    if not run.context.files.path.exists():
        return address_of(run, named, None)
    profile = run.context.open_profile()
    try:
        _refuse_imported(profile)
        return address_of(run, named, profile)
    finally:
        profile.close()


def address_of(run: Run, named: str | None, profile: "Profile | None") -> str:
    """The address of the register, known to be one: that given, that of the login, of the settings, of the last sync.

    Raises ``UserError`` where there is none or it is refused.
    """
    from sync.addresses import checked_address

    account, state = (profile.account(), profile.state()) if profile else (None, None)
    login, last = account.server if account else "", state.server if state else ""
    address = named or login or run.context.settings.server or last
    if not address:
        raise UserError(N_("The program does not know where the register is."), N_("Give its address with --server."))
    return checked_address(address)


def _refuse_imported(profile: "Profile") -> None:
    state = profile.state()
    if state and state.origin is Origin.PUBLIC:
        raise UserError(
            N_("The profile {name} was imported from a file and cannot be synchronised."),
            N_("Name another profile with --profile."),
            name=profile.name,
        )


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
                *((run.say(text), number(count)) for text, count in _of_edits(outcome) if count),
                (run.say(N_("Data as of")), outcome.as_of.astimezone(run.clock().tzinfo).isoformat(" ", "minutes")),
            ]
        ),
    ]


def _of_edits(outcome: "SyncOutcome") -> list[tuple[str, int]]:
    return [
        (N_("Changes sent"), outcome.sent),
        (N_("Merged with others' changes"), outcome.merged),
        (N_("Conflicts that wait for you"), outcome.conflicts),
        (N_("Changes that the register did not accept"), outcome.rejected),
        (N_("Not sent"), outcome.unsent),
    ]
