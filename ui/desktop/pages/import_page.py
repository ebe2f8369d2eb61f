"""Importing people from a list: the file, its columns, what each line will do, and then doing it."""

from functools import partial
from pathlib import Path

from interpreter_app.documents.sheets import Sheet
from interpreter_app.domain.errors import N_
from interpreter_app.ids import new_id
from interpreter_app.use_cases.import_list import ImportedList, import_list, preview_import
from interpreter_app.use_cases.plan_import import ImportPlan
from ui.desktop.chosen_files import read_list
from ui.desktop.pages.import_page_columns import ColumnsStep
from ui.desktop.pages.import_page_file import FileStep
from ui.desktop.pages.import_page_preview import PreviewStep
from ui.desktop.pages.page import Shell
from ui.desktop.pages.stepped_page import SteppedPage
from ui.desktop.widgets.basics import announce, button, column, holding
from ui.desktop.widgets.notice import Notice

FILE, COLUMNS, PREVIEW, DONE = range(4)
_STEPS = (N_("1  File"), N_("2  Columns"), N_("3  What it does"), N_("4  Saved"))


class ImportPage(SteppedPage):
    """The page. One step at a time; Esc goes back one, and nothing is done before the last."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, N_("Import people from a list"), _STEPS)
        session = shell.session
        _ = session.texts.gettext
        self._name = ""
        self.file = FileStep(session.look, session.texts)
        self.columns = ColumnsStep(session.look, lambda: session.texts)
        self.preview = PreviewStep(session.look, lambda: session.texts)
        self.saved = Notice("check", session.look)
        self.back = button(_("Back"), on_click=self.step_back)
        self.next = button("", "primary", self._go_on)
        self.again = button(_("Import another list"), on_click=self.start)
        self.unsent = button(_("See the unsent changes"), "primary", lambda: shell.show_page("outbox"))
        steps = (self.file, self.columns, self.preview, holding(column(self.saved, None)))
        self._lay_out(steps, (self.back, self.next, self.again, self.unsent))
        self.file.chosen.connect(self.read)
        self.columns.changed.connect(self._show_step)
        self.preview.changed.connect(self._show_step)
        self._show_step()

    def enter(self) -> None:
        """Take the keyboard to what there is to do next."""
        if self.step == PREVIEW:
            self.preview.table.setFocus()
        else:
            {FILE: self.file.choose, COLUMNS: self.columns.key, DONE: self.unsent}[self.step].setFocus()

    def start(self) -> None:
        """Begin anew, with no file."""
        self._go_to(FILE)

    def step_back(self) -> bool:
        """Stop what is under way, or go back one step; from the first and the last to the register."""
        if self.bar.running:
            self.bar.cancel()
        elif self.step in (FILE, DONE):
            self._go_to(FILE)
            self._shell.show_page("people")
        else:
            self._go_to(self.step - 1)
        return True

    def _show_state(self, *, busy: bool) -> None:
        self.back.setVisible(self.step != DONE)
        self.back.setEnabled(not busy)
        self.next.setVisible(self.step in (COLUMNS, PREVIEW))
        for one in (self.again, self.unsent):
            one.setVisible(self.step == DONE)
        if self.step == PREVIEW:
            self._show_what_is_saved(busy=busy)
        else:
            self.next.setEnabled(not busy and self.columns.mapping is not None)
            self._name_next(self._session.texts.gettext("Look at what each line does"))

    def _show_what_is_saved(self, *, busy: bool) -> None:
        texts, count = self._session.texts, self.preview.to_save
        words = texts.ngettext("Save {n} line as unsent changes", "Save {n} lines as unsent changes", count)
        self._name_next(words.format(n=texts.number(count)) if count else texts.gettext("Save"))
        self.next.setEnabled(not busy and count > 0)

    def _name_next(self, words: str) -> None:
        self.next.setText(words)
        self.next.setAccessibleName(words)

    def _go_on(self) -> None:
        if self.step == COLUMNS:
            self.look()
        else:
            self._save()

    # What is done, away from the window's thread

    def read(self, path: Path) -> None:
        """Read a file, and show its columns."""
        said = self._session.texts.gettext("Reading {name}").format(name=path.name)
        self._run(said, lambda _: read_list(path), lambda sheet: self.show_list(path.name, sheet))

    def show_list(self, name: str, sheet: Sheet) -> None:
        """Show the columns of a list that was read from a file called ``name``."""
        self._name = name
        texts = self._session.texts
        lines = texts.ngettext("{n} line", "{n} lines", len(sheet.lines)).format(n=texts.number(len(sheet.lines)))
        self.about.setText(f"{name} · {lines}")
        self.columns.show_sheet(sheet)
        self._go_to(COLUMNS)

    def look(self) -> None:
        """Find out what each line would do, and show it."""
        profile, today = self._session.profile, self._session.today
        sheet, mapping = self.columns.sheet, self.columns.mapping
        if sheet is None or mapping is None:
            return
        self._run(
            self._session.texts.gettext("Looking at the list"),
            lambda progress: preview_import(profile, sheet, mapping, today=today, new_id=new_id, progress=progress),
            self._show_plan,
        )

    def _show_plan(self, plan: ImportPlan) -> None:
        reason = self._session.texts.gettext("Import of {file}").format(file=self._name)
        self.preview.show_plan(plan, reason)
        self._go_to(PREVIEW)

    def _save(self) -> None:
        sheet, mapping, plan = self.columns.sheet, self.columns.mapping, self.preview.plan
        if sheet is None or mapping is None or plan is None:
            return
        work = partial(
            import_list,
            self._session.profile,
            sheet,
            mapping,
            now=self._session.now(),
            new_id=new_id,
            reason=self.preview.reason.text().strip(),
            skip_wrong=self.preview.leave_out.isChecked(),
            previewed=plan,
        )
        self._run(
            self._session.texts.gettext("Saving the list"),
            lambda progress: work(progress=progress),
            self._show_saved,
            self._on_refused,
        )

    def _on_refused(self, error: BaseException) -> None:
        """Show again what the list does: the register may be another now."""
        self.look()
        self._session.runner.report(error)

    def _show_saved(self, imported: ImportedList) -> None:
        texts = self._session.texts
        people = texts.ngettext("{n} person", "{n} people", len(imported.people))
        edits = texts.ngettext("{n} change", "{n} changes", imported.edits)
        headline = texts.gettext("Saved: {changes} about {people}").format(
            changes=edits.format(n=texts.number(imported.edits)),
            people=people.format(n=texts.number(len(imported.people))),
        )
        self.saved.say(
            headline,
            texts.gettext(
                "They are here only until you synchronise. Until then they stand under Unsent changes, "
                "where each can be taken back."
            ),
        )
        self._go_to(DONE)
        announce(self, headline)
        self._session.tell_changed(imported.people)
