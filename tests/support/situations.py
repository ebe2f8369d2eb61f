"""Booking situations: as JSON data, with what the rules say of them, and what a person answers who has one."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from interpreter_app.domain.situations import Body, NoShow, Proposed, Sector, Situation
from interpreter_app.use_cases.guide_answers import Hurry

EXAMPLES_FILE = Path(__file__).parents[1] / "data" / "situations.json"
EXAMPLES: list[dict[str, Any]] = json.loads(EXAMPLES_FILE.read_text(encoding="utf-8"))

IN_2026, IN_2027 = date(2026, 6, 1), date(2027, 3, 1)
TOLD = NoShow(told_of_booking=True, told_of_fee=True, cost=Decimal(1400))
NEEDED = Situation(
    body=Body.PUBLIC,
    sector=Sector.OTHER,
    norwegian_involved=True,
    duty_in_other_act=False,
    needed=True,
    day=IN_2026,
)
EVERY_POINT = (
    {"day": date(2021, 1, 1)},
    {"norwegian_involved": False},
    {"body": Body.PRIVATE_OTHER, "duty_in_other_act": True, "proposed": Proposed.CHILD},
    {"duty_in_other_act": True, "no_show": TOLD},
    {"duty_in_other_act": True, "needed": False},
    {"body": Body.PRIVATE_OTHER, "no_show": TOLD},
    {"proposed": Proposed.CHILD, "proposed_birth_date": date(2008, 6, 1)},
    {"needed": False, "no_show": replace(TOLD, told_of_fee=False)},
    {"day": IN_2027, "no_show": TOLD},
    {"day": IN_2027, "can_wait": False, "emergency": True, "strong_reasons": True},
    {"sector": Sector.POLICE, "no_show": TOLD},
    {"proposed": Proposed.CHILD},
    {"proposed": Proposed.CHILD, "emergency": True},
    {"proposed": Proposed.CHILD, "child_defensible": True},
    {"proposed": Proposed.REGISTER},
    {"proposed": Proposed.OTHER},
    {"proposed": Proposed.ADULT_RELATIVE},
    {"proposed": Proposed.CHILD, "child_defensible": True, "day": IN_2027},
    {"emergency": True},
    {"body": Body.PRIVATE_OTHER, "proposed": Proposed.OTHER},
    {"body": Body.PRIVATE_OTHER, "proposed": Proposed.ADULT_RELATIVE},
)
"""Changes of ``NEEDED`` that together make the rules tell every point."""


def hurry_of(situation: Situation) -> Hurry:
    """What a person answers who has this situation."""
    if situation.emergency:
        return Hurry.EMERGENCY
    if situation.strong_reasons:
        return Hurry.STRONG_REASONS
    return Hurry.CAN_WAIT if situation.can_wait else Hurry.CANNOT_WAIT


def situation_data(situation: Situation) -> dict[str, object]:
    """A situation as the JSON data of a file; what is not known is left out."""
    data = {one.name: getattr(situation, one.name) for one in fields(Situation)}
    data["date"] = data.pop("day")
    if situation.no_show:
        cost = situation.no_show.cost
        data["no_show"] = {
            "told_of_booking": situation.no_show.told_of_booking,
            "told_of_fee": situation.no_show.told_of_fee,
            "cost": int(cost) if cost == int(cost) else float(cost),
        }
    return {name: _plain(value) for name, value in data.items() if value is not None}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
