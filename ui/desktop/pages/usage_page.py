"""Use of interpreters: how often it was a qualified one, in a sentence, a chart and a table; and the log itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from interpreter_app import usage_words
from interpreter_app.documents.list_files import ListFile
from interpreter_app.domain.assignments import EVER, AssignmentDraft, By, LogPeriod
from interpreter_app.domain.usage_reports import UsageReport
from interpreter_app.i18n import Texts
from interpreter_app.jobs import Progress
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.usage import (
    AssignmentHistory,
    LoggedAssignment,
    days_of_log,
    list_assignments,
    read_assignment_history,
)
from interpreter_app.use_cases.usage_recheck import Recheck, correct_categories, recheck
from interpreter_app.use_cases.usage_report import ReportRequest, read_report, write_report_list, write_report_pdf
from ui.desktop.chosen_files import LISTS, PDF, file_to_write, list_to_read
from ui.desktop.dialogs.assignment import AssignmentDialog
from ui.desktop.dialogs.assignment_past import HistoryDialog, RemoveDialog
from ui.desktop.dialogs.question import Question
from ui.desktop.dialogs.usage_import import UsageImportDialog
from ui.desktop.models.usage_periods import PERIOD_NAMES, THIS_YEAR, period_of
from ui.desktop.pages.page import Page, Shell
from ui.desktop.pages.usage_page_figures import FiguresTab
from ui.desktop.pages.usage_page_list import MOST_SHOWN, ListTab
from ui.desktop.widgets.basics import announce, button, column, holding, label, scrolling, set_property
from ui.desktop.widgets.choice_field import ChoiceField
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.job_progress import JobBar
from ui.desktop.widgets.notice import Notice

_EDGE = 24
FIGURES, ASSIGNMENTS = range(2)
_READING, _SHOWN, _EMPTY = range(3)


@dataclass(frozen=True, slots=True)
class _Read:
    """The log as it was read: the report of the period, its assignments, and whether there are any at all."""

    report: UsageReport
    logged: Sequence[LoggedAssignment]
    is_empty: bool


class UsagePage(Page):
    """The page. ``begin`` opens the form with what is known of an assignment."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        _ = session.texts.gettext
        self.by = By.LANGUAGE
        self.period_name = THIS_YEAR
        self.report: UsageReport | None = None
        self.figures = FiguresTab(session)
        self.list = ListTab(session)
        self.headline = label(look="heading", wrap=True)
        periods = [(name, _(title)) for name, title in PERIOD_NAMES.items()]
        self.period = ChoiceField(session.look, lambda: session.texts, periods, THIS_YEAR)
        self.period.setAccessibleName(_("Period"))
        self.tabs = [
            button(_("Figures"), "chip", lambda: self.show_tab(FIGURES)),
            button(_("Assignments"), "chip", lambda: self.show_tab(ASSIGNMENTS)),
        ]
        self.log = button(_("Log an assignment …"), "primary-small", self._begin_empty)
        self.first = button(self.log.text(), "primary", self._begin_empty)
        self.take = button(_("Import a list …"), "plain-small", self._choose_list)
        self.export = button(_("Export …"), "plain-small", self._choose_export)
        self.bar = JobBar(session.runner, lambda: session.texts, self._show_busy)
        self.empty = Notice("usage", session.look)
        self._build()
        self._connect()

    def _build(self) -> None:
        _ = self._session.texts.gettext
        self.empty.say(
            _("Nothing is logged yet"),
            _(
                "Log each assignment, or import a list of them. Then it stands here how often you used a qualified "
                "interpreter, for each language, unit and month. The log holds nothing of the person who was served."
            ),
        )
        self._shown = QStackedWidget()
        self._shown.addWidget(self.figures)
        self._shown.addWidget(self.list)
        self._contents = QStackedWidget()
        self._contents.addWidget(QWidget())  # while the log is read, which takes no time to speak of
        self._contents.addWidget(self._shown)
        self._contents.addWidget(self._nothing())
        layout = column(self._head())
        layout.addWidget(self._contents, 1)
        self.setLayout(layout)
        self.show_tab(FIGURES)

    def _head(self) -> QWidget:
        tools = FlowLayout(gap=8, line_gap=8)
        for one in (*self.tabs, self.period, self.log, self.take, self.export):
            tools.addWidget(one)
        title = label(self._session.texts.gettext("Use of interpreters"), "title")
        return holding(
            column(title, self.headline, holding(tools), self.bar, spacing=10, margins=(_EDGE, 20, _EDGE, 12))
        )

    def _nothing(self) -> QWidget:
        _ = self._session.texts.gettext
        second = button(_("Import a list …"), on_click=self._choose_list)
        ways = FlowLayout(gap=8, line_gap=8)
        ways.addWidget(self.first)
        ways.addWidget(second)
        return scrolling(column(self.empty, 12, holding(ways), None, margins=(_EDGE, 0, _EDGE, _EDGE)))

    def _connect(self) -> None:
        self.figures.by_chosen.connect(self._count_by)
        self.period.picked.connect(self._show_period)
        self.list.correcting.connect(self._correct)
        self.list.removing.connect(lambda logged: RemoveDialog(self._shell, logged, self.read).open())
        self.list.asking.connect(self._tell_history)
        self.list.recheck_wanted.connect(self._recheck)

    # What the window asks of it

    def enter(self) -> None:
        """Read the log, and take the keyboard to what there is to do."""
        self.read()
        (self.first if self._contents.currentIndex() == _EMPTY else self.log).setFocus()

    def refresh(self, _people: frozenset[str] | None) -> None:
        """Read the log as it is now."""
        self.read()

    def begin(self, draft: AssignmentDraft | None = None) -> None:
        """Open the form to log an assignment, with what ``draft`` says of it."""
        AssignmentDialog(self._shell, draft, self.read).open()

    def step_back(self) -> bool:
        """Stop what is under way."""
        if self.bar.running:
            self.bar.cancel()
            return True
        return False

    # What is shown

    @property
    def days(self) -> LogPeriod:
        """The days that are looked at."""
        return period_of(self.period_name, self._session.today)

    def request(self) -> ReportRequest:
        """What is counted."""
        return ReportRequest(by=self.by, period=self.days, unit=self._session.context.settings.unit.name)

    def read(self) -> None:
        """Read the log of the period anew, and show it."""
        profile, request, now = self._session.profile, self.request(), self._session.now()
        self._session.runner.read(lambda _: _read(profile, request, now), self._show, slot="usage")

    def _show(self, read: _Read) -> None:
        self.show_log(read.report, read.logged, is_empty=read.is_empty)

    def show_log(self, report: UsageReport, logged: Sequence[LoggedAssignment], *, is_empty: bool = False) -> None:
        """Show a report with its assignments; ``is_empty`` is whether there is nothing in any period."""
        said = usage_words.headline(report, self._session.texts)
        if said != self.headline.text():
            self.headline.setText(said)
            announce(self, said)
        self.report = report
        has_keyboard = self.window().focusWidget() in (self.log, self.first)
        self.headline.setVisible(not is_empty)
        for one in (*self.tabs, self.period, self.export, self.log, self.take):
            one.setVisible(not is_empty)
        self._contents.setCurrentIndex(_EMPTY if is_empty else _SHOWN)
        if has_keyboard:
            (self.first if is_empty else self.log).setFocus()
        self.figures.show_report(report)
        self.list.show_assignments(logged, report.total.total)
        self.export.setEnabled(bool(report.lines))

    def show_tab(self, tab: int) -> None:
        """Show the figures, or the assignments; a screen reader hears which."""
        self._shown.setCurrentIndex(tab)
        says = self._session.texts.gettext("Shown now")
        for place, one in enumerate(self.tabs):
            set_property(one, "set", place == tab)
            one.setAccessibleName(f"{one.text()}, {says}" if place == tab else one.text())
        if tab == ASSIGNMENTS:
            self.list.setFocus()

    def _count_by(self, by: object) -> None:
        self.by = By(str(by))
        self.read()

    def _show_period(self, name: object) -> None:
        self.period_name = str(name)
        self.read()

    def _show_busy(self) -> None:
        for one in (self.take, self.export, self.list.recheck):
            one.setEnabled(not self.bar.running)

    # What is done

    def _begin_empty(self) -> None:
        self.begin()

    def _correct(self, logged: LoggedAssignment) -> None:
        AssignmentDialog(self._shell, None, self.read, corrected=logged.assignment).open()

    def _tell_history(self, logged: LoggedAssignment) -> None:
        profile, id_ = self._session.profile, logged.assignment.id

        def show(history: AssignmentHistory) -> None:
            HistoryDialog(self._shell, history, logged.name).open()

        self._session.runner.read(lambda _: read_assignment_history(profile, id_), show, slot="usage-history")

    def _choose_list(self) -> None:
        title = self._session.texts.gettext("Import a list of assignments")
        path = list_to_read(self, title)
        if path is not None:
            self.import_list(path)

    def import_list(self, path: Path) -> None:
        """Show what the list in a file would do."""
        dialog = UsageImportDialog(self._shell, path, self.read)
        dialog.open()
        dialog.look()

    def _choose_export(self) -> None:
        title = self._session.texts.gettext("Export the use of interpreters")
        path = file_to_write(self, title, "", PDF | LISTS)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the report as PDF, or the log as XLSX or CSV, by the ending of the file."""
        request, profile, now, texts = self.request(), self._session.profile, self._session.now(), self._session.texts
        said = texts.gettext("Written to {file}.").format(file=path.name)
        self.bar.run(
            texts.gettext("Writing the report"),
            lambda progress: _write(profile, request, path, now=now, texts=texts, progress=progress),
            lambda _report: self._shell.say(said),
        )
        self._show_busy()

    def _recheck(self) -> None:
        profile = self._session.profile
        said = self._session.texts.gettext("Looking up the categories")
        self.bar.run(said, lambda progress: recheck(profile, EVER, progress=progress), self._on_rechecked)
        self._show_busy()

    def _on_rechecked(self, found: Recheck) -> None:
        """Say that nothing differs, or ask whether the log is to follow the register."""
        texts = self._session.texts
        if not found.differences:
            self._shell.say(texts.gettext("The register says the same of all of them"))
            return
        count = len(found.differences)
        title = texts.ngettext(
            "{n} assignment has another category now", "{n} assignments have another category now", count
        ).format(n=texts.number(count))
        words = texts.gettext(
            "The register has been corrected since these were logged. The log can follow it; what stood there is kept "
            "in the history of each."
        )
        answers = (texts.gettext("Correct the log"), texts.gettext("Leave it"))
        asked = Question(title, words, answers, self._session.look, self._shell.widget)
        asked.accepted.connect(self._follow_register)
        asked.open()

    def _follow_register(self) -> None:
        profile, now, texts = self._session.profile, self._session.now(), self._session.texts
        reason = texts.gettext("The register was corrected")
        self.bar.run(
            texts.gettext("Looking up the categories"),
            lambda progress: correct_categories(profile, EVER, now=now, reason=reason, progress=progress),
            lambda _found: self.read(),
        )
        self._show_busy()


def _read(profile: Profile, request: ReportRequest, now: datetime) -> _Read:
    return _Read(
        read_report(profile, request, now=now),
        list_assignments(profile, request.period, limit=MOST_SHOWN),
        days_of_log(profile) is None,
    )


def _write(
    profile: Profile, request: ReportRequest, path: Path, *, now: datetime, texts: Texts, progress: Progress
) -> UsageReport:
    """Write the report as the ending of the file's name asks for."""
    if path.suffix.lower() == ".pdf":
        return write_report_pdf(profile, request, path, now=now, texts=texts, replace=True)
    file = ListFile(path, replace=True)
    return write_report_list(profile, request, file, now=now, texts=texts, progress=progress)
