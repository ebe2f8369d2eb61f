"""Rows of a list that each stand in some state, all of them shown or some."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from interpreter_app.i18n import Texts
from ui.desktop.models.entries import State

Index = QModelIndex | QPersistentModelIndex
STATE_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_Row = TypeVar("_Row")


class RowsWithState(QAbstractTableModel, Generic[_Row]):
    """Shows rows under ``titles`` (English source texts). A kind of row says its ``_state`` and its ``_text``."""

    def __init__(self, texts: Callable[[], Texts], titles: Sequence[str]) -> None:
        super().__init__()
        self._texts = texts
        self._titles = titles
        self._all: Sequence[_Row] = ()
        self._shown: Sequence[_Row] = ()

    def _state(self, row: _Row) -> State:
        """How a row stands, in words with a shape."""
        raise NotImplementedError

    def _text(self, row: _Row, column: int) -> str:
        """What stands in a cell."""
        raise NotImplementedError

    def show(self, rows: Sequence[_Row]) -> None:
        """Show other rows, all of them."""
        self._all = rows
        self.show_those(lambda _: True)

    def show_those(self, wanted: Callable[[_Row], bool]) -> None:
        """Show only the rows that are ``wanted``."""
        self.beginResetModel()
        self._shown = [row for row in self._all if wanted(row)]
        self.endResetModel()

    def row_at(self, place: int) -> _Row | None:
        """The row at a place; None where there is none."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._texts().gettext(self._titles[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says, and with ``STATE_ROLE`` the state of the row."""
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == STATE_ROLE:
            return self._state(row)
        return self._text(row, index.column()) if role in _TEXT_ROLES else None
