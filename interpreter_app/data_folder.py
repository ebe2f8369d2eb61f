"""Where the program keeps its files, and which profile is in use."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from interpreter_app.domain.errors import N_, UserError

DEFAULT_PROFILE = "register"
DEMO_PROFILE = "demo"
DEMO_STAFF_PROFILE = "demo-staff"
DEMO_PROFILES = frozenset({DEMO_PROFILE, DEMO_STAFF_PROFILE})
"""The profiles of the fictional register that this program makes: the public's, and its staff's."""
PUBLIC_PROFILE = "public"
SUFFIX = ".register"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_SET_ASIDE = ".set-aside-"
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class ProfileFiles:
    """The file of a profile and what lies beside it; ``path`` may be that of a file that was set aside, too."""

    path: Path

    @property
    def log(self) -> Path:
        """The write-ahead log."""
        return self._followed_by("-wal")

    @property
    def shared(self) -> Path:
        """The index of the write-ahead log, which SQLite makes anew when it is gone."""
        return self._followed_by("-shm")

    @property
    def new(self) -> Path:
        """The file that is to take the place of the profile's, until it is whole."""
        return self._followed_by(".new")

    @property
    def syncing(self) -> Path:
        """Held by the program that synchronises the profile; there is nothing in it."""
        return self._followed_by(".syncing")

    @property
    def key(self) -> Path:
        """The key, where there is no keyring."""
        return self._named(".key")

    @property
    def unsent(self) -> Path:
        """How many unsent edits the file held when they were last counted."""
        return self._named(".unsent")

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self._named(".backups")

    def set_aside_at(self, now: datetime) -> "ProfileFiles":
        """The name under which the file is kept when another takes its place at ``now``; nothing is there yet."""
        wanted = f"{self.path.name}{_SET_ASIDE}{time_in_name(now)}"
        names = [wanted, *(f"{wanted}-{number}" for number in range(2, 1000))]
        return ProfileFiles(next(path for path in map(self.path.with_name, names) if not path.exists()))

    def set_aside(self) -> list["ProfileFiles"]:
        """The files of this profile that were set aside, oldest first."""
        beside = self.path.parent.glob(f"{self.path.name}{_SET_ASIDE}*")
        suffixes = (".unsent", ".backups", ".key", "-wal", "-shm", ".new")
        return [ProfileFiles(path) for path in sorted(beside) if not path.name.endswith(suffixes)]

    def _followed_by(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)

    def _named(self, ending: str) -> Path:
        return self.path.with_name(self.path.name.removesuffix(SUFFIX) + ending)


def default_folder() -> Path:
    """The folder for this program's data on this kind of machine."""
    return Path(platformdirs.user_data_dir("interpreter-app", appauthor=False))


def profile_names(folder: Path) -> list[str]:
    """The profiles in the data folder, by name."""
    return sorted(path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}"))


def profile_in_use(folder: Path, remembered: str, named: str | None) -> str:
    """The profile to work with: the one ``named``, else the ``remembered`` one, else the only one, else the default."""
    if named:
        return named
    present = profile_names(folder)
    if remembered in present:
        return remembered
    return present[0] if len(present) == 1 else DEFAULT_PROFILE


def profile_path(folder: Path, name: str) -> Path:
    """The file of profile ``name``; raises ``UserError`` for a name that cannot be one."""
    if not _NAME.fullmatch(name):
        raise UserError(
            N_("{name} cannot be the name of a profile."),
            N_("Use up to 40 letters without accents, digits, hyphens and underscores."),
            name=repr(name),
        )
    return folder / f"{name}{SUFFIX}"


def server_path(folder: Path, *, demo: bool = False) -> Path:
    """The file of the register server that is kept in the data folder."""
    return folder / ("demo-server.db" if demo else "register-server.db")


def time_in_name(at: datetime) -> str:
    """A time, which has a zone, as it stands in the name of a file: 20260630T134200Z."""
    return at.astimezone(UTC).strftime(_TIME)


def time_of_name(name: str) -> datetime | None:
    """The time that ``time_in_name`` wrote; None for any other text."""
    try:
        return datetime.strptime(name, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
