"""What window and command line share: the data folder, the settings and the clock, handed in from outside."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from interpreter_app.data_folder import ProfileFiles, profile_in_use, profile_path
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.keys import OpenKeyring, ProfileKeys, system_keyring
from interpreter_app.settings import Settings, read_settings, write_settings
from interpreter_app.temporary_folders import remove_leftovers
from interpreter_app.use_cases.open_profile import Profile, open_with_its_key

Clock = Callable[[], datetime]
"""Gives the time now, with its zone."""


@dataclass
class AppContext:
    """One run of the program.

    ``named_profile`` and ``named_language`` were given for this run and are not remembered. ``clock`` gives local time.
    ``open_keyring`` gives the keyring with the keys of encrypted profiles; it is asked only for those.
    """

    folder: Path
    settings: Settings
    clock: Clock
    named_profile: str | None = None
    named_language: UiLanguage | None = None
    open_keyring: OpenKeyring = system_keyring

    @classmethod
    def start(
        cls,
        folder: Path,
        clock: Clock,
        profile: str | None = None,
        language: UiLanguage | None = None,
        open_keyring: OpenKeyring = system_keyring,
    ) -> "AppContext":
        """The context of a run over the data in ``folder``; temporary files of a killed run are deleted."""
        remove_leftovers(folder)
        return cls(folder, read_settings(folder), clock, profile, language, open_keyring)

    @property
    def texts(self) -> Texts:
        """The texts in the language of this run."""
        return Texts(self.named_language or self.settings.ui_language)

    @property
    def today(self) -> date:
        """The day it is here."""
        return self.clock().date()

    @property
    def profile_name(self) -> str:
        """The profile this run works with."""
        return profile_in_use(self.folder, self.settings.profile, self.named_profile)

    @property
    def files(self) -> ProfileFiles:
        """The files of the profile of this run."""
        return ProfileFiles(profile_path(self.folder, self.profile_name))

    @property
    def keys(self) -> ProfileKeys:
        """Where the key of the profile of this run is kept."""
        return ProfileKeys(self.files, self.open_keyring)

    def open_profile(self, *, name: str | None = None, even_locked: bool = False) -> Profile:
        """Open the profile of this run, or the one that is named, with its key if it is encrypted.

        Raises ``AppError`` when its file cannot be used, or when its private data are locked unless ``even_locked``.
        """
        name = name or self.profile_name
        return open_with_its_key(name, profile_path(self.folder, name), self.open_keyring, even_locked=even_locked)

    def remember(self, **changes: Any) -> None:
        """Change the settings by name and keep them."""
        self.settings = replace(self.settings, **changes)
        write_settings(self.folder, self.settings)
