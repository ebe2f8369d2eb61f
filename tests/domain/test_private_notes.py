"""What can be noted of a person, and what cannot."""

from datetime import UTC, datetime
from itertools import combinations

import pytest

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.private_notes import LONGEST_TEXT, Mark, Note

NOW = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
SETS = [frozenset(some) for size in range(4) for some in combinations(Mark, size)]


def note(marks=(), text: str = "") -> Note:
    return Note("id", frozenset(marks), text, NOW)


@pytest.mark.parametrize("marks", SETS, ids=lambda marks: " and ".join(sorted(marks)) or "none")
def test_only_preferred_and_not_to_be_used_exclude_each_other(marks):
    if {"preferred", "do_not_use"} <= marks:
        with pytest.raises(UserError, match="both preferred and not to be used"):
            note(marks)
    else:
        assert set(note(marks).marks_in_order()) == marks


def test_a_text_has_a_longest_length():
    assert note(text="å" * LONGEST_TEXT).says_something
    with pytest.raises(UserError, match="2000"):
        note(text="å" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(("marks", "text", "says"), [((), "", False), ((Mark.PREFERRED,), "", True), ((), "x", True)])
def test_a_note_says_something_by_a_mark_or_a_text(marks, text, says):
    assert note(marks, text).says_something is says


def test_the_marks_stand_in_one_order():
    assert note({Mark.CONFLICT_OF_INTEREST, Mark.PREFERRED}).marks_in_order() == ("preferred", "conflict_of_interest")
