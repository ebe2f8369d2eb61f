"""A place to drop a list on, with a button to choose one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel

from interpreter_app.i18n import Texts
from ui.desktop.chosen_files import list_to_read
from ui.desktop.style import Look
from ui.desktop.widgets.basics import button, column, holding, label, row, set_property
from ui.desktop.widgets.notice import Icon

_ICON = 32


class DropTarget(QFrame):
    """A place to drop a list on, a spreadsheet or a text file; ``chosen`` gives its path, ``title`` asks for it."""

    chosen = Signal(object)

    def __init__(self, look: Look, texts: Texts, icon: str, title: str, formats: str, *, edge: int = 28) -> None:
        super().__init__()
        self._asks = texts.gettext("Choose a list")
        self.choose = button(texts.gettext("Choose a file …"), "primary", self._choose)
        self.setProperty("look", "drop")
        self.setProperty("over", False)
        self.setAcceptDrops(True)
        self.setLayout(
            column(
                holding(row(None, Icon(icon, "accent", look, _ICON), None)),
                label(title, "heading", wrap=True),
                label(formats, "muted", wrap=True),
                8,
                holding(row(None, self.choose, None)),
                spacing=6,
                margins=(24, edge, 24, edge),
            )
        )
        for words in self.findChildren(QLabel):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, and show that it would be taken."""
        if _one_file(event) is not None:
            set_property(self, "over", True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show that nothing is over it any more."""
        set_property(self, "over", False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Give the file."""
        set_property(self, "over", False)
        path = _one_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)

    def _choose(self) -> None:
        path = list_to_read(self, self._asks)
        if path is not None:
            self.chosen.emit(path)


def _one_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
