"""Numbers in words."""

import pytest

from interpreter_app.i18n import NO_VALUE, capitalised, share


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, NO_VALUE),
        (0.0, "0\u00a0%"),
        (0.01, "1\u00a0%"),
        (61.6, "62\u00a0%"),
        (99.99, "99\u00a0%"),
        (100.0, "100\u00a0%"),
    ],
)
def test_only_all_is_a_hundred_percent_and_only_none_is_nothing(value, words):
    assert share(value) == words


@pytest.mark.parametrize(("text", "expected"), [("", ""), ("øre", "Øre"), ("IMDi sier", "IMDi sier")])
def test_the_first_letter_is_a_capital_and_the_others_are_as_they_were(text, expected):
    assert capitalised(text) == expected
