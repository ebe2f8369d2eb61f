"""What there is to read in the guide: a topic left, its texts right in a readable column."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interpreter_app.documents.plain_text import plain_text
from interpreter_app.documents.requirement_list import requirement_list
from interpreter_app.domain.acts import acts
from interpreter_app.domain.guidance_content import Content
from interpreter_app.use_cases.guide_topics import (
    ACTS,
    PROCUREMENT,
    TOPICS,
    Form,
    Section,
    requirements,
    sections,
    topic,
)
from ui.desktop.pages.page import Shell
from ui.desktop.save_document import DocumentFormat, save_document
from ui.desktop.widgets.basics import Paragraph, button, column, holding, label, row, scrolling
from ui.desktop.widgets.category_mark import CategoryMark
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.form_field import ChoiceInput
from ui.desktop.widgets.radio_rows import Option, RadioRows
from ui.desktop.widgets.room import Room, settle
from ui.desktop.widgets.source_links import SourceLinks, link_button

TWO_PANES_FROM = 820
_READABLE = 620
_LIST_WIDTH = 280
_EDGE = 24


class GuideTopics(QWidget):
    """Shows one topic of ``TOPICS``."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        self._content: Content | None = None
        self.shown = TOPICS[0].key
        _ = session.texts.gettext
        options = [Option(one.key, _(one.title), _(one.about)) for one in TOPICS]
        self.list = RadioRows(_("Topics"), options, session.look, columns=1)
        self.list.show_value(self.shown)
        self.list.chosen.connect(self.show_topic)
        self._texts_room = Room(16)
        titles = [(one.key, _(one.title)) for one in TOPICS]
        self.choice = ChoiceInput(_("Topics"), session.look, lambda: session.texts, titles)
        self.choice.edited.connect(lambda: self.show_topic(str(self.choice.value)))
        self._list_pane = scrolling(column(self.list, None, margins=(_EDGE, 4, 4, _EDGE)))
        self._list_pane.setFixedWidth(_LIST_WIDTH + _EDGE)
        self._build()

    def _build(self) -> None:
        text = column(self._texts_room, None)
        inner = holding(text)
        inner.setMaximumWidth(_READABLE)
        readable = row()
        readable.addWidget(inner, 1000)
        readable.addStretch(1)
        right = column(self.choice, spacing=12, margins=(_EDGE, 4, _EDGE, _EDGE))
        right.addLayout(readable)
        right.addStretch(1)
        self._scroll = scrolling(right)
        panes = row(self._list_pane)
        panes.addWidget(self._scroll, 1)
        self.setLayout(panes)

    def enter(self) -> None:
        """Take the keyboard to the list of topics."""
        if self._list_pane.isHidden():
            self.choice.setFocus()
        else:
            self.list.focus_choice()

    def show_content(self, content: Content) -> None:
        """Show the texts of ``content``."""
        self._content = content
        self.show_topic(self.shown)

    def show_topic(self, key: str) -> None:
        """Show the topic with this key."""
        self.shown = key
        self.list.show_value(key)
        self.choice.show_value(key)
        if self._content is not None:
            self._texts_room.fill(self._contents(self._content, key))
            settle(self._texts_room)
            self._scroll.verticalScrollBar().setValue(0)

    def _contents(self, content: Content, key: str) -> Iterator[QWidget]:
        session, chosen = self._session, topic(key)
        yield label(session.texts.gettext(chosen.title), "title", wrap=True)
        if key == PROCUREMENT:
            yield self._taking_along()
        if key == ACTS:
            yield self._acts()
        for section in sections(content, chosen, session.today, session.texts):
            yield self._section(section)

    def _section(self, section: Section) -> QWidget:
        texts = self._session.texts
        title = f"{section.number}. {section.text.title}" if section.number else section.text.title
        heading = row(spacing=12)
        if section.category:
            name = texts.gettext("category {letter}").format(letter=section.category)
            heading.addWidget(CategoryMark(section.category, self._session.look, name), 0, Qt.AlignmentFlag.AlignTop)
        heading.addWidget(label(title, "heading", wrap=True), 1)
        layout = column(holding(heading), spacing=4)
        for line in section.text.body:
            self._add_line(layout, line, section.form)
        if section.sources:
            layout.addWidget(SourceLinks(section.sources, texts))
        return holding(layout)

    def _add_line(self, layout: QVBoxLayout, line: str, form: Form) -> None:
        if form is not Form.ITEMS:
            layout.addWidget(Paragraph(line))
            return
        item = row(spacing=8)
        item.addWidget(label("–", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        item.addWidget(Paragraph(line), 1)
        layout.addLayout(item)

    def _acts(self) -> QWidget:
        language = self._session.texts.language
        found = [link_button(act.name(language), act.link) for act in acts().values()]
        return holding(column(*found, spacing=6))

    def _taking_along(self) -> QWidget:
        """The requirements as a text to copy, or as a file."""
        _ = self._session.texts.gettext
        flow = FlowLayout(gap=8, line_gap=8)
        flow.addWidget(button(_("Copy the requirements"), on_click=self.copy_requirements))
        flow.addWidget(button(_("Save the requirements …"), on_click=self._save_requirements))
        return holding(flow)

    def copy_requirements(self) -> None:
        """Put the requirements on the clipboard as text."""
        if self._content is not None:
            document = requirement_list(requirements(self._content, self._session.today), self._session.texts)
            QGuiApplication.clipboard().setText(plain_text(document))
            self._shell.say(self._session.texts.gettext("Copied"))

    def _save_requirements(self) -> None:
        if self._content is not None:
            document = requirement_list(requirements(self._content, self._session.today), self._session.texts)
            save_document(self._shell, document, (DocumentFormat.DOCX, DocumentFormat.PDF))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The topics are a field over the text where there is not room for them beside it."""
        super().resizeEvent(event)
        beside = self.width() >= TWO_PANES_FROM
        self._list_pane.setVisible(beside)
        self.choice.setHidden(beside)
