"""What holds for a whole list of assignments, asked for where the list does not say it itself."""

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app import situation_words, usage_words
from interpreter_app.contact_checks import check_booking_line
from interpreter_app.domain.assignments import WHO_ELSE
from interpreter_app.domain.situations import Method, Proposed, Sector
from interpreter_app.use_cases.usage_import import ImportDefaults
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, column, holding
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.form_field import ChoiceInput, FormField, TextInput

_Value = TypeVar("_Value", bound=Hashable)
_NOT_SAID = ""
_HALF, _LONG, _SHORT = 256, 350, 180


class WholeListForm(QWidget):
    """Begins with what the unit says of itself; ``edited`` follows each change that the person makes."""

    edited = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        _ = session.texts.gettext
        self.method = self._choice(_("Method"), situation_words.METHOD_NAMES, _HALF)
        self.sector = self._choice(_("Sector"), situation_words.SECTOR_NAMES, _HALF)
        who_else = {one: usage_words.USED_NAMES[one] for one in WHO_ELSE}
        self.used = self._choice(_("Who interpreted"), who_else, _LONG, _("Where there is no register number"))
        self.unit = TextInput(
            _("Unit"), lambda: session.texts, lambda text: check_booking_line("unit", text), width=_SHORT
        )
        self._build()
        self.sector.show_value(session.context.settings.unit.sector or _NOT_SAID)
        self.unit.show_value(session.context.settings.unit.name)
        self.ask(frozenset())

    def _choice(self, title: str, names: Mapping[_Value, str], width: int, explanation: str = "") -> ChoiceInput:
        session, _ = self._session, self._session.texts.gettext
        choices: list[tuple[Hashable, str]] = [(_NOT_SAID, _("Not given"))]
        choices += [(value, _(name)) for value, name in names.items()]
        made = ChoiceInput(title, session.look, lambda: session.texts, choices, explanation, width=width)
        made.show_value(_NOT_SAID)
        return made

    @property
    def fields(self) -> dict[str, FormField]:
        """The fields by what they are called in ``ImportDefaults``."""
        return {"method": self.method, "sector": self.sector, "used": self.used, "unit": self.unit}

    def _build(self) -> None:
        words = self._session.texts.gettext(
            "The list does not say this itself. What you say here holds for each line where it is missing."
        )
        flow = FieldFlow(gap=14, line_gap=12)
        for one in self.fields.values():
            flow.addWidget(one)
            one.edited.connect(self.edited)
        self.setLayout(column(Paragraph(words, "small"), holding(flow), spacing=8))

    def ask(self, unsaid: frozenset[str]) -> None:
        """Ask for the fields ``unsaid``; hidden where there are none."""
        for name, one in self.fields.items():
            one.setVisible(name in unsaid)
        self.setVisible(bool(unsaid))

    def first_open(self) -> FormField | None:
        """The first field that is asked for, needed and not said; None where there is none."""
        needed = (self.method, self.sector, self.used)
        return next((one for one in needed if one.isVisibleTo(self) and one.value == _NOT_SAID), None)

    @property
    def is_wrong(self) -> bool:
        """Whether something is typed that cannot be."""
        return any(one.problem for one in self.fields.values())

    def defaults(self) -> ImportDefaults:
        """What is said."""
        return ImportDefaults(
            unit=str(self.unit.value or ""),
            sector=_chosen(Sector, self.sector),
            method=_chosen(Method, self.method),
            used=_chosen(Proposed, self.used),
        )


def _chosen(kind: Callable[[str], _Value], field: FormField) -> _Value | None:
    return None if field.value == _NOT_SAID else kind(str(field.value))
