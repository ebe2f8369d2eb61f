"""Questions with what follows from them beside them, or under them where there is not room for both."""

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from ui.desktop.widgets.basics import card, column, holding, row, scrolling
from ui.desktop.widgets.room import settle

TWO_PANES_FROM = 820
"""Logical pixels of the width from which on both stand beside each other."""
_EDGE = 24
_ROOM_AROUND = 80


class TwoPanes(QWidget):
    """``left`` scrolls; ``right`` stands in a panel of its own, and at the end of ``left`` where it is narrow.

    ``arranged`` follows each change of room.
    """

    arranged = Signal()

    def __init__(self, left: QWidget, right: QWidget, shares: tuple[int, int]) -> None:
        super().__init__()
        self._right = right
        self._beside = column(margins=(22, 20, 22, 24))
        self._below = column()
        self._panel = card("", column(scrolling(column(holding(self._beside), None))))
        self._panel.setObjectName("panel")
        inner = column(left, holding(self._below), None, spacing=16, margins=(_EDGE, 0, 12, _EDGE))
        self.area = scrolling(inner)
        self.area.viewport().installEventFilter(self)
        layout = row()
        layout.addWidget(self.area, shares[0])
        layout.addWidget(self._panel, shares[1])
        self.setLayout(layout)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the right pane where there is room for it."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what has the keyboard in sight when there is less room."""
        if event.type() is QEvent.Type.Resize:
            self.show_focused()
        return super().eventFilter(watched, event)

    def show_focused(self) -> None:
        """Bring what has the keyboard into sight, where it is in the left pane: Qt does so for Tab only."""
        focused = self.window().focusWidget()
        if focused is not None and self.area.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused, 0, _ROOM_AROUND)

    def show_whole(self, widget: QWidget) -> None:
        """Bring something in the left pane into sight."""
        settle(widget)
        self.area.ensureWidgetVisible(widget, 0, _ROOM_AROUND)

    def scroll_to(self, widget: QWidget) -> None:
        """Scroll the left pane so far that ``widget`` begins at its top."""
        place = widget.mapTo(self, QPoint(0, 0)).y() - self.area.mapTo(self, QPoint(0, 0)).y()
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + place)

    @property
    def are_beside(self) -> bool:
        """Whether there is room for both beside each other."""
        return self.width() >= TWO_PANES_FROM

    def _arrange(self) -> None:
        beside = self.are_beside
        room: QLayout = self._beside if beside else self._below
        if room.indexOf(self._right) < 0:
            room.addWidget(self._right)
        self._panel.setVisible(beside)
        self.arranged.emit()
