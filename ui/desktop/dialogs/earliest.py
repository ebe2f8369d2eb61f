"""Asking from when somebody can come, who cannot at the time that is needed."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from interpreter_app.domain.call_lists import Available
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
        texts = shell.session.texts
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
        fit(self, _WIDTH)
        FocusRing(self, shell.session.look, by_keyboard=True)
        self.day.setFocus()

    def _give(self) -> None:
        """Give what was typed; what is wrong is said instead."""
        for field in (self.day, self.at):
            field.tell()
        fit(self, _WIDTH)
        if self.day.problem or self.at.problem:
            return
        day = iso_date(str(self.day.value)) if self.day.value else None
        at = self.at.value if isinstance(self.at.value, time) else None
        self.accept()
        self._on_given(Available(day, at) if day else None)
