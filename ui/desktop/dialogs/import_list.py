"""Importing a list of people: what its columns mean, what each line will do, and then all of it or nothing."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QStackedWidget, QWidget

from interpreter_app.documents.sheets import Sheet, read_sheet
from interpreter_app.domain.errors import N_, AppError, EnvironmentFault
from interpreter_app.ids import new_id
from interpreter_app.use_cases.import_list import ImportedList, import_list, preview_import
from interpreter_app.use_cases.list_mapping import ListMapping, checked_mapping, suggest_mapping
from interpreter_app.use_cases.plan_import import ImportPlan
from ui.desktop.models.entries import EntriesModel
from ui.desktop.models.import_words import import_entries, keys, meanings, summary
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import Paragraph, announce, button, column, holding, label, row, scrolling
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.choice_field import ChoiceField
from ui.desktop.widgets.entries_list import EntriesList
from ui.desktop.widgets.focus_ring import FocusRing

_SIZE = (680, 600)
_COLUMNS, _LINES = range(2)


def choose_list(shell: Shell) -> None:
    """Ask for a file and show what it holds; nothing happens where none is chosen."""
    _ = shell.session.texts.gettext
    name, _filter = QFileDialog.getOpenFileName(shell.widget, _("Import"), "", "XLSX, CSV (*.xlsx *.csv)")
    if name:
        open_list(shell, Path(name))


def open_list(shell: Shell, path: Path) -> None:
    """Read the list in ``path`` away from the window, and show what it holds."""
    shell.messages.clear()
    shell.session.runner.read(
        lambda _: _sheet(path), lambda sheet: ImportDialog(shell, path.name, sheet).open(), slot="import"
    )


def _sheet(path: Path) -> Sheet:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(
            N_("The file {path} cannot be read."), N_("Check that it is there and that you may read it."), path=path
        ) from error
    return read_sheet(path.name, content)


class ImportDialog(QDialog):
    """Shows the columns of ``sheet``, then its lines, and imports it."""

    def __init__(self, shell: Shell, name: str, sheet: Sheet) -> None:
        super().__init__(shell.widget)
        self._shell = shell
        self._session = session = shell.session
        self._name = name
        self._sheet = sheet
        self._mapping: ListMapping | None = None
        self._plan: ImportPlan | None = None
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import"))
        self.resize(*_SIZE)
        self.fields: dict[str, ChoiceField] = {}
        self.key = ChoiceField(session.look, lambda: session.texts, keys(session.texts), "number")
        self.key.setAccessibleName(_("Whose line it is"))
        self.said = Paragraph("", "muted")
        self.wrong = label(look="warning", wrap=True)
        self.wrong.hide()
        self.model = EntriesModel()
        self.list = EntriesList(self.model, session.look, _("Lines"))
        self.skip = CheckBox(session.look, _("Leave out the lines that are wrong"))
        self.back = button(_("Back"), on_click=self._go_back)
        self.go = button(_("Show what it will do"), "primary", self._go_on)
        self._steps = QStackedWidget()
        self._steps.addWidget(self._columns_step())
        self._steps.addWidget(self._lines_step())
        self._build()
        self.skip.toggled.connect(lambda _on: self._show_whether())
        FocusRing(self, session.look, by_keyboard=True)
        self._show_step(_COLUMNS)

    def _build(self) -> None:
        _ = self._session.texts.gettext
        cancel = button(_("Cancel"), on_click=self.reject)
        layout = column(label(_("Import {name}").format(name=self._name), "title", wrap=True), self.said, spacing=10)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.addWidget(self._steps, 1)
        layout.addWidget(self.wrong)
        layout.addWidget(holding(row(cancel, None, self.back, self.go, spacing=8)))
        self.setLayout(layout)

    def _columns_step(self) -> QWidget:
        """A row for each column: its heading, its first value, and what it means."""
        texts = self._session.texts
        suggested = suggest_mapping(self._sheet.headings)
        self.key.show_value(next((key for key, _title in keys(texts) if key in suggested.values()), None))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(texts.gettext("Whose line it is"), "strong"), 0, 0)
        grid.addWidget(self.key, 0, 1)
        first = self._sheet.lines[0].cells if self._sheet.lines else ()
        for place, heading in enumerate(self._sheet.headings):
            field = ChoiceField(self._session.look, lambda: texts, meanings(texts), suggested.get(heading))
            field.setAccessibleName(heading)
            self.fields[heading] = field
            example = str(first[place]) if place < len(first) and first[place] is not None else ""
            told = column(label(heading, "dense", wrap=True), label(example, "small", wrap=True))
            grid.addWidget(holding(told), place + 1, 0)
            grid.addWidget(field, place + 1, 1)
        layout = column(margins=(4, 4, 12, 4))
        layout.addLayout(grid)
        layout.addStretch(1)
        return scrolling(layout)

    def _lines_step(self) -> QWidget:
        layout = column(spacing=10)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.skip)
        return holding(layout)

    def mapping(self) -> ListMapping:
        """What the columns mean as chosen; raises ``UserError`` when that cannot be."""
        chosen = {heading: str(field.value) for heading, field in self.fields.items() if field.value is not None}
        key = str(self.key.value) if self.key.value is not None else None
        return checked_mapping(ListMapping(columns=chosen, key=key))

    def _show_step(self, step: int) -> None:
        texts = self._session.texts
        _ = texts.gettext
        self._steps.setCurrentIndex(step)
        self.back.setVisible(step == _LINES)
        self._say_wrong("")
        if step == _COLUMNS:
            count = texts.ngettext("{n} line", "{n} lines", len(self._sheet.lines))
            told = _("Say what each column means. Nothing is done yet.")
            self.said.say(f"{count.format(n=texts.number(len(self._sheet.lines)))}. {told}")
            self.go.setText(_("Show what it will do"))
            self.go.setEnabled(True)
            self.key.setFocus()
        else:
            self._show_whether()
            self.list.setFocus()
        self.go.setAccessibleName(self.go.text())

    def _go_back(self) -> None:
        self._show_step(_COLUMNS)

    def _go_on(self) -> None:
        if self._steps.currentIndex() == _COLUMNS:
            self._preview()
        else:
            self._import()

    def _preview(self) -> None:
        """Ask what each line would do."""
        try:
            mapping = self._mapping = self.mapping()
        except AppError as error:
            self._say_wrong(error.in_words(self._session.texts.gettext))
            return
        profile, sheet, today = self._session.profile, self._sheet, self._session.today
        self.go.setEnabled(False)
        self._session.runner.read(
            lambda progress: preview_import(profile, sheet, mapping, today=today, new_id=new_id, progress=progress),
            self._show_plan,
            slot="import",
            on_failed=self._on_failed,
        )

    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.model.show(import_entries(plan, self._session.texts))
        self.skip.setVisible(bool(plan.wrong))
        self.skip.setChecked(False)
        self._show_step(_LINES)

    def _show_whether(self) -> None:
        """Say what will be done, and whether it can be: nothing is, when a line is wrong and not left out."""
        plan = self._plan
        if plan is None:
            return
        texts = self._session.texts
        _ = texts.gettext
        self.said.say(summary(plan, texts))
        announce(self, self.said.accessibleName())
        does_something = any(line.drafts for line in plan.lines)
        self.go.setText(_("Import"))
        self.go.setEnabled(does_something and (not plan.wrong or self.skip.isChecked()))

    def _import(self) -> None:
        plan, mapping, sheet = self._plan, self._mapping, self._sheet
        if plan is None or mapping is None:
            return
        now, skips = self._session.now(), self.skip.isChecked()
        reason = self._session.texts.gettext("Import of {file}").format(file=self._name)
        self.go.setEnabled(False)
        self._session.edit(
            lambda profile: import_list(
                profile, sheet, mapping, now=now, new_id=new_id, reason=reason, skip_wrong=skips, previewed=plan
            ),
            self._on_imported,
            self._on_failed,
        )

    def _on_imported(self, done: ImportedList) -> None:
        texts = self._session.texts
        said = texts.ngettext("{n} change saved on this machine", "{n} changes saved on this machine", done.edits)
        self._shell.say(said.format(n=texts.number(done.edits)))
        self._session.tell_changed(done.people)
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._say_wrong(error.in_words(self._session.texts.gettext))
            self.go.setEnabled(True)
        else:
            self.reject()
            self._session.runner.report(error)

    def _say_wrong(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        if words:
            announce(self, words)
