"""What the guidelines are adapted to: the unit, its size, activities and risk, and who answers for them."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.contact_checks import check_booking_line
from interpreter_app.domain.guidelines import GuidelinesAnswers
from interpreter_app.domain.guidelines_entries import LONGEST_TEXT
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.situations import Body, Method, Sector
from interpreter_app.guidelines_words import QUESTIONS
from interpreter_app.situation_words import BODY_NAMES, METHOD_NAMES, SECTOR_NAMES
from ui.desktop.session import Session
from ui.desktop.widgets.basics import card, column, holding, label
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.form_field import ChoiceInput, DayInput, TextInput
from ui.desktop.widgets.question_area import QuestionArea

_WIDE, _NARROW = 270, 216


class GuidelinesUnit(QWidget):
    """Asks about the unit; ``edited`` gives what is changed, values by the names of the answers."""

    edited = Signal(object)

    def __init__(self, session: Session, answers: GuidelinesAnswers) -> None:
        super().__init__()
        self._session = session
        _ = session.texts.gettext
        self.unit = self._line(_("Name of the unit"), _WIDE)
        self.sector = self._choice(_("Service"), SECTOR_NAMES)
        self.body = self._choice(_("Who are you?"), BODY_NAMES)
        self.areas = {
            name: QuestionArea(_(QUESTIONS[name]), lambda: session.texts, LONGEST_TEXT)
            for name in ("size", "activities", "risk")
        }
        self.responsible = self._line(_("Responsible for the guidelines"), _WIDE)
        self.valid_from = DayInput(_("In force from"), lambda: session.texts, width=_NARROW)
        self.supplier = self._line(_("Framework agreement with"), _WIDE)
        self.methods = {method: CheckBox(session.look, _(name)) for method, name in METHOD_NAMES.items()}
        self.regular = CheckBox(session.look, _("We use interpreters regularly"))
        self._build()
        self._show(answers)
        self._connect()

    def _line(self, title: str, width: int) -> TextInput:
        return TextInput(title, lambda: self._session.texts, partial(check_booking_line, "unit"), width=width)

    def _choice(self, title: str, names: Mapping[Any, str]) -> ChoiceInput:
        texts = self._session.texts
        choices: Sequence[tuple[Hashable, str]] = [(value, texts.gettext(name)) for value, name in names.items()]
        return ChoiceInput(title, self._session.look, lambda: texts, choices, width=_NARROW)

    def _build(self) -> None:
        _ = self._session.texts.gettext
        layout = column(margins=(16, 14, 16, 16), spacing=12)
        layout.addWidget(_fields(self.unit, self.sector, self.body))
        layout.addWidget(self.regular)
        for area in self.areas.values():
            layout.addWidget(area)
        layout.addWidget(_fields(self.responsible, self.valid_from, self.supplier))
        ticks = FlowLayout(gap=20, line_gap=6)
        for box in self.methods.values():
            ticks.addWidget(box)
        layout.addLayout(column(label(_("How the interpreters take part"), "small"), holding(ticks), spacing=4))
        self.setLayout(column(card("card", layout)))

    def _connect(self) -> None:
        for name in ("unit", "responsible", "supplier"):
            field: TextInput = getattr(self, name)
            field.edited.connect(lambda name=name, field=field: self._take_line(name, field))
        self.sector.edited.connect(lambda: self._take(sector=Sector(str(self.sector.value))))
        self.body.edited.connect(lambda: self._take(body=Body(str(self.body.value))))
        for name, area in self.areas.items():
            area.edited.connect(lambda name=name, area=area: self._take(**{name: area.text}))
        self.valid_from.edited.connect(self._take_day)
        self.regular.toggled.connect(lambda on: self._take(regular_use=on))
        for box in self.methods.values():
            box.toggled.connect(lambda _on: self._take(methods=self._ticked()))

    def _show(self, answers: GuidelinesAnswers) -> None:
        self.unit.show_value(answers.unit)
        self.sector.show_value(answers.sector)
        self.body.show_value(answers.body)
        for name, area in self.areas.items():
            area.show_text(getattr(answers, name))
        self.responsible.show_value(answers.responsible)
        self.supplier.show_value(answers.supplier)
        self.valid_from.show_value(answers.valid_from.isoformat() if answers.valid_from else None)
        self.regular.setChecked(answers.regular_use)
        for method, box in self.methods.items():
            box.setChecked(method in answers.methods)

    def field(self, name: str) -> QWidget | None:
        """What the answer called ``name`` is given in."""
        fields: dict[str, QWidget] = {
            "unit": self.unit,
            "responsible": self.responsible,
            "valid_from": self.valid_from,
            **self.areas,
        }
        return fields.get(name)

    def _ticked(self) -> tuple[Method, ...]:
        return tuple(method for method, box in self.methods.items() if box.isChecked())

    def _take_line(self, name: str, field: TextInput) -> None:
        if not field.problem:
            self._take(**{name: str(field.value or "")})

    def _take_day(self) -> None:
        value = self.valid_from.value
        day: date | None = iso_date(value) if isinstance(value, str) else None
        if not self.valid_from.problem:
            self._take(valid_from=day)

    def _take(self, **changes: Any) -> None:
        self.edited.emit(changes)


def _fields(*fields: QWidget) -> QWidget:
    flow = FieldFlow(gap=14, line_gap=10)
    for one in fields:
        flow.addWidget(one)
    return holding(flow)
