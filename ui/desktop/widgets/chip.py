"""A filter as a chip: it says what it does when set, and opens a small list of choices."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ui.desktop.widgets.basics import column, set_property

_RADIUS = 8


class ChipPopup(QFrame):
    """The small frame that a chip opens; Esc and a press elsewhere close it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.body = QFrame()
        self.body.setProperty("look", "popup")
        self.content: QVBoxLayout = column(margins=(0, 4, 0, 4))
        self.body.setLayout(self.content)
        self.setLayout(column(self.body))

    def open_under(self, widget: QWidget) -> None:
        """Show under ``widget``, within its screen."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        room = widget.screen().availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), min(place.y(), room.bottom() - self.height())))
        self.move(place)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round the corners, on screens without transparency too."""
        super().resizeEvent(event)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def event(self, event: QEvent) -> bool:
        """The keys of the window under it wait until it is closed."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is closed, however that came about."""
        super().hideEvent(event)
        self.closed.emit()


class Chip(QPushButton):
    """A chip. ``open_list`` is called to open its list."""

    def __init__(self, open_list: Callable[["Chip"], None]) -> None:
        super().__init__()
        self.setProperty("look", "chip")
        self.setProperty("set", False)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: open_list(self))

    def say(self, name: str, says: str) -> None:
        """Show what the filter is called, or what it does when it is set."""
        self.setText(says or name)
        self.setAccessibleName(f"{name}: {says}" if says else name)
        self.setToolTip(escape(name) if says else "")
        set_property(self, "set", bool(says))
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down open the list too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)
