"""The sync log: what each sync sent, what came, and what merged by itself; a whole sync can be undone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interpreter_app.domain.edits import Act, Edit
from interpreter_app.use_cases.outbox import Saved
from interpreter_app.use_cases.sync_log import ChangedByOthers, SyncLogEntry
from interpreter_app.use_cases.undo import OF_A_SYNC
from ui.desktop.models.change_words import field_lines, lines, person_title, what
from ui.desktop.models.sync_entries import SyncLog, log_entries, read_log, rejected_words, what_happened
from ui.desktop.pages.entries_page import EntriesPage
from ui.desktop.pages.page import Shell
from ui.desktop.sync_status import conflict_words
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label
from ui.desktop.widgets.change_table import HALVES, ChangeTable
from ui.desktop.widgets.list_and_detail import Detail
from ui.desktop.wording import day_and_time

_MOST_CARDS = 40
"""Edits that are shown in full; of more than a person reads, the number."""


class SyncLogPage(EntriesPage):
    """The page."""

    def __init__(self, shell: Shell) -> None:
        _ = shell.session.texts.gettext
        self.detail = Detail()
        super().__init__(shell, _("Sync log"), self.detail, (4, 5), "log")
        self._log = SyncLog((), {})
        self.note.setText(_("What was sent, what came, and what merged by itself."))
        self.empty.say(
            _("Nothing is synchronised yet"),
            _("After each sync it stands here what was sent, what came, and what was merged by itself."),
        )
        self.undo = button(_("Undo this sync …"), on_click=self._undo)
        self.to_conflicts = button("", on_click=lambda: shell.show_page("conflicts"))
        self.to_outbox = button("", on_click=lambda: shell.show_page("outbox"))
        self.detail.set_buttons(self.undo, self.to_conflicts, self.to_outbox)

    def _read(self) -> None:
        profile = self._session.profile
        self._session.runner.read(lambda _: read_log(profile), self._show_log, slot="sync-log")

    def _show_log(self, log: SyncLog) -> None:
        self._log = log
        self.show_entries(log_entries(log.syncs, self._session.now(), self._session.texts))

    def _current(self) -> SyncLogEntry | None:
        return next((sync for sync in self._log.syncs if sync.id == self.list.current_key()), None)

    def _open(self, _key: str) -> None:
        self.panes.open_detail()
        if not self.panes.has_two_panes:
            self.undo.setFocus()

    def _show_chosen(self, _key: str) -> None:
        sync = self._current()
        if sync is None:
            return
        texts = self._session.texts
        layout = column(spacing=12, margins=(22, 18, 22, 18))
        self._add_head(layout, sync)
        merged = {edit.op_id for edit in sync.merged}
        plain = [edit for edit in sync.edits if edit.op_id not in merged]
        if sync.merged:
            self._add_merged(layout, sync)
        self._add_edits(layout, texts.gettext("Sent"), plain)
        self._add_by_others(layout, sync)
        layout.addStretch(1)
        self.detail.show_contents(layout)
        self._show_buttons(sync)

    def _show_buttons(self, sync: SyncLogEntry) -> None:
        texts = self._session.texts
        self.undo.setVisible(bool(sync.edits))
        for one, words in (
            (self.to_conflicts, conflict_words(sync.counts.get("conflicts", 0), texts)),
            (self.to_outbox, rejected_words(sync.counts.get("rejected", 0), texts)),
        ):
            one.setText(words)
            one.setAccessibleName(words)
            one.setVisible(bool(words))

    def _add_head(self, layout: QVBoxLayout, sync: SyncLogEntry) -> None:
        texts = self._session.texts
        _ = texts.gettext
        at = day_and_time(sync.at.astimezone(self._session.now().tzinfo), texts)
        layout.addWidget(label(at, "title", wrap=True))
        layout.addWidget(label(what_happened(sync, texts), "muted", wrap=True))
        if not sync.complete:
            words = _("This sync was broken off. Nothing is lost: the next one goes on where it stopped.")
            layout.addWidget(card("amber", column(Paragraph(words, "warning"), margins=(12, 9, 12, 9))))
        if sync.differed:
            words = _("The data here did not agree with the register's count, so everything was fetched anew.")
            layout.addWidget(Paragraph(words, "muted"))

    def _add_merged(self, layout: QVBoxLayout, sync: SyncLogEntry) -> None:
        _ = self._session.texts.gettext
        layout.addWidget(label(_("Merged by itself"), "heading", wrap=True))
        words = _("You and others changed the same record, but not the same fields. Both stand.")
        layout.addWidget(Paragraph(words, "muted"))
        for edit in sync.merged[:_MOST_CARDS]:
            layout.addWidget(self._edit_card(edit, _("Your change")))
        records = {edit.record for edit in sync.merged}
        for change in [one for one in sync.by_others if one.record in records][:_MOST_CARDS]:
            layout.addWidget(self._others_card(change))

    def _add_by_others(self, layout: QVBoxLayout, sync: SyncLogEntry) -> None:
        """What others changed in records with unsent edits that did not merge with it."""
        records = {edit.record for edit in sync.merged}
        changes = [one for one in sync.by_others if one.record not in records]
        if changes:
            words = self._session.texts.gettext("Others changed this while you had unsent changes")
            layout.addWidget(label(words, "heading", wrap=True))
        for change in changes[:_MOST_CARDS]:
            layout.addWidget(self._others_card(change))

    def _add_edits(self, layout: QVBoxLayout, title: str, edits: Sequence[Edit]) -> None:
        texts = self._session.texts
        if not edits:
            return
        layout.addWidget(label(title, "heading"))
        for edit in edits[:_MOST_CARDS]:
            layout.addWidget(self._edit_card(edit, what(edit.act, edit.type, texts)))
        if (left_out := len(edits) - _MOST_CARDS) > 0:
            more = texts.ngettext("and {n} more", "and {n} more", left_out).format(n=texts.number(left_out))
            layout.addWidget(label(more, "dense-muted"))

    def _edit_card(self, edit: Edit, about: str) -> QWidget:
        texts = self._session.texts
        table = ChangeTable(lines(edit, texts), texts, HALVES[edit.act])
        return self._card(person_title(self._log.names.get(edit.person), texts), about, table)

    def _others_card(self, change: ChangedByOthers) -> QWidget:
        texts = self._session.texts
        _ = texts.gettext
        about = what(Act.DELETE, change.type, texts) if change.deleted else _("Changed by others")
        table = ChangeTable(field_lines(change.type, change.fields, texts), texts, "before" if change.deleted else "")
        named = self._log.names.get(change.person)
        return self._card(person_title(named, texts) if named or not change.name else change.name, about, table)

    @staticmethod
    def _card(person: str, about: str, table: ChangeTable) -> QWidget:
        head = column(label(person, "strong", wrap=True), label(about, "small", wrap=True), spacing=2)
        return card("inset-card", column(holding(head), table, spacing=8, margins=(12, 12, 12, 12)))

    def _undo(self) -> None:
        from ui.desktop.dialogs.undo import UndoDialog

        sync = self._current()
        if sync is not None and sync.edits:
            UndoDialog(OF_A_SYNC + sync.id, self._session, self._shell.widget, self._on_undone).open()

    def _on_undone(self, saved: tuple[Saved, ...]) -> None:
        self._shell.say(self._session.texts.gettext("Undone; it is sent at the next sync"))
        self._session.tell_changed(frozenset().union(*(one.people for one in saved)))
        self.panes.step_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Z undoes the sync that is shown."""
        if event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._undo()
        else:
            super().keyPressEvent(event)
