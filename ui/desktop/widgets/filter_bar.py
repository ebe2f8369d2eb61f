"""The chips under the search field, and the small lists that they open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.i18n import Texts
from interpreter_app.use_cases.find_interpreters import ChoiceCounts, SearchRequest
from ui.desktop.models.choices import Choice
from ui.desktop.models.filters import COUNTY, FILTERS, Filter, any_set, without_filters
from ui.desktop.style import Look
from ui.desktop.widgets.basics import button, column, holding
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.chip import Chip, ChipPopup
from ui.desktop.widgets.choice_list import ChoiceList
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.focus_ring import FocusRing


class FilterBar(QWidget):
    """The chips of the request that ``request`` gives. ``changed`` gives the request as the person changed it.

    ``count_wanted`` asks for the counts of the list that was opened, see ``show_counts``.
    """

    changed = Signal(object)
    count_wanted = Signal()

    def __init__(
        self,
        look: Look,
        texts: Callable[[], Texts],
        today: Callable[[], date],
        request: Callable[[], SearchRequest],
    ) -> None:
        super().__init__()
        self._look = look
        self._texts = texts
        self._today = today
        self._request = request
        self._open: tuple[Filter, ChoiceList] | None = None
        self.chips = {one.field: Chip(self._opener(one)) for one in FILTERS}
        self.day = Chip(self._open_days)
        self.clear = button("", "link", self._on_clear)
        self._flow = FlowLayout(gap=8, line_gap=8)
        for widget in (*self.chips.values(), self.day, self.clear):
            self._flow.addWidget(widget)
        self.setLayout(self._flow)

    def _on_clear(self) -> None:
        """Drop all filters; the keyboard, if it was here, goes to the first chip and not to wherever Qt takes it."""
        if self.clear.hasFocus():
            next(iter(self.chips.values())).setFocus()
        self.changed.emit(without_filters(self._request()))

    def show_request(self) -> None:
        """Say what the filters of the request do."""
        request = self._request()
        texts = self._texts()
        _ = texts.gettext
        for one in FILTERS:
            self.chips[one.field].say(_(one.name), one.says(request, texts))
        says = _("As of {date}").format(date=texts.date(request.on)) if request.on else ""
        self.day.say(_("On a date"), says)
        self.clear.setText(_("Clear filters"))
        self.clear.setAccessibleName(_("Clear filters"))
        self.clear.setVisible(any_set(request))
        self._flow.invalidate()

    def show_counts(self, counted: ChoiceCounts) -> None:
        """Tell how many people each choice of the open list would leave."""
        if self._open is None:
            return
        one, shown = self._open
        number = self._texts().number
        counts = one.counts(counted)
        shown.choices.count({value: (count, number(count)) for value, count in counts.items()})

    def _opener(self, one: Filter) -> Callable[[Chip], None]:
        return lambda chip: self._open_choices(one, chip)

    def _open_choices(self, one: Filter, chip: Chip) -> None:
        popup = self._popup()
        shown = ChoiceList(self._look)
        texts = self._texts()
        shown.setAccessibleName(texts.gettext(one.name))
        current = one.value(self._request())
        shown.offer([Choice(value, title, current=value == current) for value, title in one.choices(texts)])
        shown.setFixedSize(shown.wanted_size().expandedTo(shown.minimumSizeHint()))
        shown.picked.connect(lambda choice: self._pick(popup, one, choice.value))
        popup.content.addWidget(shown)
        if one is COUNTY:
            popup.content.addWidget(self._neighbours_toggle())
        self._open = (one, shown)
        popup.open_under(chip)
        shown.setFocus(Qt.FocusReason.PopupFocusReason)
        self.count_wanted.emit()

    def _neighbours_toggle(self) -> QWidget:
        toggle = CheckBox(self._look, self._texts().gettext("Neighbouring counties too"))
        toggle.setChecked(self._request().neighbours)
        toggle.setEnabled(self._request().county is not None)
        toggle.toggled.connect(self._on_neighbours)
        return holding(column(toggle, margins=(12, 8, 12, 8)))

    def _on_neighbours(self, on: bool) -> None:
        self.changed.emit(replace(self._request(), neighbours=on))

    def _pick(self, popup: ChipPopup, one: Filter, value: object) -> None:
        popup.close()
        self.changed.emit(one.set(self._request(), value))

    def _open_days(self, chip: Chip) -> None:
        from ui.desktop.widgets.day_choice import DayChoice

        popup = self._popup()
        choice = DayChoice(self._request().on or self._today(), self._texts)
        choice.picked.connect(lambda day: self._pick_day(popup, day))
        popup.content.addWidget(choice)
        popup.open_under(chip)
        choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _pick_day(self, popup: ChipPopup, day: date | None) -> None:
        popup.close()
        self.changed.emit(replace(self._request(), on=None if day == self._today() else day))

    def _popup(self) -> ChipPopup:
        popup = ChipPopup(self)
        FocusRing(popup, self._look, by_keyboard=True)
        popup.closed.connect(lambda: self._on_closed(popup))
        return popup

    def _on_closed(self, popup: ChipPopup) -> None:
        self._open = None
        popup.deleteLater()
