"""The answer of the guide as one page to print: what, why, and the checklist before, during and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from interpreter_app.documents.blocks import Block, Document, Heading, Items, Paragraph
from interpreter_app.i18n import Texts


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A point: its title, and the paragraphs that it rests on in words, empty where it rests on none."""

    title: str
    sources: str = ""

    @property
    def in_one(self) -> str:
        """Both in one line."""
        return f"{self.title} ({self.sources})" if self.sources else self.title


@dataclass(frozen=True, slots=True)
class Checklist:
    """A part of the checklist: its title, and what is to be ticked."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on the page.

    ``service`` is what the conversation belongs to, ``day`` when it is. ``checked`` is the day up to which the law is
    known, ``printed`` that on which the page is made. ``version`` is that of the guidance, which holds in this form
    since ``in_force``.
    """

    headline: str
    service: str
    reasons: tuple[SheetLine, ...]
    actions: tuple[SheetLine, ...]
    checklists: tuple[Checklist, ...]
    links: tuple[str, ...]
    day: date
    checked: date
    printed: date
    version: int
    in_force: date


def guidance_sheet(sheet: Sheet, texts: Texts) -> Document:
    """The page, in the language of ``texts``."""
    _ = texts.gettext
    return Document(
        title=sheet.headline,
        language=texts.language,
        blocks=tuple(_blocks(sheet, texts)),
        footer=_("Guidance in force since {in_force}, version {version}; made on {day}").format(
            in_force=texts.date(sheet.in_force), version=sheet.version, day=texts.date(sheet.printed)
        ),
        one_page=True,
    )


def _blocks(sheet: Sheet, texts: Texts) -> Iterator[Block]:
    _ = texts.gettext
    about = _("Conversation on {day}").format(day=texts.date(sheet.day))
    yield Paragraph(f"{sheet.service} · {about}" if sheet.service else about)
    if sheet.reasons:
        yield Items(tuple(line.in_one for line in sheet.reasons))
    if sheet.actions:
        yield Heading(_("What to do now"), level=2)
        yield Items(tuple(line.in_one for line in sheet.actions), boxes=True)
    for part in sheet.checklists:
        yield Heading(part.title, level=2)
        yield Items(part.items, boxes=True)
    yield Paragraph(_small_print(sheet, texts), muted=True)


def _small_print(sheet: Sheet, texts: Texts) -> str:
    _ = texts.gettext
    said = _(
        "This is guidance in our own words, and not the wording of the law. The law is known here as of {checked}."
    ).format(checked=texts.date(sheet.checked))
    return f"{said} {_('Read more:')} {', '.join(sheet.links)}" if sheet.links else said
