"""The single fields of the public register's search answer: what each may hold, and what it means here."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.folding import fold
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.json_documents import quoted
from interpreter_app.domain.languages import LanguageTable
from interpreter_app.domain.places import AmbiguousCounty, CountyTable

_LARGEST_NUMBER = 2**63 - 1
_DIRECTION_SIGNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""They change how the text around them is shown; the joiners that some scripts need are not among them."""

_KINDS = {
    fold(word): kind
    for kind, words in {
        Kind.SPOKEN: ("Talespråktolk", "Talespråkstolk", "Talespråk"),
        Kind.SIGN: ("Tegnspråktolk", "Tegnspråkstolk", "Teiknspråktolk", "Tegnspråk"),
        Kind.SPEECH_TO_TEXT: ("Skrivetolk", "Skrivetolking"),
        Kind.DEAFBLIND: ("Døvblindetolk", "Døvblindetolking"),
    }.items()
    for word in words
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was left out, as an English source text with its values."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def in_words(self, translate: Callable[[str], str]) -> str:
        """The reason in the language that ``translate`` gives."""
        return translate(self.message).format(**self.values)


class Unusable(Exception):
    """A value that cannot be used, with the reason."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.reason = Reason(message, values)


def cleaned(value: object) -> str:
    """Text as it is kept: trimmed, on one line, without control characters; markup stays as the text it is.

    Raises ``Unusable`` for what is no text. Null is no text given.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unusable(N_("{given} is not text."), given=quoted(value))
    return " ".join("".join(_kept(char) for char in value).split())


def _kept(char: str) -> str:
    if char in _DIRECTION_SIGNS or unicodedata.category(char) == "Cs":
        return ""
    if unicodedata.category(char) in ("Cc", "Zl", "Zp"):
        return " " if char.isspace() else ""
    return char


def number_of(value: object) -> int | None:
    """The register number in ``tolkId``: a positive whole number, also written as digits; None for all else."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal():
        digits = value.strip()
        value = int(digits) if len(digits) <= len(str(_LARGEST_NUMBER)) else None
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value <= _LARGEST_NUMBER else None


def county_of(name: str, counties: CountyTable) -> str | None:
    """The number of the county that ``name`` means; None when none is named.

    Raises ``Unusable`` for a county that was divided, and for what is no county.
    """
    if not name:
        return None
    try:
        return counties.get(name).code
    except AmbiguousCounty as error:
        raise Unusable(
            N_("“{given}” is now several counties ({choices}), so the county is left empty."),
            given=quoted(name),
            choices=", ".join(f"{county.code} {county.name('nb')}" for county in error.choices),
        ) from error
    except UserError as error:
        raise Unusable(N_("“{given}” is no county, so the county is left empty."), given=quoted(name)) from error


def language_of(value: object, languages: LanguageTable) -> str:
    """Our code for the language that a ``code`` means; raises ``Unusable`` for one that is not known."""
    language = languages.from_public_register(cleaned(value))
    if language is None:
        raise Unusable(N_("“{given}” is the code of no language that is known here."), given=quoted(value))
    return language.code


def kind_of(value: object, own_kind: Kind) -> Kind:
    """The kind of interpreting that a ``tolktype`` means; without one, the language's own.

    Raises ``Unusable`` for one that is not known.
    """
    text = cleaned(value)
    if not text:
        return own_kind
    kind = _KINDS.get(fold(text))
    if kind is None:
        raise Unusable(N_("“{given}” is no kind of interpreting that is known here."), given=quoted(text))
    return kind


def category_of(value: object) -> Category:
    """The category that a ``qualificationRank`` states: its first digit, 1–5 for A–E; raises ``Unusable`` otherwise."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else cleaned(value)
    if not text:
        raise Unusable(N_("No qualification rank is given."))
    if not (text.isascii() and text.isdecimal() and "1" <= text[0] <= "5"):
        raise Unusable(N_("The qualification rank {given} states no category."), given=quoted(value))
    return list(Category)[int(text[0]) - 1]
