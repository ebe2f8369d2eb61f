"""The lines of a list that is to be imported, with what each of them does."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from interpreter_app.domain.errors import N_
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.plan_import import PlannedLine, Verdict
from ui.desktop.models.import_words import line_in_short, verdict_state

Index = QModelIndex | QPersistentModelIndex
STATE_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()
TITLES = (N_("Line"), N_("Does"), N_("Number"), N_("Name"), N_("What"))
LINE, DOES, NUMBER, NAME, WHAT = range(len(TITLES))
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class ImportLinesModel(QAbstractTableModel):
    """Shows planned lines, all of them or those with some verdicts."""

    def __init__(self, texts: Callable[[], Texts]) -> None:
        super().__init__()
        self._texts = texts
        self._all: Sequence[PlannedLine] = ()
        self._shown: Sequence[PlannedLine] = ()

    def show(self, lines: Sequence[PlannedLine]) -> None:
        """Show other lines, all of them."""
        self._all = lines
        self.show_only(frozenset(Verdict))

    def show_only(self, verdicts: frozenset[Verdict]) -> None:
        """Show only the lines that do one of these."""
        self.beginResetModel()
        self._shown = [line for line in self._all if line.verdict in verdicts]
        self.endResetModel()

    def line_at(self, place: int) -> PlannedLine | None:
        """The line in a row; None where there is none."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._texts().gettext(TITLES[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says, and with ``STATE_ROLE`` what the line does."""
        if role == STATE_ROLE:
            return verdict_state(self._shown[index.row()].verdict, self._texts())
        return self._text(self._shown[index.row()], index.column()) if role in _TEXT_ROLES else None

    def _text(self, line: PlannedLine, column: int) -> str:
        texts = self._texts()
        match column:
            case 0:
                return texts.number(line.line)
            case 1:
                return verdict_state(line.verdict, texts).words
            case 2:
                return "–" if line.number is None else texts.number(line.number)
            case 3:
                return line.name or "–"
            case _:
                return line_in_short(line, texts)
