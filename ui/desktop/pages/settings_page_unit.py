"""Our unit in the settings: what the unit that books says of itself once, for the guide, messages and notes."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from interpreter_app import contact_checks
from interpreter_app.domain.situations import Body, Sector
from interpreter_app.situation_words import BODY_NAMES, SECTOR_NAMES, sectors_meant
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, column, holding
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.form_field import ChoiceInput, FormField, TextInput

_HALF, _WHOLE = 220, 460


class UnitSettings(QWidget):
    """Shows the unit; each field is remembered when it is left with something that can be used in it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        texts, look = session.texts, session.look
        _ = texts.gettext
        sectors = [(sector, _(name)) for sector, name in SECTOR_NAMES.items()]
        bodies = [(body, _(name)) for body, name in BODY_NAMES.items()]
        find = partial(sectors_meant, texts=texts)
        self.sector = ChoiceInput(_("Service"), look, lambda: texts, sectors, find=find, width=_HALF)
        self.body = ChoiceInput(_("Who are you?"), look, lambda: texts, bodies, width=_HALF)
        self.lines = {
            "name": self._line("name", _("Name of the unit"), _WHOLE),
            "contact": self._line("contact", _("Contact person"), _WHOLE),
            "phone": self._line("phone", _("Telephone"), _HALF),
            "email": self._line("email", _("E-mail"), _HALF),
            "address": self._line("address", _("Address of the conversations"), _WHOLE),
        }
        self._build()
        self.refresh()
        self.sector.edited.connect(lambda: self._keep(sector=Sector(str(self.sector.value))))
        self.body.edited.connect(lambda: self._keep(body=Body(str(self.body.value))))

    def _line(self, name: str, title: str, width: int) -> TextInput:
        made = TextInput(title, lambda: self._session.texts, self._check(name), width=width)
        made.line.editingFinished.connect(lambda: self._keep_line(name))
        return made

    def _check(self, name: str) -> Callable[[str], object]:
        if name not in ("phone", "email"):
            return partial(contact_checks.check_booking_line, name)
        state = self._session.standing.state
        return partial(contact_checks.check_field, name, fictional=state is not None and state.fictional)

    def _build(self) -> None:
        _ = self._session.texts.gettext
        fields: list[FormField] = [self.lines["name"], self.sector, self.body]
        fields += [self.lines[name] for name in ("contact", "phone", "email", "address")]
        flow = FieldFlow(gap=16, line_gap=12)
        for one in fields:
            flow.addWidget(one)
        why = Paragraph(
            _("Used in the guide, in messages to interpreters and in notes. It stays on this machine."), "muted"
        )
        self.setLayout(column(why, holding(flow), spacing=12))

    def refresh(self) -> None:
        """Show the unit as it is now: the guide changes it too."""
        unit = self._session.context.settings.unit
        self.sector.show_value(unit.sector)
        self.body.show_value(unit.body)
        for name, field in self.lines.items():
            field.show_value(getattr(unit, name))

    def _keep_line(self, name: str) -> None:
        field = self.lines[name]
        if not field.problem:
            self._keep(**{name: str(field.value or "")})

    def _keep(self, **changes: object) -> None:
        """Remember what is changed; what stays costs nothing."""
        context = self._session.context
        unit = replace(context.settings.unit, **changes)  # type: ignore[arg-type]
        if unit != context.settings.unit:
            context.remember(unit=unit)
