"""The fields of a departure note: all that the call list does not know, and what is wrong or missing under each."""

from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from interpreter_app.contact_checks import check_booking_text
from interpreter_app.domain.call_lists import CallList
from interpreter_app.domain.departure_note_entries import LONGEST
from interpreter_app.domain.departure_note_times import check_planned
from interpreter_app.domain.departure_notes import needs_relation
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.norwegian_time import on_norwegian_clock
from interpreter_app.domain.situations import Proposed
from interpreter_app.situation_words import GROUND_NAMES, METHOD_NAMES
from interpreter_app.usage_words import USED_NAMES
from ui.desktop.session import Session
from ui.desktop.style import Look
from ui.desktop.widgets.basics import column, holding
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.form_field import ChoiceInput, DayInput, FormField, TextInput

_WHOLE, _HALF = 560, 270
_Value = TypeVar("_Value", bound=Hashable)


class TicksInput(FormField):
    """Boxes of which any may be ticked; ``boxes`` are by their values."""

    def __init__(self, title: str, look: Look, names: Mapping[_Value, str], lines: QBoxLayout | FlowLayout) -> None:
        self.boxes = {one: CheckBox(look, name) for one, name in names.items()}
        for box in self.boxes.values():
            lines.addWidget(box)
            box.toggled.connect(self._on_toggled)
        holder = holding(lines)
        holder.setFocusProxy(next(iter(self.boxes.values())))
        super().__init__(title, holder, width=_WHOLE)

    def ticked(self) -> list[str]:
        """The values of the boxes that are ticked."""
        return [str(one) for one, box in self.boxes.items() if box.isChecked()]

    def show_value(self, value: object) -> None:
        """Tick the box of ``value`` too."""
        self.boxes[value].setChecked(True)  # type: ignore[index]

    def _on_toggled(self) -> None:
        self.say("")
        self.edited.emit()


