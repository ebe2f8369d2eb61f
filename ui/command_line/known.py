"""The register as it was known at the end of a day, for every command that asks the register."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from interpreter_app.domain.errors import N_, NotFound, SyncError
from interpreter_app.jobs import Progress
from ui.command_line.arguments import IsoDate
from ui.command_line.progress import progress_of
from ui.command_line.run import Run
from ui.command_line.syncing import address_of, register_client

if TYPE_CHECKING:
    from interpreter_app.domain.profiles import ProfileState
    from interpreter_app.use_cases.known_register import KnownRegister
    from interpreter_app.use_cases.open_profile import Profile
    from sync.client import RegisterClient

known_option: Callable[..., Any] = click.option(
    "--known",
    metavar=N_("DATE"),
    type=IsoDate(),
    help=N_("What the register had recorded by the end of this day; for the register's own staff."),
)
"""The option of commands that ask the register; it goes with --on."""


@contextmanager
def register_as_known(run: Run, known: date | None, key: str | None = None) -> "Iterator[tuple[Profile, ProfileState]]":
    """The register of this run as it was known at the end of the day ``known``; as it is now when that is None.

    With ``key`` only the person with that register number or id is in it. The history is fetched where there is a
    network; otherwise what has been read of it here must reach as far. Raises what ``Run.register`` and
    ``known_profile`` do.
    """
    with run.register() as (profile, state):
        if known is None:
            yield profile, state
            return
        with _known(run, profile, known, key) as register:
            if register.erased:
                run.tell(
                    run.say(
                        N_("Records that are left out, since the law has erased them: {count}."), count=register.erased
                    )
                )
            yield register.profile, register.profile.require_state()


def known_words(known: date | None, run: Run) -> list[str]:
    """The line that says as of which day the register was asked; none when it was asked as it is now."""
    if known is None:
        return []
    return [run.say(N_("What the register had recorded by the end of {day}."), day=known.isoformat())]


def known_field(known: date | None) -> dict[str, str]:
    """The same as a field of a document."""
    return {} if known is None else {"known": known.isoformat()}


@contextmanager
def _known(run: Run, profile: "Profile", known: date, key: str | None) -> "Iterator[KnownRegister]":
    from interpreter_app.use_cases.known_register import known_profile
    from interpreter_app.use_cases.read_history import refuse_public

    refuse_public(profile)
    now = run.clock()
    person = None
    if key is None:
        failed = _fetch_all(run, profile, now)
    else:
        person, failed = person_with_history(run, profile, key, now)
    with (
        said_beside(run, failed),
        known_profile(profile, known, run.folder, now=now, person=person, progress=progress_of(run)) as register,
    ):
        yield register


def person_with_history(run: Run, profile: "Profile", key: str, now: datetime) -> tuple[str, SyncError | None]:
    """The id of the person whose number or id is ``key``, and why the history could not be fetched, None when it was.

    Of a person who was deleted before this machine had the history, the register knows the id; the number stands in the
    history of everybody. Raises ``NotFound`` when nobody is or was, as far as is known then.
    """
    from interpreter_app.use_cases.read_history import find_in_history
    from sync.history import fetch_history

    try:
        person = find_in_history(profile, key)
    except NotFound:
        if key.isdecimal():
            failed = _fetch_all(run, profile, now)
            return _found(run, profile, key, failed), failed
        person = key
    failed = fetched(
        run, profile, lambda client, progress: fetch_history(profile, client, person, now=now, progress=progress)
    )
    return _found(run, profile, person, failed), failed


def _found(run: Run, profile: "Profile", key: str, failed: SyncError | None) -> str:
    """The id of the person meant; where nobody is, it is said whether the register could be asked."""
    from interpreter_app.use_cases.read_history import find_in_history

    try:
        return find_in_history(profile, key)
    except NotFound:
        _say(run, failed)
        raise


def _fetch_all(run: Run, profile: "Profile", now: datetime) -> SyncError | None:
    from sync.history import fetch_all

    return fetched(run, profile, lambda client, progress: fetch_all(profile, client, now=now, progress=progress))


def fetched(run: Run, profile: "Profile", fetch: "Callable[[RegisterClient, Progress], object]") -> SyncError | None:
    """Do ``fetch`` with the profile's register; where that cannot be, return why, for ``said_beside``.

    Raises ``TokenRefused`` when the register no longer accepts the login: the private data are locked then.
    """
    from sync.failures import TokenRefused

    client = register_client(profile, address_of(run, None, profile), run.context.settings.proxy)
    try:
        fetch(client, progress_of(run))
    except TokenRefused:
        raise
    except SyncError as error:
        return error
    finally:
        client.close()
    return None


@contextmanager
def said_beside(run: Run, failed: SyncError | None) -> "Iterator[None]":
    """Say beside the answer why the register could not be asked, also where that is that there is no such thing.

    Beside any other error it is not said: that says by itself what to do, and one sentence is enough.
    """
    try:
        yield
    except NotFound:
        _say(run, failed)
        raise
    _say(run, failed)


def _say(run: Run, failed: SyncError | None) -> None:
    if failed is not None:
        run.tell(failed.in_words(run.texts.gettext))
