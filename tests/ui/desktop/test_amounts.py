"""Amounts are read as people write them."""

from decimal import Decimal

import pytest

from interpreter_app.domain.errors import UserError
from ui.desktop.models.amounts import written_amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("", None), (" ", None), ("1345", "1345"), ("1 345", "1345"), ("1\u00a0345", "1345"), ("672,50", "672.5")],
)
def test_an_amount_is_read_as_people_write_it(typed, amount):
    assert written_amount(typed) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("typed", ["-1", "ti", "1,2,3", "12345678", "1.345", "²", "1e3"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(UserError):
        written_amount(typed)
