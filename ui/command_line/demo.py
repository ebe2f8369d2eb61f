"""The command that lets one try the program: a fictional register of its own, copied, and the window upon it."""

import click

from interpreter_app.data_folder import DEMO_PROFILE, DEMO_STAFF_PROFILE
from interpreter_app.domain.errors import N_
from interpreter_app.jobs import Progress
from ui.command_line import window
from ui.command_line.arguments import OneOf, words
from ui.command_line.commands import SpokenCommand
from ui.command_line.demo_server import DemoServer
from ui.command_line.demo_staff import STAFF_ROLES, log_in_to_demo, staff_at_work
from ui.command_line.progress import progress_of
from ui.command_line.run import Run
from ui.command_line.serving import require_server
from ui.command_line.syncing import synchronise


@click.command(cls=SpokenCommand, help=N_("Try the program with a fictional register of its own."))
@click.option(
    "--as",
    "role",
    metavar=words(STAFF_ROLES),
    type=OneOf(STAFF_ROLES),
    help=N_("Log in to the fictional register as one of its staff, in a profile of its own."),
)
@click.pass_obj
def demo(run: Run, role: str | None) -> int:
    """Serve the fictional register, copy it into the profile ``demo`` or ``demo-staff``, and open the window."""
    window.require_display(run)
    require_server()
    run.profile = run.profile or (DEMO_STAFF_PROFILE if role else DEMO_PROFILE)
    if role and run.picture:
        with staff_at_work(run, progress_of(run)) as shown:
            return window.open_window(shown)
    with DemoServer(run) as server:
        url = server.start(progress_of(run))
        if role:
            log_in_to_demo(run, url, role)
        _copy(run, url, progress_of(run))
        return window.open_window(run, server)


def _copy(run: Run, url: str, progress: Progress) -> None:
    profile = run.context.open_profile()
    try:
        synchronise(profile, url, "", progress)
    finally:
        profile.close()
