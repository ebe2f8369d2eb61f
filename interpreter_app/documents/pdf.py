"""Documents as PDF: A4, text that can be marked and read aloud, fonts embedded, title and language set.

The same document gives the same bytes each time. No author is named: a file tells nothing of whoever made it.
"""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepInFrame, PageTemplate, Spacer
from reportlab.platypus import Paragraph as TextFlowable

from interpreter_app.documents.blocks import (
    Bars,
    Block,
    Document,
    Facts,
    Grid,
    Heading,
    Items,
    Notice,
    Paragraph,
    texts_in,
)
from interpreter_app.documents.charts import bars_drawings
from interpreter_app.documents.document_words import LANGUAGE_TAGS
from interpreter_app.documents.pdf_fonts import BOLD, REGULAR, load_fonts, measure, not_shown, printable, wrapped
from interpreter_app.documents.pdf_rows import Rows, RowsLook, lay_out
from interpreter_app.documents.whole_files import whole_file
from interpreter_app.domain.errors import N_
from interpreter_app.i18n import Texts

_TEXT = HexColor("#1b2733")
_MUTED = HexColor("#4e5b69")
_ACCENT = HexColor("#0062ba")
_SIDE = 22 * mm
_TOP = 20 * mm
_BOTTOM = 24 * mm
_WIDTH = A4[0] - 2 * _SIDE
_HEIGHT = A4[1] - _TOP - _BOTTOM
_WIDER = 8 * mm
"""What a document of one page takes of the margins at the top and the sides: it has to be shrunk less."""
_FOOT = 12 * mm
_FOOT_SIZE = 9
_PAGE_NUMBER_ROOM = 80
_FOOT_LINES = 2
_BOX = 9
_FACTS_SHARES = (34, 66)

_BODY = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=10.5, leading=15.5, spaceAfter=7, textColor=_TEXT, splitLongWords=1
)
_SMALL = ParagraphStyle("muted", _BODY, fontSize=9, leading=13, textColor=_MUTED)
_UNDER_HEADING = ParagraphStyle("underHeading", _SMALL, keepWithNext=1)
_TITLE = ParagraphStyle("title", _BODY, fontName=BOLD, fontSize=16, leading=21, spaceAfter=12)
_HEADINGS = (
    ParagraphStyle("h1", _BODY, fontName=BOLD, fontSize=13, leading=18, spaceBefore=12, spaceAfter=5, keepWithNext=1),
    ParagraphStyle("h2", _BODY, fontName=BOLD, fontSize=11, leading=16, spaceBefore=8, spaceAfter=4, keepWithNext=1),
)
_NOTICE = ParagraphStyle(
    "notice",
    _BODY,
    borderWidth=1,
    borderColor=_ACCENT,
    borderPadding=9,
    backColor=HexColor("#f2f7fc"),
    leftIndent=11,
    rightIndent=11,
    spaceBefore=14,
    spaceAfter=18,
)
_ITEM = ParagraphStyle("item", _BODY, leftIndent=20, bulletIndent=4, spaceAfter=4, bulletFontName=REGULAR)
_NUMBERED = ParagraphStyle("numbered", _ITEM, leftIndent=26)
_GRID = RowsLook(size=9, leading=12, padding=4, line="#d5dbe3")
_FACTS = RowsLook(size=10.5, leading=15, padding=2, line=None, bold_first=True)


def write_pdf(document: Document, path: Path, *, replace: bool = False) -> None:
    """Write the document as a PDF to ``path``, whole or not at all.

    Characters that the font lacks are shown as �, which is said at the document's end. Raises ``UserError`` when no
    file can be made there, or when there is one and ``replace`` is not set.
    """
    load_fonts()
    with whole_file(path, replace=replace) as aside:
        template = BaseDocTemplate(
            str(aside),
            pagesize=A4,
            title=printable(document.title),
            author="",
            creator="interpreter-app",
            initialFontName=REGULAR,  # otherwise each page names a font that is not embedded
            lang=LANGUAGE_TAGS[document.language],
            invariant=1,
        )
        wider = _wider(document)
        width, height = _WIDTH + 2 * wider, _HEIGHT + wider
        frame = Frame(_SIDE - wider, _BOTTOM, width, height, 0, 0, 0, 0)
        template.addPageTemplates(PageTemplate(frames=[frame]))
        content = list(_flowables(document))
        if document.one_page:
            content = [KeepInFrame(width, height, content, mode="shrink")]
        template.build(content, canvasmaker=partial(_NumberedCanvas, document=document))


def _wider(document: Document) -> float:
    """How much nearer to the edges of the paper a document stands than others."""
    return _WIDER if document.one_page else 0


def _flowables(document: Document) -> Iterator[Flowable]:
    yield _text(document.title, _TITLE)
    for before, block in pairwise((None, *document.blocks)):
        if isinstance(before, Heading) and isinstance(block, Paragraph) and block.muted:
            yield _text(block.text, _UNDER_HEADING)
        elif block is not None:
            yield from _block(block)
    yield from _on_what_is_not_shown(document)


