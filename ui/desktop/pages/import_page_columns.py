"""The second step of an import: what the columns of the list mean."""

from collections.abc import Callable, Hashable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from interpreter_app.documents.sheets import Sheet
from interpreter_app.domain.errors import UserError
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.list_mapping import KEYS, ListMapping, checked_mapping, suggest_mapping
from ui.desktop.models.import_words import field_titles
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, card, column, holding, label
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.choice_field import ChoiceField
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.wording import told_of

_EXAMPLES = 3
_LONGEST_EXAMPLE = 28
_CHOICE_WIDTH = 260


class ColumnsStep(QWidget):
    """Shows each column with examples and what it means; ``changed`` follows every change of ``mapping``."""

    changed = Signal()

    def __init__(self, look: Look, texts: Callable[[], Texts]) -> None:
        super().__init__()
        self._look = look
        self._texts = texts
        _ = texts().gettext
        self.sheet: Sheet | None = None
        self.mapping: ListMapping | None = None
        self.fields: dict[str, ChoiceField] = {}
        keys = [
            ("number", _("The register number")),
            ("identity_number", _("The identity number")),
            (None, _("Nothing: every line is a new person")),
        ]
        self.key = ChoiceField(look, texts, keys, "number")
        self.key.setAccessibleName(_("What tells whose line it is"))
        self.key.setMinimumWidth(_CHOICE_WIDTH)
        self.key.picked.connect(lambda _value: self._check())
        self.clear = CheckBox(look, _("An empty cell clears the field"))
        self.clear.toggled.connect(lambda _on: self._check())
        self.said = Paragraph("", "warning")
        self._notice = card("amber", column(self.said, margins=(12, 8, 12, 8)))
        self._grid = column()
        about_key = FlowLayout(gap=12, line_gap=6)
        about_key.addWidget(label(self.key.accessibleName(), "strong"))
        about_key.addWidget(self.key)
        self.setLayout(column(holding(about_key), 8, self.clear, 12, self._notice, 12, holding(self._grid), None))

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another list, with what its columns likely mean."""
        self.sheet = sheet
        suggested = suggest_mapping(sheet.headings)
        found = set(suggested.values())
        self.key.show_value(next((key for key in KEYS if key in found), None))
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self._grid.addWidget(self._table(sheet, suggested))
        for before, after in pairwise((self.clear, *self.fields.values())):
            QWidget.setTabOrder(before, after)
        self._check()

    def _table(self, sheet: Sheet, suggested: dict[str, str]) -> QWidget:
        _ = self._texts().gettext
        choices: list[tuple[Hashable, str]] = [(None, _("Not imported")), *field_titles(self._texts())]
        grid = QGridLayout()
        grid.setContentsMargins(16, 14, 16, 16)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        for place, title in enumerate((_("Column in the file"), _("Examples"), _("Means"))):
            grid.addWidget(label(title, "small"), 0, place)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 3)
        self.fields = {}
        for place, heading in enumerate(sheet.headings):
            field = self.fields[heading] = ChoiceField(self._look, self._texts, choices, suggested.get(heading))
            field.setAccessibleName(_("The column {heading} means").format(heading=heading))
            field.setMaximumWidth(_CHOICE_WIDTH)
            field.picked.connect(lambda _value: self._check())
            grid.addWidget(label(heading, "strong", wrap=True), place + 1, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label(_examples(sheet, place), "dense-muted", wrap=True), place + 1, 1)
            grid.addWidget(field, place + 1, 2)
        return card("card", column(holding(grid)))

    def _check(self) -> None:
        """Make the mapping of what is chosen, or say why it cannot be."""
        columns = {heading: str(field.value) for heading, field in self.fields.items() if field.value is not None}
        key = None if self.key.value is None else str(self.key.value)
        try:
            self.mapping = checked_mapping(ListMapping(columns=columns, key=key, clear_empty=self.clear.isChecked()))
        except UserError as error:
            self.mapping = None
            self.said.say(self._in_words(error))
        self._notice.setVisible(self.mapping is None)
        self.changed.emit()

    def _in_words(self, error: UserError) -> str:
        """What is wrong with the mapping, fields called as they are on the page."""
        titles = dict(field_titles(self._texts()))
        named = {name: titles.get(str(value), value) for name, value in error.values.items()}
        return told_of(UserError(error.message, "", **named), self._texts())[0]


def _examples(sheet: Sheet, place: int) -> str:
    """What stands in the first cells of a column that are not empty."""
    found: dict[str, None] = {}
    for line in sheet.lines:
        text = str(line.cells[place]) if line.cells[place] is not None else ""
        if text:
            found[text if len(text) <= _LONGEST_EXAMPLE else f"{text[:_LONGEST_EXAMPLE]}…"] = None
        if len(found) == _EXAMPLES:
            break
    return " · ".join(found)
