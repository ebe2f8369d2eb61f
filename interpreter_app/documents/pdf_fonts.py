"""The fonts of PDF documents and charts: Noto Sans, embedded; and text as these fonts can show it."""

from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "NotoSans"
BOLD = "NotoSans-Bold"
_FILES = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}
_CANNOT_BE_SHOWN = "\ufffd"
_TAB = "    "
_FIRST_PRINTED = 32


@cache
def font(name: str) -> "TTFont":
    """The font ``REGULAR`` or ``BOLD``, made known to reportlab."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    with as_file(files("resources") / "fonts" / _FILES[name]) as path:
        found = TTFont(name, str(path))
    registerFont(found)
    return found


def load_fonts() -> None:
    """Make both fonts known to reportlab, which finds them by their names from then on."""
    for name in _FILES:
        font(name)


@cache
def _shown() -> frozenset[int]:
    """The characters that both fonts have and that are no control characters; the line's end is one of them here."""
    both = set(font(REGULAR).face.charToGlyph) & set(font(BOLD).face.charToGlyph)
    return frozenset({code for code in both if code >= _FIRST_PRINTED and not 0x7F <= code < 0xA0} | {ord("\n")})


def printable(text: str) -> str:
    """``text`` with � for each character that the fonts lack, and for control characters: nothing is lost unseen."""
    whole = _whole(text)
    shown = _shown()
    if shown.issuperset(map(ord, whole)):
        return whole
    return "".join(char if ord(char) in shown else _CANNOT_BE_SHOWN for char in whole)


def not_shown(text: str) -> int:
    """How many characters of ``text`` stand as �."""
    shown = _shown()
    return sum(ord(char) not in shown for char in _whole(text))


def _whole(text: str) -> str:
    return normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", _TAB)


def measure(name: str, size: float) -> Callable[[str], float]:
    """What gives the width of a text in points, in the font ``name`` at ``size`` points."""
    width = font(name).stringWidth
    return lambda text: width(text, size)


def wrapped(text: str, width_of: Callable[[str], float], width: float) -> list[str]:
    """``text`` in lines of at most ``width``, broken between words, and within a word that is wider than a line."""
    return [line for paragraph in text.split("\n") for line in _wrapped_paragraph(paragraph, width_of, width)]


def _wrapped_paragraph(text: str, width_of: Callable[[str], float], width: float) -> list[str]:
    if width_of(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width_of, width)
        lines += whole
    return [*lines, line]


def _pieces(word: str, width_of: Callable[[str], float], width: float) -> list[str]:
    pieces: list[str] = []
    piece = ""
    for char in word:
        if piece and width_of(piece + char) > width:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]
