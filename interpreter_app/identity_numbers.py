"""Identity numbers (fødselsnummer, D-number, synthetic ones): known again in whatever way they are written.

They are looked for in texts where none belongs: of the person who is served (TL § 19), and of interpreters, whose
numbers the public never sees (tolkeforskriften § 13). A mistyped number may be a person's too, so that eleven digits in
one piece, or six and five, count whether they are valid or not; digits parted in other ways count where they begin
with a day of birth written as such, or where the control digits are right. A day with its whole year and five digits
count too, but from the year the log of assignments begins with only where the number is valid: until then it is a day
of birth, later rather a day of an assignment beside a register number.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

_DIGITS = 11
LIKE_IDENTITY = (10, 11)  # digits; a spreadsheet drops the zero that the number may begin with
_SYNTHETIC_MONTHS = range(81, 93)  # the Tax Administration's synthetic identity numbers: month + 80
_SYNTHETIC_ADDED = 80
_ADDED_TO_DAYS = (0, 40)  # 40 in D-numbers
_ADDED_TO_MONTHS = (0, 40, 65, 80)  # 40 in the health service's own numbers, 65 and 80 in synthetic ones
_IN_PIECES = ((11,), (6, 5))
_AS_A_DATE = ((6, 3, 2), (2, 2, 7), (2, 2, 2, 5), (2, 2, 2, 3, 2), (1,) * 11)
_UNSEEN = ("Cf", "Mn", "Me")
_ANY_DIGIT = re.compile(r"\d")
_GROUP = re.compile(r"[0-9]+")
_GAP = re.compile(r"(?:[^\w,;]|_){1,3}")
_ASSIGNMENTS_SINCE = 2022
"""The year in which the act came into force: a day from then on is rather that of an assignment than of birth."""
_IN_DAY = r"[ ._/\u2010-\u2015-]{1,2}"
_APART = r"[\W_]{1,3}"
_FIVE = r"(?P<five>[0-9]{5})(?![0-9])"
_BIRTHS = tuple(
    re.compile(day + apart + _FIVE)
    for day, apart in (
        (rf"(?P<day>[0-9]{{1,2}}){_IN_DAY}(?P<month>[0-9]{{1,2}}){_IN_DAY}(?P<year>[0-9]{{4}})", _APART),
        (rf"(?P<year>[0-9]{{4}}){_IN_DAY}(?P<month>[0-9]{{1,2}}){_IN_DAY}(?P<day>[0-9]{{1,2}})", _APART),
        (r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})", _APART),
        (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", _APART),
        (r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{2})", _APART),
        (r"(?P<day>[0-9]{1,2})(?P<sign>[./-])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{2})", _GAP.pattern),
    )
)
"""Days as they are written, and what stands before the five digits: after 1.1.01 a comma parts the items of a list."""
_FEWEST_DIGITS = 9
"""Of what may be a number: 1.1.01 12345."""
_SHORT_YEAR = 2
_LEAP_CENTURY = 2000  # 29 February is a day in 2000, and not in 1900
_FIRST_BIRTHS = 1854  # the earliest year of birth that identity numbers are made for
_COUNTRY_CODE = re.compile(r"(?:\+|\b00)[0-9]{1,3} ?$")
_LONGEST_CODE = 6
_FEWEST_IN_PIECE = 6
_RECORD_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


def is_synthetic(identity_number: str) -> bool:
    """Whether an identity number is laid out as a synthetic one: the month with 80 added."""
    month = identity_number[2:4]
    return month.isdecimal() and int(month) in _SYNTHETIC_MONTHS


def is_right_synthetic(number: str) -> bool:
    """Whether a number is a synthetic one, with a day of birth and the control digits that follow from it."""
    from stdnum.exceptions import ValidationError
    from stdnum.no import fodselsnummer

    if not (is_synthetic(number) and number.isascii() and number.isdecimal() and len(number) == _DIGITS):
        return False
    controls = fodselsnummer.calc_check_digit1(number) + fodselsnummer.calc_check_digit2(number)
    try:
        fodselsnummer.get_birth_date(_with_plain_month(number))
    except ValidationError:
        return False
    return number[9:] == controls


def is_identity_number(number: str) -> bool:
    """Whether eleven digits in one piece are an identity number, a synthetic one too: the control digits are right."""
    from stdnum.no import fodselsnummer

    return bool(fodselsnummer.is_valid(number)) or is_right_synthetic(number)


def is_like_identity_number(text: str) -> bool:
    """Whether a text may be an identity number and is best not repeated: ten or eleven digits."""
    return text.isdecimal() and len(text) in LIKE_IDENTITY


def birth_date(identity_number: str) -> date | None:
    """The day of birth that an identity number tells; None where it tells none."""
    from stdnum.exceptions import ValidationError
    from stdnum.no import fodselsnummer

    try:
        return fodselsnummer.get_birth_date(_with_plain_month(identity_number))
    except (ValidationError, ValueError):
        return None


def without_identity_numbers(text: str) -> str:
    """A text with … for each part that may be an identity number: what was typed where none belongs is not repeated."""
    told, before = [], 0
    for start, end, _ in _places(text):
        told += [text[before:start], "…"]
        before = end
    return "".join([*told, text[before:]]) if told else text


def identity_numbers_in(text: str) -> list[str]:
    """The eleven digits of each part of a text that may be an identity number, as plain digits in one piece."""
    return [number for _, _, number in _places(text)]


def _places(text: str) -> Iterator[tuple[int, int, str]]:
    """Where numbers begin and end in the text, with their digits."""
    if len(_ANY_DIGIT.findall(unicodedata.normalize("NFKC", text))) < _FEWEST_DIGITS:
        return
    plain, places = _plain(text)
    groups = list(_GROUP.finditer(plain))
    after = 0
    for place, group in enumerate(groups):
        if group.start() < after:
            continue
        found = _birth_and_five(plain, group.start()) or _eleven_digits(plain, groups, place)
        if found:
            digits, after = found
            yield places[group.start()], places[after - 1] + 1, digits


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with plain digits for those of all scripts and without what is not seen; and the place of each sign.

    The ids of records are no digits here.
    """
    signs = [
        (str(unicodedata.digit(one, one)), place)
        for place, sign in enumerate(text)
        for one in unicodedata.normalize("NFKC", sign)
        if unicodedata.category(one) not in _UNSEEN
    ]
    plain = "".join(sign for sign, _ in signs)
    return _RECORD_ID.sub(lambda found: "x" * len(found[0]), plain), [place for _, place in signs]


