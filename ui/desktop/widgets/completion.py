"""The languages that a search text may mean, in a list under the field, with how many people each has."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from interpreter_app.domain.languages import Language, language_table
from interpreter_app.i18n import Texts
from ui.desktop.language_words import last_words
from ui.desktop.models.choices import Choice
from ui.desktop.style import Look
from ui.desktop.widgets.basics import announce, choose_index, column
from ui.desktop.widgets.choice_list import ChoiceList
from ui.desktop.wording import language_title

AT_MOST = 6
_SHORTEST = 2
_LEAST_WIDTH = 280


class Completion(QFrame):
    """The list under the field. It never takes the keyboard: the field steps through it.

    ``picked`` gives the code of a language that was clicked.
    """

    picked = Signal(str)
    count_wanted = Signal()

    def __init__(self, field: QWidget, look: Look, texts: Callable[[], Texts]) -> None:
        super().__init__(field)
        self._field = field
        self._texts = texts
        self._counts: Mapping[str, int] | None = None
        self.setProperty("look", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = ChoiceList(look, marks_current=False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.picked.connect(lambda choice: self.picked.emit(choice.value))
        self.setLayout(column(self.list, margins=(0, 4, 0, 4)))
        field.destroyed.connect(self.deleteLater)  # by then it belongs to the window, over which it lies
        self.hide()

    def offer_for(self, text: str) -> None:
        """Offer the languages that the end of ``text`` may mean; hidden when there are none."""
        found = _suggested(text)
        if not found:
            self.hide()
            return
        texts = self._texts()
        self.list.setAccessibleName(texts.gettext("Languages"))
        self.list.offer([Choice(language.code, language_title(language.code, texts)) for language in found])
        if self._counts is not None:
            self.count(self._counts)
        else:
            self._mark_first()
            self.count_wanted.emit()
        self._place()

    def count(self, counts: Mapping[str, int] | None) -> None:
        """Tell how many people each language has; None when that has to be counted anew."""
        self._counts = counts
        if counts is not None:
            number = self._texts().number
            self.list.choices.count({code: (count, number(count)) for code, count in counts.items()})
            self._mark_first()

    def step(self, by: int) -> None:
        """Mark the next language down (1) or up (-1)."""
        self.list.step(by)
        if choice := self.list.current():
            announce(self._field, f"{choice.title}, {choice.shown}" if choice.shown else choice.title)

    def marked(self) -> str | None:
        """The code of the language that is marked."""
        choice = self.list.current()
        return str(choice.value) if choice else None

    def _mark_first(self) -> None:
        """Mark the likeliest language that has anybody, unless the person has gone to another."""
        marked = self.list.current()
        if marked is None or not marked.open:
            choose_index(self.list, QModelIndex())
            self.list.step(1)

    def _place(self) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        size = self.list.wanted_size()
        self.resize(max(size.width(), _LEAST_WIDTH), size.height() + 10)
        self.move(self._field.mapTo(window, QPoint(3, self._field.height() + 1)))
        self.show()
        self.raise_()


def _suggested(text: str) -> list[Language]:
    if len(text.strip()) < _SHORTEST or text.endswith(" "):
        return []
    table = language_table()
    for ending in last_words(text, table):
        if len(ending) >= _SHORTEST and (found := table.complete(ending, AT_MOST)):
            return found
    return []
