"""What a person types in the search field, understood: a register number, a language, and a name."""

from collections.abc import Iterable
from dataclasses import dataclass

from interpreter_app.domain.folding import fold
from interpreter_app.domain.languages import Language, LanguageTable

_LONGEST_NUMBER = 9
"""Digits in a register number at most: a telephone number with its country code or an identity number is none."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a search text asks for: a language (its code), a register number, and folded words for the rest."""

    language: str | None = None
    number: int | None = None
    words: tuple[str, ...] = ()


def understand(text: str, languages: LanguageTable) -> Understood:
    """Read a search text; any text is understood somehow, and nothing is raised.

    The first digits that can be a register number are taken as one, spaces within allowed (``14 207``).
    The longest name or code of a language, wherever it stands, is the language; at the same length the
    first. Codes of two letters are not looked for, and a code that is also a common personal name
    (``lin``) counts only where it stands alone: ``Mei Lin`` is a person. All else is words.
    """
    number, words = _take_number(fold(text).split())
    language, words = _take_language(words, languages)
    return Understood(language.code if language else None, number, tuple(words))


def _take_number(words: list[str]) -> tuple[int | None, list[str]]:
    for start, end in _digit_runs(words):
        digits = "".join(words[start:end])
        if len(digits) <= _LONGEST_NUMBER:
            return int(digits), words[:start] + words[end:]
    return None, words


def _digit_runs(words: list[str]) -> Iterable[tuple[int, int]]:
    """Where words of digits only stand side by side: (start, end) of each run."""
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and words[end].isdecimal():
            end += 1
        if end > start:
            yield start, end
        start = max(end, start + 1)


def _take_language(words: list[str], languages: LanguageTable) -> tuple[Language | None, list[str]]:
    found: tuple[int, int, int, Language] | None = None
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + languages.most_words_in_a_name) + 1):
            phrase = " ".join(words[start:end])
            language = languages.named(phrase, alone=end - start == len(words))
            if language and (found is None or len(phrase) > found[0]):
                found = (len(phrase), start, end, language)
    if found is None:
        return None, words
    _, start, end, language = found
    return language, words[:start] + words[end:]
