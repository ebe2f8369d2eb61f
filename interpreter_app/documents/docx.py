"""Documents as DOCX, to be worked on in Word or LibreOffice: real headings and lists, language and title set.

No author is named: a file tells nothing of whoever made it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document as NewDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor

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
)
from interpreter_app.documents.document_words import LANGUAGE_TAGS
from interpreter_app.documents.whole_files import save_at_once, whole_file
from interpreter_app.documents.xml_text import xml_text
from interpreter_app.domain.errors import N_
from interpreter_app.i18n import Texts, share

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph as WordParagraph

_FONT = "Calibri"
_TEXT = RGBColor(0x1B, 0x27, 0x33)
_MUTED = RGBColor(0x4E, 0x5B, 0x69)
_SIZES = {"Normal": 11, "Title": 20, "Heading 1": 15, "Heading 2": 12, "List Bullet": 11, "List Number": 11}
_BEFORE_HEADINGS = {"Heading 1": 16, "Heading 2": 10}
_WIDTH = Cm(16.6)
_FACTS_SHARES = (34, 66)
_BARS_SHARES = (50, 15, 35)
_BOX = "☐"


def write_docx(document: Document, path: Path, *, replace: bool = False) -> None:
    """Write the document as DOCX to ``path``, whole or not at all.

    Control characters are shown as �. Raises ``UserError`` when no file can be made there, or when there is one and
    ``replace`` is not set.
    """
    with whole_file(path, replace=replace) as aside:
        word = _empty(document)
        word.add_paragraph(xml_text(document.title), "Title")
        for before, block in pairwise((None, *document.blocks)):
            if block is not None:
                _add(word, block)
            if isinstance(before, Heading) and isinstance(block, Paragraph) and block.muted:
                word.paragraphs[-1].paragraph_format.keep_with_next = True
        save_at_once(word.save, aside)


def _empty(document: Document) -> "WordDocument":
    word = NewDocument()
    language = LANGUAGE_TAGS[document.language]
    core = word.core_properties
    core.title, core.language, core.author, core.comments = xml_text(document.title), language, "", ""
    _forget_the_days_of_the_template(word)
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    _set_styles(word)
    _set_page(word, document)
    return word


def _forget_the_days_of_the_template(word: "WordDocument") -> None:
    element = word.core_properties._element  # there is no other way to take a property away
    for name in ("dcterms:created", "dcterms:modified"):
        for day in element.findall(qn(name)):
            element.remove(day)


def _set_styles(word: "WordDocument") -> None:
    for name, size in _SIZES.items():
        style: ParagraphStyle = word.styles[name]
        _set_font(style, size)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.space_before = Pt(_BEFORE_HEADINGS.get(name, 0))
    _drop(word.styles["Title"].element, "w:pBdr")
    word.styles["Title"].font.bold = True
    for border in word.styles["Table Grid"].element.iter(qn("w:tblBorders")):
        for side in border:
            side.set(qn("w:color"), "C9D3DF")
    muted = _new_style(word, "Muted")
    muted.font.size, muted.font.color.rgb = Pt(9), _MUTED
    boxes = _new_style(word, "Boxes").paragraph_format
    boxes.left_indent, boxes.first_line_indent, boxes.space_after = Cm(0.8), Cm(-0.8), Pt(4)
    boxes.tab_stops.add_tab_stop(Cm(0.8))
    _frame(_new_style(word, "Notice"))


def _set_font(style: "ParagraphStyle", size: int) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _TEXT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [name for name in fonts.attrib if str(name).endswith("Theme")]:
        del fonts.attrib[attribute]  # a font of the theme goes before the named one


def _new_style(word: "WordDocument", name: str) -> "ParagraphStyle":
    style: ParagraphStyle = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    return style


def _frame(style: "ParagraphStyle") -> None:
    """Put a frame around the paragraphs of a style."""
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(8), Pt(12)
    properties = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        borders.append(_element(f"w:{side}", val="single", sz="8", space="6", color="0062BA"))
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    shade = _element("w:shd", val="clear", color="auto", fill="F2F7FC")
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc")


def _set_page(word: "WordDocument", document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    first = section.footer.paragraphs[0]
    first.style = word.styles["Muted"]
    if document.footer:
        first.add_run(xml_text(document.footer))
        first = section.footer.add_paragraph(style="Muted")
    first.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_page_number(first, Texts(document.language).gettext(N_("Page {page} of {pages}")))


def _add_page_number(paragraph: "WordParagraph", words: str) -> None:
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    for part in re.split(r"({pages?})", words):
        if part not in fields:
            paragraph.add_run(part)
            continue
        field = _element("w:fldSimple", instr=fields[part])
        run = paragraph.add_run("1")._r
        field.append(run)
        paragraph._p.append(field)


def _add(word: "WordDocument", block: Block) -> None:
    match block:
        case Heading():
            word.add_paragraph(xml_text(block.text), f"Heading {min(block.level, 2)}")
        case Paragraph():
            word.add_paragraph(xml_text(block.text), "Muted" if block.muted else "Normal")
        case Notice():
            word.add_paragraph(xml_text(block.text), "Notice")
        case Items():
            _add_items(word, block)
        case Facts():
            _add_table(word, (), block.rows, _FACTS_SHARES)
        case Grid():
            _add_table(word, block.headings, block.rows, block.widths or (1,) * len(block.headings))
        case Bars():
            _add_bars(word, block)


def _add_items(word: "WordDocument", items: Items) -> None:
    if items.boxes:
        for text in items.items:
            word.add_paragraph(f"{_BOX}\t{xml_text(text)}", "Boxes")
        return
    number = _new_numbering(word) if items.numbered else None
    for text in items.items:
        paragraph = word.add_paragraph(xml_text(text), "List Bullet" if number is None else "List Number")
        if number is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number


def _new_numbering(word: "WordDocument") -> int:
    """A numbering that begins at 1; without one each list would go on where the last one ended."""
    numbering = word.part.numbering_part.element
    of_style = word.styles["List Number"].element.pPr.numPr.numId.val
    number = numbering.add_num(numbering.num_having_numId(of_style).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _add_bars(word: "WordDocument", bars: Bars) -> None:
    word.add_paragraph(xml_text(bars.title), "Heading 2")
    shares = map(share, bars.values)
    _add_table(word, (), list(zip(bars.labels, shares, bars.notes, strict=True)), _BARS_SHARES)
    word.add_paragraph(xml_text(bars.description), "Muted")


def _add_table(
    word: "WordDocument", headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]
) -> None:
    """A table, written as XML row by row, as the library looks every cell up anew in a table that grows."""
    table = word.add_table(0, len(shares), "Table Grid" if headings else None)
    table.autofit = False
    widths = [round(_WIDTH.twips * one / sum(shares)) for one in shares]
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    if headings:
        table._tbl.append(_row(headings, widths, bold=range(len(headings)), head=True))
    for row in rows:
        table._tbl.append(_row(row, widths, bold=() if headings else (0,)))
    word.add_paragraph(style="Muted").paragraph_format.space_after = Pt(0)


def _row(cells: Sequence[str], widths: Sequence[int], *, bold: Sequence[int], head: bool = False) -> "BaseOxmlElement":
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for column, (text, width) in enumerate(zip(cells, widths, strict=True)):
        row.append(_cell(text, width, bold=column in bold, shaded=head))
    return row


def _cell(text: str, width: int, *, bold: bool, shaded: bool) -> "BaseOxmlElement":
    cell, properties, paragraph = OxmlElement("w:tc"), OxmlElement("w:tcPr"), OxmlElement("w:p")
    properties.append(_element("w:tcW", w=str(width), type="dxa"))
    if shaded:
        properties.append(_element("w:shd", val="clear", color="auto", fill="E9EEF3"))
    spacing = OxmlElement("w:pPr")
    spacing.append(_element("w:spacing", before="40", after="40", line="240", lineRule="auto"))
    paragraph.append(spacing)
    run = paragraph.add_r()
    if bold:
        run.get_or_add_rPr().append(OxmlElement("w:b"))
    run.text = xml_text(text)
    cell.append(properties)
    cell.append(paragraph)
    return cell


def _element(name: str, **attributes: str) -> "BaseOxmlElement":
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _drop(style: "BaseOxmlElement", name: str) -> None:
    for found in list(style.iter(qn(name))):
        parent = found.getparent()
        if parent is not None:
            parent.remove(found)
