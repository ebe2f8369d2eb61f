"""A line of text whose menu speaks the language of the program."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from interpreter_app.i18n import Texts

_KEYS_OF_THE_WINDOW = (Qt.Key.Key_E, Qt.Key.Key_K)
"""With Ctrl; on Linux Qt would have them move and delete in the line, and the window would not get them."""


class TextField(QLineEdit):
    """A line to write in; ``texts`` gives the language of its menu."""

    def __init__(self, texts: Callable[[], Texts], text: str = "") -> None:
        super().__init__(text)
        self._texts = texts

    def event(self, event: QEvent) -> bool:
        """Leave the window its keys."""
        return False if is_for_window(event) else super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu where the pointer is, or where the text is for the menu key."""
        menu = self.menu()
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the text, in words of the program."""
        made = self.createStandardContextMenu()
        translate_menu(made, self._texts())
        made.aboutToHide.connect(made.deleteLater)
        return made


def is_for_window(event: QEvent) -> bool:
    """Whether an event asks for a key that Qt would keep in a text, and that the window wants."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _KEYS_OF_THE_WINDOW


def translate_menu(menu: QMenu, texts: Texts) -> None:
    """Give Qt's own menu for a text the words of the program; the keys beside them stay."""
    _ = texts.gettext
    words = {
        "edit-undo": _("Undo"),
        "edit-redo": _("Redo"),
        "edit-cut": _("Cut"),
        "edit-copy": _("Copy"),
        "edit-paste": _("Paste"),
        "edit-delete": _("Delete"),
        "select-all": _("Select all"),
    }
    for action in menu.actions():
        if word := words.get(action.objectName()):
            keys = action.text().partition("\t")[2]
            action.setText(f"{word}\t{keys}" if keys else word)
