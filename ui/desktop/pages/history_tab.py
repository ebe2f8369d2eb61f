"""The history of a person: who changed what, when, from which device and why; each can be undone."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from interpreter_app.domain.edits import Act
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.history import HistoryLine, Lacking
from interpreter_app.use_cases.outbox import Discarded, Saved, discard
from interpreter_app.use_cases.read_history import HistoryPage, read_history
from ui.desktop.models.change_words import what
from ui.desktop.models.history import HistoryModel, history_lines, who_and_when
from ui.desktop.pages.history_then import HistoryThen
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import Paragraph, announce, button, card, column, holding, label, scrolling
from ui.desktop.widgets.change_table import ChangeTable
from ui.desktop.widgets.entries_list import EntriesList
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.list_and_detail import Detail, ListAndDetail
from ui.desktop.widgets.notice import Notice
from ui.desktop.wording import day_and_time

_EDGE = 24
_HALVES = {Act.CREATE: "after", Act.DELETE: "before", Act.UPDATE: ""}


class HistoryTab(QWidget):
    """Shows the history of one person after the other, see ``open``."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        texts = session.texts
        _ = texts.gettext
        self._person = ""
        self.model = HistoryModel(self._read_further, lambda: session.texts, session.now().tzinfo)
        self.list = EntriesList(self.model, session.look, _("History"))
        self.lacking = label(look="dense-muted", wrap=True)
        self.fetch = button(_("Fetch from the register"), "plain-small", self._fetch)
        self.undo = button(_("Undo"), on_click=self._ask_undo)
        self.detail = Detail()
        self.detail.set_buttons(self.undo)
        self.then = HistoryThen(shell)
        self.empty = Notice("log", session.look)
        self._build()
        self.list.chosen.connect(self._show_line)
        self.list.opened.connect(lambda _key: self._open_detail())
        self.panes.went_back.connect(self.list.setFocus)

    def _build(self) -> None:
        _ = self._session.texts.gettext
        self.empty.say(
            _("No history here yet"),
            _("The history of this person has not been read on this machine. With a network it can be fetched."),
        )
        tools = FlowLayout(gap=8, line_gap=8)
        tools.addWidget(self.then)
        tools.addWidget(self.fetch)
        self.panes = ListAndDetail(holding(column(self.list)), self.detail, (5, 4))
        self._contents = QStackedWidget()
        self._contents.addWidget(self.panes)
        self._contents.addWidget(scrolling(column(self.empty, None, margins=(_EDGE, 0, _EDGE, _EDGE))))
        layout: QVBoxLayout = column()
        layout.addWidget(holding(column(self.lacking, holding(tools), spacing=8, margins=(_EDGE, 4, _EDGE, 12))))
        layout.addWidget(self._contents, 1)
        self.setLayout(layout)

    def open(self, person: str) -> None:
        """Show the history of the person with this record id."""
        if person != self._person:
            self._person = person
            self.then.open(person)
        self._read()

    def step_back(self) -> bool:
        """Put the open change away."""
        return self.panes.step_back()

    def _read(self) -> None:
        profile, person = self._session.profile, self._person
        self._session.runner.read(lambda _: read_history(profile, person), self._show_first, slot="history")

    def _read_further(self, before: int) -> None:
        profile, person = self._session.profile, self._person
        self._session.runner.read(
            lambda _: read_history(profile, person, before=before), self._show_further, slot="history-more"
        )

    def _show_first(self, page: HistoryPage) -> None:
        if page.person != self._person:
            return
        current = self.list.current_key()
        self.model.show_first(page)
        self._say_lacking(page.lacking)
        self._contents.setCurrentIndex(0 if page.lines else 1)
        if page.lines:
            self.list.make_current(current if self.model.line(current) else page.lines[0].id)
        else:
            announce(self, self.empty.headline.text())

    def _show_further(self, page: HistoryPage) -> None:
        if page.person == self._person:
            self.model.add(page)

    def _say_lacking(self, lacking: Lacking) -> None:
        """Say how far the history is whole here, and whether there is more to fetch."""
        texts = self._session.texts
        _ = texts.gettext
        if lacking.until is None:
            self.lacking.setText(_("The history of this person has not been read on this machine."))
        else:
            when = day_and_time(lacking.until.astimezone(self._session.now().tzinfo), texts)
            said = _("The history is whole up to {time}.").format(time=when)
            if lacking.unread:
                more = texts.ngettext(
                    "{n} record has changed since.", "{n} records have changed since.", lacking.unread
                )
                said = f"{said} {more.format(n=texts.number(lacking.unread))}"
            self.lacking.setText(said)
        self.fetch.setVisible(self._session.can_fetch_history)

    def _fetch(self) -> None:
        """Fetch what this machine lacks; the page can be read meanwhile."""
        self._shell.messages.clear()
        self.fetch.setEnabled(False)
        try:
            self._session.fetch_history(self._person, lambda _: self._on_fetched(), self._on_not_fetched)
        except UserError as error:
            self._on_not_fetched(error)

    def _on_fetched(self) -> None:
        self.fetch.setEnabled(True)
        self._shell.say(self._session.texts.gettext("The history is fetched"))
        self._read()

    def _on_not_fetched(self, error: BaseException) -> None:
        self.fetch.setEnabled(True)
        self._session.runner.report(error)

    # One change

    def _open_detail(self) -> None:
        self.panes.open_detail()
        self.undo.setFocus()

    def _show_line(self, key: str) -> None:
        line = self.model.line(key)
        if line is None:
            return
        texts = self._session.texts
        _ = texts.gettext
        layout = column(spacing=10, margins=(22, 18, 22, 18))
        layout.addWidget(label(what(line.act, line.type, texts), "title", wrap=True))
        layout.addWidget(label(who_and_when(line, texts, self._session.now().tzinfo), "muted", wrap=True))
        if line.reason:
            layout.addWidget(label(_("Reason: {reason}").format(reason=line.reason), "dense", wrap=True))
        for note in self._notes(line):
            layout.addWidget(card("amber", column(Paragraph(note, "warning"), margins=(12, 8, 12, 8))))
        if line.changes:
            inner = column(ChangeTable(history_lines(line, texts), texts, _HALVES[line.act]), margins=(12, 12, 12, 12))
            layout.addWidget(card("inset-card", inner))
        layout.addStretch(1)
        self.detail.show_contents(layout)
        self.undo.setText(_("Take back") if line.unsent else _("Undo"))
        self.undo.setAccessibleName(self.undo.text())
        self.undo.setEnabled(not line.erased and not line.undone)

    def _notes(self, line: HistoryLine) -> list[str]:
        _ = self._session.texts.gettext
        notes = []
        if line.unsent:
            notes.append(_("This change is on this machine only. It is sent at the next synchronisation."))
        if line.undone:
            notes.append(_("You have undone this change."))
        if line.erased:
            notes.append(_("What changed has been erased by law."))
        return notes

    def _ask_undo(self) -> None:
        """Undo the current change: what is unsent is taken back, the rest is shown first."""
        line = self.model.line(self.list.current_key())
        if line is None:
            return
        self._shell.messages.clear()
        if line.unsent:
            self._session.edit(lambda profile: discard(profile, line.id), self._on_discarded)
        else:
            from ui.desktop.dialogs.undo import UndoDialog

            UndoDialog(line.id, self._session, self._shell.widget, self._on_undone).open()

    def _on_discarded(self, discarded: Discarded) -> None:
        self._shell.say(self._session.texts.gettext("Taken back"))
        self._session.tell_changed(discarded.people)

    def _on_undone(self, saves: tuple[Saved, ...]) -> None:
        self._shell.say(self._session.texts.gettext("Undone; a new change waits to be sent"))
        self._session.tell_changed(frozenset({self._person}.union(*(save.people for save in saves))))
