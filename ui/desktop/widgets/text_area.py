"""Several lines to write in, whose menu speaks the language of the program."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from interpreter_app.i18n import Texts
from ui.desktop.widgets.basics import without_menu
from ui.desktop.widgets.text_field import is_for_window, translate_menu

_MARGIN = 8


class TextArea(QPlainTextEdit):
    """As high as ``lines``; Tab leaves it. ``left`` follows the keyboard going elsewhere."""

    left = Signal()

    def __init__(self, texts: Callable[[], Texts], text: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self._texts = texts
        self._lines = lines
        self.document().setDocumentMargin(_MARGIN)
        self.setTabChangesFocus(True)
        without_menu(self)

    def sizeHint(self) -> QSize:
        """Room for the lines."""
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * self._lines + 2 * _MARGIN + 2)

    def minimumSizeHint(self) -> QSize:
        """No lower than its lines."""
        return QSize(0, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leave the window its keys."""
        return False if is_for_window(event) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard has gone."""
        super().focusOutEvent(event)
        self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu where the pointer is, or where the text is for the menu key."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the text, in words of the program."""
        made = self.createStandardContextMenu()
        translate_menu(made, self._texts())
        made.aboutToHide.connect(made.deleteLater)
        return made
