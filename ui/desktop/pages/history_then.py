"""The person as the register was: as it held on a day (legal), and as it was known by a day (recorded)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.known_register import known_profile
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.person_records import find_person
from interpreter_app.use_cases.show_interpreter import ShownInterpreter
from ui.desktop.dialogs.fitting import resize_within_screen
from ui.desktop.job_runner import JobProgress
from ui.desktop.pages.page import Shell
from ui.desktop.pages.person_panel import PersonPanel
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, announce, button, card, column, holding, row
from ui.desktop.widgets.chip import Chip, ChipPopup
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.form_field import DayInput

_FORM_WIDTH = 264
_DIALOG = (520, 680)


@dataclass(frozen=True, slots=True)
class _Then:
    """A person as of two days; ``known`` None is as known now."""

    shown: ShownInterpreter
    known: date | None
    listed: bool


class ThenForm(QWidget):
    """Asks for the two days. ``wanted`` gives them: the legal one, and that of what was known (each may be None)."""

    wanted = Signal(object, object)

    def __init__(self, texts: Callable[[], Texts]) -> None:
        super().__init__()
        _ = texts().gettext
        self.on = DayInput(_("As it held on"), texts, _("The legal date; empty for today."))
        self.known = DayInput(_("As it was known by"), texts, _("What was recorded by then; empty for now."))
        self.show_button = button(_("Show"), "primary-small", self._show)
        parts = (self.on, self.known, holding(row(self.show_button, None)))
        self.setLayout(column(*parts, spacing=10, margins=(12, 8, 12, 8)))
        self.setFixedWidth(_FORM_WIDTH)
        self.setFocusProxy(self.on)
        for one in (self.on, self.known):
            one.line.returnPressed.connect(self._show)

    def _show(self) -> None:
        wrong = next((one for one in (self.on, self.known) if one.problem), None)
        if wrong is None:
            self.wanted.emit(_day(self.on), _day(self.known))
            return
        wrong.tell()
        wrong.setFocus()
        self.window().adjustSize()


class HistoryThen(Chip):
    """A chip that opens the person as the register was; see ``open``."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(lambda _chip: self.ask())
        self._shell = shell
        self._session = shell.session
        self._person = ""
        self.form: ThenForm | None = None
        self.say(shell.session.texts.gettext("Show the register as it was"), "")

    def open(self, person: str) -> None:
        """Ask about the person with this record id from now on."""
        self._person = person

    def ask(self) -> None:
        """Ask for the two days."""
        popup = ChipPopup(self)
        FocusRing(popup, self._session.look, by_keyboard=True)
        popup.closed.connect(popup.deleteLater)
        self.form = ThenForm(lambda: self._session.texts)
        self.form.wanted.connect(popup.close)
        self.form.wanted.connect(self._show)
        popup.content.addWidget(self.form)
        popup.open_under(self)
        self.form.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, on: date | None, known: date | None) -> None:
        session = self._session
        self._shell.messages.clear()
        work = _read_then(session, self._person, on or session.today, known)
        session.runner.read(work, lambda then: ThenDialog(self._shell, then).open(), slot="then")


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
        resize_within_screen(self, *_DIALOG)
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
