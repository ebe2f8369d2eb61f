"""The lines over the record editor: that others changed the person, and that things are only tried out."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.i18n import Texts
from ui.desktop.widgets.basics import announce, button, card, column, label, row
from ui.desktop.widgets.form_field import DayInput


class NewsBanner(QWidget):
    """Says that somebody else has changed the person who is open, and offers to load that."""

    def __init__(self, texts: Texts, on_load: Callable[[], object]) -> None:
        super().__init__()
        self._texts = texts
        self.said = label(look="warning", wrap=True)
        self.load = button(texts.gettext("Load the new values"), "plain-small", on_load)
        layout = row(spacing=12, margins=(12, 8, 8, 8))
        layout.addWidget(self.said, 1)
        layout.addWidget(self.load)
        self.setLayout(column(card("amber-card", layout), margins=(24, 0, 24, 8)))
        self.hide()

    def say_changed(self) -> None:
        """Say that the record is another now; nothing typed is lost either way."""
        self._say(
            self._texts.gettext(
                "Somebody else has changed this person meanwhile. What you typed stays; fields you have not touched "
                "can be brought up to date."
            ),
            can_load=True,
        )

    def say_gone(self) -> None:
        """Say that the person has been deleted."""
        self._say(
            self._texts.gettext("Somebody else has deleted this person meanwhile. Saving is not possible."),
            can_load=False,
        )

    def _say(self, words: str, *, can_load: bool) -> None:
        self.said.setText(words)
        self.load.setVisible(can_load)
        self.show()
        announce(self, words)


class TryingBanner(QWidget):
    """Says that nothing is saved while things are tried out, and asks for the day; ``day`` None is today."""

    def __init__(self, texts: Callable[[], Texts], on_day: Callable[[], object]) -> None:
        super().__init__()
        _ = texts().gettext
        self._words = _("You are trying things out. Nothing here is saved, and it goes when you switch this off.")
        self.on_date = DayInput(_("On a date"), texts, width=140)
        self.on_date.edited.connect(on_day)
        layout = row(spacing=16, margins=(12, 8, 12, 10))
        layout.addWidget(label(self._words, "warning", wrap=True), 1)
        layout.addWidget(self.on_date)
        self.setLayout(column(card("amber-card", layout), margins=(24, 0, 24, 8)))
        self.hide()

    @property
    def day(self) -> date | None:
        """The day for which things are tried out; None when that is not on, or the day cannot be read."""
        value = self.on_date.value
        return iso_date(value) if isinstance(value, str) and not self.isHidden() else None

    def begin(self, today: date) -> None:
        """Say so, beginning with ``today``."""
        self.on_date.show_value(today.isoformat())
        self.show()
        announce(self, self._words)

    def end(self) -> None:
        """Say it no more."""
        self.on_date.show_value(None)
        self.hide()
