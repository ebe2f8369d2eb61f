"""The register as it was known by a day, while the window shows it: made in a lane, and closed exactly once."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import date

from interpreter_app.domain.errors import Cancelled, SyncError
from interpreter_app.jobs import Progress
from interpreter_app.use_cases.known_register import KnownRegister, NotReadYet, known_profile
from ui.desktop.session import Session


class HeldRegister:
    """Holds a temporary register until ``close``, after which it holds none any more.

    It may be closed from any thread, at any time and more than once: before the register is made, while it is, and when
    it is done and nobody has been told yet.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closing = ExitStack()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        with self._lock:
            return self._closed

    def hold(self, made: AbstractContextManager[KnownRegister]) -> KnownRegister:
        """Make the register and keep it; raises ``Cancelled``, with the register gone again, when closed meanwhile."""
        with ExitStack() as stack:
            register = stack.enter_context(made)
            with self._lock:
                if self._closed:
                    raise Cancelled
                self._closing = stack.pop_all()
        return register

    def close(self) -> None:
        """Close the register, and delete its file."""
        with self._lock:
            self._closed = True
            closing = self._closing.pop_all()
        closing.close()


def making(session: Session, day: date, held: HeldRegister) -> Callable[[Progress], KnownRegister]:
    """What fetches the history and has ``held`` hold the register as it was known by the end of ``day``.

    Where the register cannot be asked, what has been read of its history here must reach as far; the ``NotReadYet`` of
    the work then has the reason as its cause. The work raises what ``known_profile`` does, and ``TokenRefused``. Raises
    ``UserError`` when it is not known where the register is.
    """
    profile, folder, now = session.profile, session.context.folder, session.now()
    fetch = session.whole_history()

    def work(progress: Progress) -> KnownRegister:
        unasked = _fetched(fetch, progress)
        try:
            return held.hold(known_profile(profile, day, folder, now=now, progress=progress))
        except NotReadYet as error:
            raise error from unasked

    return work


def _fetched(fetch: Callable[[Progress], object], progress: Progress) -> SyncError | None:
    """Fetch the history; returns why it could not be, None when it was.

    Raises ``TokenRefused`` when the register no longer accepts the login: the private data are locked then.
    """
    from sync.failures import TokenRefused

    try:
        fetch(progress)
    except TokenRefused:
        raise
    except SyncError as error:
        return error
    return None
