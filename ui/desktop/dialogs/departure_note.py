"""A departure note from a call list: the few things that the list does not know, then the PDF."""

import json
from collections.abc import Hashable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from interpreter_app.domain.call_lists import CallList
from interpreter_app.domain.errors import AppError, UserError
from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.norwegian_time import on_norwegian_clock
from interpreter_app.domain.situations import Ground, Proposed
from interpreter_app.situation_words import GROUND_NAMES, METHOD_NAMES
from interpreter_app.usage_words import USED_NAMES
from interpreter_app.use_cases.departure_notes import take_departure_note, write_departure_note
from ui.desktop.chosen_files import PDF, file_to_write
from ui.desktop.dialogs.fitting import fit
from ui.desktop.dialogs.unsaved import UnsavedDialog
from ui.desktop.job_runner import Job, Lane
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import Paragraph, announce, button, card, column, holding, label, row, set_property
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.form_field import ChoiceInput, DayInput, FormField, TextInput
from ui.desktop.wording import told_of

_WIDTH = 620
_WHOLE, _HALF = 560, 270


class DepartureNoteDialog(QDialog):
    """Asks for what is missing for a note, and writes it with the attempts of ``call_list``.

    Putting it away asks first where something is typed and not written.
    """

    def __init__(self, shell: Shell, call_list: CallList, content: Content) -> None:
        super().__init__(shell.widget)
        self._shell = shell
        self._session = session = shell.session
        self._call_list = call_list
        self._content = content
        self._written: Path | None = None
        self._texts = texts = session.texts
        look, _ = session.look, texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Note on departing from the demand for a qualified interpreter"))
        self.grounds = {one: CheckBox(look, _(name)) for one, name in GROUND_NAMES.items()}
        self.methods = {one: CheckBox(look, _(name)) for one, name in METHOD_NAMES.items()}
        used: list[tuple[Hashable, str]] = [(one, _(name)) for one, name in USED_NAMES.items()]
        for one in call_list.need.grounds:
            self.grounds[one].setChecked(True)
        self.used = ChoiceInput(_("Who interpreted"), look, lambda: texts, used, width=_WHOLE)
        self.used.show_value(Proposed.OTHER)
        self.seriousness = self._line(_("Seriousness: what was at stake, in general words"), _WHOLE)
        self.relation = self._line(_("Relation to the parties"), _WHOLE)
        self.decided_by = self._line(_("Decided by"), _HALF)
        self.role = self._line(_("Role"), _HALF)
        self.planned = DayInput(_("Follow-up with a qualified interpreter on"), lambda: texts, width=_HALF)
        self.not_planned = self._line(_("Or why there is none"), _HALF)
        self.planned.edited.connect(self._show_follow_up)
        self.decided_by.show_value(session.context.settings.unit.contact)
        if call_list.need.method is not None:
            self.methods[call_list.need.method].setChecked(True)
        self.said = Paragraph("", "warning")
        self.save = button(_("Save as PDF …"), "primary", self._choose)
        self.look = button(_("Open the PDF"), "primary", self._open_file)
        self.close_ = button(_("Cancel"), on_click=self.reject)
        self._build()
        self._safe = self._filled_in()
        self.save.setDefault(True)  # otherwise Enter in a field would put the dialog away, and all that is typed
        self._show_state()
        FocusRing(self, look, by_keyboard=True)
        self.grounds[Ground.CANNOT_WAIT].setFocus()

    def _line(self, title: str, width: int) -> TextInput:
        return TextInput(title, lambda: self._texts, str.strip, width=width)

    def _build(self) -> None:
        _ = self._texts.gettext
        hint = _(
            "A suggestion: no form stands in act or regulation. The attempts of the call list come with it."
            " Write nothing about the person who is served; that belongs in the case or the journal."
        )
        self._asked = holding(
            column(
                card("amber", column(Paragraph(hint, "warning"), margins=(12, 8, 12, 8))),
                label(_("Ground for departing"), "small"),
                *self.grounds.values(),
                self._flow(self.seriousness, self.used, self.relation),
                label(_("Methods tried"), "small"),
                self._boxes(),
                self._flow(self.decided_by, self.role, self.planned, self.not_planned),
                spacing=8,
            )
        )
        buttons = holding(row(None, self.close_, self.save, self.look, spacing=8))
        title = label(self.windowTitle(), "title", wrap=True)
        self.setLayout(column(title, self._asked, self.said, buttons, spacing=12, margins=(24, 20, 24, 20)))

    @staticmethod
    def _flow(*fields: FormField) -> QWidget:
        flow = FieldFlow(gap=16, line_gap=10)
        for one in fields:
            flow.addWidget(one)
        return holding(flow)

    def _boxes(self) -> QWidget:
        flow = FlowLayout(gap=16, line_gap=6)
        for one in self.methods.values():
            flow.addWidget(one)
        return holding(flow)

    def _show_state(self) -> None:
        """Ask, or say where the note is."""
        done = self._written is not None
        self._asked.setVisible(not done)
        self.said.setVisible(bool(self.said.accessibleName()))
        self.save.setVisible(not done)
        self.look.setVisible(done)
        fit(self, _WIDTH)

    def _show_follow_up(self) -> None:
        """There is a follow-up or a reason why not: what is typed as a reason waits while a day is typed."""
        planned = bool(self.planned.line.text().strip())
        self.not_planned.show_locked(planned)
        self.not_planned.line.setText("" if planned else str(self.not_planned.value or ""))

    def _filled_in(self) -> tuple[object, ...]:
        """What stands in the fields, to be compared; of a reason that waits, what is typed."""
        boxes = (*self.grounds.values(), *self.methods.values())
        lines = (self.seriousness, self.relation, self.decided_by, self.role, self.planned)
        chosen = (self.used.value, self.not_planned.value or "")
        return (*(box.isChecked() for box in boxes), *(one.line.text().strip() for one in lines), *chosen)

    def reject(self) -> None:
        """Put it away; what is typed is asked about first, unless nobody may see it any more."""
        if self._filled_in() == self._safe or self._session.standing.locked:
            super().reject()
            return
        question = UnsavedDialog(
            self.windowTitle(),
            self._texts,
            self._session.look,
            self,
            on_save=self._choose,
            on_discard=super().reject,
        )
        question.open()

    def note_data(self) -> dict[str, object]:
        """What is typed, as the JSON data of a note."""
        now = on_norwegian_clock(self._session.now())  # the clock that the attempts stand by
        planned = self.planned.value
        return {
            "date": now.date().isoformat(),
            "time": f"{now:%H:%M}",
            "grounds": [one.value for one, box in self.grounds.items() if box.isChecked()],
            "seriousness": self.seriousness.line.text(),
            "methods_tried": [one.value for one, box in self.methods.items() if box.isChecked()],
            "used": {"who": str(self.used.value), "relation": self.relation.line.text()},
            "decided_by": {"name": self.decided_by.line.text(), "role": self.role.line.text()},
            "follow_up": {"planned": planned} if planned else {"not_planned": self.not_planned.line.text()},
        }

    def _choose(self) -> None:
        """Ask for the file, once nothing is missing."""
        if not self._is_whole():
            return
        path = file_to_write(self, self.windowTitle(), "fravik.pdf", PDF)
        if path is not None:
            self.write(path)

    def _is_whole(self) -> bool:
        """Whether all is there; otherwise what is missing is said."""
        self.planned.tell()
        try:
            take_departure_note(json.dumps(self.note_data()).encode(), self._call_list)
        except UserError as error:
            self._say(self._in_words(error))
            _title, field = self._asked_for().get(_place_of(error), ("", None))
            if field is not None:
                field.setFocus()
            return False
        if self.planned.problem:
            self.planned.line.setFocus()
        return not self.planned.problem

    def _in_words(self, error: UserError) -> str:
        """What is missing, called as it is called here."""
        _ = self._texts.gettext
        place = _place_of(error)
        named, _field = self._asked_for().get(place, (place, None))
        values = error.values | {"where": named, "field": named}
        return " ".join(_(part).format(**values) for part in (error.message, *self._hints(error)) if part)

    def _asked_for(self) -> dict[str, tuple[str, QWidget]]:
        """What each place of a note is called here, and where it is typed."""
        _ = self._texts.gettext
        return {
            "grounds": (_("Ground for departing"), self.grounds[Ground.CANNOT_WAIT]),
            "seriousness": (_("Seriousness"), self.seriousness.line),
            "used.relation": (self.relation.title.text(), self.relation.line),
            "decided_by.name": (self.decided_by.title.text(), self.decided_by.line),
            "decided_by.role": (self.role.title.text(), self.role.line),
            "follow_up.planned": (self.planned.title.text(), self.planned.line),
            "follow_up.not_planned": (_("Follow-up with a qualified interpreter"), self.planned.line),
        }

    @staticmethod
    def _hints(error: UserError) -> tuple[str, ...]:
        """What to do; not where that names what only files have."""
        return () if "choices" in error.values else (error.hint,)

    def write(self, path: Path) -> None:
        """Write the note, and tell when it is there."""
        note = take_departure_note(json.dumps(self.note_data()).encode(), self._call_list)
        content, texts = self._content, self._texts
        job = Job(
            lambda _: write_departure_note(note, content, path, texts, replace=True),
            lambda _: self._tell(path),
            self._on_failed,
        )
        self.save.setEnabled(False)
        self._safe = self._filled_in()
        self._session.runner.start(Lane.LISTS, job)

    def _tell(self, path: Path) -> None:
        """Say that it is there, unless the dialog was put away meanwhile."""
        if not isValid(self):
            return
        self._written = path
        self.close_.setText(self._texts.gettext("Close"))
        self.close_.setAccessibleName(self.close_.text())
        set_property(self.said, "look", "")  # no warning any more
        self._say(self._texts.gettext("Written to {name}").format(name=path.name))
        self.look.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        """What a person can act on stands here; faults of the program are told where they always are."""
        if isValid(self) and isinstance(error, AppError):
            self.save.setEnabled(True)
            self._safe = ()
            self._say(" ".join(told_of(error, self._texts)))
            return
        if isValid(self):
            super().reject()
        self._session.runner.report(error)

    def _say(self, words: str) -> None:
        self.said.say(words)
        self._show_state()
        announce(self, words)

    def _open_file(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))
            self.accept()


def _place_of(error: UserError) -> str:
    """The place in the data of a note that a fault is in."""
    return str(error.values.get("where", error.values.get("field", "")))
