"""Opening the window, or making a picture of one of its pages."""

import os
import sys
from typing import TYPE_CHECKING

from interpreter_app.domain.errors import N_, EnvironmentFault, UserError
from ui.command_line.failures import DONE
from ui.command_line.run import Picture, Run
from ui.pages import PAGES

if TYPE_CHECKING:
    from ui.command_line.demo_server import DemoServer

_WITHOUT_REGISTER = "first-start"
"""The page that shows a profile without data."""
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
_NEEDS_NONE = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
"""Qt platforms that show nothing on a display of the desktop."""


def open_window(run: Run, server: "DemoServer | None" = None) -> int:
    """Open the window and return its exit code when it closes, or make the picture that was asked for.

    ``server`` is the fictional register where it is served already.
    """
    if run.picture:
        _take(run, run.picture)
        return DONE
    require_display(run)
    from ui.command_line.demo_server import DemoServer
    from ui.command_line.serving import server_is_installed
    from ui.command_line.syncing import fetch_history, fetch_whole_history, look_ahead, synchronise
    from ui.desktop.main import run_window
    from ui.desktop.services import Services

    with server or DemoServer(run) as fiction:
        start_demo = fiction.start if server_is_installed() else None
        services = Services(synchronise, start_demo, fetch_history, look_ahead, fetch_whole_history)
        return run_window(run.context, services)


def _take(run: Run, picture: Picture) -> None:
    """Make the picture; raises ``UserError`` for a page that there is not."""
    page = picture.page or PAGES[0]
    if page not in PAGES:
        raise UserError(
            N_("There is no page “{page}”."), N_("Choose one of: {choices}."), page=page, choices=", ".join(PAGES)
        )
    if page != _WITHOUT_REGISTER:
        with run.register():
            pass
    from ui.command_line.syncing import look_ahead
    from ui.desktop.screenshot import take_screenshot

    theme = picture.theme or run.context.settings.theme
    take_screenshot(run.context, picture.file, page, theme, picture.scale, look_ahead=look_ahead)


def require_display(run: Run) -> None:
    """Raise ``EnvironmentFault`` with what to do instead when a window is wanted and there is no display for one."""
    if run.picture or _has_display():
        return
    raise EnvironmentFault(
        N_("There is no display here to open a window on."),
        N_("Make a picture with --screenshot FILE --page {page}, or use the commands; see --help."),
        page=PAGES[0],
    )


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _NEEDS_NONE:
        return True
    return any(os.environ.get(name) for name in _DISPLAYS)
