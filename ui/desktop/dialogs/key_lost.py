"""At the start, when no key opens the profile's file: the recovery phrase, a new login, or leaving it as it is."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from interpreter_app.domain.errors import AppError
from interpreter_app.use_cases.log_in import LoggedIn
from interpreter_app.use_cases.open_profile import KeyLost
from interpreter_app.use_cases.recover import recover_key
from ui.app_context import AppContext
from ui.desktop.dialogs.fitting import fit
from ui.desktop.dialogs.recovery_phrase import RecoveryPhraseDialog
from ui.desktop.job_runner import Job, JobRunner, Lane
from ui.desktop.services import Services
from ui.desktop.style import Look
from ui.desktop.sync_status import unsent_words
from ui.desktop.widgets.basics import Paragraph, announce, button, card, column, holding, label, row, without_menu
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.login_form import LoginForm
from ui.logging_in import log_in_as

_WIDTH = 560
_PHRASE_HEIGHT = 84

Report = Callable[[BaseException], None]
"""Tells of a fault of the program."""
_T = TypeVar("_T")


class KeyLostDialog(QDialog):
    """Says what has happened and offers the ways on; accepted once the profile opens again."""

    def __init__(
        self,
        lost: KeyLost,
        context: AppContext,
        services: Services,
        look: Look,
        report: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self._lost = lost
        self._context = context
        self._services = services
        self._look = look
        self._texts = context.texts
        self._report = report
        self._runner = JobRunner(self._on_failed, self)
        _ = self._texts.gettext
        self.setObjectName("window")
        self.setWindowTitle(_("Interpreter Register"))
        self.wrong = label(look="warning", wrap=True)
        self.wrong.hide()
        self._pages = (self._choice(), self._by_phrase(), self._by_login())
        self._defaults = (self.use_phrase, self.recover, self.log_in)
        self._first: QWidget = self.use_phrase
        self._ways = holding(column(*self._pages))
        self._build()
        FocusRing(self, look, by_keyboard=True)
        self._go(0, self.use_phrase)

    def _build(self) -> None:
        _ = self._texts.gettext
        words = _(
            "The file with your data is encrypted, and its key is not in this machine's keyring any more. The file is "
            "kept as it is."
        )
        layout = column(
            label(_("The key of the profile is lost"), "title", wrap=True),
            Paragraph(words, "muted"),
            spacing=12,
            margins=(24, 20, 24, 20),
        )
        if self._lost.unsent:
            kept = _("{count} in the file are kept with it.").format(count=unsent_words(self._lost.unsent, self._texts))
            layout.addWidget(card("amber", column(Paragraph(kept, "warning"), margins=(12, 9, 12, 9))))
        layout.addWidget(self._ways)
        layout.addWidget(self.wrong)
        self.setLayout(layout)

    def _choice(self) -> QWidget:
        _ = self._texts.gettext
        self.use_phrase = button(_("Use the recovery phrase"), "primary", lambda: self._go(1, self.phrase))
        self.use_login = button(_("Log in anew"), on_click=lambda: self._go(2, self.form.first))
        self.quit = button(_("Quit"), on_click=self.reject)
        buttons = FlowLayout(gap=8, line_gap=8)
        for one in (self.use_phrase, self.use_login, self.quit):
            buttons.addWidget(one)
        return holding(column(holding(buttons), None))

    def _by_phrase(self) -> QWidget:
        _ = self._texts.gettext
        self.phrase = QPlainTextEdit()
        self.phrase.setProperty("look", "code")
        self.phrase.setFixedHeight(_PHRASE_HEIGHT)
        self.phrase.setTabChangesFocus(True)
        self.phrase.setAccessibleName(_("The 24 words of the recovery phrase"))
        self.phrase.setPlaceholderText(self.phrase.accessibleName())
        without_menu(self.phrase)
        self.recover = button(_("Open the profile"), "primary", self._recover)
        return self._way(self.phrase, self.recover)

    def _by_login(self) -> QWidget:
        _ = self._texts.gettext
        self.form = LoginForm(self._context.settings.server, self._texts)
        self.log_in = button(_("Log in"), "primary", self._log_in)
        words = _("A new file is made. The old one is set aside, so that the recovery phrase can still open it later.")
        return self._way(holding(column(self.form, Paragraph(words, "muted"), spacing=12)), self.log_in)

    def _way(self, asked: QWidget, go: QWidget) -> QWidget:
        back = button(self._texts.gettext("Back"), on_click=lambda: self._go(0, self.use_phrase))
        return holding(column(asked, holding(row(None, back, go, spacing=8)), None, spacing=12))

    def _go(self, place: int, first: QWidget) -> None:
        self.wrong.hide()
        for number, page in enumerate(self._pages):
            page.setVisible(number == place)
        self._defaults[place].setDefault(True)
        fit(self, _WIDTH)
        self._first = first
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _recover(self) -> None:
        context, phrase = self._context, self.phrase.toPlainText()
        self._start(
            lambda: recover_key(context.profile_name, context.files, phrase, context.keys), lambda _: self.accept()
        )

    def _log_in(self) -> None:
        given = self.form.given()
        if given is None:
            return
        context, proxy = self._context, self._context.settings.proxy

        def work() -> LoggedIn:
            identity = self._services.identify(given.server, proxy, given.token)
            return log_in_as(context, identity, given.server, given.token)

        self._start(work, self._on_logged_in)

    def _on_logged_in(self, done: LoggedIn) -> None:
        if done.recovery_phrase is None:
            self.accept()
            return
        shown = RecoveryPhraseDialog(done.recovery_phrase, self._texts, self._look, self)
        shown.accepted.connect(self.accept)
        shown.open()

    def _start(self, work: Callable[[], _T], on_done: Callable[[_T], None]) -> None:
        self.wrong.hide()
        self._ways.setEnabled(False)
        self._runner.start(Lane.EDITS, Job(lambda _: work(), on_done, self._on_failed))

    def _on_failed(self, error: BaseException) -> None:
        self._ways.setEnabled(True)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        if not isinstance(error, AppError):
            self._report(error)
            return
        words = error.in_words(self._texts.gettext)
        self.wrong.setText(words)
        self.wrong.show()
        fit(self, _WIDTH)
        announce(self, words)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the words in the look that they are shown in."""
        super().showEvent(event)
        fit(self, _WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the choice of ways; from there it leaves."""
        if event.key() == Qt.Key.Key_Escape and self._pages[0].isHidden() and self._ways.isEnabled():
            self._go(0, self.use_phrase)
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Wait for what is under way: a file is never left half made."""
        self._runner.close()
        super().done(result)
