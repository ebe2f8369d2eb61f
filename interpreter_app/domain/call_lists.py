"""A call list (ringeliste): what interpreter is needed, who was shortlisted, and each attempt to reach them.

It says nothing of the person who is served. All changes are pure functions that give a new list. The log of attempts
only grows: a wrong attempt is marked as taken back, and whoever was tried stays known after having been put off the
list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.norwegian_time import in_norway, on_norwegian_clock
from interpreter_app.domain.situations import Ground, Method, Sector

_AFTER_ALL_CATEGORIES = "~"
CLOCKS_DIFFER = timedelta(minutes=5)
"""Clocks of two machines may show different times; a time that is later by more has not come yet."""


class Channel(StrEnum):
    """How somebody was tried."""

    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    OTHER = "other"


class Answer(StrEnum):
    """What came of an attempt: nobody answered, cannot, can, will ring back, can at a later time."""

    NO_ANSWER = "no_answer"
    CANNOT = "cannot"
    CAN = "can"
    CALL_BACK = "call_back"
    LATER = "later"


_ASK_AGAIN = (Answer.NO_ANSWER, Answer.CALL_BACK)


@dataclass(frozen=True, slots=True)
class Available:
    """From when somebody can come: a day, with a time of day in Norway where it is known."""

    day: date
    at: time | None = None

    @property
    def moment(self) -> datetime:
        """What it is ordered by: a day without a time begins at midnight."""
        return datetime.combine(self.day, self.at or time.min)

    def iso(self) -> str:
        """The day, or day and time, in ISO 8601."""
        return self.day.isoformat() if self.at is None else self.moment.isoformat(timespec="minutes")

    def is_before(self, moment: datetime) -> bool:
        """Whether it is over at ``moment`` (with its zone), also on a clock that is slow; a day is over when it ends.

        A time that comes twice, in the night in which clocks are set back, is taken as the second. Raises ``UserError``
        for a time that does not come.
        """
        still_now = moment.astimezone(UTC) - CLOCKS_DIFFER  # times of one zone are compared as if none came twice
        if self.at is None:
            return self.day < on_norwegian_clock(still_now).date()
        return in_norway(self.moment.replace(fold=1)) < still_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What interpreter is needed.

    ``language`` is a code of ISO 639-3. ``starts`` is the time on a clock in Norway, without a zone; it and ``minutes``
    are None while they are not known. ``day`` is the day that is meant while the time is not known. ``grounds`` are
    those on which the demand for a qualified interpreter may be departed from (TL § 7(2)), where that was asked. The
    texts are those of the unit that books; empty where nothing is said.
    """

    language: str
    kind: Kind
    starts: datetime | None = None
    day: date | None = None
    minutes: int | None = None
    method: Method | None = None
    place: str = ""
    sector: Sector | None = None
    unit: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    grounds: tuple[Ground, ...] = ()

    @property
    def on(self) -> date | None:
        """The day of the conversation, as far as it is known."""
        return self.starts.date() if self.starts else self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Somebody on the list, as the register had the person when shortlisted.

    ``person`` is the record id; ``category`` is that of the language needed, empty for none. ``put_off`` is when the
    person was put off the list again, ``was_agreed`` whether that ended an agreement. How to reach the person is not
    kept here: see ``Contact``.
    """

    person: str
    number: int | None
    name: str
    category: str = ""
    put_off: datetime | None = None
    was_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody on a list is reached, as the register says on the day it is shown; empty where it says nothing."""

    phone: str = ""
    email: str = ""


Contacts = Mapping[str, Contact | None]
"""How each on a list is reached, by record id; None for somebody whom the register does not list any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An attempt to reach a ``person`` (record id) at a time, with its zone.

    ``earliest`` is when the person can come at the earliest, where that was said. ``entered`` is when it was logged,
    where that was not at once. ``taken_back`` is when the entry was found to be wrong.
    """

    person: str
    at: datetime
    channel: Channel
    answer: Answer
    earliest: Available | None = None
    entered: datetime | None = None
    taken_back: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallList:
    """A call list, made at a time with its zone.

    ``people`` are in the order in which they came, those put off included; ``log`` holds every attempt in the order in
    which they were entered. ``agreed`` is the id of the one who comes, ``agreed_at`` when that was agreed (None in
    lists from before it was kept), ``closed`` when the list was done with.
    """

    id: str
    made: datetime
    need: Need
    people: tuple[Called, ...] = ()
    log: tuple[Attempt, ...] = ()
    agreed: str = ""
    agreed_at: datetime | None = None
    closed: datetime | None = None


