"""The errors that a person is told about, worded so that they can be translated when shown.

Anything that is not an ``AppError`` is a fault of the program.
"""

from collections.abc import Callable
from dataclasses import dataclass


def N_(message: str) -> str:
    """Mark an English source text for translation; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Named:
    """What has names in each language, as a value of an error: English source texts, shown with commas between."""

    names: tuple[str, ...]

    def in_words(self, translate: Callable[[str], str]) -> str:
        """The names in the language that ``translate`` gives."""
        return ", ".join(translate(name) for name in self.names)


class AppError(Exception):
    """Something went wrong that the person can understand and act on.

    Arguments: ``message`` says what happened and ``hint`` what to do, both English source texts
    marked with ``N_``, with ``{name}`` for each of ``values``. A value that is an error itself, or ``Named``, is worded
    too.
    """

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.values = values

    def in_words(self, translate: Callable[[str], str]) -> str:
        """The message and the hint as one text in the language that ``translate`` gives."""
        return " ".join(part for part in self.parts_in_words(translate) if part)

    def parts_in_words(self, translate: Callable[[str], str]) -> tuple[str, str]:
        """The message and the hint, empty where there is none, in the language that ``translate`` gives."""
        values = {
            name: value.in_words(translate) if isinstance(value, AppError | Named) else value
            for name, value in self.values.items()
        }
        message, hint = (translate(part).format(**values) if part else "" for part in (self.message, self.hint))
        return message, hint

    def __str__(self) -> str:
        return self.in_words(str)


class UserError(AppError):
    """The person asked for something that cannot be understood or is not allowed."""


class NotFound(AppError):
    """The one asked for is not there; the answer is "no", not a failure."""


class EnvironmentFault(AppError):
    """The machine could not: disk, file, lock, version."""


class SyncError(AppError):
    """The central register could not be reached or answered in a way we cannot use."""


class Cancelled(Exception):
    """The person stopped a long job; nothing is reported and nothing is half done."""
