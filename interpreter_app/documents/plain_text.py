"""Documents as plain text, to be copied into a letter, a journal or a tender."""

from collections.abc import Iterator

from interpreter_app.documents.blocks import Bars, Block, Document, Facts, Grid, Heading, Items, Notice, Paragraph
from interpreter_app.i18n import share


def plain_text(document: Document) -> str:
    """The document from title to footer, an empty line between its parts."""
    parts = [document.title, *("\n".join(_lines(block)) for block in document.blocks), document.footer]
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph() | Notice():
            yield block.text
        case Items():
            yield from (f"{_mark(block, place)} {item}" for place, item in enumerate(block.items, 1))
        case Facts():
            yield from (f"{name}: {value}" for name, value in block.rows)
        case Grid():
            yield from ("\t".join(line) for line in (block.headings, *block.rows))
        case Bars():
            yield block.title
            for name, value, note in zip(block.labels, block.values, block.notes, strict=True):
                yield " · ".join(part for part in (name, share(value), note) if part)


def _mark(block: Items, place: int) -> str:
    return f"{place}." if block.numbered else "☐" if block.boxes else "–"
