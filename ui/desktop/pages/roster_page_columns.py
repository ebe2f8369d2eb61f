"""The second step of checking a supplier's list: what was recognised in it, to be put right."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from itertools import islice, pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.roster_columns import FIELDS, NOT_READ, TAKE_OUT, RosterTable, with_columns
from ui.desktop.days import written_day
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, card, column, holding, label, set_property
from ui.desktop.widgets.choice_field import ChoiceField
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.text_field import TextField

_TITLES: Mapping[str, str] = {
    "number": N_("Register number"),
    "name": N_("Name"),
    "first_name": N_("First name"),
    "middle_name": N_("Middle name"),
    "last_name": N_("Last name"),
    "language": N_("Language"),
    "kind": N_("Kind of interpreting"),
    "category": N_("Stated category"),
    "date": N_("Date of the assignment"),
}
_EXAMPLES = 3
_LONGEST_EXAMPLE = 28
_CHOICE_WIDTH = 260
_DAY_WIDTH = 200


class ColumnsStep(QWidget):
    """Shows each column of a list with what it means, and the day of rows without one.

    ``changed`` follows every change of ``table`` and ``day``; ``sheet_wanted`` gives the name of another sheet.
    """

    changed = Signal()
    sheet_wanted = Signal(str)

    def __init__(self, look: Look, texts: Callable[[], Texts], today: date) -> None:
        super().__init__()
        self._look = look
        self._texts = texts
        _ = texts().gettext
        self.table: RosterTable | None = None
        self.day: date | None = today
        self.fields: dict[int, ChoiceField] = {}
        self.on = TextField(texts, texts().date(today))
        self.on.setAccessibleName(_("Day of rows without a date"))
        self.on.setMaximumWidth(_DAY_WIDTH)
        self.on.textEdited.connect(lambda _text: self._read_day())
        self.sheet = ChoiceField(look, texts, [])
        self.sheet.setAccessibleName(_("Sheet"))
        self.sheet.setMaximumWidth(_CHOICE_WIDTH)
        self.sheet.picked.connect(lambda name: self.sheet_wanted.emit(str(name)))
        self.said = Paragraph("", "warning")
        self._notice = card("amber", column(self.said, margins=(12, 8, 12, 8)))
        self._sheet_row = self._labelled(self.sheet)
        self._grid = column()
        items = (self._sheet_row, self._labelled(self.on), self._notice, holding(self._grid))
        self.setLayout(column(*items, None, spacing=12))

    def _labelled(self, field: QWidget) -> QWidget:
        flow = FlowLayout(gap=12, line_gap=6)
        flow.addWidget(label(field.accessibleName(), "strong"))
        flow.addWidget(field)
        return holding(flow)

    def show_table(self, table: RosterTable, sheets: list[str]) -> None:
        """Show another list; ``sheets`` are the names of all sheets of its file."""
        self.table = table
        self.sheet.offer([(name, name) for name in sheets])
        self.sheet.show_value(table.sheet)
        self._sheet_row.setVisible(len(sheets) > 1)
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self._grid.addWidget(self._columns(table))
        for before, after in pairwise((self.on, *self.fields.values())):
            QWidget.setTabOrder(before, after)
        self._tell()

    def _columns(self, table: RosterTable) -> QWidget:
        _ = self._texts().gettext
        choices: list[tuple[Hashable, str]] = [(None, _("Not read")), *((one, _(_TITLES[one])) for one in FIELDS)]
        meant = {place: field for field, place in table.columns.items()}
        grid = QGridLayout()
        grid.setContentsMargins(16, 14, 16, 16)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        for place, title in enumerate((_("Column in the list"), _("Examples"), _("Means"))):
            grid.addWidget(label(title, "small"), 0, place)
            grid.setColumnStretch(place, 2 if place == 0 else 3)
        self.fields = {}
        for place in range(len(table.headings)):
            heading = self._heading(table, place)
            grid.addWidget(label(heading, "strong", wrap=True), place + 1, 0, Qt.AlignmentFlag.AlignVCenter)
            if place in table.kept_out:
                why = _("Never read: line {line} holds what may be an identity number")
                why = why.format(line=self._texts().number(table.kept_out[place]))
                grid.addWidget(label(why, "dense-muted", wrap=True), place + 1, 1, 1, 2)
                continue
            field = self.fields[place] = ChoiceField(self._look, self._texts, choices, meant.get(place))
            field.setAccessibleName(_("The column {heading} means").format(heading=heading))
            field.setMaximumWidth(_CHOICE_WIDTH)
            field.picked.connect(lambda value, place=place: self._mean(place, value))
            grid.addWidget(label(_examples(table, place), "dense-muted", wrap=True), place + 1, 1)
            grid.addWidget(field, place + 1, 2)
        return card("card", column(holding(grid)))

    def _heading(self, table: RosterTable, place: int) -> str:
        if table.heading_line is not None and table.headings[place]:
            return table.headings[place]
        return self._texts().gettext("Column {n}").format(n=place + 1)

    def _mean(self, place: int, field: str | None) -> None:
        """Let a column mean a field, or nothing; another that meant it means nothing any more."""
        assert self.table is not None
        before = {name: None for name, old in self.table.columns.items() if old == place}
        self.table = with_columns(self.table, before if field is None else {**before, field: place})
        meant = {where: name for name, where in self.table.columns.items()}
        for where, shown in self.fields.items():
            shown.show_value(meant.get(where))
        self._tell()

    @property
    def given_day(self) -> date | str:
        """The day of rows without one; where what is typed is no date, that text."""
        return self.day or self.on.text()

    def show_day(self, given: date | str) -> None:
        """Show a day as ``given_day`` has it."""
        self.on.setText(given if isinstance(given, str) else self._texts().date(given))
        self._read_day()

    def _read_day(self) -> None:
        try:
            self.day = written_day(self.on.text(), self._texts())
        except UserError:
            self.day = None
        set_property(self.on, "wrong", self.day is None)
        self._tell()

    def _tell(self) -> None:
        """Say what stands in the way, or what is doubtful."""
        _, table, said = self._texts().gettext, self.table, ""
        if table is None:
            return
        if not table.is_named:
            said = _("Say which column holds the interpreter's name or number.")
        elif self.day is None:
            said = _("“{given}” is no date.").format(given=self.on.text().strip())
        elif not {"language", "kind"} & table.columns.keys():
            said = _("Say which column holds the language; rows without one cannot be checked.")
        elif table.guessed_encoding:
            said = _("The file is not UTF-8 and was read as Windows text; check letters such as å.")
        not_read = [_(NOT_READ).format(heading=one.heading, line=one.line) for one in table.not_read]
        what_to_do = _(TAKE_OUT) if not_read else ""
        said = " ".join(part for part in (said, *not_read, what_to_do) if part)
        self.said.say(said)
        self._notice.setVisible(bool(said))
        self.changed.emit()


def _examples(table: RosterTable, place: int) -> str:
    """What stands in the first cells of a column that are not empty."""
    found = dict.fromkeys(_short(cell) for cell in islice(table.cells(place), 200) if cell is not None)
    return " · ".join(islice(found, _EXAMPLES))


def _short(cell: Cell) -> str:
    text = " ".join(str(cell).split())
    return text if len(text) <= _LONGEST_EXAMPLE else f"{text[:_LONGEST_EXAMPLE]}…"
