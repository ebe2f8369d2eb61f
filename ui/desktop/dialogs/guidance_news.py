"""What is new in the guidance: each text as it was and as it is, since when, and the paragraphs it rests on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from interpreter_app.domain.guidance_content import Content, GuidancePiece
from interpreter_app.use_cases.guidance_news import News, mark_seen
from interpreter_app.use_cases.guide_topics import piece_in_words
from ui.desktop.dialogs.fitting import resize_within_screen
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label, row, scrolling
from ui.desktop.widgets.equal_columns import EqualColumns
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.source_links import SourceLinks

_SIZE = (720, 600)


class GuidanceNewsDialog(QDialog):
    """Shows ``news`` with the dates and amounts of ``content``.

    ``on_seen`` is called once the person has seen it, and that is noted.
    """

    def __init__(
        self,
        session: Session,
        news: Sequence[News],
        content: Content,
        parent: QWidget,
        on_seen: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._news = tuple(news)
        self._content = content
        self._on_seen = on_seen
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What is new in the guidance"))
        resize_within_screen(self, *_SIZE)
        self.seen = button(_("I have seen it"), "primary", self._note)
        self.later = button(_("Later"), on_click=self.reject)
        pieces = column(*(self._piece(one) for one in self._news), None, spacing=12)
        layout = column(label(self.windowTitle(), "title", wrap=True), spacing=12, margins=(24, 20, 24, 20))
        layout.addWidget(scrolling(pieces), 1)
        layout.addWidget(holding(row(None, self.later, self.seen, spacing=8)))
        self.setLayout(layout)
        FocusRing(self, session.look, by_keyboard=True)
        self.seen.setFocus()

    def _piece(self, news: News) -> QFrame:
        texts = self._session.texts
        _ = texts.gettext
        sides = EqualColumns(16)
        if news.old is not None:
            sides.addWidget(self._side(_("As it was"), news.old))
        coming = news.new.valid_from > self._session.today
        now = _("As it will be") if coming else _("As it is now")
        sides.addWidget(self._side(now if news.old else _("New"), news.new))
        since = _("Holds from {day}").format(day=texts.date(news.new.valid_from))
        inner = column(label(since, "small-strong", wrap=True), holding(sides), spacing=8, margins=(16, 12, 16, 14))
        inner.addWidget(SourceLinks(news.new.sources, texts))
        return card("inset-card", inner)

    def _side(self, caption: str, piece: GuidancePiece) -> QWidget:
        text = piece_in_words(piece, self._content.law(piece.valid_from), self._session.texts)
        lines = [Paragraph(line) for line in text.body]
        return holding(column(label(caption, "small"), label(text.title, "strong", wrap=True), *lines, None, spacing=4))

    def _note(self) -> None:
        news = self._news
        on_seen = self._on_seen

        def seen(_: None) -> None:
            on_seen()

        self._session.edit(lambda profile: mark_seen(profile, news), seen)
        self.accept()
