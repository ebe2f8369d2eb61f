"""Logging an assignment, or correcting one: the form, and for a correction why."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from interpreter_app.domain.assignments import DRAFT_FIELDS, Assignment, AssignmentDraft, draft_of
from interpreter_app.domain.errors import UserError
from interpreter_app.ids import new_id
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.usage import add_assignment, correct_assignment
from ui.desktop.dialogs.assignment_form import AssignmentForm, new_draft
from ui.desktop.dialogs.fitting import fit
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import Paragraph, button, column, holding, label, row
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.reason_input import ReasonInput

_WIDTH = 600
_WHOLE = 520


class AssignmentDialog(QDialog):
    """Logs what ``draft`` begins, or corrects ``corrected``; ``on_saved`` is called after each save."""

    def __init__(
        self,
        shell: Shell,
        draft: AssignmentDraft | None,
        on_saved: Callable[[], object],
        corrected: Assignment | None = None,
    ) -> None:
        super().__init__(shell.widget)
        self._shell = shell
        self._session = session = shell.session
        self._on_saved = on_saved
        self._corrected = corrected
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Correct the assignment") if corrected else _("Log an assignment"))
        self.form = AssignmentForm(session)
        self.reason = ReasonInput(_("Why it is corrected"), lambda: session.texts, _WHOLE)
        self.save = button(_("Save"), "primary", lambda: self._save(more=False))
        self.save_more = button(_("Save and log another"), on_click=lambda: self._save(more=True))
        self.close_ = button(_("Cancel"), on_click=self.reject)
        self._build()
        self.form.changed.connect(self._fit)
        self.form.show_draft(draft_of(corrected) if corrected else draft or new_draft(session))
        FocusRing(self, session.look, by_keyboard=True)
        (self.form.language if self.form.language.value is None else self.form.number).setFocus()

    def _build(self) -> None:
        _ = self._session.texts.gettext
        hint = _("The log holds nothing of the person who was served.")
        self.setLayout(
            column(
                label(self.windowTitle(), "title", wrap=True),
                Paragraph(hint, "small"),
                self.form,
                self.reason,
                4,
                holding(row(None, self.close_, self.save_more, self.save, spacing=8)),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )
        (self.reason if self._corrected is None else self.save_more).hide()
        self.save.setDefault(True)

    def _fit(self) -> None:
        fit(self, _WIDTH)

    def _save(self, *, more: bool) -> None:
        missing = self._corrected is not None and self.reason.is_wrong()
        if self.form.tell_problems() or missing:
            self._fit()
            return
        self._enable(on=False)
        self._session.edit(self._work(), lambda _: self._done(more=more), self._on_failed)

    def _work(self) -> Callable[[Profile], Assignment]:
        """What saves the form."""
        draft, now, reason = self.form.draft(), self._session.now(), self.reason.reason
        before = self._corrected
        if before is None:
            return lambda profile: add_assignment(profile, draft, now=now, new_id=new_id)
        changes = _changes(draft_of(before), draft)
        return lambda profile: correct_assignment(profile, before.id, changes, now=now, reason=reason)

    def _enable(self, *, on: bool) -> None:
        for one in (self.save, self.save_more):
            one.setEnabled(on)

    def _done(self, *, more: bool) -> None:
        """Tell of it, also where the dialog was put away meanwhile, and go on."""
        _ = self._session.texts.gettext
        self._shell.say(_("The assignment is corrected") if self._corrected else _("The assignment is logged"))
        self._on_saved()
        if not isValid(self):
            return
        self._enable(on=True)
        if more:
            self.form.show_draft(new_draft(self._session, self.form.draft()))
            self.form.number.setFocus()
        else:
            self.accept()

    def _on_failed(self, error: BaseException) -> None:
        if not isValid(self):
            self._session.runner.report(error)
            return
        self._enable(on=True)
        if not (isinstance(error, UserError) and self.form.tell_refused(error)):
            self.reject()
            self._session.runner.report(error)
        else:
            self._fit()


def _changes(before: AssignmentDraft, after: AssignmentDraft) -> Mapping[str, object]:
    """The fields that are others now."""
    return {name: getattr(after, name) for name in DRAFT_FIELDS if getattr(before, name) != getattr(after, name)}
