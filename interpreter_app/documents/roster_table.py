"""The check of a supplier's list as a table, for a spreadsheet."""

from collections.abc import Sequence
from datetime import datetime

from interpreter_app.documents.list_files import ListFile, write_list
from interpreter_app.documents.roster_evidence import about_check
from interpreter_app.documents.tables import About, Cell, CellKind, Column, Table
from interpreter_app.domain.errors import N_
from interpreter_app.domain.roster_report import CheckedRow, RosterReport, RosterSource
from interpreter_app.i18n import Texts
from interpreter_app.roster_words import (
    NOT_CHECKED,
    NOT_FOUND_MEANS,
    asked_language,
    asked_number,
    candidate_words,
    explanation,
    result_name,
)

_COLUMNS = (
    Column("line", N_("Line"), CellKind.NUMBER, 8),
    Column("number", N_("Number in the list"), CellKind.NUMBER, 14),
    Column("name", N_("Name in the list"), CellKind.TEXT, 28),
    Column("language", N_("Language"), CellKind.TEXT, 18),
    Column("date", N_("Date"), CellKind.DATE, 12),
    Column("stated", N_("Stated category"), CellKind.TEXT, 10),
    Column("result", N_("Result"), CellKind.TEXT, 26),
    Column("category", N_("Category"), CellKind.TEXT, 10),
    Column("matched_number", N_("Register number"), CellKind.NUMBER, 14),
    Column("matched_name", N_("Name in the register"), CellKind.TEXT, 28),
    Column("score", N_("Likeness of the names (0–100)"), CellKind.NUMBER, 12),
    Column("explanation", N_("Explanation"), CellKind.TEXT, 60),
    Column("candidates", N_("May be meant"), CellKind.TEXT, 80),
)


def write_roster(report: RosterReport, source: RosterSource, file: ListFile, now: datetime, texts: Texts) -> int:
    """Write the check into ``file``, with what it is on a second sheet of XLSX; returns the number of rows.

    ``now`` is the time of the check, local with its zone. Raises what ``ListFile.check`` raises.
    """
    columns = tuple(Column(one.name, texts.gettext(one.heading), one.kind, one.width) for one in _COLUMNS)
    table = Table(texts.gettext(N_("Check")), columns, (_row(one, texts) for one in report.rows))
    about = About(texts.gettext(N_("About the check")), lambda _: _about(report, source, now, texts))
    return write_list(table, about, file, lambda _: None)


def _about(report: RosterReport, source: RosterSource, now: datetime, texts: Texts) -> list[tuple[str, Cell]]:
    counts = [(result_name(result, texts), count) for result, count in report.counts.items()]
    notes = [texts.gettext(NOT_FOUND_MEANS), *map(texts.gettext, NOT_CHECKED)]
    labels = [texts.gettext(N_("Note")), *[texts.gettext(N_("Not checked"))] * len(NOT_CHECKED)]
    return [*about_check(report, source, now, texts), *counts, *zip(labels, notes, strict=True)]


def _row(checked: CheckedRow, texts: Texts) -> Sequence[Cell]:
    row, match = checked.row, checked.match
    return (
        row.line,
        row.number or asked_number(row) or None,
        row.name or None,
        asked_language(row, texts) or None,
        row.day,
        row.stated or None,
        result_name(checked.result, texts),
        checked.category,
        match.number if match else None,
        match.name if match else None,
        match.score if match else None,
        explanation(checked, texts),
        "; ".join(candidate_words(one, texts) for one in checked.candidates) or None,
    )
