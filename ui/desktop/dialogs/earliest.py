"""Asking from when somebody can come, who cannot at the time that is needed."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from interpreter_app.domain.call_lists import Available, check_earliest
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.iso_dates import iso_date
from ui.desktop.dialogs.fitting import fit
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import Paragraph, button, column, holding, label, row
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.form_field import DayInput
from ui.desktop.widgets.time_input import TimeInput

_WIDTH = 420
_TIME_WIDTH = 96


class EarliestDialog(QDialog):
    """Asks from when ``name`` can come, and gives that to ``on_given``: None where it was not said."""

    def __init__(self, shell: Shell, name: str, on_given: Callable[[Available | None], object]) -> None:
        super().__init__(shell.widget)
        self._session = session = shell.session
        texts = session.texts
        _ = texts.gettext
        self._on_given = on_given
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Can later"))
        self.day = DayInput(_("Day"), lambda: texts)
        self.at = TimeInput(_("Time"), lambda: texts, _TIME_WIDTH)
        self.go = button(_("Log"), "primary", self._give)
        words = Paragraph(_("From when can {name} come? Leave it empty if it was not said.").format(name=name), "muted")
        buttons = row(None, button(_("Cancel"), on_click=self.reject), self.go, spacing=8)
        fields = row(self.day, self.at, spacing=12)
        layout = column(label(self.windowTitle(), "title"), words, spacing=12, margins=(24, 20, 24, 20))
        layout.addLayout(fields)
        layout.addWidget(holding(buttons))
        self.setLayout(layout)
        self.go.setDefault(True)
        self._fit()
        for field in (self.day, self.at):
            field.told.connect(self._fit, Qt.ConnectionType.QueuedConnection)  # once the field has its new height
        self.at.edited.connect(self.day.tell)
        FocusRing(self, session.look, by_keyboard=True)
        self.day.setFocus()

    def _give(self) -> None:
        """Give what was typed; what is wrong is said instead."""
        for field in (self.day, self.at):
            field.tell()
        if self.day.problem or self.at.problem:
            return
        day = iso_date(str(self.day.value)) if self.day.value else None
        at = self.at.value if isinstance(self.at.value, time) else None
        earliest = Available(day, at) if day else None
        if self._tell_impossible(earliest):
            return
        self.accept()
        self._on_given(earliest)

    def _tell_impossible(self, earliest: Available | None) -> bool:
        """Say under the day what cannot be, and go there; whether there is anything."""
        session = self._session
        problem = session.texts.gettext("This is needed.") if earliest is None and self.at.value else ""
        try:
            if earliest is not None:
                check_earliest(earliest, session.now())
        except UserError as error:
            problem = error.in_words(session.texts.gettext)
        self.day.say(problem)
        if problem:
            self.day.setFocus()
        return bool(problem)

    def _fit(self) -> None:
        fit(self, _WIDTH)
