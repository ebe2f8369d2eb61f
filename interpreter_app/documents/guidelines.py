"""A unit's guidelines as a document: whose they are, what they are adapted to, and a section for each part."""

from collections.abc import Iterator, Sequence

from interpreter_app.documents.blocks import Block, Document, Facts, Heading, Items, Notice, Paragraph
from interpreter_app.domain.errors import N_
from interpreter_app.domain.guidelines import ANSWER_PLACE, UNIT_PLACE, GuidelinesAnswers, Missing, PartContent
from interpreter_app.guidelines_words import missing_in_words, sources_in_words
from interpreter_app.i18n import Texts
from interpreter_app.situation_words import METHOD_NAMES, SECTOR_NAMES

_LEADS_IN = ":"
"""What a line ends with that leads to the unit's own words; it goes where these are not there."""


def guidelines_document(
    answers: GuidelinesAnswers, contents: Sequence[PartContent], missing: Sequence[Missing], texts: Texts
) -> Document:
    """The guidelines in the language of ``texts``; a draft that says so where something in ``missing`` must be there.

    ``missing`` is what is missing of what must be there.
    """
    name = _title(answers, texts)
    draft = texts.gettext(N_("Draft: {title}")).format(title=name)
    return Document(
        title=draft if missing else name,
        language=texts.language,
        blocks=tuple(_blocks(answers, contents, missing, texts)),
        footer=draft if missing else name,
    )


def _title(answers: GuidelinesAnswers, texts: Texts) -> str:
    if answers.unit:
        return texts.gettext(N_("Guidelines for the use of interpreters, {unit}")).format(unit=answers.unit)
    return texts.gettext(N_("Guidelines for the use of interpreters"))


def _blocks(
    answers: GuidelinesAnswers, contents: Sequence[PartContent], missing: Sequence[Missing], texts: Texts
) -> Iterator[Block]:
    if missing:
        yield Notice(texts.gettext(N_("This is a draft. These things must be in place before it is used:")))
        yield Items(tuple(missing_in_words(one, contents, texts) for one in missing), boxes=True)
    yield Facts(tuple(_facts(answers, texts)))
    yield Paragraph(_ground(texts))
    yield from _adapted(answers, texts)
    for content in contents:
        if answers.part(content.part).included:
            yield from _part(content, answers, texts)
    yield Paragraph(
        texts.gettext(
            N_(
                "The guidelines are in plain words and are not the wording of the law. "
                "The National Register of Interpreters shows whom to contact; the booking itself is made with the "
                "interpreter or the supplier."
            )
        ),
        muted=True,
    )


def _facts(answers: GuidelinesAnswers, texts: Texts) -> Iterator[tuple[str, str]]:
    say = texts.gettext
    methods = ", ".join(say(METHOD_NAMES[method]) for method in answers.methods).capitalize()
    rows = (
        (N_("Unit"), answers.unit),
        (N_("Service"), say(SECTOR_NAMES[answers.sector]) if answers.sector else ""),
        (N_("In force from"), texts.date(answers.valid_from) if answers.valid_from else ""),
        (N_("Responsible"), answers.responsible),
        (N_("Methods"), methods),
        (N_("Framework agreement with"), answers.supplier),
    )
    return ((say(label), value) for label, value in rows if value)


def _ground(texts: Texts) -> str:
    said = texts.gettext(
        N_(
            "Bodies that use interpreters regularly must have guidelines, adapted to their size, nature, activities "
            "and risk ({sources})."
        )
    )
    return said.format(sources=sources_in_words(("TL 9", "TF 2"), texts))


def _adapted(answers: GuidelinesAnswers, texts: Texts) -> Iterator[Block]:
    say = texts.gettext
    told = (
        (say(N_("Size and use")), answers.size),
        (say(N_("Activities")), answers.activities),
        (say(N_("Risk")), answers.risk),
    )
    rows = tuple((label, value) for label, value in told if value)
    if rows:
        yield Heading(say(N_("About us")))
        yield Facts(rows)


def _part(content: PartContent, answers: GuidelinesAnswers, texts: Texts) -> Iterator[Block]:
    unit = answers.unit or texts.gettext(N_("our unit"))
    own = answers.part(content.part).text.strip()
    yield Heading(content.title)
    if sources := sources_in_words(content.sources, texts):
        yield Paragraph(sources, muted=True)
    for place, line in enumerate(content.lines):
        if ANSWER_PLACE in line:
            yield from _own_words(line, own, unit)
        elif own or not _leads_in(content.lines, place):
            yield Paragraph(_filled(line, unit))
    if own and not any(ANSWER_PLACE in line for line in content.lines):
        yield from _own_words(ANSWER_PLACE, own, unit)


def _leads_in(lines: Sequence[str], place: int) -> bool:
    """Whether a line only leads to the unit's own words after it."""
    after = lines[place + 1] if place + 1 < len(lines) else ""
    return lines[place].endswith(_LEADS_IN) and after == ANSWER_PLACE


def _own_words(line: str, own: str, unit: str) -> Iterator[Block]:
    """The unit's own words: a list where they are several lines."""
    said = [part.strip(" \t-–•*") for part in own.splitlines() if part.strip(" \t-–•*")]
    if line == ANSWER_PLACE and len(said) > 1:
        yield Items(tuple(said))
    elif said:
        before, _, after = line.partition(ANSWER_PLACE)
        yield Paragraph(f"{_filled(before, unit)}{' '.join(said)}{_filled(after, unit)}")


def _filled(line: str, unit: str) -> str:
    return line.replace(UNIT_PLACE, unit)
