"""What a search asks for, and the fair order in which it answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from interpreter_app.domain.categories import Category
from interpreter_app.domain.interpreters import Capacity, Gender, Kind


class Order(StrEnum):
    """The order inside a category; the best qualified always come first."""

    FAIR = "fair"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search with all its terms understood; an empty filter leaves everybody in.

    ``languages`` are the codes to look under (a language and the bundles it belongs to). ``words`` are folded words
    that must all be found in the name or number. ``on`` is the legal date: only people listed that day are found,
    with the category of that day.
    """

    on: date
    languages: tuple[str, ...] = ()
    min_category: Category | None = None
    counties: tuple[str, ...] = ()
    gender: Gender | None = None
    capacity: Capacity | None = None
    kind: Kind | None = None
    words: tuple[str, ...] = ()
    order: Order = Order.FAIR


SHUFFLE_MODULUS = 2**31 - 1
"""A prime: the day's order is an affine map modulo it, so each day is another permutation."""


class DayOrder(NamedTuple):
    """The numbers that make a day's order: place = (shuffle * factor + offset) mod SHUFFLE_MODULUS."""

    factor: int
    offset: int


def day_order(day: date) -> DayOrder:
    """The reproducible shuffle of a day: everyone who searches on ``day`` sees the same order."""
    digest = sha256(day.isoformat().encode()).digest()
    factor = 1 + int.from_bytes(digest[:8]) % (SHUFFLE_MODULUS - 1)
    return DayOrder(factor, int.from_bytes(digest[8:16]) % SHUFFLE_MODULUS)


def shuffle_key(interpreter_id: str) -> int:
    """A person's fixed number below ``SHUFFLE_MODULUS``, from which each day's place follows."""
    return int.from_bytes(sha256(interpreter_id.encode()).digest()[:8]) % SHUFFLE_MODULUS


_CATEGORIES: tuple[Category | None, ...] = (None, *Category, None)


class FoundLanguage(NamedTuple):
    """A pair of a found person with the rank it holds that day (1–5 for A–E, 6 for none)."""

    language: str
    kind: Kind
    rank: int

    @property
    def category(self) -> Category | None:
        """The category, or None where there is none that day."""
        return _CATEGORIES[self.rank]


class FoundInterpreter(NamedTuple):
    """A person as a list shows one; ``rank`` is the rank the search sorted by."""

    id: str
    number: int | None
    name: str
    gender: Gender | None
    county: str | None
    capacity: Capacity | None
    phone: str
    email: str
    rank: int
    languages: tuple[FoundLanguage, ...]
