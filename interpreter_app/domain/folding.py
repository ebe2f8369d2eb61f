"""Text as it is compared: neither letter case, accents nor the letters of one keyboard decide whether it is the same.

The same fold is used for what is searched and for what is searched for.
"""

import unicodedata

_DROPPED = frozenset(
    "'`\u00b4\u2018\u2019\u201a\u201b\u2032"  # apostrophes and what is typed for them
    "\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ee\ua78c"  # letters that look like them
    "\u05f3\u0640\uff07\uff40"  # Hebrew geresh, Arabic lengthener, wide forms
)
"""They stand inside a word (O'Brien, Sa'ad, S'gaw) and are often left out."""

_LETTERS = {
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "ŋ": "n",
    "ŧ": "t",
    "ǥ": "g",
    "ʒ": "z",
    "ə": "e",
    "ɛ": "e",
    "ɔ": "o",
    "ɓ": "b",
    "ɖ": "d",
    "ɗ": "d",
    "ƒ": "f",
    "ɣ": "g",
    "ƙ": "k",
    "ɲ": "n",
    "ʋ": "v",
    "ƴ": "y",
}
"""Latin letters that Unicode does not take apart."""

_OTHER_SPELLING = str.maketrans(
    {
        "å": "aa",
        "Å": "aa",
        "ø": "oe",
        "Ø": "oe",
        "ä": "ae",
        "Ä": "ae",
        "ö": "oe",
        "Ö": "oe",
        "ü": "ue",
        "Ü": "ue",
        "đ": "dj",
        "Đ": "dj",
    }
)
"""How these letters are customarily written where they are missing (Aase, Soerensen, Mueller, Djordjevic)."""

_MARK_RANGES = (
    (0x0300, 0x036F),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
"""Accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic.

Marks of other scripts are letters to their readers (the vowels of Hindi, Thai or Burmese) and stay.
"""


def _is_dropped_mark(char: str) -> bool:
    code = ord(char)
    return unicodedata.category(char) == "Mn" and any(low <= code <= high for low, high in _MARK_RANGES)


def _fold_char(char: str) -> str:
    """One character folded: letters, digits and kept marks, nothing, or a space."""
    if char in _DROPPED or unicodedata.category(char) == "Cf" or _is_dropped_mark(char):
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    kept = (_fold_part(part) for part in plain)
    return unicodedata.normalize("NFC", "".join(kept))


def _fold_part(part: str) -> str:
    if part in _DROPPED or unicodedata.category(part) == "Cf" or _is_dropped_mark(part):
        return ""
    if part in _LETTERS:
        return _LETTERS[part]
    return part if unicodedata.category(part)[0] in "LNM" else " "


class _Folds(dict[int, str]):
    """What each character becomes, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


_folds = _Folds()
_ASCII_FOLDS = {code: _fold_char(chr(code)) for code in range(128)}


def fold(text: str) -> str:
    """The text as it is compared in searches: words in small letters with one space between.

    Accents go (Kovačević → kovacevic), ø, æ, å and their like become plain letters, apostrophes vanish
    (O'Brien → obrien), hyphens and other signs part words (Al-Masri → al masri). Letters that are not
    Latin stay. Folding what is folded changes nothing.
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII_FOLDS).split())
    composed = unicodedata.normalize("NFC", text)
    return " ".join(unicodedata.normalize("NFC", composed.translate(_folds)).split())


def spellings(text: str) -> str:
    """The folded text, followed by those words that have another customary spelling, so written.

    ``Åse Sørensen`` → ``ase sorensen aase soerensen``: the text to index, so that either finds the person.
    """
    folded = fold(text)
    if text.isascii():
        return folded
    other = other_spelling(text)
    if other == folded:
        return folded
    known = set(folded.split())
    return " ".join([folded, *(word for word in other.split() if word not in known)])


def other_spelling(text: str) -> str:
    """The text folded as it is customarily written without letters such as ø and å: ``Sørensen`` → ``soerensen``."""
    return fold(unicodedata.normalize("NFC", text).translate(_OTHER_SPELLING))
