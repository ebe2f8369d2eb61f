"""A question that is asked before something that cannot be undone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ui.desktop.dialogs.fitting import fit
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, button, column, holding, label, row
from ui.desktop.widgets.focus_ring import FocusRing

_WIDTH = 440


class Question(QDialog):
    """Asks ``title`` and explains with ``words``; accepted by the first of ``answers``, put away by the other."""

    def __init__(self, title: str, words: str, answers: tuple[str, str], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleDescription(words)
        yes, no = answers
        self.yes = button(yes, "primary", self.accept)
        self.no = button(no, on_click=self.reject)
        self.setLayout(
            column(
                label(title, "title", wrap=True),
                Paragraph(words, "muted"),
                holding(row(None, self.no, self.yes, spacing=8)),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )
        fit(self, _WIDTH)
        FocusRing(self, look, by_keyboard=True)
        self.no.setFocus()
