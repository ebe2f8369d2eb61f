"""Logging in as the register's staff: the register is asked who one is, then the profile becomes an encrypted file."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from interpreter_app.domain.errors import AppError, UserError
from interpreter_app.use_cases.log_in import UNSENT_OF_OTHERS, LoggedIn
from ui.desktop.dialogs.fitting import fit
from ui.desktop.dialogs.recovery_phrase import RecoveryPhraseDialog
from ui.desktop.job_runner import Job
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, announce, button, column, holding, label, row
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.login_form import Given, LoginForm
from ui.logging_in import log_in_as

if TYPE_CHECKING:
    from sync.login import Identity

_WIDTH = 520


class LogInDialog(QDialog):
    """Asks for address and token; ``session`` works with the encrypted profile once they are right."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._job: Job | None = None
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Log in as register staff"))
        state = session.standing.state
        known = session.standing.server or session.context.settings.server or (state.server if state else "")
        self.form = LoginForm(known, session.texts)
        self.wrong = label(look="warning", wrap=True)
        self.wrong.hide()
        self.go = button(_("Log in"), "primary", self._begin)
        self.cancel = button(_("Cancel"), on_click=self.reject)
        intro = _("The data of this profile are then kept encrypted on this machine, and you can change records.")
        self.setLayout(
            column(
                label(self.windowTitle(), "title"),
                Paragraph(intro, "muted"),
                self.form,
                self.wrong,
                holding(row(None, self.cancel, self.go, spacing=8)),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )
        self.go.setDefault(True)
        fit(self, _WIDTH)
        FocusRing(self, session.look, by_keyboard=True)
        self.form.first.setFocus()

    def _begin(self) -> None:
        given = self.form.given()
        fit(self, _WIDTH)
        if given is None or self._session.sync.running:
            return
        self._show_busy(busy=True)
        self._job = self._session.identify(
            given.server, given.token, lambda identity: self._on_known(given, identity), self._on_failed
        )

    def _on_known(self, given: Given, identity: "Identity") -> None:
        """The register knows the person: now the file is made private, which cannot be stopped half-way."""
        self._job = None
        self.cancel.setEnabled(False)
        act = partial(log_in_as, self._session.context, identity, given.server, given.token)
        self._session.replace_profile(act, self._on_done, self._on_failed)

    def _on_done(self, done: LoggedIn) -> None:
        self.accept()
        if done.others:
            self._session.runner.report(UserError(*UNSENT_OF_OTHERS, names=", ".join(done.others)))
        if done.recovery_phrase is not None:
            RecoveryPhraseDialog(done.recovery_phrase, self._session.texts, self._session.look, self._window).open()

    def _on_failed(self, error: BaseException) -> None:
        self._show_busy(busy=False)
        if not isinstance(error, AppError):
            self._session.runner.report(error)
            return
        words = error.in_words(self._session.texts.gettext)
        self.wrong.setText(words)
        self.wrong.show()
        fit(self, _WIDTH)
        announce(self, words)
        self.form.first.setFocus()

    def _show_busy(self, *, busy: bool) -> None:
        _ = self._session.texts.gettext
        self.wrong.hide()
        self.form.setEnabled(not busy)
        self.go.setEnabled(not busy)
        self.cancel.setEnabled(True)
        self.go.setText(_("Asking the register …") if busy else _("Log in"))
        if busy:
            self.cancel.setFocus()

    def reject(self) -> None:
        """Put it away, unless the file is being made."""
        if not self.cancel.isEnabled():
            return
        if self._job is not None:
            self._job.cancel()
        super().reject()
