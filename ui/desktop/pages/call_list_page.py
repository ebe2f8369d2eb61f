"""The call list: what is needed, who was shortlisted, and two keys for each attempt to reach them."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from interpreter_app.booking_words import ANSWER_NAMES, NO_LONGER_THERE, step_in_words
from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.call_list_undo import require_last_step, take_back
from interpreter_app.domain.call_lists import (
    Answer,
    Attempt,
    Available,
    Called,
    CallList,
    Channel,
    Need,
)
from interpreter_app.domain.departure_notes import AtHand
from interpreter_app.domain.guidance_keys import Template
from interpreter_app.domain.norwegian_time import on_norwegian_clock
from interpreter_app.use_cases.call_lists import (
    change_call_list,
    change_need,
    reopen_call_list,
)
from interpreter_app.use_cases.open_profile import Profile
from ui.desktop.models.called import CalledModel, called_rows, list_titles
from ui.desktop.pages.call_list_data import CallListData
from ui.desktop.pages.call_list_head import CallListHead
from ui.desktop.pages.call_list_message import MessagePanel
from ui.desktop.pages.call_list_need import NeedEditor
from ui.desktop.pages.call_list_results import choose_calendar_file, log_assignment, open_departure_note
from ui.desktop.pages.call_list_tools import CallListTools
from ui.desktop.pages.page import CALL_LIST, Page, Shell
from ui.desktop.pages.person_panel import ring
from ui.desktop.shortlisting import choose_call_list
from ui.desktop.widgets.basics import announce, button, choose_index, column, holding, row, scrolling
from ui.desktop.widgets.called_list import CalledList
from ui.desktop.widgets.list_and_detail import TWO_PANES_FROM, ListAndDetail
from ui.desktop.widgets.notice import Notice
from ui.desktop.wording import contact_text

_EDGE = 24
_READING, _LIST, _EMPTY = 0, 1, 2


class CallListPage(Page):
    """The page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        _ = session.texts.gettext
        self._unsaved_needs = 0
        self._closed = ""  # the id of the list that was closed just now, as long as nothing else was done
        self.data = CallListData(session, self)
        self.shown: CallList | None = None
        self.model = CalledModel(lambda: session.texts)
        self.list = CalledList(self.model, session.look, _("Call list"))
        self.need = NeedEditor(session)
        self.message = MessagePanel(session)
        self.head = CallListHead(session)
        self.tools = CallListTools(session)
        self.empty = Notice("calls", session.look)
        self.to_search = button(_("Go to the search"), "primary", lambda: shell.show_page("search"))
        self._build()
        self._connect()

    def _build(self) -> None:
        _ = self._session.texts.gettext
        self.empty.say(
            _("No call list yet"),
            _("Find interpreters in the search and press C: they come here, the best qualified first, ready to ring."),
        )
        left = column(self.need, 10)
        left.addWidget(self.list, 1)
        left.addWidget(self.tools)
        self.panes = ListAndDetail(scrolling(left), self.message, (5, 4))
        self._contents = QStackedWidget()
        self._contents.addWidget(QWidget())  # while the lists are read, which takes no time to speak of
        self._contents.addWidget(self.panes)
        nobody = column(self.empty, 12, holding(row(self.to_search, None)), None, margins=(_EDGE, 0, _EDGE, _EDGE))
        self._contents.addWidget(scrolling(nobody))
        layout = column(holding(column(self.head, margins=(_EDGE, 20, _EDGE, 10))))
        layout.addWidget(self._contents, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.data.came.connect(self._on_came)
        self.data.changed.connect(self._on_changed)
        for asks in (self.list, self.tools):
            asks.rung.connect(self._ring)
            asks.answered.connect(self._log)
            asks.agreed.connect(self._agree)
            asks.put_off.connect(self._put_off)
            asks.usage_wanted.connect(self._log_assignment)
        self.tools.undone.connect(self._undo)
        self.tools.message_wanted.connect(self._open_message)
        self.list.copied.connect(self._copy)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.need.changed.connect(self._change_need)
        self.need.closed.connect(self.list.setFocus)
        self.head.picked.connect(self.show_list)
        self.head.closed.connect(self._close)
        self.head.reopened.connect(self._reopen)
        self.head.deletion_wanted.connect(self._ask_delete)
        self.message.said.connect(self._shell.say)
        self.message.used.connect(self.tools.channel.show_value)
        self.message.calendar_wanted.connect(self._choose_calendar_file)
        self.message.note_wanted.connect(self._note)
        self.list.note_wanted.connect(self._note)
        self.panes.went_back.connect(self.list.setFocus)
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self._undo)

    # What the window asks of it

    def enter(self) -> None:
        """Read the lists, and take the keyboard to the people."""
        self.data.read()
        self.list.setFocus()

    def refresh(self, _people: frozenset[str] | None) -> None:
        """Read the lists as they are now."""
        self.data.read()

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back to the window sees what a command has done to the list meanwhile."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isVisible() and self.isActiveWindow():
            self.data.read()

    def may_leave(self, go_on: Callable[[], object]) -> bool:  # noqa: ARG002
        """Keep what is typed in a field of what is needed."""
        self.need.tell_now()
        return True

    def id_meant(self) -> str:
        """The current person."""
        called = self.current()
        return called.person if called else ""

    def ring_meant(self) -> bool:
        """Ring the current person."""
        self._ring()
        return True

    def step_back(self) -> bool:
        """Put away the message where it lies over the list, or the fields of what is needed."""
        return self.panes.step_back() or self.need.close_fields()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The message is reached by a button where it is not beside the list."""
        super().resizeEvent(event)
        self.tools.message.setVisible(self.width() < TWO_PANES_FROM)

    def show_list(self, id_: str) -> None:
        """Show the call list with this id, and have people from the search come on it."""
        self._closed = ""
        choose_call_list(self._session, id_)
        self.data.read()

    def current(self) -> Called | None:
        """Who is current."""
        row_ = self.model.row(self.list.currentIndex())
        return row_.called if row_ else None

    # Reading and showing

    def _on_came(self) -> None:
        """Show the list that is wanted, else the newest open one."""
        open_ones = {one.id: one for one in self.data.open_ones()}
        newest = next(iter(open_ones.values()), None)
        self._show(open_ones.get(str(self._session.kept.get(CALL_LIST)), newest))
        self.message.refill()

    def _on_changed(self, call_list: CallList) -> None:
        """Show the list that is shown as it is now, or another one in the place of one that was closed."""
        if self.shown and self.shown.id == call_list.id:
            self._closed = call_list.id if call_list.closed else ""
            self._show(next(self.data.open_ones(), None) if call_list.closed else call_list)

    def _show(self, call_list: CallList | None) -> None:
        """Show a list; the current person stays so."""
        before, is_other = self.current(), self.shown is None or call_list is None or self.shown.id != call_list.id
        self.shown = call_list
        has_keyboard = self.window().focusWidget() in (self.list, self.to_search)
        self._contents.setCurrentIndex(_EMPTY if call_list is None else _LIST)
        if has_keyboard:
            (self.to_search if call_list is None else self.list).setFocus()
        self.head.show_lists(self.data.lists, call_list, self._today(), may_reopen=bool(self._closed))
        if call_list is None:
            self.model.show([])
            announce(self, self.empty.headline.text())
            return
        self._session.kept[CALL_LIST] = call_list.id
        if not self._unsaved_needs:  # else a field that is already changed would show again what it was
            self.need.show_need(call_list.need, anew=is_other)
        rows = called_rows(call_list, self.data.contacts, self.data.notes, self._today(), self._session.texts)
        self.model.show(rows)
        next_ = rules.next_to_call(call_list, self.data.contacts)
        person = before.person if before and self.model.place_of(before.person) >= 0 else ""
        self._make_current(person or call_list.agreed or (next_.person if next_ else ""))
        self._show_state()

    def _make_current(self, person: str) -> None:
        place = max(self.model.place_of(person), 0)
        choose_index(self.list, self.model.index(place) if self.model.rowCount() else QModelIndex())

    def _today(self) -> date:
        """The day in Norway, as the attempts are told."""
        return on_norwegian_clock(self._session.now()).date()

    def _on_current(self, *_: object) -> None:
        self.tools.channel.show_value(Channel.PHONE)
        self._show_state()

    def _show_state(self) -> None:
        """Show what can be done with the current person, and the log."""
        call_list, called, contact = self.shown, self.current(), self.data.contact(self.current())
        if call_list is None or self.data.content is None:
            return
        note = self.data.note(called)
        self.tools.show_state(call_list, called, self.data.contacts, note, may_reopen=bool(self._closed))
        self.message.show_person(call_list, called, contact, self.data.content)

    # What is done

    def _change(self, change: Callable[[CallList], CallList], then: Callable[[CallList], object]) -> None:
        """Change the list that is shown, in the lane of the edits, and show it as it is then."""
        if self.shown is None:
            return
        self._closed = ""
        id_, now = self.shown.id, self._session.now()
        self.data.change(lambda profile: change_call_list(profile, id_, change, now=now), then)

    def _ring(self) -> None:
        contact = self.data.contact(self.current())
        if contact is not None and contact.phone:
            ring(contact.phone)

    def _log(self, answer: Answer) -> None:
        """Log an answer of the current person; for a later time it is asked when that is."""
        called = self.current()
        if called is None:
            return
        if answer is not Answer.LATER:
            self._enter_attempt(called, answer, None)
            return
        from ui.desktop.dialogs.earliest import EarliestDialog

        EarliestDialog(self._shell, called.name, lambda when: self._enter_attempt(called, answer, when)).open()

    def _enter_attempt(self, called: Called, answer: Answer, earliest: Available | None) -> None:
        attempt = Attempt(
            person=called.person,
            at=self._session.now(),
            channel=Channel(str(self.tools.channel.value)),
            answer=answer,
            earliest=earliest,
        )
        self._change(lambda one: rules.log_attempt(one, attempt), lambda after: self._go_on(after, called, answer))

    def _go_on(self, call_list: CallList, called: Called, answer: Answer) -> None:
        """Say what was logged; the next to try is current then, unless the person can."""
        _ = self._session.texts.gettext
        self._shell.say(_("{name}: {answer}").format(name=called.name, answer=_(ANSWER_NAMES[answer])))
        next_ = rules.next_to_call(call_list, self.data.contacts)
        if answer is not Answer.CAN and next_ is not None:
            self._make_current(next_.person)
        self.list.setFocus()

    def _agree(self) -> None:
        called = self.current()
        if called and self.tools.agree.isEnabled():
            now = self._session.now()
            self._change(lambda one: rules.agree(one, called.person, now), self._on_agreed)

    def _on_agreed(self, _: CallList) -> None:
        self.message.choose(Template.CONFIRMATION)
        self.list.setFocus()

    def _log_assignment(self) -> None:
        """Log what was agreed, where that is over."""
        if self.shown is not None and not self.tools.usage.isHidden():
            log_assignment(self._shell, self.shown)

    def _put_off(self) -> None:
        called, now = self.current(), self._session.now()
        if called:
            _ = self._session.texts.gettext
            words = _("{name} is off the list").format(name=called.name)
            self._change(
                lambda one: rules.remove_person(one, called.person, now), lambda _after: self._shell.say(words)
            )

    def _undo(self) -> None:
        """Take back what was done last, and say what that was: a list that was closed just now is opened again."""
        if self._closed:
            self._reopen()
            return
        now, texts = self._session.now(), self._session.texts
        taken: list[str] = []

        def change(one: CallList) -> CallList:
            step = require_last_step(one)
            taken.append(step_in_words(one, step, texts))
            return take_back(one, step, now)

        def say(_: CallList) -> None:
            self._shell.say(texts.gettext("Taken back: {what}").format(what=taken[0]))

        if self.tools.undo.isEnabled():
            self._change(change, say)

    def _close(self) -> None:
        now, words = self._session.now(), self._session.texts.gettext("The list is closed")
        self._change(lambda one: rules.close(one, now), lambda _: self._shell.say(words))

    def _reopen(self) -> None:
        """Open the list that was closed just now again, and show it."""
        id_, now = self._closed, self._session.now()
        if not id_:
            return
        self._closed = ""

        def show(after: CallList) -> None:
            self._shell.say(self._session.texts.gettext("The list is open again"))
            self.show_list(after.id)

        self.data.change(lambda profile: reopen_call_list(profile, id_, now=now), show)

    def _ask_delete(self) -> None:
        """Ask which lists are to be deleted, the one that is shown first."""
        from ui.desktop.dialogs.delete_call_lists import DeleteCallListsDialog

        titles = list_titles(self.data.lists, self._today(), self._session.texts)
        lists = list(zip(titles, self.data.lists, strict=True))
        shown = self.shown.id if self.shown else ""

        def delete(ids: list[str]) -> None:
            self.data.delete(ids, self._on_deleted)

        DeleteCallListsDialog(lists, shown, self._session, self._shell.widget, delete).open()

    def _on_deleted(self, gone: list[CallList]) -> None:
        self._closed = ""
        texts = self._session.texts
        said = texts.ngettext("{n} call list is deleted", "{n} call lists are deleted", len(gone))
        self._shell.say(said.format(n=texts.number(len(gone))))
        self.list.setFocus()

    def _change_need(self, need: Need) -> None:
        if self.shown is not None:
            id_, now = self.shown.id, self._session.now()
            self._unsaved_needs += 1

            def work(profile: Profile) -> CallList:
                return change_need(profile, id_, need, now=now)

            self.data.change(work, lambda _: None, self._on_need_ended)

    def _on_need_ended(self) -> None:
        self._unsaved_needs -= 1

    def _copy(self) -> None:
        called, texts = self.current(), self._session.texts
        contact = self.data.contact(called)
        if called is None:
            return
        if contact is None:
            self._shell.say(f"{called.name}: {texts.gettext(NO_LONGER_THERE)}")
            return
        text = contact_text(called.name, called.number, contact.phone, contact.email, texts)
        QGuiApplication.clipboard().setText(text)
        self._shell.say(texts.gettext("Copied"))

    def _open_message(self) -> None:
        self.panes.open_detail()
        self.message.text.setFocus()

    def _choose_calendar_file(self) -> None:
        if self.shown is not None:
            choose_calendar_file(self._shell, self.shown, self.data.contacts)

    def _note(self) -> None:
        if self.shown is not None and self.data.content is not None:
            open_departure_note(self._shell, AtHand(self.shown, dict(self.data.contacts)), self.data.content)
