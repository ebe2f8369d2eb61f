"""A word that something was done, in a place of its own so that it covers nothing; it goes away by itself."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.desktop.widgets.basics import announce, card, column, label
from ui.desktop.wording import breakable

_SHOWN_FOR_MS = 2500
_LEAST_WIDTH = 110


class Toast(QWidget):
    """Says a word where it is laid out, to screen readers too; it takes no room while there is nothing to say.

    ``gap`` is what is free over and under it, in logical pixels.
    """

    def __init__(self, gap: int = 0) -> None:
        super().__init__()
        self.words = ""
        self._label = label(look="small-strong", wrap=True)
        self._label.setMinimumHeight(self._label.fontMetrics().height())  # of one line, also where it keeps its room
        self.setLayout(column(card("popup", column(self._label, margins=(12, 8, 12, 8))), margins=(0, gap, 0, gap)))
        self.setMinimumWidth(_LEAST_WIDTH)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_FOR_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str) -> None:
        """Show ``words`` for a short while."""
        self.words = words
        self._label.setText(breakable(words))
        self._label.setAccessibleName(words)
        self.show()
        announce(self, words)
        self._timer.start()
