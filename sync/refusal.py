"""What follows when the register does not accept the login any more: private data are locked until the next one."""

from collections.abc import Iterator
from contextlib import contextmanager

from interpreter_app.store.account import set_locked
from interpreter_app.use_cases.open_profile import Profile
from sync.failures import TokenRefused


@contextmanager
def locks_when_refused(profile: Profile) -> Iterator[None]:
    """Lock the private data of ``profile`` when the register refuses its token in here, whatever it was asked for.

    Raises the ``TokenRefused`` again.
    """
    try:
        yield
    except TokenRefused:
        with profile.database.write() as connection:
            set_locked(connection, locked=True)
        raise
