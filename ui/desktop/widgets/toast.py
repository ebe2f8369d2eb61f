"""A word at the foot of the window that something was done; it goes away by itself."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from ui.desktop.widgets.basics import announce, label, row

_SHOWN_FOR_MS = 2500
_FROM_FOOT = 24


class Toast(QFrame):
    """Says a word over ``parent``, to screen readers too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("look", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = label(look="strong")
        self.setLayout(row(self._words, margins=(16, 10, 16, 10)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str) -> None:
        """Show ``words`` for a short while."""
        self._words.setText(words)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        announce(self, words)
        self._timer.start(_SHOWN_FOR_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._over.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - _FROM_FOOT)
