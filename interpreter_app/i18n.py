"""The program's texts in the person's language, from gettext catalogues; English source texts."""

import gettext
from datetime import date, datetime
from enum import StrEnum
from importlib.resources import as_file, files

DOMAIN = "interpreter_app"

NO_VALUE = "–"
"""Stands where there is nothing to tell."""


class UiLanguage(StrEnum):
    """A language that the program speaks."""

    BOKMAL = "nb"
    NYNORSK = "nn"
    ENGLISH = "en"


_MONTHS = {
    UiLanguage.BOKMAL: "januar februar mars april mai juni juli august september oktober november desember",
    UiLanguage.NYNORSK: "januar februar mars april mai juni juli august september oktober november desember",
    UiLanguage.ENGLISH: "January February March April May June July August September October November December",
}


class Texts:
    """Texts, dates and numbers in one language."""

    def __init__(self, language: UiLanguage = UiLanguage.BOKMAL) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def gettext(self, message: str) -> str:
        """``message``, an English source text, in this language."""
        return self._catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form of a text that fits ``count``."""
        return self._catalogue.ngettext(singular, plural, count)

    def number(self, value: int) -> str:
        """A count with thousands apart: 14 207."""
        return f"{value:,}".replace(",", "\u00a0")

    def date(self, day: date) -> str:
        """A day as people write it: 19. november 2026."""
        month = _MONTHS[self.language].split()[day.month - 1]
        point = "" if self.language is UiLanguage.ENGLISH else "."
        return f"{day.day}{point} {month} {day.year}"

    def time(self, moment: datetime) -> str:
        """A time of day, in the zone of ``moment``: 15.42."""
        separator = ":" if self.language is UiLanguage.ENGLISH else "."
        return f"{moment:%H}{separator}{moment:%M}"


def _catalogue(language: UiLanguage) -> gettext.NullTranslations:
    if language is UiLanguage.ENGLISH:
        return gettext.NullTranslations()
    with as_file(files("resources") / "translations") as folder:
        return gettext.translation(DOMAIN, folder, [language], fallback=True)


def capitalised(text: str) -> str:
    """The text with a capital first letter, all else as it is."""
    return text[:1].upper() + text[1:]


def share(value: float | None) -> str:
    """A percentage in words: 62 %; a dash for none. Only all is 100 %, and only none 0 %."""
    if value is None:
        return NO_VALUE
    whole = round(value) if value in (0, 100) else min(max(round(value), 1), 99)
    return f"{whole}\u00a0%"
