"""The usage log and its report as tables: what stands in each column of a list of assignments, and of the figures."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from interpreter_app import explanations, situation_words, usage_words
from interpreter_app.booking_words import moment_in_words
from interpreter_app.documents.tables import About, Cell, CellKind, Column, Table
from interpreter_app.domain.assignments import Assignment, By, Group, Tally
from interpreter_app.domain.errors import N_
from interpreter_app.domain.usage_reports import PublishedShare, UsageReport, published_shares
from interpreter_app.i18n import Texts

_NARROW, _MIDDLE, _WIDE = 12, 20, 32
_COLUMNS = (
    ("day", CellKind.DATE, _NARROW),
    ("language", CellKind.TEXT, _MIDDLE),
    ("kind", CellKind.TEXT, _MIDDLE),
    ("method", CellKind.TEXT, _MIDDLE),
    ("minutes", CellKind.NUMBER, _NARROW),
    ("sector", CellKind.TEXT, _WIDE),
    ("unit", CellKind.TEXT, _WIDE),
    ("used", CellKind.TEXT, _WIDE),
    ("number", CellKind.NUMBER, _NARROW),
    ("category", CellKind.TEXT, _NARROW),
    ("ground", CellKind.TEXT, _WIDE),
)
_PER_CENT = Decimal("0.1")


def log_table(assignments: Iterable[Assignment], texts: Texts) -> Table:
    """A line for each assignment, in words; ``import`` reads it back."""
    say = texts.gettext
    columns = tuple(Column(name, say(usage_words.FIELD_NAMES[name]), kind, width) for name, kind, width in _COLUMNS)
    return Table(say(N_("Assignments")), columns, (_row(one, texts) for one in assignments))


def _row(one: Assignment, texts: Texts) -> tuple[Cell, ...]:
    say = texts.gettext
    return (
        one.day,
        usage_words.key_name(By.LANGUAGE, one.language, texts),
        say(explanations.KIND_NAMES[one.kind]),
        say(situation_words.METHOD_NAMES[one.method]),
        one.minutes,
        say(situation_words.SECTOR_NAMES[one.sector]),
        one.unit,
        say(usage_words.USED_NAMES[one.used]),
        one.number,
        one.category,
        say(situation_words.GROUND_NAMES[one.ground]) if one.ground else None,
    )


def figures_table(report: UsageReport, texts: Texts) -> Table:
    """A line for each key of the report, and one for all."""
    say = texts.gettext
    numbers = (N_("Assignments (N)"), N_("With a category A–E"), N_("Share A–E, %"), N_("Share A–D, %"))
    headings = [*numbers, *usage_words.GROUP_NAMES.values(), N_("Minutes")]
    columns = (
        Column(report.by, say(usage_words.BY_NAMES[report.by]), CellKind.TEXT, _WIDE),
        *(Column(heading, say(heading), CellKind.NUMBER, _MIDDLE) for heading in headings),
    )
    rows: list[Sequence[Cell]] = [
        (usage_words.key_name(report.by, line.key, texts), *_figures(line.tally)) for line in report.lines
    ]
    if report.by is not By.TOTAL:
        rows.append((say(usage_words.BY_NAMES[By.TOTAL]), *_figures(report.total)))
    return Table(say(N_("Figures")), columns, rows)


def _figures(tally: Tally) -> tuple[Cell, ...]:
    rates = (_rounded(tally.rate), _rounded(tally.rate_highly_qualified))
    return (tally.total, tally.qualified, *rates, *tally[: len(Group)], tally.minutes)


def _rounded(rate: float | None) -> Decimal | None:
    return None if rate is None else Decimal(rate).quantize(_PER_CENT)


def about_usage(report: UsageReport, texts: Texts) -> About:
    """What the tables are: the period, the source, the definition, and the published figures beside them."""

    def lines(rows: int) -> list[tuple[str, Cell]]:
        say = texts.gettext
        return [
            *report_facts(report, texts),
            (say(N_("Lines")), rows),
            (say(N_("Definition")), say(usage_words.DEFINITION)),
            (say(N_("Note")), say(usage_words.NOT_FOUND_NOTE)),
            (say(N_("Published figures")), say(usage_words.PUBLISHED_NOTE)),
            *((str(one.year), _published(one, texts)) for one in published_shares()),
        ]

    return About(texts.gettext(N_("About")), lines)


def _published(one: PublishedShare, texts: Texts) -> str:
    return f"{usage_words.published_share(one, texts)} ({one.source[texts.language]})"


def report_facts(report: UsageReport, texts: Texts) -> list[tuple[str, str]]:
    """Period, number, cut-off and sources of a report: labels and values."""
    say = texts.gettext
    facts = [
        (say(N_("Unit")), report.unit),
        (say(N_("Period")), usage_words.period_words(report, texts)),
        (say(N_("Assignments (N)")), texts.number(report.total.total)),
        (say(N_("Cut-off date")), texts.date(report.cut_off)),
        (say(N_("Source")), usage_words.source_words(report, texts)),
        (say(N_("Register data as of")), moment_in_words(report.as_of.astimezone(report.made.tzinfo), texts)),
        (say(N_("Made")), moment_in_words(report.made, texts)),
    ]
    return [(label, value) for label, value in facts if value]
