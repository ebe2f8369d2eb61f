"""A question that is answered in a few lines of one's own."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.contact_checks import check_booking_text
from interpreter_app.domain.errors import UserError
from interpreter_app.i18n import Texts
from ui.desktop.widgets.basics import announce, column, label
from ui.desktop.widgets.text_area import TextArea


class QuestionArea(QWidget):
    """Asks ``question``.

    ``edited`` follows what is typed, while it is a text that can be kept: of at most ``longest`` characters, and none
    that ``check_booking_text`` refuses.
    """

    edited = Signal()

    def __init__(self, question: str, texts: Callable[[], Texts], longest: int, lines: int = 2) -> None:
        super().__init__()
        self._texts = texts
        self._longest = longest
        self.question = label(question, "dense", wrap=True)
        self.area = TextArea(texts, lines=lines)
        self.area.setAccessibleName(question)
        self.wrong = label(look="warning", wrap=True)
        self.wrong.hide()
        self.setLayout(column(self.question, self.area, self.wrong, spacing=4))
        self.setFocusProxy(self.area)
        self.area.textChanged.connect(self._on_typed)

    @property
    def text(self) -> str:
        """What is answered, without the room around it."""
        return self.area.toPlainText().strip()

    def show_text(self, text: str) -> None:
        """Show an answer without telling of it."""
        self.area.blockSignals(True)
        self.area.setPlainText(text)
        self.area.blockSignals(False)

    def _on_typed(self) -> None:
        problem = self._problem()
        if problem and not self.wrong.isVisibleTo(self):
            announce(self.area, problem)
        self.wrong.setText(problem)
        self.wrong.setVisible(bool(problem))
        if not problem:
            self.edited.emit()

    def _problem(self) -> str:
        """What is wrong with the answer, in words; empty where nothing is."""
        texts = self._texts()
        try:
            check_booking_text(texts.gettext("The answer"), self.text, self._longest)
        except UserError as error:
            return error.in_words(texts.gettext)
        return ""
