"""Where the program keeps its files, and which profile is in use."""

import re
from pathlib import Path

import platformdirs

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.settings import Settings

DEFAULT_PROFILE = "register"
DEMO_PROFILE = "demo"
PUBLIC_PROFILE = "public"
SUFFIX = ".register"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def default_folder() -> Path:
    """The folder for this program's data on this kind of machine."""
    return Path(platformdirs.user_data_dir("interpreter-app", appauthor=False))


def profile_names(folder: Path) -> list[str]:
    """The profiles in the data folder, by name."""
    return sorted(path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}"))


def profile_in_use(folder: Path, settings: Settings, named: str | None) -> str:
    """The profile to work with: the one ``named``, else the remembered one, else the only one, else the default."""
    if named:
        return named
    present = profile_names(folder)
    if settings.profile in present:
        return settings.profile
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
