"""Unsent changes: each save with what it changes and how far it has come; until it is sent it can be taken back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interpreter_app.domain.edits import Act, Edit, EditState
from interpreter_app.ids import new_id
from interpreter_app.use_cases.outbox import BuiltUpon, Discarded, discard, try_again
from ui.desktop.models.change_words import lines, numbered, person_title, record_in_short, what
from ui.desktop.models.saves import Save, entries, read_saves, state_of, state_sentence
from ui.desktop.pages.entries_page import EntriesPage
from ui.desktop.pages.page import Shell
from ui.desktop.sync_status import unsent_words
from ui.desktop.widgets.basics import Paragraph, button, card, column, label
from ui.desktop.widgets.change_table import HALVES, ChangeTable
from ui.desktop.widgets.list_and_detail import Detail
from ui.desktop.widgets.notice import state_line
from ui.desktop.wording import day_and_time


class OutboxPage(EntriesPage):
    """The page."""

    def __init__(self, shell: Shell) -> None:
        _ = shell.session.texts.gettext
        self.detail = Detail()
        super().__init__(shell, _("Unsent changes"), self.detail, (5, 4), "check")
        self._saves: dict[str, Save] = {}
        self.empty.say(
            _("Everything is sent"),
            _("What you save is kept here until you synchronise. Nothing is waiting now."),
        )
        self.take_back = button(_("Take back (Delete)"), on_click=self._take_back)
        self.open = button(_("Open the person (Enter)"), on_click=self._open_person)
        self.send_again = button(_("Send it again"), on_click=self._send_again)
        self.detail.set_buttons(self.take_back, self.send_again, self.open)

    def _read(self) -> None:
        profile = self._session.profile
        self._session.runner.read(lambda _: read_saves(profile), self._show_saves, slot="outbox")

    def _show_saves(self, saves: list[Save]) -> None:
        texts = self._session.texts
        self._saves = {save.first.tx: save for save in saves}
        self.note.setText(unsent_words(sum(len(save.edits) for save in saves), texts))
        self.show_entries(entries(saves, self._session.now(), texts))

    def _open(self, _key: str) -> None:
        """Enter shows the save where only the list was shown, and the person otherwise."""
        if self.panes.has_two_panes:
            self._open_person()
        else:
            self.panes.open_detail()
            self.open.setFocus()

    def _show_chosen(self, key: str) -> None:
        save = self._saves[key]
        self.take_back.setEnabled(save.can_be_taken_back)
        self.send_again.setVisible(any(edit.state is EditState.REJECTED for edit in save.edits))
        layout = column(spacing=12, margins=(22, 18, 22, 18))
        self._add_head(layout, save)
        for edit in save.edits:
            layout.addWidget(self._edit_card(edit, alone=len(save.edits) == 1))
        layout.addStretch(1)
        self.detail.show_contents(layout)

    def _add_head(self, layout: QVBoxLayout, save: Save) -> None:
        session, texts, first = self._session, self._session.texts, save.first
        made = day_and_time(first.made.astimezone(session.now().tzinfo), texts)
        by = texts.gettext("{name}, {moment}, on {device}").format(name=first.by, moment=made, device=first.device)
        person = person_title(save.person, texts)
        layout.addWidget(label(person, "title", wrap=True))
        layout.addWidget(label(numbered(save.person, texts), "muted", wrap=True))
        layout.addWidget(state_line(state_of(save.state, texts), session.look))
        layout.addWidget(Paragraph(state_sentence(save, texts), "muted"))
        if first.reason:
            layout.addWidget(label(texts.gettext("Reason: {reason}").format(reason=first.reason), "dense", wrap=True))
        layout.addWidget(label(by, "small", wrap=True))

    def _edit_card(self, edit: Edit, *, alone: bool) -> QWidget:
        texts = self._session.texts
        inner = column(spacing=8, margins=(12, 12, 12, 12))
        inner.addWidget(label(what(edit.act, edit.type, texts), "strong", wrap=True))
        if edit.act is Act.UPDATE and (which := record_in_short(edit, texts)):
            inner.addWidget(label(which, "small", wrap=True))
        if not alone and edit.state is not EditState.PENDING:
            inner.addWidget(state_line(state_of(edit.state, texts), self._session.look))
        inner.addWidget(ChangeTable(lines(edit, texts), texts, HALVES[edit.act]))
        return card("inset-card", inner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the save back; held down, one only."""
        if event.key() == Qt.Key.Key_Delete and self.take_back.isEnabled():
            if not event.isAutoRepeat():
                self._take_back()
        else:
            super().keyPressEvent(event)

    def _open_person(self) -> None:
        save = self._saves.get(self.list.current_key())
        if save is not None:
            self._shell.open_person(save.first.person)

    def _take_back(self) -> None:
        save = self._saves.get(self.list.current_key())
        if save is not None:
            self._discard(save, with_later=False)

    def _discard(self, save: Save, *, with_later: bool) -> None:
        self._shell.messages.clear()
        op_id = save.first.op_id
        self._session.edit(
            lambda profile: discard(profile, op_id, with_later=with_later),
            self._on_discarded,
            lambda error: self._on_refused(save, error),
        )

    def _send_again(self) -> None:
        save = self._saves.get(self.list.current_key())
        if save is not None:
            op_id = save.first.op_id
            self._session.edit(lambda profile: try_again(profile, op_id, new_id), self._on_sent_again)

    def _on_sent_again(self, edits: tuple[Edit, ...]) -> None:
        self._shell.say(self._session.texts.gettext("It goes with the next sync"))
        self._session.tell_changed(frozenset(edit.person for edit in edits))

    def _on_discarded(self, discarded: Discarded) -> None:
        self._shell.say(self._session.texts.gettext("Taken back"))
        self._session.tell_changed(discarded.people)
        self.panes.step_back()

    def _on_refused(self, save: Save, error: BaseException) -> None:
        if not isinstance(error, BuiltUpon):
            self._session.runner.report(error)
            return
        from ui.desktop.dialogs.question import Question

        _ = self._session.texts.gettext
        count = int(str(error.values["count"]))
        says = self._session.texts.ngettext(
            "{n} later change builds on this one and is taken back with it.",
            "{n} later changes build on this one and are taken back with it.",
            count,
        ).format(n=self._session.texts.number(count))
        answers = (_("Take back all"), _("Cancel"))
        question = Question(_("Take back all of it?"), says, answers, self._session.look, self)
        question.accepted.connect(lambda: self._discard(save, with_later=True))
        question.open()
