"""Importing a list of assignments: what it would do, with every fault, and then doing it whole."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from interpreter_app.documents.sheets import Sheet
from interpreter_app.domain.errors import AppError
from interpreter_app.ids import new_id
from interpreter_app.use_cases.usage_import import UsagePlan, import_usage, preview_usage
from ui.desktop.chosen_files import read_list
from ui.desktop.dialogs.fitting import fit
from ui.desktop.dialogs.usage_import_whole import WholeListForm
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import Paragraph, announce, button, column, holding, label, row, set_property
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.job_progress import JobBar

_WIDTH = 600
_MOST_FAULTS = 200
_DETAILS_HEIGHT = 150
_PAUSE_MS = 300
"""After so long without a change the list is looked at again."""


class UsageImportDialog(QDialog):
    """Shows what the list in the file ``path`` would do; ``on_saved`` is called when it is done."""

    def __init__(self, shell: Shell, path: Path, on_saved: Callable[[], object]) -> None:
        super().__init__(shell.widget)
        self._shell = shell
        self._session = session = shell.session
        self._path = path
        self._on_saved = on_saved
        self._sheet: Sheet | None = None
        self._plan: UsagePlan | None = None
        self._saving = False
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import assignments"))
        self.said = Paragraph(_("Reading {name}").format(name=path.name), "strong")
        self.columns = Paragraph("", "small")
        self.whole = WholeListForm(session)
        self.whole.edited.connect(self._on_edited)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("Faults in the list"))
        self.details.setFixedHeight(_DETAILS_HEIGHT)
        self.again = CheckBox(session.look, _("Add also the lines that the log has already"))
        self.again.toggled.connect(lambda _on: self._look())
        self.bar = JobBar(session.runner, lambda: session.texts, self._on_ended)
        self.save = button(_("Import"), "primary", self._save)
        self.close_ = button(_("Cancel"), on_click=self.reject)
        self._build()
        self._show_state()
        FocusRing(self, session.look, by_keyboard=True)

    def _build(self) -> None:
        self.setLayout(
            column(
                label(self.windowTitle(), "title", wrap=True),
                label(self._path.name, "muted", wrap=True),
                self.said,
                self.columns,
                self.whole,
                self.details,
                self.again,
                self.bar,
                4,
                holding(row(None, self.close_, self.save, spacing=8)),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )

    def look(self) -> None:
        """Read the file and find out what it would do."""
        path = self._path
        said = self._session.texts.gettext("Reading {name}").format(name=path.name)
        self.bar.run(said, lambda _: read_list(path), self._on_read, self._on_refused)

    def _on_read(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._look()

    def _on_edited(self) -> None:
        """Look again once the person pauses, unless what is typed cannot be, or the list is being saved already."""
        if self._saving:
            return
        if self.whole.is_wrong:
            self._pause.stop()
        else:
            self._pause.start()
        self._show_state()

    def _look(self) -> None:
        sheet, profile, defaults = self._sheet, self._session.profile, self.whole.defaults()
        if sheet is None:
            return
        today, again = self._session.today, self.again.isChecked()
        self.bar.run(
            self._session.texts.gettext("Looking at the list"),
            lambda progress: preview_usage(
                profile, sheet, defaults, today=today, new_id=new_id, again=again, progress=progress
            ),
            self._show_plan,
            self._on_refused,
        )

    def _show_plan(self, plan: UsagePlan) -> None:
        texts, is_first = self._session.texts, self._plan is None
        self._plan = plan
        if plan.faults:
            said = texts.ngettext(
                "{n} fault in the list. Nothing is saved until it is corrected.",
                "{n} faults in the list. Nothing is saved until they are corrected.",
                len(plan.faults),
            ).format(n=texts.number(len(plan.faults)))
        else:
            said = texts.ngettext(
                "{n} assignment will be added.", "{n} assignments will be added.", len(plan.new)
            ).format(n=texts.number(len(plan.new)))
        set_property(self.said, "look", "warning" if plan.faults else "strong")
        self._say(" ".join(part for part in (said, _already(plan, self._session.texts.ngettext)) if part))
        self.columns.say(self._of_columns(plan))
        self.details.setPlainText(self._faults(plan))
        self.whole.ask(plan.unsaid)
        self._show_state()
        if is_first:
            (self.whole.first_open() or (self.details if plan.faults else self.save)).setFocus()

    def _of_columns(self, plan: UsagePlan) -> str:
        """What is said of the columns that are not read."""
        _ = self._session.texts.gettext
        parts = []
        if plan.columns.about_served:
            said = _("Not read, since they may be about the person served: {headings}.")
            parts.append(said.format(headings=", ".join(plan.columns.about_served)))
        if plan.columns.not_read:
            said = _("Columns that mean nothing here: {headings}.")
            parts.append(said.format(headings=", ".join(plan.columns.not_read)))
        return " ".join(parts)

    def _faults(self, plan: UsagePlan) -> str:
        _ = self._session.texts.gettext
        shown = [
            _("Line {line}: {fault}").format(line=one.line, fault=one.fault.in_words(_))
            for one in plan.faults[:_MOST_FAULTS]
        ]
        if len(plan.faults) > _MOST_FAULTS:
            shown.append(_("… and {count} more faults.").format(count=len(plan.faults) - _MOST_FAULTS))
        return "\n".join(shown)

    def _show_state(self) -> None:
        """Show what can be done now."""
        plan, busy = self._plan, self.bar.running
        self.details.setVisible(bool(plan and plan.faults))
        self.columns.setVisible(bool(self.columns.accessibleName()))
        self.again.setVisible(bool(plan and (plan.already or self.again.isChecked())))
        self.again.setEnabled(not busy)
        self.whole.setEnabled(not self._saving)
        self.save.setEnabled(bool(not busy and not self.whole.is_wrong and plan and plan.new and not plan.faults))
        fit(self, _WIDTH)

    def _save(self) -> None:
        sheet, profile, defaults = self._sheet, self._session.profile, self.whole.defaults()
        if sheet is None:
            return
        self._pause.stop()
        self._saving = True
        now, again = self._session.now(), self.again.isChecked()
        self.bar.run(
            self._session.texts.gettext("Saving the list"),
            lambda progress: import_usage(
                profile, sheet, defaults, now=now, new_id=new_id, again=again, progress=progress
            ),
            self._on_done,
            self._on_refused,
        )
        self._show_state()

    def _on_ended(self) -> None:
        """Whatever was done has ended: saved, refused or stopped."""
        self._saving = False
        self._show_state()

    def _on_done(self, plan: UsagePlan) -> None:
        texts = self._session.texts
        said = texts.ngettext("{n} assignment imported", "{n} assignments imported", len(plan.new))
        self._shell.say(said.format(n=texts.number(len(plan.new))))
        self._on_saved()
        self.accept()

    def _on_refused(self, error: BaseException) -> None:
        """What a person can act on stands here; faults of the program are told where they always are."""
        if isinstance(error, AppError):
            self._plan = None
            self.whole.ask(frozenset())
            set_property(self.said, "look", "warning")
            self._say(error.in_words(self._session.texts.gettext))
            self._show_state()
        else:
            self.reject()
            self._session.runner.report(error)

    def _say(self, words: str) -> None:
        self.said.say(words)
        announce(self, words)

    def reject(self) -> None:
        """Stop what is under way; with nothing under way, close."""
        if self.bar.running:
            self.bar.cancel()
        else:
            super().reject()


def _already(plan: UsagePlan, ngettext: Callable[[str, str, int], str]) -> str:
    count = len(plan.already)
    if not count:
        return ""
    said = ngettext(
        "{n} line is in the log already and is left out.", "{n} lines are in the log already and are left out.", count
    )
    return said.format(n=count)
