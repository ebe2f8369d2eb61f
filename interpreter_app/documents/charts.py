"""Charts of shares: bars with their number and their note in words, as vectors in a PDF and as SVG in the window."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from interpreter_app.documents.blocks import Bars
from interpreter_app.documents.pdf_fonts import BOLD, REGULAR, load_fonts, measure, printable, wrapped
from interpreter_app.i18n import share

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing, String

_TITLE_LARGER = 2
_GAP = 10
_LABEL_SHARE = 0.32
_NOTE_SHARE = 0.26
_MOST_LINES = 4
_HIGHEST = 560
"""Of a drawing on a page, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartColours:
    """How a chart looks where it is shown: colours as #rrggbb, the ``family`` and ``size`` of its font, its ``width``.

    Sizes are in points on paper and in pixels on the screen.
    """

    text: str = "#1b2733"
    bar: str = "#0062ba"
    empty: str = "#dfe5ec"
    family: str = "Noto Sans"
    size: int = 9
    width: int = 480

    @property
    def leading(self) -> int:
        """From one line to the next; a bar is as high."""
        return round(self.size * 4 / 3)


ON_PAPER = ChartColours()
"""The colours of documents."""


def bars_drawings(bars: Bars, colours: ChartColours = ON_PAPER) -> list["Drawing"]:
    """The chart as drawings that each fit on a page; the first one has the title."""
    load_fonts()
    parts: list[list[_Row]] = [[]]
    for row in _rows(bars, colours):
        if sum(other.height for other in parts[-1]) + row.height > _HIGHEST:
            parts.append([])
        parts[-1].append(row)
    return [_drawing(bars.title if part is parts[0] else "", part, colours) for part in parts]


def bars_drawing(bars: Bars, colours: ChartColours = ON_PAPER) -> "Drawing":
    """The whole chart as one drawing: for each label a bar from 0 to 100 with its number and its note beside it."""
    load_fonts()
    return _drawing(bars.title, _rows(bars, colours), colours)


def _rows(bars: Bars, colours: ChartColours) -> list["_Row"]:
    return [_Row.of(*row, colours) for row in zip(bars.labels, bars.values, bars.notes, strict=True)]


def _drawing(title: str, rows: list["_Row"], colours: ChartColours) -> "Drawing":
    from reportlab.graphics.shapes import Drawing

    lines = wrapped(printable(title), measure(BOLD, colours.size + _TITLE_LARGER), colours.width) if title else []
    leading = colours.leading + _TITLE_LARGER
    top = len(lines) * leading + _GAP + sum(row.height for row in rows)
    drawing = Drawing(colours.width, top, initialFontName=REGULAR)
    for line in lines:
        top -= leading
        drawing.add(_text(line, 0, top + 3, colours, bold=True))
    top -= _GAP
    for row in rows:
        row.draw(drawing, top, colours)
        top -= row.height
    return drawing


def bars_svg(bars: Bars, colours: ChartColours) -> bytes:
    """The chart as SVG that Qt can paint; its title and description are those of ``bars``."""
    from reportlab.graphics.renderSVG import drawToString

    drawing = bars_drawing(bars, colours)
    fonts = {REGULAR: {"family": colours.family}, BOLD: {"family": colours.family, "weight": "bold"}}
    svg = drawToString(drawing, fontHacks=fonts)
    svg = re.sub(r"<clipPath.*?</clipPath>", "", svg, flags=re.DOTALL)  # Qt paints it, as a black rectangle
    svg = svg.replace('style="clip-path: url(#clip)"', "")
    svg = re.sub(r"<title>.*?</title>", lambda _: f"<title>{escape(printable(bars.title))}</title>", svg)
    svg = re.sub(r"<desc>.*?</desc>", lambda _: f"<desc>{escape(printable(bars.description))}</desc>", svg)
    return svg.encode()


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with what stands beside it, in lines."""

    label: list[str]
    value: float | None
    note: list[str]
    height: int

    @classmethod
    def of(cls, label: str, value: float | None, note: str, colours: ChartColours) -> "_Row":
        width_of = measure(REGULAR, colours.size)
        noted = " · ".join(filter(None, (share(value), note)))
        labels = wrapped(printable(label), width_of, colours.width * _LABEL_SHARE - _GAP)[:_MOST_LINES]
        notes = wrapped(printable(noted), width_of, colours.width * _NOTE_SHARE - _GAP)[:_MOST_LINES]
        return cls(labels, value, notes, max(len(labels), len(notes)) * colours.leading + colours.size)

    def draw(self, drawing: "Drawing", top: float, colours: ChartColours) -> None:
        from reportlab.graphics.shapes import Rect
        from reportlab.lib.colors import HexColor

        left, right = colours.width * _LABEL_SHARE, colours.width * (1 - _NOTE_SHARE)
        for column, lines in ((0.0, self.label), (right + _GAP, self.note)):
            for number, line in enumerate(lines):
                drawing.add(_text(line, column, top - colours.size - number * colours.leading, colours))
        filled = (right - left) * min(max(self.value or 0, 0), 100) / 100
        for width, colour in ((right - left, colours.empty), (filled, colours.bar)):
            bar = Rect(left, top - colours.leading, width, colours.leading)
            bar.fillColor, bar.strokeColor = HexColor(colour), None
            drawing.add(bar)


def _text(text: str, x: float, y: float, colours: ChartColours, *, bold: bool = False) -> "String":
    from reportlab.graphics.shapes import String
    from reportlab.lib.colors import HexColor

    string = String(x, y, text)
    string.fontName = BOLD if bold else REGULAR
    string.fontSize = colours.size + (_TITLE_LARGER if bold else 0)
    string.fillColor = HexColor(colours.text)
    return string