class DepartureNoteForm(QWidget):
    """Asks for what a note needs beside ``call_list``; nothing is filled in that nobody has said.

    ``changed`` follows each change, ``told`` what is said under a field.
    """

    changed = Signal()
    told = Signal()

    def __init__(self, session: Session, call_list: CallList) -> None:
        super().__init__()
        self._session = session
        self._reason = ""
        look, _ = session.look, session.texts.gettext
        self.grounds = TicksInput(_("Ground for departing"), look, _named(GROUND_NAMES, _), column(spacing=8))
        self.methods = TicksInput(_("Methods tried"), look, _named(METHOD_NAMES, _), FlowLayout(gap=16, line_gap=6))
        used: list[tuple[Hashable, str]] = [*_named(USED_NAMES, _).items()]
        self.used = ChoiceInput(_("Who interpreted"), look, lambda: session.texts, used, width=_WHOLE)
        self.seriousness = self._line(_("Seriousness: what was at stake, in general words"), _WHOLE)
        self.relation = self._line(_("Relation to the parties"), _WHOLE)
        self.decided_by = self._line(_("Decided by"), _HALF)
        self.role = self._line(_("Role"), _HALF)
        self.planned = DayInput(_("Follow-up with a qualified interpreter on"), lambda: session.texts, width=_HALF)
        self.not_planned = self._line(_("Or why there is none"), _HALF)
        self._show_known(call_list)
        self._build()
        self._connect()

    def _line(self, title: str, width: int) -> TextInput:
        return TextInput(
            title, lambda: self._session.texts, lambda text: check_booking_text(title, text, LONGEST), width=width
        )

    @property
    def fields(self) -> dict[str, FormField]:
        """The fields by their places in a note, in the order in which they are asked."""
        return {
            "grounds": self.grounds,
            "seriousness": self.seriousness,
            "used.who": self.used,
            "used.relation": self.relation,
            "methods_tried": self.methods,
            "decided_by.name": self.decided_by,
            "decided_by.role": self.role,
            "follow_up.planned": self.planned,
            "follow_up.not_planned": self.not_planned,
        }

    def _show_known(self, call_list: CallList) -> None:
        """Show what was answered before: the grounds in the guide, and the method where somebody was asked for it."""
        for ground in call_list.need.grounds:
            self.grounds.show_value(ground)
        if call_list.need.method and any(not attempt.taken_back for attempt in call_list.log):
            self.methods.show_value(call_list.need.method)

    def _build(self) -> None:
        flow = FieldFlow(gap=16, line_gap=10)
        for one in self.fields.values():
            flow.addWidget(one)
        self.setLayout(column(holding(flow)))

    def _connect(self) -> None:
        for one in self.fields.values():
            one.edited.connect(self.changed)
            one.told.connect(self.told)
        self.used.edited.connect(self.relation.tell)
        self.planned.edited.connect(self._show_follow_up)
        self.not_planned.edited.connect(self.planned.tell)

    def _show_follow_up(self) -> None:
        """There is a follow-up or a reason why not: what is typed as a reason waits while a day is typed."""
        planned = bool(self.planned.line.text().strip())
        if planned == self._reason_waits:
            return
        if planned:
            self._reason = self.not_planned.line.text()
            self.not_planned.say("")
        self.not_planned.show_locked(planned)
        self.not_planned.line.setText("" if planned else self._reason)

    @property
    def _reason_waits(self) -> bool:
        return not self.not_planned.line.isEnabled()

    def filled_in(self) -> tuple[object, ...]:
        """What stands in the fields, to be compared; of a reason that waits, what is typed."""
        lines = (self.seriousness, self.relation, self.decided_by, self.role, self.planned)
        reason = self._reason if self._reason_waits else self.not_planned.line.text()
        return (
            *self.grounds.ticked(),
            *self.methods.ticked(),
            self.used.value,
            *(one.line.text().strip() for one in lines),
            reason.strip(),
        )

    def note_data(self, now: datetime) -> dict[str, object]:
        """What is filled in, as the JSON data of a note that is written ``now`` (with its zone)."""
        at = on_norwegian_clock(now)  # the clock that the attempts stand by
        planned = self.planned.value
        return {
            "date": at.date().isoformat(),
            "time": f"{at:%H:%M}",
            "grounds": self.grounds.ticked(),
            "seriousness": self.seriousness.line.text(),
            "methods_tried": self.methods.ticked(),
            "used": {"who": self.used.value, "relation": self.relation.line.text()},
            "decided_by": {"name": self.decided_by.line.text(), "role": self.role.line.text()},
            "follow_up": {"planned": planned} if planned else {"not_planned": self.not_planned.line.text()},
        }

    def tell_problems(self, now: datetime) -> bool:
        """Say under each field what is wrong or missing, and go to the first; whether there is anything.

        The note would be written ``now`` (with its zone).
        """
        problems = self._missing() | self._problems(now)
        for place, field in self.fields.items():
            field.say(problems.get(place, ""))
        first = next((field for place, field in self.fields.items() if place in problems), None)
        if first is not None:
            first.setFocus()
        return first is not None

    def _missing(self) -> dict[str, str]:
        """What a note needs and does not have, by place."""
        _ = self._session.texts.gettext
        used = self.used.value
        given = {
            "grounds": bool(self.grounds.ticked()),
            "seriousness": _is_said(self.seriousness),
            "used.who": used is not None,
            "used.relation": _is_said(self.relation) or used is None or not needs_relation(Proposed(str(used))),
            "decided_by.name": _is_said(self.decided_by),
            "decided_by.role": _is_said(self.role),
        }
        missing = {place: _("This is needed.") for place, there in given.items() if not there}
        if not (_is_said(self.planned) or _is_said(self.not_planned)):
            missing["follow_up.planned"] = _("Give a day, or say why there is none.")
        return missing

    def _problems(self, now: datetime) -> dict[str, str]:
        """What is wrong with what is filled in, by place."""
        problems = {place: field.problem for place, field in self.fields.items() if field.problem}
        if self._reason_waits:
            problems.pop("follow_up.not_planned", None)
        planned = iso_date(str(self.planned.value)) if not self.planned.problem else None
        today = on_norwegian_clock(now).date()
        try:
            if planned is not None:
                check_planned(planned, today)
        except UserError:
            words = self._session.texts.gettext("It cannot be earlier than the conversation, {day}.")
            problems["follow_up.planned"] = words.format(day=self.planned.written(today.isoformat()))
        return problems

    def tell_refused(self, error: UserError) -> bool:
        """Say under its field what was refused; False where no field is to blame."""
        field = self.fields.get(str(error.values.get("where", error.values.get("field", ""))))
        if field is None:
            return False
        field.say(self._in_words(error, field))
        field.setFocus()
        return True

    def _in_words(self, error: UserError, field: FormField) -> str:
        """What is wrong; the field is called what it is called here."""
        title = field.title.text()
        named = UserError(error.message, error.hint, **error.values | {"where": title, "field": title})
        return named.in_words(self._session.texts.gettext)


def _named(names: Mapping[_Value, str], say: Callable[[str], str]) -> dict[_Value, str]:
    return {value: say(name) for value, name in names.items()}


def _is_said(field: TextInput) -> bool:
    return bool(field.line.text().strip())
