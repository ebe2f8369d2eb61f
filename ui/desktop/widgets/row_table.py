"""A table of rows of one height, chosen as a whole; nothing in it is edited in place."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.desktop.widgets.basics import without_menu

_ROW_HEIGHT = 34


class RowTable(QTableView):
    """Shows ``model``; ``name`` is what the table is called, ``selection`` how many rows can be chosen."""

    def __init__(self, model: QAbstractItemModel, name: str, selection: QAbstractItemView.SelectionMode) -> None:
        super().__init__()
        self.setModel(model)
        # The head shows nothing of what is chosen, yet asks for each column whether every one of its rows is.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(selection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        without_menu(self)

    def keyboardSearch(self, _text: str) -> None:
        """Letters do nothing: to look for one would go through every row."""

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ring around the whole row anew."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Paint the ring."""
        super().focusInEvent(event)
        self.viewport().update()
