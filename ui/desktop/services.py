"""What the window needs from outside itself: the network, and the fictional register."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interpreter_app.jobs import Progress
from interpreter_app.use_cases.open_profile import Profile

if TYPE_CHECKING:
    from sync.engine import SyncOutcome
    from sync.login import Identity
    from sync.preview import Preview

Synchronise = Callable[[Profile, str, str, Progress], "SyncOutcome"]
"""Brings a profile up to the register at an address, through a proxy or none."""
LookAhead = Callable[[Profile, str, str, Progress], "Preview"]
"""What such a sync would do."""
StartDemo = Callable[[Progress], str]
"""Makes the fictional register and serves it, once in a run of the program; gives its address."""
FetchHistory = Callable[[Profile, str, str, str, Progress], int]
"""Fetches what is lacking of a person's history (an id): profile, the register's address, proxy, person, the time."""
FetchWholeHistory = Callable[[Profile, str, str, Progress], int]
"""The same of everybody's history."""
Identify = Callable[[str, str, str], "Identity"]
"""Whom the register at an address, through a proxy or none, takes the holder of a token for."""


def ask_who(server: str, proxy: str, token: str) -> "Identity":
    """Ask the register itself; see ``sync.login.identify``."""
    from sync.login import identify

    return identify(server, proxy, token)


@dataclass(frozen=True)
class Services:
    """What the window needs from outside itself.

    ``start_demo`` is None where no fictional register can be made, ``fetch_history``, ``look_ahead`` and
    ``fetch_whole_history`` where there is no network at all.
    """

    synchronise: Synchronise
    start_demo: StartDemo | None = None
    fetch_history: FetchHistory | None = None
    look_ahead: LookAhead | None = None
    fetch_whole_history: FetchWholeHistory | None = None
    identify: Identify = ask_who
