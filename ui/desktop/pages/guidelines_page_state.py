"""How far the guidelines are: what must be in place, in words, what is recommended, and the files."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from interpreter_app.domain.guidelines import POINT_SOURCES, Missing, Point, points_in_place
from interpreter_app.guidelines_words import POINT_NAMES, in_place_in_words, missing_in_words
from interpreter_app.use_cases.guidelines import Checked
from ui.desktop.models.entries import State
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, announce, button, column, holding, label, row
from ui.desktop.widgets.equal_columns import EqualColumns
from ui.desktop.widgets.notice import state_line
from ui.desktop.widgets.room import Room, settle
from ui.desktop.widgets.source_links import SourceLinks

_INDENT = 22


class GuidelinesState(QWidget):
    """``asked`` gives the field that the person goes to from here; the others are the buttons."""

    asked = Signal(str)
    docx_wanted = Signal()
    pdf_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        _ = session.texts.gettext
        self.headline = label(look="title", wrap=True)
        self._points = {point: _PointRow(point, session) for point in Point}
        self._hints = _Links(session)
        self._hints_title = label(_("Recommended, too"), "heading")
        self.docx = button(_("Save as Word …"), "primary", self.docx_wanted.emit)
        self.pdf = button(_("Save as PDF …"), on_click=self.pdf_wanted.emit)
        self.draft = Paragraph("", "muted")
        self.kept = label(look="small", wrap=True)
        self._build()

    def _build(self) -> None:
        buttons = EqualColumns(8)
        buttons.addWidget(self.docx)
        buttons.addWidget(self.pdf)
        points = column(spacing=14)
        for one in self._points.values():
            points.addWidget(one)
            one.links.asked.connect(self.asked)
        self._hints.asked.connect(self.asked)
        files = column(holding(buttons), self.draft, self.kept, spacing=6)
        hints = column(self._hints_title, self._hints, spacing=6)
        self.setLayout(column(self.headline, holding(points), holding(files), holding(hints), spacing=18))

    def show_checked(self, checked: Checked) -> None:
        """Show what is in place and what is missing."""
        in_place = points_in_place(checked.missing)
        self._say(in_place_in_words(in_place, self._session.texts))
        for point, one in self._points.items():
            one.show_missing(tuple(lack for lack in checked.required if lack.point is point), checked)
        self._hints.show_missing(checked.recommended, checked)
        self._hints_title.setVisible(bool(checked.recommended))
        self._show_words_below(checked)
        settle(self)

    def _say(self, words: str) -> None:
        if words != self.headline.text():
            self.headline.setText(words)
            announce(self.headline, words)

    def _show_words_below(self, checked: Checked) -> None:
        _ = self._session.texts.gettext
        words = []
        if checked.required:
            words.append(_("Until all is in place the file is a draft, and says what is missing."))
        if not checked.answers.must_have_guidelines:
            words.append(_("The act does not demand guidelines of your unit; they are of use all the same."))
        self.draft.say(" ".join(words))
        self.draft.setVisible(bool(words))

    def say_kept(self, words: str) -> None:
        """Say whether the answers are kept."""
        self.kept.setText(words)


class _PointRow(QWidget):
    """A point: what it is called, how it stands, what is missing of it, and what it rests on."""

    def __init__(self, point: Point, session: Session) -> None:
        super().__init__()
        _ = session.texts.gettext
        there, missing = State("check", _("in place"), "good"), State("alert", _("missing"), "warning")
        self._there = state_line(there, session.look)
        self._missing = state_line(missing, session.look)
        self.links = _Links(session)
        inner = column(self.links, spacing=2, margins=(_INDENT, 0, 0, 0))
        if POINT_SOURCES[point]:
            inner.addWidget(SourceLinks(POINT_SOURCES[point], session.texts))
        title = label(_(POINT_NAMES[point]), "strong", wrap=True)
        self.setLayout(column(title, self._there, self._missing, holding(inner), spacing=2))

    def show_missing(self, missing: Sequence[Missing], checked: Checked) -> None:
        """Show how it stands."""
        self._there.setVisible(not missing)
        self._missing.setVisible(bool(missing))
        self.links.show_missing(missing, checked)


class _Links(Room):
    """What is missing, each with a link to where it is answered: ``asked`` gives its field."""

    asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(4)
        self._session = session
        self._shown: list[tuple[str, str]] | None = None

    def show_missing(self, missing: Sequence[Missing], checked: Checked) -> None:
        """Show it; nothing is done where it is what is shown already."""
        said = [(one.field, missing_in_words(one, checked.contents, self._session.texts)) for one in missing]
        if said != self._shown:
            self._shown = said
            self.fill(self._line(*one) for one in said)

    def _line(self, field: str, words: str) -> QWidget:
        link = button(self._session.texts.gettext("Go there"), "link-small", lambda: self.asked.emit(field))
        link.setAccessibleName(f"{link.text()}: {words}")
        link.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = row(spacing=12)
        layout.addWidget(label(words, "dense", wrap=True), 1)
        layout.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return holding(layout)
