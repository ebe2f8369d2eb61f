"""One run of the program as its commands see it: folder, profile, language, clock, and how to answer."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interpreter_app.data_folder import profile_names, profile_path
from interpreter_app.domain.errors import N_, EnvironmentFault
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.keys import OpenKeyring, system_keyring
from ui.command_line import output

if TYPE_CHECKING:
    from interpreter_app.domain.profiles import ProfileState
    from interpreter_app.use_cases.open_profile import Profile
    from ui.app_context import AppContext

Words = Callable[[], Iterable[str]]
"""Makes the lines that people read; called only when they are wanted."""


def local_time() -> datetime:
    """The time now, in the zone of this machine."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page to make instead of opening the window; None leaves a choice to the window."""

    file: Path
    page: str | None = None
    theme: str | None = None
    scale: int = 1


@dataclass
class Run:
    """What was asked for outside any command, and what follows from it.

    ``profile`` and ``language`` are None where they are not named; ``json`` is set when the answer is to be JSON,
    ``picture`` when a picture is to be made. ``open_keyring`` gives the keyring with the keys of encrypted profiles.
    """

    folder: Path
    texts: Texts
    clock: Callable[[], datetime]
    profile: str | None = None
    language: UiLanguage | None = None
    json: bool = False
    picture: Picture | None = None
    open_keyring: OpenKeyring = system_keyring

    def say(self, message: str, **values: object) -> str:
        """``message``, an English source text, in the language of this run, with its ``values`` in place."""
        return self.texts.gettext(message).format(**values)

    @property
    def today(self) -> date:
        """The day it is here."""
        return self.clock().date()

    @cached_property
    def context(self) -> "AppContext":
        """What the window shares with the commands; it loads the store, so only for those that need it."""
        from ui.app_context import AppContext

        return AppContext.start(self.folder, self.clock, self.profile, self.language, self.open_keyring)

    @contextmanager
    def register(self) -> "Iterator[tuple[Profile, ProfileState]]":
        """The register of this run, open for reading, and where its data come from.

        Raises ``EnvironmentFault`` when there is none; no file is made then.
        """
        name = self.context.profile_name
        if not profile_path(self.folder, name).exists():
            raise self._nothing_yet(name)
        profile = self.context.open_profile()
        try:
            state = profile.state()
            if state is None:
                raise self._nothing_yet(name)
            yield profile, state
        finally:
            profile.close()

    def _nothing_yet(self, name: str) -> EnvironmentFault:
        others = [other for other in profile_names(self.folder) if other != name]
        if others:
            return EnvironmentFault(
                N_("The profile {name} holds no register yet."),
                N_("Synchronise first, or use --profile with one of: {others}."),
                name=name,
                others=", ".join(others),
            )
        return EnvironmentFault(
            N_("The profile {name} holds no register yet."),
            N_("Synchronise first with “interpreter-app sync --server URL”, or try “interpreter-app demo”."),
            name=name,
        )

    def answer(self, document: object, words: Words) -> None:
        """Give the answer: ``document`` as JSON when that was asked for, else the lines of ``words``."""
        output.write_json(document) if self.json else output.write_lines(words())

    def tell(self, text: str) -> None:
        """Say something beside the answer, on standard error."""
        output.write_message(text)
