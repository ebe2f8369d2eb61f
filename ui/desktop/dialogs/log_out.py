"""Logging out: what is wiped, and what would be lost with it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from interpreter_app.domain.own_data import NOTHING_OWN, OwnData
from interpreter_app.own_data_explanations import own_words
from interpreter_app.use_cases.log_out import LoggedOut
from ui.desktop.closing import unsaved_notes_words
from ui.desktop.dialogs.fitting import fit
from ui.desktop.session import Session
from ui.desktop.sync_status import unsent_words
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.focus_ring import FocusRing
from ui.logging_in import log_out_of

_WIDTH = 480


class LogOutDialog(QDialog):
    """Asks before everything private leaves this machine; what is nowhere else is given up only when that is ticked.

    ``typed`` is whether something is typed that is not even saved; it goes too.
    """

    def __init__(self, session: Session, parent: QWidget, *, typed: bool = False) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._unsent = session.standing.unsent
        self._own = NOTHING_OWN
        self._typed = typed
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Log out"))
        self.give_up = CheckBox(session.look, _("Delete the unsent changes; I do not need them"))
        self.give_up_own = CheckBox(session.look, _("Delete what is kept here only; I do not need it"))
        self.go = button(_("Log out and wipe"), "primary", self._begin)
        self.cancel = button(_("Cancel"), on_click=self.reject)
        self._build()
        self.cancel.setDefault(True)
        fit(self, _WIDTH)
        FocusRing(self, session.look, by_keyboard=True)
        self.cancel.setFocus()
        self.go.setEnabled(False)
        profile = session.profile
        counting = session.runner.read(
            lambda _: profile.own(), self._on_own, slot="own-data", on_failed=self._on_failed
        )
        self.finished.connect(lambda _: counting.cancel())

    def _build(self) -> None:
        _ = self._session.texts.gettext
        words = _("The register, its backups and the key are wiped from this machine. You can log in again later.")
        layout = column(
            label(self.windowTitle(), "title"), Paragraph(words, "muted"), spacing=12, margins=(24, 20, 24, 20)
        )
        if self._typed:
            lost = _("What you have typed and not saved would be lost. Log in again first to keep it.")
            layout.addWidget(self._warning(lost))
        if refused := self._session.unsaved_notes.refused:
            layout.addWidget(self._warning(unsaved_notes_words(len(refused), self._session.texts)))
        if self._unsent:
            layout.addWidget(self._warning(self._unsent_words()))
            layout.addWidget(self.give_up)
        self._own_words = Paragraph("", "warning")
        self._own_area = holding(column(self._card(self._own_words), self.give_up_own, spacing=12))
        self._own_area.hide()
        layout.addWidget(self._own_area)
        for box in (self.give_up, self.give_up_own):
            box.toggled.connect(self._set_go)
        buttons = FlowLayout(gap=8, line_gap=8)
        buttons.addWidget(self.go)
        buttons.addWidget(self.cancel)
        layout.addWidget(holding(buttons))
        self.setLayout(layout)

    def _unsent_words(self) -> str:
        texts = self._session.texts
        count = unsent_words(self._unsent, texts)
        return texts.gettext("{count} would be lost. Synchronise first to keep them.").format(count=count)

    def _warning(self, words: str) -> QWidget:
        return self._card(Paragraph(words, "warning"))

    @staticmethod
    def _card(words: Paragraph) -> QWidget:
        return card("amber", column(words, margins=(12, 9, 12, 9)))

    def _on_own(self, own: OwnData) -> None:
        """Say what is kept on this machine only; nothing can be wiped before that is known."""
        self._own = own
        if any(own):
            _ = self._session.texts.gettext
            said = _("Kept on this machine only, and would be lost: {what}.")
            self._own_words.say(said.format(what=own_words(own, self._session.texts)))
            self._own_area.show()
            fit(self, _WIDTH)
        self._set_go()

    def _set_go(self) -> None:
        agreed = self.give_up.isChecked() or not self._unsent
        self.go.setEnabled(agreed and (self.give_up_own.isChecked() or not any(self._own)))

    def _begin(self) -> None:
        self.go.setEnabled(False)
        self.cancel.setEnabled(False)
        act = partial(
            log_out_of,
            self._session.context,
            discard_unsent=bool(self._unsent),
            discard_own=any(self._own),
        )
        self._session.replace_profile(act, self._on_done, self._on_failed)

    def _on_done(self, done: LoggedOut) -> None:
        """Where a change was saved after the dialog came, nothing was wiped: ask again with the right number."""
        self.accept()
        if not done.wiped:
            LogOutDialog(self._session, self._window, typed=self._typed).open()

    def _on_failed(self, error: BaseException) -> None:
        super().reject()
        self._session.runner.report(error)

    def reject(self) -> None:
        """Put it away, unless the wiping has begun."""
        if self.cancel.isEnabled():
            super().reject()
