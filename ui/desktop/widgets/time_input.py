"""Fields of a form for a time of day, and for a number of minutes."""

from collections.abc import Callable
from datetime import time

from interpreter_app.domain.assignments import MOST_MINUTES
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.i18n import Texts
from ui.desktop.days import written_time
from ui.desktop.widgets.form_field import TextInput


class TimeInput(TextInput):
    """A time of day; its value is a ``time``, or None where nothing is typed."""

    def __init__(self, title: str, texts: Callable[[], Texts], width: int) -> None:
        super().__init__(title, texts, written_time, placeholder=texts().gettext("hh.mm"), width=width)

    def written(self, value: object) -> str:
        """A time as it is typed: 14.05."""
        return f"{value:%H.%M}" if isinstance(value, time) else ""


class MinutesInput(TextInput):
    """A number of minutes; its value is a whole number, or None where nothing is typed."""

    def __init__(self, title: str, texts: Callable[[], Texts], width: int) -> None:
        super().__init__(title, texts, _minutes, width=width)


def _minutes(text: str) -> int | None:
    given = text.strip()
    if not given:
        return None
    if given.isascii() and given.isdecimal() and len(given) < 6 and 1 <= int(given) <= MOST_MINUTES:
        return int(given)
    raise UserError(
        N_("“{given}” is no number of minutes."),
        N_("Write a whole number up to {longest}."),
        given=given,
        longest=MOST_MINUTES,
    )
