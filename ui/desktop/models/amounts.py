"""Amounts in kroner that a person types: 1345, 1 345, 672,50."""

import re
from decimal import Decimal

from interpreter_app.domain.errors import N_, UserError

_AMOUNT = re.compile(r"\d{1,7}(?:[.,]\d{1,2})?", re.ASCII)
_SPACES = re.compile(r"\s")


def written_amount(text: str) -> Decimal | None:
    """The amount in NOK that ``text`` names, None for an empty one; raises ``UserError`` when it names none."""
    given = _SPACES.sub("", text)
    if not given:
        return None
    if not _AMOUNT.fullmatch(given):
        raise UserError(N_("“{given}” is no amount."), N_("Write it like 1345 or 672,50."), given=text.strip())
    return Decimal(given.replace(",", "."))
