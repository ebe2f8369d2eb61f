"""Departure notes handed in as JSON: read strictly, refused whole when something does not fit."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from interpreter_app.domain.call_lists import Answer, Available, Channel
from interpreter_app.domain.categories import Category
from interpreter_app.domain.departure_note_times import (
    check_note_time,
    check_planned,
    check_times,
    has_passed,
    tried_by,
)
from interpreter_app.domain.departure_notes import (
    AtHand,
    DepartureNote,
    NotPlanned,
    Planned,
    Tried,
    earliest_from,
    needs_relation,
    tried_from,
)
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import LARGEST_NUMBER, Kind
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.json_documents import Fields, quoted, read_json
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.norwegian_time import read_time
from interpreter_app.domain.situations import Ground, Method, Proposed

_Choice = TypeVar("_Choice", bound=StrEnum)
_NOTE = (
    "date",
    "time",
    "language",
    "kind",
    "grounds",
    "seriousness",
    "tried",
    "earliest_qualified",
    "methods_tried",
    "used",
    "decided_by",
    "follow_up",
)
_CLOCK = re.compile(r"\d\d:\d\d(:\d\d)?", re.ASCII)
_TRIED = ("name", "number", "category", "channel", "at", "answer", "earliest")
_USED = ("who", "relation")
_DECIDED_BY = ("name", "role")
_FOLLOW_UP = ("planned", "not_planned")
LONGEST = 500
"""Characters of a text."""


def read_departure_note(content: bytes, now: datetime, at_hand: AtHand | None = None) -> DepartureNote:
    """The note in a JSON file, handed in ``now`` (with its zone).

    The call list ``at_hand`` gives what the file leaves out of language, kind, who was tried, and the earliest time.
    Raises ``UserError`` with the place of the first thing that does not fit, times that cannot be included; a field
    about the person served is none.
    """
    call_list = at_hand.call_list if at_hand else None
    fields = Fields(read_json(content), "", _NOTE)
    need = call_list.need if call_list else None
    for name in ("date", "grounds", "seriousness", "used", "decided_by", "follow_up", *(() if need else ("language",))):
        fields.require(name)
    language = _language(fields) or (need.language if need else "")
    day = fields.date("date")
    assert day is not None  # required fields are never None
    at = _time(fields)
    check_note_time(day, at, now)
    grounds, seriousness = _grounds(fields), _needed_text(fields, "seriousness")
    who, relation = _used(Fields(fields.value("used"), "used", _USED))
    decided_by = Fields(fields.value("decided_by"), "decided_by", _DECIDED_BY)
    given_kind = need.kind if need and not fields.has("language") else own_kind(language)
    listed = call_list and not fields.has("tried")
    note = DepartureNote(
        day=day,
        at=at,
        language=language,
        kind=fields.choice("kind", Kind) or given_kind,
        grounds=grounds,
        seriousness=seriousness,
        tried=tried_by(tried_from(call_list), day, at) if call_list and listed else _all_tried(fields),
        earliest=_available(fields, "earliest_qualified") or _earliest_from(at_hand, day, at),
        methods=_choices(fields, "methods_tried", Method),
        used=who,
        relation=relation,
        decided_by=_needed_text(decided_by, "name"),
        role=_needed_text(decided_by, "role"),
        follow_up=_follow_up(Fields(fields.value("follow_up"), "follow_up", _FOLLOW_UP), day),
    )
    check_times(note)
    return note


def _earliest_from(at_hand: AtHand | None, day: date, at: time | None) -> Available | None:
    """When the first on a list can come, unless that is over: whether it still holds, nobody has asked."""
    earliest = earliest_from(at_hand) if at_hand else None
    return None if earliest is None or has_passed(earliest, day, at) else earliest


def departure_note_data(note: DepartureNote) -> Mapping[str, object]:
    """A note as JSON data that ``read_departure_note`` reads back."""
    follow_up = note.follow_up
    data: dict[str, object] = {
        "date": note.day.isoformat(),
        "time": note.at.isoformat("minutes") if note.at else None,
        "language": note.language,
        "kind": note.kind,
        "grounds": list(note.grounds),
        "seriousness": note.seriousness,
        "tried": [_tried_data(one) for one in note.tried],
        "earliest_qualified": note.earliest.iso() if note.earliest else None,
        "methods_tried": list(note.methods),
        "used": _given({"who": note.used, "relation": note.relation}),
        "decided_by": {"name": note.decided_by, "role": note.role},
        "follow_up": (
            {"planned": follow_up.day.isoformat()}
            if isinstance(follow_up, Planned)
            else {"not_planned": follow_up.reason}
        ),
    }
    return _given(data)


def _given(data: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in data.items() if value not in (None, "")}


def _tried_data(tried: Tried) -> dict[str, object]:
    return _given(
        {
            "name": tried.name,
            "number": tried.number,
            "category": tried.category,
            "channel": tried.channel,
            "at": tried.at.isoformat(timespec="minutes"),
            "answer": tried.answer,
            "earliest": tried.earliest.iso() if tried.earliest else None,
        }
    )


def _language(fields: Fields) -> str | None:
    return fields.parsed("language", lambda text: language_table().get(text).code)


def _time(fields: Fields) -> time | None:
    text = fields.text("time")
    if text is None:
        return None
    try:
        at = time.fromisoformat(text) if _CLOCK.fullmatch(text) else None
    except ValueError:
        at = None
    if at is None:
        raise _unfit(fields, "time", N_('{where} must be a time of day such as "14:05", not {given}.'))
    return at


def _grounds(fields: Fields) -> tuple[Ground, ...]:
    found = _choices(fields, "grounds", Ground)
    if not found:
        raise UserError(
            N_("{where} names no ground."),
            N_("Give at least one of: {choices}."),
            where=fields.place("grounds"),
            choices=", ".join(Ground),
        )
    return found


def _choices(fields: Fields, name: str, choices: type[_Choice]) -> tuple[_Choice, ...]:
    """The choices in a list, each once, in the order of the vocabulary."""
    found = [_choice(place, value, choices) for place, value in fields.items(name)]
    return tuple(choice for choice in choices if choice in found)


def _choice(place: str, value: object, choices: type[_Choice]) -> _Choice | None:
    item = Fields({place: value}, "", (place,))
    item.require(place)
    return item.choice(place, choices)


def _all_tried(fields: Fields) -> tuple[Tried, ...]:
    return tuple(_tried(Fields(item, place, _TRIED)) for place, item in fields.items("tried"))


def _tried(fields: Fields) -> Tried:
    for name in ("name", "channel", "at", "answer"):
        fields.require(name)
    channel, answer = fields.choice("channel", Channel), fields.choice("answer", Answer)
    assert channel is not None
    assert answer is not None
    return Tried(
        name=_needed_text(fields, "name"),
        number=fields.whole_number("number", 1, LARGEST_NUMBER),
        category=fields.choice("category", Category) or "",
        channel=channel,
        at=_moment(fields, "at"),
        answer=answer,
        earliest=_available(fields, "earliest"),
    )


def _moment(fields: Fields, name: str) -> datetime:
    try:
        moment = read_time(fields.text(name) or "")
    except UserError as error:
        raise UserError(N_("{place}: {problem}"), place=fields.place(name), problem=error) from error
    if moment is None:
        raise _unfit(fields, name, N_('{where} must be a time such as "2026-06-01T14:05", not {given}.'))
    return moment


def _available(fields: Fields, name: str) -> Available | None:
    text = fields.text(name)
    if text is None:
        return None
    day = iso_date(text)
    if day is not None:
        return Available(day)
    moment = _moment(fields, name)
    return Available(moment.date(), moment.time())


def _used(fields: Fields) -> tuple[Proposed, str]:
    """Who interpreted, and the relation to the parties, which must be said of one who was not found in the register."""
    fields.require("who")
    who = fields.choice("who", Proposed)
    assert who is not None
    return who, _needed_text(fields, "relation") if needs_relation(who) else _text(fields, "relation")


def _follow_up(fields: Fields, day: date) -> Planned | NotPlanned:
    if fields.has("planned") == fields.has("not_planned"):
        raise UserError(
            N_("{where} must say either when it is planned or why it is not."),
            N_("Give either “planned” with a date or “not_planned” with the reason."),
            where="follow_up",
        )
    planned = fields.date("planned")
    if planned is None:
        return NotPlanned(_needed_text(fields, "not_planned"))
    check_planned(planned, day)
    return Planned(planned)


def _needed_text(fields: Fields, name: str) -> str:
    fields.require(name)
    text = _text(fields, name)
    if not text:
        raise UserError(N_("{where} is empty."), N_("Say it in a few words."), where=fields.place(name))
    return text


def _text(fields: Fields, name: str) -> str:
    text = " ".join((fields.text(name) or "").split())
    if len(text) > LONGEST:
        raise UserError(
            N_("{where} is longer than {longest} characters."),
            N_("Shorten it."),
            where=fields.place(name),
            longest=LONGEST,
        )
    return text


def _unfit(fields: Fields, name: str, message: str) -> UserError:
    return UserError(message, N_("Correct it."), where=fields.place(name), given=quoted(fields.value(name)))
