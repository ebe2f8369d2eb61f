"""Room for widgets under each other that are made anew whenever what they show is another."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.widgets.basics import column


class Room(QWidget):
    """Holds widgets, ``spacing`` logical pixels apart; hidden while it has none."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._layout: QVBoxLayout = column(spacing=spacing)
        self.setLayout(self._layout)

    def fill(self, widgets: Iterable[QWidget]) -> None:
        """Show ``widgets`` in the place of those before."""
        while (item := self._layout.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._layout.addWidget(widget)
            widget.show()  # the layout would do it only once events are handled, and be wrong for a moment
        self.setVisible(self._layout.count() > 0)


def settle(widget: QWidget) -> None:
    """Give ``widget`` and all that it stands in the size of what is in it now, before any of it is painted."""
    around: QWidget | None = widget
    while around is not None and not around.isWindow():
        QCoreApplication.sendPostedEvents(around, QEvent.Type.LayoutRequest.value)
        around = around.parentWidget()
