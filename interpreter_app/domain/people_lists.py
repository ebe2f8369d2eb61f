"""What a list of all people asks for: who is listed or not, and the column that it is sorted by."""

from enum import StrEnum


class Listed(StrEnum):
    """Whom the list holds. listed: those whom the public sees on the day, not_listed: all others, all: everybody."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    ALL = "all"


class SortBy(StrEnum):
    """The columns that the list can be sorted by."""

    NUMBER = "number"
    NAME = "name"
    COUNTY = "county"
    CAPACITY = "capacity"
    PHONE = "phone"
    EMAIL = "email"
