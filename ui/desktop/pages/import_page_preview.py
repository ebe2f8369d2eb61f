"""The third step of an import: what each line will do, before anything is done."""

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.domain.errors import N_
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.plan_import import ImportPlan, Verdict
from ui.desktop.models.import_lines import ImportLinesModel
from ui.desktop.models.import_words import line_in_full
from ui.desktop.style import Look
from ui.desktop.widgets.basics import (
    Paragraph,
    announce,
    card,
    choose_index,
    column,
    holding,
    label,
    scrolling,
    set_property,
)
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.chip import Chip
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.import_table import ImportTable
from ui.desktop.widgets.text_field import TextField

_DOING = frozenset({Verdict.NEW, Verdict.CHANGE, Verdict.ADD})
_SHOWN: Mapping[str, tuple[str, frozenset[Verdict]]] = {
    "all": (N_("All lines: {n}"), frozenset(Verdict)),
    "doing": (N_("Do something: {n}"), _DOING),
    "nothing": (N_("Nothing to do: {n}"), frozenset({Verdict.NOTHING})),
    "wrong": (N_("Only wrong: {n}"), frozenset({Verdict.WRONG})),
}
_DETAIL_HEIGHT = 64


class PreviewStep(QWidget):
    """Shows a plan; ``changed`` follows every change of what would be saved."""

    changed = Signal()

    def __init__(self, look: Look, texts: Callable[[], Texts]) -> None:
        super().__init__()
        self._texts = texts
        _ = texts().gettext
        self.plan: ImportPlan | None = None
        self._counts: Counter[Verdict] = Counter()
        self.model = ImportLinesModel(texts)
        self.table = ImportTable(self.model, look, _("What each line does"))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_detail())
        self.chips = {name: Chip(lambda _chip, name=name: self.show_only(name)) for name in _SHOWN}  # type: ignore[misc]
        self.leave_out = CheckBox(look, "")
        self.leave_out.toggled.connect(lambda _on: self.changed.emit())
        self.reason = TextField(texts)
        self.reason.setAccessibleName(_("Why, for the history (optional)"))
        self.notes = Paragraph("", "warning")
        self._amber = card("amber", column(self.notes, margins=(12, 8, 12, 8)))
        self.detail = Paragraph("", "dense")
        self._build()

    def _build(self) -> None:
        chips = FlowLayout(gap=8, line_gap=8)
        for chip in (*self.chips.values(), self.leave_out):
            chips.addWidget(chip)
        detail = scrolling(column(self.detail, None, margins=(14, 10, 14, 10)))
        detail.setFixedHeight(_DETAIL_HEIGHT)
        layout = column(self._amber, holding(chips), spacing=10)
        layout.addWidget(self.table, 1)
        layout.addWidget(card("card", column(detail)))
        layout.addWidget(label(self.reason.accessibleName(), "small"))
        layout.addWidget(self.reason)
        self.setLayout(layout)

    def show_plan(self, plan: ImportPlan, reason: str) -> None:
        """Show what a list does; ``reason`` is offered as why."""
        self.plan = plan
        self._counts = Counter(line.verdict for line in plan.lines)
        texts = self._texts()
        self.model.show(plan.lines)
        self.reason.setText(reason)
        wrong = self.count("wrong")
        words = texts.ngettext("Leave out the line that is wrong", "Leave out the {n} lines that are wrong", wrong)
        self.leave_out.setText(words.format(n=texts.number(wrong)))
        self.leave_out.setAccessibleName(self.leave_out.text())
        self.leave_out.setChecked(False)
        self.leave_out.setVisible(wrong > 0)
        self._show_notes(plan)
        self.show_only("wrong" if wrong else "all")

    def _show_notes(self, plan: ImportPlan) -> None:
        _ = self._texts().gettext
        notes = []
        if self.count("wrong"):
            notes.append(
                _("Some lines are wrong. Correct them in the file, or leave them out; until then nothing is saved.")
            )
        if plan.guessed_encoding:
            notes.append(_("The file is not UTF-8 and was read as Windows text; check letters such as å."))
        if plan.not_mapped:
            notes.append(_("Columns that are not imported: {headings}.").format(headings=", ".join(plan.not_mapped)))
        self.notes.say(" ".join(notes))
        self._amber.setVisible(bool(notes))

    def count(self, name: str) -> int:
        """How many lines one of the choices shows."""
        return sum(self._counts[verdict] for verdict in _SHOWN[name][1])

    def show_only(self, name: str) -> None:
        """Show all the lines, or some of them."""
        texts = self._texts()
        for one, chip in self.chips.items():
            words = texts.gettext(_SHOWN[one][0]).format(n=texts.number(self.count(one)))
            chip.say(words, words if one == name else "")
            chip.setAccessibleName(words)
            set_property(chip, "set", one == name)
        self.model.show_only(_SHOWN[name][1])
        announce(self.table, texts.gettext(_SHOWN[name][0]).format(n=texts.number(self.count(name))))
        choose_index(self.table, self.model.index(0, 0))
        self._show_detail()
        self.changed.emit()

    @property
    def to_save(self) -> int:
        """How many lines would be saved now: none while one is wrong that is not left out."""
        if self.count("wrong") and not self.leave_out.isChecked():
            return 0
        return self.count("doing")

    def _show_detail(self) -> None:
        line = self.model.row_at(self.table.currentIndex().row())
        texts = self._texts()
        said = line_in_full(line, texts) if line else []
        self.detail.say(" · ".join(said) or texts.gettext("Nothing to do"))
