"""A departure note (notat om fravik): why the demand for a qualified interpreter was departed from (TL § 7(2)).

No form for it stands in act or regulation; what is gathered here is a suggestion. It says nothing of the person served.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from interpreter_app.domain.call_lists import (
    Answer,
    Available,
    CallList,
    Channel,
    Contacts,
    earliest_qualified,
    find_called,
)
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.norwegian_time import on_norwegian_clock
from interpreter_app.domain.situations import Ground, Method, Proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Somebody who was tried: ``at`` is the time on a clock in Norway, ``category`` is empty where there is none."""

    name: str
    number: int | None = None
    category: str = ""
    channel: Channel
    at: datetime
    answer: Answer
    earliest: Available | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """The conversation, or its weightiest parts, are taken up again with a qualified interpreter on a day."""

    day: date


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """It is not taken up again, for a reason."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureNote:
    """What is to be noted.

    ``at`` is the time of day in Norway, None where it does not matter. ``seriousness`` is what was at stake, in general
    words. ``used`` says who interpreted, ``relation`` what that one is to the parties. ``decided_by`` and ``role`` are
    of the employee who decided.
    """

    day: date
    at: time | None = None
    language: str
    kind: Kind
    grounds: tuple[Ground, ...]
    seriousness: str
    tried: tuple[Tried, ...] = ()
    earliest: Available | None = None
    methods: tuple[Method, ...] = ()
    used: Proposed
    relation: str = ""
    decided_by: str
    role: str
    follow_up: Planned | NotPlanned


_RELATED = (Proposed.OTHER, Proposed.CHILD, Proposed.ADULT_RELATIVE)


def needs_relation(used: Proposed) -> bool:
    """Whether a note must say what the one who interpreted is to the parties: of all but those of the register."""
    return used in _RELATED


def tried_from(call_list: CallList) -> tuple[Tried, ...]:
    """The attempts of a call list that count, by their time in Norway."""
    return tuple(
        Tried(
            name=called.name,
            number=called.number,
            category=called.category,
            channel=attempt.channel,
            at=on_norwegian_clock(attempt.at),
            answer=attempt.answer,
            earliest=attempt.earliest,
        )
        for attempt in sorted(call_list.log, key=lambda one: one.at)
        if not attempt.taken_back and (called := find_called(call_list, attempt.person)) is not None
    )


class AtHand(NamedTuple):
    """A call list that a note rests on, with how those on it are reached on the day."""

    call_list: CallList
    contacts: Contacts


def earliest_from(at_hand: AtHand) -> Available | None:
    """When the first of those on a call list can come who are still in the register."""
    found = earliest_qualified(*at_hand)
    return found[1] if found else None
