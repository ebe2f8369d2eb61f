"""What the guide asks when a child is thought of: how old it is, and whether it would be defensible (TL § 4)."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.use_cases.guide_answers import Answers
from ui.desktop.session import Session
from ui.desktop.widgets.basics import column
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.form_field import DayInput


class ChildDetails(QWidget):
    """Asks; ``edited`` follows each change."""

    edited = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._texts = session.texts
        _ = session.texts.gettext
        self.born = DayInput(
            _("Date of birth, if you know it"),
            lambda: session.texts,
            _("It is not kept. Without it the person counts as under 18."),
        )
        self.defensible = CheckBox(session.look, _("We find it defensible for the child"))
        self.defensible.setAccessibleDescription(_("Having regard to the child and the circumstances"))
        self.born.edited.connect(self.edited)
        self.defensible.toggled.connect(lambda _on: self.edited.emit())
        self.setLayout(column(self.born, self.defensible, spacing=8, margins=(0, 6, 0, 0)))

    @property
    def birth_date(self) -> date | None:
        """The date of birth, where one is given that can be."""
        return iso_date(self.born.value) if isinstance(self.born.value, str) and not self.born.problem else None

    def show_values(self, answers: Answers) -> None:
        """Show what was answered without telling of it."""
        self.born.show_value(answers.birth_date.isoformat() if answers.birth_date else None)
        self.defensible.blockSignals(True)
        self.defensible.setChecked(answers.child_defensible)
        self.defensible.blockSignals(False)

    def refuse_after(self, day: date) -> None:
        """Say that nobody is born after the conversation, which is on ``day``."""
        _ = self._texts.gettext
        later = _("Nobody who is born after the conversation can be meant. Correct it.")
        born = iso_date(self.born.value) if isinstance(self.born.value, str) else None
        if born and born > day:
            self.born.problem = later
        elif self.born.problem == later:
            self.born.problem = ""
        self.born.tell()
