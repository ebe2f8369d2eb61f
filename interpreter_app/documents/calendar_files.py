"""Calendar files (iCalendar, RFC 5545) of an agreed time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interpreter_app.documents.whole_files import whole_file
from interpreter_app.domain.norwegian_time import in_norway

_MADE_BY = "-//Interpreter Register//Call list//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """An appointment.

    ``uid`` is the same whenever the appointment is written again, so that a calendar moves it instead of keeping both.
    ``starts`` is the time on a clock in Norway, without a zone; ``written`` is when, with its zone.
    """

    uid: str
    starts: datetime
    minutes: int
    written: datetime
    summary: str
    location: str = ""
    description: str = ""


def calendar_bytes(event: CalendarEvent) -> bytes:
    """The file's content; times are in UTC, so that no calendar has to know when clocks are set in Norway."""
    from icalendar import Calendar, Event

    begins = in_norway(event.starts).astimezone(UTC)
    entry = Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.written.astimezone(UTC).replace(microsecond=0))
    entry.add("sequence", int(event.written.timestamp()) & 0x7FFFFFFF)
    entry.add("dtstart", begins)
    entry.add("dtend", begins + timedelta(minutes=event.minutes))
    entry.add("summary", event.summary)
    for name in ("location", "description"):
        if text := getattr(event, name):
            entry.add(name, text)
    calendar = Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def write_calendar(event: CalendarEvent, path: Path, *, replace: bool = False) -> None:
    """Write the file, whole or not at all; raises what ``check_place`` raises."""
    content = calendar_bytes(event)
    with whole_file(path, replace=replace) as aside:
        aside.write_bytes(content)
