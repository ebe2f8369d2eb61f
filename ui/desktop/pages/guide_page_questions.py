"""The questions of the guide: three to six, in plain words, each answered by one press."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.situations import Body, Proposed, Sector
from interpreter_app.situation_words import BODY_NAMES, PROPOSED_NAMES, SECTOR_NAMES, sectors_meant
from interpreter_app.use_cases.guide_answers import Answers, Hurry, Question, duty_in_sector, says_other_act
from ui.desktop.pages.guide_page_child import ChildDetails
from ui.desktop.pages.guide_page_fee import FeeQuestions
from ui.desktop.session import Session
from ui.desktop.widgets.basics import card, column, holding, label
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.form_field import ChoiceInput, DayInput
from ui.desktop.widgets.radio_rows import LEAST_WIDTH, Option, RadioRows

_YES, _NO = "yes", "no"


class GuideQuestions(QWidget):
    """Asks. ``answered`` gives the ``Answers`` after each press; ``entered`` follows Enter, to go on.

    ``opened`` gives a widget that asks more since the last press.
    ``answers`` are what is shown. What is typed of a day that cannot be read stays as long as the field does, and is
    asked for again in another.
    """

    answered = Signal(object)
    opened = Signal(object)
    entered = Signal()

    def __init__(self, session: Session, answers: Answers) -> None:
        super().__init__()
        self._session = session
        self.answers = answers
        self._content: Content | None = None
        _ = session.texts.gettext
        self._where = _("Where does the conversation belong?")
        self._make_fields()
        self.criminal = self._yes_or_no(_("Is it a criminal case?"), "", "")
        self.needed = self._yes_or_no(
            _("Is something important at stake?"),
            _(
                "Treatment, consent, a decision, an interview, a child, safety, and you do not understand each other"
                " well enough"
            ),
            _("You understand each other well enough, or it is a short practical message"),
        )
        self.other_act = self._yes_or_no(_("Does another act say that an interpreter is used?"), "", "")
        self.hurry = self._rows(_("Is it urgent?"), self._hurries())
        people = [Option(value, _(name)) for value, name in PROPOSED_NAMES.items()]
        self.proposed = self._rows(_("Whom have you thought of?"), people, columns=3, least=150)
        self.child = ChildDetails(session)
        self.fee = FeeQuestions(session)
        self._build()
        self._connect()
        self.show_answers(answers)

    def _make_fields(self) -> None:
        session = self._session
        _ = session.texts.gettext

        def titled(names: dict[Any, str]) -> Sequence[tuple[Hashable, str]]:
            return [(value, _(name)) for value, name in names.items()]

        look = session.look
        self.sector = ChoiceInput(
            _("Service"),
            look,
            lambda: session.texts,
            titled(SECTOR_NAMES),
            find=lambda text: sectors_meant(text, session.texts),
            width=230,
        )
        self.body = ChoiceInput(_("Who are you?"), look, lambda: session.texts, titled(BODY_NAMES), width=172)
        self.day = DayInput(_("Day of the conversation"), lambda: session.texts, width=104)
        self.norwegian = CheckBox(look, _("It is interpreted to or from Norwegian"))

    def _hurries(self) -> Sequence[Option]:
        _ = self._session.texts.gettext
        return (
            Option(Hurry.CAN_WAIT, _("No, it can wait")),
            Option(Hurry.CANNOT_WAIT, _("Yes, waiting is not defensible")),
            Option(Hurry.EMERGENCY, _("Yes, it is an emergency")),
            Option(Hurry.STRONG_REASONS, _("Other strong reasons")),
        )

    def _rows(self, title: str, options: Sequence[Option], columns: int = 2, least: int = LEAST_WIDTH) -> RadioRows:
        rows = RadioRows(title, options, self._session.look, columns=columns, least=least)
        rows.entered.connect(self.entered)
        return rows

    def _yes_or_no(self, title: str, yes: str, no: str) -> RadioRows:
        _ = self._session.texts.gettext
        return self._rows(title, (Option(_YES, _("Yes"), yes), Option(_NO, _("No"), no)))

    def _build(self) -> None:
        _ = self._session.texts.gettext
        fields = FieldFlow(gap=12, line_gap=8)
        for one in (self.sector, self.body, self.day):
            fields.addWidget(one)
        self._says_other_act = label(look="small", wrap=True)
        where = column(holding(fields), self.norwegian, spacing=8)
        self._criminal_card = self._card(self.criminal)
        layout = column(self._card(holding(where), self._where), self._criminal_card, spacing=10)
        for asked in (
            self._card(
                self.needed, words=_("Is an interpreter needed for legal safeguards, or for adequate help and service?")
            ),
            self._card(self.other_act, below=self._says_other_act),
            self._card(self.hurry),
            self._card(self.proposed, below=self.child),
            self.fee,
        ):
            layout.addWidget(asked)
        self.setLayout(layout)

    def _card(self, asked: QWidget, title: str = "", words: str = "", below: QWidget | None = None) -> QWidget:
        inner = column(label(title or asked.accessibleName(), "heading", wrap=True), margins=(16, 10, 16, 12))
        if words:
            inner.addWidget(label(words, "small", wrap=True))
        inner.addSpacing(6)
        inner.addWidget(asked)
        if below is not None:
            inner.addSpacing(4)
            inner.addWidget(below)
        return card("card", inner)

    def _connect(self) -> None:
        self.sector.edited.connect(self._on_sector)
        self.sector.field.entered.connect(self.entered)
        self.body.edited.connect(lambda: self._take(body=Body(str(self.body.value))))
        self.day.edited.connect(self._on_day)
        self.day.line.returnPressed.connect(self.entered)
        self.norwegian.toggled.connect(lambda on: self._take(norwegian_involved=on))
        self.criminal.chosen.connect(lambda value: self._take(criminal_case=value == _YES))
        self.needed.chosen.connect(lambda value: self._take(needed=value == _YES))
        self.other_act.chosen.connect(lambda value: self._take(other_act=value == _YES))
        self.hurry.chosen.connect(lambda value: self._take(hurry=Hurry(value)))
        self.proposed.chosen.connect(lambda value: self._take(proposed=Proposed(value)))
        self.child.edited.connect(self._on_child)
        self.fee.edited.connect(lambda: self._take(no_show=self.fee.no_show))

    def show_content(self, content: Content) -> None:
        """Answer from ``content`` what it knows of the sectors."""
        self._content = content
        self._show_what_follows()

    def show_answers(self, answers: Answers) -> None:
        """Show ``answers`` without telling of them."""
        self.answers = answers
        self.sector.show_value(answers.sector)
        self.body.show_value(answers.body)
        if answers.day_is_known:
            self.day.show_value((answers.day or self._session.today).isoformat())
        self.norwegian.blockSignals(True)
        self.norwegian.setChecked(answers.norwegian_involved)
        self.norwegian.blockSignals(False)
        self.criminal.show_value(_answer(answers.criminal_case))
        self.needed.show_value(_answer(answers.needed))
        self.hurry.show_value(answers.hurry)
        self.proposed.show_value(answers.proposed)
        self.child.show_values(answers)
        self.fee.show_value(answers.no_show)
        self._show_what_follows()

    def focus_question(self, question: Question | None) -> None:
        """Bring the keyboard to a question; to the first for None."""
        match question:
            case Question.DAY:
                self.day.setFocus()
            case Question.NEEDED:
                self.needed.focus_choice()
            case Question.CRIMINAL_CASE:
                self.criminal.focus_choice()
            case _:
                self.sector.setFocus()

    def title_of(self, question: Question) -> str:
        """The words of a question."""
        titles = {
            Question.DAY: self.day.title.text(),
            Question.SECTOR: self._where,
            Question.CRIMINAL_CASE: self.criminal.accessibleName(),
            Question.NEEDED: self.needed.accessibleName(),
        }
        return titles[question]

    def _on_sector(self) -> None:
        self.answers = self.answers.in_sector(Sector(str(self.sector.value)))
        self.criminal.show_value(_answer(self.answers.criminal_case))
        self._take()

    def _on_day(self) -> None:
        """Take the day; while it cannot be read, or none is written, there is no answer that holds."""
        day = iso_date(self.day.value) if isinstance(self.day.value, str) and not self.day.problem else None
        if day is None:
            self._take(day_is_known=False)
        else:
            self._take(day=None if day == self._session.today else day, day_is_known=True)
            self._check_birth(day)

    def _on_child(self) -> None:
        self._check_birth(self.answers.day)
        self._take(birth_date=self.child.birth_date, child_defensible=self.child.defensible.isChecked())

    def _check_birth(self, day: date | None) -> None:
        self.child.refuse_after(day or self._session.today)

    def _take(self, **changes: Any) -> None:
        self.answers = replace(self.answers, **changes)
        closed = [one for one in (self._criminal_card, self.child) if one.isHidden()]
        self._show_what_follows()
        self.answered.emit(self.answers)
        for one in closed:
            if not one.isHidden():
                self.opened.emit(one)

    def _show_what_follows(self) -> None:
        """Show what is asked only after other answers, and what they say beforehand."""
        answers = self.answers
        self._criminal_card.setVisible(answers.asks_criminal_case)
        self.child.setVisible(answers.asks_child)
        known = self._content if answers.sector or answers.other_act is not None else None
        says = says_other_act(answers, known, self._session.today) if known else None
        self.other_act.show_value(_answer(says))
        self._says_other_act.setText(self._words_on_sector(known) if known and answers.sector else "")
        self._says_other_act.setVisible(bool(self._says_other_act.text()))

    def _words_on_sector(self, content: Content) -> str:
        texts, answers = self._session.texts, self.answers
        _ = texts.gettext
        if duty_in_sector(content, answers.sector, answers.day or self._session.today):
            return _("Here another act does, as far as the guidance knows. Change it if your case is another.")
        return _("Here the guidance knows of none. Change it if you know of one.")


def _answer(value: bool | None) -> str | None:
    return None if value is None else _YES if value else _NO
