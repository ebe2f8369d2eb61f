"""The commands of the usage log that take in a list and give a report."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interpreter_app import usage_words
from interpreter_app.domain.assignments import WHO_ELSE, By, Group, LogPeriod, Tally
from interpreter_app.domain.errors import N_
from interpreter_app.domain.situations import Method, Proposed, Sector
from interpreter_app.domain.usage_reports import UsageReport, published_shares
from interpreter_app.i18n import share
from interpreter_app.ids import new_id
from ui.command_line import output
from ui.command_line.arguments import OneOf, words
from ui.command_line.files import check_outputs, read_file, tell_encoding
from ui.command_line.progress import progress_of
from ui.command_line.run import Run
from ui.command_line.usage import document, period_options, usage

if TYPE_CHECKING:
    from interpreter_app.use_cases.open_profile import Profile
    from interpreter_app.use_cases.usage_import import ImportDefaults, UsagePlan
    from interpreter_app.use_cases.usage_report import ReportRequest

__all__ = ["usage"]

_MOST_FAULTS = 100
_NEEDED = ("sector", "method", "used")
"""What must be said for each assignment, and may be said once for a whole list."""


@usage.command("import", help=N_("Take in a list of assignments, .csv or .xlsx: all of it, or nothing."))
@click.argument("file", metavar=N_("FILE"))
@click.option("--dry-run", is_flag=True, help=N_("Say what the list would do, and do nothing."))
@click.option("--again", is_flag=True, help=N_("Add also the lines that the log has already."))
@click.option("--sheet", metavar=N_("NAME"), help=N_("The sheet of an .xlsx file; the first one."))
@click.option("--unit", metavar=N_("NAME"), help=N_("The unit where the list names none; the one in the settings."))
@click.option("--sector", metavar=N_("SECTOR"), type=OneOf(Sector), help=N_("The sector where the list names none."))
@click.option("--method", metavar=words(Method), type=OneOf(Method), help=N_("The method where the list names none."))
@click.option(
    "--used",
    metavar=words(WHO_ELSE),
    type=OneOf(WHO_ELSE),
    help=N_("Who interpreted where the list neither says it nor has a register number."),
)
@click.pass_obj
def import_(
    run: Run,
    /,
    *,
    file: str,
    dry_run: bool,
    again: bool,
    sheet: str | None,
    unit: str | None,
    sector: Sector | None,
    method: Method | None,
    used: Proposed | None,
) -> int:
    """Answer with what the list does; 1 when a dry run finds faults."""
    from interpreter_app.documents.sheet_files import read_sheet
    from interpreter_app.use_cases.usage_import import ImportDefaults, import_usage, preview_usage

    own = run.context.settings.unit
    defaults = ImportDefaults(
        unit=own.name if unit is None else unit, sector=sector or own.sector, method=method, used=used
    )
    lines = read_sheet(file, read_file(file), sheet=sheet)
    with run.register() as (profile, _):
        if dry_run:
            plan = preview_usage(
                profile, lines, defaults, today=run.today, new_id=new_id, again=again, progress=progress_of(run)
            )
        else:
            plan = import_usage(
                profile, lines, defaults, now=run.clock(), new_id=new_id, again=again, progress=progress_of(run)
            )
    _tell(run, plan)
    _tell_lacking(run, plan, defaults)
    run.answer(_plan_document(run, plan, file, dry_run), lambda: _plan_lines(run, plan, dry_run))
    return 1 if plan.faults else 0


def _tell(run: Run, plan: "UsagePlan") -> None:
    tell_encoding(run, guessed=plan.guessed_encoding)
    if plan.columns.about_served:
        headings = ", ".join(plan.columns.about_served)
        run.tell(run.say(N_("Not read, since they may be about the person served: {headings}."), headings=headings))
    if plan.columns.not_read:
        headings = ", ".join(plan.columns.not_read)
        run.tell(run.say(N_("Columns that mean nothing here: {headings}."), headings=headings))


def _tell_lacking(run: Run, plan: "UsagePlan", defaults: "ImportDefaults") -> None:
    """Name the options for what some line does not say, is needed, and was not given."""
    lacking = [f"--{name}" for name in _NEEDED if name in plan.unsaid and getattr(defaults, name) is None]
    if lacking:
        told = N_("What is missing in the list can be said for all of it with {options}.")
        run.tell(run.say(told, options=", ".join(lacking)))


def _plan_document(run: Run, plan: "UsagePlan", file: str, dry_run: bool) -> dict[str, object]:
    return {
        "file": file,
        "dry_run": dry_run,
        "new": len(plan.new),
        "already": list(plan.already),
        "faults": [{"line": one.line, "fault": one.fault.in_words(run.texts.gettext)} for one in plan.faults],
        "not_read": [*plan.columns.about_served, *plan.columns.not_read],
        "assignments": [document(one) for one in plan.new],
    }


def _plan_lines(run: Run, plan: "UsagePlan", dry_run: bool) -> list[str]:
    faults = [
        run.say(N_("Line {line}: {fault}"), line=one.line, fault=one.fault.in_words(run.texts.gettext))
        for one in plan.faults[:_MOST_FAULTS]
    ]
    if len(plan.faults) > _MOST_FAULTS:
        faults.append(run.say(N_("… and {count} more faults."), count=len(plan.faults) - _MOST_FAULTS))
    already = run.say(N_("In the log already, not added: {count}"), count=run.texts.number(len(plan.already)))
    added = N_("Would be added: {count}") if dry_run else N_("Added: {count}")
    return [*faults, run.say(added, count=run.texts.number(len(plan.new))), *([already] if plan.already else [])]


@usage.command(help=N_("Count the log: how often the interpreter was qualified, and write it as PDF, XLSX and CSV."))
@period_options
@click.option("--by", metavar=words(By), type=OneOf(By), default=By.LANGUAGE, help=N_("What to count by (language)."))
@click.option("--pdf", metavar=N_("FILE"), type=click.Path(path_type=Path), help=N_("Write the report here."))
@click.option("--xlsx", metavar=N_("FILE"), type=click.Path(path_type=Path), help=N_("Write figures and lines here."))
@click.option("--csv", metavar=N_("FILE"), type=click.Path(path_type=Path), help=N_("Write the lines here."))
@click.option("--force", is_flag=True, help=N_("Replace the file if there is one."))
@click.pass_obj
def report(
    run: Run,
    /,
    *,
    first: date | None,
    last: date | None,
    by: By,
    pdf: Path | None,
    xlsx: Path | None,
    csv: Path | None,
    force: bool,
) -> None:
    """Answer with the figures, and write what files are asked for."""
    from interpreter_app.use_cases.usage_report import ReportRequest, read_report

    request = ReportRequest(by=by, period=LogPeriod(first, last), unit=run.context.settings.unit.name)
    files = {ending: path for ending, path in ((".pdf", pdf), (".xlsx", xlsx), (".csv", csv)) if path is not None}
    check_outputs(*((path, [ending]) for ending, path in files.items()), replace=force)
    with run.register() as (profile, _):
        counted = read_report(profile, request, now=run.clock())
        written = [_write(run, profile, request, path, force) for path in files.values()]
    run.answer(
        {**_report_document(counted), "files": [str(path) for path in written]},
        lambda: [*_report_lines(run, counted), *(run.say(N_("Written to {file}."), file=path) for path in written)],
    )


def _write(run: Run, profile: "Profile", request: "ReportRequest", path: Path, force: bool) -> Path:
    from interpreter_app.documents.list_files import ListFile
    from interpreter_app.use_cases.usage_report import write_report_list, write_report_pdf

    now, texts = run.clock(), run.texts
    if path.suffix.lower() == ".pdf":
        write_report_pdf(profile, request, path, now=now, texts=texts, replace=force)
    else:
        file = ListFile(path, replace=force)
        write_report_list(profile, request, file, now=now, texts=texts, progress=progress_of(run))
    return path


def _report_document(counted: UsageReport) -> dict[str, object]:
    return {
        "by": counted.by,
        "from": counted.period.first.isoformat() if counted.period.first else None,
        "to": counted.cut_off.isoformat(),
        "as_of": counted.as_of.isoformat(),
        "total": _tally(counted.total),
        "lines": [{"key": line.key, **_tally(line.tally)} for line in counted.lines],
        "published": [
            {"year": one.year, "share": one.share, "about": one.about, "source": one.source["en"]}
            for one in published_shares()
        ],
    }


def _tally(tally: Tally) -> dict[str, object]:
    return {
        "n": tally.total,
        "qualified": tally.qualified,
        "rate": _rounded(tally.rate),
        "rate_highly_qualified": _rounded(tally.rate_highly_qualified),
        **{group.value: getattr(tally, group.value) for group in Group},
        "minutes": tally.minutes,
    }


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 2)


def _report_lines(run: Run, counted: UsageReport) -> list[str]:
    say, texts = run.say, run.texts
    facts = [usage_words.headline(counted, texts), usage_words.period_words(counted, texts)]
    if counted.lines:
        headings = [say(usage_words.BY_NAMES[counted.by]), "N", "A–E", "A–E %", "A–D %"]
        headings += [say(name) for name in list(usage_words.SHORT_GROUP_NAMES.values())[2:]]
        named = [(usage_words.key_name(counted.by, line.key, texts), line.tally) for line in counted.lines]
        if counted.by is not By.TOTAL:
            named.append((say(usage_words.BY_NAMES[By.TOTAL]), counted.total))
        facts += output.table(headings, [_row(run, name, tally) for name, tally in named])
    return [*facts, say(usage_words.DEFINITION), say(usage_words.NOT_FOUND_NOTE), *_published(run)]


def _row(run: Run, name: str, tally: Tally) -> list[str]:
    shares = [share(rate) for rate in (tally.rate, tally.rate_highly_qualified)]
    groups = [run.texts.number(count) for _, count in usage_words.group_counts(tally)[2:]]
    return [name, run.texts.number(tally.total), run.texts.number(tally.qualified), *shares, *groups]


def _published(run: Run) -> list[str]:
    shown = ", ".join(f"{one.year}: {usage_words.published_share(one, run.texts)}" for one in published_shares())
    sources = ", ".join(dict.fromkeys(one.source[run.texts.language] for one in published_shares()))
    told = run.say(N_("Published for the whole public sector: {figures} ({sources})."), figures=shown, sources=sources)
    return [told, run.say(usage_words.PUBLISHED_NOTE)]
