"""What is done with the current person of a call list, each with its key, over the log of that person."""

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.booking_words import ANSWER_NAMES, CHANNEL_NAMES
from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.assignments import may_be_logged
from interpreter_app.domain.call_list_undo import last_step
from interpreter_app.domain.call_lists import Answer, Called, CallList, Channel, Contacts
from interpreter_app.domain.private_notes import Note
from interpreter_app.i18n import capitalised
from interpreter_app.note_explanations import signs_in_words
from ui.desktop.models.called import attempt_in_words
from ui.desktop.session import Session
from ui.desktop.widgets.basics import button, card, column, holding, label
from ui.desktop.widgets.called_list import ANSWER_KEYS
from ui.desktop.widgets.choice_field import ChoiceField
from ui.desktop.widgets.flow import FlowLayout


class CallListTools(QWidget):
    """The buttons, with what comes next over them and the log under them.

    ``rung``, ``answered`` (an ``Answer``), ``agreed``, ``undone``, ``put_off``, ``message_wanted`` and ``usage_wanted``
    (the assignment in the usage log) ask for it.
    """

    rung = Signal()
    answered = Signal(object)
    agreed = Signal()
    undone = Signal()
    put_off = Signal()
    message_wanted = Signal()
    usage_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        _ = session.texts.gettext
        channels: list[tuple[Hashable, str]] = [(one, capitalised(_(name))) for one, name in CHANNEL_NAMES.items()]
        self.channel = ChoiceField(session.look, lambda: session.texts, channels, Channel.PHONE)
        self.channel.setAccessibleName(_("Channel"))
        self.ring = button(_("Ring (Enter)"), "primary-small", self.rung.emit)
        self.answers = {
            answer: button(
                f"{number} {capitalised(_(ANSWER_NAMES[answer]))}", "plain-small", partial(self.answered.emit, answer)
            )
            for number, answer in enumerate(ANSWER_KEYS.values(), start=1)
        }
        self.agree = button(_("Agree (A)"), "plain-small", self.agreed.emit)
        self.undo = button(_("Undo (Ctrl Z)"), "plain-small", self.undone.emit)
        self.off = button(_("Off the list (Delete)"), "plain-small", self.put_off.emit)
        self.usage = button(_("Log the assignment (T) …"), "plain-small", self.usage_wanted.emit)
        self.message = button(_("Message …"), "plain-small", self.message_wanted.emit)
        self.noted = label(look="strong", wrap=True)
        self.next = label(look="dense-muted", wrap=True)
        self.log = label(look="small", wrap=True)
        answers = _flow(self.ring, self.channel, *self.answers.values())
        others = _flow(self.agree, self.usage, self.undo, self.off, self.message)
        inner = column(self.next, self.noted, answers, others, self.log, spacing=8, margins=(14, 10, 14, 10))
        self.setLayout(column(card("card", inner), margins=(0, 10, 0, 16)))

    def show_state(
        self,
        call_list: CallList,
        called: Called | None,
        contacts: Contacts,
        note: Note | None,
        *,
        may_reopen: bool = False,
    ) -> None:
        """Show what can be done with the current person, what is noted privately, what comes next, and the log.

        ``may_reopen`` is whether a list was closed just now, which can be undone too.
        """
        signs = signs_in_words(note, self._session.texts)
        self.noted.setText(f"{called.name}: {signs}" if called and signs else "")
        self.noted.setVisible(bool(self.noted.text()))
        last = rules.last_attempt(call_list, called.person) if called else None
        contact = contacts[called.person] if called else None
        self.ring.setEnabled(contact is not None and bool(contact.phone))
        for one in (*self.answers.values(), self.off, self.channel):
            one.setEnabled(called is not None)
        self.agree.setEnabled(last is not None and last.answer is Answer.CAN)
        self.usage.setVisible(may_be_logged(call_list, self._session.today))
        self.undo.setEnabled(may_reopen or last_step(call_list) is not None)
        self.next.setText(self._what_next(call_list, contacts))
        self.log.setText("\n".join(self._log_lines(call_list, called)))
        self.log.setVisible(bool(self.log.text()))

    def _what_next(self, call_list: CallList, contacts: Contacts) -> str:
        _ = self._session.texts.gettext
        agreed, next_ = rules.find_called(call_list, call_list.agreed), rules.next_to_call(call_list, contacts)
        if agreed:
            words = _("Agreed with {name}. Confirm it with a message, and put it in the calendar.")
            return words.format(name=agreed.name)
        if next_:
            return _("Next to try: {name}").format(name=next_.name)
        if not rules.in_calling_order(call_list):
            return _("Nobody is on the list. Press C on somebody in the search.")
        return _("Nobody is left to try. Agree with one who can, or find more people in the search.")

    def _log_lines(self, call_list: CallList, called: Called | None) -> list[str]:
        """The attempts to reach the current person, those taken back too, the latest first."""
        own = [one for one in call_list.log if called and one.person == called.person]
        return [attempt_in_words(one, self._session.texts) for one in sorted(own, key=lambda one: one.at, reverse=True)]


def _flow(*widgets: QWidget) -> QWidget:
    flow = FlowLayout(gap=6, line_gap=6)
    for one in widgets:
        flow.addWidget(one)
    return holding(flow)
