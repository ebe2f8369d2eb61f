"""Identity numbers that belong to nobody: laid out as Norwegian ones, with 80 added to the month.

So are Norway's own synthetic test numbers made. Day, month and year are followed by three digits, the last of them
even for women and odd for men, and by two control digits (modulus 11). A D-number has 40 added to the day.
"""

from datetime import date

_MONTH_ADDED = 80
_DAY_ADDED = 40
_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
_CENTURY = 2000
_INDIVIDUAL_BEFORE = (498, 0)
_INDIVIDUAL_AFTER = (998, 500)
"""Highest even and lowest individual number of those born before 2000, and from 2000 on."""


class IdentityNumbers:
    """Gives each person a number of their own.

    Those born on one day get their numbers from the highest down. So it needs to remember no more than one number per
    day and sex, however many people there are.
    """

    def __init__(self) -> None:
        self._next: dict[tuple[int, bool], int] = {}

    def give(self, born: int, female: bool, d_number: bool) -> str:
        """The next free number of someone born on day ``born`` (``date.toordinal``), or a day later if all are used."""
        while True:
            day = date.fromordinal(born)
            highest, lowest = _INDIVIDUAL_AFTER if day.year >= _CENTURY else _INDIVIDUAL_BEFORE
            individual = self._next.get((born, female), highest)
            if individual < lowest:
                born += 1
                continue
            self._next[born, female] = individual - 2
            number = _with_control_digits(_front(day, d_number) + f"{individual + (not female):03}")
            if number:
                return number


def _front(day: date, d_number: bool) -> str:
    written_day = day.day + _DAY_ADDED if d_number else day.day
    return f"{written_day:02}{day.month + _MONTH_ADDED}{day.year % 100:02}"


def _with_control_digits(number: str) -> str | None:
    """The nine digits with the two control digits; None where they do not exist."""
    digits = [ord(char) - 48 for char in number]
    for weights in _WEIGHTS:
        control = -sum(map(int.__mul__, weights, digits)) % 11
        if control == 10:
            return None
        digits.append(control)
    return f"{number}{digits[9]}{digits[10]}"
