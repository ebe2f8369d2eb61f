"""Documents as content: what stands in them from top to bottom, before any file format has a say."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from interpreter_app.i18n import UiLanguage


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is below the document's title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``muted`` for what stands back, such as where the rest comes from."""

    text: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Text that must not be overlooked, in a frame."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list; with ``boxes`` each item has a box to tick on paper, ``numbered`` counts them."""

    items: tuple[str, ...]
    boxes: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values, a line each."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of text; ``widths`` are the columns' shares of the line, all alike when empty."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of shares: a bar from 0 to 100 for each label, with what it is of.

    ``values`` are percentages, None where there is nothing to divide by; ``notes`` stand beside the bars ("12 of 40").
    ``description`` says in a sentence what the chart shows, for those who do not see it.
    """

    title: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    notes: tuple[str, ...]
    description: str


Block = Heading | Paragraph | Notice | Items | Facts | Grid | Bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in one language; ``footer`` stands at the foot of each page, with the page number.

    With ``one_page`` it is printed as small as it takes to stand on one page.
    """

    title: str
    language: UiLanguage
    blocks: tuple[Block, ...]
    footer: str = ""
    one_page: bool = False


def texts_in(part: object) -> Iterator[str]:
    """Every text of a document, or of a part of it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts_in(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts_in(getattr(part, field.name))
