"""Checking a supplier's list: a row, who it means, and what the register says of that person that day.

Who was not found is never called unqualified: being listed is voluntary (tolkeloven § 7, third paragraph).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from interpreter_app.domain.categories import Assessment, Category, Pair
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.qualifications import EvidenceType


class Result(StrEnum):
    """What the check of a row came to.

    valid: found, has a category for the language that day, and it is the stated one where one is stated.
    other_category: found, with another category than stated.
    other_language: found, but without a category for that language that day.
    candidates: one or more people may be meant.
    not_found: nobody listed that day is found, which does not say that anybody is unqualified.
    could_not_check: the row does not say enough, or the register cannot say what is asked.
    """

    VALID = "valid"
    OTHER_CATEGORY = "other_category"
    OTHER_LANGUAGE = "other_language"
    CANDIDATES = "candidates"
    NOT_FOUND = "not_found"
    COULD_NOT_CHECK = "could_not_check"


class Reason(StrEnum):
    """Why a result is what it is, where that does not go without saying.

    old_category: the stated category is of the scheme until 2020 and was translated. ambiguous_category: it can mean
    two of today's, the person's among them. day_not_known: the data here say nothing of the day. day_to_come: what the
    register will hold that day is not known yet. one_name: a first name or a last name alone, which many may have.
    """

    NOBODY_NAMED = "nobody_named"
    ONE_NAME = "one_name"
    UNREADABLE_NUMBER = "unreadable_number"
    NO_LANGUAGE = "no_language"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_KIND = "unknown_kind"
    UNREADABLE_DATE = "unreadable_date"
    DAY_NOT_KNOWN = "day_not_known"
    DAY_TO_COME = "day_to_come"
    UNREADABLE_CATEGORY = "unreadable_category"
    AMBIGUOUS_CATEGORY = "ambiguous_category"
    OLD_CATEGORY = "old_category"
    NO_CATEGORY = "no_category"
    NUMBER_OF_ANOTHER = "number_of_another"
    NUMBER_NOT_FOUND = "number_not_found"
    NOT_SURE = "not_sure"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """What a row says: ``line`` as a spreadsheet counts it, then who, which language, when, and the stated category.

    ``language`` is a code, empty where none was understood; ``said_language`` is what stands there. ``kind`` is None
    where the row names no kind of interpreting. ``day`` is None where it cannot be read. ``stated`` is a letter A–E or
    an old category 1–5, empty for none. ``fault`` is why the row cannot be checked, ``unread`` what stands in the cell
    of the number, the day or the kind where that is the reason.
    """

    line: int
    number: int | None = None
    name: str = ""
    language: str = ""
    said_language: str = ""
    kind: Kind | None = None
    day: date | None
    stated: str = ""
    fault: Reason | None = None
    unread: str = ""

    @property
    def known_day(self) -> date:
        """The day of a row that is looked for: one whose day cannot be read never is."""
        assert self.day is not None
        return self.day


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the register says of a person for the language of a row that day; ``pair`` may be of a bundle."""

    result: Result
    pair: Pair | None = None
    category: Category | None = None
    reason: Reason | None = None


_WORDS_FOR_CATEGORY = r"kategori|kat|category|cat|niv[åa]|level|klasse|gruppe|tolkekategori"
_STATED = re.compile(
    rf"(?:(?:{_WORDS_FOR_CATEGORY})\.?[\s:]*)?([A-E1-5])\.?(?:\s*[-–:(]\s*[^\W\d_]{{2}}.*)?", re.IGNORECASE | re.ASCII
)
_OLD_SCHEME_FADES = range(2019, 2021)
"""Years in which both schemes were in use, so that a "1" may be of either."""
_OLD_MEANINGS = {"2": Category.C, "4": Category.E, "5": Category.E}
_OLD_WITH_BACHELOR = {"1": (Category.A, Category.B), "3": (Category.B, Category.D)}
"""What an old category means with a bachelor in interpreting, and without."""
_BEST_FIRST = (Result.VALID, Result.COULD_NOT_CHECK, Result.OTHER_CATEGORY)
"""Of several pairs that a row can mean, the one with which it agrees is meant."""


def stated_category(text: str) -> str | None:
    """The letter or the old number that a stated category is ("B", "Kat. 2", "nivå c"); None where it is neither."""
    found = _STATED.fullmatch(" ".join(text.split()))
    return found[1].upper() if found else None


def meanings(stated: str, day: date, has_bachelor: bool | None) -> frozenset[Category]:
    """The categories of today that a ``stated`` one can mean on ``day``.

    The old ones held until 2020: 1 is B, or A with a bachelor; 2 is C; 3 is D, or B with a bachelor; 4 and 5 are E. A
    "1" of about 2019 can be either. ``has_bachelor`` is None where the evidence is not known.
    """
    if stated not in _OLD_WITH_BACHELOR:
        return frozenset({_OLD_MEANINGS.get(stated) or Category(stated)})
    with_one, without = _OLD_WITH_BACHELOR[stated]
    if has_bachelor is None or (stated == "1" and day.year in _OLD_SCHEME_FADES):
        return frozenset({with_one, without})
    return frozenset({with_one if has_bachelor else without})


def judge(dossier: Dossier, row: RosterRow) -> Verdict:
    """What the register says of the person for the row's language on its day; a bundle counts for its members.

    Without a kind of interpreting any kind of the language can be meant: the stated category is another one only where
    it is held for none of them.
    """
    fitting = _fitting(dossier, row)
    verdicts = [_compared(row, one) for one in fitting if one.category]
    if verdicts:
        return min(verdicts, key=lambda verdict: _BEST_FIRST.index(verdict.result))
    if fitting:
        return Verdict(Result.OTHER_LANGUAGE, fitting[0].pair, None, Reason.NO_CATEGORY)
    return Verdict(Result.OTHER_LANGUAGE)


def _fitting(dossier: Dossier, row: RosterRow) -> list[Assessment]:
    """What can be meant: the language's own kind of interpreting first, then the best first."""
    codes = language_table().searched_codes(row.language)
    found = [
        one
        for one in dossier.assessments(row.known_day)
        if one.pair.language in codes and row.kind in (None, one.pair.kind)
    ]
    return sorted(found, key=lambda one: one.pair.kind is not own_kind(one.pair.language))


def _compared(row: RosterRow, held: Assessment) -> Verdict:
    """Whether the stated category is the one held."""
    if not row.stated:
        return Verdict(Result.VALID, held.pair, held.category)
    possible = meanings(row.stated, row.known_day, _has_bachelor(held))
    old = Reason.OLD_CATEGORY if row.stated.isdecimal() else None
    if held.category not in possible:
        return Verdict(Result.OTHER_CATEGORY, held.pair, held.category, old)
    if len(possible) > 1:
        return Verdict(Result.COULD_NOT_CHECK, held.pair, held.category, Reason.AMBIGUOUS_CATEGORY)
    return Verdict(Result.VALID, held.pair, held.category, old)


def _has_bachelor(held: Assessment) -> bool | None:
    """Whether a bachelor counts for the pair that day; None where the category is a mere statement."""
    if held.stated is not None:
        return None
    return any(piece.type is EvidenceType.BACHELOR for piece in held.counted)
