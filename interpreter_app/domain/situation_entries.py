"""Booking situations handed in as JSON: read strictly, refused whole when one of them does not fit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.json_documents import Fields, quoted, read_json, wrong_kind
from interpreter_app.domain.situations import Body, NoShow, Proposed, Sector, Situation

_ENTRY = ("name", "situation", "expect")
_SITUATION = (
    "body",
    "sector",
    "criminal_case",
    "norwegian_involved",
    "duty_in_other_act",
    "needed",
    "date",
    "proposed",
    "proposed_birth_date",
    "can_wait",
    "emergency",
    "strong_reasons",
    "child_defensible",
    "no_show",
)
_NO_SHOW = ("told_of_booking", "told_of_fee", "cost")
_NO_WORDS = ("true", "false", "null")
_LARGEST_COST = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class SituationEntry:
    """A situation; ``name`` is whatever the entry is called."""

    name: str | None
    situation: Situation


@dataclass(frozen=True, slots=True)
class SituationFile:
    """What a file holds; ``is_list`` is whether it was a list, also of one entry."""

    entries: tuple[SituationEntry, ...]
    is_list: bool


def read_situations(content: bytes, today: date) -> SituationFile:
    """The situations of a JSON file: one, or a list of them, each bare or as ``{"name", "situation"}``.

    An entry may also hold ``expect``, which is not looked at. Without a date a situation is of ``today``. Raises
    ``UserError`` with the place of the first thing that does not fit.
    """
    document = read_json(content)
    if isinstance(document, list):
        return SituationFile(tuple(_entry(item, f"[{n}]", today) for n, item in enumerate(document)), is_list=True)
    return SituationFile((_entry(document, "", today),), is_list=False)


def _entry(value: object, where: str, today: date) -> SituationEntry:
    if not isinstance(value, dict) or value.keys().isdisjoint(_ENTRY):
        return SituationEntry(None, read_situation(value, where, today))
    fields = Fields(value, where, _ENTRY)
    fields.require("situation")
    return SituationEntry(fields.text("name"), read_situation(value["situation"], fields.place("situation"), today))


def read_situation(value: object, where: str, today: date) -> Situation:
    """The situation in a JSON object that stands at ``where``; see ``read_situations``."""
    fields = Fields(value, where, _SITUATION)
    for name in ("body", "sector", "norwegian_involved", "duty_in_other_act", "needed"):
        fields.require(name)
    body, sector = fields.choice("body", Body), fields.choice("sector", Sector)
    assert body is not None  # required fields are never None
    assert sector is not None
    if sector is Sector.CONCILIATION:
        fields.require("criminal_case")  # the police certificate hangs on it (TL § 10)
    day = fields.date("date") or today
    return Situation(
        body=body,
        sector=sector,
        norwegian_involved=fields.flag("norwegian_involved"),
        duty_in_other_act=fields.flag("duty_in_other_act"),
        needed=fields.flag("needed"),
        day=day,
        criminal_case=fields.flag("criminal_case"),
        proposed=fields.choice("proposed", Proposed) or Proposed.NONE,
        proposed_birth_date=_birth_date(fields, day),
        can_wait=fields.flag("can_wait", default=True),
        emergency=fields.flag("emergency"),
        strong_reasons=_strong_reasons(fields),
        child_defensible=fields.flag("child_defensible"),
        no_show=_no_show(fields),
    )


def _birth_date(fields: Fields, day: date) -> date | None:
    born = fields.date("proposed_birth_date")
    if born and born > day:
        raise UserError(
            N_("{where} cannot be later than the conversation on {day}."),
            N_("Correct it."),
            where=fields.place("proposed_birth_date"),
            day=day.isoformat(),
        )
    return born


def _strong_reasons(fields: Fields) -> bool:
    """Whether there are any: true, or the reasons in words; a truth in quotes is no reason."""
    value = fields.value("strong_reasons")
    if value is None or isinstance(value, bool):
        return bool(value)
    if not isinstance(value, str) or value.strip().casefold() in _NO_WORDS:
        message = N_("{where} must be true, false or the reasons in words, not {given}.")
        raise wrong_kind(message, fields.place("strong_reasons"), value)
    return any(sign.isalnum() for sign in value)


def _no_show(fields: Fields) -> NoShow | None:
    value = fields.value("no_show")
    if value is None:
        return None
    inner = Fields(value, fields.place("no_show"), _NO_SHOW)
    for name in _NO_SHOW:
        inner.require(name)
    cost = inner.number("cost") or Decimal(0)
    if not 0 <= cost <= _LARGEST_COST:
        raise UserError(
            N_("{where} must be an amount in kroner from 0 to {highest}, not {given}."),
            N_("Correct it."),
            where=inner.place("cost"),
            highest=_LARGEST_COST,
            given=quoted(cost),
        )
    return NoShow(told_of_booking=inner.flag("told_of_booking"), told_of_fee=inner.flag("told_of_fee"), cost=cost)
