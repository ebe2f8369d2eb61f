"""Answers for guidelines as JSON: read strictly, refused whole with the field."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.guidelines import GuidelinesAnswers, Part, PartAnswer
from interpreter_app.domain.guidelines_entries import (
    LONGEST_LINE,
    LONGEST_TEXT,
    guidelines_data,
    read_guidelines_answers,
)
from interpreter_app.domain.situations import Body, Method, Sector
from tests.support.guidelines import COMPLETE


def read(document: object) -> GuidelinesAnswers:
    return read_guidelines_answers(json.dumps(document).encode())


def test_an_empty_object_is_nothing_answered():
    assert read({}) == GuidelinesAnswers()


def test_what_is_written_is_read_back():
    assert read(guidelines_data(COMPLETE)) == COMPLETE


lines = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(str.strip)


@given(
    st.builds(
        GuidelinesAnswers,
        unit=lines,
        body=st.sampled_from(Body),
        sector=st.none() | st.sampled_from(Sector),
        regular_use=st.booleans(),
        size=lines,
        activities=lines,
        risk=lines,
        responsible=lines,
        supplier=lines,
        valid_from=st.none() | st.dates(),
        methods=st.sets(st.sampled_from(Method)).map(lambda found: tuple(one for one in Method if one in found)),
        parts=st.dictionaries(st.sampled_from(Part), st.builds(PartAnswer, st.booleans(), lines)),
    )
)
def test_any_answers_are_read_back(answers):
    assert read(guidelines_data(answers)) == answers


def test_the_questions_of_a_template_are_not_looked_at():
    assert read({"questions": {"unit": "Hva heter enheten?"}}) == GuidelinesAnswers()


def test_methods_come_in_their_order_each_once():
    assert read({"methods": ["telephone", "on_site", "telephone"]}).methods == (Method.ON_SITE, Method.TELEPHONE)


def test_lines_within_a_text_are_kept_and_room_around_it_is_not():
    assert read({"parts": {"register": {"text": " en\nto\n"}}}).part(Part.REGISTER).text == "en\nto"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], "object"),
        ({"name": "x"}, "name"),
        ({"unit": 1}, "unit"),
        ({"body": "private"}, "body"),
        ({"sector": "hospital"}, "sector"),
        ({"regular_use": "yes"}, "regular_use"),
        ({"valid_from": "1.12.2026"}, "valid_from"),
        ({"methods": "screen"}, "methods"),
        ({"methods": ["fax"]}, r"methods\[0\]"),
        ({"parts": []}, "parts"),
        ({"parts": {"booking": {}}}, r"parts\.booking"),
        ({"parts": {"register": "noe"}}, r"parts\.register"),
        ({"parts": {"register": {"answer": "noe"}}}, r"parts\.register\.answer"),
        ({"parts": {"register": {"included": 1}}}, r"parts\.register\.included"),
        ({"unit": "x" * (LONGEST_LINE + 1)}, "unit"),
        ({"risk": "x" * (LONGEST_TEXT + 1)}, "risk"),
        ({"parts": {"register": {"text": "x" * (LONGEST_TEXT + 1)}}}, r"parts\.register\.text"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(document, words):
    with pytest.raises(UserError, match=words):
        read(document)


def test_the_longest_texts_are_taken():
    assert len(read({"unit": "x" * LONGEST_LINE, "risk": "y" * LONGEST_TEXT}).risk) == LONGEST_TEXT
