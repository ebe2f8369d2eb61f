"""Who a row of a supplier's list means: by number, by name, and never by a name alone that another may have too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from interpreter_app.domain.roster import Reason

SURE = 96
"""The lowest score of a name that counts as that person's without a number: all words spelt as they are known, and one
middle name left out at most. ``make bench`` shows why: at 92, where a wrong letter in a long name would do, people whom
the register does not hold were taken for others of like names; at 96 none was."""
LIKELY = 75
"""The lowest score of a name that is worth showing."""
CLOSE = 5
"""People whose scores differ by less than this cannot be told apart by the name."""
SAME = 100
"""The score of the very same name."""
AGREES = 80
"""The lowest score of a name beside the person's own number, which says the rest; another first name scores lower."""


class How(StrEnum):
    """By what somebody was found; by name and language where that is the only one of that name with the language."""

    NUMBER = "number"
    NAME = "name"
    NAME_AND_LANGUAGE = "name_and_language"


class Match(NamedTuple):
    """A person who may be meant. ``score`` (0–100) tells how alike the names are, None where no name was given.

    ``listed`` is whether the person is listed that day; who is not is never shown.
    """

    id: str
    number: int | None
    name: str
    score: int | None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant, or who may be: ``match`` is None with ``candidates``, and without them where nobody is found."""

    match: Match | None = None
    how: How | None = None
    candidates: tuple[Match, ...] = ()
    reason: Reason | None = None


def choose(
    number: int | None,
    by_number: Match | None,
    by_name: Sequence[Match],
    *,
    has_language: Callable[[Match], bool],
) -> Choice:
    """Who is meant by a row with ``number``, if any: ``by_number`` has that number, ``by_name`` have like names.

    ``by_name`` are those with at least ``LIKELY``, in any order, also when they are not listed that day: one of them
    makes a name no surer. A number and a name that are not of the same person are told, never settled here.
    ``has_language`` is whether somebody may have the row's language that day: it tells people of the very same name
    apart.
    """
    likely = sorted(by_name, key=lambda one: (-(one.score or 0), one.number or 0, one.id))
    if number is None:
        return _by_name_alone(likely, has_language)
    if by_number is None or not by_number.listed:
        return _candidates(likely, Reason.NUMBER_NOT_FOUND)
    if by_number.score is None or _agrees(by_number.score, by_number, likely):
        return Choice(by_number, How.NUMBER)
    others = [one for one in likely if one.id != by_number.id]
    return _candidates([by_number, *others], Reason.NUMBER_OF_ANOTHER)


def _agrees(score: int, person: Match, likely: Sequence[Match]) -> bool:
    """Whether the name can be that person's, and is not clearly more like that of another."""
    others = [one.score or 0 for one in likely if one.id != person.id]
    return score >= AGREES and max(others, default=0) - score < CLOSE


def _by_name_alone(likely: Sequence[Match], has_language: Callable[[Match], bool]) -> Choice:
    if not likely:
        return Choice()
    best = likely[0].score or 0
    near = [one for one in likely if best - (one.score or 0) < CLOSE]
    if len(near) > 1 and all(one.score == SAME for one in near):
        near = [one for one in near if has_language(one)]
        how = How.NAME_AND_LANGUAGE
    else:
        how = How.NAME
    if best < SURE or len(near) != 1 or not near[0].listed:
        return _candidates(likely, Reason.SEVERAL)
    return Choice(near[0], how)


def _candidates(people: Sequence[Match], reason: Reason) -> Choice:
    """Those who are listed that day, with the reason; nobody where none is."""
    shown = tuple(one for one in people if one.listed)
    if not shown:
        return Choice()
    if reason is Reason.SEVERAL and len(shown) == 1:
        return Choice(candidates=shown, reason=Reason.NOT_SURE)
    return Choice(candidates=shown, reason=reason)
