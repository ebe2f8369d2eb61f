"""Text that a spreadsheet would take for a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.documents.formulas import as_it_was, is_like_a_formula, made_harmless

ATTACKS = (
    "=1+1",
    '=HYPERLINK("http://example.no";"x")',
    "+47 000 12 345",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20A",
    "\ufe661",
    " =1+1",
    "'=1+1",
)


@pytest.mark.parametrize("text", ATTACKS)
def test_what_a_spreadsheet_would_reckon_gets_an_apostrophe(text: str) -> None:
    assert made_harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Oslo", "a=b", "2-3", "'s-Hertogenbosch", "–", "kari@example.no"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert not is_like_a_formula(text)
    assert made_harmless(text) == as_it_was(text) == text


@given(st.text(alphabet=st.one_of(st.sampled_from("'=+-@\t\r\n \uff1d"), st.characters(codec="utf-8"))))
def test_reading_gives_back_exactly_what_was_written(text: str) -> None:
    assert as_it_was(made_harmless(text)) == text


@given(st.text(alphabet="'=+-@ a"))
def test_nothing_that_is_written_begins_with_a_sign_of_a_formula(text: str) -> None:
    assert made_harmless(text)[:1] not in set("=+-@")
