"""How alike two names of people are, and who of many has a name like a given one."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple
from unicodedata import normalize

from interpreter_app.domain.folding import fold

_SAME_WORD = 0.6
"""How alike two words must be (0–1) for one to count as the other written wrongly."""
_INITIAL = 0.6
"""How much an initial counts for the name that it begins."""
_MIDDLE_LEFT_OUT = 4
_END_LEFT_OUT = 12
_WORD_TOO_MANY = 10
_JOINED_OTHERWISE = 3
"""Points taken off: for a middle name left out, for a first or last one, for a word that the other name does not have,
for words that are joined in one and apart in the other."""
_ONE_WORD_ALONE = 60
"""The most that a name can score where only one of its words is alike: half of the world is called so."""
_JOINED = 0.85
"""How alike names must be (0–1) without the gaps between their words for these to be what differs."""
_WRONGLY_SPELT = 95
"""The most that a name can score that is not spelt as the other: Amina and Amira may be two people."""
_SHORTEST_WRONG = 4
"""Letters; shorter words are looked up as they are written only."""
_FEW = 64
_SCORED = 48
"""So many of a long list of people with a common word are scored one by one."""
_TABLES = (
    str.maketrans({"å": "aa", "ø": "oe", "ä": "ae", "ö": "oe", "ü": "ue", "đ": "dj"}),
    str.maketrans({"æ": "a", "ä": "a"}),
)
"""How these letters are written where a keyboard lacks them, beside what folding makes of them."""

_KEPT = 1 << 16
"""Words, and pairs of words, that are kept in memory: the same names come again and again."""

Word = tuple[str, ...]
"""A word of a name in each way it is customarily spelt."""
Name = tuple[Word, ...]


class Scored(NamedTuple):
    """Somebody by place among the people that the index was made of, with how alike the name is (0–100)."""

    place: int
    score: int


def words_of(name: str) -> Name:
    """The words of a name, each with its spellings: Sørensen is also sorensen and soerensen."""
    return tuple(word for part in name.split() for word in _words(part))


@lru_cache(maxsize=_KEPT)
def _words(part: str) -> tuple[Word, ...]:
    lower = normalize("NFC", part).lower()
    plain, *others = (fold(text).split() for text in (lower, *(lower.translate(table) for table in _TABLES)))
    spelt = [plain, *(words for words in others if len(words) == len(plain))]
    return tuple(tuple(dict.fromkeys(ways)) for ways in zip(*spelt, strict=True))


def score(given: Name, known: Name) -> int:
    """How alike a ``given`` name is to a ``known`` one, 0–100, in whatever order its words stand.

    100 is the same words, in any of their customary spellings. A middle name that is left out takes off 4; a first or
    last name that is missing, and a word too many, more. With a wrong letter it is at most 95, and where only one word
    is alike at most 60.
    """
    if not given or not known:
        return 0
    apart = _score_of_words(given, known)
    if len(given) == len(known):
        return int(apart)
    return int(max(apart, _score_joined(given, known)))


def _score_of_words(given: Name, known: Name) -> float:
    pairs = _paired(given, known)
    if not pairs:
        return 0
    weights = [(alike, max(len(given[one][0]), len(known[other][0]))) for alike, one, other in pairs]
    points = 100 * sum(alike * weight for alike, weight in weights) / sum(weight for _, weight in weights)
    points -= _WORD_TOO_MANY * (len(given) - len(pairs))
    met = {other for _, _, other in pairs}
    for place in range(len(known)):
        if place not in met:
            points -= _END_LEFT_OUT if place in (0, len(known) - 1) else _MIDDLE_LEFT_OUT
    if len(pairs) == 1 and (len(given) > 1 or len(known) > 1):
        points = min(points, _ONE_WORD_ALONE)
    return max(0.0, points if pairs[-1][0] == 1 else min(points, _WRONGLY_SPELT))


def _paired(given: Name, known: Name) -> list[tuple[float, int, int]]:
    """Each word with the one it is most like, the most alike first: (how alike, place, place)."""
    alike = [
        (-much, one, other, n, m)
        for n, one in enumerate(given)
        for m, other in enumerate(known)
        if (much := _alike(one, other)) >= _SAME_WORD
    ]
    found: list[tuple[float, int, int]] = []
    taken: set[int] = set()
    met: set[int] = set()
    for much, _, _, n, m in sorted(alike):
        if n not in taken and m not in met:
            found.append((-much, n, m))
            taken.add(n)
            met.add(m)
    return found


@lru_cache(maxsize=_KEPT)
def _alike(one: Word, other: Word) -> float:
    """How alike two words are, 0–1; a spelling in common makes them the same."""
    from rapidfuzz.distance import OSA

    if not set(one).isdisjoint(other):
        return 1.0
    if len(one[0]) == 1 or len(other[0]) == 1:
        return _INITIAL if one[0][0] == other[0][0] else 0.0
    return max(OSA.normalized_similarity(a, b, score_cutoff=_SAME_WORD) for a in one for b in other)


def _score_joined(given: Name, known: Name) -> float:
    """How alike they are without the gaps between the words, beginning with any of the given ones."""
    from rapidfuzz.distance import OSA

    whole = "".join(word[0] for word in known)
    turned = ("".join(word[0] for word in (*given[n:], *given[:n])) for n in range(len(given)))
    alike = max(OSA.normalized_similarity(one, whole, score_cutoff=_JOINED) for one in turned)
    return min(100 * alike, 100 if alike == 1 else _WRONGLY_SPELT) - _JOINED_OTHERWISE


class NameIndex:
    """People by their names: ``people`` gives each person's names, the one in use and others, in their order."""

    def __init__(self, people: Iterable[Sequence[str]]) -> None:
        self._names: list[tuple[Name, ...]] = []
        self._having: dict[str, set[int]] = {}
        for place, names in enumerate(people):
            known = tuple(words_of(name) for name in names)
            self._names.append(known)
            for spelling in {way for name in known for word in name for way in word}:
                self._having.setdefault(spelling, set()).add(place)
        self._shortened: dict[str, list[str]] = {}
        for spelling in self._having:
            if len(spelling) >= _SHORTEST_WRONG:
                for shorter in _shorter(spelling):
                    self._shortened.setdefault(shorter, []).append(spelling)
        self._near: dict[Word, set[int]] = {}

    def score_of(self, place: int, name: str) -> int:
        """How alike ``name`` is to the names of the person at ``place``, the most alike of them."""
        given = words_of(name)
        return max(score(given, known) for known in self._names[place])

    def find(self, name: str, lowest: int, most: int) -> list[Scored]:
        """Those whose name scores at least ``lowest``, best first, at most ``most``."""
        given = words_of(name)
        scored = (
            Scored(place, max(score(given, known) for known in self._names[place])) for place in self._like(given)
        )
        found = sorted((one for one in scored if one.score >= lowest), key=lambda one: (-one.score, one.place))
        return found[:most]

    def _like(self, given: Name) -> set[int]:
        """Those worth scoring: who have two of the words or the like, or the rarest of them."""
        having = [self._having_like(word) for word in given]
        found: set[int] = set()
        for one, other in combinations(having, 2):
            found |= one & other
        rarest = min((one for one in having if one), key=len, default=set())
        return found | (rarest if len(rarest) <= _FEW else self._nearest(given, rarest) if not found else set())

    def _nearest(self, given: Name, people: set[int]) -> set[int]:
        """Of many people, the few whose letters in order are most like the given ones."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        letters = {place: _letters(self._names[place][0]) for place in sorted(people)}
        near = process.extract(_letters(given), letters, scorer=OSA.normalized_similarity, limit=_SCORED)
        return {place for _, _, place in near}

    def _having_like(self, word: Word) -> set[int]:
        """Those who have the word, or one that differs from it in one letter."""
        found = self._near.get(word)
        if found is None:
            spelt = {near for way in word for near in self._within_one(way)}
            found = self._near[word] = set().union(*(self._having[one] for one in spelt))
        return found

    def _within_one(self, spelling: str) -> set[str]:
        """The known spellings that differ in one letter: missing, too many, wrong, or swapped with its neighbour."""
        found = {spelling} & self._having.keys()
        if len(spelling) < _SHORTEST_WRONG:
            return found
        shorter = _shorter(spelling)
        found |= shorter & self._having.keys()
        for key in (spelling, *shorter):
            found.update(self._shortened.get(key, ()))
        return found


def _shorter(word: str) -> set[str]:
    """The word with each of its letters left out."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _letters(name: Name) -> str:
    return "".join(sorted(word[0] for word in name))