def is_settled(call_list: CallList, today: date) -> bool:
    """Whether nobody is looked for on the list any more: it is closed, somebody comes, or its day is before ``today``.

    ``today`` is the day in Norway. A list of which the day is not known is not settled by that.
    """
    is_over = call_list.need.on is not None and call_list.need.on < today
    return call_list.closed is not None or bool(call_list.agreed) or is_over


def takes(call_list: CallList, asked: Need, today: date, *, meant: bool = False) -> bool:
    """Whether somebody who was found for ``asked`` comes on the list without a question.

    The attempts of one assignment would stand in the departure note of another. So the list is not settled (``today``
    is the day in Norway), and language, kind and what ``asked`` says of day and method are those of the list. Where the
    list is ``meant``, since it was begun or chosen for this assignment, day and method may have been changed on it.
    """
    need = call_list.need
    if is_settled(call_list, today) or (need.language, need.kind) != (asked.language, asked.kind):
        return False
    said = ((asked.on, need.on), (asked.method, need.method))
    return meant or all(wanted in (None, there) for wanted, there in said)


def add_person(call_list: CallList, person: Called) -> CallList:
    """The list with ``person`` on it; nobody stands on it twice, and who was put off comes back with the log."""
    before = find_called(call_list, person.person)
    if before is None:
        return replace(call_list, people=(*call_list.people, person))
    return _with_called(call_list, person) if before.put_off else call_list


def remove_person(call_list: CallList, person: str, now: datetime) -> CallList:
    """The list with the person put off it; the attempts stay in the log.

    Raises ``NotFound`` when the person is not on the list.
    """
    called = require_called(call_list, person)
    without = _with_called(call_list, replace(called, put_off=now, was_agreed=call_list.agreed == person))
    return replace(without, agreed="") if call_list.agreed == person else without


def bring_back(call_list: CallList, person: str) -> CallList:
    """The list with the person as before having been put off; agreed with as before, unless somebody else is by now.

    Raises ``NotFound`` when the person was not put off the list.
    """
    called = find_called(call_list, person)
    if called is None or not called.put_off:
        raise NotFound(N_("The person was not put off this call list."))
    back = _with_called(call_list, replace(called, put_off=None, was_agreed=False))
    return _agreed_still(replace(back, agreed=person)) if called.was_agreed and not call_list.agreed else back


def log_attempt(call_list: CallList, attempt: Attempt) -> CallList:
    """The list with one more attempt; raises ``NotFound`` when the person is not on the list."""
    require_called(call_list, attempt.person)
    return _agreed_still(replace(call_list, log=(*call_list.log, attempt)))


def check_earliest(earliest: Available, at: datetime) -> None:
    """Raise ``UserError`` when somebody who was tried ``at`` a time (with its zone) is said to come before it."""
    if earliest.is_before(at):
        raise UserError(
            N_("The earliest time, {earliest}, is before the attempt at {at}."),
            N_("Give a later time, or none."),
            earliest=earliest.iso(),
            at=on_norwegian_clock(at).isoformat(sep=" ", timespec="minutes"),
        )


def check_new_attempts(before: CallList, after: CallList, now: datetime) -> None:
    """Check each attempt that ``after`` has more than ``before``.

    Raises ``UserError`` for one that was not made by ``now``, and for one that ``check_earliest`` refuses.
    """
    for attempt in after.log[len(before.log) :]:
        if attempt.at > now + CLOCKS_DIFFER:
            raise UserError(
                N_("The attempt on {day} has not been made yet."),
                N_("Log an attempt when it is made."),
                day=attempt.at.date().isoformat(),
            )
        if attempt.earliest is not None:
            check_earliest(attempt.earliest, attempt.at)


def take_back_attempt(call_list: CallList, place: int, now: datetime) -> CallList:
    """The list with the attempt at ``place`` of its log marked as taken back; it stays readable.

    Raises ``NotFound`` for a place where none stands that counts.
    """
    if not 0 <= place < len(call_list.log) or call_list.log[place].taken_back:
        raise NotFound(N_("There is no attempt to take back."))
    log = list(call_list.log)
    log[place] = replace(log[place], taken_back=now)
    return _agreed_still(replace(call_list, log=tuple(log)))


def agree(call_list: CallList, person: str, now: datetime) -> CallList:
    """The list with the one who comes, agreed with ``now``.

    Raises ``NotFound`` when the person is not on the list, ``UserError`` when the last that was heard is not "can".
    """
    called = require_called(call_list, person)
    last = last_attempt(call_list, person)
    if last is None or last.answer is not Answer.CAN:
        raise UserError(
            N_("{name} has not said yes."),
            N_("Log the answer first; “can” is the one to agree upon."),
            name=called.name,
        )
    return replace(call_list, agreed=person, agreed_at=now)


