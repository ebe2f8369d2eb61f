"""Undoing: what would go back and what stands in the way, before anything is done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from interpreter_app.contact_checks import LONGEST_REASON, check_length
from interpreter_app.domain.undoing import UndoLine, UndoPlan
from interpreter_app.ids import new_id
from interpreter_app.use_cases.name_people import PersonName, names_by_ids
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import Saved
from interpreter_app.use_cases.undo import plan_undo, save_undo
from ui.desktop.dialogs.fitting import resize_within_screen
from ui.desktop.models.change_words import person_title
from ui.desktop.models.undo_words import obstacle, undo_line
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, button, column, holding, label, row, scrolling
from ui.desktop.widgets.change_table import MOST_LINES, ChangeTable
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.form_field import TextInput

_SIZE = (620, 560)

Planned = tuple[UndoPlan, dict[str, PersonName]]


class UndoDialog(QDialog):
    """Shows what undoing ``id_`` would do (see ``plan_undo``), and does it. ``on_saved`` gets what was saved."""

    def __init__(
        self, id_: str, session: Session, parent: QWidget, on_saved: Callable[[tuple[Saved, ...]], object]
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._on_saved = on_saved
        self._plan: UndoPlan | None = None
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Undo"))
        resize_within_screen(self, *_SIZE)
        self._said = Paragraph(_("Looking at what would be undone …"), "muted")
        self._contents = column(spacing=8)
        check = partial(check_length, "reason", longest=LONGEST_REASON)
        self.reason = TextInput(_("Reason, kept in the history"), lambda: session.texts, check)
        self.undo = button(_("Undo"), "primary", self._save)
        self.undo.setEnabled(False)
        self.cancel = button(_("Cancel"), on_click=self.reject)
        area = scrolling(column(holding(self._contents), None))
        layout = column(label(_("Undo what was sent"), "title"), self._said, spacing=12, margins=(24, 20, 24, 20))
        layout.addWidget(area, 1)
        layout.addWidget(self.reason)
        layout.addWidget(holding(row(None, self.cancel, self.undo, spacing=8)))
        self.setLayout(layout)
        FocusRing(self, session.look, by_keyboard=True)
        self.cancel.setFocus()
        profile = session.profile
        session.runner.read(lambda _: _planned(profile, id_), self._show, slot="undo-plan", on_failed=self._fail)

    def _fail(self, error: BaseException) -> None:
        if isValid(self):
            self.reject()
        self._session.runner.report(error)

    def _show(self, planned: Planned) -> None:
        plan, names = planned
        self._plan = plan
        _ = self._session.texts.gettext
        self._said.say(self._summary(plan))
        done = [line for line in plan.lines if line.obstacle is None]
        for person in dict.fromkeys(line.person for line in done):
            self._add_person(names.get(person), [line for line in done if line.person == person])
        hindered = [line for line in plan.lines if line.obstacle is not None]
        if hindered:
            self._contents.addSpacing(8)
            self._contents.addWidget(label(_("Stays as it is"), "strong"))
        for line in hindered[:MOST_LINES]:
            self._contents.addWidget(self._hindered(line, names))
        self.undo.setEnabled(bool(plan.groups))
        if plan.groups:
            self.undo.setFocus()

    def _summary(self, plan: UndoPlan) -> str:
        _ = self._session.texts.gettext
        if not plan.groups:
            return _("Nothing here can be undone.")
        if plan.is_whole:
            return _("This is saved as new changes, which are sent at the next sync. The history keeps both.")
        return _("Only a part can be undone: what others have changed since stays as it is.")

    def _add_person(self, named: PersonName | None, lines: list[UndoLine]) -> None:
        texts = self._session.texts
        self._contents.addWidget(label(person_title(named, texts), "strong", wrap=True))
        whole = [undo_line(line, texts) for line in lines if line.field is None]
        fields = [undo_line(line, texts) for line in lines if line.field is not None]
        for table in ((whole, "after"), (fields, "")):
            if table[0]:
                self._contents.addWidget(ChangeTable(table[0], texts, table[1]))

    def _hindered(self, line: UndoLine, names: dict[str, PersonName]) -> QWidget:
        texts = self._session.texts
        what = undo_line(line, texts).title
        why = obstacle(line, self._session.now(), texts)
        return label(f"{person_title(names.get(line.person), texts)} · {what}: {why}", "dense", wrap=True)

    def _save(self) -> None:
        plan, now, reason = self._plan, self._session.now(), str(self.reason.value or "")
        if plan is None:
            return
        self.undo.setEnabled(False)
        save = partial(save_undo, plan=plan, now=now, new_id=new_id, reason=reason, partly=not plan.is_whole)
        self._session.edit(save, self._end, self._fail)

    def _end(self, saved: tuple[Saved, ...]) -> None:
        if isValid(self):
            self.accept()
        self._on_saved(saved)


def _planned(profile: Profile, id_: str) -> Planned:
    plan = plan_undo(profile, id_)
    return plan, names_by_ids(profile, {line.person for line in plan.lines})
