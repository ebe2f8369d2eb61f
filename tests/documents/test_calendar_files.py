"""Calendar files: the agreed time, right in summer and in winter, and nothing of the person served."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from interpreter_app.documents.calendar_files import CalendarEvent, calendar_bytes, write_calendar
from interpreter_app.domain.call_lists import Answer
from interpreter_app.domain.errors import UserError
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.unit import NO_UNIT, Unit
from interpreter_app.use_cases.agreed_time import agreed_event, write_agreed_time
from tests.support.call_lists import NOW, attempt, call_list, called, contact, contacts, need, whole_need

EVENT = CalendarEvent(
    uid="list", starts=datetime(2026, 11, 23, 10), minutes=60, written=NOW, summary="Tolking: somali; æøå, og mer"
)
ANNA = called("Anna Aas", 1)
AGREED = call_list(ANNA, log=(attempt(ANNA, Answer.CAN),), agreed="p1", need=whole_need())
ENGLISH = Texts(UiLanguage.ENGLISH)


def read(event: CalendarEvent):
    """The one event of the file."""
    (found,) = Calendar.from_ical(calendar_bytes(event)).walk("VEVENT")
    return found


@pytest.mark.parametrize(
    ("starts", "minutes", "begins", "ends"),
    [
        (datetime(2026, 11, 23, 10), 60, datetime(2026, 11, 23, 9), datetime(2026, 11, 23, 10)),
        (datetime(2026, 6, 23, 10), 60, datetime(2026, 6, 23, 8), datetime(2026, 6, 23, 9)),
        (datetime(2026, 3, 29, 1, 30), 60, datetime(2026, 3, 29, 0, 30), datetime(2026, 3, 29, 1, 30)),
        (datetime(2026, 3, 29, 3, 0), 30, datetime(2026, 3, 29, 1), datetime(2026, 3, 29, 1, 30)),
        (datetime(2026, 10, 25, 1, 30), 120, datetime(2026, 10, 24, 23, 30), datetime(2026, 10, 25, 1, 30)),
        (datetime(2026, 10, 25, 3, 0), 30, datetime(2026, 10, 25, 2), datetime(2026, 10, 25, 2, 30)),
    ],
)
def test_begin_and_end_are_right_over_the_nights_when_clocks_are_set(starts, minutes, begins, ends):
    event = read(replace(EVENT, starts=starts, minutes=minutes))
    assert event.decoded("dtstart") == begins.replace(tzinfo=UTC)
    assert event.decoded("dtend") == ends.replace(tzinfo=UTC)


def test_a_time_that_does_not_come_makes_no_file(tmp_path):
    with pytest.raises(UserError):
        write_calendar(replace(EVENT, starts=datetime(2026, 3, 29, 2, 30)), tmp_path / "a.ics")
    assert list(tmp_path.iterdir()) == []


def test_written_again_it_is_the_same_appointment_and_newer():
    first, second = read(EVENT), read(replace(EVENT, written=NOW + timedelta(minutes=1)))
    assert str(first["uid"]) == str(second["uid"]) == "list"
    assert first["sequence"] < second["sequence"]


def test_texts_come_back_as_they_were_and_empty_ones_are_left_out():
    event = read(replace(EVENT, description="Anna Aas\n+47 000 00 001"))
    assert str(event["summary"]) == EVENT.summary
    assert str(event["description"]) == "Anna Aas\n+47 000 00 001"
    assert "location" not in event
    assert b"\r\n" in calendar_bytes(EVENT)


def test_an_existing_file_is_replaced_on_demand_only(tmp_path):
    file = tmp_path / "a.ics"
    write_calendar(EVENT, file)
    with pytest.raises(UserError):
        write_calendar(replace(EVENT, summary="Other"), file)
    assert b"Other" not in file.read_bytes()
    write_calendar(replace(EVENT, summary="Other"), file, replace=True)
    assert b"Other" in file.read_bytes()


def test_the_agreed_time_says_who_comes_and_where():
    event = agreed_event(AGREED, contacts(ANNA), NO_UNIT, NOW, ENGLISH)
    assert (event.uid, event.summary, event.location) == ("list", "Interpreting: Somali", "Rom 2")
    assert event.description.splitlines() == [
        "Interpreter: Anna Aas",
        contact(ANNA).phone,
        contact(ANNA).email,
        "Storgata helsestasjon",
        "by screen",
    ]


def test_who_is_no_longer_in_the_register_is_named_only():
    event = agreed_event(AGREED, contacts(gone=(ANNA,)), NO_UNIT, NOW, ENGLISH)
    assert event.description.splitlines() == ["Interpreter: Anna Aas", "Storgata helsestasjon", "by screen"]


def test_the_place_is_the_units_where_the_list_names_none():
    listed = replace(AGREED, need=whole_need(place="", method=None))
    assert agreed_event(listed, contacts(ANNA), Unit(address="Storgata 1"), NOW, ENGLISH).location == "Storgata 1"


@pytest.mark.parametrize(
    "unready",
    [
        replace(AGREED, agreed=""),
        replace(AGREED, need=need(minutes=60)),
        replace(AGREED, need=whole_need(minutes=None)),
    ],
)
def test_without_an_agreement_a_time_and_a_length_there_is_no_file(unready, tmp_path):
    with pytest.raises(UserError):
        write_agreed_time(unready, contacts(ANNA), NO_UNIT, tmp_path / "a.ics", now=NOW, texts=ENGLISH)
    assert list(tmp_path.iterdir()) == []
