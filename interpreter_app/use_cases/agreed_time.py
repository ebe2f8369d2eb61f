"""The agreed time of a call list as a calendar file."""

from datetime import datetime
from pathlib import Path

from interpreter_app.booking_words import language_in_words, method_in_words
from interpreter_app.documents.calendar_files import CalendarEvent, write_calendar
from interpreter_app.domain.call_lists import CallList, Contact, Contacts, require_called
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.i18n import Texts
from interpreter_app.unit import Unit
from interpreter_app.use_cases.call_lists import with_unit


def agreed_event(call_list: CallList, contacts: Contacts, unit: Unit, now: datetime, texts: Texts) -> CalendarEvent:
    """The appointment with the interpreter; nothing is said in it of the person served.

    Of somebody who is no longer in the register there is the name only. Raises ``UserError`` while nobody is agreed
    with, or day, time or length are not known.
    """
    need = with_unit(call_list.need, unit)
    if not call_list.agreed:
        raise UserError(N_("Nobody has been agreed with yet."), N_("Agree with one who can come first."))
    if need.starts is None or need.minutes is None:
        raise UserError(N_("Day, time and length of the assignment are not known yet."), N_("Fill them in first."))
    called = require_called(call_list, call_list.agreed)
    contact = contacts[called.person] or Contact()
    say = texts.gettext
    language = language_in_words(need.language, need.kind, texts)
    method = method_in_words(need.method, texts) if need.method else ""
    reach = (say(N_("Interpreter: {name}")).format(name=called.name), contact.phone, contact.email, need.unit, method)
    return CalendarEvent(
        uid=call_list.id,
        starts=need.starts,
        minutes=need.minutes,
        written=now,
        summary=say(N_("Interpreting: {language}")).format(language=language),
        location=need.place,
        description="\n".join(part for part in reach if part),
    )


def write_agreed_time(
    call_list: CallList,
    contacts: Contacts,
    unit: Unit,
    path: Path,
    *,
    now: datetime,
    texts: Texts,
    replace: bool = False,
) -> None:
    """Write the appointment into a calendar file, whole or not at all; raises what ``agreed_event`` raises."""
    write_calendar(agreed_event(call_list, contacts, unit, now, texts), path, replace=replace)
