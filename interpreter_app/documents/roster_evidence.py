"""The check of a supplier's list as a document that shows what was checked, when, against what, and what was not."""

from collections.abc import Iterator
from datetime import datetime

from interpreter_app.booking_words import moment_in_words
from interpreter_app.documents.blocks import Block, Document, Facts, Grid, Heading, Items, Notice, Paragraph
from interpreter_app.domain.errors import N_
from interpreter_app.domain.norwegian_time import on_norwegian_clock
from interpreter_app.domain.roster import Result
from interpreter_app.domain.roster_report import CheckedRow, RosterReport, RosterSource
from interpreter_app.i18n import NO_VALUE, Texts
from interpreter_app.roster_words import (
    NOT_CHECKED,
    NOT_FOUND_MEANS,
    asked_day,
    asked_language,
    asked_number,
    candidate_words,
    data_age,
    explanation,
    headline,
    person_words,
    result_name,
    source_words,
)

_WIDTHS = (5, 12, 15, 10, 5, 11, 19)


def evidence_document(report: RosterReport, source: RosterSource, now: datetime, texts: Texts) -> Document:
    """The check in the language of ``texts``; ``now`` is the time of the check, local with its zone."""
    return Document(
        title=texts.gettext(N_("Check of a list against the register of interpreters")),
        language=texts.language,
        blocks=tuple(_blocks(report, source, now, texts)),
        footer=headline(report, texts),
    )


def about_check(report: RosterReport, source: RosterSource, now: datetime, texts: Texts) -> list[tuple[str, str]]:
    """Labels and values: when, against what, of which file."""
    _, state = texts.gettext, report.state
    return [
        (_(N_("Checked")), moment_in_words(on_norwegian_clock(now), texts)),
        (_(N_("Day of rows without a date")), texts.date(report.on)),
        (_(N_("Source")), source_words(state, texts)),
        (_(N_("Data as of")), data_age(state, texts)),
        (_(N_("File")), source.name or _(N_("Pasted text"))),
        (_(N_("SHA-256 of the content")), source.digest),
    ]


def _blocks(report: RosterReport, source: RosterSource, now: datetime, texts: Texts) -> Iterator[Block]:
    _ = texts.gettext
    yield Paragraph(f"{headline(report, texts)}.")
    yield Facts(tuple(about_check(report, source, now, texts)))
    yield Heading(_(N_("Results")))
    yield Facts(
        tuple((result_name(result, texts), texts.number(count)) for result, count in report.counts.items() if count)
    )
    if report.counts[Result.NOT_FOUND]:
        yield Notice(_(NOT_FOUND_MEANS))
    yield Heading(_(N_("Not checked")))
    yield Items(tuple(_(one) for one in NOT_CHECKED))
    yield Heading(_(N_("The rows")))
    headings = (N_("Line"), N_("Stated"), N_("Language"), N_("Date"), N_("Cat."), N_("Result"), N_("Explanation"))
    yield Grid(tuple(map(_, headings)), tuple(_row(one, texts) for one in report.rows), _WIDTHS)


def _row(checked: CheckedRow, texts: Texts) -> tuple[str, ...]:
    row = checked.row
    stated = " ".join(part for part in (row.name, asked_number(row)) if part)
    return (
        str(row.line),
        stated or NO_VALUE,
        asked_language(row, texts) or NO_VALUE,
        asked_day(row) or NO_VALUE,
        row.stated or NO_VALUE,
        result_name(checked.result, texts),
        " ".join(_told(checked, texts)),
    )


def _told(checked: CheckedRow, texts: Texts) -> Iterator[str]:
    """Who was found, what the register says, and who may be meant."""
    if checked.match is not None:
        yield f"{person_words(checked.match, texts)}:"
    yield explanation(checked, texts)
    if checked.candidates:
        yield "; ".join(candidate_words(one, texts) for one in checked.candidates)
