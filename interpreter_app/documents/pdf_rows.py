"""Rows of text in columns on the pages of a PDF, however many: laid out once, drawn page by page.

The table of platypus takes 11 s for 20,000 rows, because every page lays out anew what is left.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from interpreter_app.documents.pdf_fonts import BOLD, REGULAR, measure, printable, wrapped

_LONGEST_ROW = 40
"""Lines; a longer row goes on as another one, as no row may be higher than a page."""

Cells = tuple[list[str], ...]
"""A row laid out: the lines of each cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsLook:
    """How rows look: sizes in points, colours as #rrggbb; ``bold_first`` for a first column of labels."""

    size: float
    leading: float
    padding: float
    line: str | None
    head_ground: str = "#e9eef3"
    text: str = "#1b2733"
    bold_first: bool = False

    def font(self, column: int) -> str:
        """The font of a column."""
        return BOLD if self.bold_first and column == 0 else REGULAR


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Rows laid out in columns of ``widths`` points; ``tops`` is how far down each row begins, then the last ends."""

    look: RowsLook
    widths: tuple[float, ...]
    head: Cells
    rows: list[Cells]
    tops: list[float] = field(default_factory=list)

    def height(self, row: Cells) -> float:
        """The height of a row in points."""
        return max(map(len, row), default=0) * self.look.leading + 2 * self.look.padding

    @property
    def head_height(self) -> float:
        """The height of the headings, nothing without them."""
        return self.height(self.head) if self.head else 0


def lay_out(headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float], look: RowsLook) -> LaidOut:
    """The rows in lines, each cell within its column; raises ``ValueError`` for a row with another number of cells."""
    inner = [width - 2 * look.padding for width in widths]
    column_measures = [measure(look.font(column), look.size) for column in range(len(widths))]
    head_measure = measure(BOLD, look.size)
    head = tuple(
        wrapped(printable(cell), head_measure, width) for cell, width in zip(headings, inner, strict=bool(headings))
    )
    laid = LaidOut(look, tuple(widths), head, [])
    for row in rows:
        cells = tuple(
            wrapped(printable(cell), width_of, width)
            for cell, width_of, width in zip(row, column_measures, inner, strict=True)
        )
        laid.rows.extend(_pieces(cells))
    laid.tops.extend(accumulate(map(laid.height, laid.rows), initial=0.0))
    return laid


def _pieces(cells: Cells) -> Iterable[Cells]:
    lines = max(map(len, cells), default=0)
    if lines <= _LONGEST_ROW:
        return (cells,)
    starts = range(0, lines, _LONGEST_ROW)
    return [tuple(cell[start : start + _LONGEST_ROW] for cell in cells) for start in starts]


class Rows(Flowable):
    """Laid out rows from ``start`` to before ``end``, with the headings above them on each page."""

    def __init__(self, laid: LaidOut, start: int = 0, end: int | None = None) -> None:
        super().__init__()
        self._laid = laid
        self._start = start
        self._end = len(laid.rows) if end is None else end

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """The width and the height that the rows take."""
        tops = self._laid.tops
        self.width = sum(self._laid.widths)
        self.height = self._laid.head_height + tops[self._end] - tops[self._start]
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:  # noqa: ARG002
        """The rows that fit and those that are left; none when not even one fits."""
        tops = self._laid.tops
        room = available_height - self._laid.head_height
        fit = bisect_right(tops, tops[self._start] + room) - 1
        if fit <= self._start:
            return []
        return [Rows(self._laid, self._start, fit), Rows(self._laid, fit, self._end)] if fit < self._end else [self]

    def draw(self) -> None:
        """Draw the headings and the rows, from the top down."""
        canvas: Canvas = self.canv
        top = self.height
        if self._laid.head:
            top = self._draw_head(canvas, top)
        for row in self._laid.rows[self._start : self._end]:
            top = self._draw_row(canvas, row, top)

    def _draw_head(self, canvas: Canvas, top: float) -> float:
        laid = self._laid
        canvas.setFillColor(HexColor(laid.look.head_ground))
        canvas.rect(0, top - laid.head_height, self.width, laid.head_height, stroke=0, fill=1)
        self._draw_cells(canvas, laid.head, top, [BOLD] * len(laid.head))
        return top - laid.head_height

    def _draw_row(self, canvas: Canvas, row: Cells, top: float) -> float:
        look = self._laid.look
        self._draw_cells(canvas, row, top, [look.font(column) for column in range(len(row))])
        bottom = top - self._laid.height(row)
        if look.line:
            canvas.setStrokeColor(HexColor(look.line))
            canvas.setLineWidth(0.5)
            canvas.line(0, bottom, self.width, bottom)
        return bottom

    def _draw_cells(self, canvas: Canvas, row: Cells, top: float, fonts: Sequence[str]) -> None:
        look = self._laid.look
        canvas.setFillColor(HexColor(look.text))
        x = 0.0
        for lines, width, font in zip(row, self._laid.widths, fonts, strict=True):
            canvas.setFont(font, look.size)
            for number, line in enumerate(lines):
                baseline = top - look.padding - number * look.leading - look.size
                canvas.drawString(x + look.padding, baseline, line)
            x += width
