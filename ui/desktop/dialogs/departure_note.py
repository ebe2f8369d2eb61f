"""A departure note from a call list: the few things that the list does not know, then the PDF."""

import json
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from interpreter_app.domain.departure_notes import AtHand, DepartureNote
from interpreter_app.domain.errors import AppError, UserError
from interpreter_app.domain.guidance_content import Content
from interpreter_app.use_cases.departure_notes import take_departure_note, write_departure_note
from ui.desktop.chosen_files import PDF, file_to_write
from ui.desktop.dialogs.departure_note_form import DepartureNoteForm
from ui.desktop.dialogs.fitting import fit
from ui.desktop.dialogs.unsaved import UnsavedDialog
from ui.desktop.job_runner import Job, Lane
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import Paragraph, announce, button, card, column, holding, label, row, set_property
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.wording import told_of

_WIDTH = 620


class DepartureNoteDialog(QDialog):
    """Asks for what is missing for a note, and writes it with the attempts of the call list ``at_hand``.

    Putting it away asks first where something is typed and not written.
    """

    def __init__(self, shell: Shell, at_hand: AtHand, content: Content) -> None:
        super().__init__(shell.widget)
        self._session = session = shell.session
        self._at_hand = at_hand
        self._content = content
        self._written: Path | None = None
        self._texts = texts = session.texts
        _ = texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Note on departing from the demand for a qualified interpreter"))
        self.form = DepartureNoteForm(session, at_hand.call_list)
        self.said = Paragraph("", "warning")
        self.save = button(_("Save as PDF …"), "primary", self._choose)
        self.look = button(_("Open the PDF"), "primary", self._open_file)
        self.close_ = button(_("Cancel"), on_click=self.reject)
        self._build()
        self._safe = self.form.filled_in()
        self.save.setDefault(True)  # otherwise Enter in a field would put the dialog away, and all that is typed
        self._show_state()
        self.form.changed.connect(self._take_back_words)
        self.form.told.connect(self._fit, Qt.ConnectionType.QueuedConnection)  # once the fields have their new height
        FocusRing(self, session.look, by_keyboard=True)
        self.form.grounds.setFocus()

    def _build(self) -> None:
        _ = self._texts.gettext
        hint = _(
            "A suggestion: no form stands in act or regulation. The attempts of the call list come with it."
            " Write nothing about the person who is served; that belongs in the case or the journal."
        )
        hint_card = card("amber", column(Paragraph(hint, "warning"), margins=(12, 8, 12, 8)))
        self._asked = holding(column(hint_card, self.form, spacing=8))
        buttons = holding(row(None, self.close_, self.save, self.look, spacing=8))
        title = label(self.windowTitle(), "title", wrap=True)
        self.setLayout(column(title, self._asked, self.said, buttons, spacing=12, margins=(24, 20, 24, 20)))

    def _show_state(self) -> None:
        """Ask, or say where the note is."""
        done = self._written is not None
        self._asked.setVisible(not done)
        self.said.setVisible(bool(self.said.accessibleName()))
        self.save.setVisible(not done)
        self.look.setVisible(done)
        self._fit()

    def _fit(self) -> None:
        fit(self, _WIDTH)

    def reject(self) -> None:
        """Put it away; what is typed is asked about first, unless nobody may see it any more."""
        if self.form.filled_in() == self._safe or self._session.standing.locked:
            super().reject()
            return
        question = UnsavedDialog(
            self.windowTitle(),
            self._texts,
            self._session.look,
            self,
            on_save=self._choose,
            on_discard=super().reject,
        )
        question.open()

    def _choose(self) -> None:
        """Ask for the file, once nothing is missing."""
        if not self._is_whole():
            return
        path = file_to_write(self, self.windowTitle(), "fravik.pdf", PDF)
        if path is not None:
            self.write(path)

    def _is_whole(self) -> bool:
        """Whether all is there; otherwise what is wrong and missing is said at the fields."""
        if self.form.tell_problems(self._session.now()):
            return False
        try:
            self._note()
        except UserError as error:
            if not self.form.tell_refused(error):
                self._say(" ".join(told_of(error, self._texts)))
            return False
        return True

    def _note(self) -> DepartureNote:
        """The note as of now; raises ``UserError`` for what does not fit."""
        now = self._session.now()
        return take_departure_note(json.dumps(self.form.note_data(now)).encode(), now, self._at_hand)

    def write(self, path: Path) -> None:
        """Write the note, and tell when it is there."""
        note, content, texts = self._note(), self._content, self._texts
        job = Job(
            lambda _: write_departure_note(note, content, path, texts, replace=True),
            lambda _: self._tell(path),
            self._on_failed,
        )
        self.save.setEnabled(False)
        self._safe = self.form.filled_in()
        self._session.runner.start(Lane.LISTS, job)

    def _tell(self, path: Path) -> None:
        """Say that it is there, unless the dialog was put away meanwhile."""
        if not isValid(self):
            return
        self._written = path
        self.close_.setText(self._texts.gettext("Close"))
        self.close_.setAccessibleName(self.close_.text())
        set_property(self.said, "look", "")  # no warning any more
        self._say(self._texts.gettext("Written to {name}").format(name=path.name))
        self.look.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        """What a person can act on stands here; faults of the program are told where they always are."""
        if isValid(self) and isinstance(error, AppError):
            self.save.setEnabled(True)
            self._safe = ()
            self._say(" ".join(told_of(error, self._texts)))
            return
        if isValid(self):
            super().reject()
        self._session.runner.report(error)

    def _say(self, words: str) -> None:
        self.said.say(words)
        self._show_state()
        announce(self, words)

    def _take_back_words(self) -> None:
        """What was said of the note as it stood does not hold once it is changed."""
        if self.said.accessibleName():
            self.said.say("")
            self._show_state()

    def _open_file(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))
            self.accept()
