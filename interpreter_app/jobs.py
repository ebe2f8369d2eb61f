"""Long work: a function that takes a ``Progress`` and may be stopped at each report."""

from typing import Protocol

from interpreter_app.domain.errors import Cancelled

__all__ = ["Cancelled", "Progress", "no_progress"]


class Progress(Protocol):
    """Reports how far a job is; raises ``Cancelled`` when the person has stopped it."""

    def __call__(self, done: int, total: int, text: str) -> None:
        """``done`` of ``total`` steps; ``text`` is an English source text that says what is being done."""


def no_progress(done: int, total: int, text: str) -> None:
    """For work that nobody watches."""
