"""Fields with what they were and what they become, a line each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from interpreter_app.domain.edits import Act
from interpreter_app.i18n import Texts
from ui.desktop.models.change_words import Line
from ui.desktop.widgets.basics import label
from ui.desktop.wording import breakable

HALVES = {Act.CREATE: "after", Act.DELETE: "before", Act.UPDATE: ""}
"""Which half of a change there is to show, by what is done to the record; empty for both."""
MOST_LINES = 60
"""More than a person reads, and no more than can be laid out between two pictures on the screen."""


class ChangeTable(QWidget):
    """Shows lines; of very many the first, and how many are left out. ``half`` is "after" or "before" to show one."""

    def __init__(self, lines: Sequence[Line], texts: Texts, half: str = "") -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        for place, line in enumerate(lines[:MOST_LINES]):
            title = label(line.title, "dense-muted", wrap=True)
            shown = label(breakable(_said(line, half)), "dense", wrap=True)
            shown.setAccessibleName(_spoken(line, half, texts))
            grid.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, place, 1, Qt.AlignmentFlag.AlignTop)
        left_out = len(lines) - MOST_LINES
        if left_out > 0:
            more = texts.ngettext("and {n} more", "and {n} more", left_out).format(n=texts.number(left_out))
            grid.addWidget(label(more, "dense-muted"), MOST_LINES, 1)
        self.setLayout(grid)


def _said(line: Line, half: str) -> str:
    return f"{line.before} → {line.after}" if not half else line.after if half == "after" else line.before


def _spoken(line: Line, half: str, texts: Texts) -> str:
    if half:
        return f"{line.title}: {_said(line, half)}"
    return texts.gettext("{field}: from {before} to {after}").format(
        field=line.title, before=line.before, after=line.after
    )
