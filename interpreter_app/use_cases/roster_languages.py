"""The languages that a cell of a supplier's list names, each with the kind of interpreting where that is said."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from interpreter_app.documents.tables import Cell
from interpreter_app.domain.folding import fold
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import is_sign_language, language_table
from interpreter_app.use_cases.roster_cells import kind_in, said

_PARTS = re.compile(r"\s*(?:[,;/+&|<>→–]|->|\s-\s|\bog\b|\band\b|\btil\b|\bto\b|\bfra\b)\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_MOST_WORDS = 6
_NORWEGIAN = "nor"
_NORWEGIAN_SIGN = "nsl"
_SIGN_LANGUAGE = frozenset({"tegnsprak", "teiknsprak", "sign language"})
"""Words that are used for Norwegian sign language, folded."""
_LANGUAGE_OF_KIND = {
    Kind.SIGN: _NORWEGIAN_SIGN,
    Kind.DEAFBLIND: _NORWEGIAN_SIGN,
    Kind.SPEECH_TO_TEXT: _NORWEGIAN,
}
"""The language that a kind means where none is named that goes with it."""


class Asked(NamedTuple):
    """What a row asks for: a language's code, empty for none, and a kind of interpreting; None where none is named."""

    language: str
    kind: Kind | None = None


class Languages(NamedTuple):
    """The languages that a cell names: those that are known, and the words that are not."""

    asked: tuple[Asked, ...]
    unknown: tuple[str, ...] = ()


def languages_in(cell: Cell, kind: Kind | None = None) -> Languages:
    """The languages that a cell names, one or several ("somali og arabisk"); Norwegian beside another is left out.

    ``kind`` is what another cell says, which holds where this one names no kind. A kind alone means its language:
    Norwegian for speech-to-text, Norwegian sign language for deafblind interpreting.
    """
    text = "" if cell is None else str(cell).strip()
    whole = _named(text)
    parts = [(text, whole)] if whole else [(part, _named(part)) for part in _parts(text)]
    unknown = tuple(said(part) for part, named in parts if not named)
    asked = _asked([named for _, named in parts if named], kind, is_all=not unknown)
    foreign = tuple(one for one in asked if one != (_NORWEGIAN, None))
    return Languages(foreign if foreign or unknown else asked, unknown)


def _parts(text: str) -> list[str]:
    """What stands between the signs and words that part languages; hyphens part them where nothing else does."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    return parts if len(parts) != 1 else [part for part in text.split("-") if part.strip()]


def _asked(named: Sequence[Asked], kind: Kind | None, *, is_all: bool) -> tuple[Asked, ...]:
    """Each language with its kind: the one beside it, else one in the cell that goes with it, else ``kind``."""
    languages = [one.language for one in named if one.language and one.kind is None]
    languages = [one for one in languages if one != _NORWEGIAN] or languages
    found = [one for one in named if one.language and one.kind]
    for own in (one.kind for one in named if one.kind and not one.language):
        fitting = [language for language in languages if _goes_with(language, own)]
        found += [Asked(language, own) for language in fitting or [_LANGUAGE_OF_KIND.get(own, "")]]
        languages = [language for language in languages if language not in fitting]
    if not (languages or found) and is_all and kind is not None:
        languages = [_LANGUAGE_OF_KIND.get(kind, "")]
    found += [Asked(language, None if found else kind) for language in languages]
    return tuple(dict.fromkeys(_with_sign_language(one) for one in found if one.language))


def _goes_with(language: str, kind: Kind) -> bool:
    """Whether a kind in a cell with the language is likely said of it: skrivetolking beside tegnspråk is not."""
    if kind is Kind.SPEECH_TO_TEXT:
        return language == _NORWEGIAN
    return is_sign_language(language) is (kind is not Kind.SPOKEN)


def _with_sign_language(asked: Asked) -> Asked:
    """“Norwegian” beside a kind for those who use sign language means Norwegian sign language."""
    is_meant = asked.language == _NORWEGIAN and asked.kind in (Kind.SIGN, Kind.DEAFBLIND)
    return Asked(_NORWEGIAN_SIGN, asked.kind) if is_meant else asked


def _named(text: str) -> Asked | None:
    """What a text names: a language, a kind, or both: “arabisk (Irak)”, “norsk tegnspråk (døvblindetolking)”."""
    language = _language(text)
    if language:
        return Asked(language)
    kind = kind_in(text)
    return Asked("", kind) if kind else _in_brackets(text) or _in_words(text)


def _language(text: str) -> str:
    if fold(text) in _SIGN_LANGUAGE:
        return _NORWEGIAN_SIGN
    found = language_table().find(text)
    return found.code if found else ""


def _in_brackets(text: str) -> Asked | None:
    """What a text names with something in brackets after it.

    Where both are languages, and neither the same nor Norwegian, it names none: one is never taken for another.
    """
    inside = _IN_BRACKETS.search(text)
    if not inside:
        return None
    before, within = _named(_IN_BRACKETS.sub("", text)), _named(inside[1])
    return _joined(before, within) if before and within else before or within


def _joined(one: Asked, other: Asked) -> Asked | None:
    languages = {one.language, other.language} - {""}
    kinds = {one.kind, other.kind} - {None}
    if len(languages) > 1:
        languages -= {_NORWEGIAN}
    if len(languages) > 1 or len(kinds) > 1:
        return None
    return Asked(next(iter(languages), ""), next(iter(kinds), None))


def _in_words(text: str) -> Asked | None:
    """A language and a kind that stand beside each other, in either order: “engelsk skrivetolking”."""
    words = text.split()
    for place in range(1, len(words) if len(words) <= _MOST_WORDS else 0):
        first, last = " ".join(words[:place]), " ".join(words[place:])
        for language, kind in ((_language(first), kind_in(last)), (_language(last), kind_in(first))):
            if language and kind:
                return Asked(language, kind)
    return None
