"""The guide: a few questions left, the answer right, growing as one answers; and more to read."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget

from interpreter_app.documents.blocks import Document
from interpreter_app.documents.plain_text import plain_text
from interpreter_app.domain.guidance_content import Content
from interpreter_app.use_cases.guidance_news import News, read_news
from interpreter_app.use_cases.guide_answers import Answers, Known, Question, first_answers, search_for, what_is_known
from interpreter_app.use_cases.make_guidance_sheet import make_guidance_sheet
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.read_guidance import read_content
from ui.desktop.pages.guide_page_answer import GuideAnswer
from ui.desktop.pages.guide_page_head import ANSWER, TOPICS, GuideHead
from ui.desktop.pages.guide_page_questions import GuideQuestions
from ui.desktop.pages.guide_page_topics import GuideTopics
from ui.desktop.pages.page import GUIDE, Page, Shell
from ui.desktop.save_document import save_document
from ui.desktop.widgets.basics import button, card, column, label, row
from ui.desktop.widgets.two_panes import TwoPanes

_EDGE = 24
_SHARES = (12, 9)


@dataclass(frozen=True, slots=True)
class _Read:
    content: Content
    news: tuple[News, ...]


class GuidePage(Page):
    """The page. The answers outlive it within a run; the unit's own are remembered."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        kept = session.kept.get(GUIDE)
        self.questions = GuideQuestions(session, kept if isinstance(kept, Answers) else self._first_answers())
        self.answers = self.questions.answers
        self.content: Content | None = None
        self.known: Known | None = None
        self.head = GuideHead(session)
        self.answer = GuideAnswer(session)
        self.topics = GuideTopics(shell)
        self._build()
        self._connect()
        self._read()

    def _first_answers(self) -> Answers:
        settings = self._session.context.settings
        county = (settings.search or {}).get("county")
        return first_answers(settings.unit, county if isinstance(county, str) else None)

    def _build(self) -> None:
        self.panes = TwoPanes(self.questions, self.answer, _SHARES)
        self._tabs = QStackedWidget()
        self._tabs.addWidget(self.panes)
        self._tabs.addWidget(self.topics)
        self.foot = self._make_foot()
        layout = column(self.head)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self.foot)
        self.setLayout(layout)

    def _make_foot(self) -> QFrame:
        """The headline while the answer is out of sight, under the questions."""
        words = label(look="strong", wrap=True)
        self.answer.said.connect(words.setText)
        inner = row(spacing=12, margins=(_EDGE, 6, _EDGE, 6))
        inner.addWidget(words, 1)
        inner.addWidget(button(self._session.texts.gettext("See the answer"), "plain-small", self._show_answer))
        return card("save-bar", inner)

    def _show_answer(self) -> None:
        self.panes.scroll_to(self.answer)
        self.answer.search.language.setFocus()

    def _connect(self) -> None:
        self.panes.arranged.connect(self._show_foot)
        self.head.chosen.connect(self.show_tab)
        self.head.anew.connect(self.begin_anew)
        self.head.news_wanted.connect(self._show_news)
        self.questions.answered.connect(self._on_answered)
        self.questions.entered.connect(self._go_on)
        self.questions.opened.connect(self.panes.show_whole)
        self.answer.asked.connect(self.questions.focus_question)
        self.answer.search.edited.connect(lambda changes: self._take(replace(self.answers, **changes)))
        self.answer.search.wanted.connect(self._find)
        self.answer.search.entered.connect(self._go_to_search)
        self.answer.print_wanted.connect(self._save)
        self.answer.copy_wanted.connect(self._copy)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            at_once = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            at_once.activated.connect(self._find)

    def enter(self) -> None:
        """Show the questions, and take the keyboard to what is to be answered next."""
        self.show_tab(ANSWER)

    def _follow_unit(self) -> None:
        """The unit may be another by now."""
        unit = self._session.context.settings.unit
        if (unit.sector, unit.body) != (self.answers.sector, self.answers.body):
            self.take(replace(self.answers.in_sector(unit.sector), body=unit.body))

    def refresh(self, _people: frozenset[str] | None) -> None:
        """The register may have sent other guidance."""
        self._read()

    def begin_anew(self) -> None:
        """For the next situation: nothing is answered but what the unit says of itself."""
        self.take(self._first_answers())
        self._go_on()

    def step_back(self) -> bool:
        """From what is to be read back to the answer."""
        if self._tabs.currentIndex() != TOPICS:
            return False
        self.show_tab(ANSWER)
        return True

    def show_tab(self, tab: int) -> None:
        """Show the answer (``ANSWER``), or what there is to read (``TOPICS``)."""
        self.head.mark_tab(tab)
        self._tabs.setCurrentIndex(tab)
        self._show_foot()
        if tab == TOPICS:
            self.topics.enter()
        else:
            self._follow_unit()
            self._go_on()

    def _read(self) -> None:
        profile, today = self._session.profile, self._session.today
        self._session.runner.read(lambda _: _read(profile, today), self._on_read, slot=GUIDE)

    def _on_read(self, read: _Read) -> None:
        is_first = self.content is None
        self.content = read.content
        self.questions.show_content(read.content)
        self.topics.show_content(read.content)
        self.head.show_news(read.news)
        self._show_known()
        if is_first:  # what has the keyboard already may have moved out of sight
            self.panes.show_focused()

    def _on_answered(self, answers: Answers) -> None:
        unit = replace(self._session.context.settings.unit, sector=answers.sector, body=answers.body)
        if unit != self._session.context.settings.unit:
            self._session.context.remember(unit=unit)
        find = self.answers
        self._take(replace(answers, method=find.method, language=find.language, county=find.county))

    def take(self, answers: Answers) -> None:
        """Show other answers, and what is known by them."""
        self.questions.show_answers(answers)
        self._take(self.questions.answers)

    def _take(self, answers: Answers) -> None:
        self.answers = answers
        self._session.kept[GUIDE] = answers
        self._show_known()

    def _show_known(self) -> None:
        if self.content is None:
            return
        session = self._session
        self.known = what_is_known(self.answers, self.content, session.today, session.texts)
        titles = {question: self.questions.title_of(question) for question in Question}
        self.answer.show_known(self.known, self.answers, self.content, titles)

    def _go_on(self) -> None:
        """To the next question that has to be answered; with none left, to the search."""
        if self.answers.missing:
            self.questions.focus_question(self.answers.missing[0])
        elif self.answers.language is None:
            self.answer.search.language.setFocus()
        else:
            self.answer.search.go.setFocus()
        self.panes.show_focused()

    def _go_to_search(self) -> None:
        """To the button; while the day is not known to the day, without which it finds nobody."""
        if not self.answers.day_is_known:
            self._go_on()
            return
        self.answer.search.go.setFocus()
        self.panes.show_focused()

    def _find(self) -> None:
        if not self.answers.day_is_known:
            self._go_on()
            return
        self._shell.find_people(search_for(self.answers))

    def document(self) -> Document | None:
        """The answer as one page to print; None while it is not known."""
        known, session = self.known, self._session
        if self.content is None or known is None or known.day is None or not known.headline:
            return None
        return make_guidance_sheet(
            known.headline,
            self.answer.arranged,
            self.content,
            known.day,
            session.texts,
            sector=known.sector,
            printed=session.today,
        )

    def _save(self) -> None:
        document = self.document()
        if document is not None:
            save_document(self._shell, document)

    def _copy(self) -> None:
        document = self.document()
        if document is not None:
            QGuiApplication.clipboard().setText(plain_text(document))
            self._shell.say(self._session.texts.gettext("Copied"))

    def _show_news(self) -> None:
        from ui.desktop.dialogs.guidance_news import GuidanceNewsDialog

        if self.content is not None:
            GuidanceNewsDialog(self._session, self.head.news, self.content, self._shell.widget, self._read).open()

    def _show_foot(self) -> None:
        self.foot.setVisible(self._tabs.currentIndex() == ANSWER and not self.panes.are_beside)


def _read(profile: Profile, today: date) -> _Read:
    return _Read(read_content(profile), read_news(profile, today))
