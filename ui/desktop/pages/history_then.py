"""The person as the register was: as it held on a day (legal), and as it was known by a day (recorded)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.known_register import known_profile
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.person_records import find_person
from interpreter_app.use_cases.show_interpreter import ShownInterpreter
from ui.desktop.job_runner import JobProgress
from ui.desktop.pages.page import Shell
from ui.desktop.pages.person_panel import PersonPanel
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, announce, button, card, column, holding, label
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.form_field import DayInput

_DAY_WIDTH = 190
_DIALOG = (520, 680)


@dataclass(frozen=True, slots=True)
class _Then:
    """A person as of two days; ``known`` None is as known now."""

    shown: ShownInterpreter
    known: date | None
    listed: bool


class HistoryThen(QWidget):
    """Asks for the two days, and opens the person as of these."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        _ = session.texts.gettext
        self._person = ""

        def day(title: str, explanation: str) -> DayInput:
            return DayInput(title, lambda: session.texts, explanation, _DAY_WIDTH)

        self.on = day(_("As it held on"), _("The legal date; empty for today."))
        self.known = day(_("As it was known by"), _("What was recorded by then; empty for now."))
        self.show_button = button(_("Show"), "plain-small", self._show)
        flow = FieldFlow(gap=12, line_gap=8)
        for one in (self.on, self.known, holding(column(18, self.show_button, None))):
            flow.addWidget(one)
        title = label(_("Show the register as it was"), "strong", wrap=True)
        self.setLayout(column(card("card", column(title, holding(flow), spacing=8, margins=(16, 12, 16, 12)))))
        for one in (self.on, self.known):
            one.line.returnPressed.connect(self._show)

    def open(self, person: str) -> None:
        """Ask about the person with this record id from now on."""
        self._person = person
        for one in (self.on, self.known):
            one.show_value(None)

    def _show(self) -> None:
        wrong = next((one for one in (self.on, self.known) if one.problem), None)
        if wrong is not None:
            wrong.tell()
            wrong.setFocus()
            return
        session = self._session
        self._shell.messages.clear()
        on, known = _day(self.on) or session.today, _day(self.known)
        session.runner.read(_read_then(session, self._person, on, known), self._open, slot="then")

    def _open(self, then: _Then) -> None:
        ThenDialog(self._shell, then).open()


def _day(field: DayInput) -> date | None:
    return iso_date(field.value) if isinstance(field.value, str) else None


def _read_then(session: Session, person: str, on: date, known: date | None) -> Callable[[JobProgress], _Then]:
    """What reads the person as of the two days; what was known by a day is made anew in a file that goes again."""
    profile, folder, now = session.profile, session.context.folder, session.now()

    def work(progress: JobProgress) -> _Then:
        if known is None:
            return _as_of(profile, person, on, None)
        with known_profile(profile, known, folder, now=now, person=person, progress=progress) as register:
            return _as_of(register.profile, person, on, known)

    return work


def _as_of(profile: Profile, person: str, on: date, known: date | None) -> _Then:
    dossier = find_person(profile, person).dossier
    shown = ShownInterpreter(dossier, on, tuple(dossier.assessments(on)), profile.require_state())
    return _Then(shown, known, dossier.listed_on(on))


class ThenDialog(QDialog):
    """The person as of the two days, under a line that says so."""

    def __init__(self, shell: Shell, then: _Then) -> None:
        super().__init__(shell.widget)
        session = shell.session
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("The register as it was"))
        self.said = _then_in_words(then, session.texts)
        banner = card("amber-card", column(Paragraph(self.said, "warning"), margins=(12, 8, 12, 8)))
        self.panel = PersonPanel(session, editable=False)
        self.panel.show_person(then.shown, ())
        self.panel.closed.connect(self.accept)
        layout = column(holding(column(banner, margins=(16, 16, 16, 8))))
        layout.addWidget(self.panel, 1)
        self.setLayout(layout)
        self.resize(*_DIALOG)
        FocusRing(self, session.look, by_keyboard=True)
        self.panel.focus_first()
        announce(self, self.said)


def _then_in_words(then: _Then, texts: Texts) -> str:
    _ = texts.gettext
    held = _("As it held on {date}").format(date=texts.date(then.shown.day))
    known = (
        _("as it was known by the end of {date}").format(date=texts.date(then.known))
        if then.known
        else _("as it is known now")
    )
    listed = "" if then.listed else " " + _("The person was not listed that day.")
    return f"{held}, {known}.{listed}"
