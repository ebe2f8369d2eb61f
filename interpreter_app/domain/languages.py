"""The languages that interpreters are listed for, and how a person may name them.

The table is ``resources/languages.json``. Codes are ISO 639-3 in small letters, save the bundle
``ces-slk``, which ISO does not have. A bundle is an entry of its own: evidence for it never counts for
a member, nor the other way round.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.folding import fold
from interpreter_app.domain.interpreters import Kind

_SHORTEST_CODE_IN_TEXT = 3
_SHORTEST_FOR_TYPOS = 4
_CLOSENESS = 0.75
"""How alike two words must be, 0–1, for one to count as the other misspelt (difflib's ratio)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language (språk) or a bundle of languages that the register lists as one.

    ``names`` is by language of the user interface (nb, nn, en), ``own_names`` are the speakers' own,
    ``other_names`` further names and spellings in use, ``aliases`` other codes, ``members`` the codes
    that a bundle holds, ``sign`` whether it is a sign language.
    """

    code: str
    names: Mapping[str, str] = field(hash=False)
    own_names: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    sign: bool = False

    def name(self, ui_language: str) -> str:
        """The name in a language of the user interface (nb, nn, en); bokmål for any other."""
        return self.names.get(ui_language, self.names["nb"])

    @property
    def codes(self) -> tuple[str, ...]:
        """Its own code and its aliases."""
        return (self.code, *self.aliases)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name it goes by, as written."""
        return (*self.names.values(), *self.own_names, *self.other_names)


class LanguageTable:
    """Every language of the register, found by code or name.

    ``groups`` are words that may mean several languages ("kurdisk") and so name none of them;
    ``also_personal_names`` are codes and names that are common personal names too;
    ``public_register_codes`` are the codes to which the public register gives a meaning of its own.
    """

    def __init__(
        self,
        languages: Iterable[Language],
        groups: Mapping[str, tuple[str, ...]],
        also_personal_names: Iterable[str],
        public_register_codes: Mapping[str, str],
    ) -> None:
        self.languages = tuple(languages)
        self._by_code = {fold(code): language for language in self.languages for code in language.codes}
        self._names = {
            language.code: tuple(dict.fromkeys(fold(name) for name in language.all_names))
            for language in self.languages
        }
        self._by_name = {name: language for language in self.languages for name in self._names[language.code]}
        self._groups = {fold(word): tuple(self.get(code) for code in codes) for word, codes in groups.items()}
        self._also_personal_names = frozenset(fold(word) for word in also_personal_names)
        self._public = {fold(code): self.get(own) for code, own in public_register_codes.items()}
        phrases = (*self._by_name, *self._by_code)
        self.most_words_in_a_name = max((len(phrase.split()) for phrase in phrases), default=0)

    def get(self, code: str) -> Language:
        """The language with this code or alias, in small or capital letters.

        Raises ``UserError`` for any other text, names of languages included.
        """
        language = self._by_code.get(fold(code))
        if language is None:
            raise self._unknown(code)
        return language

    def _unknown(self, given: str) -> UserError:
        meant = ", ".join(f"{language.code} ({language.name('nb')})" for language in self.suggest(given, 5))
        if meant:
            return UserError(
                N_("No language has the code “{given}”."), N_("Did you mean {meant}?"), given=given, meant=meant
            )
        return UserError(
            N_("No language has the code “{given}”."),
            N_("Give an ISO 639-3 code of three letters, such as som or pol."),
            given=given,
        )

    def find(self, text: str) -> Language | None:
        """The one language that the text is a code, an alias or a name of; None where there is none.

        A word that may mean several languages ("kurdisk") gives None; see ``suggest``.
        """
        folded = fold(text)
        return self._by_code.get(folded) or self._by_name.get(folded)

    def named(self, phrase: str, *, alone: bool) -> Language | None:
        """The language that a folded phrase of a search text names.

        ``alone`` is whether the phrase is all the words there are. In company a common personal name
        is no language; codes of two letters never are.
        """
        if len(phrase) < _SHORTEST_CODE_IN_TEXT and phrase not in self._by_name:
            return None
        if not alone and phrase in self._also_personal_names:
            return None
        return self._by_code.get(phrase) or self._by_name.get(phrase)

    def suggest(self, text: str, limit: int = 8) -> list[Language]:
        """Languages that the text may be meant for, the likeliest first, at most ``limit``.

        First the language so named and those of a group so named; then names, groups and later words that
        begin so; then names that contain the text; if there are none, names that a text of four letters or
        more misspells.
        """
        folded = fold(text)
        if not folded:
            return []
        found = self.complete(text, len(self.languages))
        found += (one for one in self.languages if any(folded in name for name in self._names[one.code]))
        if not found:
            found += self._misspelt(folded)
        return list(dict.fromkeys(found))[: max(limit, 0)]

    def complete(self, text: str, limit: int = 8) -> list[Language]:
        """Languages whose name is being typed, the likeliest first, at most ``limit``: quick enough for each key.

        First the language so named and those of a group so named, then names, groups and later words that begin so.
        """
        folded = fold(text)
        if not folded:
            return []
        found = [language for language in (self.find(text),) if language]
        found += self._groups.get(folded, ())
        found += self._beginning(folded)
        return list(dict.fromkeys(found))[: max(limit, 0)]

    def _beginning(self, folded: str) -> list[Language]:
        """Names that begin so, then groups that do, then names with a later word that does."""
        first = [one for one in self.languages if any(n.startswith(folded) for n in self._names[one.code])]
        grouped = [one for word, group in self._groups.items() if word.startswith(folded) for one in group]
        later = [one for one in self.languages if any(f" {folded}" in n for n in self._names[one.code])]
        return first + grouped + later

    def _misspelt(self, folded: str) -> list[Language]:
        if len(folded) < _SHORTEST_FOR_TYPOS:
            return []
        close = get_close_matches(folded, [*self._by_name, *self._groups], n=8, cutoff=_CLOSENESS)
        return [one for word in close for one in self._groups.get(word, ()) or (self._by_name[word],)]

    def searched_codes(self, code: str) -> tuple[str, ...]:
        """The codes to look for when this language is searched: its own, and the bundles that hold it.

        A bundle is searched as itself alone. Raises ``UserError`` for an unknown code.
        """
        own = self.get(code).code
        return (own, *(language.code for language in self.languages if own in language.members))

    def members_of_bundles(self) -> tuple[str, ...]:
        """The codes of languages that are members of a bundle: those whose search finds more than themselves."""
        return tuple(dict.fromkeys(code for language in self.languages for code in language.members))

    def own_kind(self, code: str) -> Kind:
        """The kind of interpreting that evidence in the language means where it names none.

        Sign for a sign language, spoken for all others, also for one that the table does not have.
        """
        language = self._by_code.get(fold(code))
        return Kind.SIGN if language and language.sign else Kind.SPOKEN

    def from_public_register(self, code: str) -> Language | None:
        """The language that a code of the public register's search answer means; None when unknown there.

        The public register writes capitals and means the bundle of Czech and Slovak with CES.
        """
        folded = fold(code)
        return self._public.get(folded) or self._by_code.get(folded)


@cache
def language_table() -> LanguageTable:
    """The table that the program ships (``resources/languages.json``)."""
    data = json.loads(files("resources").joinpath("languages.json").read_text(encoding="utf-8"))
    return LanguageTable(
        (_language(entry) for entry in data["languages"]),
        {word: tuple(group["languages"]) for group in data["groups"] for word in group["names"]},
        data["also_personal_names"],
        data["public_register_codes"],
    )


@cache
def no_languages() -> LanguageTable:
    """A table that knows no language: with it a search text is read as the names of people alone."""
    return LanguageTable((), {}, (), {})


@cache
def own_kind(code: str) -> Kind:
    """The kind of interpreting that the shipped table gives the language; see ``LanguageTable.own_kind``."""
    return language_table().own_kind(code)


def is_sign_language(code: str) -> bool:
    """Whether the shipped table has the code, or alias, as a sign language."""
    return own_kind(code) is Kind.SIGN


def _language(entry: dict[str, Any]) -> Language:
    return Language(
        code=entry["code"],
        names=entry["names"],
        own_names=tuple(entry["own_names"]),
        other_names=tuple(entry["other_names"]),
        aliases=tuple(entry["aliases"]),
        members=tuple(entry["members"]),
        sign=entry["sign"],
    )
