"""Chance that a seed repeats: drawing by lot, and dealing cards in fixed shares."""

from collections.abc import Container, Sequence
from random import Random
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Chance:
    """Draws that follow from a seed alone, the same on each version of Python.

    All but ids rest on ``Random.random()``, the one draw whose results Python promises to keep.
    """

    def __init__(self, seed: int) -> None:
        source = Random(seed)
        self.random = source.random
        self.bits = source.getrandbits

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not with, ``limit``."""
        return int(self.random() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both possible."""
        return low + int(self.random() * (high - low + 1))

    def happens(self, share: float) -> bool:
        """True in this ``share`` (0–1) of the cases."""
        return self.random() < share

    def one_of(self, items: Sequence[_T]) -> _T:
        """One of ``items``, all equally likely; one that stands there twice is twice as likely."""
        return items[int(self.random() * len(items))]

    def shuffled(self, items: Sequence[_T]) -> list[_T]:
        """The items in another order."""
        keys = [(self.random(), place) for place in range(len(items))]
        return [items[place] for _, place in sorted(keys)]


class Deck(Generic[_T]):
    """Cards that are dealt in a new order each round, so that shares come out nearly exact in short rows too."""

    def __init__(self, chance: Chance, cards: Sequence[_T]) -> None:
        self._chance = chance
        self._cards = tuple(cards)
        self._left: list[_T] = []

    def deal(self, among: Container[_T] | None = None) -> _T:
        """The next card that is ``among`` those asked for; the cards passed over wait for another.

        At least one card of the deck must be ``among`` them.
        """
        while True:
            for place, card in enumerate(self._left):
                if among is None or card in among:
                    del self._left[place]
                    return card
            self._left += self._chance.shuffled(self._cards)
