"""What window and command line share: the data folder, the settings and the clock, handed in from outside."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from interpreter_app.data_folder import profile_in_use, profile_path
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.settings import Settings, read_settings, write_settings
from interpreter_app.use_cases.open_profile import Profile, open_profile

Clock = Callable[[], datetime]
"""Gives the time now, with its zone."""


@dataclass
class AppContext:
    """One run of the program.

    ``named_profile`` and ``named_language`` were given for this run and are not remembered. ``clock`` gives local time.
    """

    folder: Path
    settings: Settings
    clock: Clock
    named_profile: str | None = None
    named_language: UiLanguage | None = None

    @classmethod
    def start(
        cls, folder: Path, clock: Clock, profile: str | None = None, language: UiLanguage | None = None
    ) -> "AppContext":
        """The context of a run over the data in ``folder``."""
        return cls(folder, read_settings(folder), clock, profile, language)

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
        return profile_in_use(self.folder, self.settings, self.named_profile)

    def open_profile(self) -> Profile:
        """Open the profile of this run; raises ``AppError`` when its file cannot be used."""
        name = self.profile_name
        return open_profile(name, profile_path(self.folder, name))

    def remember(self, **changes: Any) -> None:
        """Change the settings by name and keep them."""
        self.settings = replace(self.settings, **changes)
        write_settings(self.folder, self.settings)
