"""The words of a search text that name a language, so that they can become a token."""

from typing import NamedTuple

from interpreter_app.domain.folding import fold
from interpreter_app.domain.languages import Language, LanguageTable


class Taken(NamedTuple):
    """A language that a text names, and the text without the words that name it."""

    language: Language
    rest: str


def take_language(text: str, table: LanguageTable) -> Taken | None:
    """The language whose name is among the words of ``text``, the longest name first; None where there is none.

    Neither a code nor a name that persons have too is taken: more words may follow and make it a person's.
    """
    words = text.split()
    for length in range(min(len(words), table.most_words_in_a_name), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = fold(" ".join(words[start : start + length]))
            language = table.named(phrase, alone=False)
            if language is not None and phrase in map(fold, language.all_names):
                return Taken(language, " ".join(words[:start] + words[start + length :]))
    return None


def may_go_on(text: str, table: LanguageTable) -> bool:
    """Whether the last words of ``text`` begin a longer name of a language: norsk, tegnspråk to come."""
    words = fold(text).split()
    endings = [" ".join(words[start:]) + " " for start in range(len(words))]
    return any(
        fold(name).startswith(ending)
        for language in table.languages
        for name in language.names.values()
        for ending in endings
    )


def last_words(text: str, table: LanguageTable) -> list[str]:
    """The endings of ``text`` that may be the beginning of a language's name, the longest first."""
    words = text.split()
    longest = min(len(words), table.most_words_in_a_name)
    return [" ".join(words[-length:]) for length in range(longest, 0, -1)]
