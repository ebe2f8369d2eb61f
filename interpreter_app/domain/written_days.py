"""Days as lists and invoices write them: in digits or with the month's name, the day of the month first."""

import re
from datetime import date

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.norwegian_time import read_time

_MONTHS = (
    ("januar", "january", "jan"),
    ("februar", "february", "febr", "feb"),
    ("mars", "march", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("desember", "december", "des", "dec"),
)
"""The names and abbreviations in bokmål, nynorsk and English; a point may follow."""
_NUMBER_OF_MONTH = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}
_LONGEST = 80

_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>\d{1,2})"
_NAME = r"(?P<name>[a-z]+)"
_YEAR = r"(?P<year>[1-9]\d{3})"
_SHORT_YEAR = r"(?P<year>[1-9]\d{3}|\d{2})"
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?"
_TIMES = rf"{_CLOCK}(?: ?[-–] ?{_CLOCK})?(?: ?[ap]\.?m\.?)?"
_HOURS = r"(?:kl\.?|at) ?\d{1,2}(?: ?[-–] ?\d{1,2})?"
_AFTER = rf"(?:,? (?:{_HOURS}|(?:(?:kl\.?|at) ?)?{_TIMES}))?"
"""A time of day, or from one time to another."""
_FORMS = tuple(
    re.compile(form + _AFTER, re.ASCII)
    for form in (
        rf"{_YEAR}(?P<sign>[-/.]){_MONTH}(?P=sign){_DAY}",
        r"(?P<year>[1-9]\d{3})(?P<month>\d{2})(?P<day>\d{2})",
        rf"{_DAY}\. ?{_MONTH}\. ?{_SHORT_YEAR}",
        rf"{_DAY}/{_MONTH} ?[-/] ?{_SHORT_YEAR}",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
        rf"{_DAY}(?:\.|st|nd|rd|th)?[ -]?{_NAME}\.?,?[ -]?{_SHORT_YEAR}",
        rf"{_NAME}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
"""12-03-26 is none of them: it can be the twelfth of March 2026 and the 26th of March 2012."""
_SHORT = 2
_CENTURY_ENDS = 69
"""Years of two digits below it are of the 2000s, the others of the 1900s, as computers customarily have it."""


def read_day(text: str, *, short_years: bool = True) -> date | None:
    """The day that ``text`` names; None for one that is not in the calendar, may be two days, or is written otherwise.

    A month in digits comes after its day, as in Norway: 12.3.26, 12/3-26, 12.03.2026, “12. mars 2026”, “3. nov. 2026”,
    “March 12, 2026”, and 2026-03-12. A time of day may follow; with a zone the day is the one in Norway then.
    ``short_years`` is whether a year may have two digits.
    """
    plain = " ".join(text.split())
    if len(plain) > _LONGEST:
        return None
    for form in _FORMS:
        if found := form.fullmatch(plain.casefold()):
            return _day(found) if short_years or len(found["year"]) > _SHORT else None
    return _day_of_moment(plain)


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    month = _NUMBER_OF_MONTH.get(parts["name"], 0) if "name" in parts else int(parts["month"])
    try:
        return date(_year(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > _SHORT:
        return year
    return year + (2000 if year < _CENTURY_ENDS else 1900)


def _day_of_moment(text: str) -> date | None:
    try:
        moment = read_time(text)
    except UserError:
        return None
    return moment.date() if moment else None
