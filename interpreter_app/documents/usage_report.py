"""The report of the usage log as a document: the sentence, what it counts, the chart, the figures, and where from."""

from collections.abc import Iterator

from interpreter_app import usage_words
from interpreter_app.documents.blocks import Bars, Block, Document, Facts, Grid, Heading, Paragraph
from interpreter_app.documents.usage_tables import report_facts
from interpreter_app.domain.assignments import By, Tally
from interpreter_app.domain.errors import N_
from interpreter_app.domain.usage_reports import UsageReport, published_shares
from interpreter_app.i18n import Texts, share

MOST_BARS = 20
_FIGURES = (5, 2, 3, 2, 2)
_GROUPS = (6, 2, 2)
_PUBLISHED = (2, 3, 4)


def usage_document(report: UsageReport, texts: Texts) -> Document:
    """The report in the language of ``texts``."""
    title = texts.gettext(N_("Use of interpreters"))
    return Document(
        title=f"{title}, {report.unit}" if report.unit else title,
        language=texts.language,
        blocks=tuple(_blocks(report, texts)),
        footer=f"{title} · {usage_words.period_words(report, texts)}",
    )


def _blocks(report: UsageReport, texts: Texts) -> Iterator[Block]:
    say = texts.gettext
    yield Paragraph(usage_words.headline(report, texts))
    yield Facts(tuple(report_facts(report, texts)))
    if report.lines:
        yield chart(report, texts)
        yield Heading(say(usage_words.BY_NAMES[report.by]))
        yield _figures(report, texts)
        yield Heading(say(N_("Who interpreted")))
        yield _groups(report.total, texts)
    yield Heading(say(N_("What is counted")))
    yield Paragraph(say(usage_words.DEFINITION))
    yield Paragraph(say(usage_words.NOT_FOUND_NOTE))
    yield Heading(say(N_("Published figures")))
    yield Paragraph(say(usage_words.PUBLISHED_NOTE))
    yield _published(texts)


def chart(report: UsageReport, texts: Texts, most: int = MOST_BARS) -> Bars:
    """The share with a category A–E for each line, at most ``most`` of them: the latest months, else the largest."""
    lines = report.lines[-most:] if report.by is By.MONTH else report.lines[:most]
    title = texts.gettext(N_("Share with a qualified interpreter (A–E)"))
    return Bars(
        title=title if len(lines) == len(report.lines) else f"{title}, {_cut(report.by, len(lines), texts)}",
        labels=tuple(usage_words.key_title(report.by, line.key, texts) for line in lines),
        values=tuple(line.tally.rate for line in lines),
        notes=tuple(_of(line.tally, texts) for line in lines),
        description=usage_words.headline(report, texts),
    )


def _cut(by: By, shown: int, texts: Texts) -> str:
    said = N_("the latest {n}") if by is By.MONTH else N_("the {n} with the most assignments")
    return texts.gettext(said).format(n=shown)


def _of(tally: Tally, texts: Texts) -> str:
    return texts.gettext(N_("{part} of {whole}")).format(
        part=texts.number(tally.qualified), whole=texts.number(tally.total)
    )


def _figures(report: UsageReport, texts: Texts) -> Grid:
    say = texts.gettext
    headings = (usage_words.BY_NAMES[report.by], "N", N_("With A–E"), N_("A–E"), N_("A–D"))
    rows = [(usage_words.key_title(report.by, line.key, texts), line.tally) for line in report.lines]
    if report.by is not By.TOTAL:
        rows.append((say(usage_words.BY_NAMES[By.TOTAL]), report.total))
    return Grid(tuple(say(one) for one in headings), tuple(_row(name, tally, texts) for name, tally in rows), _FIGURES)


def _row(name: str, tally: Tally, texts: Texts) -> tuple[str, ...]:
    counts = (texts.number(tally.total), texts.number(tally.qualified))
    return (name, *counts, share(tally.rate), share(tally.rate_highly_qualified))


def _groups(tally: Tally, texts: Texts) -> Grid:
    say = texts.gettext
    return Grid(
        (say(N_("Who interpreted")), say(N_("Assignments")), say(N_("Share"))),
        tuple(
            (say(usage_words.GROUP_NAMES[group]), texts.number(count), share(100 * count / tally.total))
            for group, count in usage_words.group_counts(tally)
        ),
        _GROUPS,
    )


def _published(texts: Texts) -> Grid:
    say = texts.gettext
    return Grid(
        (say(N_("Year")), say(N_("By qualified interpreters")), say(N_("Source"))),
        tuple(
            (str(one.year), usage_words.published_share(one, texts), one.source[texts.language])
            for one in published_shares()
        ),
        _PUBLISHED,
    )
