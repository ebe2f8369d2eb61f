"""What a person keeps on this machine only, counted: it is never sent anywhere, so what is wiped here is gone."""

from typing import NamedTuple, Self


class OwnData(NamedTuple):
    """How many private notes, call lists, assignments in the usage log and sets of answers about the unit there are."""

    notes: int = 0
    call_lists: int = 0
    assignments: int = 0
    answers: int = 0

    def plus(self, other: Self) -> "OwnData":
        """The two together."""
        return OwnData(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


NOTHING_OWN = OwnData()
