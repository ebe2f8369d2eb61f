"""Counting the usage log, and writing the report as PDF, XLSX or CSV."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interpreter_app.documents.list_files import ListFile, write_list
from interpreter_app.documents.usage_report import usage_document
from interpreter_app.documents.usage_tables import about_usage, figures_table, log_table
from interpreter_app.domain.assignments import EVER, Assignment, By, LogPeriod
from interpreter_app.domain.errors import N_
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.domain.usage_reports import UsageReport, report_lines
from interpreter_app.i18n import Texts
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.store import assignments as store
from interpreter_app.store.base import log
from interpreter_app.store.database import Connection
from interpreter_app.use_cases.open_profile import Profile

_WRITING = N_("Writing the list")
_BETWEEN_REPORTS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """What a report is to count: the ``period``, ``by`` what, and the name of the unit that makes it."""

    by: By = By.LANGUAGE
    period: LogPeriod = EVER
    unit: str = ""


def read_report(profile: Profile, request: ReportRequest, *, now: datetime) -> UsageReport:
    """The usage log of a period, counted; ``now`` is the local time.

    Raises ``UserError`` for a period that ends before it begins, ``NotFound`` for a profile without a register.
    """
    request.period.check()
    state = profile.require_state()
    with profile.database.read() as connection:
        return _report(connection, state, request, now)


def write_report_list(
    profile: Profile,
    request: ReportRequest,
    file: ListFile,
    *,
    now: datetime,
    texts: Texts,
    progress: Progress = no_progress,
) -> UsageReport:
    """Write the assignments of the period into ``file``; an XLSX file has the figures on a sheet of their own.

    The list can be imported again. Raises what ``read_report`` and ``write_list`` raise, ``Cancelled`` when
    ``progress`` does; there is no file then.
    """
    file.check()
    request.period.check()
    state = profile.require_state()
    with profile.database.read() as connection:
        report = _report(connection, state, request, now)
        total = report.total.total
        rows = _watched(store.read_assignments(connection, request.period), total, progress)
        figures = figures_table(report, texts)

        def log_it(count: int) -> None:
            with profile.database.write() as writing:
                log(writing, now, "export-usage", format=file.format, rows=count)

        write_list(log_table(rows, texts), about_usage(report, texts), file, log_it, [figures])
    return report


def write_report_pdf(
    profile: Profile, request: ReportRequest, path: Path, *, now: datetime, texts: Texts, replace: bool = False
) -> UsageReport:
    """Write the report as PDF; raises what ``read_report`` and ``write_pdf`` raise."""
    from interpreter_app.documents.pdf import write_pdf

    report = read_report(profile, request, now=now)
    write_pdf(usage_document(report, texts), path, replace=replace)
    return report


def _report(connection: Connection, state: ProfileState, request: ReportRequest, now: datetime) -> UsageReport:
    today, period = now.date(), request.period
    return UsageReport(
        by=request.by,
        period=period,
        days=store.read_days(connection, period),
        cut_off=min(period.last, today) if period.last else today,
        lines=report_lines(store.count_alike(connection, request.by, period), request.by),
        register="" if state.origin is Origin.PUBLIC else state.server,
        fictional=state.fictional,
        as_of=state.as_of,
        made=now,
        unit=request.unit,
    )


def _watched(assignments: Iterable[Assignment], total: int, progress: Progress) -> Iterator[Assignment]:
    for done, one in enumerate(assignments):
        if done % _BETWEEN_REPORTS == 0:
            progress(done, total, _WRITING)
        yield one
