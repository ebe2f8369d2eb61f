"""Rows of a list beside a detail: a title, a line under it, and how it stands, in words with an icon."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()


class State(NamedTuple):
    """How something stands: an icon, words, and the name of the colour that both are painted in."""

    icon: str
    words: str
    colour: str = "muted"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row; ``key`` is what it is known by."""

    key: str
    title: str
    detail: str
    state: State | None = None


class EntriesModel(QAbstractListModel):
    """Shows entries. With ``tickable`` each has a box; ``ticked`` follows every change of what is ticked."""

    ticked = Signal()

    def __init__(self, *, tickable: bool = False) -> None:
        super().__init__()
        self._tickable = tickable
        self._entries: list[Entry] = []
        self._ticked: set[str] = set()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other rows; those that stay keep their ticks."""
        self.beginResetModel()
        self._entries = list(entries)
        self._ticked &= {entry.key for entry in entries}
        self.endResetModel()
        self.ticked.emit()

    def entry(self, index: Index) -> Entry | None:
        """The entry at ``index``, None where there is none."""
        return self._entries[index.row()] if 0 <= index.row() < len(self._entries) else None

    def place_of(self, key: str) -> int:
        """The row of an entry; -1 where it is not shown."""
        return next((row for row, entry in enumerate(self._entries) if entry.key == key), -1)

    def ticked_keys(self) -> list[str]:
        """What is ticked, in the order of the rows."""
        return [entry.key for entry in self._entries if entry.key in self._ticked]

    def tick(self, keys: Sequence[str]) -> None:
        """Tick these and no others."""
        self._ticked = set(keys)
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1), [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()

    def toggle(self, index: Index) -> None:
        """Tick a row, or take its tick away."""
        entry = self.entry(index)
        if entry is not None and self._tickable:
            self.tick(sorted(self._ticked ^ {entry.key}))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows with a box can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._tickable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row paints, says and is called."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (entry.title, entry.state.words if entry.state else "") if part)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return entry.detail
        if role == Qt.ItemDataRole.CheckStateRole and self._tickable:
            return Qt.CheckState.Checked if entry.key in self._ticked else Qt.CheckState.Unchecked
        return None
