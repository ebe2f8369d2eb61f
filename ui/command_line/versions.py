"""The versions of the program and of what it stands on."""

import platform
from importlib.metadata import PackageNotFoundError, version

UNKNOWN = "unknown"


def program_version() -> str:
    """The version of the program."""
    return version_of("interpreter-app") or UNKNOWN


def version_of(package: str) -> str | None:
    """The version of an installed package, without loading it; None when it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def python_version() -> str:
    """The version of Python."""
    return platform.python_version()