def close(call_list: CallList, now: datetime) -> CallList:
    """The list as done with."""
    return replace(call_list, closed=call_list.closed or now)


def reopen(call_list: CallList) -> CallList:
    """The list as one on which people are looked for again."""
    return replace(call_list, closed=None)


def find_called(call_list: CallList, person: str) -> Called | None:
    """The entry of a person, also of one who was put off."""
    return next((one for one in call_list.people if one.person == person), None)


def find_by_key(call_list: CallList, key: str) -> Called:
    """The entry of the person with this register number or record id; raises ``NotFound`` when there is none."""
    for called in call_list.people:
        if key in (called.person, str(called.number)) and not called.put_off:
            return called
    raise NotFound(
        N_("Number {number} is not on this call list."), N_("Add the person with “call-list add” first."), number=key
    )


def require_called(call_list: CallList, person: str) -> Called:
    """The entry of a person who is on the list; raises ``NotFound`` otherwise."""
    called = find_called(call_list, person)
    if called is None or called.put_off:
        raise NotFound(N_("The person is not on this call list."), N_("Add the person first."))
    return called


def in_calling_order(call_list: CallList) -> list[Called]:
    """Those on the list, the best qualified first, otherwise as they came."""
    there = [one for one in call_list.people if not one.put_off]
    return sorted(there, key=lambda one: one.category or _AFTER_ALL_CATEGORIES)


def attempts_of(call_list: CallList, person: str) -> list[Attempt]:
    """The attempts to reach a person that count, by their time."""
    return sorted(_counting(call_list, person), key=lambda attempt: attempt.at)


def last_attempt(call_list: CallList, person: str) -> Attempt | None:
    """The latest attempt to reach a person that counts."""
    return next(reversed(attempts_of(call_list, person)), None)


def require_contact(contacts: Contacts, called: Called) -> Contact:
    """How somebody on a list is reached; raises ``NotFound`` for somebody who is no longer in the register."""
    contact = contacts[called.person]
    if contact is None:
        raise NotFound(
            N_("{name} is no longer in the register."), N_("Find somebody else in the search."), name=called.name
        )
    return contact


def next_to_call(call_list: CallList, contacts: Contacts) -> Called | None:
    """Whom to try next: the best qualified who was not tried, else who was reached least recently of the unreached.

    Nobody is tried who is no longer in the register. None when somebody has agreed, or when nobody is left to try.
    """
    if call_list.agreed:
        return None
    order = [one for one in in_calling_order(call_list) if contacts[one.person] is not None]
    last = {one.person: last_attempt(call_list, one.person) for one in order}
    untried = [one for one in order if last[one.person] is None]
    if untried:
        return untried[0]
    again = [
        (attempt.at, n, one)
        for n, one in enumerate(order)
        if (attempt := last[one.person]) is not None and attempt.answer in _ASK_AGAIN
    ]
    return min(again)[2] if again else None


def earliest_qualified(call_list: CallList, contacts: Contacts) -> tuple[Called, Available] | None:
    """The one who can come first, and when, by the last that each has said.

    Everybody on the list was listed for the language when shortlisted, and so is qualified (TL § 7(3)). Who can come is
    there from the time that is needed. Whoever is no longer in the register does not count. None when nobody has named
    a time.
    """
    named = [
        (when.moment, n, called, when)
        for n, called in enumerate(in_calling_order(call_list))
        if contacts[called.person] is not None and (when := _available(call_list, called.person)) is not None
    ]
    if not named:
        return None
    _, _, called, when = min(named, key=lambda one: one[:2])
    return called, when


def _available(call_list: CallList, person: str) -> Available | None:
    last = last_attempt(call_list, person)
    if last is None or last.earliest is not None:
        return last.earliest if last else None
    starts = call_list.need.starts
    return Available(starts.date(), starts.time()) if last.answer is Answer.CAN and starts else None


def _counting(call_list: CallList, person: str) -> Iterable[Attempt]:
    return (attempt for attempt in call_list.log if attempt.person == person and not attempt.taken_back)


def _with_called(call_list: CallList, person: Called) -> CallList:
    people = tuple(person if one.person == person.person else one for one in call_list.people)
    return replace(call_list, people=people)


def _agreed_still(call_list: CallList) -> CallList:
    """Nobody is agreed with whose last answer is another than "can"."""
    last = last_attempt(call_list, call_list.agreed)
    return call_list if last is not None and last.answer is Answer.CAN else replace(call_list, agreed="")
