"""The message beside a call list: a template filled for the current person, ready to copy or to send, and the files."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QTextEdit

from interpreter_app.domain.call_lists import Called, CallList, Channel, Contact
from interpreter_app.domain.errors import N_
from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.guidance_keys import Template
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.call_lists import with_unit
from interpreter_app.use_cases.call_messages import (
    Message,
    address_for,
    channel_of,
    mail_link,
    write_message,
)
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.form_field import ChoiceInput
from ui.desktop.widgets.list_and_detail import Detail
from ui.desktop.widgets.text_field import translate_menu
from ui.desktop.wording import phone_number

_TEMPLATES = {
    Template.ENQUIRY_EMAIL: N_("Enquiry by e-mail"),
    Template.ENQUIRY_SMS: N_("Enquiry by text message"),
    Template.CONFIRMATION: N_("Confirmation"),
    Template.DECLINE: N_("No, thank you"),
    Template.CANCEL: N_("Cancellation"),
}
_LANGUAGES = {
    UiLanguage.BOKMAL: N_("Norwegian Bokmål"),
    UiLanguage.NYNORSK: N_("Norwegian Nynorsk"),
    UiLanguage.ENGLISH: N_("English"),
}
_Meant = tuple[str, str, Template]
"""What a message is for: the list (id), the person (record id) and the template."""
_EDGE = 22
_TEXT_HEIGHT = 232


class MessageText(QTextEdit):
    """The text of a message, to be read and mended."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_TEXT_HEIGHT)
        self.setAccessibleName(session.texts.gettext("The message"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu where the pointer is, or where the text is for the menu key."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the text, in words of the program."""
        made = self.createStandardContextMenu()
        translate_menu(made, self._session.texts)
        made.aboutToHide.connect(made.deleteLater)
        return made


class MessagePanel(Detail):
    """Shows the message to the current person.

    What the person has changed in a message is kept for that list, person and template until it is filled in again.
    ``said`` gives a word on what was done, ``used`` the channel that a message went by; ``calendar_wanted`` and
    ``note_wanted`` ask for the files.
    """

    said = Signal(str)
    used = Signal(object)
    calendar_wanted = Signal()
    note_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._content: Content | None = None
        self._shown: tuple[CallList, Called | None] | None = None
        self._contact: Contact | None = None
        self._filled: Message | None = None
        self._filled_for: _Meant | None = None
        self._changed: dict[_Meant, Message] = {}
        _ = session.texts.gettext
        templates: list[tuple[Hashable, str]] = [(one, _(name)) for one, name in _TEMPLATES.items()]
        languages: list[tuple[Hashable, str]] = [(one, _(name)) for one, name in _LANGUAGES.items()]
        self.template = ChoiceInput(_("Message"), session.look, lambda: session.texts, templates, width=244)
        self.language = ChoiceInput(
            _("Language of the message"), session.look, lambda: session.texts, languages, width=158
        )
        self.template.show_value(Template.ENQUIRY_EMAIL)
        self.language.show_value(UiLanguage(session.context.settings.message_language or session.texts.language))
        self.to = label(look="muted", wrap=True)
        self.subject = label(look="strong", wrap=True)
        self.text = MessageText(session)
        self.gaps = Paragraph("", "warning")
        self.by_hand = Paragraph(_("You have changed this message, so it is not filled in anew."), "small")
        self._gaps_card = card("amber", column(self.gaps, margins=(12, 8, 12, 8)))
        self.again = button(_("Fill in again"), "plain-small", self._fill_again)
        self.copy = button(_("Copy"), "plain-small", self._copy)
        self.copy_number = button(_("Copy the number"), "plain-small", self._copy_number)
        self.mail = button(_("Open in the mail program"), "plain-small", self._mail)
        self.calendar = button(_("Calendar file …"), "plain-small", self.calendar_wanted.emit)
        self.note = button(_("Note on departing … (N)"), "plain-small", self.note_wanted.emit)
        self._build()
        self.template.edited.connect(self._fill)
        self.language.edited.connect(self._on_language)
        self.text.textChanged.connect(self._on_text)
        self._offer_again()

    def _build(self) -> None:
        choices = FieldFlow(gap=12, line_gap=8)
        choices.addWidget(self.template)
        choices.addWidget(self.language)
        parts = (holding(choices), self.to, self.subject, self._gaps_card, self.by_hand)
        layout = column(*parts, spacing=10, margins=(_EDGE, 18, _EDGE, 12))
        layout.addWidget(self.text, 1)
        self.show_contents(layout)
        self.set_buttons(self.again, self.copy, self.copy_number, self.mail, self.calendar, self.note)

    def show_person(
        self, call_list: CallList, called: Called | None, contact: Contact | None, content: Content
    ) -> None:
        """Show the message for somebody, or for nobody in particular.

        Somebody without a ``contact`` is no longer in the register, and gets none.
        """
        self._content = content
        before, self._shown = self._shown, (call_list, called)
        came_or_went = (contact is None) != (self._contact is None)
        self._contact = contact
        self.calendar.setEnabled(bool(call_list.agreed))
        if before is not None and (before[0].agreed, before[1]) != (call_list.agreed, called):
            self._confirm_nothing_else()
        if before is None or came_or_went or (before[0].need, before[1]) != (call_list.need, called):
            self._fill()
        self._offer_mail()

    def _confirm_nothing_else(self) -> None:
        """Go back to the enquiry where the one who is shown has not agreed: the others must not be thanked."""
        assert self._shown is not None
        call_list, called = self._shown
        agreed = called is not None and called.person == call_list.agreed
        if self.template.value is Template.CONFIRMATION and not agreed:
            self.choose(Template.ENQUIRY_EMAIL)

    def choose(self, template: Template) -> None:
        """Show another template."""
        self.template.show_value(template)
        self._fill()

    def refill(self) -> None:
        """Fill it anew where the unit says other things of itself by now; else what was mended in it stays."""
        if self._message() != self._filled:
            self._fill()

    @property
    def _is_gone(self) -> bool:
        """Whether the one who is shown is no longer in the register."""
        return self._contact is None and self._shown is not None and self._shown[1] is not None

    def _message(self) -> Message | None:
        """The message as the template has it; None where there is no such template, or nobody to write to."""
        if self._content is None or self._shown is None or self._is_gone:
            return None
        call_list, called = self._shown
        template, day = self._template, self._session.today
        if self._content.find(f"message.{template}", day) is None:
            return None
        need = with_unit(call_list.need, self._session.context.settings.unit)
        texts, name = Texts(UiLanguage(str(self.language.value))), called.name if called else ""
        return write_message(self._content, template, need, interpreter=name, day=day, texts=texts)

    def _fill(self) -> None:
        """Show the message, as the person has changed it where that was done."""
        self._filled, self._filled_for = self._message(), self._meant()
        message = self._changed.get(self._filled_for, self._filled) if self._filled else None
        _ = self._session.texts.gettext
        self.subject.setText(message.subject if message else "")
        self.text.blockSignals(True)
        self.text.setPlainText(message.body if message else "")
        self.text.blockSignals(False)
        gaps = ", ".join(message.gaps) if message else ""
        self._gaps_card.setVisible(bool(gaps))
        self.gaps.say(_("Not filled in yet: {gaps}.").format(gaps=gaps) if gaps else "")
        self.copy.setEnabled(message is not None)
        self.text.setEnabled(message is not None)
        self._offer_again()
        self._offer_mail()

    def _meant(self) -> _Meant:
        call_list, called = self._shown or (None, None)
        return (call_list.id if call_list else "", called.person if called else "", self._template)

    def _on_text(self) -> None:
        """Keep what the person types; what is as it was filled in has not been changed."""
        if self._filled is None or self._filled_for is None:
            return
        written = self._written()
        if written.body == self._filled.body:
            self._changed.pop(self._filled_for, None)
        else:
            before = self._changed.get(self._filled_for, self._filled)
            self._changed[self._filled_for] = replace(before, body=written.body)
        self._offer_again()

    def _offer_again(self) -> None:
        is_changed = self._filled is not None and self._filled_for in self._changed
        self.again.setVisible(is_changed)
        self.by_hand.setVisible(is_changed)

    def _fill_again(self) -> None:
        """Have the template's message in the place of the one that was changed."""
        self._changed.pop(self._meant(), None)
        self._fill()
        self.text.setFocus()

    def _offer_mail(self) -> None:
        """Offer what the message is sent by: the mail program, or the number to send a text message to."""
        reached = bool(self._address())
        self.to.setText(self._to_whom())
        self.copy_number.setVisible(self._is_sms)
        self.copy_number.setEnabled(reached)
        self.mail.setVisible(not self._is_sms)
        self.mail.setEnabled(self._filled is not None and reached)

    @property
    def _is_sms(self) -> bool:
        return channel_of(self._template) is Channel.SMS

    @property
    def _template(self) -> Template:
        return Template(str(self.template.value))

    def _address(self) -> str:
        """The telephone number or the mail address that the message goes to; empty where there is none."""
        return address_for(self._template, self._contact) if self._contact else ""

    def _to_whom(self) -> str:
        _ = self._session.texts.gettext
        called = self._shown[1] if self._shown else None
        if called is None:
            return _("To nobody in particular")
        if self._is_gone:
            return _("{name} is no longer in the register, so there is no message.").format(name=called.name)
        if self._is_sms:
            number = phone_number(self._address()) or _("no telephone")
            return _("To {name}, {number}").format(name=called.name, number=number)
        return _("To {name}").format(name=called.name)

    def _on_language(self) -> None:
        self._session.context.remember(message_language=str(self.language.value))
        self._fill()

    def _written(self) -> Message:
        """The message as it now stands, mended by the person."""
        return Message(self.subject.text(), self.text.toPlainText(), ())

    def _copy(self) -> None:
        written = self._written()
        text = written.body if self._is_sms else f"{written.subject}\n\n{written.body}"
        QGuiApplication.clipboard().setText(text)
        if self._is_sms:
            self.used.emit(Channel.SMS)
        self.said.emit(self._session.texts.gettext("Copied"))

    def _copy_number(self) -> None:
        QGuiApplication.clipboard().setText(self._address())
        self.said.emit(self._session.texts.gettext("Copied"))

    def _mail(self) -> None:
        if self._contact is not None:
            link = mail_link(self._contact.email, self._written())
            QDesktopServices.openUrl(QUrl.fromEncoded(link.encode()))
            self.used.emit(Channel.EMAIL)
