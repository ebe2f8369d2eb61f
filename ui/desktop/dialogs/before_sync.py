"""Before synchronising: what will go, what will come, and what will collide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from interpreter_app.domain.edits import Edit
from interpreter_app.edit_explanations import field_name
from interpreter_app.use_cases.name_people import PersonName, name_people
from ui.desktop.dialogs.fitting import resize_within_screen
from ui.desktop.job_runner import Job, Step
from ui.desktop.models.change_words import in_short, person_title
from ui.desktop.models.entries import State
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label, row, scrolling
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.notice import state_line
from ui.desktop.wording import breakable

if TYPE_CHECKING:
    from sync.preview import Collision, PersonConcerned, Preview

_SIZE = (620, 600)
_MOST_SHOWN = 30
_PARTS = 1000


@dataclass(frozen=True, slots=True)
class Seen:
    """What a sync would do, and the names of the people whom it concerns, by id."""

    preview: "Preview"
    names: dict[str, PersonName]


class BeforeSyncDialog(QDialog):
    """Looks at what a sync would do, shows it, and calls ``go_on`` when the person wants it."""

    def __init__(self, session: Session, parent: QWidget, go_on: Callable[[], object]) -> None:
        super().__init__(parent)
        self._session = session
        self._go_on = go_on
        self._job: Job | None = None
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Before synchronising"))
        resize_within_screen(self, *_SIZE)
        self.said = label(_("Asking the register …"), "muted", wrap=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, _PARTS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.windowTitle())
        self._contents = column(spacing=16)
        self.quiet = CheckBox(session.look, _("Do not show this when there is nothing to send"))
        self.quiet.setChecked(session.context.settings.quiet_fetch)
        self.go = button(_("Synchronise"), "primary", self._accept)
        self.go.setEnabled(False)
        self.cancel = button(_("Cancel"), on_click=self.reject)
        self._build()
        FocusRing(self, session.look, by_keyboard=True)
        self.cancel.setFocus()

    def _build(self) -> None:
        layout = column(
            label(self.windowTitle(), "title"), self.said, self._progress, spacing=12, margins=(24, 20, 24, 20)
        )
        layout.addWidget(scrolling(column(holding(self._contents), None)), 1)
        layout.addWidget(self.quiet)
        layout.addWidget(holding(row(None, self.cancel, self.go, spacing=8)))
        self.setLayout(layout)

    def look(self) -> None:
        """Begin to look; raises ``UserError`` when it is not known where the register is."""
        self._job = self._session.look_ahead(self._on_seen, self._on_failed, self._on_step)

    def _on_step(self, step: Step) -> None:
        self._progress.setValue(round(_PARTS * step.done / max(1, step.total)))
        if step.text:
            self.said.setText(self._session.texts.gettext(step.text))

    def _on_failed(self, error: BaseException) -> None:
        self.reject()
        self._session.runner.report(error)

    def _on_seen(self, preview: "Preview") -> None:
        profile = self._session.profile
        edits = [*preview.send, *preview.held]
        self._session.runner.read(
            lambda _: Seen(preview, name_people(profile, edits)), self.show_seen, slot="before-sync"
        )

    def show_seen(self, seen: Seen) -> None:
        """Show what a sync would do."""
        texts, preview = self._session.texts, seen.preview
        _ = texts.gettext
        self._progress.hide()
        self.said.setText(_("Nothing is sent or fetched before you say so."))
        self._add_edits(_("Will be sent"), State("outbox", _("Nothing to send"), "muted"), preview.going, seen)
        self._add_collisions(preview.collisions, seen)
        self._add_coming(preview)
        if waiting := (*preview.stopped, *preview.held):
            title = _("Waits for your decision, and is not sent")
            self._add_edits(title, State("conflict", "", "warning"), waiting, seen)
        self._contents.addStretch(1)
        self.go.setEnabled(True)
        self.go.setFocus()

    def _section(self, title: str, count: int) -> QVBoxLayout:
        texts = self._session.texts
        inner = column(spacing=6, margins=(16, 12, 16, 14))
        number = f" ({texts.number(count)})" if count else ""
        inner.addWidget(label(title + number, "strong", wrap=True))
        self._contents.addWidget(card("inset-card", inner))
        return inner

    def _add_edits(self, title: str, none: State, edits: Sequence[Edit], seen: Seen) -> None:
        inner = self._section(title, len(edits))
        for edit in edits[:_MOST_SHOWN]:
            inner.addWidget(self._edit_line(edit, seen))
        self._add_more(inner, len(edits))
        if not edits:
            inner.addWidget(state_line(none, self._session.look))

    def _edit_line(self, edit: Edit, seen: Seen) -> QWidget:
        texts = self._session.texts
        person = person_title(seen.names.get(edit.person), texts)
        return label(breakable(f"{person} · {in_short(edit, texts)}"), "dense", wrap=True)

    def _add_collisions(self, collisions: "Sequence[Collision]", seen: Seen) -> None:
        if not collisions:
            return
        texts = self._session.texts
        _ = texts.gettext
        inner = self._section(_("Will be in conflict"), len(collisions))
        words = _("Others have changed the same. You choose afterwards, under Conflicts; nothing is overwritten.")
        inner.addWidget(Paragraph(words, "muted"))
        for one in collisions[:_MOST_SHOWN]:
            person = person_title(seen.names.get(one.edit.person), texts)
            fields = ", ".join(field_name(name, texts) for name in one.fields) or _("deleted in the register")
            inner.addWidget(state_line(State("conflict", f"{person} · {fields}", "warning"), self._session.look))
        self._add_more(inner, len(collisions))

    def _add_coming(self, preview: "Preview") -> None:
        texts = self._session.texts
        _ = texts.gettext
        inner = self._section(_("Will come"), 0)
        if preview.bootstrap:
            words = _("The whole register is copied anew. What you have not sent is kept.")
            inner.addWidget(label(words, "dense", wrap=True))
        elif not preview.receive:
            inner.addWidget(state_line(State("check", _("Nothing new in the register")), self._session.look))
        else:
            inner.addWidget(label(self._coming_words(preview), "dense", wrap=True))
            named = [self._named(one) for one in preview.people[:_MOST_SHOWN]]
            inner.addWidget(label(", ".join(named), "dense-muted", wrap=True))
            self._add_more(inner, preview.people_concerned)

    def _coming_words(self, preview: "Preview") -> str:
        texts = self._session.texts
        records = texts.ngettext("{n} change", "{n} changes", preview.receive).format(n=texts.number(preview.receive))
        people = texts.ngettext("{n} person", "{n} people", preview.people_concerned)
        return texts.gettext("{changes} about {people}").format(
            changes=records, people=people.format(n=texts.number(preview.people_concerned))
        )

    def _named(self, one: "PersonConcerned") -> str:
        return one.name or self._session.texts.gettext("a new person")

    def _add_more(self, inner: QVBoxLayout, count: int) -> None:
        texts = self._session.texts
        if (left_out := count - _MOST_SHOWN) > 0:
            more = texts.ngettext("and {n} more", "and {n} more", left_out).format(n=texts.number(left_out))
            inner.addWidget(label(more, "dense-muted"))

    def _accept(self) -> None:
        self.accept()
        self._go_on()

    def done(self, result: int) -> None:
        """Keep the choice, and stop looking."""
        if self._job is not None:
            self._job.cancel()
        if self.quiet.isChecked() != self._session.context.settings.quiet_fetch:
            self._session.context.remember(quiet_fetch=self.quiet.isChecked())
        super().done(result)
