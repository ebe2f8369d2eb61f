"""Days and times that a person types: 1.2.2026, 2026-02-01, 1. februar 2026; 14.05, 14:05, 1405, 14."""

import re
from datetime import date, time

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.i18n import Texts

_SHORTEST_MONTH = 3
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_IN_NUMBERS = re.compile(r"(?P<day>\d{1,2})[./ -] ?(?P<month>\d{1,2})[./ -] ?(?P<year>\d{4})", re.ASCII)
_WITHOUT_MARKS = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"(?P<day>\d{1,2})\.? ?(?P<month>[a-z]+)\.? ?(?P<year>\d{4})", re.ASCII)
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[.:]?(?P<minute>\d{2}))?", re.ASCII)
_FORMS = (_YEAR_FIRST, _IN_NUMBERS, _WITHOUT_MARKS, _IN_WORDS)


def written_day(text: str, texts: Texts) -> date:
    """The day that ``text`` names, day before month; raises ``UserError`` when it names none.

    The year always has four digits: nothing is guessed.
    """
    given = " ".join(text.lower().split())
    found = next((match for form in _FORMS if (match := form.fullmatch(given))), None)
    try:
        if found:
            return date(int(found["year"]), _month(found["month"], texts), int(found["day"]))
    except ValueError:
        pass
    raise UserError(N_("“{given}” is no date."), N_("Write it like 31.12.2026."), given=text.strip())


def written_time(text: str) -> time | None:
    """The time of day that ``text`` names, None for empty text; raises ``UserError`` when it names none."""
    given = text.strip()
    if not given:
        return None
    found = _TIME.fullmatch(given)
    try:
        if found:
            return time(int(found["hour"]), int(found["minute"] or 0))
    except ValueError:
        pass
    raise UserError(N_("“{given}” is no time of day."), N_("Write it like 14.05."), given=given)


def _month(text: str, texts: Texts) -> int:
    """The number of a month that is given by number, name or the beginning of the name; 0 for what is none."""
    if text.isdecimal():
        return int(text)
    names = [texts.date(date(2000, month, 1)).split()[1].lower() for month in range(1, 13)]
    if len(text) < _SHORTEST_MONTH:
        return 0
    return next((number for number, name in enumerate(names, 1) if name.startswith(text)), 0)
