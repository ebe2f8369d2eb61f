"""Conflicts: one record at a time, a row for each field; several at once by ticking them."""

from PySide6.QtGui import QKeyEvent

from interpreter_app.domain.conflicts import Conflict
from interpreter_app.use_cases.resolve_conflicts import Side, decide_later
from ui.desktop.models.conflict_choices import Choices, NamedConflict, conflict_entries, read_conflicts, resolve_all
from ui.desktop.pages.conflict_view import ConflictView
from ui.desktop.pages.entries_page import EntriesPage
from ui.desktop.pages.page import Shell
from ui.desktop.widgets.basics import announce, button, holding
from ui.desktop.widgets.flow import FlowLayout


class ConflictsPage(EntriesPage):
    """The page."""

    def __init__(self, shell: Shell) -> None:
        _ = shell.session.texts.gettext
        self.view = ConflictView(shell.session)
        super().__init__(shell, _("Conflicts"), self.view, (3, 7), "check", tickable=True)
        self._conflicts: dict[str, NamedConflict] = {}
        self.empty.say(
            _("No conflicts"),
            _(
                "When you and somebody else have changed the same, it is shown here after a sync, and you choose what "
                "is to stand. Nothing is ever overwritten without that."
            ),
        )
        self.tick_all = button(_("Select all"), "link", self._tick_all)
        self.all_mine = button(_("All mine"), "plain-small", lambda: self._resolve_ticked(Side.MINE))
        self.all_register = button(_("All the register's"), "plain-small", lambda: self._resolve_ticked(Side.REGISTER))
        many = FlowLayout(gap=8, line_gap=4)
        for one in (self.tick_all, self.all_mine, self.all_register):
            many.addWidget(one)
        self.put_over_list(holding(many))
        self._connect()

    def _connect(self) -> None:
        self.model.ticked.connect(self._show_ticked)
        self.view.applied.connect(self._apply)
        self.view.put_off.connect(self._put_off)
        self.view.stepped.connect(self._step)

    def step_back(self) -> bool:
        """Go from the fields back to the list."""
        if self.panes.step_back():
            return True
        if self._in_view():
            self.list.setFocus()
            return True
        return False

    def _read(self) -> None:
        profile = self._session.profile
        self._session.runner.read(lambda _: read_conflicts(profile), self._show_conflicts, slot="conflicts")

    def _show_conflicts(self, conflicts: list[NamedConflict]) -> None:
        texts, in_view = self._session.texts, self._in_view()
        self._conflicts = {one.conflict.id: one for one in conflicts}
        left = texts.ngettext("{n} conflict left", "{n} conflicts left", len(conflicts))
        self.note.setText(left.format(n=texts.number(len(conflicts))) if conflicts else "")
        self.show_entries(conflict_entries(conflicts, self._session.now(), texts))
        if conflicts:
            announce(self, self.note.text())
        if conflicts and in_view:
            self.view.focus_first()

    def _show_ticked(self) -> None:
        ticked = bool(self.model.ticked_keys())
        self.all_mine.setEnabled(ticked)
        self.all_register.setEnabled(ticked)

    def _show_chosen(self, key: str) -> None:
        self.view.show_conflict(self._conflicts[key])

    def _open(self, _key: str) -> None:
        """Go to the fields, or do what is chosen once all of them are decided."""
        if self.view.is_decided and self.view.isVisible():
            self.view.apply_choices()
            return
        self.panes.open_detail()
        self.view.focus_first()

    def _in_view(self) -> bool:
        """Whether the keyboard is among the fields."""
        return self.view.isAncestorOf(self.focusWidget() or self)

    def _step(self, by: int) -> None:
        in_view = self._in_view()
        if self.list.step(by) and in_view:
            self.view.focus_first()

    def _tick_all(self) -> None:
        every = list(self._conflicts)
        self.model.tick([] if self.model.ticked_keys() == every else every)

    def _apply(self, choices: Choices) -> None:
        self._shell.messages.clear()
        now = self._session.now()
        self._session.edit(
            lambda profile: choices.apply(profile, now), lambda conflict: self._on_applied(conflict, choices)
        )

    def _on_applied(self, conflict: Conflict, choices: Choices) -> None:
        _ = self._session.texts.gettext
        sent = _("Resolved; it is sent at the next sync")
        self._shell.say(sent if choices.sends_something else _("Resolved; the register stays as it is"))
        self._session.tell_changed(frozenset({conflict.edit.person}))

    def _put_off(self, conflict: Conflict) -> None:
        self._session.edit(lambda profile: decide_later(profile, conflict.id), lambda _: self._on_put_off(conflict))

    def _on_put_off(self, conflict: Conflict) -> None:
        self._shell.say(self._session.texts.gettext("Left for later"))
        following = [key for key in self._conflicts if key != conflict.id]
        place = list(self._conflicts).index(conflict.id) if conflict.id in self._conflicts else 0
        if following:
            self.list.make_current(following[min(place, len(following) - 1)])
        self._session.tell_changed(frozenset({conflict.edit.person}))

    def _resolve_ticked(self, side: Side) -> None:
        chosen = [self._conflicts[key].conflict for key in self.model.ticked_keys()]
        now = self._session.now()
        self._shell.messages.clear()
        self._session.edit(
            lambda profile: resolve_all(profile, chosen, side, now),
            lambda people: self._on_resolved(people, len(chosen)),
            lambda error: self._on_stopped(error, frozenset(one.edit.person for one in chosen)),
        )

    def _on_stopped(self, error: BaseException, people: frozenset[str]) -> None:
        """One of several could not be resolved: those before it are."""
        self._session.runner.report(error)
        self._session.tell_changed(people)

    def _on_resolved(self, people: frozenset[str], count: int) -> None:
        texts = self._session.texts
        said = texts.ngettext("{n} conflict resolved", "{n} conflicts resolved", count)
        self._shell.say(said.format(n=texts.number(count)))
        self._session.tell_changed(people)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 and E choose, arrows go between fields and conflicts, Enter applies; only what is seen is decided."""
        if not (self._conflicts and self.view.isVisible() and self.view.take_key(event)):
            super().keyPressEvent(event)
