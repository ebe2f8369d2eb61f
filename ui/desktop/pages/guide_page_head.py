"""The head of the guide: the answer or what there is to read, and a calm word when the guidance has changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.use_cases.guidance_news import News
from ui.desktop.session import Session
from ui.desktop.widgets.basics import button, card, column, holding, label, row, set_property
from ui.desktop.widgets.flow import FlowLayout

ANSWER, TOPICS = range(2)


class GuideHead(QWidget):
    """``chosen`` gives ``ANSWER`` or ``TOPICS``; ``anew`` asks for a new situation, ``news_wanted`` what is new."""

    chosen = Signal(int)
    anew = Signal()
    news_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._texts = session.texts
        _ = session.texts.gettext
        self.news: tuple[News, ...] = ()
        self.tabs = [
            button(_("Your situation"), "chip", lambda: self.chosen.emit(ANSWER)),
            button(_("Read more"), "chip", lambda: self.chosen.emit(TOPICS)),
        ]
        self._titles = [one.text() for one in self.tabs]
        flow = FlowLayout(gap=12, line_gap=8)
        flow.addWidget(label(_("Guidance"), "title"))
        for one in self.tabs:
            flow.addWidget(one)
        self.begin_anew = button(_("New situation"), "link", self.anew.emit)
        flow.addWidget(self.begin_anew)
        self._said = label(look="strong", wrap=True)
        self.show_news_button = button(_("See what is new"), "plain-small", self.news_wanted.emit)
        said = row(spacing=12, margins=(14, 8, 10, 8))
        said.addWidget(self._said, 1)
        said.addWidget(self.show_news_button)
        self.banner = card("inset-card", said)
        self.banner.hide()
        self.setLayout(column(holding(flow), self.banner, spacing=10, margins=(24, 18, 24, 12)))
        self.mark_tab(ANSWER)

    def mark_tab(self, tab: int) -> None:
        """Show which is shown; a screen reader hears it too."""
        says = self._texts.gettext("Shown now")
        self.begin_anew.setVisible(tab == ANSWER)
        for place, one in enumerate(self.tabs):
            set_property(one, "set", place == tab)
            title = self._titles[place]
            one.setAccessibleName(f"{title}, {says}" if place == tab else title)

    def show_news(self, news: Sequence[News]) -> None:
        """Say that the guidance has changed, where it has."""
        self.news = tuple(news)
        count = len(self.news)
        words = self._texts.ngettext(
            "The guidance has changed since last time: {n} text is new or different.",
            "The guidance has changed since last time: {n} texts are new or different.",
            count,
        )
        self._said.setText(words.format(n=self._texts.number(count)))
        self.banner.setVisible(count > 0)
