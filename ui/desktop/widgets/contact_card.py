"""A way to reach a person: what it is, its value, and small buttons to copy and use it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame

from ui.desktop.style import Look
from ui.desktop.widgets.basics import IconButton, column, label

_EDGE = 12
_BORDER = 1


class ContactCard(QFrame):
    """Shows ``value`` under ``title``; ``buttons`` stand at the top right."""

    def __init__(self, title: str, value: str, buttons: Sequence[IconButton], look: Look) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._buttons = buttons
        self._wanted = QFontMetrics(look.tokens.font("body", strong=True)).horizontalAdvance(value)
        shown = label(_breakable(value), "strong", wrap=True)
        shown.setAccessibleName(f"{title}: {value}")
        self.setLayout(column(label(title, "small"), shown, spacing=2, margins=(_EDGE, 13, _EDGE - 1, 10)))
        for one in buttons:
            one.setParent(self)

    def sizeHint(self) -> QSize:
        """Room for the value in one line."""
        edges = 2 * (_EDGE + _BORDER)
        return QSize(self._wanted + edges - 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the top right."""
        super().resizeEvent(event)
        right = self.width() - 6
        for one in reversed(self._buttons):
            one.adjustSize()
            one.move(right - one.width(), 8)
            right -= one.width()


def _breakable(value: str) -> str:
    """``value`` so that a long address can go on in the next line after @ and full stops."""
    return value.replace("@", "@\u200b").replace(".", ".\u200b")
