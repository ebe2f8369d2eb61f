"""Choosing the legal date of a search: what holds that day."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from interpreter_app.i18n import Texts
from ui.desktop.widgets.basics import button, column, holding, label, row

_FORMATS = {"en": "d MMMM yyyy"}
_FORMAT = "d. MMMM yyyy"
_LOCALES = {
    "nb": QLocale(QLocale.Language.NorwegianBokmal),
    "nn": QLocale(QLocale.Language.NorwegianNynorsk),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class DayChoice(QWidget):
    """A date to type or step to. ``picked`` gives the day chosen, None for today."""

    picked = Signal(object)

    def __init__(self, day: date, texts: Texts) -> None:
        super().__init__()
        _ = texts.gettext
        self.edit = QDateEdit(QDate(day.year, day.month, day.day))
        self.edit.setLocale(_LOCALES[texts.language])
        self.edit.setDisplayFormat(_FORMATS.get(texts.language, _FORMAT))
        self.edit.setDateRange(QDate(1900, 1, 1), QDate(2199, 12, 31))
        self.edit.setAccessibleName(_("On a date"))
        self.edit.setMinimumWidth(220)
        show = button(_("Show this date"), "primary-small", self._on_shown)
        today = button(_("Today"), "plain-small", lambda: self.picked.emit(None))
        what = label(_("Who is listed that day, with the category of that day."), "small", wrap=True)
        self.edit.lineEdit().setTextMargins(8, 0, 8, 0)
        self.edit.lineEdit().returnPressed.connect(self._on_shown)
        layout = column(what, self.edit, holding(row(show, today, spacing=8)), spacing=8, margins=(12, 8, 12, 8))
        self.setLayout(layout)
        self.setFocusProxy(self.edit)
        self.setMinimumWidth(260)

    def _on_shown(self) -> None:
        day = self.edit.date()
        self.picked.emit(date(day.year(), day.month(), day.day()))
