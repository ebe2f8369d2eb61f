"""A key that is held down, as a window gets it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


def send_key(widget: QWidget, key: Qt.Key, text: str = "", *, repeated: bool = True) -> None:
    """Send what a key that is held down sends after it was pressed; else the press itself."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeated))
