"""The guidelines of the unit: questions left, what is in place right; the answers are kept as they are given."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.guidelines import ADAPTATIONS, GuidelinesAnswers, Part, PartAnswer, field_of
from interpreter_app.use_cases.guidelines import (
    Checked,
    answers_of,
    build_guidelines,
    check_answers,
    keep_answers,
    read_kept_answers,
)
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.read_guidance import read_content
from ui.desktop.pages.guidelines_page_parts import GuidelinesParts
from ui.desktop.pages.guidelines_page_state import GuidelinesState
from ui.desktop.pages.guidelines_page_unit import GuidelinesUnit
from ui.desktop.pages.page import Page, Shell
from ui.desktop.save_document import DocumentFormat, save_document
from ui.desktop.widgets.basics import Paragraph, column, holding, label
from ui.desktop.widgets.room import Room
from ui.desktop.widgets.source_links import SourceLinks
from ui.desktop.widgets.two_panes import TwoPanes

NAME = "guidelines"
_PAUSE_MS = 700
"""After so long a pause the answers are kept."""
_SHARES = (3, 2)
_SOURCES = ("TL 9", "TF 2")


@dataclass(frozen=True, slots=True)
class _Read:
    content: Content
    kept: GuidelinesAnswers | None


class GuidelinesPage(Page):
    """The page. ``checked`` is what is answered, with what is missing; None until it is read."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        self.checked: Checked | None = None
        self.unit: GuidelinesUnit | None = None
        self.parts: GuidelinesParts | None = None
        self._content = Content(())
        self._is_unkept = False
        self._leave: Callable[[], object] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.state = GuidelinesState(session)
        self.state.hide()
        self._build()
        self._connect()
        session.runner.read(lambda _: _read(session.profile), self._on_read, slot=NAME)

    def _build(self) -> None:
        _ = self._session.texts.gettext
        why = Paragraph(
            _(
                "Answer the questions, and the program writes the guidelines. Bodies that use interpreters regularly "
                "must have them. Your answers are kept as you give them, on this machine only."
            ),
            "muted",
        )
        sources = SourceLinks(_SOURCES, self._session.texts)
        self._questions = Room(12)
        self.panes = TwoPanes(holding(column(why, sources, 8, self._questions, spacing=8)), self.state, _SHARES)
        head = holding(column(label(_("Guidelines"), "title"), margins=(24, 18, 24, 12)))
        layout = column(head)
        layout.addWidget(self.panes, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.state.asked.connect(self.focus_field)
        self.state.docx_wanted.connect(lambda: self._save(DocumentFormat.DOCX))
        self.state.pdf_wanted.connect(lambda: self._save(DocumentFormat.PDF))

    def _on_read(self, read: _Read) -> None:
        self._content = read.content
        self.show_answers(answers_of(self._session.context.settings.unit, read.kept))
        self._say_kept(read.kept is not None)
        if self.isVisible():
            self.enter()

    def show_answers(self, answers: GuidelinesAnswers) -> None:
        """Ask the questions, with ``answers`` in them."""
        session = self._session
        checked = self._check(answers)
        self.unit = GuidelinesUnit(session, answers)
        self.parts = GuidelinesParts(checked.contents, answers, session)
        self.unit.edited.connect(self._on_unit_edited)
        self.parts.edited.connect(self._on_part_edited)
        heading = label(session.texts.gettext("Your unit"), "heading")
        self._questions.fill((heading, self.unit, self.parts))
        self.state.show()

    def enter(self) -> None:
        """Take the keyboard to the first field of the page that must be answered, else to the first question."""
        if self.checked is None or self.unit is None:
            self.setFocus()
            return
        missing = {one.field for one in self.checked.required}
        in_order = (*ADAPTATIONS, *map(field_of, Part))
        self.focus_field(next((name for name in in_order if name in missing), in_order[0]))

    def focus_field(self, name: str) -> None:
        """Bring the keyboard to the field of an answer, and the field into sight."""
        if self.unit is None or self.parts is None:
            return
        field = self.unit.field(name) or self.parts.field(Part(name.partition(".")[2]))
        field.setFocus()
        self.panes.show_whole(field)

    def _on_unit_edited(self, changes: dict[str, Any]) -> None:
        assert self.checked is not None
        self._take(replace(self.checked.answers, **changes))
        assert self.parts is not None
        if "unit" in changes:
            self.parts.show_unit(changes["unit"])
        if "sector" in changes:
            self.parts.show_included(self.checked.answers)

    def _remember_unit(self, answers: GuidelinesAnswers) -> None:
        """What is said of the unit here holds in the settings, too."""
        context = self._session.context
        unit = replace(context.settings.unit, name=answers.unit, sector=answers.sector, body=answers.body)
        if unit != context.settings.unit:
            context.remember(unit=unit)

    def _on_part_edited(self, part: Part, answer: PartAnswer) -> None:
        assert self.checked is not None
        answers = self.checked.answers
        self._take(replace(answers, parts={**answers.parts, part: answer}))

    def _take(self, answers: GuidelinesAnswers) -> None:
        self._check(answers)
        self._is_unkept = True
        self._pause.start()

    def _check(self, answers: GuidelinesAnswers) -> Checked:
        session = self._session
        self.checked = check_answers(answers, self._content, session.today, session.texts)
        self.state.show_checked(self.checked)
        return self.checked

    def keep(self) -> None:
        """Keep what is answered and not kept yet."""
        self._pause.stop()
        if not self._is_unkept or self.checked is None:
            return
        answers, session = self.checked.answers, self._session
        self._is_unkept = False
        self._remember_unit(answers)
        session.edit(lambda profile: keep_answers(profile, answers, session.now()), self._on_kept, self._on_not_kept)

    def _on_kept(self, _answer: object) -> None:
        if not isValid(self):
            return
        self._say_kept(True)
        go_on, self._leave = self._leave, None
        if go_on is not None:
            go_on()

    def _on_not_kept(self, error: BaseException) -> None:
        self._leave, self._is_unkept = None, True
        self._session.runner.report(error)

    def _say_kept(self, kept: bool) -> None:
        _ = self._session.texts.gettext
        self.state.say_kept(_("Your answers are kept on this machine.") if kept else "")

    def may_leave(self, go_on: Callable[[], object]) -> bool:
        """Whether all answers are kept; else they are kept first."""
        if not self._is_unkept:
            return True
        self._leave = go_on
        self.keep()
        return False

    def _save(self, format_: DocumentFormat) -> None:
        if self.checked is not None:
            document = build_guidelines(self.checked, self._session.texts, draft=True)
            save_document(self._shell, document, (format_,))


def _read(profile: Profile) -> _Read:
    return _Read(read_content(profile), read_kept_answers(profile))
