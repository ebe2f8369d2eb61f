"""Call lists for tests: people, attempts, and lists of them."""

from datetime import datetime, timedelta, timezone

from interpreter_app.domain.call_lists import Answer, Attempt, Available, Called, CallList, Channel, Contact, Need
from interpreter_app.domain.departure_notes import AtHand
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Method

OSLO = timezone(timedelta(hours=1), "CET")
NOW = datetime(2026, 11, 20, 14, 5, tzinfo=OSLO)
STARTS = datetime(2026, 11, 23, 10, 0)


def called(name: str = "Yonas Tekle", number: int = 10001, category: str = "A") -> Called:
    return Called(
        person=f"p{number}",
        number=number,
        name=name,
        category=category,
    )


def contact(person: Called) -> Contact:
    number = person.number or 0
    return Contact(f"+47 000 {number % 100000:05}", f"n{number}@example.no")


def contacts(*people: Called, gone: tuple[Called, ...] = ()) -> dict[str, Contact | None]:
    """How ``people`` are reached, with those who are ``gone`` from the register."""
    return {one.person: contact(one) for one in people} | {one.person: None for one in gone}


def at_hand(call_list: CallList) -> AtHand:
    """A call list on which everybody is in the register."""
    return AtHand(call_list, contacts(*call_list.people))


def need(**details: object) -> Need:
    return Need(**{"language": "som", "kind": Kind.SPOKEN} | details)  # type: ignore[arg-type]


def whole_need(**details: object) -> Need:
    """A need in which all is known."""
    known = {
        "starts": STARTS,
        "minutes": 60,
        "method": Method.SCREEN,
        "place": "Rom 2",
        "unit": "Storgata helsestasjon",
        "contact": "Kari Nordmann",
        "phone": "+47 000 00 001",
        "email": "kari@example.no",
    }
    return need(**known | details)


def call_list(*people: Called, log: tuple[Attempt, ...] = (), **details: object) -> CallList:
    made = {"id": "list", "made": NOW, "need": need(), "people": people, "log": log}
    return CallList(**made | details)  # type: ignore[arg-type]


def attempt(
    person: Called, answer: Answer = Answer.NO_ANSWER, minutes: int = 0, earliest: Available | None = None
) -> Attempt:
    """An attempt to reach a person so many minutes after ``NOW``."""
    at = NOW + timedelta(minutes=minutes)
    return Attempt(person=person.person, at=at, channel=Channel.PHONE, answer=answer, earliest=earliest)
