"""The errors that a person is told about, worded so that they can be translated when shown.

Anything that is not an ``AppError`` is a fault of the program.
"""

from collections.abc import Callable


def N_(message: str) -> str:
    """Mark an English source text for translation; it is translated where it is shown."""
    return message


class AppError(Exception):
    """Something went wrong that the person can understand and act on.

    Arguments: ``message`` says what happened and ``hint`` what to do, both English source texts
    marked with ``N_``, with ``{name}`` for each of ``values``. A value that is an error itself is worded too.
    """

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.values = values

    def in_words(self, translate: Callable[[str], str]) -> str:
        """The message and the hint as one text in the language that ``translate`` gives."""
        values = {
            name: value.in_words(translate) if isinstance(value, AppError) else value
            for name, value in self.values.items()
        }
        parts = [translate(part).format(**values) for part in (self.message, self.hint) if part]
        return " ".join(parts)

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
