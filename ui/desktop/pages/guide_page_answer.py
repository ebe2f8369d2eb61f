"""The answer of the guide, growing as one answers: a headline, why, what to do now, and the way into the search."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from interpreter_app.domain.guidance_content import Content
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.advise import Told
from interpreter_app.use_cases.arrange_advice import ArrangedAdvice
from interpreter_app.use_cases.guide_answers import Answers, Known, Question
from ui.desktop.pages.guide_page_find import GuideFind
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, announce, button, column, holding, label, row
from ui.desktop.widgets.equal_columns import EqualColumns
from ui.desktop.widgets.room import Room, settle
from ui.desktop.widgets.source_links import SourceLinks


class GuideAnswer(QWidget):
    """Shows what is known.

    ``asked`` gives the question that the person goes to from here, ``print_wanted`` and ``copy_wanted`` are the buttons
    under the answer. ``said`` gives each other headline.
    """

    asked = Signal(object)
    print_wanted = Signal()
    copy_wanted = Signal()
    said = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shows_all = False
        self.arranged = ArrangedAdvice()
        _ = session.texts.gettext
        self.headline = label(look="title", wrap=True)
        self.search = GuideFind(session)
        self.print = button(_("Save one page to print …"), on_click=self.print_wanted.emit)
        self.copy = button(_("Copy"), on_click=self.copy_wanted.emit)
        self.all = _link("", self._on_all)
        self._reasons = Room(10)
        self._actions = Room(12)
        self._further = Room(12)
        self._do = label(_("What to do now"), "heading")
        self._build()

    def _build(self) -> None:
        buttons = EqualColumns(8)
        buttons.addWidget(self.print)
        buttons.addWidget(self.copy)
        self.setLayout(
            column(
                self.headline,
                6,
                self._reasons,
                16,
                self.search,
                16,
                self._do,
                8,
                self._actions,
                12,
                self._further,
                4,
                holding(row(self.all, None)),
                16,
                holding(buttons),
            )
        )

    def show_known(self, known: Known, answers: Answers, content: Content, titles: dict[Question, str]) -> None:
        """Show what is known by ``answers``; ``titles`` are the words of the questions."""
        texts = self._session.texts
        self.arranged = found = known.arranged(content, texts)
        self._say(known.headline or self._prompt(known, titles))
        missing = [self._link_to(question, titles[question]) for question in known.missing if known.headline]
        self._reasons.fill([*(_reason(one, texts, known.headline) for one in found.reasons), *missing])
        self._actions.fill(_action(one, texts) for one in found.actions)
        self._further.fill(_action(one, texts) for one in found.further)
        self._do.setVisible(bool(found.actions))
        for one in (self.print, self.copy):
            one.setEnabled(bool(known.headline))
        self.search.show_answers(answers)
        self._show_further()

    def _prompt(self, known: Known, titles: dict[Question, str]) -> str:
        if known.missing[0] is Question.DAY:
            return self._session.texts.gettext("Write the day of the conversation: the answer depends on it")
        return self._session.texts.gettext("Answer “{question}”").format(question=titles[known.missing[0]])

    def _link_to(self, question: Question, title: str) -> QWidget:
        words = self._session.texts.gettext("Answer “{question}”").format(question=title)
        return _link(words, lambda: self.asked.emit(question))

    def _say(self, words: str) -> None:
        if words != self.headline.text():
            self.headline.setText(words)
            announce(self.headline, words)
            self.said.emit(words)

    def _on_all(self) -> None:
        self._shows_all = not self._shows_all
        self._show_further()

    def _show_further(self) -> None:
        """Fold away, or not, what can wait to be read."""
        texts, count = self._session.texts, len(self.arranged.further)
        more = texts.ngettext("Show {n} more", "Show {n} more", count).format(n=texts.number(count))
        self.all.setText(texts.gettext("Show less") if self._shows_all else more)
        self.all.setAccessibleName(self.all.text())
        self.all.setVisible(count > 0)
        self._further.setVisible(self._shows_all and count > 0)
        for room in (self._reasons, self._actions, self._further, self):
            settle(room)


def _link(words: str, on_click: Callable[[], object]) -> QPushButton:
    made = button(words, "link-small", on_click)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def _reason(point: Told, texts: Texts, headline: str) -> QWidget:
    """A line that says why; the title of the headline is not said again."""
    layout = column(spacing=2)
    if point.text.title != headline:
        layout.addWidget(label(point.text.title, "strong", wrap=True))
    if point.text.body:
        layout.addWidget(Paragraph(" ".join(point.text.body)))
    if point.sources:
        layout.addWidget(SourceLinks(point.sources, texts))
    return holding(layout)


def _action(point: Told, texts: Texts) -> QWidget:
    """A thing to do."""
    dot = label("•", "strong")
    dot.setFixedWidth(12)
    words = column(label(point.text.title, "strong", wrap=True), spacing=1)
    for line in point.text.body:
        words.addWidget(label(line, "dense-muted", wrap=True))
    if point.sources:
        words.addWidget(SourceLinks(point.sources, texts))
    layout = row(spacing=6)
    layout.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(words, 1)
    return holding(layout)
