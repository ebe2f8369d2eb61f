"""Text that a spreadsheet would take for a formula, made harmless in files that can only hold text.

A spreadsheet reckons a cell of a CSV file that begins with one of a few signs, whoever wrote it. With an apostrophe
before it the cell is text. The apostrophe can be seen; reading takes it away again, and nothing else.
"""

import re

_SIGNS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
"""What a formula begins with, in ordinary, full-width and small form; tab and line ends hide what follows them."""
_DANGEROUS = re.compile(rf"[\s']*[{_SIGNS}]")
_MADE_HARMLESS = re.compile(rf"'[\s']*[{_SIGNS}]")


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet might reckon the text."""
    return _DANGEROUS.match(text) is not None


def made_harmless(text: str) -> str:
    """The text as a CSV file may hold it: with an apostrophe before it where it is like a formula."""
    return f"'{text}" if is_like_a_formula(text) else text


def as_it_was(text: str) -> str:
    """The text that ``made_harmless`` was given."""
    return text[1:] if _MADE_HARMLESS.match(text) else text