def _birth_and_five(plain: str, start: int) -> tuple[str, int] | None:
    """The eleven digits that a day of birth at ``start`` and the five digits after it come to, and where they end."""
    for birth in _BIRTHS:
        found = birth.match(plain, start)
        if found and _is_birth(found) and not _is_telephone(plain, start):
            return _digits_of(found), found.end()
    return None


def _digits_of(birth: re.Match[str]) -> str:
    return f"{int(birth['day']):02}{int(birth['month']):02}{birth['year'][-2:]}{birth['five']}"


def _is_birth(found: re.Match[str]) -> bool:
    """Whether a day is in the calendar and one of birth; a year of two digits may be of either century."""
    year = int(found["year"])
    short = len(found["year"]) == _SHORT_YEAR
    try:
        date(_LEAP_CENTURY + year if short else year, int(found["month"]), int(found["day"]))
    except ValueError:
        return False
    if short or _FIRST_BIRTHS <= year < _ASSIGNMENTS_SINCE:
        return True
    return year >= _ASSIGNMENTS_SINCE and is_identity_number(_digits_of(found))


def _is_telephone(plain: str, start: int) -> bool:
    """Whether the digits at ``start`` stand in one piece after a country's code."""
    in_one_piece = plain[start : start + _FEWEST_IN_PIECE].isdecimal()
    return in_one_piece and bool(_COUNTRY_CODE.search(plain[max(start - _LONGEST_CODE, 0) : start]))


def _eleven_digits(plain: str, groups: Sequence[re.Match[str]], first: int) -> tuple[str, int] | None:
    """The eleven digits of the groups from ``first`` on that may be an identity number, and where they end."""
    taken = _eleven(plain, groups, first)
    digits = "".join(group[0] for group in taken)
    return (digits, taken[-1].end()) if taken and _may_be(digits, taken, plain) else None


def _eleven(plain: str, groups: Sequence[re.Match[str]], first: int) -> list[re.Match[str]]:
    """The groups from ``first`` on that together have eleven digits with no more than signs between; else none."""
    taken: list[re.Match[str]] = []
    count = 0
    for group in groups[first : first + _DIGITS]:
        if taken and not _GAP.fullmatch(plain, taken[-1].end(), group.start()):
            break
        taken.append(group)
        count += len(group[0])
        if count >= _DIGITS:
            break
    return taken if count == _DIGITS else []


def _may_be(digits: str, groups: Sequence[re.Match[str]], plain: str) -> bool:
    """Whether the eleven digits of ``groups`` may be an identity number."""
    start, end = groups[0].start(), groups[-1].end()
    lengths = tuple(len(group[0]) for group in groups)
    if plain[start - 1 : start] == "+" and digits[0] != "0":  # a telephone number with the country's code
        return lengths in _IN_PIECES and is_identity_number(digits)
    by_look = lengths in _IN_PIECES or (lengths in _AS_A_DATE and _has_birth_day(digits))
    return by_look or ("/" not in plain[start:end] and is_identity_number(digits))  # the number of a case has one


def _has_birth_day(digits: str) -> bool:
    day, month = int(digits[:2]), int(digits[2:4])
    return any(1 <= day - added <= 31 for added in _ADDED_TO_DAYS) and any(
        1 <= month - added <= 12 for added in _ADDED_TO_MONTHS
    )


def _with_plain_month(number: str) -> str:
    """The number with the month as the calendar has it, where it is a synthetic one."""
    return f"{number[:2]}{int(number[2:4]) - _SYNTHETIC_ADDED:02}{number[4:]}" if is_synthetic(number) else number
