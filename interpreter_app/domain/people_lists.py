"""What a list of all people asks for: who is on it, and the column that it is sorted by."""

from dataclasses import dataclass
from enum import StrEnum

from interpreter_app.domain.searches import Search


class Listed(StrEnum):
    """Whom the list holds. listed: those whom the public sees on the day, not_listed: all others, all: everybody."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    ALL = "all"


class SortBy(StrEnum):
    """The columns that the list can be sorted by."""

    NUMBER = "number"
    NAME = "name"
    CATEGORY = "category"
    COUNTY = "county"
    CAPACITY = "capacity"
    PHONE = "phone"
    EMAIL = "email"
    LISTED_FROM = "listed_from"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """Who is on the list: those whom ``search`` leaves, its own order aside.

    Language, kind and category are those of the day for whoever is listed on it, for others those that they were ever
    listed with; a language counts too that somebody has and was never listed for. ``email`` and ``phone`` are parts of
    the mail address and digits of the telephone number that do as well as the words. ``without_category`` leaves those
    who are listed on the day and have a category in nothing, ``unsent`` those who have edits that are not sent.
    """

    search: Search
    listed: Listed = Listed.ALL
    email: str = ""
    phone: str = ""
    without_category: bool = False
    unsent: bool = False
