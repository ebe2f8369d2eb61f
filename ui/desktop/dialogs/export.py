"""Exporting people to a file: its form, what is in it, and a warning where that is private."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from interpreter_app.documents.list_files import ListFile, ListFormat
from interpreter_app.use_cases.export_list import ExportedList, ListChoice, export_chosen
from ui.desktop.dialogs.fitting import fit
from ui.desktop.job_runner import Job, Lane
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label, row
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.radio_row import RadioRow

_WIDTH = 480
_FILTERS = {ListFormat.XLSX: "XLSX (*.xlsx)", ListFormat.CSV: "CSV (*.csv)"}


class ExportDialog(QDialog):
    """Asks how the people with these record ids are exported, as of ``day``, and writes the file."""

    def __init__(self, shell: Shell, ids: Sequence[str], day: date) -> None:
        super().__init__(shell.widget)
        self._shell = shell
        self._ids = ids
        self._day = day
        session = shell.session
        _ = session.texts.gettext
        self._format = ListFormat.XLSX
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export"))
        formats = [(ListFormat.XLSX.value, _("Spreadsheet (XLSX)")), (ListFormat.CSV.value, _("Text file (CSV)"))]
        self.formats = RadioRow(_("Format"), formats, self._format.value)
        self.formats.chosen.connect(self._on_format)
        self.per_language = CheckBox(session.look, _("A line for each language"))
        self.identity = CheckBox(session.look, _("With identity numbers"))
        warning = Paragraph(
            _("The file then holds identity numbers in the open. Keep it safe, and delete it after use."), "warning"
        )
        self.warning = card("amber", column(warning, margins=(12, 8, 12, 8)))
        self.warning.hide()
        self.identity.toggled.connect(self._on_identity)
        self.choose = button(_("Choose the file …"), "primary", self._choose)
        cancel = button(_("Cancel"), on_click=self.reject)
        count = session.texts.ngettext("{n} person", "{n} people", len(self._ids))
        self._layout = column(
            label(_("Export"), "title"),
            label(count.format(n=session.texts.number(len(self._ids))), "muted"),
            4,
            self.formats,
            self.per_language,
            self.identity,
            self.warning,
            Paragraph(_("That it was exported is logged, with how many people and which columns."), "small"),
            4,
            holding(row(None, cancel, self.choose, spacing=8)),
            None,
            spacing=10,
            margins=(24, 20, 24, 20),
        )
        self.setLayout(self._layout)
        self._fit()
        FocusRing(self, session.look, by_keyboard=True)
        self.choose.setFocus()

    def _fit(self) -> None:
        fit(self, _WIDTH)

    def _on_format(self, value: str) -> None:
        self._format = ListFormat(value)

    def _on_identity(self, on: bool) -> None:
        self.warning.setVisible(on)
        self._fit()

    def _choose(self) -> None:
        """Ask for the file; the system's own dialog asks before one is replaced."""
        _ = self._shell.session.texts.gettext
        name, _filter = QFileDialog.getSaveFileName(self, _("Export"), "", _FILTERS[self._format])
        if name:
            path = Path(name)
            self.write(path if path.suffix else path.with_suffix(self._format.value))

    def write(self, path: Path) -> None:
        """Write the file in the lane of the network, where nobody waits for it, and tell when it is there."""
        session, ids, day = self._shell.session, self._ids, self._day
        choice = ListChoice(per_language=self.per_language.isChecked(), identity_numbers=self.identity.isChecked())
        profile, now, texts = session.profile, session.now(), session.texts
        file = ListFile(path, replace=True)
        job = Job(
            lambda progress: export_chosen(
                profile, ids, file, choice, day=day, now=now, texts=texts, progress=progress
            ),
            self._tell,
        )
        session.runner.start(Lane.SYNC, job)
        self.accept()

    def _tell(self, exported: ExportedList) -> None:
        texts = self._shell.session.texts
        said = texts.ngettext("{n} line written to {name}", "{n} lines written to {name}", exported.rows)
        self._shell.say(said.format(n=texts.number(exported.rows), name=exported.path.name))
