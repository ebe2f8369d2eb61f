"""The head of the record editor: whose record it is, record or history, and the rarer things to do with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from interpreter_app.i18n import Texts
from ui.desktop.style import Look
from ui.desktop.widgets.basics import button, column, holding, label, row, set_property
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.flow import FlowLayout

RECORD, HISTORY, EFFECT = range(3)


class RecordHead(QWidget):
    """Shows a name. ``left`` asks to go back, ``chosen`` gives ``RECORD``, ``HISTORY`` or ``EFFECT``.

    ``what_if`` says whether the form is to try things out, ``deletion_wanted`` asks to delete the person.
    """

    left = Signal()
    chosen = Signal(int)
    what_if = Signal(bool)
    deletion_wanted = Signal()

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        _ = texts.gettext
        self._is_new = False
        self._tab = RECORD
        self.back = button(_("Back to the list"), "link", self.left.emit)
        self.back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.name = label(look="title", wrap=True)
        self.summary = label(look="muted", wrap=True)
        self.tabs = [
            button(_("Record"), "chip", lambda: self.show_tab(RECORD)),
            button(_("History"), "chip", lambda: self.show_tab(HISTORY)),
            button(_("What the change does"), "chip", lambda: self.show_tab(EFFECT)),
        ]
        self.trying = CheckBox(look, _("What if"))
        self.trying.setAccessibleDescription(_("Try out changes without saving them"))
        self.trying.toggled.connect(self.what_if)
        self.delete = button(_("Delete the person"), "link", self.deletion_wanted.emit)
        self.trying.toggled.connect(self.delete.setDisabled)  # what is only tried out deletes nobody
        self._tools = FlowLayout(gap=12, line_gap=8)
        for one in (self.tabs[RECORD], self.tabs[EFFECT], self.tabs[HISTORY], self.trying, self.delete):
            self._tools.addWidget(one)
        self.setLayout(
            column(
                holding(row(self.back, None)),
                6,
                self.name,
                2,
                self.summary,
                10,
                holding(self._tools),
                margins=(24, 16, 24, 8),
            )
        )
        self.mark_tab(RECORD)

    def show_person(self, name: str, summary: str, *, new: bool) -> None:
        """Show whose record it is; a ``new`` person has no history and cannot be deleted."""
        self.name.setText(name)
        self.summary.setText(summary)
        self._is_new = new
        self.tabs[HISTORY].setVisible(not new)
        self.mark_tab(self._tab)

    def be_low(self, low: bool) -> None:
        """Leave out what is not needed to go on, for a window that has few lines."""
        self.summary.setVisible(not low)

    def offer_effect(self, offered: bool) -> None:
        """Offer what the typing does in a tab of its own, where it does not stand beside the record."""
        self.tabs[EFFECT].setVisible(offered)
        self._tools.invalidate()

    def show_tab(self, tab: int) -> None:
        """Show the record or the history, and tell of it."""
        self.mark_tab(tab)
        self.chosen.emit(tab)

    def mark_tab(self, tab: int) -> None:
        """Show which of them is shown."""
        self._tab = tab
        for tool in (self.trying, self.delete):
            tool.setVisible(tab == RECORD and not self._is_new)
        self._tools.invalidate()
        for place, one in enumerate(self.tabs):
            set_property(one, "set", place == tab)
            one.setCheckable(True)
            one.setChecked(place == tab)