def _on_what_is_not_shown(document: Document) -> Iterator[Flowable]:
    count = sum(map(not_shown, texts_in(document)))
    if count:
        texts = Texts(document.language)
        words = texts.ngettext(
            "{n} character could not be shown, since the font of this document lacks it; � stands in its place.",
            "{n} characters could not be shown, since the font of this document lacks them; � stands in their place.",
            count,
        )
        yield _text(words.format(n=texts.number(count)), _SMALL)


def _block(block: Block) -> Iterator[Flowable]:
    match block:
        case Heading():
            yield _text(block.text, _HEADINGS[min(block.level, len(_HEADINGS)) - 1])
        case Paragraph():
            yield _text(block.text, _SMALL if block.muted else _BODY)
        case Notice():
            yield _text(block.text, _NOTICE)
        case Items():
            yield from _items(block)
        case Facts():
            yield from _rows((), block.rows, _FACTS_SHARES, _FACTS)
        case Grid():
            yield from _rows(block.headings, block.rows, block.widths or (1,) * len(block.headings), _GRID)
        case Bars():
            yield from _bars(block)


def _items(items: Items) -> Iterator[Flowable]:
    for number, text in enumerate(items.items, 1):
        if items.boxes:
            yield _Box(_markup(text), _ITEM, bulletText="\u00a0")
        elif items.numbered:
            yield TextFlowable(_markup(text), _NUMBERED, bulletText=f"{number}.")
        else:
            yield TextFlowable(_markup(text), _ITEM, bulletText="•")
    yield Spacer(1, 5)


def _rows(
    headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...], shares: tuple[int, ...], look: RowsLook
) -> Iterator[Flowable]:
    widths = [_WIDTH * share / sum(shares) for share in shares]
    yield Rows(lay_out(headings, rows, widths, look))
    yield Spacer(1, 10)


def _bars(bars: Bars) -> Iterator[Flowable]:
    yield from bars_drawings(bars)
    yield _text(bars.description, _SMALL)


def _text(text: str, style: ParagraphStyle) -> Flowable:
    return TextFlowable(_markup(text), style)


def _markup(text: str) -> str:
    """Text as a flowable takes it, with nothing in it that is read as markup."""
    return escape(printable(text)).replace("\n", "<br/>")


class _Box(TextFlowable):
    """An item with a box to tick; what goes over to the next page has none."""

    def draw(self) -> None:
        super().draw()
        if self.bulletText:
            self.canv.setStrokeColor(_MUTED)
            self.canv.setLineWidth(1)
            self.canv.rect(1, self.height - _BOX - 2.5, _BOX, _BOX, stroke=1, fill=0)


class _Undated(PDFInfo):
    """What a file says of itself, without a day: the library knows only this moment or one in the year 2000."""

    def format(self, document: PDFDocument) -> bytes:
        """The title, and what made the file."""
        said = {"Title": self.title, "Author": self.author, "Producer": self.producer, "Creator": self.creator}
        return PDFDictionary({name: PDFString(value) for name, value in said.items()}).format(document)


class _NumberedCanvas(Canvas):
    """Keeps the pages until all are there, to say on each how many there are."""

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        super().__init__(*args, **options)
        self._doc.info = _Undated()  # type: ignore[attr-defined]  # unknown to its types
        self._document = document
        self._texts = Texts(document.language)
        self._pages: list[dict[str, Any]] = []
        self.setViewerPreference("DisplayDocTitle", "true")

    def showPage(self) -> None:
        """Keep the page, and begin another."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # unknown to its types

    def save(self) -> None:
        """Write the pages with their feet."""
        pages = self._pages
        for page in pages:
            self.__dict__.update(page)
            self._draw_foot(len(pages))
            super().showPage()
        super().save()

    def _draw_foot(self, pages: int) -> None:
        self.setFont(REGULAR, _FOOT_SIZE)
        self.setFillColor(_MUTED)
        number = self._texts.gettext(N_("Page {page} of {pages}")).format(page=self.getPageNumber(), pages=pages)
        wider = _wider(self._document)
        self.drawRightString(_SIDE + _WIDTH + wider, _FOOT, number)
        foot = wrapped(printable(self._document.footer), measure(REGULAR, _FOOT_SIZE), _WIDTH - _PAGE_NUMBER_ROOM)
        for line, text in enumerate(_cut(foot)):
            self.drawString(_SIDE - wider, _FOOT - line * (_FOOT_SIZE + 3), text)


def _cut(lines: list[str]) -> list[str]:
    """The lines that there is room for, with a mark where some are left out."""
    return lines if len(lines) <= _FOOT_LINES else [*lines[: _FOOT_LINES - 1], f"{lines[_FOOT_LINES - 1]} …"]
