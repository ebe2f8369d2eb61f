"""Choosing the legal date of a search: what holds that day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.domain.errors import UserError
from interpreter_app.i18n import Texts
from ui.desktop.days import written_day
from ui.desktop.widgets.basics import announce, button, column, holding, label, row, set_property
from ui.desktop.widgets.text_field import TextField

_WIDTH = 264


class DayChoice(QWidget):
    """A date to type. ``picked`` gives the day chosen, None for today; what is no date is said under the field."""

    picked = Signal(object)

    def __init__(self, day: date, texts: Callable[[], Texts]) -> None:
        super().__init__()
        self._texts = texts
        _ = texts().gettext
        self.edit = TextField(texts, texts().date(day))
        self.edit.setAccessibleName(_("On a date"))
        self.edit.selectAll()
        self.wrong = label(look="warning", wrap=True)
        self.wrong.hide()
        show = button(_("Show this date"), "primary-small", self._on_shown)
        today = button(_("Today"), "plain-small", lambda: self.picked.emit(None))
        what = label(_("Who is listed that day, with the category of that day."), "small", wrap=True)
        self.edit.returnPressed.connect(self._on_shown)
        self.edit.textEdited.connect(lambda _text: self._say(""))
        buttons = holding(row(show, today, spacing=8))
        self.setLayout(column(what, self.edit, self.wrong, buttons, spacing=8, margins=(12, 8, 12, 8)))
        self.setFocusProxy(self.edit)
        self.setFixedWidth(_WIDTH)

    def _on_shown(self) -> None:
        try:
            day = written_day(self.edit.text(), self._texts())
        except UserError as error:
            self._say(error.in_words(self._texts().gettext))
            self.edit.setFocus()
            self.edit.selectAll()
            return
        self.picked.emit(day)

    def _say(self, wrong: str) -> None:
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        set_property(self.edit, "wrong", bool(wrong))
        self.edit.setAccessibleDescription(wrong)
        if wrong:
            announce(self.edit, wrong)
        self.window().adjustSize()
