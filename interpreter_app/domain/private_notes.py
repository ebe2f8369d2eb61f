"""What those who book note of an interpreter for themselves; it stays on their machine."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interpreter_app.domain.errors import N_, UserError

LONGEST_TEXT = 2000
"""Characters."""


class Mark(StrEnum):
    """A mark on an interpreter (foretrukket, ikke bruk, interessekonflikt).

    A conflict of interest is for the assigner to judge anew each time (tolkeloven § 16): it does not say that the
    interpreter is disqualified.
    """

    PREFERRED = "preferred"
    DO_NOT_USE = "do_not_use"
    CONFLICT_OF_INTEREST = "conflict_of_interest"


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a person (a record id), with the time at which it was changed last.

    Raises ``UserError`` for one who is both preferred and not to be used, and for a text that is too long.
    """

    person: str
    marks: frozenset[Mark]
    text: str
    changed: datetime

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if self.marks >= {Mark.PREFERRED, Mark.DO_NOT_USE}:
            raise UserError(N_("Nobody can be both preferred and not to be used."), N_("Choose one of the two."))
        if len(self.text) > LONGEST_TEXT:
            raise UserError(
                N_("The note is longer than {longest} characters."), N_("Shorten it."), longest=LONGEST_TEXT
            )

    @property
    def says_something(self) -> bool:
        """Whether there is a mark or a text; a note without either is none."""
        return bool(self.marks or self.text)

    def marks_in_order(self) -> tuple[Mark, ...]:
        """The marks, always in the same order."""
        return tuple(mark for mark in Mark if mark in self.marks)
