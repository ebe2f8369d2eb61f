"""Exporting people to a file: its form, what is in it, a warning where that is private, and where it went."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from interpreter_app.documents.interpreter_lists import ListForm, list_columns
from interpreter_app.documents.list_files import ListFile, ListFormat
from interpreter_app.documents.tables import Column
from interpreter_app.domain.errors import AppError
from interpreter_app.use_cases.export_list import ExportedList, ListChoice, export_chosen
from ui.desktop.chosen_files import LISTS, file_to_write
from ui.desktop.dialogs.fitting import fit
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import Paragraph, announce, button, card, column, holding, label, row, set_property
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.job_progress import JobBar
from ui.desktop.widgets.radio_row import RadioRow
from ui.desktop.wording import told_of

_WIDTH = 560
_WORDS, _FIELDS = "words", "fields"


class ExportDialog(QDialog):
    """Asks how the people with these record ids are exported, as of ``day``, and writes the file."""

    def __init__(self, shell: Shell, ids: Sequence[str], day: date) -> None:
        super().__init__(shell.widget)
        self._shell = shell
        self._ids = ids
        self._day = day
        self._written: Path | None = None
        self._format = ListFormat.XLSX
        self._field_names = False
        self._texts = texts = shell.session.texts
        look, _ = shell.session.look, texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export"))
        formats = [(ListFormat.XLSX.value, _("Spreadsheet (XLSX)")), (ListFormat.CSV.value, _("Text file (CSV)"))]
        self.formats = RadioRow(_("Format"), formats, self._format.value)
        headings = [(_WORDS, _("In words")), (_FIELDS, _("Field names and codes"))]
        self.headings = RadioRow(_("Headings and values"), headings, _WORDS)
        self.per_language = CheckBox(look, _("A line for each language"))
        self.identity = CheckBox(look, _("With identity numbers"))
        warning = _("The file then holds identity numbers in the open. Keep it safe, and delete it after use.")
        self.warning = card("amber", column(Paragraph(warning, "warning"), margins=(12, 8, 12, 8)))
        self.columns = {one.name: CheckBox(look, one.heading) for one in self._all_columns()}
        self.show_columns = button(_("Choose columns"), "link", self._on_show_columns)
        self._choices = self._column_choices()
        self.said = Paragraph("", "warning")
        self.bar = JobBar(shell.session.runner, lambda: texts, self._show_state)
        self.choose = button(_("Choose the file …"), "primary", self._choose)
        self.folder = button(_("Open the folder"), "primary", self._open_folder)
        self.close_ = button(_("Cancel"), on_click=self.reject)
        self._build()
        self._connect()
        self._show_state()
        FocusRing(self, look, by_keyboard=True)
        self.choose.setFocus()

    def _all_columns(self) -> list[Column]:
        """Every column that there can be but the identity number, each once, in order."""
        found: dict[str, Column] = {}
        for per_language in (False, True):
            form = ListForm(texts=self._texts, sees_all=True, per_language=per_language)
            found |= {one.name: one for one in list_columns(form)}
        return list(found.values())

    def _there(self) -> list[str]:
        """The names of the columns that there are, as chosen."""
        form = ListForm(sees_all=True, per_language=self.per_language.isChecked())
        return [one.name for one in list_columns(form)]

    def _column_choices(self) -> QWidget:
        flow = FlowLayout(gap=16, line_gap=6)
        for box in self.columns.values():
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._show_state())
            flow.addWidget(box)
        made = card("inset-card", column(holding(flow), margins=(12, 10, 12, 10)))
        made.hide()
        return made

    def _build(self) -> None:
        texts = self._texts
        count = texts.ngettext("{n} person", "{n} people", len(self._ids)).format(n=texts.number(len(self._ids)))
        self._asked = holding(
            column(
                label(count, "muted"),
                self.formats,
                self.headings,
                self.per_language,
                self.identity,
                self.warning,
                holding(row(self.show_columns, None)),
                self._choices,
                Paragraph(
                    texts.gettext("That it was exported is logged, with how many people and which columns."), "small"
                ),
                spacing=12,
            )
        )
        self.setLayout(
            column(
                label(self.windowTitle(), "title"),
                self._asked,
                self.said,
                self.bar,
                4,
                holding(row(None, self.close_, self.choose, self.folder, spacing=8)),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )

    def _connect(self) -> None:
        self.formats.chosen.connect(self._on_format)
        self.headings.chosen.connect(self._on_headings)
        self.identity.toggled.connect(lambda _on: self._show_state())
        self.per_language.toggled.connect(lambda _on: self._show_state())

    def _show_state(self) -> None:
        """Show what there is to choose, or how far the file is, or that it is there."""
        done, busy = self._written is not None, self.bar.running
        self._asked.setVisible(not done)
        self._asked.setEnabled(not busy)
        self.warning.setVisible(self.identity.isChecked())
        there = self._there()
        for name, box in self.columns.items():
            box.setVisible(name in there)
        self.said.setVisible(bool(self.said.accessibleName()))
        self.choose.setVisible(not done)
        self.choose.setEnabled(not busy and any(self.columns[name].isChecked() for name in there))
        self.folder.setVisible(done)
        self.close_.setVisible(not busy)
        fit(self, _WIDTH)

    def _on_format(self, value: str) -> None:
        self._format = ListFormat(value)

    def _on_headings(self, value: str) -> None:
        self._field_names = value == _FIELDS

    def _on_show_columns(self) -> None:
        self._choices.setVisible(self._choices.isHidden())
        self._show_state()

    def _choose(self) -> None:
        ending = self._format.value
        path = file_to_write(self, self.windowTitle(), "", {ending: LISTS[ending]})
        if path is not None:
            self.write(path)

    def choice(self) -> ListChoice:
        """How the list is wanted."""
        names = {name for name in self._there() if self.columns[name].isChecked()}
        identity = self.identity.isChecked()
        return ListChoice(
            per_language=self.per_language.isChecked(),
            field_names=self._field_names,
            identity_numbers=identity,
            columns=frozenset(names | ({"identity_number"} if identity else set())),
        )

    def write(self, path: Path) -> None:
        """Write the file, and tell when it is there."""
        session, ids, day, choice = self._shell.session, self._ids, self._day, self.choice()
        profile, now, texts = session.profile, session.now(), self._texts
        file = ListFile(path, replace=True)
        self.said.say("")
        self.bar.run(
            texts.gettext("Writing the list"),
            lambda progress: export_chosen(
                profile, ids, file, choice, day=day, now=now, texts=texts, progress=progress
            ),
            self._tell,
            self._on_failed,
        )
        self._show_state()
        self.bar.stop.setFocus()

    def _tell(self, exported: ExportedList) -> None:
        texts = self._texts
        said = texts.ngettext("{n} line written to {name}", "{n} lines written to {name}", exported.rows)
        self._written = exported.path
        set_property(self.said, "look", "strong")
        self._say(said.format(n=texts.number(exported.rows), name=exported.path.name))
        self.close_.setText(texts.gettext("Close"))
        self.close_.setAccessibleName(self.close_.text())
        self.folder.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        """What a person can act on stands here; faults of the program are told where they always are."""
        if isinstance(error, AppError):
            self._say(" ".join(told_of(error, self._texts)))
            self.choose.setFocus()
        else:
            self.reject()
            self._shell.session.runner.report(error)

    def _say(self, words: str) -> None:
        self.said.say(words)
        self._show_state()
        announce(self, words)

    def _open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))
            self.accept()

    def reject(self) -> None:
        """Stop what is under way; with nothing under way, close."""
        if self.bar.running:
            self.bar.cancel()
        else:
            super().reject()
