"""The recovery phrase, shown once: copied, printed, saved or written down before the dialog can be closed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QWidget

from interpreter_app.domain.errors import N_, EnvironmentFault
from interpreter_app.i18n import Texts
from interpreter_app.private_files import replace_private
from ui.desktop.dialogs.fitting import fit
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, announce, button, card, column, holding, label, row
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.focus_ring import FocusRing

_COLUMNS = 4
_WIDTH = 560


class RecoveryPhraseDialog(QDialog):
    """Shows ``phrase``; it closes once the person says that it is kept."""

    def __init__(self, phrase: str, texts: Texts, look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._phrase = phrase
        self._texts = texts
        _ = texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Your recovery phrase"))
        self.said = label(look="small", wrap=True)
        self.said.hide()
        self.kept = CheckBox(look, _("I have kept the words where I find them again"))
        self.close_button = button(_("Close"), "primary", self.accept)
        self.close_button.setEnabled(False)
        self.kept.toggled.connect(self.close_button.setEnabled)
        self._build()
        self.close_button.setDefault(True)
        fit(self, _WIDTH)
        FocusRing(self, look, by_keyboard=True)
        self.copy.setFocus()

    def _build(self) -> None:
        _ = self._texts.gettext
        words = _(
            "If this machine loses its key, only these words open your data again. They are shown this once. Keep them "
            "apart from the machine, and give them to nobody."
        )
        self.copy = button(_("Copy"), on_click=self._copy)
        self.print = button(_("Print …"), on_click=self._print)
        self.save = button(_("Save …"), on_click=self._save)
        buttons = FlowLayout(gap=8, line_gap=8)
        for one in (self.copy, self.print, self.save):
            buttons.addWidget(one)
        self.setLayout(
            column(
                label(self.windowTitle(), "title"),
                Paragraph(words, "muted"),
                self._words(),
                holding(buttons),
                self.said,
                self.kept,
                holding(row(None, self.close_button)),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )

    def _words(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, word in enumerate(self._phrase.split()):
            shown = label(f"{place + 1}. {word}", "strong")
            grid.addWidget(shown, place // _COLUMNS, place % _COLUMNS)
        holder = card("inset-card", column(holding(grid)))
        holder.setAccessibleName(self._numbered())
        return holder

    def _numbered(self) -> str:
        return "\n".join(f"{place}. {word}" for place, word in enumerate(self._phrase.split(), start=1))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        fit(self, _WIDTH)
        announce(self, words)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._phrase)
        self._say(self._texts.gettext("Copied. Clear the clipboard when the words are kept."))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self).exec():
            document = QTextDocument(f"{self.windowTitle()}\n\n{self._numbered()}")
            document.print_(printer)
            self._say(self._texts.gettext("Sent to the printer"))

    def _save(self) -> None:
        _ = self._texts.gettext
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the recovery phrase"), _("recovery-phrase.txt"))
        if name:
            self.save_to(Path(name))

    def save_to(self, file: Path) -> None:
        """Write the phrase to ``file``, readable by its owner only."""
        try:
            replace_private(file, self._phrase.encode())
        except OSError:
            error = EnvironmentFault(
                N_("The file {path} cannot be written."), N_("Choose a folder that you may write in."), path=file
            )
            self._say(error.in_words(self._texts.gettext))
        else:
            self._say(self._texts.gettext("Saved in {path}").format(path=file))

    def reject(self) -> None:
        """Stay until the person says that the words are kept."""
        if self.kept.isChecked():
            self.accept()
