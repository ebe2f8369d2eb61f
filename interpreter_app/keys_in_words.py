"""A key as a recovery phrase: 24 words that a person can write down (BIP 39, English word list).

The last letters of the phrase are a checksum, so that a slip of the pen is noticed.
"""

from typing import TYPE_CHECKING

from interpreter_app.domain.errors import N_, UserError

if TYPE_CHECKING:
    from mnemonic import Mnemonic

WORDS = 24


def phrase_of(key: bytes) -> str:
    """The recovery phrase of a key of 32 bytes, words parted by spaces."""
    return _language().to_mnemonic(key)


def key_of(phrase: str) -> bytes:
    """The key that a recovery phrase stands for; letter case and line ends do not matter.

    Raises ``UserError`` naming a word that is none, or when words are missing or do not belong together.
    """
    language = _language()
    words = phrase.lower().split()
    for place, word in enumerate(words, start=1):
        if word not in language.wordlist:
            raise UserError(
                N_("Word {place} of the recovery phrase, “{word}”, is not one of its words."),
                N_("Compare it with what you wrote down."),
                place=place,
                word=word,
            )
    if len(words) != WORDS:
        raise UserError(
            N_("The recovery phrase has {count} words; it must have {wanted}."),
            N_("Compare it with what you wrote down."),
            count=len(words),
            wanted=WORDS,
        )
    try:
        return bytes(language.to_entropy(words))
    except ValueError as error:
        raise UserError(
            N_("The words of the recovery phrase do not belong together."),
            N_("Check that each word and their order are as you wrote them down."),
        ) from error


def _language() -> "Mnemonic":
    from mnemonic import Mnemonic

    return Mnemonic("english")
