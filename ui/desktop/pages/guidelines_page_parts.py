"""The parts of the guidelines: for each its question, the unit's own words, and the standard text."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from interpreter_app.domain.guidelines import (
    ANSWER_PLACE,
    MINIMUM,
    OWN_WORDS,
    UNIT_PLACE,
    GuidelinesAnswers,
    Part,
    PartAnswer,
    PartContent,
)
from interpreter_app.domain.guidelines_entries import LONGEST_TEXT
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label, row
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.question_area import QuestionArea
from ui.desktop.widgets.room import settle
from ui.desktop.widgets.source_links import SourceLinks


class PartCard(QWidget):
    """Asks about one part; ``edited`` follows each change, ``answer`` is what is answered then."""

    edited = Signal()

    def __init__(self, content: PartContent, answer: PartAnswer, session: Session) -> None:
        super().__init__()
        self._session = session
        self.content = content
        _ = session.texts.gettext
        self.included = CheckBox(session.look, _("Include this part"))
        self.included.setAccessibleName(f"{content.title}: {self.included.text()}")
        self.included.setChecked(answer.included)
        if content.part in MINIMUM:
            self.included.hide()
        self.asked = QuestionArea(content.question, lambda: session.texts, LONGEST_TEXT, lines=3)
        self.asked.show_text(answer.text)
        self.standard = Paragraph("", "muted")
        self.standard.hide()
        self.toggle = button(_("Show the standard text"), "link-small", self._on_toggle)
        self.toggle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._build()
        self._show_included()
        self.included.toggled.connect(self._on_included)
        self.asked.edited.connect(self.edited)

    @property
    def answer(self) -> PartAnswer:
        """What is answered."""
        return PartAnswer(self.included.isChecked(), self.asked.text)

    def _build(self) -> None:
        _ = self._session.texts.gettext
        head = row(spacing=12)
        head.addWidget(label(self.content.title, "heading", wrap=True), 1)
        head.addWidget(self.included)
        layout = column(holding(head), margins=(16, 12, 16, 12), spacing=6)
        if self.content.part in OWN_WORDS:
            layout.addWidget(label(_("You must answer this yourselves; no standard text can."), "small", wrap=True))
        layout.addWidget(self.asked)
        below = row(spacing=16)
        below.addWidget(self.toggle)
        below.addWidget(SourceLinks(self.content.sources, self._session.texts), 1)
        layout.addWidget(holding(below))
        layout.addWidget(self.standard)
        self.setLayout(column(card("card", layout)))

    def show_unit(self, unit: str) -> None:
        """Name the unit in the standard text."""
        named = unit or self._session.texts.gettext("our unit")
        lines = (line.replace(UNIT_PLACE, named) for line in self.content.lines)
        self.standard.say(" ".join(line.replace(ANSWER_PLACE, "…") for line in lines))

    def show_included(self, included: bool) -> None:
        """Show whether the part is included, without telling of it."""
        self.included.blockSignals(True)
        self.included.setChecked(included)
        self.included.blockSignals(False)
        self._show_included()

    def _on_toggle(self) -> None:
        _ = self._session.texts.gettext
        shown = not self.standard.isVisibleTo(self)
        self.standard.setVisible(shown)
        self.toggle.setText(_("Hide the standard text") if shown else _("Show the standard text"))
        self.toggle.setAccessibleName(f"{self.toggle.text()}: {self.content.title}")

    def _on_included(self) -> None:
        self._show_included()
        self.edited.emit()

    def _show_included(self) -> None:
        """What is left out is not asked about, and its answer is kept all the same."""
        self.asked.setVisible(self.included.isChecked())


class GuidelinesParts(QWidget):
    """The cards of all parts, which come one after the other; ``whole`` says that all are there.

    ``edited`` gives the part and its ``PartAnswer`` after each change.
    """

    edited = Signal(object, object)
    whole = Signal()

    def __init__(self, contents: tuple[PartContent, ...], answers: GuidelinesAnswers, session: Session) -> None:
        super().__init__()
        self._session = session
        self._answers = answers
        self._unit = answers.unit
        self._waiting = sorted(contents, key=lambda content: content.part not in MINIMUM)
        self.cards: dict[Part, PartCard] = {}
        _ = session.texts.gettext
        self._needed = column(label(_("What the guidelines must hold"), "heading"), spacing=10)
        self._recommended = column(label(_("What is recommended"), "heading"), spacing=10)
        self.setLayout(column(holding(self._needed), 8, holding(self._recommended), spacing=10))
        self._add_next()

    def _add_next(self) -> None:
        """Add a card, and then the next one: all at once would hold the window up."""
        if self._waiting:
            self._add(self._waiting.pop(0))
            QTimer.singleShot(0, self, self._add_next)
        else:
            self.whole.emit()

    def _add(self, content: PartContent) -> None:
        part = content.part
        one = self.cards[part] = PartCard(content, self._answers.part(part), self._session)
        one.show_unit(self._unit)
        one.edited.connect(lambda: self.edited.emit(part, one.answer))
        (self._needed if part in MINIMUM else self._recommended).addWidget(one)
        one.show()
        settle(one)

    def show_included(self, answers: GuidelinesAnswers) -> None:
        """Show which parts are included now: some are of use in some services only."""
        self._answers = answers
        for part, one in self.cards.items():
            one.show_included(answers.part(part).included)

    def show_unit(self, unit: str) -> None:
        """Name the unit in the standard texts."""
        self._unit = unit
        for one in self.cards.values():
            one.show_unit(unit)

    def field(self, part: Part) -> QWidget:
        """What is answered about a part, or taken in again where it is left out."""
        while part not in self.cards:
            self._add(self._waiting.pop(0))
        one = self.cards[part]
        return one.asked if one.included.isChecked() else one.included
