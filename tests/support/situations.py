"""Booking situations: as JSON data, with what the rules say of them, and what a person answers who has one."""

import json
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from interpreter_app.domain.situations import Situation
from interpreter_app.use_cases.guide_answers import Hurry

EXAMPLES_FILE = Path(__file__).parents[1] / "data" / "situations.json"
EXAMPLES: list[dict[str, Any]] = json.loads(EXAMPLES_FILE.read_text(encoding="utf-8"))


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
