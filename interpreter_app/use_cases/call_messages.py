"""Messages to interpreters: a template of the guidance, filled from a call list in the language that is chosen.

What is not known yet stands as a gap in brackets, "[sted]", and is told of; nothing is said of the person served.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from interpreter_app.booking_words import language_in_words, method_in_words
from interpreter_app.domain.call_lists import Channel, Contact, Need
from interpreter_app.domain.errors import N_
from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.guidance_keys import Template
from interpreter_app.i18n import Texts

_GAPS = {
    "language": N_("language"),
    "day": N_("day"),
    "time": N_("time"),
    "minutes": N_("number of minutes"),
    "method": N_("on site, by screen or by telephone"),
    "place": N_("place"),
    "unit": N_("unit"),
    "contact": N_("contact person"),
    "phone": N_("telephone"),
    "email": N_("e-mail"),
    "interpreter": N_("the interpreter's name"),
}
_NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Message:
    """A message; ``gaps`` are what is not filled in yet, each once, in words as they stand in the text."""

    subject: str
    body: str
    gaps: tuple[str, ...]


def write_message(
    content: Content, template: Template, need: Need, *, interpreter: str, day: date, texts: Texts
) -> Message:
    """The message for ``need`` in the language of ``texts``, from the template that holds on ``day``.

    ``interpreter`` is the name of whom it goes to, empty where nobody is chosen.
    """
    piece = content.piece(f"message.{template}", day).text(texts.language)
    filler = _Filler(_values(need, interpreter, texts), texts)
    subject, body = filler.fill(piece.title), filler.fill("\n".join(piece.body))
    return Message(subject, body, tuple(filler.gaps))


def channel_of(template: Template) -> Channel:
    """How a message is sent: as a text message to the telephone, otherwise by mail."""
    return Channel.SMS if template is Template.ENQUIRY_SMS else Channel.EMAIL


def address_for(template: Template, contact: Contact) -> str:
    """The telephone number or the mail address that a message goes to; empty where the register has none."""
    return contact.phone if channel_of(template) is Channel.SMS else contact.email


def mail_link(address: str, message: Message) -> str:
    """The address that begins the message in the mail program (RFC 6068)."""
    body = message.body.replace("\n", "\r\n")
    return f"mailto:{quote(address, safe='@')}?subject={quote(message.subject, safe='')}&body={quote(body, safe='')}"


class _Filler:
    """Puts values in the place of their names, and gathers what has none."""

    def __init__(self, values: Mapping[str, str], texts: Texts) -> None:
        self._values = values
        self._texts = texts
        self.gaps: dict[str, None] = {}

    def fill(self, text: str) -> str:
        """The text with each ``{name}`` replaced by its value, or by a gap."""
        return _NAMED.sub(lambda found: self._value(found[1]), text)

    def _value(self, name: str) -> str:
        if value := self._values.get(name):
            return value
        gap = self._texts.gettext(_GAPS[name]) if name in _GAPS else name
        self.gaps[gap] = None
        return f"[{gap}]"


def _values(need: Need, interpreter: str, texts: Texts) -> dict[str, str]:
    return {
        "language": language_in_words(need.language, need.kind, texts),
        "day": texts.date(need.on) if need.on else "",
        "time": texts.time(need.starts) if need.starts else "",
        "minutes": texts.number(need.minutes) if need.minutes else "",
        "method": method_in_words(need.method, texts) if need.method else "",
        "place": need.place,
        "unit": need.unit,
        "contact": need.contact,
        "phone": need.phone,
        "email": need.email,
        "interpreter": interpreter,
    }
