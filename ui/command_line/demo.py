"""The command that lets one try the program: a fictional register of its own, copied, and the window upon it."""

import click

from interpreter_app.data_folder import DEMO_PROFILE
from interpreter_app.domain.errors import N_
from interpreter_app.jobs import Progress
from ui.command_line import window
from ui.command_line.commands import SpokenCommand
from ui.command_line.demo_server import DemoServer
from ui.command_line.progress import progress_of
from ui.command_line.run import Run
from ui.command_line.serving import require_server
from ui.command_line.syncing import synchronise


@click.command(cls=SpokenCommand, help=N_("Try the program with a fictional register of its own."))
@click.pass_obj
def demo(run: Run) -> int:
    """Serve the fictional register, copy it into the profile ``demo``, and open the window."""
    window.require_display(run)
    require_server()
    run.profile = run.profile or DEMO_PROFILE
    with DemoServer(run) as server:
        _copy(run, server, progress_of(run))
        return window.open_window(run, server)


def _copy(run: Run, server: DemoServer, progress: Progress) -> None:
    url = server.start(progress)
    profile = run.context.open_profile()
    try:
        synchronise(profile, url, "", progress)
    finally:
        profile.close()
