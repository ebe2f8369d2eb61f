"""The third step of checking a supplier's list: what came of each row."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from interpreter_app.domain.roster import Result
from interpreter_app.domain.roster_report import CheckedRow, RosterReport
from interpreter_app.i18n import Texts
from interpreter_app.roster_words import (
    NOT_FOUND_MEANS,
    asked_day,
    candidate_words,
    explanation,
    headline,
    person_words,
    result_name,
)
from ui.desktop.models.roster_rows import RosterRowsModel
from ui.desktop.style import Look
from ui.desktop.widgets.basics import (
    Paragraph,
    announce,
    button,
    card,
    choose_index,
    column,
    holding,
    label,
    scrolling,
    set_property,
)
from ui.desktop.widgets.chip import Chip
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.roster_table import RosterTable

_DETAIL_HEIGHT = 132
_TABLE_HEIGHT = 220


class ResultStep(QWidget):
    """Shows a report; ``open_person`` is called with the id of a person who is to be shown."""

    def __init__(self, look: Look, texts: Callable[[], Texts], open_person: Callable[[str], object]) -> None:
        super().__init__()
        self._texts = texts
        self._open_person = open_person
        self.report: RosterReport | None = None
        self.headline = label(look="heading", wrap=True)
        self.means = Paragraph("", "muted")
        self.model = RosterRowsModel(texts)
        self.table = RosterTable(self.model, look, texts().gettext("What came of each row"))
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_detail())
        self.table.opened.connect(self._open)
        self.chips: dict[Result | None, Chip] = {
            result: Chip(partial(self._on_chip, result)) for result in (None, *Result)
        }
        self.detail = Paragraph("", "dense")
        self.people = FlowLayout(gap=8, line_gap=6)
        self._build()

    def _build(self) -> None:
        chips = FlowLayout(gap=8, line_gap=8)
        for chip in self.chips.values():
            chips.addWidget(chip)
        inside = column(self.detail, holding(self.people), None, spacing=8, margins=(14, 10, 14, 10))
        detail = scrolling(inside)
        detail.setFixedHeight(_DETAIL_HEIGHT)
        layout = column(self.headline, self.means, holding(chips), spacing=10)
        layout.addWidget(self.table, 1)
        self.told = card("card", column(detail))
        layout.addWidget(self.told)
        self.setLayout(layout)

    def show_report(self, report: RosterReport | None) -> None:
        """Show what came of a list, first what needs a look; None: nothing."""
        self.report = report
        self.model.show(report.rows if report else ())
        if report is None:
            return
        texts, counts = self._texts(), report.counts
        self.headline.setText(f"{headline(report, texts)}.")
        self.means.say(texts.gettext(NOT_FOUND_MEANS) if counts[Result.NOT_FOUND] else "")
        self.means.setVisible(counts[Result.NOT_FOUND] > 0)
        self.show_only(None)

    def show_only(self, shown: Result | None) -> None:
        """Show the rows with a result; None: all."""
        assert self.report is not None
        texts, counts = self._texts(), self.report.counts
        for result, chip in self.chips.items():
            count = len(self.report.rows) if result is None else counts[result]
            name = texts.gettext("All checks") if result is None else result_name(result, texts)
            words = f"{name}: {texts.number(count)}"
            chip.say(words, words if result is shown else "")
            chip.setAccessibleName(words)
            chip.setVisible(result is None or count > 0)
            set_property(chip, "set", result is shown)
        self.model.show_only(shown)
        announce(self.table, self.chips[shown].accessibleName())
        choose_index(self.table, self.model.index(0, 0))
        self._show_detail()

    def _on_chip(self, result: Result | None, _chip: Chip) -> None:
        self.show_only(result)

    def row(self) -> CheckedRow | None:
        """The row with the keyboard; None where there is none."""
        return self.model.row_at(self.table.currentIndex().row())

    def place_of_row(self) -> QRect:
        """Where the row with the keyboard stands in the table."""
        place = self.table.visualRect(self.table.currentIndex())
        return place.translated(self.table.viewport().pos())

    def _show_detail(self) -> None:
        """Tell all of a row, with a button for everybody who is or may be meant."""
        while (item := self.people.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        checked, texts = self.row(), self._texts()
        if checked is None:
            self.detail.say("")
            return
        row = checked.row
        day = texts.date(row.day) if row.day else asked_day(row)
        asked = ", ".join(part for part in (row.name, day) if part)
        self.detail.say(f"{asked}. {result_name(checked.result, texts)}. {explanation(checked, texts)}".strip())
        if checked.match is not None:
            self._offer(person_words(checked.match, texts), checked.match.id)
        for one in checked.candidates:
            self._offer(candidate_words(one, texts), one.person.id)

    def _offer(self, words: str, person: str) -> None:
        made = button(words, "choice", lambda: self._open_person(person))
        last = self.people.itemAt(self.people.count() - 1)
        before = last.widget() if last else None
        self.people.addWidget(made)
        QWidget.setTabOrder(before or self.table, made)
        made.show()

    def _open(self) -> None:
        """Show the person of the row; where several may be meant, go to their buttons."""
        checked = self.row()
        if checked is None:
            return
        if checked.match is not None:
            self._open_person(checked.match.id)
        elif (item := self.people.itemAt(0)) is not None and (widget := item.widget()) is not None:
            widget.setFocus()
