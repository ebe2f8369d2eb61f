"""A short list of choices to pick one from, each with how many people it would leave."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
CHOICE_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice: ``value`` None stands for no limit. ``count`` is None until counted; ``shown`` is it in words."""

    value: Hashable
    title: str
    count: int | None = None
    shown: str = ""
    current: bool = False

    @property
    def open(self) -> bool:
        """Whether it can be chosen: all but those that would leave nobody, and the one in force."""
        return self.count != 0 or self.current or self.value is None


class ChoicesModel(QAbstractListModel):
    """The choices of one filter, or the languages that a text may mean."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []

    def show(self, choices: Sequence[Choice]) -> None:
        """Offer other choices."""
        self.beginResetModel()
        self.choices = list(choices)
        self.endResetModel()

    def count(self, counts: Mapping[Hashable, tuple[int, str]]) -> None:
        """Tell how many people each choice would leave, as a number and in words; those not named leave nobody.

        Choosing no limit has no count unless it is named.
        """
        self.choices = [_counted(choice, counts) for choice in self.choices]
        if self.choices:
            self.dataChanged.emit(self.index(0), self.index(len(self.choices) - 1))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many choices there are."""
        return 0 if parent.isValid() else len(self.choices)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What would leave nobody can be seen and not chosen."""
        if not index.isValid() or not self.choices[index.row()].open:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The choice itself, or what it is called."""
        if role == CHOICE_ROLE:
            return self.choices[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            choice = self.choices[index.row()]
            return f"{choice.title}, {choice.shown}" if choice.shown else choice.title
        return None


def _counted(choice: Choice, counts: Mapping[Hashable, tuple[int, str]]) -> Choice:
    if choice.value is None and None not in counts:
        return choice
    count, shown = counts.get(choice.value, (0, "0"))
    return replace(choice, count=count, shown=shown)
