"""What interpreter is needed: on one line, and as fields that can be opened under it."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from interpreter_app.booking_words import language_in_words, method_in_words, moment_in_words
from interpreter_app.contact_checks import check_booking_line
from interpreter_app.domain.call_lists import Need
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.situations import Method
from interpreter_app.i18n import Texts, capitalised
from interpreter_app.situation_words import METHOD_NAMES
from interpreter_app.unit import Unit
from interpreter_app.use_cases.call_lists import with_unit
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label, row
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.form_field import Check, ChoiceInput, DayInput, FormField, TextInput
from ui.desktop.widgets.time_input import MinutesInput, TimeInput

_NARROW = 104
_WIDE = 220
_TEXTS = ("place", "unit", "contact", "phone", "email")


class NeedEditor(QFrame):
    """Shows what is needed.

    ``changed`` gives it as the person has changed it, once a field is left; ``closed`` tells that the fields are away.
    What is wrong in a field stays there, and keeps nothing else from being told.
    """

    changed = Signal(object)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._need: Need | None = None
        _ = session.texts.gettext
        self.line = label(look="strong", wrap=True)
        self.edit = button("", "plain-small", self._toggle)
        self.day = DayInput(_("Day"), self._texts, width=128)
        self.at = TimeInput(_("Time"), self._texts, _NARROW)
        self.minutes = MinutesInput(_("Minutes"), self._texts, _NARROW)
        methods: list[tuple[Hashable, str]] = [(one, _(name)) for one, name in METHOD_NAMES.items()]
        self.method = ChoiceInput(_("Method"), session.look, self._texts, methods, width=150)
        titles = (_("Where"), _("Unit"), _("Contact person"), _("Telephone"), _("E-mail"))
        self.texts = {
            name: TextInput(title, self._texts, _check(name), width=_WIDE)
            for name, title in zip(_TEXTS, titles, strict=True)
        }
        self._fields = self._all_fields()
        self._fields.hide()
        head = row(spacing=12)
        head.addWidget(self.line, 1)
        head.addWidget(self.edit)
        inner = column(holding(head), self._fields, spacing=12, margins=(16, 10, 16, 10))
        self.setLayout(column(card("card", inner)))
        self._name_button()
        self._connect()

    def _texts(self) -> Texts:
        return self._session.texts

    def _all_fields(self) -> QFrame:
        flow = FieldFlow(gap=12, line_gap=10)
        for field in self._all():
            flow.addWidget(field)
        hint = self._session.texts.gettext("Write nothing about the person who is served.")
        made = QFrame()
        made.setLayout(column(holding(flow), Paragraph(hint, "small"), spacing=8))
        return made

    def _connect(self) -> None:
        self.method.edited.connect(self._tell)
        for field in (self.day, self.at, self.minutes, *self.texts.values()):
            field.line.editingFinished.connect(self._tell)

    def show_need(self, need: Need, *, anew: bool = False) -> None:
        """Show what is needed; a field that is being typed in or is wrong stays as it is.

        ``anew`` is whether it is needed for another list: what was wrong for the one before is gone then.
        """
        if need == self._need and not anew:
            return
        self._need = need
        self.line.setText(self._in_one_line(need))
        own = with_unit(replace(need, place="", unit="", contact="", phone="", email=""), self._unit())
        values: list[tuple[FormField, object]] = [
            (self.day, need.on.isoformat() if need.on else None),
            (self.at, need.starts.time() if need.starts else None),
            (self.minutes, need.minutes),
            (self.method, need.method),
        ]
        for field, value in values:
            if anew or field is self.method or not (field.problem or field.editor.hasFocus()):
                field.show_value(value)
        for name, text in self.texts.items():
            text.line.setPlaceholderText(getattr(own, name))
            if anew or not (text.problem or text.line.hasFocus()):
                text.show_value(getattr(need, name))

    def open_fields(self, *, shown: bool) -> None:
        """Show the fields, or hide them."""
        self._fields.setVisible(shown)
        self._name_button()

    def close_fields(self) -> bool:
        """Put the fields away, unless one is wrong, which gets the keyboard; False where they are away already."""
        if self._fields.isHidden():
            return False
        self.tell_now()
        wrong = next((field for field in self._all() if field.problem), None)
        if wrong is not None:
            wrong.tell()
            wrong.setFocus()
            return True
        self.open_fields(shown=False)
        self.closed.emit()
        return True

    def tell_now(self) -> None:
        """Tell of what is typed in the field that has the keyboard."""
        if self._need is not None and self._fields.isVisibleTo(self):
            self._tell()

    def _toggle(self) -> None:
        if self._fields.isHidden():
            self.open_fields(shown=True)
            self.day.setFocus()
        else:
            self.close_fields()

    def _name_button(self) -> None:
        _ = self._session.texts.gettext
        words = _("Edit") if self._fields.isHidden() else _("Done")
        self.edit.setText(words)
        self.edit.setAccessibleName(_("What is needed: {word}").format(word=words))

    def _unit(self) -> Unit:
        return self._session.context.settings.unit

    def _all(self) -> tuple[FormField, ...]:
        return (self.day, self.at, self.minutes, self.method, *self.texts.values())

    def _tell(self) -> None:
        """Tell of another need; what a wrong field is for stays as it was."""
        if self._need is None:
            return
        self._ask_for_day()
        need = self._typed(self._need)
        if need != self._need:
            self._need = need
            self.line.setText(self._in_one_line(need))
            self.changed.emit(need)

    def _ask_for_day(self) -> None:
        """Say under the day that it is needed while there is a time without one."""
        needed = self._session.texts.gettext("This is needed.")
        is_missing = not self.day.line.text().strip() and self.at.value is not None
        if is_missing or self.day.problem == needed:
            self.day.problem = needed if is_missing else ""
            self.day.tell()

    def _typed(self, need: Need) -> Need:
        starts, day = self._when(need)
        minutes = self.minutes.value if isinstance(self.minutes.value, int) else None
        method = self.method.value if isinstance(self.method.value, Method) else None
        minutes = need.minutes if self.minutes.problem else minutes
        typed = replace(need, starts=starts, day=day, minutes=minutes, method=method)
        for name, field in self.texts.items():
            if not field.problem:
                typed = replace(typed, **{name: str(field.value or "")})  # type: ignore[arg-type]
        return typed

    def _when(self, need: Need) -> tuple[datetime | None, date | None]:
        """When it begins, or only the day: as before while the day is wrong, without a time while that is wrong."""
        if self.day.problem:
            return need.starts, need.day
        day = iso_date(self.day.value) if isinstance(self.day.value, str) else None
        if self.at.problem and day == need.on:
            return need.starts, need.day
        at = self.at.value if isinstance(self.at.value, time) and not self.at.problem else None
        return (datetime.combine(day, at), None) if day and at else (None, day)

    def _in_one_line(self, need: Need) -> str:
        texts = self._session.texts
        _ = texts.gettext
        parts = (
            capitalised(language_in_words(need.language, need.kind, texts)),
            texts.date(need.day) if need.day else "",
            moment_in_words(need.starts, texts) if need.starts else _("no time yet"),
            _("{n} min").format(n=texts.number(need.minutes)) if need.minutes else "",
            method_in_words(need.method, texts) if need.method else "",
            need.place,
        )
        return " · ".join(part for part in parts if part)


def _check(name: str) -> Check:
    return lambda text: check_booking_line(name, text)
