"""Asking for the register as it was known by a day: the day, then the history that is fetched for it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from interpreter_app.domain.errors import AppError, SyncError, UserError
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.use_cases.known_register import KnownRegister
from ui.desktop.dialogs.fitting import fit
from ui.desktop.held_register import HeldRegister, making
from ui.desktop.job_runner import Lane
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import Paragraph, announce, button, column, holding, label, row
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.form_field import DayInput
from ui.desktop.widgets.job_progress import JobBar
from ui.desktop.wording import told_of

_WIDTH = 480


class KnownDialog(QDialog):
    """Asks for the day, makes the register of it, and shows that in a window of its own."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.widget)
        self._shell = shell
        self._session = session = shell.session
        self._texts = texts = session.texts
        self._held = HeldRegister()
        _ = texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("The register as it was known"))
        self.day = DayInput(_("As it was known by"), lambda: texts, _("What was recorded by the end of that day."))
        self.said = Paragraph("", "warning")
        self.bar = JobBar(session.runner, lambda: texts, self._show_state)
        self.go = button(_("Show"), "primary", self._begin)
        self.cancel = button(_("Cancel"), on_click=self.reject)
        self._build()
        self.bar.stop.clicked.connect(lambda _checked: self._held.close())
        session.leaving.connect(self.reject)
        FocusRing(self, session.look, by_keyboard=True)
        self._show_state()

    def _build(self) -> None:
        _ = self._texts.gettext
        intro = _("The history of the whole register is fetched first; that can take a while.")
        self._buttons = holding(row(None, self.cancel, self.go, spacing=8))
        parts = (label(self.windowTitle(), "title"), Paragraph(intro, "muted"), self.day, self.said, self.bar)
        self.setLayout(column(*parts, self._buttons, spacing=12, margins=(24, 20, 24, 20)))
        self.go.setDefault(True)  # of this dialog, now that it is in it: Enter in the field presses it

    def _show_state(self) -> None:
        """Ask, or show how far it is."""
        busy = self.bar.running
        self.day.show_locked(busy)
        self._buttons.setVisible(not busy)
        self.said.setVisible(bool(self.said.accessibleName()))
        fit(self, _WIDTH)
        (self.bar.stop if busy else self.day).setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> date | None:
        """The day that is asked for; None for what is none, once that is said."""
        day = iso_date(self.day.value) if isinstance(self.day.value, str) else None
        if not self.day.problem:
            self.day.problem = self._problem(day)
        self.day.tell()
        return None if self.day.problem else day

    def _problem(self, day: date | None) -> str:
        _ = self._texts.gettext
        if day is None:
            return _("Give a day.")
        if day > self._session.today:
            still_to_come = _("{day} is still to come; what will be recorded by then is not known.")
            return still_to_come.format(day=self._texts.date(day))
        return ""

    def _begin(self) -> None:
        self.said.say("")
        if (day := self._chosen()) is None:
            self._show_state()
            return
        self._held = held = HeldRegister()
        try:
            work = making(self._session, day, held)
        except UserError as error:
            self._say(" ".join(told_of(error, self._texts)))
            return
        fetching = self._texts.gettext("Fetching the history")
        self.bar.run(fetching, work, lambda register: self._open(held, register), self._on_failed, lane=Lane.SYNC)
        self._show_state()

    def _open(self, held: HeldRegister, register: KnownRegister) -> None:
        """Show what was made, unless that was cancelled when it was as good as done."""
        if held.closed:
            return
        from ui.desktop.known_window import KnownWindow

        window = KnownWindow(self._shell, held, register)
        self._held = HeldRegister()  # from here on the window closes the other
        self.accept()
        window.begin()

    def _on_failed(self, error: BaseException) -> None:
        """What a person can act on stands here; faults of the program are told where they always are."""
        if not isinstance(error, AppError):
            self.reject()
            self._session.runner.report(error)
            return
        self._say(self._in_words(error))
        if isinstance(error, SyncError):
            self._session.check_standing()  # a login that the register refuses has locked the private data

    def _in_words(self, error: AppError) -> str:
        """Why there is no such register; with it, where the history is lacking, why it could not be fetched."""
        what, hint = told_of(error, self._texts)
        if isinstance(error, UserError):
            return what  # the hint names options of the command line
        cause = error.__cause__
        why = told_of(cause, self._texts)[0] if isinstance(cause, AppError) else ""
        return " ".join(part for part in (why, what, hint) if part)

    def _say(self, words: str) -> None:
        self.said.say(words)
        self._show_state()
        announce(self, words)

    def done(self, result: int) -> None:
        """Stop what is under way; what it may still make goes at once."""
        self._held.close()
        self.bar.cancel()
        super().done(result)
