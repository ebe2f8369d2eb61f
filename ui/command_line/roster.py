"""The command that checks a supplier's list or invoice against the register."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.roster import Result
from ui.command_line import output
from ui.command_line.arguments import IsoDate
from ui.command_line.commands import SpokenCommand
from ui.command_line.files import STANDARD_INPUT, check_outputs, read_file, tell_encoding
from ui.command_line.progress import progress_of
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.documents.list_files import ListFile
    from interpreter_app.domain.roster_choice import How, Match
    from interpreter_app.domain.roster_report import Candidate, CheckedRow, RosterReport, RosterSource
    from interpreter_app.use_cases.roster_columns import RosterTable

_FILE = click.Path(path_type=Path)


@click.command(
    cls=SpokenCommand,
    help=N_("Check a supplier's list or invoice, .xlsx, .csv or - for text, against the register on each row's date."),
)
@click.argument("file", metavar=N_("FILE"))
@click.option("--on", metavar=N_("DATE"), type=IsoDate(), help=N_("The day of rows without a date; else today."))
@click.option("--sheet", metavar="S", help=N_("The sheet to read in an .xlsx file; else the one with such a list."))
@click.option(
    "--column",
    "columns",
    metavar="F=H",
    multiple=True,
    help=N_("The heading, or number, of a field's column: name, first_name, last_name, number, language …"),
)
@click.option("--pdf", metavar=N_("OUT"), type=_FILE, help=N_("Write the evidence of the check as a PDF file."))
@click.option("--xlsx", metavar=N_("OUT"), type=_FILE, help=N_("Write the results as an .xlsx or .csv file."))
@click.option("--force", is_flag=True, help=N_("Replace the files if they are there."))
@click.pass_obj
def roster(
    run: Run,
    /,
    *,
    file: str,
    on: date | None,
    sheet: str | None,
    columns: Sequence[str],
    pdf: Path | None,
    xlsx: Path | None,
    force: bool,
) -> None:
    """Answer with what came of each row; that somebody was not found is an answer as good as any other."""
    from interpreter_app.documents.list_files import ListFile, ListFormat
    from interpreter_app.domain.roster_report import source_of
    from interpreter_app.use_cases.check_roster import check_roster
    from interpreter_app.use_cases.roster_rows import rows_of

    check_outputs((pdf, [".pdf"]), (xlsx, list(ListFormat)), replace=force, given=file)
    into = ListFile(xlsx, replace=force) if xlsx else None
    content = read_file(file)
    table = _list(file, content, sheet, _chosen(columns))
    rows = rows_of(table, on or run.today)
    source = source_of("" if file == STANDARD_INPUT else PurePath(file).name, content)
    with run.register() as (profile, _):
        report = check_roster(profile, rows, on=on or run.today, today=run.today, progress=progress_of(run))
    _write(run, report, source, pdf=pdf, into=into, force=force)
    _tell(run, table)
    run.answer(_document(report, source, table), lambda: _lines(run, report))


def _chosen(columns: Sequence[str]) -> dict[str, str]:
    """The fields with the headings that ``--column`` gives them."""
    chosen: dict[str, str] = {}
    for one in columns:
        field, sign, heading = one.partition("=")
        if not (sign and field.strip() and heading.strip()):
            raise UserError(
                N_("“{given}” cannot be given as {name}."), N_("Write it as name=Tolk."), given=one, name="--column"
            )
        chosen[field.strip()] = heading.strip()
    return chosen


def _list(file: str, content: bytes, sheet: str | None, chosen: dict[str, str]) -> "RosterTable":
    from interpreter_app.documents.raw_sheets import read_pasted, read_raw
    from interpreter_app.use_cases.roster_columns import find_list

    raw = read_pasted(content) if file == STANDARD_INPUT else read_raw(file, content)
    return find_list(raw, sheet=sheet, chosen=chosen)


def _write(
    run: Run,
    report: "RosterReport",
    source: "RosterSource",
    *,
    pdf: Path | None,
    into: "ListFile | None",
    force: bool,
) -> None:
    now = run.clock()
    if pdf:
        from interpreter_app.documents.pdf import write_pdf
        from interpreter_app.documents.roster_evidence import evidence_document

        write_pdf(evidence_document(report, source, now, run.texts), pdf, replace=force)
    if into:
        from interpreter_app.documents.roster_table import write_roster

        write_roster(report, source, into, now, run.texts)


def _tell(run: Run, table: "RosterTable") -> None:
    """Say what was recognised, so that it can be put right, and what is not read."""
    from interpreter_app.use_cases.roster_columns import NOT_READ, TAKE_OUT

    tell_encoding(run, guessed=table.guessed_encoding)
    columns = ", ".join(f"{field}={table.headings[place]}" for field, place in table.columns.items())
    run.tell(run.say(N_("Columns recognised: {columns}."), columns=columns))
    for one in table.not_read:
        run.tell(run.say(NOT_READ, heading=one.heading, line=one.line))
    if table.not_read:
        run.tell(run.say(TAKE_OUT))


def _document(report: "RosterReport", source: "RosterSource", table: "RosterTable") -> dict[str, object]:
    return {
        "as_of": report.state.as_of.isoformat(),
        "on": report.on.isoformat(),
        "file": source.name or STANDARD_INPUT,
        "sha256": source.digest,
        "sheet": table.sheet or None,
        "columns": {field: table.headings[place] for field, place in table.columns.items()},
        "not_read": [{"column": one.heading, "line": one.line} for one in table.not_read],
        "lines": report.lines,
        "counts": report.counts,
        "rows": [_row(one) for one in report.rows],
    }


def _row(checked: "CheckedRow") -> dict[str, object]:
    row = checked.row
    return {
        "line": row.line,
        "number": row.number,
        "name": row.name,
        "language": row.language or None,
        "kind": row.kind,
        "date": row.day.isoformat() if row.day else None,
        "stated": row.stated or None,
        "result": checked.result,
        "category": checked.category,
        "listed_as": checked.pair.language if checked.pair else None,
        "listed_kind": checked.pair.kind if checked.pair else None,
        "matched": _match(checked.match, checked.how) if checked.match else None,
        "candidates": [_candidate(one) for one in checked.candidates],
        "reason": checked.reason,
    }


def _match(match: "Match", how: "How | None") -> dict[str, object]:
    return {"number": match.number, "name": match.name, "score": match.score, "how": how}


def _candidate(one: "Candidate") -> dict[str, object]:
    person = one.person
    return {"number": person.number, "name": person.name, "score": person.score, "category": one.category}


def _lines(run: Run, report: "RosterReport") -> list[str]:
    """What came of the list, then every row that does not agree, over what that does and does not mean."""
    from interpreter_app.roster_words import NOT_FOUND_MEANS, data_age, headline, result_name

    counts = [
        (result_name(result, run.texts), run.texts.number(count)) for result, count in report.counts.items() if count
    ]
    means = [run.say(NOT_FOUND_MEANS)] if report.counts[Result.NOT_FOUND] else []
    return [
        f"{headline(report, run.texts)}.",
        *output.pairs(counts),
        *_table(run, report),
        *means,
        run.say(N_("Data as of {time}."), time=data_age(report.state, run.texts)),
        *([run.say(N_("The register is fictional."))] if report.state.fictional else []),
    ]


def _table(run: Run, report: "RosterReport") -> list[str]:
    from interpreter_app.roster_words import (
        asked_day,
        asked_language,
        asked_number,
        candidate_words,
        explanation,
        result_name,
    )

    titles = (N_("Line"), N_("No."), N_("Name"), N_("Language"), N_("Date"), N_("Result"), N_("Explanation"))
    rows = [
        [
            str(one.row.line),
            asked_number(one.row),
            one.row.name,
            asked_language(one.row, run.texts),
            asked_day(one.row),
            result_name(one.result, run.texts),
            " ".join(
                [explanation(one, run.texts), "; ".join(candidate_words(who, run.texts) for who in one.candidates)]
            ),
        ]
        for one in report.rows
        if one.result is not Result.VALID
    ]
    return output.table([run.say(title) for title in titles], rows) if rows else []
