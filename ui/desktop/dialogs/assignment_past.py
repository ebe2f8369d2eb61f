"""What an assignment was before each correction; and taking one out of the log, with the reason."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame
from shiboken6 import isValid

from interpreter_app.use_cases.usage import (
    AssignmentHistory,
    LoggedAssignment,
    remove_assignment,
)
from ui.desktop.dialogs.fitting import fit
from ui.desktop.models.usage_rows import fact_rows
from ui.desktop.pages.page import Shell
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label, row
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.reason_input import ReasonInput
from ui.desktop.wording import day_and_time

_WIDTH = 560
_WHOLE = 500


class RemoveDialog(QDialog):
    """Asks why an assignment is taken out of the log, and does it; ``on_removed`` is called then."""

    def __init__(self, shell: Shell, logged: LoggedAssignment, on_removed: Callable[[], object]) -> None:
        super().__init__(shell.widget)
        self._shell = shell
        self._session = session = shell.session
        self._logged = logged
        self._on_removed = on_removed
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Remove the assignment"))
        self.reason = ReasonInput(_("Why it is removed"), lambda: session.texts, _WHOLE)
        self.remove = button(_("Remove"), "primary", self._remove)
        self.setLayout(
            column(
                label(self.windowTitle(), "title", wrap=True),
                _facts(logged, session),
                Paragraph(_("It is in no figure any more. What it was is kept, with the reason."), "muted"),
                self.reason,
                4,
                holding(row(None, button(_("Cancel"), on_click=self.reject), self.remove, spacing=8)),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )
        self.remove.setDefault(True)
        fit(self, _WIDTH)
        FocusRing(self, session.look, by_keyboard=True)
        self.reason.setFocus()

    def _remove(self) -> None:
        if self.reason.is_wrong():
            fit(self, _WIDTH)
            return
        reason, now, id_ = self.reason.reason, self._session.now(), self._logged.assignment.id
        self._session.edit(
            lambda profile: remove_assignment(profile, id_, now=now, reason=reason), lambda _: self._done()
        )

    def _done(self) -> None:
        self._shell.say(self._session.texts.gettext("The assignment is removed"))
        self._on_removed()
        if isValid(self):
            self.accept()


class HistoryDialog(QDialog):
    """Shows an assignment as it is, and under it what it was, the latest first."""

    def __init__(self, shell: Shell, history: AssignmentHistory, name: str) -> None:
        super().__init__(shell.widget)
        session = shell.session
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("History of the assignment"))
        layout = column(label(self.windowTitle(), "title", wrap=True), spacing=10, margins=(24, 20, 24, 20))
        layout.addWidget(label(_("As it is now"), "strong"))
        layout.addWidget(_facts(LoggedAssignment(history.kept.assignment, name), session))
        if not history.versions:
            layout.addWidget(Paragraph(_("It has not been corrected."), "muted"))
        for version in reversed(history.versions):
            until = version.at.astimezone(session.now().tzinfo)
            said = _("Until {time}: {reason}").format(time=day_and_time(until, session.texts), reason=version.reason)
            layout.addWidget(label(said, "strong", wrap=True))
            same = version.assignment.number == history.kept.assignment.number
            layout.addWidget(_facts(LoggedAssignment(version.assignment, name if same else ""), session))
        self.close_ = button(_("Close"), "primary", self.accept)
        layout.addWidget(holding(row(None, self.close_)))
        self.setLayout(layout)
        fit(self, _WIDTH)
        FocusRing(self, session.look, by_keyboard=True)
        self.close_.setFocus()


def _facts(logged: LoggedAssignment, session: Session) -> QFrame:
    lines = column(spacing=4, margins=(14, 10, 14, 10))
    for name, value in fact_rows(logged, session.texts):
        line = row(spacing=12)
        line.addWidget(label(name, "dense-muted"), 2)
        line.addWidget(label(value, "dense", wrap=True), 3)
        lines.addWidget(holding(line))
    return card("inset-card", lines)
