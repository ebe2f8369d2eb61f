"""Checking a supplier's list or invoice: the list, its columns, and what came of each row."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from interpreter_app.documents.list_files import ListFile
from interpreter_app.documents.raw_sheets import RawFile, read_pasted, read_raw
from interpreter_app.documents.whole_files import check_other_file
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.roster_report import RosterReport, RosterSource, source_of
from interpreter_app.jobs import Progress
from interpreter_app.roster_words import data_age
from interpreter_app.use_cases.check_roster import check_roster
from interpreter_app.use_cases.roster_columns import RosterTable, find_list
from interpreter_app.use_cases.roster_rows import rows_of
from ui.desktop.chosen_files import LISTS, PDF, content_of, file_to_write
from ui.desktop.pages.page import Shell
from ui.desktop.pages.roster_page_columns import ColumnsStep
from ui.desktop.pages.roster_page_list import ListStep
from ui.desktop.pages.roster_page_result import ResultStep
from ui.desktop.pages.stepped_page import SteppedPage
from ui.desktop.widgets.basics import announce, button

LIST, COLUMNS, RESULT = range(3)
_NAME = "roster"
_STEPS = (N_("1  List"), N_("2  Columns"), N_("3  Result"))


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list that was read: all of its file, where it stands there, what it is known by, and its ``path`` if any."""

    file: RawFile
    table: RosterTable
    source: RosterSource
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is on the page: ``columns`` are those of ``read`` as they were put right, ``day`` is text if it is none."""

    step: int
    text: str
    read: ReadList | None
    columns: RosterTable | None
    day: date | str
    report: RosterReport | None


class RosterPage(SteppedPage):
    """The page. One step at a time, Esc goes back one; what is there stays until another list or profile is taken."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, N_("Check a supplier's list"), _STEPS)
        session = shell.session
        _ = session.texts.gettext
        self._read: ReadList | None = None
        self.list = ListStep(session.look, session.texts)
        self.columns = ColumnsStep(session.look, lambda: session.texts, session.today)
        self.result = ResultStep(session.look, lambda: session.texts, shell.open_person)
        self.back = button(_("Back"), on_click=self.step_back)
        self.check = button(_("Check the list"), "primary", self.check_list)
        self.pdf = button(_("Save as PDF …"), "primary", self._choose_pdf)
        self.sheet = button(_("Save as a spreadsheet …"), on_click=self._choose_sheet)
        self.again = button(_("Check another list"), on_click=self.start)
        self._lay_out((self.list, self.columns, self.result), (self.back, self.check, self.pdf, self.sheet, self.again))
        self.list.chosen.connect(self.read)
        self.list.pasted.connect(self.read_text)
        self.columns.changed.connect(self._show_step)
        self.columns.sheet_wanted.connect(self._read_sheet)
        self.result.table.selectionModel().currentRowChanged.connect(lambda *_: self._follow_row())
        session.leaving.connect(self._forget)
        kept = session.kept_of_profile.get(_NAME)
        if isinstance(kept, _Kept):
            self._give_back(kept)
        self._show_step()
        self.list.text.textChanged.connect(self._keep)

    def _keep(self) -> None:
        """Keep what is here for the page that comes in the place of this one in another language."""
        text, read, columns = self.list.text.toPlainText(), self._read, self.columns
        self._session.kept_of_profile[_NAME] = _Kept(
            self.step, text, read, columns.table if read else None, columns.given_day, self.result.report
        )

    def _give_back(self, kept: _Kept) -> None:
        self.list.text.setPlainText(kept.text)
        if kept.read is None or kept.columns is None:
            return
        self._read = kept.read
        self.columns.show_day(kept.day)
        self.columns.show_table(kept.columns, _sheets(kept.read))
        if kept.report is not None:
            self.result.show_report(kept.report)
        self._show_about(kept.read, kept.report if kept.step == RESULT else None)
        self._turn_to(kept.step)

    def enter(self) -> None:
        """Take the keyboard to what there is to do next."""
        {LIST: self._enter_list, COLUMNS: self._enter_columns, RESULT: self._enter_result}[self.step]()

    def _enter_list(self) -> None:
        self._show_from(self.list, self.list.choose)
        self.list.choose.setFocus()

    def _enter_columns(self) -> None:
        """Go to the button where it is in sight with all columns; else to the first column, to look them through."""
        self._show_from(self.columns, self.check)
        first = next(iter(self.columns.fields.values()), self.check)
        if self._is_in_sight(self.check):
            first = self.check
        first.setFocus()
        self._bring_into_sight(first)

    def _enter_result(self) -> None:
        table = self.result.table
        self._show_from(self.result.headline, table)
        table.setFocus()
        self._bring_into_sight(table, self.result.place_of_row())

    def _follow_row(self) -> None:
        """Keep the row that keys go to in sight, with what is told of it."""
        table = self.result.table
        if table.hasFocus() and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._bring_into_sight(self.result.told)
            self._bring_into_sight(table, self.result.place_of_row())

    def start(self) -> None:
        """Begin anew, with no list."""
        self._forget()
        self._go_to(LIST)

    def _forget(self) -> None:
        """Let go of the list and of what came of it: another is wanted, or the profile goes."""
        self.bar.cancel()
        self._read = None
        self.about.setText("")
        self.list.clear()
        self.result.show_report(None)
        self._turn_to(LIST)
        self._show_step()

    def step_back(self) -> bool:
        """Stop what is under way, or go back one step; False on the first."""
        if self.bar.running:
            self.bar.cancel()
        elif self.step == LIST:
            return False
        else:
            self._go_to(self.step - 1)
        return True

    def _show_state(self, *, busy: bool) -> None:
        table = self.columns.table
        self.about.setVisible(bool(self.about.text()))
        self.back.setVisible(self.step != LIST)
        self.check.setVisible(self.step == COLUMNS)
        self.check.setEnabled(not busy and table is not None and table.is_named and self.columns.day is not None)
        for one in (self.pdf, self.sheet, self.again):
            one.setVisible(self.step == RESULT)
        for one in (self.back, self.pdf, self.sheet, self.again):
            one.setEnabled(not busy)
        self._keep()

    def read(self, path: Path) -> None:
        """Read a file, and show its columns."""
        said = self._session.texts.gettext("Reading {name}").format(name=path.name)
        self._run(said, lambda _: _read_file(path), self.show_list)

    def read_text(self, text: str) -> None:
        """Read a pasted text, and show its columns."""
        said = self._session.texts.gettext("Reading the text")
        self._run(said, lambda _: _read_text(text), self.show_list)

    def _read_sheet(self, name: str) -> None:
        """Show the columns of another sheet of the same file."""
        read = self._read
        if read is None:
            return
        said = self._session.texts.gettext("Reading {name}").format(name=name)
        self._run(said, lambda _: replace(read, table=find_list(read.file, sheet=name)), self.show_list)

    def show_list(self, read: ReadList) -> None:
        """Show the columns of a list that was read."""
        self._read = read
        self._show_about(read)
        self.columns.show_table(read.table, _sheets(read))
        self._go_to(COLUMNS)

    def _show_about(self, read: ReadList, report: RosterReport | None = None) -> None:
        """Say which list it is, and once it is checked how old the data are that it was checked against."""
        texts, count = self._session.texts, len(read.table.lines)
        parts = [
            read.source.name or texts.gettext("Pasted text"),
            texts.ngettext("{n} line", "{n} lines", count).format(n=texts.number(count)),
        ]
        if report is not None:
            parts.append(f"{texts.gettext('Data as of')} {data_age(report.state, texts)}")
        self.about.setText(" · ".join(parts))

    def check_list(self) -> None:
        """Check the list, and show what came of it."""
        session, table, on = self._session, self.columns.table, self.columns.day
        profile, today = session.profile, session.today
        if table is None or on is None:
            return
        self._run(
            session.texts.gettext("Checking the list"),
            lambda progress: check_roster(profile, rows_of(table, on), on=on, today=today, progress=progress),
            self._show_report,
        )

    def _show_report(self, report: RosterReport) -> None:
        if self._read is None:
            return
        self.result.show_report(report)
        self._show_about(self._read, report)
        self._go_to(RESULT)
        announce(self, self.result.headline.text())

    def _choose_pdf(self) -> None:
        path = file_to_write(self, self.pdf.text(), self._suggested(".pdf"), PDF)
        if path is not None:
            self.save_pdf(path)

    def _choose_sheet(self) -> None:
        path = file_to_write(self, self.sheet.text(), self._suggested(".xlsx"), LISTS)
        if path is not None:
            self.save_sheet(path)

    def _suggested(self, ending: str) -> str:
        name = Path(self._read.source.name).stem if self._read else ""
        day = self._session.today.isoformat()
        return " ".join(part for part in (self._session.texts.gettext("Checked list"), name, day) if part) + ending

    def save_pdf(self, path: Path) -> None:
        """Write the evidence of the check."""
        report, read, now, texts = self.result.report, self._read, self._session.now(), self._session.texts
        if report is None or read is None:
            return

        def work(_: Progress) -> None:
            from interpreter_app.documents.pdf import write_pdf
            from interpreter_app.documents.roster_evidence import evidence_document

            write_pdf(evidence_document(report, read.source, now, texts), path, replace=True)

        self._save(path, work)

    def save_sheet(self, path: Path) -> None:
        """Write the results as a table."""
        report, read, now, texts = self.result.report, self._read, self._session.now(), self._session.texts
        if report is None or read is None:
            return

        def work(_: Progress) -> object:
            from interpreter_app.documents.roster_table import write_roster

            return write_roster(report, read.source, ListFile(path, replace=True), now, texts)

        self._save(path, work)

    def _save(self, path: Path, work: Callable[[Progress], object]) -> None:
        """Write a file, but never over the list: what was checked must stay to be looked at."""
        given = self._read.path if self._read else None
        try:
            check_other_file(path, [given] if given else [])
        except UserError as error:
            self._session.runner.report(error)
            return
        texts = self._session.texts
        said = texts.gettext("Writing {name}").format(name=path.name)
        written = texts.gettext("Saved in {path}").format(path=path)
        self._run(said, work, lambda _: self._shell.say(written))


def _sheets(read: ReadList) -> list[str]:
    return [one.name for one in read.file.sheets if one.rows]


def _read_file(path: Path) -> ReadList:
    content = content_of(path)
    file = read_raw(path.name, content)
    return ReadList(file, find_list(file), source_of(path.name, content), path)


def _read_text(text: str) -> ReadList:
    content = text.encode()
    file = read_pasted(content)
    return ReadList(file, find_list(file), source_of("", content))
